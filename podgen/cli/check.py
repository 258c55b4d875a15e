"""`podgen check`: examine what was made."""

import sys
from pathlib import Path

import click

from podgen.cli.options import FILE


@click.command()
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
