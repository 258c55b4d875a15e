"""The command line: parse, call, print; one file for each command or family of them.

Results go to standard output, everything else to standard error. Heavy modules
are imported by the command that needs them, so that `--help` is quick.
"""

import errno
import sys
from pathlib import Path
from typing import Any

import click

import podgen
from podgen.cli.check import check
from podgen.cli.export import export
from podgen.cli.init import init
from podgen.cli.options import FILE
from podgen.cli.publish import publish
from podgen.cli.texts import clean, reading, script
from podgen.cli.voices import voices
from podgen.errors import PodgenError


class _Commands(click.Group):
    """Commands whose errors are one line, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PodgenError as error:
            _fail(str(error))
        except BrokenPipeError:
            # Whoever read our output has seen enough (`podgen script … | head`).
            sys.stderr.close()
            sys.exit(0)
        except OSError as error:
            _fail(_explain_os_error(error))


def _fail(message: str) -> None:
    click.echo(f"podgen: {message}", err=True)
    sys.exit(1)


def _explain_os_error(error: OSError) -> str:
    advice = {
        errno.ENOSPC: "the disk is full; make room and run again",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: "no permission",
    }
    where = f"{error.filename}: " if error.filename else ""
    return where + advice.get(error.errno or 0, error.strerror or str(error))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(podgen.__version__, prog_name="podgen")
@click.option("-q", "--quiet", is_flag=True, help="No progress; results and errors only.")
@click.option(
    "--cache",
    type=FILE,
    envvar="PODGEN_CACHE",
    help="Where spoken sentences are kept.  [default: the user's cache folder; $PODGEN_CACHE]",
)
@click.pass_context
def main(ctx: click.Context, quiet: bool, cache: Path | None) -> None:
    """Turn Japanese articles (Markdown with Jekyll front matter) into a podcast.

    \b
    Try it:
      podgen export article.md -o article.mp3    one article, one MP3
      podgen init myshow                         start a show
      podgen publish                             bring the show in feed/ up to date

    \b
    See what happens to a text on its way:
      podgen clean --explain article.md          what was said twice
      podgen script article.md                   sections and sentences
      podgen reading "2025年は3.14%増"           how it is read
    """
    ctx.obj = {"quiet": quiet, "cache": cache}


for command in (export, publish, clean, script, reading, voices, init, check):
    main.add_command(command)
