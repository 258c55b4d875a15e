"""Dates and periods in notations that Open JTalk takes for plain numbers."""

import re

_DAY = r"(0?[1-9]|[12]\d|3[01])"
_MONTH = r"(0?[1-9]|1[0-2])"
_FULL = re.compile(
    rf"(?<![\d.\-/])((?:1[5-9]|2[0-2])\d\d)([-/.]){_MONTH}\2{_DAY}(?![\d.\-/]\d|\d)T?"
)
_YEAR_MONTH = re.compile(rf"(?<![\d.\-/])((?:19|20)\d\d)(?:/{_MONTH}|-(0[1-9]))(?![\d./\-%])")
_MONTH_DAY = re.compile(rf"(?<![\d./A-Za-z]){_MONTH}/{_DAY}(?![\d./A-Za-z%])")
_DAY_FOLLOWS = re.compile(
    r"\s*(?:付|発売|発表|公開|開始|開催|締|配信|実施|終了|リリース|まで|から|より|頃|ごろ|[〜(]|放送|更新|現在|時点|夜|朝|[月火水木金土日]曜)"
)
_WEEKDAY = re.compile(r"(?<=日)\s?\(([月火水木金土日])(?:・?[祝休])?\)")
_SHORT_YEAR = re.compile(r"(?<![A-Za-z\d])'(\d\d)(?=年)")
_FISCAL_TERM = re.compile(r"(?<!\d)(\d{2}|20\d\d)/(1[0-2]|[1-9])月?期")
_QUARTER = re.compile(r"(?<![A-Za-z\d.])([1-4])Q(?![A-Za-z\d])")
_QUARTER_BEHIND = re.compile(r"(?<![A-Za-z\d])Q([1-4])(?![A-Za-z\d])")
_HALF = re.compile(r"(?<![A-Za-z\d.])([12])H(?![A-Za-z\d])")
_ERA = re.compile(r"(?<![A-Za-z\d])([RHSTM])(\d{1,2})(?=年|\.\d)")
_ERAS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
_FIRST_YEAR = re.compile(r"(?<=令和|平成|昭和|大正|明治)1年")
_TIME = re.compile(
    r"(?<![\d:./])(?:(AM|PM|am|pm|a\.m\.|p\.m\.)\s?)?([01]?\d|2[0-9]):([0-5]\d)(?::([0-5]\d))?(?![\d:])"
    r"(?:\s?(AM|PM|am|pm|a\.m\.|p\.m\.)(?![A-Za-z]))?(?!\s?の?(?:比|割合))"
)
_HOUR = re.compile(r"(?<![\d:.])(1[0-2]|[1-9])\s?(AM|PM|am|pm|a\.m\.|p\.m\.)(?![A-Za-z])")
_RATIO = re.compile(r"(?<![\d:])(\d+(?:\.\d+)?)\s?:\s?(\d+(?:\.\d+)?)(?::(\d+))?(?![\d:])")
_ZERO_HOUR = re.compile(r"(?<![\d.])0時(?!間)")


def say_dates(text: str) -> str:
    """Turn dates and periods into years, months and days.

    >>> say_dates("2023-07-17、12/25発売、'24年、7月3日(木)")
    '2023年7月17日、12月25日発売、24年、7月3日木曜日'
    >>> say_dates("2/3、25/3期、3Q、2025/10")
    '2/3、25年3月期、第3四半期、2025年10月'
    """
    text = _FISCAL_TERM.sub(r"\1年\2月期", text)
    text = _FULL.sub(lambda found: f"{found[1]}年{int(found[3])}月{int(found[4])}日", text)
    text = _YEAR_MONTH.sub(lambda found: f"{found[1]}年{int(found[2] or found[3])}月", text)
    text = _MONTH_DAY.sub(_say_month_day, text)
    text = _WEEKDAY.sub(r"\1曜日", text)
    text = _SHORT_YEAR.sub(r"\1", text)
    text = _ERA.sub(lambda found: _ERAS[found[1]] + found[2], text)
    text = _FIRST_YEAR.sub("元年", text)
    text = _QUARTER_BEHIND.sub(r"第\1四半期", _QUARTER.sub(r"第\1四半期", text))
    return _HALF.sub(lambda found: "上半期" if found[1] == "1" else "下半期", text)


def say_times(text: str) -> str:
    """Turn `3:45` into hours and minutes, and what can't be a time into a ratio.

    >>> say_times("3:45、PM 7:30、9am、10:00、0時")
    '3時45分、午後7時30分、午前9時、10時、れいじ'
    >>> say_times("16:9、50:50、1:2の比")
    '16対9、50対50、1対2の比'
    """
    text = _TIME.sub(_say_time, text)
    text = _HOUR.sub(lambda found: f"{_half_day(found[2])}{found[1]}時", text)
    text = _RATIO.sub(lambda found: "対".join(part for part in found.groups() if part), text)
    return _ZERO_HOUR.sub("れいじ", text)


def _say_month_day(found: re.Match[str]) -> str:
    month, day = int(found[1]), int(found[2])
    fraction_like = month < day and day in {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20}
    if fraction_like and not _DAY_FOLLOWS.match(found.string, found.end()):
        return found[0]
    return f"{month}月{day}日"


def _say_time(found: re.Match[str]) -> str:
    before, hour, minute, second, behind = found.groups()
    said = f"{_half_day(before or behind)}{int(hour)}時"
    if int(minute) or second:
        said += f"{int(minute)}分"
    return said + (f"{int(second)}秒" if second else "")


def _half_day(mark: str | None) -> str:
    if not mark:
        return ""
    return "午前" if mark.lower().startswith("a") else "午後"
