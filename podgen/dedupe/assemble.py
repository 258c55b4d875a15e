"""Reads a text from start to end and finds where it says again what it said before.

The text is taken as overlapping reads of one text. What is new is added to what
has been said; where the reading goes back, it is followed until it says
something new. A repeat that ends where the text so far ended is the same
passage twice in a row, whatever its length.
"""

from collections.abc import Iterator

from podgen.dedupe.align import GRAM, Aligner, Run, Sentences, count_equal, is_near
from podgen.dedupe.evidence import Suspect, is_cut, is_seam, rate_gap
from podgen.dedupe.stream import Stream

_CANDIDATES = 12
_SHIFT = 48
"""Characters over which the true place of a seam may differ from where equality begins."""


class Assembler:
    """What has been said so far, and the seams passed."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.said: list[str] = []
        self.said_from: list[int] = []
        """For each place of `said`, the character of the stream."""
        self._places: dict[str, list[int]] = {}
        starts = self._starts = stream.sentence_starts
        self._aligner = Aligner(
            stream.chars, self.said, self._places, Sentences(starts, self.said_from)
        )
        self._tried: dict[int, int] = {}
        self._settled: set[tuple[int, int]] = set()
        self.repeats: list[tuple[int, Run]] = []
        """The character before each repeat's seam, and the repeat."""
        self._rereading = False

    def read(self) -> None:
        """Read the whole stream."""
        index = 0
        while index < len(self._stream):
            run = self._find_repeat(index)
            if run is None:
                self._keep(index)
                index += 1
                self._rereading = False
            else:
                self._drop(run)
                index = run.end

    def _keep(self, index: int) -> None:
        self.said.append(self._stream.chars[index])
        self.said_from.append(index)
        place = len(self.said) - GRAM
        if place >= 0:
            gram = "".join(self.said[place:])
            self._places.setdefault(gram, []).append(place)

    def _drop(self, run: Run) -> None:
        while self.said_from and self.said_from[-1] >= run.start:
            self.said.pop()
            self.said_from.pop()
        self.repeats.append((self.said_from[-1] if self.said_from else -1, run))
        self._rereading = run.said_end < len(self.said)

    def _find_repeat(self, index: int) -> Run | None:
        best: Run | None = None
        for place in self._candidates(index):
            run = self._examine(index, place)
            if run is not None and (best is None or self._rank(run) > self._rank(best)):
                best = run
        return best or self._find_short(index)

    def _rank(self, run: Run) -> tuple[bool, int, int]:
        exact = run.length - sum(2 * GRAM + each.end - each.start for each in run.variants)
        return run.said_end == len(self.said), exact, run.said_start

    def _candidates(self, index: int) -> Iterator[int]:
        places = self._places.get(self._stream.flat[index : index + GRAM])
        if not places:
            return
        chosen = places if len(places) <= _CANDIDATES else [*places[:2], *places[-_CANDIDATES:]]
        for place in chosen:
            if place + GRAM <= len(self.said):
                yield place

    def _examine(self, index: int, place: int) -> Run | None:
        period = len(self.said) - place
        offset = index - place
        if self._tried.get(offset, -1) > index:
            return None
        now = self._stream.chars
        equal = count_equal(now, index, self.said, place, len(self.said))
        if equal < GRAM:
            return None
        shift = self._best_shift(index, equal, period)
        if shift and (offset, index) not in self._settled:
            self._settled.add((offset, index + shift))
            self._tried[offset] = index + shift
            return None
        run = self._widen(self._aligner.align(index, place))
        if self._judge(run, index):
            return run
        self._tried[offset] = index + equal
        return None

    def _best_shift(self, index: int, equal: int, period: int) -> int:
        """Choose, among starts that give the same text, the one at the widest gap."""
        now = self._stream.chars
        if equal == period:
            more = count_equal(now, index + period, now, index, len(now))
            room = min(more, _SHIFT, period - 1)
        else:
            room = min(equal - GRAM, _SHIFT)
        ratings = [rate_gap(self._stream, index + shift, self._starts) for shift in range(room + 1)]
        return ratings.index(max(ratings))

    def _widen(self, run: Run) -> Run:
        """Take in a beginning that differs in a letter or two."""
        if self._starts[run.start] or run.said_end - run.said_start == len(self.said):
            return run
        for back in range(1, 13):
            start = run.start - back
            if start < 1 or not self.said_from or self.said_from[-1] - back < 0:
                return run
            if len(self.said) <= back or self.said_from[-back] != start:
                return run
            if rate_gap(self._stream, start, self._starts) >= 1:
                return self._widen_to(run, start)
        return run

    def _widen_to(self, run: Run, start: int) -> Run:
        now = "".join(self._stream.chars[start : run.start])
        for said_start in range(run.said_start - len(now) + 1, run.said_start - len(now) - 2, -1):
            if not 0 <= said_start < run.said_start or run.said_end > len(self.said) - len(now):
                continue
            if not self._starts[self.said_from[said_start]]:
                continue
            if is_near(now, "".join(self.said[said_start : run.said_start])):
                return Run(start, run.end, said_start, run.said_end, run.variants)
        return run

    def _judge(self, run: Run, index: int) -> bool:
        front = len(self.said) - (index - run.start)
        suspect = Suspect(
            run=run,
            left=self.said_from[front - 1] if front else -1,
            reaches_front=run.said_end == front,
            aligned=self._starts[self.said_from[run.said_start]],
            rereading=self._rereading,
            followed=self._is_followed(run.end),
            said_from=self.said_from,
        )
        return is_seam(self._stream, suspect)

    def _is_followed(self, index: int) -> bool:
        """Whether another repeat begins right there."""
        for place in self._candidates(index):
            equal = count_equal(self._stream.chars, index, self.said, place, len(self.said))
            if equal >= 2 * GRAM:
                return True
        return False

    def _find_short(self, index: int) -> Run | None:
        """Find a quoted tail that is too short to be indexed."""
        rating = rate_gap(self._stream, index, self._starts)
        if rating < 2 or not self.said_from or not is_cut(self._stream, self.said_from[-1]):
            return None
        least = 3 if rating >= 3 else 5
        for length in range(min(GRAM - 1, len(self.said)), least - 1, -1):
            if self._stream.chars[index : index + length] == self.said[-length:]:
                place = len(self.said) - length
                return Run(index, index + length, place, len(self.said))
        return None
