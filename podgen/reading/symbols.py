"""Marks that are said, and marks that only part or hold words together."""

import re

_ENTITY = {
    "&": "アンド",
    "≒": "約",
    "≈": "約",
    "≠": "ノットイコール",
    "≧": "以上",
    "≥": "以上",
    "≦": "以下",
    "≤": "以下",
    "÷": "割る",
    "√": "ルート",
    "∞": "無限大",
    "Σ": "シグマ",
    "α": "アルファ",
    "β": "ベータ",
    "γ": "ガンマ",
    "δ": "デルタ",
    "Δ": "デルタ",
    "ε": "イプシロン",
    "θ": "シータ",
    "λ": "ラムダ",
    "μ": "ミュー",
    "π": "パイ",
    "σ": "シグマ",
    "φ": "ファイ",
    "ω": "オメガ",
    "Ω": "オメガ",
    "§": "セクション",
    "@": "アット",
}
_SAID = str.maketrans(_ENTITY)
_SILENT = re.compile(r"[#*^_`|\\<>※★☆◆◇■□●○◎▲△▼▽▶◀►◄♪†‡¶•‣⁃〓♠♣♥♦✓✔✕✖❌~〽⇄]")
_PARTED = re.compile(r"\s*[—―–‖:;/|→⇒⇨➡←↑↓]+\s*|\s*-{2,}\s*|\s-\s")
_EQUALS = re.compile(r"(?<=[\w)）])\s*=\s*(?=[\w(（])")
_PLUS = re.compile(r"(?<=[\w)）」])\s*\+\s*(?=[\w(（「])")
_PLUSES = re.compile(r"(?<=[A-Za-z0-9])\+")
_BRACKETS = re.compile(r"[「」『』【】〈〉《》〔〕〘〙\[\]{}\"“”＂]")
_ROUND = re.compile(r"\s*[()（）]\s*")
_SLASH = re.compile(r"(?<=[^\s、。])/(?=[^\s、。])")
_ARROW = re.compile(r"(?<=\d)\s*[→⇒➡]\s*(?=\d)|(?<=[円%人倍度年月日])\s*[→⇒➡]\s*(?=\d)")
_TIMES = re.compile(r"\s*[×✕]\s*")
_DOTS = re.compile(r"…+|\.{2,}|・{2,}|。{2,}")
_MARKS = re.compile(r"[!?！？]*[?？][!?！？]*")
_SHOUTS = re.compile(r"[!！]+")
_COMMAS = re.compile(r"(?<!\d),|,(?!\d)|[、，]\s*")
_QUOTES = re.compile(r"(?<![A-Za-z])'|'(?![A-Za-z])")


def say_symbols(text: str) -> str:
    """Say what has a name, pause where a mark parts, and drop the rest.

    >>> say_symbols("M&A、AI/ML、A→B、10→20%、生成AI×金融、x=3")
    'MアンドA、AI・ML、A、B、10から20%、生成AI、金融、xイコール3'
    >>> say_symbols("※「本当ですか!?」…★")
    ' 本当ですか？ 、'
    """
    text = _ARROW.sub("から", text)
    text = _SLASH.sub("・", text)
    text = _EQUALS.sub("イコール", text)
    text = _PLUS.sub("プラス", text)
    text = _PLUSES.sub("プラス", text)
    text = _SILENT.sub("", _BRACKETS.sub(" ", _TIMES.sub("、", text)))
    return _say_pauses(text.translate(_SAID))


def _say_pauses(text: str) -> str:
    text = _ROUND.sub("、", _PARTED.sub("、", text))
    text = _SHOUTS.sub("！", _MARKS.sub("？", _DOTS.sub("、", text)))
    return _QUOTES.sub("", _COMMAS.sub("、", text))


def tidy_pauses(text: str) -> str:
    """One pause at a time, none at the beginning.

    >>> tidy_pauses("、、売上高 、、 100億円、。")
    '売上高、100億円。'
    """
    text = re.sub(r"\s*[、]+[\s、]*", "、", text)
    text = re.sub(r"、*([。！？])[、\s]*", r"\1", text)
    text = re.sub(r"、(?=[がのにをはへともでや](?![ぁ-ゖ]))", "", text)
    return text.strip("、 ")
