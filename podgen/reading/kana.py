"""What Open JTalk makes of Japanese text: katakana as it is really spoken.

The only module of `podgen.reading` that knows pyopenjtalk. Its dictionary is
loaded at the first word: that takes a second and 100 MB.
"""

import contextlib
import io
import re
import warnings
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from pyopenjtalk.openjtalk import OpenJTalk
    from pyopenjtalk.types import NJDFeature

_MAX_CHARS = 4_000
"""Open JTalk refuses more than about 17,000 characters at a time."""

_UNKNOWN = "フィラー"
"""The part of speech that Open JTalk gives to a word that it spells out."""

_NOT_SPOKEN = re.compile(r"[^ァ-ヺー、]")
_PIECE = re.compile(rf"[^。\n]{{1,{_MAX_CHARS}}}[。\n]?")


def to_kana(mixed: str) -> str:
    """One line of katakana, as it is spoken; empty where nothing is spoken.

    Of punctuation only 、 stays, at pauses; long vowels are ー, particles ワ and エ.

    >>> to_kana("中国は8月、3人を表彰した。")
    'チューゴクワハチガツ、サンニンヲヒョーショーシタ'
    >>> to_kana("※")
    ''
    """
    spoken = "".join(feature["pron"] for feature in _analyse(mixed))
    return re.sub("、+", "、", _NOT_SPOKEN.sub("", spoken)).strip("、")


@lru_cache(maxsize=65_536)
def look_up_word(word: str) -> str | None:
    """The katakana of a Latin word that Open JTalk's dictionary has as one entry, or none.

    >>> look_up_word("world"), look_up_word("Palantir")
    ('ワールド', None)
    """
    features = tuple(_analyse(word))
    if len(features) != 1 or features[0]["pos"] == _UNKNOWN:
        return None
    reading = features[0]["pron"].replace("’", "")
    return reading if reading and not _NOT_SPOKEN.search(reading) else None


def _analyse(text: str) -> Iterator["NJDFeature"]:
    sound = text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")
    for piece in _PIECE.findall(sound):
        yield from _library().run_frontend(piece, jtalk=_analyser())


@cache
def _library() -> "ModuleType":
    # It prints a warning on standard output where onnxruntime is missing.
    with contextlib.redirect_stdout(io.StringIO()):
        import pyopenjtalk  # noqa: PLC0415  a quarter of a second
    return pyopenjtalk


@cache
def _analyser() -> "OpenJTalk":
    # An instance of our own: the global one may be given other dictionaries by others.
    library = _library()
    analyser: OpenJTalk = library.OpenJTalk(dn_mecab=library.OPEN_JTALK_DICT_DIR)
    with warnings.catch_warnings():
        # At the first ambiguous word it loads SudachiDict, by a call that is deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        library.run_frontend("今日の方", jtalk=analyser)
    return analyser
