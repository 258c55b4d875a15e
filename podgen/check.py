"""Examine a finished MP3 as a stranger would: from its bytes alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
from mutagen import MutagenError
from mutagen.id3 import ID3

from podgen.audio import Loudness, Pcm, measure_loudness
from podgen.errors import AudioError
from podgen.findings import Finding, Report, must, should

_WINDOW_MS = 10
_QUIET = 32_768 * 10 ** (-50 / 20)
"""The peak of a window that counts as silence: -50 dBFS."""
_LONGEST_SILENCE_MS = 3_000
_CHAPTER_SILENCE_MS = 200
_TOLERANCE_MS = 50
# Bare names also turn up by chance in pictures and sound, so what stands around them counts:
# a frame's sync word and empty side information; a tag's flags, size and first frame.
_INFO_FRAME = re.compile(rb"\xff[\xe2-\xff]..\0{9,32}(Info|Xing)", re.DOTALL)
_TAG_START = re.compile(rb"ID3[\x03\x04]\0.[\x00-\x7f]{4}[A-Z0-9]{4}", re.DOTALL)
_TEXT_FRAMES = {"TIT2": "title", "TPE1": "artist", "TALB": "album"}


@dataclass
class _Heard:
    """What was found out while decoding."""

    rate_hz: int
    frames: int = 0
    damaged: int = 0
    quiet: list[np.ndarray[tuple[int], np.dtype[np.bool_]]] = field(default_factory=list)

    @property
    def duration_ms(self) -> int:
        return self.frames * 1000 // self.rate_hz

    def find_silences(self) -> list[tuple[int, int]]:
        """Stretches of silence, from and to, in milliseconds."""
        quiet = np.concatenate([[False], *self.quiet, [False]])
        edges = np.flatnonzero(np.diff(quiet.astype(np.int8))) * _WINDOW_MS
        return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def check_mp3(path: Path) -> Report:
    """Decode an MP3 to its end, and look at its length, chapters, loudness and tag.

    Raises:
        AudioError: it can't be read, or is no MP3.
    """
    content = _read_file(path)
    heard, loudness = _listen(path)
    tags = _read_tags(path)
    chapters = sorted(tags.getall("CHAP"), key=lambda chap: chap.start_time)
    findings = (
        *_check_stream(content, heard),
        *_check_texts(tags),
        *_check_chapters(tags, chapters, heard),
        *_check_sound(heard, loudness),
    )
    return Report(tuple(_list_facts(heard, loudness, tags, chapters)), findings)


def _read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise AudioError(f"{path}: can't be read: {error.strerror}") from error


def _listen(path: Path) -> tuple[_Heard, Loudness]:
    try:
        with av.open(str(path), format="mp3") as container:
            heard = _Heard(container.streams.audio[0].rate)
            return heard, measure_loudness(_decode_blocks(container, heard), heard.rate_hz)
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise AudioError(f"{path}: no MP3 that can be decoded to its end: {error}") from error


def _decode_blocks(container: av.container.InputContainer, heard: _Heard) -> Iterator[Pcm]:
    """The sound in blocks of about a second, noting on the way where it is silent."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=heard.rate_hz)
    size = heard.rate_hz * _WINDOW_MS // 1000
    held = np.zeros(0, dtype=np.int16)
    for frame in _decode_frames(container, heard):
        for plain in resampler.resample(frame):
            held = np.concatenate([held, plain.to_ndarray()[0]])
        if len(held) >= heard.rate_hz:
            whole = len(held) // size * size
            yield _note_silence(held[:whole], size, heard)
            held = held[whole:]
    yield _note_silence(held, size, heard)


def _decode_frames(
    container: av.container.InputContainer, heard: _Heard
) -> Iterator[av.AudioFrame]:
    for packet in container.demux(audio=0):
        try:
            yield from packet.decode()
        except av.InvalidDataError:
            heard.damaged += 1


