"""`podgen init`: start a show."""

from pathlib import Path

import click

from podgen.cli.options import FILE


@click.command()
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
