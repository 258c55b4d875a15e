"""`podgen voices`: who can speak."""

from pathlib import Path

import click


@click.command()
def voices() -> None:
    """List the voices there are, with their engine and licence."""
    from podgen.voices import list_voices, voice_folders

    for voice in list_voices(voice_folders(Path.cwd())):
        click.echo(f"{voice.name:<12} {voice.engine:<10} {voice.description}")
        for line in filter(None, [voice.licence, voice.credit]):
            click.echo(f"{'':<24}{line}")
