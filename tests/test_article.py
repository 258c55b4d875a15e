"""One Markdown file with front matter → an article, or one clear line."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podgen.article import find_articles, make_slug, parse_article, read_article
from podgen.errors import ArticleError
from podgen.model import Article

PATH = Path("2025-10-21-deepseek.md")
SHIPPED = Path(__file__).parent.parent / "feed/articles/2025-10-21-deepseek.md"


def parse(*lines: str, path: Path = PATH) -> Article:
    return parse_article("\n".join(["---", *lines, "---", "", "本文。", ""]).encode(), path)


def test_the_shipped_article_is_read_whole() -> None:
    article = read_article(SHIPPED)
    assert article.title == "中国DeepSeekの可能性とは？"
    assert article.date.isoformat() == "2025-10-21T02:15:20+00:00"
    assert article.author == "ALLFORCES編集部"
    assert article.categories == ("投資分析",)
    assert article.tags[:2] == ("AI", "最新ニュース")
    assert article.summary.startswith("中国DeepSeek、低コストAIで")
    assert article.slug == "2025-10-21-deepseek"
    assert article.head + article.body == SHIPPED.read_text(encoding="utf-8")


def test_body_line_points_at_the_body_in_the_file() -> None:
    article = read_article(SHIPPED)
    lines = SHIPPED.read_text(encoding="utf-8").split("\n")
    assert lines[article.body_line - 1 :] == article.body.split("\n")


def test_the_file_name_gives_the_date_that_the_front_matter_lacks() -> None:
    article = parse("title: 題")
    assert article.date == dt.datetime(2025, 10, 21, tzinfo=dt.timezone(dt.timedelta(hours=9)))


def test_a_date_without_a_zone_is_japanese_time() -> None:
    assert parse("title: 題", "date: 2025-01-02 03:04:05").date.isoformat() == (
        "2025-01-02T03:04:05+09:00"
    )
    assert parse("title: 題", "date: 2025-01-02").date.isoformat() == "2025-01-02T00:00:00+09:00"
    assert parse("title: 題", "date: '2025-01-02T03:04:05Z'").date.utcoffset() == dt.timedelta(0)


def test_the_front_matter_may_name_the_slug() -> None:
    assert parse("title: 題", "slug: my-slug").slug == "my-slug"


def test_categories_and_tags_may_be_words_or_a_list() -> None:
    article = parse("title: 題", "category: 経済 政治", "tags: [AI, 投資]")
    assert article.categories == ("経済", "政治")
    assert article.tags == ("AI", "投資")


def test_an_author_may_be_a_name_a_list_or_a_mapping() -> None:
    assert parse("title: 題", "author: 山田").author == "山田"
    assert parse("title: 題", "author: [山田, 佐藤]").author == "山田、佐藤"
    assert parse("title: 題", "author: {name: 山田, x: 1}").author == "山田"


def test_a_title_is_one_line_without_control_characters() -> None:
    assert parse('title: "一\\n二\\u0007三"').title == "一 二三"


def test_windows_line_ends_and_a_byte_order_mark_are_no_matter() -> None:
    plain = b"---\ntitle: t\n---\n\n\xe6\x9c\xac\xe6\x96\x87\n"
    windows = b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")
    assert parse_article(windows, PATH) == parse_article(plain, PATH)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "2025-10-21-deepseek.md: is empty"),
        (b" \n\n", "is empty"),
        ("本文だけ。".encode(), ":1: no front matter"),
        (b"---\ntitle: t\n", ":1: front matter is not closed"),
        (b"---\ntitle: 't\n---\n", "broken front matter"),
        (b"---\ntitle: t\nx: [1\ny: 2\n---\n", ":4: broken front matter"),
        (b"---\n- a\n- b\n---\n", "want lines such as 'title"),
        (b"---\ndate: 2025-01-02\n---\n", "title is missing"),
        (b"---\ntitle: ''\n---\n", "title is missing"),
        (b"---\ntitle: [a]\n---\n", "title is missing"),
        (b"---\ntitle: t\ndate: soon\n---\n", "date 'soon' is none"),
        (b"---\ntitle: t\ndate: 2025-13-40\n---\n", "month must be in 1..12"),
        (b"---\ntitle: t\ndate: 12\n---\n", "date must be a date"),
        (b"---\ntitle: t\n---\n\n\xff\xfe\n", ":5: not UTF-8"),
        (b"---\ntitle: t\n---\n\nab\0c\n", ":5: holds a NUL character"),
    ],
)
def test_bad_content_is_one_line_that_says_where(content: bytes, message: str) -> None:
    with pytest.raises(ArticleError) as raised:
        parse_article(content, PATH)
    assert message in str(raised.value)
    assert str(raised.value).startswith("2025-10-21-deepseek.md")
    assert "\n" not in str(raised.value)


def test_an_article_without_any_date_is_refused() -> None:
    with pytest.raises(ArticleError, match="date is missing"):
        parse("title: 題", path=Path("post.md"))


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"nothing\.md: no such file"):
        read_article(tmp_path / "nothing.md")
    with pytest.raises(ArticleError, match="is a folder"):
        read_article(tmp_path)


def test_an_inbox_is_listed_by_name_and_holds_only_markdown(tmp_path: Path) -> None:
    for name in ("b.md", "a.markdown", "c.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in find_articles(tmp_path)] == ["a.markdown", "b.md"]
    with pytest.raises(ArticleError, match="no such folder"):
        find_articles(tmp_path / "none")


@given(st.text(min_size=1), st.text(min_size=1))
def test_slugs_are_ascii_never_empty_and_never_collide(one: str, other: str) -> None:
    import re
    import unicodedata

    first, second = make_slug(one), make_slug(other)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", first)
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (first == second) is same


def test_japanese_names_with_one_date_have_slugs_of_their_own() -> None:
    slugs = {make_slug(f"2025-10-21-{name}") for name in ("日本の未来", "日本の過去", "未来")}
    assert len(slugs) == 3
    assert all(slug.startswith("2025-10-21-") for slug in slugs)
