"""The stand-in for a voice: a short tone for each character, a gap for each mark.

It needs no files, speaks a hundred times faster than speech and always alike,
so most tests run on it. It can also be told to fail as real engines do.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from podgen.engines import Engine, Pcm, check_text
from podgen.errors import EngineError

_TONE_S = 0.08
_GAP_S = 0.15
_FADE_S = 0.01
_LEVEL = 0.25

Mishap = Literal["", "error", "death", "silence", "stub"]


@dataclass(frozen=True)
class ToneEngine:
    """See `load` for the fields."""

    rate_hz: int
    mishap: Mishap
    mishap_on: str
    mishap_mark: str
    version: str = "tone 1"
    max_chars: int = 200

    def speak(self, text: str) -> Pcm:
        """A tone of 80 ms for each letter or digit, 150 ms of silence for anything else.

        Raises:
            EngineError: there is no letter or digit, the text is too long, or it is
                told to.
        """
        check_text(text, self.max_chars)
        pcm = np.concatenate([self._sound(char) for char in text])
        return self._spoil(pcm, text) if self._is_struck(text) else pcm

    def _sound(self, char: str) -> Pcm:
        if not char.isalnum():
            return np.zeros(round(_GAP_S * self.rate_hz), dtype=np.int16)
        time = np.arange(round(_TONE_S * self.rate_hz)) / self.rate_hz
        pitch_hz = 200 + ord(char) * 37 % 600
        edge = np.minimum(1, np.minimum(time, _TONE_S - time) / _FADE_S)
        wave = _LEVEL * edge * np.sin(2 * np.pi * pitch_hz * time)
        return np.rint(wave * 32767).astype(np.int16)

    def _is_struck(self, text: str) -> bool:
        if not self.mishap or self.mishap_on not in text:
            return False
        if not self.mishap_mark:
            return True
        try:
            Path(self.mishap_mark).open("x").close()
        except FileExistsError:
            return False
        return True

    def _spoil(self, pcm: Pcm, text: str) -> Pcm:
        match self.mishap:
            case "error":
                raise EngineError(f"told to fail on {text!r}")
            case "death":
                os._exit(1)
            case "silence":
                return np.zeros_like(pcm)
        return pcm[: self.rate_hz // 100]


def load(
    *,
    rate_hz: Annotated[int, Field(ge=8_000, le=48_000)] = 48_000,
    mishap: Mishap = "",
    mishap_on: str = "",
    mishap_mark: str = "",
) -> Engine:
    """The stand-in.

    Args:
        rate_hz: samples a second.
        mishap: for tests, what goes wrong: EngineError, the end of the process,
            silence, or a stub of 10 ms.
        mishap_on: only with a text that holds this.
        mishap_mark: a path; the mishap makes this file, and is over once it is there.
    """
    return ToneEngine(rate_hz, mishap, mishap_on, mishap_mark)
