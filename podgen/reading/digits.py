"""Numbers as they are written: separators, leading zeros, codes, versions, fractions.

Numbers stay digits wherever Open JTalk reads digits and counters right; only
what it would take for something else is turned into words.
"""

import re

_NAMES = ("ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー")
_SEPARATED = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)")
_POSTAL = re.compile(r"〒\s*(\d{3})-?(\d{4})")
_TELEPHONE = re.compile(r"(?<![\d\-])(0\d{1,4})-(\d{1,4})-(\d{3,4})(?![\d\-])")
_CVE = re.compile(r"\b(CVE)-(\d{4})-(\d{4,7})", re.ASCII | re.IGNORECASE)
_PADDED_COUNT = re.compile(r"(?<![\d.:/\-])0+([1-9])(?=[月日時分秒]|ヶ月|か月|年)")
_CODE = re.compile(r"(?<![\d.,:/])0\d+(?![\d.,:/%])")
_LONG = re.compile(r"(?<![\d.,])\d{17,}(?![\d.,])")
_DOTTED = re.compile(r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d.])")
_VERSION = re.compile(r"(?<![A-Za-z])ver(?:sion)?s?\.? ?(?=\d)", re.IGNORECASE)
_SHORT_VERSION = re.compile(r"(?<![A-Za-z\-])[vV]\.? ?(?=\d+\.\d)")
_FRACTION = re.compile(r"(?<![\d/.A-Za-z])(\d{1,3})/(\d{1,4})(?![\d/A-Za-z])")
_MIXED_FRACTION = re.compile(r"(?<=\d)[と ]?(?=\d/\d)")
_POWER = re.compile(r"(?<=[\dA-Za-z)])[²³]")


def join_digits(text: str) -> str:
    """Take separators out of long numbers, and zeros that only pad.

    >>> join_digits("1億2,000万円、10,000個、1, 2、09時05分")
    '1億2000万円、10000個、1, 2、9時5分'
    """
    text = _SEPARATED.sub(lambda found: found[0].replace(",", ""), text)
    return _PADDED_COUNT.sub(r"\1", text)


def say_codes(text: str) -> str:
    """Read codes digit by digit: telephone and postal numbers, CVE, leading zeros.

    >>> say_codes("0528、03-1234-5678")
    'ゼロゴーニーハチ、ゼロサンのイチニーサンヨンのゴーロクナナハチ'
    >>> say_codes("〒100-0001、0.5、CVE-2024-3094")
    '郵便番号イチゼロゼロのゼロゼロゼロイチ、0.5、CVE2024、サンゼロキューヨン'
    """
    text = _POSTAL.sub(lambda found: f"郵便番号{_spell(found[1])}の{_spell(found[2])}", text)
    text = _TELEPHONE.sub(lambda found: "の".join(map(_spell, found.groups())), text)
    text = _CVE.sub(lambda found: f"{found[1]}{found[2]}、{_spell(found[3])}", text)
    text = _CODE.sub(lambda found: _spell(found[0]), text)
    return _LONG.sub(lambda found: _spell(found[0]), text)


def say_versions(text: str) -> str:
    """Say `v3.1` and `ver. 2` as versions, and every dot of `1.2.3`.

    >>> say_versions("v3.1、ver. 1.10、Python 3.12.1")
    'バージョン3.1、バージョン1.10、Python 3.12テン1'
    """
    text = _VERSION.sub("バージョン", text)
    text = _SHORT_VERSION.sub("バージョン", text)
    return _DOTTED.sub(lambda found: _say_dotted(found[0]), text)


def say_fractions(text: str) -> str:
    """Say `2/3` as a fraction; dates have gone before.

    >>> say_fractions("2/3以上、1と1/2")
    '3分の2以上、1と2分の1'
    """
    text = _MIXED_FRACTION.sub("と", text)
    text = _FRACTION.sub(r"\2分の\1", text)
    return _POWER.sub(lambda found: "の2乗" if found[0] == "²" else "の3乗", text)


def _say_dotted(dotted: str) -> str:
    first, second, *rest = dotted.split(".")
    return "テン".join((f"{first}.{second}", *rest))


def _spell(digits: str) -> str:
    return "".join(_NAMES[int(digit)] for digit in digits)
