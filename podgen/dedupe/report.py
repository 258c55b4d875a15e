"""Edits and the explanation of each, from the repeats that were found."""

from bisect import bisect_right
from itertools import groupby

from podgen.dedupe.align import Run
from podgen.dedupe.assemble import Assembler
from podgen.dedupe.marks import Mark, MarkKind
from podgen.dedupe.mend import mend_first_copy
from podgen.dedupe.rejoin import Edit, end_text, is_removable, join_after_repeat, join_bare
from podgen.dedupe.stream import Stream
from podgen.model import Removal, RemovalKind

_REASONS = {
    RemovalKind.OVERLAP: "The piece begins with the tail of what was said so far.",
    RemovalKind.RESTART: "The piece goes back and says this stretch again.",
    RemovalKind.LOOP: "This was said just before, in the same words.",
    RemovalKind.FRAGMENT: "This breaks off; it is said whole elsewhere.",
    RemovalKind.MARKER: "This marks the end of a piece and is no text.",
    RemovalKind.CHATTER: "The model speaks about its own writing.",
    RemovalKind.TYPO_VARIANT: "This differs in a letter or two from what is said elsewhere.",
}
_TAIL = 200
"""Characters; what goes back further says a stretch again."""


def plan_edits(
    stream: Stream, assembler: Assembler, first_line: int
) -> tuple[list[Edit], tuple[Removal, ...]]:
    """Give the edits in order of place, and a record for everything they take out."""
    edits: list[Edit] = []
    removals: list[Removal] = []
    covered: set[int] = set()
    for before, group in groupby(assembler.repeats, key=lambda each: each[0]):
        runs = [run for _, run in group]
        edits.append(_drop_runs(stream, assembler, before, runs))
        edits += [
            edit for run in runs for edit in mend_first_copy(stream, assembler.said_from, run)
        ]
        covered.update(range(before + 1, runs[-1].end + 1))
        removals += [_explain(stream, assembler, run, first_line) for run in runs]
    for index, marks in stream.marks.items():
        if index not in covered:
            if not is_removable(stream, index):
                continue
            edits.append(_drop_marks(stream, index))
        removals += [_explain_mark(stream, mark, first_line) for mark in marks]
    edits.sort(key=lambda edit: edit.start)
    removals.sort(key=lambda removal: (removal.line, removal.end_line))
    return edits, tuple(removals)


def _drop_runs(stream: Stream, assembler: Assembler, before: int, runs: list[Run]) -> Edit:
    last = runs[-1]
    start = stream.ends[before] if before >= 0 else 0
    if last.end >= len(stream):
        return Edit(start, len(stream.text), end_text(stream, before))
    reaches_front = last.said_end == bisect_right(assembler.said_from, before)
    join = join_after_repeat if reaches_front else join_bare
    return Edit(start, stream.starts[last.end], join(stream, before, last.end))


def _drop_marks(stream: Stream, index: int) -> Edit:
    start = stream.ends[index - 1] if index else 0
    end = stream.starts[index] if index < len(stream) else len(stream.text)
    return Edit(start, end, join_bare(stream, index - 1, index))


def _explain(stream: Stream, assembler: Assembler, run: Run, first_line: int) -> Removal:
    start, end = stream.starts[run.start], stream.ends[run.end - 1]
    kept = stream.starts[assembler.said_from[run.said_start]]
    kind = _name_kind(stream, assembler, run)
    return Removal(
        kind,
        first_line + stream.line_number(start),
        first_line + stream.line_number(end - 1),
        stream.text[start:end],
        _REASONS[kind],
        first_line + stream.line_number(kept),
    )


def _name_kind(stream: Stream, assembler: Assembler, run: Run) -> RemovalKind:
    if run.length <= _TAIL and any(not variant.whole_sentences for variant in run.variants):
        return RemovalKind.TYPO_VARIANT
    kept = assembler.said_from[run.said_start]
    whole = stream.sentence_starts[kept] and stream.ends_sentence(run.end - 1)
    if whole and run.start not in stream.marks and run.start not in stream.hints:
        inner = stream.sentence_starts[run.start + 1 : run.end]
        if not any(inner) and run.start - kept == run.length:
            return RemovalKind.LOOP
    if run.length > _TAIL:
        return RemovalKind.RESTART
    at_mark = run.end in stream.marks and run.end < len(stream)
    if at_mark and not stream.ends_sentence(run.end - 1):
        return RemovalKind.FRAGMENT
    return RemovalKind.OVERLAP


def _explain_mark(stream: Stream, mark: Mark, first_line: int) -> Removal:
    chatter = mark.kind is MarkKind.CHATTER
    kind = RemovalKind.CHATTER if chatter else RemovalKind.MARKER
    return Removal(
        kind,
        first_line + stream.line_number(mark.start),
        first_line + stream.line_number(mark.end - 1),
        stream.text[mark.start : mark.end],
        _REASONS[kind],
        None,
    )
