"""A feed is judged by its rules, and by the files beside it."""

from pathlib import Path

import pytest

from podgen.batch import publish_show
from podgen.errors import ShowError
from podgen.feed_rules import check_feed
from tests.shows import tone_studio, write_article, write_show


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("show")
    show = write_show(folder)
    write_article(show, "a", 1)
    write_article(show, "b", 2)
    publish_show(show, [], tone_studio(folder))
    return {path.name: path.read_bytes() for path in (show / "public").iterdir()}


@pytest.fixture
def public(tmp_path: Path, published: dict[str, bytes]) -> Path:
    for name, content in published.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def complaints(public: Path) -> str:
    report = check_feed(public / "feed.xml")
    return "\n".join(f"{each.level}: {each.message}" for each in report.findings)


def test_what_podgen_publishes_has_no_findings(public: Path) -> None:
    report = check_feed(public / "feed.xml")
    assert report.findings == ()
    assert dict(report.facts)["episodes"] == "2"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("<language>ja</language>", "", "must: the channel has no language"),
        ('text="Technology"', 'text="Tech"', "must: itunes:category 'Tech'"),
        ("explicit>false<", "explicit>no<", "must: the channel: itunes:explicit is 'no'"),
        ('rel="self"', 'rel="next"', "must: no atom:link rel=self"),
        ('length="', 'length="9', "must: item 「題b」: length is 9"),
        ("<itunes:duration>", "<itunes:duration>9", "itunes:duration is 9"),
        ("audio/mpeg", "audio/mp3", "'audio/mp3' is not the type of"),
        ("2025-01-02-b.mp3", "2025-01-01-a.mp3", "must: 2 items share the enclosure"),
        ("2025-01-02-b.vtt", "other.vtt", "podcast:transcript: there is no other.vtt"),
        ("Thu, 02 Jan 2025 09:00:00 +0900</pubDate>", "soon</pubDate>", "pubDate is none"),
        ("show@example.com", "", "should: no owner e-mail"),
        ("https://example.com/podcast/feed.xml", "http://a.jp/f.xml", "should: the feed's address"),
    ],
)
def test_what_is_wrong_is_found(public: Path, old: str, new: str, complaint: str) -> None:
    feed = public / "feed.xml"
    text = feed.read_text(encoding="utf-8")
    assert old in text
    feed.write_text(text.replace(old, new), encoding="utf-8")
    assert complaint in complaints(public)


def test_a_missing_recording_is_found(public: Path) -> None:
    (public / "2025-01-01-a.mp3").unlink()
    assert "there is no 2025-01-01-a.mp3 beside the feed" in complaints(public)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no well-formed XML"),
        (b"<rss><channel>", "no well-formed XML"),
        (b"<html/>", "no RSS feed"),
    ],
)
def test_what_is_no_feed_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "feed.xml").write_bytes(content)
    with pytest.raises(ShowError, match=message):
        check_feed(tmp_path / "feed.xml")


def test_a_missing_feed_is_named(tmp_path: Path) -> None:
    with pytest.raises(ShowError, match="can't be read"):
        check_feed(tmp_path / "feed.xml")
