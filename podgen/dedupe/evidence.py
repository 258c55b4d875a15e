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
    """Rate how likely a piece begins at a character.

    4 after a mark, 3 after an ellipsis, 2.5 after a thematic break, 2 at a
    block, 1 at a line, 0.5 at a sentence.
    """
    if index >= len(stream):
        return 0
    if index in stream.marks:
        rules_only = all(mark.kind is MarkKind.RULE for mark in stream.marks[index])
        if not rules_only:
            return 4
        return 3 if index in stream.hints else 2.5
    if index in stream.hints:
        return 3
    if stream.is_after_break(index):
        return 2 if stream.is_after_blank(index) else 1
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
    cut_before = gap >= 1 and suspect.left >= 0 and is_cut(stream, suspect.left)
    if gap >= 3 or suspect.rereading or cut_before or (gap >= 2.5 and weight >= 16):
        return True
    if not suspect.aligned:
        return weight >= (10 if not _is_clause(stream, suspect) else 20)
    return weight >= 20 or (run.length >= 120 and _count_lines(stream, suspect) >= 6)


def _is_stale_rerun(stream: Stream, suspect: Suspect, gap: float, weight: int) -> bool:
    """Decide on a repeat that stops before the text so far ended."""
    run = suspect.run
    if _is_heading_only(stream, run):
        return _is_heading_again(stream, suspect, gap)
    over = run.end >= len(stream)
    ends_at_mark = over or rate_gap(stream, run.end, stream.sentence_starts) >= 3
    needed = _weight_needed(suspect, gap, ends_at_mark)
    if needed is None:
        return run.length >= 8
    breaks_off = not over and stream.is_after_break(run.end) and is_cut(stream, run.end - 1)
    return weight >= (min(needed, 40) if breaks_off else needed) and (
        needed < 250 or breaks_off or _count_lines(stream, suspect) >= 3
    )


def _weight_needed(suspect: Suspect, gap: float, ends_at_mark: bool) -> int | None:
    """Characters of running text that prove a stale re-run; none if any length does."""
    if gap >= 3:
        return None if ends_at_mark or suspect.followed else 24
    if suspect.rereading:
        return None if ends_at_mark else 24
    if ends_at_mark or suspect.followed:
        return 60 if suspect.aligned else 24
    return 250


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
