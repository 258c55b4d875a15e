"""Readings that the author gives in the text: they take the word's place."""

import re

_KANJI = r"[一-鿿㐀-䶿々〆ヶ]"
_SUB = re.compile(r"""<sub\s+alias=["']([^"']*)["']\s*>.*?</sub>""", re.IGNORECASE)
_RUBY = re.compile(r"<ruby>(.*?)</ruby>", re.IGNORECASE | re.DOTALL)
_RP = re.compile(r"<rp>.*?</rp>", re.IGNORECASE | re.DOTALL)
_RT = re.compile(r"<rt>(.*?)</rt>", re.IGNORECASE | re.DOTALL)
_BASE = re.compile(r"(?:<rb>)?[^<>]+(?:</rb>)?(?=<rt>)", re.IGNORECASE)
_MARKED = re.compile(r"[｜|]([^｜|《》]+)《([^《》]+)》")
_UNMARKED = re.compile(rf"{_KANJI}+《([ぁ-ゖァ-ヺー・ ]+)》")
_GLOSS = re.compile(rf"({_KANJI}+)([ぁ-ゖ]{{0,4}})[（(]([ぁ-ゖー・ 　]+)[）)]")
_NAME_GLOSS = re.compile(
    r"[A-Za-z][A-Za-z0-9.&'’\-]*(?: [A-Za-z0-9.&'’\-]+)*[（(]([ァ-ヺー][ァ-ヺー・=＝ 　]+)[）)]"
)
_KANJI_NAME_GLOSS = re.compile(rf"({_KANJI}{{2,4}})[（(]([ァ-ヺー]+・?[ァ-ヺー]+)[）)]")
_ECHO = re.compile(r"([ァ-ヺー・ ]{2,})[（(]\1[）)]")


def resolve_ruby(text: str) -> str:
    """Say the author's reading instead of the word that it explains.

    HTML ruby, SSML's `<sub alias>`, Aozora's `｜漢字《かな》`, and kana in
    brackets after a word where it is only the word's reading.

    >>> resolve_ruby("<ruby>梁<rt>リャン</rt></ruby>氏、｜脆弱性《ぜいじゃくせい》")
    'リャン氏、ぜいじゃくせい'
    >>> resolve_ruby("凌駕（りょうが）する")
    'りょうがする'
    >>> resolve_ruby("Palantir（パランティア）、大規模言語モデル（LLM）、米国（べいこく）")
    'パランティア、大規模言語モデル（LLM）、べいこく'
    """
    text = _SUB.sub(r"\1", text)
    text = _RUBY.sub(lambda found: _read_ruby(found[1]), text)
    text = _MARKED.sub(r"\2", text)
    text = _UNMARKED.sub(r"\1", text)
    text = _GLOSS.sub(_read_gloss, text)
    text = _KANJI_NAME_GLOSS.sub(_read_kanji_name, text)
    return _NAME_GLOSS.sub(lambda found: found[1], text)


def drop_echo(text: str) -> str:
    """Say a name once that stands there twice, in kana and in letters that gave the same kana.

    >>> drop_echo("エヌビディア（エヌビディア）の決算")
    'エヌビディアの決算'
    """
    return _ECHO.sub(r"\1", text)


def _read_ruby(inner: str) -> str:
    return _RT.sub(r"\1", _BASE.sub("", _RP.sub("", inner)))


def _read_gloss(found: re.Match[str]) -> str:
    kanji, okurigana, gloss = found.groups()
    gloss = re.sub("[・ 　]", "", gloss)
    if not gloss.endswith(okurigana):
        return found[0]
    # A kanji has one to three moras, so that a short gloss is not that of a long compound.
    covered = min(len(kanji), max(1, round((len(gloss) - len(okurigana)) / 2)))
    if len(kanji) * 3 >= len(gloss) - len(okurigana) >= len(kanji):
        covered = len(kanji)
    return kanji[:-covered] + gloss


def _read_kanji_name(found: re.Match[str]) -> str:
    kanji, gloss = found.groups()
    if len(gloss) > 3 * len(kanji) + 1:
        return found[0]
    return gloss
