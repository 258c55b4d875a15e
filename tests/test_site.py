"""The cover, the pages and the feed are a function of the records."""

from dataclasses import replace
from pathlib import Path

import pytest

from podgen.cover import render_cover
from podgen.errors import ShowError
from podgen.records import write_record
from podgen.site import name_cover, publish_site, read_cover
from tests.samples import SHOW, make_episode


def publish(public: Path, cover: bytes = b"picture") -> bool:
    write_record(make_episode(), public)
    (public / "a.mp3").write_bytes(b"mp3")
    return publish_site(SHOW, cover, public)


def test_feed_pages_and_cover_lie_beside_the_recordings(tmp_path: Path) -> None:
    assert publish(tmp_path)
    cover = name_cover(b"picture", SHOW.cover)
    assert {"feed.xml", "index.html", "a.html", cover} <= {p.name for p in tmp_path.iterdir()}
    assert cover in (tmp_path / "feed.xml").read_text(encoding="utf-8")


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert not publish_site(SHOW, b"picture", tmp_path)
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}


def test_another_picture_has_another_name(tmp_path: Path) -> None:
    """Directories keep what they fetched under a name (Apple, artwork, support/896)."""
    assert name_cover(b"one", "") != name_cover(b"two", "")
    assert name_cover(b"one", "cover.PNG").endswith(".png")


def test_without_records_there_is_no_feed(tmp_path: Path) -> None:
    assert not publish_site(SHOW, b"picture", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_show_without_a_cover_gets_one(tmp_path: Path) -> None:
    assert read_cover(replace(SHOW, cover=""), tmp_path) == render_cover(SHOW.title)
    (tmp_path / SHOW.cover).write_bytes(b"own")
    assert read_cover(SHOW, tmp_path) == b"own"
    with pytest.raises(ShowError, match="can't be read"):
        read_cover(SHOW, tmp_path / "elsewhere")
