"""Article → sections of utterances, with what stands between them."""

import datetime as dt
from pathlib import Path

import pytest

from podgen.errors import ArticleError
from podgen.model import Article, Boundary, Script
from podgen.script import write_script


def speakable(text: str) -> str:
    """Stand in for the reading rules: what holds no letter or digit is not spoken."""
    return text if any(char.isalnum() for char in text) else ""


def script_of(body: str, *, title: str = "記事の題", max_chars: int = 100) -> Script:
    date = dt.datetime(2025, 1, 2, tzinfo=dt.UTC)
    article = Article(Path("a.md"), "a", title, date, "", (), (), "", body, 5)
    return write_script(article, speakable, max_chars)


def said(script: Script) -> list[list[str]]:
    return [[utterance.text for utterance in section.utterances] for section in script.sections]


def test_the_title_opens_the_lead_and_each_heading_opens_its_chapter() -> None:
    script = script_of("導入。\n\n## 一章\n\n本文。次。\n\n### 二章\n\n終わり。")
    assert said(script) == [
        ["記事の題", "導入。"],
        ["一章", "本文。", "次。"],
        ["二章", "終わり。"],
    ]
    assert [section.title for section in script.sections] == ["記事の題", "一章", "二章"]


def test_boundaries_say_what_stands_between() -> None:
    script = script_of(
        "一文。二文。\n\n次の段落。\n\n- 項目一\n- 項目二\n\n最後。\n\n## 見出し\n\n本文。"
    )
    assert [(each.text, each.boundary) for each in script.utterances] == [
        ("記事の題", Boundary.AFTER_HEADING),
        ("一文。", Boundary.SENTENCE),
        ("二文。", Boundary.PARAGRAPH),
        ("次の段落。", Boundary.PARAGRAPH),
        ("項目一", Boundary.ITEM),
        ("項目二", Boundary.PARAGRAPH),
        ("最後。", Boundary.BEFORE_HEADING),
        ("見出し", Boundary.AFTER_HEADING),
        ("本文。", Boundary.PARAGRAPH),
    ]


def test_a_title_that_the_text_repeats_is_said_once() -> None:
    assert said(script_of("# 記事の題\n\n導入。\n\n## 章\n\n本文。")) == [
        ["記事の題", "導入。"],
        ["章", "本文。"],
    ]


def test_a_heading_without_text_of_its_own_stays_with_what_follows() -> None:
    script = script_of("導入。\n\n## 大見出し\n\n### 小見出し\n\n本文。\n\n## 終わり")
    assert said(script) == [
        ["記事の題", "導入。"],
        ["大見出し", "小見出し", "本文。", "終わり"],
    ]


def test_an_article_that_begins_with_a_heading_has_no_empty_lead() -> None:
    assert said(script_of("## 章\n\n本文。")) == [["記事の題", "章", "本文。"]]


def test_what_is_not_spoken_leaves_no_utterance_and_no_boundary() -> None:
    script = script_of("本文。\n\n……\n\n★★★\n\n## 章\n\n後。")
    assert said(script) == [["記事の題", "本文。"], ["章", "後。"]]
    assert script.sections[0].utterances[1].boundary is Boundary.BEFORE_HEADING


def test_no_utterance_is_longer_than_the_engine_takes() -> None:
    script = script_of(
        "長い文が、読点で区切られながら、どこまでも続いていくのです。次。", max_chars=14
    )
    assert all(len(each.reading) <= 14 for each in script.utterances)
    inner = [each.boundary for each in script.utterances[1:]]
    assert inner == [Boundary.CUT, Boundary.CUT, Boundary.SENTENCE, Boundary.PARAGRAPH]


def test_utterances_know_their_lines() -> None:
    script = script_of("導入。\n\n## 章\n\n本文。")
    assert [each.line for each in script.utterances] == [1, 5, 7, 9]


@pytest.mark.parametrize(
    "body", ["", "\n\n", "## 見出しだけ", "```\ncode\n```", "……", "![](a.png)"]
)
def test_an_article_that_says_nothing_is_refused(body: str) -> None:
    with pytest.raises(ArticleError, match=r"a\.md: says nothing"):
        script_of(body)
