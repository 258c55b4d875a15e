"""What several commands share: arguments, the studio, progress, ways to print."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from podgen.model import Article, Chapter
    from podgen.produce import Studio
    from podgen.terminal import Reporter

ARTICLE = click.Path(path_type=Path, allow_dash=True)
FILE = click.Path(path_type=Path)


def voice_option(
    default: str | None, shown: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a command take `--voice`; `shown` says in the help what the default is."""
    return click.option("--voice", default=default, help=f"A profile's name.  [default: {shown}]")


def read_given_article(path: Path) -> "Article":
    """Read an article from a file, or from standard input where the path is `-`."""
    from podgen.article import STDIN, parse_article, read_article

    if path == STDIN:
        return parse_article(sys.stdin.buffer.read(), path)
    return read_article(path)


def open_chosen_studio(ctx: click.Context, voice: str, workspace: Path) -> "Studio":
    """Open what speaking with a voice needs, with the clip cache the user chose."""
    from platformdirs import user_cache_path

    from podgen.produce import open_studio

    cache = ctx.obj["cache"] or user_cache_path("podgen") / "clips"
    return open_studio(voice, workspace, cache)


def open_reporter(ctx: click.Context) -> "Reporter":
    """Show progress on standard error, or none with `--quiet`."""
    from rich.console import Console

    from podgen.terminal import Reporter

    return Reporter(Console(stderr=True), quiet=ctx.obj["quiet"])


def echo_chapters(chapters: Iterable["Chapter"]) -> None:
    """Print where each chapter starts."""
    for chapter in chapters:
        click.echo(f"       {format_clock(chapter.start_ms)}  {chapter.title}")


def format_clock(ms: int) -> str:
    """Hours, minutes and seconds, cut to a second as players do."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
