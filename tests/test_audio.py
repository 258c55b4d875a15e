"""Edges, the one stream, and loudness by EBU R128."""

import numpy as np
import pytest

from podgen.audio import (
    LIMIT_DBFS,
    Pcm,
    find_gain,
    master,
    measure_loudness,
    stream_pcm,
    tidy_clip,
)
from podgen.errors import ClipError
from podgen.model import Boundary, Clip, Cue, Timeline, Utterance
from tests.sounds import RATE_HZ, join, silence, tone


def seconds(pcm: Pcm) -> float:
    return len(pcm) / RATE_HZ


def test_silence_at_both_ends_is_cut_to_an_edge() -> None:
    tidy = tidy_clip(join(silence(0.4), tone(1), silence(0.6)), RATE_HZ)
    assert seconds(tidy) == pytest.approx(1.06, abs=0.011)


def test_edges_fade_so_that_nothing_clicks() -> None:
    tidy = tidy_clip(tone(1, level=0.9), RATE_HZ)
    assert abs(int(tidy[0])) < 300
    assert abs(int(tidy[-1])) < 300


def test_a_long_pause_inside_is_shortened_and_a_short_one_kept() -> None:
    long = tidy_clip(join(tone(1), silence(0.9), tone(1)), RATE_HZ)
    short = tidy_clip(join(tone(1), silence(0.3), tone(1)), RATE_HZ)
    assert seconds(long) == pytest.approx(2.35, abs=0.011)
    assert seconds(short) == pytest.approx(2.3, abs=0.011)


def test_all_that_is_heard_stays() -> None:
    noise = np.random.default_rng(1).integers(-9000, 9000, RATE_HZ).astype(np.int16)
    tidy = tidy_clip(join(silence(0.2), noise, silence(0.2)), RATE_HZ)
    assert noise[1000:-1000].tobytes() in tidy.tobytes()


@pytest.mark.parametrize("pcm", [silence(1), silence(0), tone(1, level=0.001)])
def test_a_silent_clip_is_refused(pcm: Pcm) -> None:
    with pytest.raises(ClipError, match="silent"):
        tidy_clip(pcm, RATE_HZ)


def timeline_of(*starts: int, frames: int, length: int) -> Timeline:
    utterance = Utterance("はい。", "はい。", Boundary.SENTENCE, 1)
    from pathlib import Path

    clip = Clip(Path("x.wav"), length, RATE_HZ)
    return Timeline(tuple(Cue(0, utterance, clip, start) for start in starts), frames, RATE_HZ)


def test_the_stream_is_exactly_as_long_as_the_timeline_and_clips_stand_in_their_places() -> None:
    sound = tone(0.1)
    timeline = timeline_of(100, 9_000, frames=20_000, length=len(sound))
    stream = np.concatenate(list(stream_pcm(timeline, lambda clip: sound)))
    assert len(stream) == 20_000
    assert np.array_equal(stream[100 : 100 + len(sound)], sound)
    assert np.array_equal(stream[9_000 : 9_000 + len(sound)], sound)
    assert not stream[:100].any()
    assert not stream[9_000 + len(sound) :].any()


def test_loudness_of_the_reference_tone_is_right() -> None:
    """EBU Tech 3341, case 1: a 1 kHz sine at -23 dBFS in both channels is -23 LUFS; in one, -26."""
    loudness = measure_loudness([tone(20, level=10 ** (-23 / 20), hz=1000)], RATE_HZ)
    assert loudness.lufs == pytest.approx(-26.0, abs=0.1)
    assert loudness.true_peak_dbtp == pytest.approx(-23.0, abs=0.2)


def test_silence_has_a_loudness_too() -> None:
    loudness = measure_loudness([silence(2)], RATE_HZ)
    assert loudness.lufs == pytest.approx(-70.0)
    assert loudness.true_peak_dbtp == -np.inf


def test_mastering_keeps_every_sample_in_its_place() -> None:
    sound = join(silence(0.5), tone(1, level=0.1), silence(0.5))
    out = np.concatenate(list(master(np.array_split(sound, 7), RATE_HZ, 6.0)))
    assert len(out) == len(sound)
    assert np.abs(out - 2.0 * 0.9976 * sound).max() < 8


def test_the_limiter_holds_peaks_and_leaves_the_rest_alone() -> None:
    sound = join(tone(2, level=0.1), tone(0.2, level=0.9), tone(2, level=0.1))
    out = np.concatenate(list(master([sound], RATE_HZ, 12.0)))
    assert np.abs(out.astype(int)).max() <= 32768 * 10 ** (LIMIT_DBFS / 20) + 1
    quiet = out[: int(1.9 * RATE_HZ)].astype(float)
    assert np.abs(quiet).max() == pytest.approx(0.1 * 32767 * 10 ** (12 / 20), rel=0.01)


def test_blocks_of_any_size_give_the_same_samples() -> None:
    sound = join(tone(1, level=0.8), silence(0.3), tone(1, level=0.2))
    one = np.concatenate(list(master([sound], RATE_HZ, 4.0)))
    many = np.concatenate(list(master(np.array_split(sound, 50), RATE_HZ, 4.0)))
    assert np.array_equal(one, many)


@pytest.mark.parametrize("level", [0.02, 0.3, 0.95])
def test_the_gain_brings_any_level_to_sixteen_under_full_scale(level: float) -> None:
    rng = np.random.default_rng(3)
    speech = join(*(join(tone(0.2, level * rng.uniform(0.3, 1)), silence(0.1)) for _ in range(40)))
    timeline = timeline_of(0, frames=len(speech), length=len(speech))
    gain_db = find_gain(timeline, lambda clip: speech)
    mastered = master([speech], RATE_HZ, gain_db)
    assert measure_loudness(mastered, RATE_HZ).lufs == pytest.approx(-16.0, abs=0.5)
