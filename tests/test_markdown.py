"""What of Markdown is said, and what is left to the eye."""

import pytest

from podgen.markdown import BlockKind, read_blocks


def texts(source: str) -> list[str]:
    return [block.text for block in read_blocks(source, 1)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**「強調（かっこ）」**を使う。", ["「強調（かっこ）」を使う。"]),
        ("これは**とても**大事で、*少し*違う。", ["これはとても大事で、少し違う。"]),
        ("[公式サイト](https://example.com/x)を見る。", ["公式サイトを見る。"]),
        ("![売上のグラフ](a.png)", ["売上のグラフ"]),
        ("![](a.png)", []),
        ("`print`を呼ぶ。", ["printを呼ぶ。"]),
        ("前。\n\n```python\nx = 1\n```\n\n後。", ["前。", "後。"]),
        ("前。\n\n    字下げのコード\n\n後。", ["前。", "後。"]),
        ("```\n閉じないコード", []),
        ("本文[^1]です。\n\n[^1]: 注の文。", ["本文です。"]),
        ("~~古い~~新しい。", ["新しい。"]),
        ("一行目の\n続き。", ["一行目の続き。"]),
        ("This is\none line.", ["This is one line."]),
        ("改行は  \n残る。", ["改行は\n残る。"]),
        ("AT&amp;T&nbsp;の&lt;話&gt;", ["AT&T\xa0の<話>"]),
        ("---\n\n本文。\n\n***\n", ["本文。"]),
        ("{% include a.html %}\n\n本文{{ site.x }}。\n{: .note }", ["本文。"]),
        ("{% highlight ruby %}\nputs 1\n{% endhighlight %}\n\n本文。", ["本文。"]),
        ("{% comment %}秘密{% endcomment %}本文。", ["本文。"]),
        ("<!-- 秘密 -->\n\n本文<!-- 秘密 -->。", ["本文。"]),
        ("<div class='x'>\n<p>中身 &amp; 外</p>\n</div>", ["中身 & 外"]),
        ("<script>\nalert(1)\n\nalert(2)\n</script>\n\n本文。", ["本文。"]),
        ("一<br>二<b>三</b>", ["一\n二三"]),
        ("<ruby>凌駕<rp>(</rp><rt>りょうが</rt><rp>)</rp></ruby>する", ["凌駕（りょうが）する"]),
        ("> 引用の\n> 続き。\n\n本文。", ["引用の続き。", "本文。"]),
        ("- 一つ\n- 二つ\n  - 入れ子", ["一つ", "二つ", "入れ子"]),
        ("1. 開ける\n2. 閉める", ["1、開ける", "2、閉める"]),
        ("3. 三から\n4. 四へ", ["3、三から", "4、四へ"]),
        ("- [ ] 未了\n- [x] 完了", ["未了", "完了"]),
        ("| 年 | 額 |\n|---|---|\n| 2024 | 10 |\n| 2025 | |", ["年、額", "2024、10", "2025"]),
    ],
)
def test_blocks_hold_what_is_said(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_kinds_are_told_apart() -> None:
    blocks = read_blocks("# 題\n\n本文。\n\n- 項目\n\n| a |\n|---|\n| b |\n", 1)
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.HEADING, "題"),
        (BlockKind.PARAGRAPH, "本文。"),
        (BlockKind.ITEM, "項目"),
        (BlockKind.ITEM, "a"),
        (BlockKind.ITEM, "b"),
    ]


def test_lines_are_those_of_the_file() -> None:
    source = "最初。\n\n{% comment %}\n二行\n{% endcomment %}\n\n## 見出し\n\n- 一\n- 二\n"
    assert [(block.text, block.line) for block in read_blocks(source, 11)] == [
        ("最初。", 11),
        ("見出し", 17),
        ("一", 19),
        ("二", 20),
    ]


def test_only_the_first_paragraph_of_an_item_has_its_number() -> None:
    assert texts("1. 一段落目\n\n   二段落目\n") == ["1、一段落目", "二段落目"]
