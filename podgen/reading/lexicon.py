"""Word lists that say how names are read: `voices/lexicon/*.tsv`.

A line is `surface<TAB>reading[<TAB>accent[<TAB>class]]`; `#` begins a comment.
The reading is kana. The accent is the mora after which the voice falls, 0 for
a flat word. The longest surface wins. A Latin surface is matched on word
boundaries; upper and lower case are told apart first, and count as equal then
unless the surface is all capitals, so that `RAG` does not meet `rag`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from podgen.errors import LexiconError
from podgen.reading.width import fold_width

_KANA = re.compile(r"[ぁ-ゖァ-ヺー・ ]+")
_MORA = re.compile(r"[ァ-ヺーぁ-ゖ](?<![ァィゥェォャュョヮぁぃぅぇぉゃゅょゎ])")
_WORD = re.compile(r"[A-Za-z0-9]")
_LETTER = re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class Entry:
    """One line of a lexicon."""

    surface: str
    """As written, half-width."""
    reading: str
    """Kana."""
    accent: int | None = None
    """The mora after which the voice falls; 0 is flat; none if not known."""
    kind: str = ""
    """What it names: company, product, place, person…"""


@dataclass(frozen=True)
class Lexicon:
    """Surfaces and how they are read; the empty one replaces nothing."""

    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    """By surface."""

    def say_names(self, text: str) -> str:
        r"""Put readings in the place of surfaces, from left to right, the longest first.

        >>> lexicon = parse_lexicon("SaaS\tサース\nAI\tエーアイ", "names.tsv")
        >>> lexicon.say_names("SaaS企業のAI、MySaaS、ai")
        'サース企業のエーアイ、MySaaS、ai'
        """
        return "".join(entry.reading if entry else char for char, entry in self._walk(text))

    def _walk(self, text: str) -> Iterator[tuple[str, Entry | None]]:
        at = 0
        while at < len(text):
            entry = self._find_entry(text, at)
            yield text[at], entry
            at += len(entry.surface) if entry else 1

    def _find_entry(self, text: str, at: int) -> Entry | None:
        candidates = self._by_first.get(text[at].lower(), ())
        return next((each for each in candidates if _matches(each.surface, text, at)), None)

    @cached_property
    def _by_first(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            found.setdefault(entry.surface[0].lower(), []).append(entry)
        return {
            first: tuple(sorted(entries, key=lambda each: (-len(each.surface), each.surface)))
            for first, entries in found.items()
        }


def parse_lexicon(text: str, name: str) -> Lexicon:
    r"""The lexicon in `text`, the content of the file `name`.

    Raises:
        LexiconError: a line has too few or too many columns, a reading that is
            not kana, an accent that is no mora of it, or another reading for
            a surface that came before; the message names file and line.

    >>> parse_lexicon("# ours\nNginx\tエンジンエックス\t5", "names.tsv").entries["Nginx"].accent
    5
    """
    entries: dict[str, Entry] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        entry = _parse_line(line, where=f"{name}:{number}")
        known = entries.setdefault(entry.surface, entry)
        if known != entry:
            raise LexiconError(
                f"{name}:{number}: {entry.surface} is read {known.reading} further up and"
                f" {entry.reading} here; keep one of the two lines"
            )
    return Lexicon(MappingProxyType(entries))


def merge_lexicons(lexicons: Iterable[Lexicon]) -> Lexicon:
    r"""One lexicon out of several; where two know a surface, the earlier one wins.

    >>> house = parse_lexicon("Ada\tエイダ", "house.tsv")
    >>> names = parse_lexicon("Ada\tアダ", "names.tsv")
    >>> merge_lexicons([house, names]).say_names("Ada")
    'エイダ'
    """
    merged: dict[str, Entry] = {}
    for lexicon in lexicons:
        for surface, entry in lexicon.entries.items():
            merged.setdefault(surface, entry)
    return Lexicon(MappingProxyType(merged))


def _parse_line(line: str, where: str) -> Entry:
    columns = [column.strip() for column in line.split("\t")]
    if not 2 <= len(columns) <= 4:
        raise LexiconError(
            f"{where}: expected surface, reading and at most accent and class, parted by tabs;"
            f" found {len(columns)} column{'s' if len(columns) > 1 else ''}"
        )
    surface, reading, accent, kind = (*columns, "", "")[:4]
    if not surface:
        raise LexiconError(f"{where}: the first column, the word as written, is empty")
    if not _KANA.fullmatch(reading):
        raise LexiconError(f"{where}: the reading of {surface} is to be kana, not {reading!r}")
    return Entry(fold_width(surface), reading, _parse_accent(accent, reading, where), kind)


def _parse_accent(accent: str, reading: str, where: str) -> int | None:
    if not accent:
        return None
    moras = len(_MORA.findall(reading))
    if not accent.isdecimal() or int(accent) > moras:
        raise LexiconError(
            f"{where}: accent {accent!r} is to be a number from 0 to {moras},"
            f" the moras of {reading}"
        )
    return int(accent)


def _matches(surface: str, text: str, at: int) -> bool:
    end = at + len(surface)
    written = text[at:end]
    if written != surface and (surface.isupper() or written.lower() != surface.lower()):
        return False
    if _WORD.match(surface) and at and _WORD.match(text[at - 1]):
        return False
    return not _goes_on(surface[-1], text[end : end + 1])


def _goes_on(last: str, following: str) -> bool:
    """A number may follow a name at once (`Qwen3`), but neither goes on in its own kind."""
    if _LETTER.match(last):
        return bool(_LETTER.match(following))
    return bool(_WORD.match(last) and _WORD.match(following))
