"""Katakana of Latin words and names from SudachiDict, which is installed with Open JTalk."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudachipy import Tokenizer

_KATAKANA = re.compile(r"[ァ-ヺー]+")


@lru_cache(maxsize=65_536)
def look_up_loanword(word: str) -> str | None:
    """The katakana of a Latin word that the dictionary has as one entry, or none.

    >>> look_up_loanword("OpenAI"), look_up_loanword("embedding"), look_up_loanword("Hangzhou")
    ('オープンエーアイ', 'エンベッディング', None)
    """
    morphemes = _tokenizer().tokenize(word)
    if len(morphemes) != 1 or morphemes[0].is_oov():
        return None
    reading = morphemes[0].reading_form()
    return reading if _KATAKANA.fullmatch(reading) else None


@cache
def _tokenizer() -> "Tokenizer":
    import sudachipy  # noqa: PLC0415  its dictionary is 200 MB

    return sudachipy.Dictionary(dict="core").tokenizer(sudachipy.SplitMode.C)
