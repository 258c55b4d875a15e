"""What stands between two pieces once they are joined."""

import re
from dataclasses import dataclass

from podgen.dedupe.align import Run
from podgen.dedupe.evidence import is_cut
from podgen.dedupe.marks import MarkKind
from podgen.dedupe.stream import Block, Stream

_FLOWING = frozenset({Block.PROSE, Block.QUOTE, Block.SPEECH, Block.VERSE, Block.ITEM})
_TIGHT = frozenset({Block.ITEM, Block.ROW, Block.QUOTE, Block.CODE, Block.VERSE})
"""Lines of one of these follow each other without a blank line."""
_BLANKS = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True)
class Edit:
    """Characters `start` to `end` of the text give way to `text`."""

    start: int
    end: int
    text: str


def join_after_repeat(stream: Stream, before: int, run: Run, layout: str | None) -> str:
    """Give what stands between the text so far and what is new after a repeat.

    The copy shows it: what follows its last character. `layout` is what the
    first copy has where the repeat has a space.
    """
    gap = stream.gap(run.end)
    if run.end >= len(stream):
        return end_text(stream, before)
    if run.end in stream.marks or run.end in stream.hints:
        return join_bare(stream, before, run.end)
    if layout is not None and "\n" not in gap:
        return layout
    return gap


def join_bare(stream: Stream, before: int, after: int) -> str:
    """Give what stands between two pieces that share nothing."""
    if after >= len(stream):
        return end_text(stream, before)
    gap = without_marks(stream, stream.ends[before] if before >= 0 else 0, stream.starts[after])
    line = stream.lines[stream.line_of[after]]
    prefix = stream.text[line.start : line.content] if stream.is_after_break(after) else ""
    if before < 0:
        return gap.lstrip("\n") if "\n" in gap else prefix
    last, first = stream.block(before), stream.block(after)
    if is_cut(stream, before) and first in _FLOWING and _continues(stream, last, after):
        return ""
    if "\n" not in gap:
        return gap
    if last is first and last in _TIGHT:
        return "\n" + prefix
    if not gap.strip():
        return "\n\n" + prefix
    return _BLANKS.sub("\n\n", gap)


def end_text(stream: Stream, before: int) -> str:
    """Give what stands after the last character that stays."""
    start = stream.ends[before] if before >= 0 else 0
    tail = without_marks(stream, start, len(stream.text)).rstrip()
    return tail + ("\n" if "\n" in stream.text[start:] else "")


def without_marks(stream: Stream, start: int, end: int) -> str:
    """Give a stretch of the text without the marks and ellipses in it."""
    spans = [
        (mark.start, mark.end)
        for index in range(*_indexes(stream, start, end))
        for mark in stream.marks.get(index, ())
        if start <= mark.start and mark.end <= end
    ]
    kept, at = [], start
    for mark_start, mark_end in spans:
        kept.append(stream.text[at:mark_start])
        at = max(at, mark_end)
    return "".join([*kept, stream.text[at:end]])


def _indexes(stream: Stream, start: int, end: int) -> tuple[int, int]:
    return stream.index_at(start), stream.index_at(end) + 1


def _continues(stream: Stream, last: Block, after: int) -> bool:
    first = stream.block(after)
    if last is Block.ITEM or first is Block.ITEM:
        return first is not Block.ITEM or last is not Block.ITEM
    return True


def is_removable(stream: Stream, index: int) -> bool:
    """Whether the marks before a character go although nothing is said again there."""
    marks = stream.marks.get(index, [])
    kinds = {mark.kind for mark in marks}
    if MarkKind.LONE in kinds:
        return True
    if MarkKind.GLUED in kinds:
        return _is_detached(stream, index)
    if MarkKind.CHATTER in kinds:
        return any(
            mark.kind is MarkKind.CHATTER and stream.fills_line(mark.start, mark.end)
            for mark in marks
        )
    return False


def _is_detached(stream: Stream, index: int) -> bool:
    """A mark that is no part of a sentence: after its end, or where a line ends."""
    if index == 0 or index >= len(stream) or stream.is_after_break(index):
        return True
    return stream.ends_sentence(index - 1)
