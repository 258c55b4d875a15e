"""`podgen publish`: bring a show up to date."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podgen.cli.options import (
    FILE,
    echo_chapters,
    format_clock,
    open_chosen_studio,
    open_reporter,
    voice_option,
)

if TYPE_CHECKING:
    from podgen.model import Episode


@click.command()
@click.argument("articles", type=FILE, nargs=-1)
@click.option(
    "--show",
    type=FILE,
    default=Path("feed"),
    show_default=True,
    help="The show's folder, with show.toml and articles/.",
)
@voice_option(None, "the one in show.toml")
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

    studio = open_chosen_studio(ctx, voice or read_show(show).voice, show.resolve().parent)
    with open_reporter(ctx) as progress:
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


def _echo_episode(episode: "Episode", public: Path) -> None:
    removed = episode.source_chars - episode.clean_chars
    share = 100 * removed / max(1, episode.source_chars)
    click.echo(f"title  {episode.title}")
    click.echo(f"MP3    {public / episode.audio}  {format_clock(episode.duration_ms)}")
    click.echo(
        f"text   {episode.clean_chars} characters; {removed} of {episode.source_chars} "
        f"({share:.0f} %) were said twice or were marks"
    )
    echo_chapters(episode.chapters)
