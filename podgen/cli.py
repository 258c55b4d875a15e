"""The command line: parse, call, print.

Results go to standard output, everything else to standard error. Heavy modules
are imported by the command that needs them, so that `--help` is quick.
"""

import errno
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import podgen
from podgen.errors import PodgenError

if TYPE_CHECKING:
    from podgen.model import Article, Chapter, Episode, Removal
    from podgen.produce import Studio
    from podgen.terminal import Reporter

ARTICLE = click.Path(path_type=Path, allow_dash=True)
FILE = click.Path(path_type=Path)


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


def _voice_option(
    default: str | None, shown: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option("--voice", default=default, help=f"A profile's name.  [default: {shown}]")


@main.command()
@click.argument("article", type=ARTICLE)
@click.option("-o", "--output", type=FILE, help="The MP3.  [default: SLUG.mp3]")
@_voice_option("mei", "mei")
@click.option("--chapters", type=FILE, help="Also write the chapters as JSON.")
@click.option("--transcript", type=FILE, help="Also write a transcript: .vtt, .srt or .json.")
@click.pass_context
def export(
    ctx: click.Context,
    article: Path,
    output: Path | None,
    voice: str,
    chapters: Path | None,
    transcript: Path | None,
) -> None:
    """Speak one ARTICLE into one MP3, with chapters and tags.

    No show is needed, and no other file is written unless you ask for it.
    ARTICLE is a Markdown file, or - for standard input.
    """
    from podgen.produce import export_recording, record_article, write_companions

    studio = _open_studio(ctx, voice, Path.cwd())
    read = _read(article)
    output = output or Path(f"{read.slug}.mp3")
    with _reporter(ctx) as progress:
        recording = record_article(read, studio, progress)
        export_recording(recording, studio, output, progress)
    write_companions(recording, chapters, transcript)
    click.echo(f"{output}  {_clock(recording.timeline.duration_ms)}")
    _echo_chapters(recording.chapters)


@main.command()
@click.argument("articles", type=FILE, nargs=-1)
@click.option(
    "--show",
    type=FILE,
    default=Path("feed"),
    show_default=True,
    help="The show's folder, with show.toml and articles/.",
)
@_voice_option(None, "the one in show.toml")
@click.pass_context
def publish(ctx: click.Context, articles: Sequence[Path], show: Path, voice: str | None) -> None:
    """Bring a show up to date: record what is new or changed, rewrite the feed.

    Without ARTICLES, looks at the whole inbox (articles/ in the show's folder).
    What is up to date costs nothing. The result is in public/, ready to be
    uploaded. Exit status: 0 all good, 1 something failed (the rest is
    published), 2 wrong usage.
    """
    from podgen.batch import publish_show
    from podgen.show import read_show

    studio = _open_studio(ctx, voice or read_show(show).voice, show.resolve().parent)
    with _reporter(ctx) as progress:
        outcome = publish_show(show, articles, studio, progress)
    for failure in outcome.failures:
        click.echo(f"podgen: {failure.reason}", err=True)
    for episode in outcome.made:
        _echo_episode(episode, outcome.public)
    if not outcome.made and not outcome.failures:
        click.echo(f"nothing to do: {len(outcome.fresh)} up to date")
    if outcome.feed:
        click.echo(f"feed   {outcome.feed}" + ("" if outcome.feed_changed else "  (unchanged)"))
        click.echo(f"page   {outcome.public / 'index.html'}")
    sys.exit(1 if outcome.failures else 0)


@main.command()
@click.argument("article", type=ARTICLE)
@click.option("--explain", is_flag=True, help="Print what went and why, not the text.")
@click.option("--json", "as_json", is_flag=True, help="With --explain: for a program.")
def clean(article: Path, explain: bool, as_json: bool) -> None:
    """Print ARTICLE without what it says twice.

    Text that a language model wrote in several pieces often repeats itself
    where they were joined. A clean article comes out as it went in.
    """
    from podgen.dedupe import drop_repeats

    cleaned, removals = drop_repeats(_read(article))
    if as_json:
        click.echo(_removals_as_json(removals))
    elif explain:
        for removal in removals:
            _echo_removal(removal, article)
        click.echo(f"{len(removals)} removed", err=True)
    else:
        click.echo(cleaned.head + cleaned.body, nl=False)


@main.command()
@click.argument("article", type=ARTICLE)
@_voice_option("mei", "mei")
@click.option("--reading", is_flag=True, help="Also show what the voice is given.")
@click.pass_context
def script(ctx: click.Context, article: Path, voice: str, reading: bool) -> None:
    """Print what will be said: a heading for each chapter, a line for each sentence."""
    from podgen.produce import prepare_manuscript

    manuscript = prepare_manuscript(_read(article), _open_studio(ctx, voice, Path.cwd()))
    for section in manuscript.script.sections:
        click.echo(f"\n# {section.title}\n")
        for utterance in section.utterances:
            click.echo(utterance.text)
            if reading:
                click.echo(f"    → {utterance.reading}")


@main.command()
@click.argument("text", required=False)
@click.option("--stdin", is_flag=True, help="Read lines from standard input.")
@click.option("--explain", is_flag=True, help="Show which rule changed what.")
@_voice_option("mei", "mei")
@click.pass_context
def reading(ctx: click.Context, text: str | None, stdin: bool, explain: bool, voice: str) -> None:
    """Print how TEXT is read: one line of katakana for each line of text.

    A line on which nothing is spoken comes out empty.
    """
    from podgen.reading import explain_reading, read_aloud
    from podgen.reading.kana import to_kana

    if (text is None) != stdin:
        raise click.UsageError("give a TEXT, or --stdin")
    lexicon = _open_studio(ctx, voice, Path.cwd()).lexicon
    for line in sys.stdin if text is None else text.splitlines() or [""]:
        written = line.rstrip("\n")
        if explain:
            for step in explain_reading(written, lexicon):
                click.echo(f"{step.rule:>10}  {step.after}")
        click.echo(to_kana(read_aloud(written, lexicon)))


@main.command()
def voices() -> None:
    """List the voices there are, with their engine and licence."""
    from podgen.voices import list_voices, voice_folders

    for voice in list_voices(voice_folders(Path.cwd())):
        click.echo(f"{voice.name:<12} {voice.engine:<10} {voice.description}")
        for line in filter(None, [voice.licence, voice.credit]):
            click.echo(f"{'':<24}{line}")


@main.command()
@click.argument("folder", type=FILE)
def init(folder: Path) -> None:
    """Start a show in FOLDER: show.toml, an inbox and a place for voices."""
    from podgen.scaffold import write_scaffold

    for path in write_scaffold(folder):
        click.echo(path)
    click.echo(
        f"\nNow edit {folder / 'feed' / 'show.toml'}, put articles into "
        f"{folder / 'feed' / 'articles'}, and:\n  cd {folder} && podgen publish",
        err=True,
    )


@main.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Examine an MP3 or a feed: length, chapters, loudness, tags, feed rules.

    Exit status: 0 if nothing that a directory or player demands is missing, 1
    otherwise.
    """
    from podgen.check import check_mp3
    from podgen.feed_rules import check_feed

    report = (check_mp3 if file.suffix.lower() == ".mp3" else check_feed)(file)
    for name, value in report.facts:
        click.echo(f"{name:<14} {value}")
    for finding in report.findings:
        click.echo(f"{finding.level:<6} {finding.message}")
    sys.exit(0 if report.passes else 1)


def _read(path: Path) -> "Article":
    from podgen.article import STDIN, parse_article, read_article

    if path == STDIN:
        return parse_article(sys.stdin.buffer.read(), path)
    return read_article(path)


def _open_studio(ctx: click.Context, voice: str, workspace: Path) -> "Studio":
    from platformdirs import user_cache_path

    from podgen.produce import open_studio

    cache = ctx.obj["cache"] or user_cache_path("podgen") / "clips"
    return open_studio(voice, workspace, cache)


def _reporter(ctx: click.Context) -> "Reporter":
    from rich.console import Console

    from podgen.terminal import Reporter

    return Reporter(Console(stderr=True), quiet=ctx.obj["quiet"])


def _echo_episode(episode: "Episode", public: Path) -> None:
    removed = episode.source_chars - episode.clean_chars
    share = 100 * removed / max(1, episode.source_chars)
    click.echo(f"title  {episode.title}")
    click.echo(f"MP3    {public / episode.audio}  {_clock(episode.duration_ms)}")
    click.echo(
        f"text   {episode.clean_chars} characters; {removed} of {episode.source_chars} "
        f"({share:.0f} %) were said twice or were marks"
    )
    _echo_chapters(episode.chapters)


def _echo_chapters(chapters: Iterable["Chapter"]) -> None:
    for chapter in chapters:
        click.echo(f"       {_clock(chapter.start_ms)}  {chapter.title}")


def _echo_removal(removal: "Removal", path: Path) -> None:
    lines = (
        f"{removal.line}"
        if removal.line == removal.end_line
        else f"{removal.line}-{removal.end_line}"
    )
    click.echo(f"{path}:{lines}: {removal.kind.value}: {removal.reason}")
    shown = " ".join(removal.text.split())
    click.echo(f"    {shown if len(shown) <= 100 else shown[:60] + ' … ' + shown[-38:]}")


def _removals_as_json(removals: Sequence["Removal"]) -> str:
    import dataclasses
    import json

    rows = [dataclasses.asdict(removal) | {"kind": removal.kind.value} for removal in removals]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _clock(ms: int) -> str:
    """Hours, minutes and seconds, cut to a second as players do."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
