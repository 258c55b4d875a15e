"""A clip is found by what it was made from, and is whole or absent."""

import os
import wave
from pathlib import Path

import numpy as np
import pytest

from podgen.clips import ClipCache, make_clip_key, read_clip
from podgen.errors import ClipError
from tests.sounds import RATE_HZ, tone

KEY = make_clip_key("tone", "1", {"speed": 1.0}, "はい。")


@pytest.fixture
def cache(tmp_path: Path) -> ClipCache:
    return ClipCache(tmp_path)


def test_a_kept_clip_is_found_again(cache: ClipCache) -> None:
    kept = cache.keep(KEY, tone(0.5), RATE_HZ)
    assert cache.find(KEY) == kept
    assert np.array_equal(read_clip(kept), tone(0.5))


def test_a_clip_that_was_never_made_is_absent(cache: ClipCache) -> None:
    assert cache.find(KEY) is None


def test_any_wave_reader_can_play_a_clip(cache: ClipCache) -> None:
    clip = cache.keep(KEY, tone(0.5), RATE_HZ)
    with wave.open(str(clip.path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE_HZ)
        assert file.readframes(file.getnframes()) == tone(0.5).tobytes()


@pytest.mark.parametrize("position", [0, 30, 47, 60, 5000, -1])
def test_one_flipped_bit_makes_a_clip_absent(cache: ClipCache, position: int) -> None:
    clip = cache.keep(KEY, tone(0.5), RATE_HZ)
    content = bytearray(clip.path.read_bytes())
    content[position] ^= 1
    clip.path.write_bytes(content)
    assert cache.find(KEY) is None
    with pytest.raises(ClipError, match="damaged; run again"):
        read_clip(clip)


@pytest.mark.parametrize("length", [0, 10, 56, 57, 4000])
def test_a_clip_that_was_cut_off_is_absent(cache: ClipCache, length: int) -> None:
    clip = cache.keep(KEY, tone(0.5), RATE_HZ)
    os.truncate(clip.path, length)
    assert cache.find(KEY) is None


def test_a_clip_that_has_gone_is_named(cache: ClipCache) -> None:
    clip = cache.keep(KEY, tone(0.5), RATE_HZ)
    clip.path.unlink()
    with pytest.raises(ClipError, match="gone from the cache"):
        read_clip(clip)


def test_whatever_changes_the_sound_changes_the_key() -> None:
    others = [
        make_clip_key("other", "1", {"speed": 1.0}, "はい。"),
        make_clip_key("tone", "2", {"speed": 1.0}, "はい。"),
        make_clip_key("tone", "1", {"speed": 1.1}, "はい。"),
        make_clip_key("tone", "1", {}, "はい。"),
        make_clip_key("tone", "1", {"speed": 1.0}, "いいえ。"),
    ]
    assert len({KEY, *others}) == 6


def test_the_order_of_options_does_not_change_the_key() -> None:
    one = make_clip_key("tone", "1", {"a": 1, "b": 2}, "x")
    assert one == make_clip_key("tone", "1", {"b": 2, "a": 1}, "x")
