"""Addresses of the web and of mail: the host is said, the path is not."""

import re

_TOP_LEVEL = (
    "com|net|org|jp|io|ai|dev|gov|edu|info|app|co|us|uk|cn|de|fr|eu|tv|me"
    "|tech|cloud|biz|xyz|news|blog"
)
_HOST = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?\.)+(?:{_TOP_LEVEL})(?![A-Za-z0-9])"
_PATH = r"(?:[/?#][A-Za-z0-9\-._〜~:/?#@!$&'*+,;=%]*)?"
_ANY_HOST = r"[A-Za-z0-9][A-Za-z0-9\-.]*[A-Za-z0-9]"
_URL = re.compile(rf"(?:https?|ftp)://(?:www\.)?({_ANY_HOST})(?::\d+)?{_PATH}", re.IGNORECASE)
_BARE = re.compile(rf"(?<![A-Za-z0-9@.\-])(?:www\.)?({_HOST})(?::\d+)?{_PATH}", re.IGNORECASE)
_MAIL = re.compile(rf"(?:mailto:)?([A-Za-z0-9][A-Za-z0-9._+\-]*)@({_HOST})", re.IGNORECASE)
_FILE = re.compile(r"(?<=[A-Za-z0-9])\.(?=[A-Za-z])")
_LABELS = {
    "com": "コム",
    "net": "ネット",
    "org": "オーグ",
    "jp": "ジェーピー",
    "co": "シーオー",
    "io": "アイオー",
    "ai": "エーアイ",
    "dev": "デブ",
    "gov": "ガブ",
    "go": "ジーオー",
    "or": "オーアール",
    "ne": "エヌイー",
    "ac": "エーシー",
    "edu": "エデュ",
    "info": "インフォ",
    "app": "アップ",
    "us": "ユーエス",
    "uk": "ユーケー",
    "cn": "シーエヌ",
    "de": "ディーイー",
    "fr": "エフアール",
    "eu": "イーユー",
    "tv": "ティービー",
    "me": "ミー",
}


def say_addresses(text: str) -> str:
    """Turn a URL or a mail address into words: its host, label by label.

    >>> say_addresses("詳細はhttps://www.example.com/newsを参照")
    '詳細はexampleドットコムを参照'
    >>> say_addresses("info@example.co.jp")
    'infoアットマークexampleドットシーオードットジェーピー'
    """
    text = _MAIL.sub(lambda found: f"{_say_host(found[1])}アットマーク{_say_host(found[2])}", text)
    text = _URL.sub(lambda found: _say_host(found[1]), text)
    return _BARE.sub(lambda found: _say_host(found[1]), text)


def say_dots(text: str) -> str:
    """Say the dot in file names and names such as `Node.js`.

    >>> say_dots("config.yamlと3.14")
    'configドットyamlと3.14'
    """
    return _FILE.sub("ドット", text)


def _say_host(host: str) -> str:
    first, *rest = host.split(".")
    labels = (first, *(_LABELS.get(label.lower(), label) for label in rest))
    return "ドット".join(label.replace("-", "ハイフン").replace("_", " ") for label in labels)
