"""What a later copy says better than the first, which is the one that stays."""

from collections.abc import Sequence

from podgen.dedupe.align import Run, Variant
from podgen.dedupe.rejoin import Edit
from podgen.dedupe.stream import Stream


def mend_first_copy(stream: Stream, said_from: Sequence[int], run: Run) -> list[Edit]:
    """Give the first copy the sentences it lacks, and take doubled letters out of it.

    `said_from` gives, for each place of what was said, its character in the stream.
    """
    edits = []
    for variant in run.variants:
        if variant.whole_sentences and variant.end > variant.start:
            after = stream.ends[said_from[variant.said_start - 1]]
            text = stream.text[stream.starts[variant.start] : stream.ends[variant.end - 1]]
            edits.append(Edit(after, after, text))
        elif _is_doubled(stream, said_from, variant):
            at = said_from[variant.said_start]
            edits.append(Edit(stream.starts[at], stream.ends[at], ""))
    return edits


def _is_doubled(stream: Stream, said_from: Sequence[int], variant: Variant) -> bool:
    """Whether the first copy has a letter twice that the text elsewhere has once there."""
    if variant.end > variant.start or variant.said_end - variant.said_start != 1:
        return False
    at = said_from[variant.said_start]
    if at < 2 or at + 1 >= len(stream) or stream.chars[at] != stream.chars[at - 1]:
        return False
    letter, after = stream.chars[at], stream.chars[at + 1]
    once = stream.chars[at - 2] + letter + after
    return stream.flat.count(once) > stream.flat.count(letter + letter + after)
