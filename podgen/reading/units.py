"""Units behind a number, with a `per` unit or without."""

import re

_UNITS = {
    "km": "キロメートル",
    "m": "メートル",
    "cm": "センチメートル",
    "mm": "ミリメートル",
    "μm": "マイクロメートル",
    "um": "マイクロメートル",
    "nm": "ナノメートル",
    "km2": "平方キロメートル",
    "km²": "平方キロメートル",
    "m2": "平方メートル",
    "m²": "平方メートル",
    "cm2": "平方センチメートル",
    "cm²": "平方センチメートル",
    "m3": "立方メートル",
    "m³": "立方メートル",
    "cm3": "立方センチメートル",
    "cm³": "立方センチメートル",
    "mm2": "平方ミリメートル",
    "mm²": "平方ミリメートル",
    "ha": "ヘクタール",
    "kg": "キログラム",
    "g": "グラム",
    "mg": "ミリグラム",
    "μg": "マイクログラム",
    "ng": "ナノグラム",
    "t": "トン",
    "kt": "キロトン",
    "Mt": "メガトン",
    "Gt": "ギガトン",
    "L": "リットル",
    "l": "リットル",
    "dL": "デシリットル",
    "dl": "デシリットル",
    "mL": "ミリリットル",
    "ml": "ミリリットル",
    "μL": "マイクロリットル",
    "kL": "キロリットル",
    "kl": "キロリットル",
    "cc": "シーシー",
    "bit": "ビット",
    "bits": "ビット",
    "Kbit": "キロビット",
    "Mbit": "メガビット",
    "Gbit": "ギガビット",
    "byte": "バイト",
    "bytes": "バイト",
    "B": "ビー",
    "kB": "キロバイト",
    "KB": "キロバイト",
    "MB": "メガバイト",
    "GB": "ギガバイト",
    "TB": "テラバイト",
    "PB": "ペタバイト",
    "EB": "エクサバイト",
    "ZB": "ゼタバイト",
    "KiB": "キビバイト",
    "MiB": "メビバイト",
    "GiB": "ギビバイト",
    "TiB": "テビバイト",
    "Gb": "ギガビット",
    "Mb": "メガビット",
    "bps": "ビーピーエス",
    "kbps": "キロビーピーエス",
    "Kbps": "キロビーピーエス",
    "Mbps": "メガビーピーエス",
    "Gbps": "ギガビーピーエス",
    "Tbps": "テラビーピーエス",
    "Hz": "ヘルツ",
    "kHz": "キロヘルツ",
    "MHz": "メガヘルツ",
    "GHz": "ギガヘルツ",
    "THz": "テラヘルツ",
    "W": "ワット",
    "mW": "ミリワット",
    "kW": "キロワット",
    "KW": "キロワット",
    "MW": "メガワット",
    "GW": "ギガワット",
    "TW": "テラワット",
    "Wh": "ワットアワー",
    "kWh": "キロワットアワー",
    "KWh": "キロワットアワー",
    "MWh": "メガワットアワー",
    "GWh": "ギガワットアワー",
    "TWh": "テラワットアワー",
    "V": "ボルト",
    "mV": "ミリボルト",
    "kV": "キロボルト",
    "A": "アンペア",
    "mA": "ミリアンペア",
    "Ah": "アンペアアワー",
    "mAh": "ミリアンペアアワー",
    "Ω": "オーム",
    "kΩ": "キロオーム",
    "MΩ": "メガオーム",
    "J": "ジュール",
    "kJ": "キロジュール",
    "MJ": "メガジュール",
    "cal": "カロリー",
    "kcal": "キロカロリー",
    "N": "ニュートン",
    "Pa": "パスカル",
    "kPa": "キロパスカル",
    "MPa": "メガパスカル",
    "hPa": "ヘクトパスカル",
    "mmHg": "ミリメートルエイチジー",
    "dB": "デシベル",
    "db": "デシベル",
    "lm": "ルーメン",
    "lx": "ルクス",
    "cd": "カンデラ",
    "mol": "モル",
    "Sv": "シーベルト",
    "mSv": "ミリシーベルト",
    "μSv": "マイクロシーベルト",
    "Bq": "ベクレル",
    "eV": "電子ボルト",
    "rpm": "アールピーエム",
    "fps": "エフピーエス",
    "dpi": "ディーピーアイ",
    "ppi": "ピーピーアイ",
    "ppm": "ピーピーエム",
    "ppb": "ピーピービー",
    "px": "ピクセル",
    "pt": "ポイント",
    "bp": "ベーシスポイント",
    "FLOPS": "フロップス",
    "GFLOPS": "ギガフロップス",
    "TFLOPS": "テラフロップス",
    "PFLOPS": "ペタフロップス",
    "EFLOPS": "エクサフロップス",
    "TFLOPs": "テラフロップス",
    "TOPS": "トップス",
    "ms": "ミリ秒",
    "μs": "マイクロ秒",
    "us": "マイクロ秒",
    "ns": "ナノ秒",
    "ps": "ピコ秒",
    "sec": "秒",
    "s": "秒",
    "min": "分",
    "h": "時間",
    "hr": "時間",
    "hrs": "時間",
    "ft": "フィート",
    "in": "インチ",
    "inch": "インチ",
    "yd": "ヤード",
    "mi": "マイル",
    "mile": "マイル",
    "miles": "マイル",
    "mph": "マイル毎時",
    "lb": "ポンド",
    "lbs": "ポンド",
    "oz": "オンス",
    "gal": "ガロン",
    "bbl": "バレル",
    "kn": "ノット",
    "°C": "度",
    "℃": "度",
    "°F": "華氏度",
    "°": "度",
    "％": "パーセント",
    "pct": "パーセント",
    "pp": "ポイント",
    "‰": "パーミル",
    "tokens": "トークン",
    "token": "トークン",
}
_PER = {
    "s": "毎秒",
    "sec": "毎秒",
    "秒": "毎秒",
    "min": "毎分",
    "分": "毎分",
    "h": "毎時",
    "hr": "毎時",
    "時": "毎時",
    "時間": "毎時",
    "day": "毎日",
    "日": "毎日",
    "月": "毎月",
    "mo": "毎月",
    "month": "毎月",
    "年": "毎年",
    "yr": "毎年",
    "year": "毎年",
    "人": "1人あたり",
    "m2": "毎平方メートル",
    "m²": "毎平方メートル",
    "m3": "毎立方メートル",
    "m³": "毎立方メートル",
    "cm2": "毎平方センチメートル",
    "cm3": "毎立方センチメートル",
    "kg": "毎キログラム",
    "g": "毎グラム",
    "km": "毎キロメートル",
    "m": "毎メートル",
    "L": "毎リットル",
    "dL": "毎デシリットル",
    "mL": "毎ミリリットル",
    "W": "毎ワット",
    "kWh": "毎キロワットアワー",
    "inch": "毎インチ",
}
_RATES = re.compile(r"(?<=bps|fps|rpm)$")


