"""How far a passage says again what was said before, small differences aside."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

GRAM = 8
"""Characters that must be equal to suspect a repeat."""

_CHUNK = 32
_SMALL = 3
"""Characters that a small difference may have on either side."""
_SENTENCE_REACH = 260
"""Characters over which a missing or added sentence is looked for."""
_ANCHOR = 12
_EXACT_TOKENS = re.compile(r"[0-9A-Za-z〇一二三四五六七八九十百千万億兆零]")


@dataclass(frozen=True)
class Variant:
    """Where two copies differ; an end equal to its start means nothing there."""

    said_start: int
    said_end: int
    start: int
    end: int
    whole_sentences: bool = False


@dataclass(frozen=True)
class Run:
    """Characters `start` to `end` say what places `said_start` to `said_end` said."""

    start: int
    end: int
    said_start: int
    said_end: int
    variants: tuple[Variant, ...] = ()

    @property
    def length(self) -> int:
        """How many characters are repeated, differences included."""
        return self.end - self.start


def count_equal(now: Sequence[str], i: int, said: Sequence[str], j: int, stop: int) -> int:
    """Count equal characters from `now[i]` and `said[j]` on, up to `said[stop]`.

    >>> count_equal("abcd", 0, "xabce", 1, 5)
    3
    """
    begin = i
    while j + _CHUNK <= stop and now[i : i + _CHUNK] == said[j : j + _CHUNK]:
        i += _CHUNK
        j += _CHUNK
    while j < stop and i < len(now) and now[i] == said[j]:
        i += 1
        j += 1
    return i - begin


class Aligner:
    """Lines a passage of `now` up with what was `said`."""

    def __init__(
        self,
        now: Sequence[str],
        said: Sequence[str],
        said_grams: Container[str],
        sentences: "Sentences",
    ) -> None:
        self._now = now
        self._said_grams = said_grams
        self._said = said
        self._sentences = sentences

    def align(self, i: int, j: int) -> Run:
        """Follow a repeat from a place where both are equal, to its end."""
        start, said_start = i, j
        stop = len(self._said)
        variants: list[Variant] = []
        while True:
            equal = count_equal(self._now, i, self._said, j, stop)
            i, j = i + equal, j + equal
            found = None if j >= stop or i >= len(self._now) else self._bridge(i, j, i - start)
            if found is None:
                return Run(start, i, said_start, j, tuple(variants))
            variants.append(found)
            i, j = found.end, found.said_end

    def _bridge(self, i: int, j: int, behind: int) -> Variant | None:
        if behind < GRAM:
            return None
        return self._bridge_letters(i, j) or self._bridge_sentences(i, j, behind)

    def _bridge_letters(self, i: int, j: int) -> Variant | None:
        for total in range(1, 2 * _SMALL + 1):
            for di in range(max(0, total - _SMALL), min(total, _SMALL) + 1):
                dj = total - di
                if self._meets(i + di, j + dj) and self._may_differ(i, di, j, dj):
                    return Variant(j, j + dj, i, i + di)
        return None

    def _meets(self, i: int, j: int) -> bool:
        left = len(self._said) - j
        if left < 1:
            return False
        length = min(GRAM, left)
        return self._now[i : i + length] == self._said[j : j + length]

    def _may_differ(self, i: int, di: int, j: int, dj: int) -> bool:
        """Numbers and Latin names must agree; a letter more may belong to one."""
        changed = [*self._now[i : i + di], *self._said[j : j + dj]]
        return not any(_EXACT_TOKENS.match(char) for char in changed)

    def _bridge_sentences(self, i: int, j: int, behind: int) -> Variant | None:
        """Step over a sentence that only one of the copies has."""
        back = self._sentences.back_to_start(i, j, behind)
        if back is None or behind < _ANCHOR:
            return None
        i, j = i - back, j - back
        added = self._find(self._now, self._said[j : j + _ANCHOR], self._sentences.starts_after(i))
        if added is not None and not self._is_said(i, added):
            return Variant(j, j, i, added, whole_sentences=True)
        starts = self._sentences.said_starts_after(j, len(self._said))
        missing = self._find(self._said, self._now[i : i + _ANCHOR], starts)
        return None if missing is None else Variant(j, missing, i, i, whole_sentences=True)

    def _is_said(self, start: int, end: int) -> bool:
        """Whether part of a passage was said before, so that it can't have been added."""
        grams = ("".join(self._now[at : at + GRAM]) for at in range(start, end - GRAM, GRAM // 2))
        return any(gram in self._said_grams for gram in grams)

    def _find(self, where: Sequence[str], what: Sequence[str], starts: Iterable[int]) -> int | None:
        if len(what) < _ANCHOR:
            return None
        return next((at for at in starts if where[at : at + _ANCHOR] == what), None)


class Sentences:
    """Where sentences begin, in what is read and in what was said."""

    def __init__(self, starts: Sequence[bool], said_from: Sequence[int]) -> None:
        self._starts = starts
        self._said_from = said_from

    def starts_after(self, i: int) -> Iterable[int]:
        """Places near `i` of the text where a sentence begins."""
        end = min(i + _SENTENCE_REACH, len(self._starts))
        return (at for at in range(i + 1, end) if self._starts[at])

    def said_starts_after(self, j: int, stop: int) -> Iterable[int]:
        """Places near `j` of what was said where a sentence begins."""
        end = min(j + _SENTENCE_REACH, stop)
        return (at for at in range(j + 1, end) if self._starts[self._said_from[at]])

    def back_to_start(self, i: int, j: int, most: int) -> int | None:
        """Count the characters, `most` at most, back to where both copies begin a sentence."""
        for back in range(min(i, j, most, 80) + 1):
            if self._starts[i - back] and self._starts[self._said_from[j - back]]:
                return back
        return None


def is_near(now: str, said: str) -> bool:
    """Whether two short strings differ in no more than two characters, none of them a number.

    >>> is_near("ことでことです", "ことです"), is_near("2024年", "2025年")
    (False, False)
    >>> is_near("この方法", "この方")
    True
    """
    if Levenshtein.distance(now, said, score_cutoff=2) > 2:
        return False
    return _EXACT_TOKENS.findall(now) == _EXACT_TOKENS.findall(said)
