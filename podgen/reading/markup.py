"""Left-overs of Markdown, HTML and templates: marks are not read, what they mark is."""

import html
import re
from collections.abc import Iterable

_Replacement = tuple[re.Pattern[str], str]


def _compiled(*pairs: tuple[str, str]) -> tuple[_Replacement, ...]:
    return tuple((re.compile(pattern, re.MULTILINE), by) for pattern, by in pairs)


_BLOCKS = _compiled(
    (r"^\s*(?:```|〜〜〜|~~~).*$", ""),
    (r"^\s*([-*_=])(?:\s*\1){2,}\s*$", ""),
    (r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?\s*$", ""),
    (r"^\s*(?:>\s*)+", ""),
    (r"^\s*#{1,6}\s+(.*?)\s*#*\s*$", r"\1"),
    (r"^\s*(?:[-*+・•]\s+)(?:\[[ xX]\]\s*)?", ""),
    (r"^\s*(\d{1,3})[.)]\s+", r"\1、"),
    (r"^\s*\|(.*)\|\s*$", r"\1"),
)
_INLINE = _compiled(
    (r"<!--.*?-->", ""),
    (r"\{%.*?%\}|\{\{.*?\}\}|\{:.*?\}", ""),
    (r"<br\s*/?>", "、"),
    (r"</?[A-Za-z][^<>]*>", ""),
    (r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+[\"'][^\"']*[\"'])?\)", r"\1"),
    (r"!?\[([^\[\]]+)\]\[[^\[\]]*\]", r"\1"),
    (r"\[\^[^\[\]]+\]:?", ""),
    (r"\[(?:\d{1,3}|注\d{0,3}|要出典)(?:[,、\-–]\s*\d{1,3})*\]", ""),
    (r"`+([^`]*)`+", r"\1"),
    (r"(\*{1,3})(?=\S)(.+?)(?<=\S)\1", r"\2"),
    (r"~~(.+?)~~", r"\1"),
    (r"(?<![A-Za-z0-9_])(_{1,3})(?=\S)([^_]+?)(?<=\S)\1(?![A-Za-z0-9_])", r"\2"),
    (r"==(.+?)==", r"\1"),
    (r"\\([\\`*_{}\[\]()#+\-.!|<>~])", r"\1"),
)


def drop_markup(text: str) -> str:
    """Take marks away and keep the text that they mark.

    >>> drop_markup("## 1. はじめに"), drop_markup("- [x] **完了**した`code`"), drop_markup("---")
    ('1、はじめに', '完了したcode', '')
    >>> drop_markup("[公式サイト](https://example.com)を参照[1]。<b>A&amp;B</b>[^2]")
    '公式サイトを参照。A&B'
    """
    return html.unescape(_replace_all(_replace_all(text, _BLOCKS), _INLINE))


def _replace_all(text: str, replacements: Iterable[_Replacement]) -> str:
    for pattern, by in replacements:
        text = pattern.sub(by, text)
    return text
