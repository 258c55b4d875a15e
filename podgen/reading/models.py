"""Numbers that belong to a name: `DeepSeek-V3`, `GPT-4o`, `8x7B`, `MI300X`."""

import re

_ENGLISH = dict(
    zip(
        "0123456789",
        [
            "ゼロ",
            "ワン",
            "ツー",
            "スリー",
            "フォー",
            "ファイブ",
            "シックス",
            "セブン",
            "エイト",
            "ナイン",
        ],
        strict=True,
    )
)
_COUNTED = r"[一-鿿々つヶかカ箇%.,\d]"
_TITLED = (
    r"(?:版|型|系|製|世代|対応|搭載|規格|以降|以前|以上|登場|発表|公開|単体|自体|専用|後継|相当)"
)
_EXPERTS = re.compile(r"(?<![\d.])(\d{1,3})[xX×](?=\d+(?:\.\d+)?B)")
_TIMES = re.compile(r"(?<=\d)\s?[xX×*]\s?(?=\d)")
_HYPHEN = re.compile(r"(?<=[A-Za-zァ-ヺー\d])-(?=[A-Za-zァ-ヺー])|(?<=[A-Za-zァ-ヺー\d])-(?=\d)")
_SINGLE = re.compile(
    r"(?:(?<=[A-Za-z])|(?<=[ァ-ヺー])(?<!プラス)(?<!マイナス)(?!\d[ァ-ヺ])) ?"
    rf"(\d)(?![\d.]*\d)(?=$|{_TITLED}|(?!{_COUNTED}|[A-Z]))"
)
_SLASHED = re.compile(r"(?<=[A-Za-zァ-ヺー])/(?=\d)")


def say_models(text: str) -> str:
    """Say a single digit behind letters in English, and leave hyphens in names out.

    >>> say_models("DeepSeek-V3、GPT-4o、AI5社、V3.1、Qwen3-235B")
    'DeepSeek V スリー、GPT フォーo、AI5社、V3.1、Qwen スリー 235B'
    >>> say_models("8x7B、H100、3x4、V3版")
    '8バイ7B、H100、3かける4、V スリー版'
    """
    text = _EXPERTS.sub(r"\1バイ", text)
    text = _TIMES.sub("かける", text)
    text = _SLASHED.sub(" ", text)
    text = _HYPHEN.sub(" ", text)
    return _SINGLE.sub(lambda found: " " + _ENGLISH[found[1]], text)
