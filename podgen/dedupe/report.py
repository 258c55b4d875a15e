"""Edits and the explanation of each, from the repeats that were found."""

from bisect import bisect_right
from itertools import groupby

from podgen.dedupe.align import Run
from podgen.dedupe.assemble import Assembler
from podgen.dedupe.marks import Mark, MarkKind
from podgen.dedupe.rejoin import Edit, is_removable, join_after_repeat, join_bare
from podgen.dedupe.stream import Stream
from podgen.model import Removal, RemovalKind


def plan_edits(
    stream: Stream, assembler: Assembler, first_line: int
) -> tuple[list[Edit], tuple[Removal, ...]]:
    """Give the edits in order of place, and a record for everything they take out."""
    edits: list[Edit] = []
    removals: list[Removal] = []
    covered: set[int] = set()
    for before, group in groupby(assembler.repeats, key=lambda each: each[0]):
        runs = [run for _, run in group]
        last = runs[-1]
        start = stream.ends[before] if before >= 0 else 0
        end = stream.starts[last.end] if last.end < len(stream) else len(stream.text)
        if last.said_end == before_place(assembler, before) or last.end >= len(stream):
            text = join_after_repeat(stream, before, last, None)
        else:
            text = join_bare(stream, before, last.end)
        edits.append(Edit(start, end, text))
        covered.update(range(before + 1, last.end + 1))
        for run in runs:
            removals.append(_explain(stream, assembler, run, first_line))
    for index in sorted(stream.marks):
        if index in covered:
            removals += [_explain_mark(stream, m, first_line) for m in stream.marks[index]]
        elif is_removable(stream, index):
            removals += [_explain_mark(stream, m, first_line) for m in stream.marks[index]]
            start = stream.ends[index - 1] if index else 0
            end = stream.starts[index] if index < len(stream) else len(stream.text)
            edits.append(Edit(start, end, join_bare(stream, index - 1, index)))
    edits.sort(key=lambda e: e.start)
    removals.sort(key=lambda r: (r.line, r.end_line))
    return edits, tuple(removals)


def before_place(assembler: Assembler, before: int) -> int:
    """Length of what was said up to a character."""
    return bisect_right(assembler.said_from, before)


def _explain(stream: Stream, assembler: Assembler, run: Run, first_line: int) -> Removal:
    start, end = stream.starts[run.start], stream.ends[run.end - 1]
    kept = stream.starts[assembler.said_from[run.said_start]]
    return Removal(
        RemovalKind.RESTART,
        first_line + stream.line_number(start),
        first_line + stream.line_number(end - 1),
        stream.text[start:end],
        "It was said before.",
        first_line + stream.line_number(kept),
    )


def _explain_mark(stream: Stream, mark: Mark, first_line: int) -> Removal:
    chatter = mark.kind is MarkKind.CHATTER
    return Removal(
        RemovalKind.CHATTER if chatter else RemovalKind.MARKER,
        first_line + stream.line_number(mark.start),
        first_line + stream.line_number(mark.end - 1),
        stream.text[mark.start : mark.end],
        "It.",
        None,
    )
