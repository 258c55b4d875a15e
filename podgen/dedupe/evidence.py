"""Whether a repeat is a seam between pieces or what the author meant to say twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from podgen.dedupe.align import Run
from podgen.dedupe.marks import MarkKind
from podgen.dedupe.stream import CLOSERS, SENTENCE_ENDS, Block, Stream

_OPEN_ENDED = frozenset({Block.PROSE, Block.QUOTE, Block.SPEECH, Block.ITEM})


@dataclass(frozen=True)
class Suspect:
    """A repeat, and what stands around it."""

    run: Run
    left: int
    """The character of the stream before the suspected seam."""
    reaches_front: bool
    """It ends where the text so far ended."""
    aligned: bool
    """What it repeats begins a sentence."""
    rereading: bool
    """It follows another repeat."""
    followed: bool
    """Another repeat follows it."""
    said_from: Sequence[int]


def rate_gap(stream: Stream, index: int, starts: Sequence[bool]) -> float:
    """Rate how likely a piece begins at a character: 4 a mark, 3 an ellipsis, 2, 1 line ends."""
    if index >= len(stream):
        return 0
    if any(mark.kind is not MarkKind.RULE for mark in stream.marks.get(index, ())):
        return 4
    if index in stream.hints:
        return 3
    if index in stream.marks:
        return 2.5
    if stream.is_after_blank(index):
        return 2
    if stream.is_after_break(index):
        return 1
    return 0.5 if starts[index] else 0


def is_cut(stream: Stream, index: int) -> bool:
    """Whether the text breaks off after a character, in the middle of a sentence."""
    block = stream.block(index)
    char = stream.chars[index]
    if block not in _OPEN_ENDED or char in SENTENCE_ENDS or char in CLOSERS or char in ":.":
        return False
    return block is not Block.ITEM or stream.items_end_with_stops


def is_seam(stream: Stream, suspect: Suspect) -> bool:
    """Decide on a repeat."""
    run = suspect.run
    gap = rate_gap(stream, run.start, stream.sentence_starts)
    weight = _weigh(stream, suspect)
    if suspect.reaches_front:
        return _is_seam_at_front(stream, suspect, gap, weight)
    return _is_stale_rerun(stream, suspect, gap, weight)


def _is_seam_at_front(stream: Stream, suspect: Suspect, gap: float, weight: int) -> bool:
    run = suspect.run
    if gap >= 3 or suspect.rereading:
        return True
    if gap >= 2.5 and weight >= 16:
        return True
    cut_before = suspect.left >= 0 and is_cut(stream, suspect.left)
    if not suspect.aligned:
        if gap >= 1 and cut_before:
            return True
        return weight >= (10 if not _is_clause(stream, suspect) else 20)
    if cut_before and gap >= 1:
        return True
    return weight >= 20 or (run.length >= 120 and _count_lines(stream, suspect) >= 6)


def _is_stale_rerun(stream: Stream, suspect: Suspect, gap: float, weight: int) -> bool:
    run = suspect.run
    ends_at_mark = run.end >= len(stream) or rate_gap(stream, run.end, stream.sentence_starts) >= 3
    broken_off = (
        (run.end <= len(stream)
        and not stream.sentence_starts_or_end(run.end))
        or (
            run.end < len(stream) and stream.is_after_break(run.end) and is_cut(stream, run.end - 1)
        )
    )
    if _is_heading_only(stream, run):
        return _is_heading_again(stream, suspect, gap)
    if gap >= 3:
        if ends_at_mark or suspect.followed:
            return run.length >= 8
        return weight >= 24
    if suspect.rereading:
        return weight >= 24 or (ends_at_mark and run.length >= 8)
    if ends_at_mark or suspect.followed:
        return weight >= 60 or (not suspect.aligned and weight >= 24)
    cut_line = run.end < len(stream) and stream.is_after_break(run.end) and broken_off
    if cut_line and weight >= 40:
        return True
    return weight >= 250 and _count_lines(stream, suspect) >= 3


def _is_heading_only(stream: Stream, run: Run) -> bool:
    return all(stream.block(i) is Block.HEADING for i in (run.start, run.end - 1)) and (
        stream.line_of[run.start] == stream.line_of[run.end - 1]
    )


def _is_heading_again(stream: Stream, suspect: Suspect, gap: float) -> bool:
    """A heading said again inside its own section."""
    if gap < 3 and not (suspect.left >= 0 and is_cut(stream, suspect.left)):
        return False
    said = suspect.said_from[suspect.run.said_start]
    later = (
        stream.block(index) is Block.HEADING
        for index in suspect.said_from[suspect.run.said_end :]
        if stream.line_of[index] != stream.line_of[said]
    )
    return not any(later)


def _weigh(stream: Stream, suspect: Suspect) -> int:
    """Count the repeated characters of running text."""
    run = suspect.run
    return sum(1 for i in range(run.start, run.end) if stream.block(i) is Block.PROSE)


def _count_lines(stream: Stream, suspect: Suspect) -> int:
    run = suspect.run
    return stream.line_of[run.end - 1] - stream.line_of[run.start] + 1


def _is_clause(stream: Stream, suspect: Suspect) -> bool:
    """Whether the repeat is whole clauses, as in an author's own emphasis."""
    run = suspect.run
    before = suspect.said_from[run.said_start] - 1
    return before < 0 or (
        stream.chars[before] in "、,。!?" and stream.chars[run.end - 1] in "、,。!?"
    )
