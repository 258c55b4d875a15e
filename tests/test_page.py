"""Pages that say what the records say, and run nothing of it."""

import re
from dataclasses import replace
from typing import Any

import lxml.html
import pytest

from podgen.model import Chapter
from podgen.page import render_episode_page, render_index
from tests.samples import SHOW, make_episode

HOSTILE = "\"><script>alert('x')</script><b>&amp;"


def test_the_index_lists_every_episode_with_a_player() -> None:
    page = lxml.html.fromstring(render_index(SHOW, [make_episode("b", 2), make_episode("a", 1)]))
    assert page.xpath("//h2/a/@href") == ["b.html", "a.html"]
    assert page.xpath("//audio/@src") == ["b.mp3", "a.mp3"]
    assert page.xpath("//h1")[0].text_content() == SHOW.title
    assert page.get("lang") == "ja"


def test_a_page_leads_to_the_feed() -> None:
    page = lxml.html.fromstring(render_index(SHOW, [make_episode()]))
    assert page.xpath("//link[@type='application/rss+xml']/@href") == ["feed.xml"]


def test_an_episode_page_has_player_chapters_and_credit() -> None:
    page = lxml.html.fromstring(render_episode_page(SHOW, make_episode()))
    assert page.xpath("//audio/@src") == ["a.mp3"]
    assert page.xpath("//track/@src") == ["a.vtt"]
    links = page.xpath("//ol[@class='chapters']//a")
    assert [link.get("href") for link in links] == ["a.mp3#t=0.0", "a.mp3#t=1.0"]
    assert [" ".join(link.text_content().split()) for link in links] == ["0:00 導入", "0:01 章"]
    assert page.xpath("//*[@class='credit']")[0].text_content() == "声：Mei"


def test_nothing_is_fetched_from_elsewhere() -> None:
    for page in (render_index(SHOW, [make_episode()]), render_episode_page(SHOW, make_episode())):
        assert not re.search(r"(src|href)=\"(https?:)?//", page)


@pytest.mark.parametrize("field", ["title", "author", "summary", "credit"])
def test_markup_in_a_record_is_shown_and_not_run(field: str) -> None:
    changes: dict[str, Any] = {field: HOSTILE}
    episode = replace(make_episode(), **changes)
    page = lxml.html.fromstring(render_episode_page(SHOW, episode))
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//b")
    assert HOSTILE in page.text_content()


def test_markup_in_chapters_and_show_is_shown_and_not_run() -> None:
    episode = replace(make_episode(), chapters=(Chapter(HOSTILE, 0, 1), Chapter("b", 1, 2)))
    page = lxml.html.fromstring(render_episode_page(replace(SHOW, title=HOSTILE), episode))
    assert len(page.xpath("//script")) == 1
    index = lxml.html.fromstring(render_index(replace(SHOW, description=HOSTILE), [episode]))
    assert not index.xpath("//script")
