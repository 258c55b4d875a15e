"""Open JTalk through pyopenjtalk-plus, whose wheel carries the dictionary and the voice mei.

Ninety-nine hundredths of the time is the vocoder's, which lets other threads
run; each thread has an analyser and a vocoder of its own, since the library's
shared pair is locked and does not scale.
"""

import contextlib
import hashlib
import io
import os
import re
import threading
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import Field

from podgen.engines import Engine, Pcm, check_text
from podgen.errors import EngineError

_FULL_SCALE = 32_767
_WILD_PEAK = 4.0
"""In full scales: above it the vocoder's filter has run away. Voices reach 2.4."""

_NO_PAUSE = frozenset("「」『』“”‘’・")
"""Marks that Open JTalk stops half a second at, and readers do not."""

# A vowel held for long makes that filter swing up without end, to 10^100 and more.
_HELD_KANA = re.compile(r"([ぁ-ゖァ-ヺー〜～])\1{3,}")
_RATE = re.compile(rb"^\[GLOBAL\]\s.*?^SAMPLING_FREQUENCY:(\d+)\s", re.DOTALL | re.MULTILINE)

_import_lock = threading.Lock()


class _Speaker:
    """What one thread speaks with."""

    def __init__(self, voice: Path) -> None:
        pyopenjtalk = _import_pyopenjtalk()
        self._library = pyopenjtalk
        self._analyser = pyopenjtalk.OpenJTalk(dn_mecab=pyopenjtalk.OPEN_JTALK_DICT_DIR)
        self._vocoder = pyopenjtalk.HTSEngine(os.fsencode(voice))

    def synthesize(self, text: str, speed: float, half_tone: float) -> npt.NDArray[np.float64]:
        """Samples on the scale of 16 bits, but not held to it; none if there is nothing to say."""
        words = self._library.run_frontend(text, predict_nani=False, jtalk=self._analyser)
        if not any(word["mora_size"] for word in words):
            return np.zeros(0)
        spoken = [word for word in words if word["string"] not in _NO_PAUSE]
        labels = self._library.make_label(spoken, jtalk=self._analyser)
        # Each synthesis sets them back.
        self._vocoder.set_speed(speed)
        self._vocoder.add_half_tone(half_tone)
        wave: npt.NDArray[np.float64] = self._vocoder.synthesize(labels)
        return wave


@dataclass(frozen=True)
class OpenJTalkEngine:
    """One HTS voice at one speed, pitch and level."""

    voice: Path
    speed: float
    half_tone: float
    volume: float
    version: str
    rate_hz: int
    max_chars: int = 200
    _own: threading.local = field(default_factory=threading.local, repr=False)

    def speak(self, text: str) -> Pcm:
        """The sound of Japanese text; Latin words are spelled out, so give katakana for them.

        Raises:
            EngineError: nothing to say, too long, a broken voice file, or a text on
                which the vocoder runs away.
        """
        check_text(text, self.max_chars)
        wave = self._speaker().synthesize(
            _HELD_KANA.sub(r"\1\1\1", text), self.speed, self.half_tone
        )
        if not len(wave):
            raise EngineError(f"Open JTalk finds nothing to say in {text!r}; leave it out")
        wave = wave / 32_768
        if not np.abs(wave).max() <= _WILD_PEAK:
            raise EngineError(f"Open JTalk's sound of {text!r} has no bounds; write it otherwise")
        return _to_pcm(wave, self.volume)

    def _speaker(self) -> _Speaker:
        try:
            own: _Speaker = self._own.speaker
        except AttributeError:
            own = self._own.speaker = self._make_speaker()
        return own

    def _make_speaker(self) -> _Speaker:
        try:
            return _Speaker(self.voice)
        except RuntimeError as error:
            raise EngineError(f"{self.voice}: Open JTalk can't read this voice: {error}") from error


def load(
    *,
    speed: Annotated[float, Field(ge=0.5, le=2)] = 0.95,
    half_tone: Annotated[float, Field(ge=-12, le=12)] = 0,
    volume: Annotated[float, Field(gt=0, le=1)] = 0.7,
    voice_file: str = "",
) -> Engine:
    """Open JTalk with a voice.

    Args:
        speed: 1 is the voice's own; mei says 7.0 morae a second then.
        half_tone: pitch, in semitones up or down.
        volume: of what the voice makes; mei at 0.7 stays just under full scale.
        voice_file: an `.htsvoice`; without it, mei.

    Raises:
        EngineError: the voice file is missing, or is something else.
    """
    voice = Path(voice_file).expanduser() if voice_file else _find_mei()
    content = _read_voice(voice)
    rate = _RATE.search(content)
    if not rate:
        raise EngineError(f"{voice}: not an HTS voice; voice_file must name an .htsvoice file")
    made_of = [
        f"openjtalk {version('pyopenjtalk-plus')}",
        f"sudachidict {version('sudachidict-core')}",
        f"voice {hashlib.sha256(content).hexdigest()[:16]}",
    ]
    return OpenJTalkEngine(voice, speed, half_tone, volume, ", ".join(made_of), int(rate[1]))


def _to_pcm(wave: npt.NDArray[np.float64], volume: float) -> Pcm:
    """Scale to 16 bits; a sentence too loud for them is turned down as a whole, not clipped.

    >>> _to_pcm(np.array([0.0, 1.6, -2.0]), 0.7).tolist()
    [0, 26214, -32767]
    """
    gain = min(volume, 1 / max(np.abs(wave).max(), 1e-9))
    pcm: Pcm = np.rint(wave * gain * _FULL_SCALE).astype(np.int16)
    return pcm


def _read_voice(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EngineError(f"{path}: can't read this voice: {error.strerror}") from error


def _find_mei() -> Path:
    package = find_spec("pyopenjtalk")
    if package is None or package.origin is None:
        raise EngineError("Open JTalk is not installed; run: pip install pyopenjtalk-plus")
    return Path(package.origin).parent / "htsvoice" / "mei_normal.htsvoice"


def _import_pyopenjtalk() -> ModuleType:
    # It prints on standard output, where our results go, that it misses a library it
    # can do without. The lock, since two threads would put back each other's output.
    with _import_lock, contextlib.redirect_stdout(io.StringIO()):
        import pyopenjtalk  # noqa: PLC0415  a quarter of a second
    return pyopenjtalk
