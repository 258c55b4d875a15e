"""A text as the stream of what it says: characters without layout.

Copies of a passage differ in line ends, widths, heading levels and list marks.
None of these is in the stream, so that copies are equal in it; each character
knows where it stands in the text.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache

from podgen.dedupe.marks import (
    ELLIPSIS,
    GLUED_MARK,
    LONE_MARK,
    Mark,
    MarkKind,
    is_chatter,
    leading_chatter,
)

SENTENCE_ENDS = frozenset("。!?")
"""After NFKC, what ends a Japanese sentence; a full stop may be a decimal point."""
CLOSERS = frozenset("」』)]】》〉”’\"'")


class Block(Enum):
    """What a line belongs to."""

    PROSE = "prose"
    VERSE = "verse"
    """short lines whose ends the author set"""
    SPEECH = "speech"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    ROW = "row"
    CODE = "code"
    NONE = "none"
    """it says nothing: blank, a mark, a fence, a thematic break"""


@dataclass(frozen=True)
class Line:
    """One line of the text."""

    start: int
    """Offset of its first character."""
    content: int
    """Offset of what it says, after `#`, `-`, `>` and the like."""
    end: int
    """Offset of its line end."""
    block: Block


_PREFIX = re.compile(
    r"[ \t　]*(?P<quote>(?:>[ \t]?)+)?"
    r"(?:(?P<heading>#{1,6}[ \t　]+)|(?P<item>(?:[-*+•‣◦][ \t　]+|・(?!・)[ \t　]*|"
    r"\(?\d{1,3}[.)．）][ \t　]+)))?"
)
_FRONT_MATTER = re.compile(r"---\n(?:[\w-]+[ \t]*:.*\n|[ \t]*- .*\n|[ \t]+.*\n)+---(?:\n|$)")
_FENCE = re.compile(r"[ \t>]*(```+|~~~+)(.*)")
_RULE = re.compile(
    r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}|~{3,}|＊(?:[ 　]*＊)+)[ \t]*"
)
_DELIMITER_ROW = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")
_GLUED_HEADING = re.compile(r"#{1,6}[ 　](?=\S)")
_SPEECH = re.compile(r"[「『“]|[^。、「]{1,12}[：:「]")
_CLUSTER = re.compile(r"\S[\uff9e\uff9f\u3099\u309a\u0300-\u036f]*")
_VERSE_WIDTH = 26


@lru_cache(maxsize=65_536)
def _fold(cluster: str) -> str:
    """Fold width and compatibility forms; emphasis marks say nothing."""
    if cluster in "*`":
        return ""
    return "".join(unicodedata.normalize("NFKC", cluster).split())


class Stream:
    """The characters that a text says, and where each stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.chars: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.line_of: list[int] = []
        self.lines = _classify_lines(text)
        self.marks: dict[int, list[Mark]] = {}
        """By the index of the next character."""
        self.hints: set[int] = set()
        """Indexes of characters before which an ellipsis stands."""
        for number, line in enumerate(self.lines):
            self._read_line(number, line)

    def __len__(self) -> int:
        return len(self.chars)

    @cached_property
    def newlines(self) -> list[int]:
        """Offsets of all line ends."""
        return [match.start() for match in re.finditer("\n", self.text)]

    @cached_property
    def flat(self) -> str:
        """All characters as one string."""
        return "".join(self.chars)

    @cached_property
    def sentence_starts(self) -> list[bool]:
        """For each character, whether a sentence begins with it."""
        return [self.starts_sentence(index) for index in range(len(self))]

    @cached_property
    def items_end_with_stops(self) -> bool:
        """Whether most list items are whole sentences."""
        items = [line for line in self.lines if line.block is Block.ITEM]
        stopped = sum(
            self.text[line.start : line.end].rstrip()[-1:] in "。！？!?" for line in items
        )
        return stopped * 2 > len(items)

    def sentence_starts_or_end(self, index: int) -> bool:
        """Whether a sentence begins at `index`, or the text is over."""
        return index >= len(self) or self.sentence_starts[index]

    def index_at(self, offset: int) -> int:
        """The first character that does not begin before an offset of the text."""
        return bisect_left(self.starts, offset)

    def fills_line(self, start: int, end: int) -> bool:
        """Whether a stretch of the text is all that its line says."""
        line = self.lines[self.line_number(start)]
        return not (self.text[line.content : start].strip() or self.text[end : line.end].strip())

    def line_number(self, offset: int) -> int:
        """Count lines from 0 up to an offset of the text."""
        return bisect_right(self.newlines, offset - 1)

    def block(self, index: int) -> Block:
        """What the character at `index` belongs to."""
        return self.lines[self.line_of[index]].block

    def gap(self, index: int) -> str:
        """The text between a character and the one before it."""
        start = self.ends[index - 1] if index else 0
        end = self.starts[index] if index < len(self) else len(self.text)
        return self.text[start:end]

    def is_after_break(self, index: int) -> bool:
        """Whether a line ends before the character at `index`."""
        return index == 0 or index >= len(self) or self.line_of[index] != self.line_of[index - 1]

    def is_after_blank(self, index: int) -> bool:
        """Whether a block ends before the character at `index`."""
        if not self.is_after_break(index):
            return False
        return index == 0 or index >= len(self) or self._splits_block(index)

    def _splits_block(self, index: int) -> bool:
        before, after = self.line_of[index - 1], self.line_of[index]
        if after - before > 1:
            return True
        kind = self.lines[after].block
        return kind is not self.lines[before].block or kind in {Block.ITEM, Block.ROW, Block.CODE}

    def starts_sentence(self, index: int) -> bool:
        """Whether a sentence, a line of a list or a block begins at `index`."""
        return self.is_after_blank(index) or self.ends_sentence(index - 1)

    def ends_sentence(self, index: int) -> bool:
        """Whether the character at `index` is the last of a sentence."""
        if index >= 0 and self.chars[index] in SENTENCE_ENDS:
            after = self.chars[index + 1] if index + 1 < len(self) else ""
            return after not in CLOSERS and after not in SENTENCE_ENDS
        while index >= 0 and self.chars[index] in CLOSERS:
            index -= 1
            if index >= 0 and self.chars[index] in SENTENCE_ENDS:
                return True
        return False

    def _read_line(self, number: int, line: Line) -> None:
        body = self.text[line.start : line.end]
        mark = _find_mark(body, line)
        if mark is not None:
            self.marks.setdefault(len(self), []).append(Mark(mark, line.start, line.end))
        elif line.block is not Block.NONE:
            self._read_words(number, line)

    def _read_words(self, number: int, line: Line) -> None:
        at = line.content
        if line.block is Block.PROSE:
            at += self._read_chatter(line)
        for span, mark in _find_glued(self.text, at, line):
            self._read_chars(number, at, span[0])
            if mark is None:
                self.hints.add(len(self))
            else:
                self.marks.setdefault(len(self), []).append(Mark(mark, *span))
            at = span[1]
        self._read_chars(number, at, line.end)

    def _read_chatter(self, line: Line) -> int:
        length = leading_chatter(self.text[line.content : line.end])
        if length:
            mark = Mark(MarkKind.CHATTER, line.content, line.content + length)
            self.marks.setdefault(len(self), []).append(mark)
        return length

    def _read_chars(self, number: int, start: int, end: int) -> None:
        for match in _CLUSTER.finditer(self.text, start, end):
            for char in _fold(match.group()):
                self.chars.append(char)
                self.starts.append(match.start())
                self.ends.append(match.end())
                self.line_of.append(number)


