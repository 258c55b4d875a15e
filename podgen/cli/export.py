"""`podgen export`: one article, one MP3."""

from pathlib import Path

import click

from podgen.cli.options import (
    ARTICLE,
    FILE,
    echo_chapters,
    format_clock,
    open_chosen_studio,
    open_reporter,
    read_given_article,
    voice_option,
)


@click.command()
@click.argument("article", type=ARTICLE)
@click.option("-o", "--output", type=FILE, help="The MP3.  [default: SLUG.mp3]")
@voice_option("mei", "mei")
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

    studio = open_chosen_studio(ctx, voice, Path.cwd())
    read = read_given_article(article)
    output = output or Path(f"{read.slug}.mp3")
    with open_reporter(ctx) as progress:
        recording = record_article(read, studio, progress)
        export_recording(recording, studio, output, progress)
    write_companions(recording, chapters, transcript)
    click.echo(f"{output}  {format_clock(recording.timeline.duration_ms)}")
    echo_chapters(recording.chapters)
