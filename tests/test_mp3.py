"""One clean stream behind one plain tag; read back by others than those who wrote it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import mutagen.mp3
import numpy as np
import pytest
from mutagen.id3 import ID3

from podgen.audio import Pcm
from podgen.errors import AudioError
from podgen.model import Chapter
from podgen.mp3 import Tag, count_frames, render_tag, write_mp3
from tests.sounds import RATE_HZ, join, silence, tone

CHAPTERS = (
    Chapter("短", 0, 1_000),
    Chapter("とても長い題名を持つ二番目の章の見出し", 1_000, 2_000),
    Chapter("中くらいの三番目", 2_000, 3_000),
)
TAG = Tag(
    title="題名「引用」& <記号>",
    artist="著者",
    album="番組",
    date=dt.datetime(2025, 10, 21, 2, 15, tzinfo=dt.UTC),
    comment="要約。\n声：Mei",
    cover=b"",
    chapters=CHAPTERS,
)


def write(path: Path, seconds: float = 3.0, tag: Tag = TAG) -> None:
    write_mp3(np.array_split(tone(seconds), 7), RATE_HZ, tag, path)


@pytest.mark.parametrize("seconds", [0.5, 3.0, 3.0123, 10.001])
def test_a_player_hears_every_sample_and_no_more(tmp_path: Path, seconds: float) -> None:
    write(tmp_path / "a.mp3", seconds)
    assert count_frames(tmp_path / "a.mp3") == len(tone(seconds))


def test_the_sound_is_the_sound_that_went_in_at_its_place(tmp_path: Path) -> None:
    sound = join(silence(1), tone(0.5), silence(1))
    write_mp3([sound], RATE_HZ, TAG, tmp_path / "a.mp3")
    with av.open(str(tmp_path / "a.mp3")) as container:
        heard = np.concatenate([f.to_ndarray()[0] for f in container.decode(audio=0)])
    loud = np.flatnonzero(np.abs(heard) > 0.1)
    assert loud[0] == pytest.approx(RATE_HZ, abs=200)
    assert loud[-1] == pytest.approx(1.5 * RATE_HZ, abs=200)


def test_the_info_header_counts_frames_and_bytes_and_gives_delay_and_padding(
    tmp_path: Path,
) -> None:
    write(tmp_path / "a.mp3", 3.0123)
    content = (tmp_path / "a.mp3").read_bytes()
    at = content.index(b"Info")
    flags, frames, size = (int.from_bytes(content[at + i : at + i + 4]) for i in (4, 8, 12))
    assert flags & 0b11 == 0b11
    audio = content[len(render_tag(TAG)) :]
    assert size == pytest.approx(len(audio), abs=1)
    gap = int.from_bytes(content[at + 141 : at + 144])
    delay, padding = gap >> 12, gap & 0xFFF
    assert frames * 1152 - delay - padding == len(tone(3.0123))


def test_there_is_one_tag_and_one_info_header(tmp_path: Path) -> None:
    write(tmp_path / "a.mp3")
    content = (tmp_path / "a.mp3").read_bytes()
    assert content.startswith(b"ID3\x03")
    assert content.count(b"ID3") == 1
    assert content.count(b"Info") + content.count(b"Xing") == 1
    assert content[-128:-125] != b"TAG"


def test_the_bit_rate_is_constant(tmp_path: Path) -> None:
    write(tmp_path / "a.mp3")
    info: Any = mutagen.mp3.MP3(tmp_path / "a.mp3").info
    assert (info.bitrate, info.sample_rate, info.channels) == (96_000, RATE_HZ, 1)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "a.mp3")
    write(tmp_path / "b.mp3")
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


def test_another_reader_sees_the_tag(tmp_path: Path) -> None:
    write(tmp_path / "a.mp3")
    with av.open(str(tmp_path / "a.mp3")) as container:
        seen = container.metadata
    assert seen["title"] == TAG.title
    assert seen["artist"] == "著者"
    assert seen["album"] == "番組"
    assert seen["genre"] == "Podcast"
    assert seen["language"] == "jpn"
    assert seen["date"].startswith("2025")
    assert seen["comment"] == TAG.comment


def test_another_reader_sees_the_chapters_in_time_order(tmp_path: Path) -> None:
    """ffmpeg lists chapters as they stand in the file."""
    write(tmp_path / "a.mp3")
    with av.open(str(tmp_path / "a.mp3")) as container:
        seen = container.chapters()
    assert [(c["metadata"]["title"], c["start"], c["end"]) for c in seen] == [
        (each.title, each.start_ms, each.end_ms) for each in CHAPTERS
    ]


def test_chapter_frames_stand_in_time_order_in_the_bytes() -> None:
    tag = render_tag(replace(TAG, chapters=tuple(
        Chapter("長" * (40 - index), index * 1_000, (index + 1) * 1_000) for index in range(40)
    )))  # fmt: skip
    starts = []
    position = 10
    while position < len(tag):
        size = int.from_bytes(tag[position + 4 : position + 8])
        if tag[position : position + 4] == b"CHAP":
            frame = tag[position + 10 : position + 10 + size]
            name_end = frame.index(b"\0")
            starts.append(int.from_bytes(frame[name_end + 1 : name_end + 5]))
        position += 10 + size
    assert position == len(tag)
    assert starts == [index * 1_000 for index in range(40)]


def test_the_tag_is_whole_for_mutagen_too() -> None:
    frames = ID3(BytesIO(render_tag(TAG)))
    assert frames.getall("CTOC")[0].child_element_ids == ["chp0", "chp1", "chp2"]
    assert [f"{frames[f'CHAP:chp{i}'].sub_frames['TIT2']}" for i in range(3)] == [
        each.title for each in CHAPTERS
    ]
    assert frames.version == (2, 3, 0)


def test_a_cover_is_a_front_cover(tmp_path: Path) -> None:
    write(tmp_path / "a.mp3", tag=replace(TAG, cover=b"\xff\xd8\xff\xe0picture"))
    picture = ID3(tmp_path / "a.mp3").getall("APIC")[0]
    assert (picture.type, picture.mime, picture.data) == (
        3,
        "image/jpeg",
        b"\xff\xd8\xff\xe0picture",
    )


def test_a_file_without_chapters_has_no_chapter_frames(tmp_path: Path) -> None:
    write(tmp_path / "a.mp3", tag=replace(TAG, chapters=()))
    tags = ID3(tmp_path / "a.mp3")
    assert not tags.getall("CHAP") + tags.getall("CTOC")


def test_a_file_that_would_lose_sound_never_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.mp3")
    before = (tmp_path / "a.mp3").read_bytes()
    monkeypatch.setattr("podgen.mp3.count_frames", lambda path: 7)
    with pytest.raises(AudioError, match="came out 7 samples long, not 96000"):
        write(tmp_path / "a.mp3", 2.0)
    assert (tmp_path / "a.mp3").read_bytes() == before


def test_a_rate_that_mp3_does_not_know_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="12345 Hz"):
        write_mp3([tone(1)], 12_345, TAG, tmp_path / "a.mp3")
    assert list(tmp_path.iterdir()) == []


def test_a_stream_that_breaks_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"old")

    def broken() -> Iterator[Pcm]:
        yield tone(1)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_mp3(broken(), RATE_HZ, TAG, path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.mp3"]


def test_what_is_no_mp3_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"not sound")
    with pytest.raises(AudioError, match=r"a\.mp3: can't be decoded"):
        count_frames(tmp_path / "a.mp3")