def _find_mark(body: str, line: Line) -> MarkKind | None:
    if line.block is Block.CODE:
        return None
    if line.block is Block.NONE:
        return MarkKind.RULE if _RULE.fullmatch(body) else None
    if LONE_MARK.fullmatch(body):
        return MarkKind.LONE
    if is_chatter(body):
        return MarkKind.CHATTER
    return None


def _find_glued(text: str, at: int, line: Line) -> list[tuple[tuple[int, int], MarkKind | None]]:
    found: list[tuple[tuple[int, int], MarkKind | None]] = []
    if line.block is Block.CODE:
        return found
    for match in GLUED_MARK.finditer(text, at, line.end):
        quoted = text[match.start() - 1 : match.start()] in {"`", "「", "『", '"'}
        if not quoted:
            found.append((match.span(), MarkKind.GLUED))
    taken = [span for span, _ in found]
    for pattern in (ELLIPSIS, _GLUED_HEADING):
        for match in pattern.finditer(text, at, line.end):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found.append((match.span(), None))
    return sorted(found, key=lambda each: each[0])


def _has_pairs(text: str) -> dict[str, bool]:
    """Say for each kind of fence whether there are two; a single one is no fence."""
    return {char: len(re.findall(rf"(?m)^[ \t>]*{char}{{3,}}", text)) > 1 for char in "`~"}


def _classify_lines(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    fence = ""
    head = _FRONT_MATTER.match(text)
    head_end = head.end() if head else 0
    fences_close = _has_pairs(text)
    for match in re.finditer(r"[^\n]*(?:\n|$)", text):
        body = match.group().rstrip("\n")
        if match.start() == len(text) and lines:
            break
        end = match.start() + len(body)
        if end < head_end:
            lines.append(Line(match.start(), end, end, Block.NONE))
            continue
        opening = _FENCE.fullmatch(body)
        if opening and (fence or fences_close[opening[1][0]]):
            closes = fence and opening[1].startswith(fence) and not opening[2].strip()
            fence = "" if closes else opening[1]
            lines.append(Line(match.start(), end, end, Block.NONE))
        elif fence:
            kind = Block.CODE if body.strip() else Block.NONE
            lines.append(Line(match.start(), match.start(), end, kind))
        else:
            lines.append(_classify_line(body, match.start()))
    return _mark_verse(lines)


def _classify_line(body: str, start: int) -> Line:
    end = start + len(body)
    if not body.strip() or _RULE.fullmatch(body) or _DELIMITER_ROW.fullmatch(body):
        return Line(start, end, end, Block.NONE)
    prefix = _PREFIX.match(body)
    assert prefix is not None  # noqa: S101  every part of it is optional
    rest = body[prefix.end() :]
    if prefix["heading"]:
        kind = Block.HEADING
    elif prefix["item"]:
        kind = Block.ITEM
    elif body.lstrip().startswith("|"):
        kind = Block.ROW
    elif prefix["quote"]:
        kind = Block.QUOTE
    else:
        kind = Block.SPEECH if _SPEECH.match(rest) and len(rest) < 60 else Block.PROSE
    return Line(start, start + prefix.end(), end, kind)


def _mark_verse(lines: list[Line]) -> tuple[Line, ...]:
    """Find paragraphs of short lines, which are set as they are on purpose."""
    result = list(lines)
    first = 0
    while first < len(lines):
        last = first
        while last < len(lines) and lines[last].block in {Block.PROSE, Block.SPEECH}:
            last += 1
        paragraph = lines[first:last]
        width = sum(line.end - line.content for line in paragraph)
        if len(paragraph) > 1 and width <= _VERSE_WIDTH * len(paragraph):
            for number in range(first, last):
                line = lines[number]
                result[number] = Line(line.start, line.content, line.end, Block.VERSE)
        first = max(last, first + 1)
    return tuple(result)