def _note_silence(block: Pcm, size: int, heard: _Heard) -> Pcm:
    heard.frames += len(block)
    windows = np.abs(block[: len(block) // size * size].astype(np.int32)).reshape(-1, size)
    heard.quiet.append(windows.max(axis=1, initial=0) < _QUIET)
    return block


def _read_tags(path: Path) -> ID3:
    try:
        return ID3(path)
    except MutagenError:
        return ID3()


def _check_stream(content: bytes, heard: _Heard) -> Iterator[Finding]:
    sound = content[_tag_length(content) :]
    headers = list(_INFO_FRAME.finditer(sound))
    yield from must(heard.frames, "there is no sound in it")
    yield from must(not heard.damaged, f"{heard.damaged} places can't be decoded")
    yield from should(headers, "no Info header: players guess the length")
    if headers:
        length = _promised_frames(sound, headers[0].start(1), heard.rate_hz)
        yield from must(
            abs(length - heard.frames) <= 1152,
            f"the Info header promises {length} samples, and {heard.frames} are there",
        )
    yield from must(
        len(headers) <= 1, "a second Info header inside: files were joined without decoding"
    )
    yield from must(not _TAG_START.search(sound), "a second ID3 tag")


def _tag_length(content: bytes) -> int:
    """Bytes of the tag in front; its size has seven bits a byte (ID3v2.3.0, section 3.1)."""
    if not _TAG_START.match(content):
        return 0
    return 10 + sum(
        byte << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True)
    )


def _promised_frames(sound: bytes, info: int, rate_hz: int) -> int:
    """Samples by the Info header: its frames, less the encoder's delay and padding."""
    frames = int.from_bytes(sound[info + 8 : info + 12])
    gap = int.from_bytes(sound[info + 141 : info + 144])
    return frames * (1152 if rate_hz > 24_000 else 576) - (gap >> 12) - (gap & 0xFFF)


def _check_texts(tags: ID3) -> Iterator[Finding]:
    for name, meaning in _TEXT_FRAMES.items():
        yield from must(tags.getall(name), f"the tag has no {meaning} ({name})")
    yield from should(tags.getall("APIC"), "the tag has no cover (APIC)")
    yield from should(tags.getall("TLAN"), "the tag names no language (TLAN)")
    yield from should(tags.getall("TCON"), "the tag names no genre (TCON)")


def _check_chapters(tags: ID3, chapters: list[Any], heard: _Heard) -> Iterator[Finding]:
    if not chapters:
        return
    contents = [each for each in tags.getall("CTOC") if each.flags & 2]
    names = [chapter.element_id for chapter in chapters]
    yield from must(
        len(contents) == 1 and list(contents[0].child_element_ids) == names,
        "no one top-level CTOC that lists all chapters in time order",
    )
    yield from must(
        _starts_in_file(tags) == [chapter.start_time for chapter in chapters],
        "the CHAP frames do not stand in time order",
    )
    yield from must(chapters[0].start_time == 0, "the first chapter does not begin at 0")
    yield from must(
        all(one.end_time == two.start_time for one, two in pairwise(chapters)),
        "there are gaps between chapters, or they overlap",
    )
    yield from must(
        abs(chapters[-1].end_time - heard.duration_ms) <= _TOLERANCE_MS,
        f"the last chapter ends at {chapters[-1].end_time} ms, the sound at {heard.duration_ms}",
    )
    silences = [span for span in heard.find_silences() if span[1] - span[0] >= _CHAPTER_SILENCE_MS]
    for chapter in chapters:
        title = "".join(chapter.sub_frames["TIT2"].text) if "TIT2" in chapter.sub_frames else ""
        yield from must(title.strip(), f"the chapter at {chapter.start_time} ms has no title")
        yield from must(
            any(a - _TOLERANCE_MS <= chapter.start_time <= b for a, b in silences),
            f"the chapter 「{title}」 begins inside speech",
        )


def _starts_in_file(tags: ID3) -> list[int]:
    """Starts as ffmpeg lists them: as they stand, in milliseconds."""
    with av.open(str(tags.filename)) as container:
        return [
            int(each["start"] * (each["time_base"] or 0) * 1000) for each in container.chapters()
        ]


def _check_sound(heard: _Heard, loudness: Loudness) -> Iterator[Finding]:
    yield from should(
        abs(loudness.lufs + 16) <= 1, f"loudness is {loudness.lufs:.1f} LUFS, not -16 within 1"
    )
    yield from should(
        loudness.true_peak_dbtp <= -1, f"true peak is {loudness.true_peak_dbtp:.1f} dBTP, above -1"
    )
    yield from should(heard.rate_hz in {44_100, 48_000}, f"{heard.rate_hz} Hz, not 44100 or 48000")
    longest = max((b - a for a, b in heard.find_silences()), default=0)
    yield from should(longest <= _LONGEST_SILENCE_MS, f"a silence of {longest / 1000:.1f} s")


def _list_facts(
    heard: _Heard, loudness: Loudness, tags: ID3, chapters: list[Any]
) -> Iterator[tuple[str, str]]:
    yield "duration", f"{heard.frames / heard.rate_hz:.3f} s"
    yield "rate", f"{heard.rate_hz} Hz"
    yield "loudness", f"{loudness.lufs:.1f} LUFS"
    yield "true peak", f"{loudness.true_peak_dbtp:.1f} dBTP"
    for name, meaning in _TEXT_FRAMES.items():
        yield meaning, str(tags.get(name, "none"))
    yield "chapters", str(len(chapters))
    for chapter in chapters:
        seconds = chapter.start_time / 1000
        yield f"  {seconds:10.3f} s", str(chapter.sub_frames.get("TIT2", "no title"))
