"""One form for each character: half-width letters, digits and marks, full-width kana."""

import re
import unicodedata

_OWN_FORM = str.maketrans(
    {
        "℃": "℃",
        "℉": "華氏度",
        "㈱": "株式会社",
        "㈲": "有限会社",
        "㍻": "平成",
        "㍼": "昭和",
        "㋿": "令和",
        "™": "",
        "®": "",
        "©": "",
        "°": "°",
        "…": "…",
        "‥": "…",
        "’": "'",
        "‘": "'",
        "′": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "‐": "-",
        "‑": "-",
        "⁻": "-",
        "−": "-",
        "－": "-",
        "～": "〜",
        "~": "〜",
        "∼": "〜",
        "⁄": "/",
        "∕": "/",
        "µ": "μ",
        "²": "²",
        "³": "³",
        "Ⅰ": "1",
        "Ⅱ": "2",
        "Ⅲ": "3",
        "Ⅳ": "4",
        "Ⅴ": "5",
        "Ⅵ": "6",
        "Ⅶ": "7",
        "Ⅷ": "8",
        "Ⅸ": "9",
        "Ⅹ": "10",
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "æ": "ae",
        "đ": "d",
        "ı": "i",
        "×": "×",
    }
)
"""What NFKC would turn into something that is read otherwise, and what it leaves."""

_KEPT = re.compile(f"[{''.join(map(chr, (0x2103, 0x2026, 0xB2, 0xB3, 0xB0)))}]")
_ACCENTED = re.compile("[A-Za-z][\u0300-\u036f]+")
_SPACE = re.compile(r"[^\S\n]+")


def fold_width(text: str) -> str:
    """Normalise the width and the form of every character.

    NFKC (Unicode, annex 15), except where it would change what is said (℃, ², …),
    and Latin letters without their accents.

    >>> fold_width("ＡＩ　ﾃﾞｰﾀ㈱、１０㎡、naïve、½")
    'AI データ株式会社、10m2、naive、1/2'
    >>> fold_width("25℃、3²、①")
    '25℃、3²、1'
    """
    folded = "".join(
        part if _KEPT.fullmatch(part) else unicodedata.normalize("NFKC", part)
        for part in re.split(f"({_KEPT.pattern})", text.translate(_OWN_FORM))
    )
    folded = folded.translate(_OWN_FORM)
    return _SPACE.sub(" ", _drop_accents(folded))


def _drop_accents(text: str) -> str:
    bare = _ACCENTED.sub(lambda found: found[0][0], unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare)
