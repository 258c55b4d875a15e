"""Amounts of money: the currency is said after the number and its scale."""

import re

_SIGNS = {
    "US$": "ドル",
    "HK$": "香港ドル",
    "NT$": "台湾ドル",
    "A$": "豪ドル",
    "C$": "カナダドル",
    "S$": "シンガポールドル",
    "$": "ドル",
    "¥": "円",
    "€": "ユーロ",
    "£": "ポンド",
    "₩": "ウォン",
    "₹": "ルピー",
    "₽": "ルーブル",
    "฿": "バーツ",
    "₿": "ビットコイン",
}
_CODES = {
    "USD": "ドル",
    "JPY": "円",
    "EUR": "ユーロ",
    "GBP": "ポンド",
    "CNY": "人民元",
    "RMB": "人民元",
    "KRW": "ウォン",
    "HKD": "香港ドル",
    "TWD": "台湾ドル",
    "INR": "ルピー",
    "AUD": "豪ドル",
    "CHF": "スイスフラン",
    "BTC": "ビットコイン",
}
_SCALES = {
    "k": "000",
    "m": "ミリオン",
    "mn": "ミリオン",
    "mm": "ミリオン",
    "million": "ミリオン",
    "b": "ビリオン",
    "bn": "ビリオン",
    "billion": "ビリオン",
    "t": "トリリオン",
    "tn": "トリリオン",
    "trillion": "トリリオン",
    "thousand": "000",
}
_NUMBER = r"\d+(?:\.\d+)?"
_SCALE = (
    r"(?:\s?(thousand|million|billion|trillion|[kKMBT]|[MBbmTt]n|MM"
    r"|千万|百万|十億|[千万億兆](?:\d+[千万億])*)(?![A-Za-z]))?"
)
_SIGN = "|".join(re.escape(sign) for sign in _SIGNS)
_AMOUNT = re.compile(rf"({_SIGN})\s?(マイナス)?({_NUMBER}){_SCALE}(?!\d)")
_RANGE = re.compile(rf"({_SIGN})\s?({_NUMBER})\s?[-–〜]\s?(?:{_SIGN})?({_NUMBER}){_SCALE}(?!\d)")
_CODE = "|".join(_CODES)
_BEFORE = re.compile(rf"(?<![A-Za-z])({_CODE})\s?({_NUMBER}){_SCALE}(?![\d])")
_BEHIND = re.compile(rf"({_NUMBER}){_SCALE}\s?({_CODE})(?![A-Za-z])")
_RATE = re.compile(rf"(?<=[ルロドン元円])\s?=\s?(?=(?:約)?{_NUMBER})")


def say_money(text: str) -> str:
    """Say the currency after the amount.

    >>> say_money("$100、¥5000、$3.5B、€20億、100 USD、$10-20、1ドル=150円")
    '100ドル、5000円、3.5ビリオンドル、20億ユーロ、100ドル、10から20ドル、1ドル、150円'
    """
    text = _RANGE.sub(
        lambda found: f"{found[2]}から{_amount(found[3], found[4])}{_SIGNS[found[1]]}", text
    )
    text = _AMOUNT.sub(
        lambda found: f"{found[2] or ''}{_amount(found[3], found[4])}{_SIGNS[found[1]]}", text
    )
    text = _BEFORE.sub(lambda found: f"{_amount(found[2], found[3])}{_CODES[found[1]]}", text)
    text = _BEHIND.sub(lambda found: f"{_amount(found[1], found[2])}{_CODES[found[3]]}", text)
    return _RATE.sub("、", text)


def _amount(number: str, scale: str | None) -> str:
    said = _SCALES.get((scale or "").lower(), scale or "")
    if said == "000" and "." in number:
        return str(round(float(number) * 1_000))
    return number + said
