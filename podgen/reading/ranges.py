"""Ranges, signs and scores: what a tilde, a dash, plus and minus mean between numbers."""

import re

_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = (
    r"(?:[%℃度円年月日時分秒人社件個回本台点倍割歳代カ箇ヶ億万兆千百ド]|[kMGTm]?[A-Za-z]{1,3}\b)"
)
_DAYS = re.compile(r"(\d{1,2})月(\d{1,2})\s?[〜\-–—―]\s?(?=\d{1,2}日)")
_MONTHS = re.compile(r"(?<![\d.月])(\d{1,2})\s?[〜\-–—―]\s?(?=\d{1,2}月期?)")
_TILDE = re.compile(
    r"(?<=[\d%℃円年月日時分秒人社件個回本台点倍割歳代億万兆千百度ル])\s?〜\s?(?=[約\-+$¥€£]?\d)"
)
_TILDE_WORDS = re.compile(r"(?<=[一-鿿\dァ-ヺ])\s?〜\s?(?=[一-鿿ァ-ヺA-Z\d])")
_OPEN_END = re.compile(r"(?<=[\d円年月日時分秒人歳代])〜(?=$|[、。)）\s])")
_DASH = re.compile(rf"(?<![\d\-A-Za-z.])({_NUMBER}{_UNIT}?)\s?[-–—―]\s?(?={_NUMBER}\s?{_UNIT})")
_YEARS = re.compile(r"(?<![\d\-])((?:19|20)\d\d)[-–—―](?=(?:19|20)?\d\d(?![\d\-]))")
_ADDRESS = re.compile(r"(?<=\d)[-–](?=\d)")
_SCORE = re.compile(r"(?<![\d.\-])(\d{1,2})[-–](\d{1,2})(?=で|の(?:勝|敗|接戦|引き分け|同点|逆転))")
_BELOW_ZERO = re.compile(
    r"(?<![\dA-Za-zァ-ヺー一-鿿ぁ-ゖ])\s?[-–—](?=\d)|(?<=[比差はがを、])-(?=\d)"
)
_TRIANGLE = re.compile(r"[▲△▼](?=\s?[\d¥$])")
_PLUS = re.compile(r"\+(?=\d)")
_EITHER = re.compile(r"(?:±|\+/-)(?=\s?\d)")


def say_signs(text: str) -> str:
    """Say the sign of a number.

    >>> say_signs("-5℃、±3、前年比▲3.2%、前期比-2%、+5ポイント、ARM-64")
    'マイナス5℃、プラスマイナス3、前年比マイナス3.2%、前期比マイナス2%、プラス5ポイント、ARM-64'
    """
    text = _EITHER.sub("プラスマイナス", text)
    text = _TRIANGLE.sub("マイナス", text)
    text = _BELOW_ZERO.sub("マイナス", text)
    return _PLUS.sub("プラス", text)


def say_ranges(text: str) -> str:
    """Say からbetween the ends of a range, 対 in a score and の in an address.

    >>> say_ranges("10〜20%、5月1〜5日、4〜6月期、2023-2025年、3-5年、3-1で勝利、1-2-3")
    '10から20%、5月1日から5日、4月から6月期、2023から2025年、3から5年、3対1で勝利、1の2の3'
    >>> say_ranges("東京〜大阪、え〜、18歳〜")
    '東京から大阪、えー、18歳から'
    """
    text = _DAYS.sub(r"\1月\2日から", text)
    text = _MONTHS.sub(r"\1月から", text)
    text = _YEARS.sub(r"\1から", text)
    text = _TILDE.sub("から", text)
    text = _SCORE.sub(r"\1対\2", text)
    text = _DASH.sub(r"\1から", text)
    text = _ADDRESS.sub("の", text)
    text = _TILDE_WORDS.sub("から", text)
    text = _OPEN_END.sub("から", text)
    return re.sub(r"(?<=[ぁ-ゖァ-ヺー])〜+", "ー", text).replace("〜", "、")
