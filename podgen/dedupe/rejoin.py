"""What stands between two pieces once they are joined."""

import re
from dataclasses import dataclass

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


def join_after_repeat(stream: Stream, before: int, after: int) -> str:
    """Give what stands between the text so far and what is new after a repeat.

    The copy shows it: what follows its last character.
    """
    if after in stream.marks or after in stream.hints:
        return join_bare(stream, before, after)
    return stream.gap(after)


def join_bare(stream: Stream, before: int, after: int) -> str:
    """Give what stands between two pieces that share nothing."""
    if after >= len(stream):
        return end_text(stream, before)
    gap = without_marks(stream, stream.ends[before] if before >= 0 else 0, stream.starts[after])
    line = stream.lines[stream.line_of[after]]
    prefix = stream.text[line.start : line.content] if stream.is_after_break(after) else ""
    if before < 0:
        return gap.lstrip("\n") if "\n" in gap else prefix
    if _continues(stream, before, after):
        return ""
    return _join_blocks(gap, prefix, (stream.block(before), stream.block(after)))


def _join_blocks(gap: str, prefix: str, blocks: tuple[Block, Block]) -> str:
    if "\n" not in gap:
        return gap
    if blocks[0] is blocks[1] and blocks[0] in _TIGHT:
        return "\n" + prefix
    if not gap.strip():
        return "\n\n" + prefix
    return _BLANKS.sub("\n\n", gap)


def end_text(stream: Stream, before: int) -> str:
    """Give what stands after the last character that stays.

    That is what stood at the end of the text, such as the end of a code block.
    """
    tail = without_marks(stream, stream.ends[-1] if len(stream) else 0, len(stream.text)).rstrip()
    after = stream.ends[before] if before >= 0 else 0
    return tail + ("\n" if "\n" in stream.text[after:] else "")


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


def _continues(stream: Stream, before: int, after: int) -> bool:
    """Whether a sentence that broke off goes on."""
    if not is_cut(stream, before):
        return False
    last, first = stream.block(before), stream.block(after)
    return first in _FLOWING and not (last is first is Block.ITEM)


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
