"""Kanji that Open JTalk reads otherwise than their context asks for.

Each rule is a phrase: what stands around the word decides. The reading takes
the word's place as kana, so that every engine says it alike.
"""

import re

_PHRASES = (
    (r"今日(?=的)", "コンニチ"),
    (
        r"(?<=[朝魚青花夜])の?市場(?!規模|価格|経済|調査|参加|環境|シェア)(?=で|を|に|へ|の)",
        "の市場",
    ),
)

_RULES = tuple((re.compile(pattern), by) for pattern, by in _PHRASES)


def settle_homographs(text: str) -> str:
    """Write in kana the words whose reading the context decides.

    >>> settle_homographs("今日的な課題")
    'コンニチ的な課題'
    """
    for pattern, by in _RULES:
        text = pattern.sub(by, text)
    return text
