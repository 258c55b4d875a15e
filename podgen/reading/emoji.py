"""Emoji, emoticons and other pictures: they are not read."""

import re
import unicodedata

_EMOTICON = re.compile(
    r"[\\＼m]?[（(][^）)ぁ-んァ-ヺ一-鿿A-Za-z0-9]*[\^;；´`｀≧≦><*・ω∀Д_°▽][^）)ぁ-んァ-ヺ一-鿿A-Za-z0-9]*[）)][/／m]?"
    r"|[:;]-?[)D(P](?![A-Za-z0-9])"
)
_DROPPED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Sk"})
_SAID = frozenset("℃°〒▲△▼↑↓→←⇒⇨➡")


def drop_emoji(text: str) -> str:
    """Drop pictures and characters that nobody sees, such as joiners and controls.

    >>> drop_emoji("😀すごい！(^_^)👨‍👩‍👧🇯🇵 25℃")
    'すごい！ 25℃'
    """
    return "".join(char for char in _EMOTICON.sub("", text) if _is_readable(char))


def _is_readable(char: str) -> bool:
    if char in _SAID or char == "\n" or "゛" <= char <= "゜":
        return True
    category = unicodedata.category(char)
    if category == "So":
        return False
    return category not in _DROPPED and not 0xFE00 <= ord(char) <= 0xFE0F and char != "\u20e3"
