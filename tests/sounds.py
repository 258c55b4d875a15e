"""Sound made of numbers, for tests."""

import numpy as np

from podgen.audio import Pcm

RATE_HZ = 48_000


def tone(seconds: float, level: float = 0.3, hz: float = 220.0, rate_hz: int = RATE_HZ) -> Pcm:
    """A sine of `level` of full scale."""
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    return np.asarray(32767 * level * np.sin(2 * np.pi * hz * time), dtype=np.int16)


def silence(seconds: float, rate_hz: int = RATE_HZ) -> Pcm:
    """Digital silence."""
    return np.zeros(round(seconds * rate_hz), dtype=np.int16)


def join(*pieces: Pcm) -> Pcm:
    """One piece after the other."""
    return np.concatenate(pieces)
