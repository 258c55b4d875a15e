"""Japanese text → sentences; a sentence that is too long → pieces."""

import re
from collections.abc import Callable, Iterator
from functools import cache

import budoux

_BRACKETS = dict(zip("「『（(［[【〈《“", "」』）)］]】〉》”", strict=True))
_CLOSING = frozenset(_BRACKETS.values())
_ENDS = frozenset("。！？!?．")
_FULL_ENDS = frozenset("。！？．")
_COMMAS = frozenset("、，；：")


def split_sentences(text: str) -> tuple[str, ...]:
    """Cut after each full stop that ends a sentence; a line end cuts too.

    What stands in brackets is not cut, nor a decimal, a URL or a name such as
    `Yahoo!ニュース`; marks that stand together stay together.

    >>> split_sentences("「行くよ。」と言った。3.14は?いいえ!?……そう。")
    ('「行くよ。」と言った。', '3.14は?', 'いいえ!?', '……そう。')
    >>> split_sentences("Yahoo!ニュースを見た。「はい。」「いいえ。」")
    ('Yahoo!ニュースを見た。', '「はい。」', '「いいえ。」')
    >>> split_sentences("It is done. Next, v1.5 came.")
    ('It is done.', 'Next, v1.5 came.')
    """
    lines = (line.strip() for line in text.splitlines())
    return tuple(sentence for line in lines for sentence in _split_line(line))


def split_long(sentence: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Halve a sentence until each piece fits: at commas, else between phrases, else anywhere.

    >>> split_long("長い文は、読点で切られ、残りは句で切られます。", lambda piece: len(piece) <= 10)
    ('長い文は、', '読点で切られ、', '残りは句で', '切られます。')
    """
    if len(sentence) < 2 or fits(sentence):
        return (sentence,)
    cut = _find_cut(sentence)
    return split_long(sentence[:cut], fits) + split_long(sentence[cut:], fits)


def _split_line(line: str) -> Iterator[str]:
    start = 0
    depths = _bracket_depths(line)
    for index, depth in enumerate(depths):
        if not depth and _ends_sentence(line, index):
            yield from filter(None, [line[start : index + 1].strip()])
            start = index + 1
    yield from filter(None, [line[start:].strip()])


def _bracket_depths(line: str) -> list[int]:
    """Not 0 for each character that stands in brackets; one never closed does not count."""
    depths = [0] * len(line)
    opened: list[int] = []
    for index, char in enumerate(line):
        if char in _BRACKETS:
            opened.append(index)
        elif char in _CLOSING:
            while opened and _BRACKETS[line[opened[-1]]] != char:
                opened.pop()
            if opened:
                first = opened.pop()
                depths[first:index] = [1] * (index - first)
    return depths


def _ends_sentence(line: str, index: int) -> bool:
    """Whether a sentence ends with the character at `index`, which no bracket holds."""
    char, following = line[index], line[index + 1 : index + 2]
    if following in _ENDS and following:
        return False
    if char in _CLOSING:
        # 「はい。」「いいえ。」 are two; 「はい。」と言った is one.
        return line[index - 1 : index] in _FULL_ENDS and following in _BRACKETS
    if char == ".":
        return bool(_ENGLISH_STOP.match(line, max(0, index - 2)))
    if char not in _ENDS or following in _CLOSING:
        return False
    if char in _FULL_ENDS or not following or following.isspace():
        return True
    while index and line[index] in _ENDS:
        index -= 1
    return not line[index].isascii()


_ENGLISH_STOP = re.compile(r"[a-z)][a-z)]\. +[A-Z\u3040-\u9fff]")


def _find_cut(sentence: str) -> int:
    """The best place for a cut: as near the middle as its kind allows."""
    middle = len(sentence) / 2
    commas = [i + 1 for i, char in enumerate(sentence[:-1]) if char in _COMMAS]
    near = [cut for cut in commas if middle / 2 <= cut <= middle * 1.5]
    places = near or _phrase_ends(sentence) or range(1, len(sentence))
    return min(places, key=lambda cut: abs(cut - middle))


def _phrase_ends(sentence: str) -> list[int]:
    ends, position = [], 0
    for phrase in _phrase_parser().parse(sentence)[:-1]:
        position += len(phrase)
        ends.append(position)
    return ends


@cache
def _phrase_parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()
