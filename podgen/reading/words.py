"""Latin words that no lexicon knows: dictionaries, then spelling, then a model's guess.

The order is the one that reads most words right: Open JTalk's dictionary,
SudachiDict, the parts of a camel-case word, letters for abbreviations, and
kanalizer, a small model trained on English words and their katakana.
"""

import re
from functools import lru_cache

from podgen.reading.kana import look_up_word
from podgen.reading.sudachi import look_up_loanword

_LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        [
            "エー",
            "ビー",
            "シー",
            "ディー",
            "イー",
            "エフ",
            "ジー",
            "エイチ",
            "アイ",
            "ジェー",
            "ケー",
            "エル",
            "エム",
            "エヌ",
            "オー",
            "ピー",
            "キュー",
            "アール",
            "エス",
            "ティー",
            "ユー",
            "ブイ",
            "ダブリュー",
            "エックス",
            "ワイ",
            "ゼット",
        ],
        strict=True,
    )
)
_TOKEN = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_GAP = re.compile(r"(?<=[ァ-ヺー])\s+(?=[ァ-ヺー])")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_SPELLED_AT_MOST = 4
_GUESSED_AT_MOST = 24
"""Longer words are cut: kanalizer's time grows with the square of the length."""

_UNVOICED = ("k", "p", "t", "f", "c", "q")


def say_words(text: str) -> str:
    """Turn every Latin word that is left into katakana.

    >>> say_words("DeepMindのworld model、LLMs、don't、Qwen's")
    'ディープマインドのワールド モデル、エルエルエムズ、ドント、クウェンズ'
    >>> say_words("KPIsとAPI")
    'ケーピーアイズとエーピーアイ'
    """
    return _TOKEN.sub(lambda found: say_word(found[0]), text)


@lru_cache(maxsize=65_536)
def say_word(word: str) -> str:
    """Katakana of one Latin word.

    >>> say_word("alignment"), say_word("HBM"), say_word("b"), say_word("GPUs")
    ('アラインメント', 'エイチビーエム', 'ビー', 'ジーピーユーズ')
    """
    if len(word) == 1:
        return spell_word(word)
    if "'" in word:
        return _say_with_apostrophe(word)
    known = _look_up(word)
    if known:
        return known
    return _say_unknown(word)


def spell_word(word: str) -> str:
    """The names of the letters.

    >>> spell_word("vLLM")
    'ブイエルエルエム'
    """
    return "".join(_LETTERS[letter] for letter in word.upper())


def _look_up(word: str) -> str | None:
    for reading in (look_up_word(word), look_up_loanword(word)):
        if reading and (word.isupper() or not _is_spelled(reading, word)):
            return reading
    return None


def _is_spelled(reading: str, word: str) -> bool:
    """Dictionaries spell some small words, such as `is`, for which only people spell capitals."""
    plain = reading.replace("エイ", "エー").replace("ジェイ", "ジェー").replace("ケイ", "ケー")
    return plain == spell_word(word).replace("エイ", "エー")


def _say_with_apostrophe(word: str) -> str:
    base, _, end = word.partition("'")
    if end.lower() == "s":
        return say_word(base) + ("ス" if base.lower().endswith(_UNVOICED) else "ズ")
    return say_word(word.replace("'", ""))


def _say_unknown(word: str) -> str:
    parts = _PART.findall(word)
    if len(word) > 2 and word[:-1].isupper() and word.endswith("s"):
        return say_word(word[:-1]) + "ズ"
    if len(word) <= _SPELLED_AT_MOST and sum(map(str.isupper, word)) > 1:
        return spell_word(word)
    if len(parts) > 1:
        return "".join(say_word(part) for part in parts)
    if not _VOWEL.search(word):
        return spell_word(word)
    return _guess_word(word.lower())


def _guess_word(word: str) -> str:
    import kanalizer  # noqa: PLC0415  only where a word is unknown

    pieces = (word[at : at + _GUESSED_AT_MOST] for at in range(0, len(word), _GUESSED_AT_MOST))
    return "".join(
        kanalizer.convert(piece, on_invalid_input="ignore", on_incomplete="ignore")
        for piece in pieces
    )
