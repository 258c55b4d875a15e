"""The clip cache: the sound of each utterance, found by what it was made from.

    FOLDER/ab/abcdef….wav    mono, 16 bit, with a checksum in a chunk of its own

The key is the engine, its version, its options and the text, so a sentence
that has not changed is never spoken again, in whatever article it stands. A
clip is written beside and renamed: a broken one can't exist. One that was
damaged later fails its checksum and counts as absent.
"""

import hashlib
import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from podgen.atomic import replacing
from podgen.audio import Pcm
from podgen.errors import ClipError
from podgen.model import Clip, OptionValue

_TIDYING = 1
"""Counts up when `audio.tidy_clip` makes other sound of the same samples."""

# RIFF WAVE (Microsoft, Multimedia Programming Interface 1.0, chapter 3): fmt, then a
# chunk that other readers pass over, then the samples.
_HEADER = struct.Struct("<4sI4s 4sIHHIIHH 4sII 4sI")
_PCM, _MONO, _BYTES = 1, 1, 2


def make_clip_key(engine: str, version: str, options: Mapping[str, OptionValue], text: str) -> str:
    """The name under which a clip is kept: 64 hexadecimal digits.

    >>> make_clip_key("tone", "1", {}, "はい。") == make_clip_key("tone", "1", {}, "はい。")
    True
    >>> make_clip_key("tone", "1", {}, "はい。") == make_clip_key("tone", "2", {}, "はい。")
    False
    """
    parts = [_TIDYING, engine, version, sorted(options.items()), text]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(frozen=True)
class ClipCache:
    """A folder of clips that any number of processes may use at once."""

    folder: Path

    def locate(self, key: str) -> Path:
        """Where the clip of `key` is, if it is there."""
        return self.folder / key[:2] / f"{key}.wav"

    def find(self, key: str) -> Clip | None:
        """The clip of `key`, whole and undamaged, or none."""
        path = self.locate(key)
        try:
            pcm, rate_hz = _read_wav(path)
        except (OSError, ClipError):
            return None
        return Clip(path, len(pcm), rate_hz)

    def keep(self, key: str, pcm: Pcm, rate_hz: int) -> Clip:
        """Write a clip.

        Raises:
            OSError: the cache can't be written, or the disk is full.
        """
        path = self.locate(key)
        with replacing(path) as beside:
            beside.write_bytes(_wav_header(pcm.tobytes(), rate_hz) + pcm.tobytes())
        return Clip(path, len(pcm), rate_hz)


def read_clip(clip: Clip) -> Pcm:
    """The samples of a clip.

    Raises:
        ClipError: it is gone or damaged; running again makes it anew.
    """
    try:
        pcm, _ = _read_wav(clip.path)
    except OSError as error:
        raise ClipError(f"{clip.path}: gone from the cache; run again") from error
    return pcm


def _wav_header(samples: bytes, rate_hz: int) -> bytes:
    return _HEADER.pack(
        *(b"RIFF", _HEADER.size - 8 + len(samples), b"WAVE"),
        *(b"fmt ", 16, _PCM, _MONO, rate_hz, rate_hz * _BYTES, _BYTES, 8 * _BYTES),
        *(b"crc ", 4, zlib.crc32(samples)),
        *(b"data", len(samples)),
    )


def _read_wav(path: Path) -> tuple[Pcm, int]:
    content = path.read_bytes()
    samples = content[_HEADER.size :]
    rate_hz = int.from_bytes(content[24:28], "little")
    if content[: _HEADER.size] != _wav_header(samples, rate_hz):
        raise ClipError(f"{path}: damaged; run again")
    return np.frombuffer(samples, dtype=np.int16), rate_hz
