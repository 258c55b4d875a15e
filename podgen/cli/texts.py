"""`podgen clean`, `script` and `reading`: what happens to a text on its way."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podgen.cli.options import ARTICLE, open_chosen_studio, read_given_article, voice_option

if TYPE_CHECKING:
    from podgen.model import Removal


@click.command()
@click.argument("article", type=ARTICLE)
@click.option("--explain", is_flag=True, help="Print what went and why, not the text.")
@click.option("--json", "as_json", is_flag=True, help="With --explain: for a program.")
def clean(article: Path, explain: bool, as_json: bool) -> None:
    """Print ARTICLE without what it says twice.

    Text that a language model wrote in several pieces often repeats itself
    where they were joined. A clean article comes out as it went in.
    """
    from podgen.dedupe import drop_repeats

    cleaned, removals = drop_repeats(read_given_article(article))
    if as_json:
        click.echo(_removals_as_json(removals))
    elif explain:
        for removal in removals:
            _echo_removal(removal, article)
        click.echo(f"{len(removals)} removed", err=True)
    else:
        click.echo(cleaned.head + cleaned.body, nl=False)


@click.command()
@click.argument("article", type=ARTICLE)
@voice_option("mei", "mei")
@click.option("--reading", is_flag=True, help="Also show what the voice is given.")
@click.pass_context
def script(ctx: click.Context, article: Path, voice: str, reading: bool) -> None:
    """Print what will be said: a heading for each chapter, a line for each sentence."""
    from podgen.produce import prepare_manuscript

    manuscript = prepare_manuscript(
        read_given_article(article), open_chosen_studio(ctx, voice, Path.cwd())
    )
    for section in manuscript.script.sections:
        click.echo(f"\n# {section.title}\n")
        for utterance in section.utterances:
            click.echo(utterance.text)
            if reading:
                click.echo(f"    → {utterance.reading}")


@click.command()
@click.argument("text", required=False)
@click.option("--stdin", is_flag=True, help="Read lines from standard input.")
@click.option("--explain", is_flag=True, help="Show which rule changed what.")
@voice_option("mei", "mei")
@click.pass_context
def reading(ctx: click.Context, text: str | None, stdin: bool, explain: bool, voice: str) -> None:
    """Print how TEXT is read: one line of katakana for each line of text.

    A line on which nothing is spoken comes out empty.
    """
    from podgen.reading import explain_reading, read_aloud
    from podgen.reading.kana import to_kana

    if (text is None) != stdin:
        raise click.UsageError("give a TEXT, or --stdin")
    lexicon = open_chosen_studio(ctx, voice, Path.cwd()).lexicon
    for line in sys.stdin if text is None else text.splitlines() or [""]:
        written = line.rstrip("\n")
        if explain:
            for step in explain_reading(written, lexicon):
                click.echo(f"{step.rule:>10}  {step.after}")
        click.echo(to_kana(read_aloud(written, lexicon)))


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