def _longest_first(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = r"(?<![A-Za-z\d.])(?:[A-Za-z]-)?"
_MEASURE = re.compile(
    rf"(?<=\d)(\s?)({_longest_first(_UNITS)})(?:/({_longest_first(_PER)}))?(?![A-Za-z\d²³])(?!'[A-Za-z])"
)
_PER_COUNTER = re.compile(
    rf"(?<=[円ルロ回件個人本台枚ントム])/({_longest_first(_PER)})(?![A-Za-z\d])"
)
_NOT_MEASURED = re.compile(r"(?:[A-Za-z][A-Za-z\-]*|[ァ-ヺー]-?)\d[\d.]*$")
_LETTER = re.compile(r"(?<=\d)[KxX×](?![A-Za-z\d])")
_ORDER = re.compile(r"(?<![A-Za-z\d])No\.\s?(?=\d)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<![\d.])(\d*?)([1-9]|1\d|[2-9]0)(st|nd|rd|th)(?![A-Za-z])")
_ORDINALS = [
    "ゼロス",
    "ファースト",
    "セカンド",
    "サード",
    "フォース",
    "フィフス",
    "シックスス",
    "セブンス",
    "エイス",
    "ナインス",
    "テンス",
    "イレブンス",
    "トゥエルフス",
    "サーティーンス",
    "フォーティーンス",
    "フィフティーンス",
    "シックスティーンス",
    "セブンティーンス",
    "エイティーンス",
    "ナインティーンス",
]
_TENS = [
    "_",
    "_",
    "トゥエンティ",
    "サーティ",
    "フォーティ",
    "フィフティ",
    "シックスティ",
    "セブンティ",
    "エイティ",
    "ナインティ",
]


def say_units(text: str) -> str:
    """Say a unit in full.

    >>> say_units("128GB/s、3TB、25℃、5 kg、60km/h、10m²、$20/月")
    '128ギガバイト毎秒、3テラバイト、25度、5キログラム、60キロメートル毎時、10平方メートル、$20/月'
    >>> say_units("20ドル/月、2x、128Kトークン、No.1、GPT-4V、1stと22nd")
    '20ドル毎月、2倍、128ケートークン、ナンバー1、GPT-4V、ファーストとトゥエンティセカンド'
    """
    text = _MEASURE.sub(_say_measure, text)
    text = _PER_COUNTER.sub(lambda found: _PER[found[1]], text)
    text = _LETTER.sub(_say_letter, text)
    return _ORDINAL.sub(_say_ordinal, _ORDER.sub("ナンバー", text))


def _say_measure(found: re.Match[str]) -> str:
    space, unit, per = found.groups()
    if len(unit) == 1 and unit.isascii() and (_is_named(found) or (space and not per)):
        return found[0]
    return _UNITS[unit] + (_PER[per] if per else "")


def _say_letter(found: re.Match[str]) -> str:
    if _is_named(found):
        return found[0]
    return "ケー" if found[0] == "K" else "倍"


def _is_named(found: re.Match[str]) -> bool:
    """Whether the number is that of a name: the letter behind `GPT-4V`, `M3 Pro` is no unit."""
    return bool(_NOT_MEASURED.search(found.string[max(0, found.start() - 24) : found.start()]))


def _say_ordinal(found: re.Match[str]) -> str:
    number = int(found[1] + found[2])
    if number < 20:
        return _ORDINALS[number]
    tens, ones = divmod(number, 10)
    if number > 99:
        return found[0]
    return _TENS[tens] + (_ORDINALS[ones] if ones else "エス")
