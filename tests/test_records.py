"""The record beside each MP3 is the only one there is."""

from pathlib import Path

import pytest

from podgen.errors import ShowError
from podgen.model import Episode
from podgen.records import read_records, write_record
from tests.samples import make_episode as episode


def publish(public: Path, *episodes: Episode) -> None:
    for each in episodes:
        write_record(each, public)
        (public / each.audio).write_bytes(b"mp3")


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    publish(tmp_path, episode())
    assert read_records(tmp_path) == (episode(),)


def test_the_newest_is_first_whatever_the_names(tmp_path: Path) -> None:
    publish(tmp_path, episode("a", 2), episode("b", 1), episode("c", 3))
    assert [each.slug for each in read_records(tmp_path)] == ["c", "a", "b"]


def test_writing_the_same_record_again_touches_nothing(tmp_path: Path) -> None:
    publish(tmp_path, episode())
    path = tmp_path / "a.episode.json"
    before = path.stat().st_mtime_ns
    write_record(episode(), tmp_path)
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("content", [None, b""])
def test_a_record_without_its_recording_is_not_published(
    tmp_path: Path, content: bytes | None
) -> None:
    publish(tmp_path, episode("a"), episode("b"))
    (tmp_path / "a.mp3").unlink()
    if content is not None:
        (tmp_path / "a.mp3").write_bytes(content)
    assert [each.slug for each in read_records(tmp_path)] == ["b"]


def test_a_newer_recording_than_its_record_stays_published_and_is_stale(tmp_path: Path) -> None:
    """A run was killed between the two."""
    publish(tmp_path, episode())
    (tmp_path / "a.mp3").write_bytes(b"a newer one")
    (record,) = read_records(tmp_path)
    assert record.audio_bytes == len(b"a newer one")
    assert record.fingerprint != episode().fingerprint


@pytest.mark.parametrize("content", [b"", b"{", b'{"slug": "a"}', b"\xff\xfe"])
def test_a_damaged_record_is_named_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.episode.json").write_bytes(content)
    with pytest.raises(ShowError, match=r"a\.episode\.json: damaged record; delete it"):
        read_records(tmp_path)


def test_a_folder_that_is_not_there_holds_no_records(tmp_path: Path) -> None:
    assert read_records(tmp_path / "public") == ()
