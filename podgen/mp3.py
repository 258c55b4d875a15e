"""The stream → one MP3 with a true Info header; the ID3 tag in front of it."""

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import av
from mutagen.id3 import (
    APIC,
    COMM,
    ID3,
    TALB,
    TCON,
    TDRC,
    TIT2,
    TLAN,
    TPE1,
    Encoding,
    Frame,
    PictureType,
)

from podgen.atomic import replacing
from podgen.audio import Pcm, cut_frames
from podgen.chapters import chapter_frames
from podgen.errors import AudioError
from podgen.model import Chapter

BIT_RATE = 96_000
"""Bits a second. Apple asks for 96-128 kbit/s for mono (audio requirements, support/893)."""
_HEADER_BYTES = 10
"""Of a tag, and of each frame in it (ID3v2.3.0, sections 3.1 and 3.3)."""


@dataclass(frozen=True)
class Tag:
    """What players show of a file."""

    title: str
    artist: str
    album: str
    date: dt.datetime
    comment: str
    """The summary, and whom the voice's licence wants named."""
    cover: bytes
    """A JPEG; empty for none."""
    chapters: Sequence[Chapter]


def write_mp3(blocks: Iterable[Pcm], rate_hz: int, tag: Tag, path: Path) -> None:
    """Encode a stream once and put it behind its tag; written beside, then renamed.

    Args:
        blocks: mono samples, in blocks of any size.
        rate_hz: 44,100 or 48,000 are what directories ask for.
        tag: goes in front.
        path: of the file; missing folders are made.

    Raises:
        AudioError: the encoder refuses, or a player would not hear every sample.
        OSError: the disk is full or can't be written.
    """
    counted = _Counted(blocks)
    with replacing(path) as beside:
        sound = beside.with_suffix(".sound.part")
        try:
            encode_mp3(counted, rate_hz, sound)
            with beside.open("wb") as file, sound.open("rb") as encoded:
                file.write(render_tag(tag))
                shutil.copyfileobj(encoded, file, 1 << 20)
        finally:
            sound.unlink(missing_ok=True)
        heard = count_frames(beside)
        if heard != counted.frames:
            raise AudioError(f"{path}: came out {heard} samples long, not {counted.frames}")


class _Counted:
    """A stream that knows how many samples have gone by."""

    def __init__(self, blocks: Iterable[Pcm]) -> None:
        self._blocks = blocks
        self.frames = 0

    def __iter__(self) -> Iterator[Pcm]:
        for block in self._blocks:
            self.frames += len(block)
            yield block


def encode_mp3(blocks: Iterable[Pcm], rate_hz: int, path: Path) -> None:
    """Encode mono samples at a constant bit rate, with no tag.

    The Info header at the front counts frames and says how much of the first
    and last is padding.

    Raises:
        AudioError: the encoder refuses.
        OSError: the disk is full or can't be written.
    """
    try:
        with av.open(str(path), "w", format="mp3", options={"id3v2_version": "0"}) as container:
            stream = container.add_stream("libmp3lame", rate=rate_hz, layout="mono", format="s16p")
            stream.bit_rate = BIT_RATE
            for frame in cut_frames(blocks, rate_hz, "s16p"):
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    except (av.ArgumentError, ValueError) as error:
        raise AudioError(f"MP3 at {rate_hz} Hz can't be encoded: {error}") from error


def count_frames(path: Path) -> int:
    """Samples that a player hears of an MP3: all, less the encoder's delay and padding.

    Raises:
        AudioError: it is no MP3 that can be decoded to its end.
    """
    frames, _ = measure_length(path)
    return frames


def measure_length(path: Path) -> tuple[int, int]:
    """What a player hears of an MP3, by decoding it all: samples, and samples a second.

    Raises:
        AudioError: it is no MP3 that can be decoded to its end.
    """
    try:
        with av.open(str(path), format="mp3") as container:
            rate_hz = container.streams.audio[0].rate
            return sum(frame.samples for frame in container.decode(audio=0)), rate_hz
    except (av.FFmpegError, IndexError) as error:
        raise AudioError(f"{path}: can't be decoded: {error}") from error


def render_tag(tag: Tag) -> bytes:
    """The whole ID3v2.3 tag, its chapters in time order.

    Version 2.3 with UTF-16, because old players know no other.
    """
    frames = ID3()
    for frame in _make_frames(tag):
        frames.add(frame)
    frames.update_to_v23()
    file = BytesIO()
    frames.save(file, v1=0, v2_version=3, padding=lambda _: 0)
    return sort_chapter_frames(file.getvalue())


def _make_frames(tag: Tag) -> Iterator[Frame]:
    utf16 = Encoding.UTF16
    yield TIT2(encoding=utf16, text=[tag.title])
    yield TPE1(encoding=utf16, text=[tag.artist])
    yield TALB(encoding=utf16, text=[tag.album])
    yield TDRC(encoding=Encoding.LATIN1, text=[tag.date.strftime("%Y-%m-%d")])
    yield TCON(encoding=Encoding.LATIN1, text=["Podcast"])
    yield TLAN(encoding=Encoding.LATIN1, text=["jpn"])
    if tag.comment:
        yield COMM(encoding=utf16, lang="jpn", desc="", text=[tag.comment])
    if tag.cover:
        yield APIC(
            encoding=Encoding.LATIN1,
            mime="image/jpeg",
            type=PictureType.COVER_FRONT,
            desc="",
            data=tag.cover,
        )
    yield from chapter_frames(tag.chapters)


def sort_chapter_frames(tag: bytes) -> bytes:
    """Put the CHAP frames of an ID3v2.3 tag into the order of their times.

    mutagen writes frames by size, and many players list chapters as they find
    them. All else keeps its place.
    """
    frames = list(_split_frames(tag))
    places = [place for place, frame in enumerate(frames) if frame.startswith(b"CHAP")]
    chapters = sorted((frames[place] for place in places), key=_chapter_start)
    for place, chapter in zip(places, chapters, strict=True):
        frames[place] = chapter
    return tag[:_HEADER_BYTES] + b"".join(frames)


def _split_frames(tag: bytes) -> Iterator[bytes]:
    position = _HEADER_BYTES
    while position < len(tag):
        size = _HEADER_BYTES + int.from_bytes(tag[position + 4 : position + 8])
        yield tag[position : position + size]
        position += size


def _chapter_start(frame: bytes) -> int:
    """The start time of a CHAP frame: four bytes behind its name, which ends with a zero."""
    times = frame.index(b"\0", _HEADER_BYTES) + 1
    return int.from_bytes(frame[times : times + 4])
