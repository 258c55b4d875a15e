"""An examination that finds what is wrong, and nothing where all is right."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from podgen.audio import Pcm
from podgen.check import check_mp3
from podgen.cover import render_cover, shrink_cover
from podgen.errors import AudioError
from podgen.findings import Report
from podgen.model import Chapter
from podgen.mp3 import Tag, write_mp3
from tests.sounds import RATE_HZ, join, silence, tone

SOUND = join(silence(0.5), tone(2, 0.28), silence(1), tone(2, 0.28), silence(0.5))
TAG = Tag(
    title="題",
    artist="著者",
    album="番組",
    date=dt.datetime(2025, 1, 2, tzinfo=dt.UTC),
    comment="",
    cover=shrink_cover(render_cover("題")),
    chapters=(Chapter("序", 0, 3_200), Chapter("終", 3_200, 6_000)),
)


def examine(path: Path, sound: Pcm = SOUND, tag: Tag = TAG) -> Report:
    write_mp3([sound], RATE_HZ, tag, path / "a.mp3")
    return check_mp3(path / "a.mp3")


def complaints(report: Report) -> str:
    return "\n".join(finding.message for finding in report.findings)


def test_a_good_file_has_no_findings(tmp_path: Path) -> None:
    report = examine(tmp_path)
    assert report.findings == ()
    assert report.passes
    facts = dict(report.facts)
    assert (facts["duration"], facts["title"], facts["chapters"]) == ("6.000 s", "題", "2")


@pytest.mark.parametrize(
    ("chapters", "complaint"),
    [
        ((Chapter("序", 0, 1_500), Chapter("終", 1_500, 6_000)), "「終」 begins inside speech"),
        ((Chapter("序", 0, 3_000), Chapter("終", 3_200, 6_000)), "gaps between chapters"),
        ((Chapter("序", 100, 3_200), Chapter("終", 3_200, 6_000)), "does not begin at 0"),
        ((Chapter("序", 0, 3_200), Chapter("終", 3_200, 9_000)), "ends at 9000 ms"),
        ((Chapter("序", 0, 3_200), Chapter(" ", 3_200, 6_000)), "has no title"),
    ],
)
def test_wrong_chapters_are_found(
    tmp_path: Path, chapters: tuple[Chapter, ...], complaint: str
) -> None:
    report = examine(tmp_path, tag=replace(TAG, chapters=chapters))
    assert complaint in complaints(report)
    assert not report.passes


def test_a_wrong_level_and_a_long_silence_are_found(tmp_path: Path) -> None:
    quiet = join(silence(0.5), tone(2, 0.02), silence(3.3), tone(2, 0.02), silence(0.5))
    report = examine(tmp_path, quiet, replace(TAG, chapters=()))
    assert "loudness is -3" in complaints(report)
    assert "a silence of 3.3 s" in complaints(report)
    assert report.passes


def test_a_peak_above_the_limit_is_found(tmp_path: Path) -> None:
    report = examine(tmp_path, join(tone(3, 0.99), silence(1)), replace(TAG, chapters=()))
    assert "true peak is" in complaints(report)


def test_joined_files_are_found(tmp_path: Path) -> None:
    examine(tmp_path)
    path = tmp_path / "a.mp3"
    path.write_bytes(path.read_bytes() * 2)
    said = complaints(check_mp3(path))
    assert "a second Info header" in said
    assert "a second ID3 tag" in said
    assert "the Info header promises" in said


def test_a_picture_that_happens_to_hold_the_names_of_headers_is_no_fault(tmp_path: Path) -> None:
    cover = TAG.cover + b"Info....ID3\x03 Xing ID3\x04"
    assert examine(tmp_path, tag=replace(TAG, cover=cover)).findings == ()


def test_a_file_without_a_tag_is_found(tmp_path: Path) -> None:
    examine(tmp_path)
    path = tmp_path / "a.mp3"
    content = path.read_bytes()
    path.write_bytes(content[content.index(b"\xff\xfb") :])
    assert "the tag has no title" in complaints(check_mp3(path))


@pytest.mark.parametrize("content", [b"", b"no sound at all", b"ID3\x03\x00\x00\x00\x00\x00\x00"])
def test_what_is_no_mp3_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(content)
    with pytest.raises(AudioError, match=r"a\.mp3: no MP3"):
        check_mp3(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match=r"a\.mp3: can't be read"):
        check_mp3(tmp_path / "a.mp3")
