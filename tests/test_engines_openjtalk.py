"""Open JTalk: the signal itself, any voice file, and a vocoder that must not run away."""

import contextlib
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from podgen.engines import load_engine
from podgen.engines.openjtalk import OpenJTalkEngine
from podgen.errors import EngineError
from podgen.model import OptionValue

LOUD = "吾輩は猫である。わがままな和歌の輪。"


def open_jtalk(**options: OptionValue) -> OpenJTalkEngine:
    engine = load_engine("openjtalk", options)
    assert isinstance(engine, OpenJTalkEngine)
    return engine


def float_wave(text: str, speed: float) -> npt.NDArray[np.float64]:
    """What the library makes of a text, on the scale of 16 bits."""
    with contextlib.redirect_stdout(io.StringIO()):
        import pyopenjtalk
    wave, _ = pyopenjtalk.tts(text, speed=speed)
    return wave


def mei() -> Path:
    return open_jtalk().voice


@pytest.mark.parametrize("volume", [0.7, 1.0])
def test_no_sample_wraps_even_where_the_voice_exceeds_full_scale(volume: float) -> None:
    wave = float_wave(LOUD, speed=0.95)
    assert np.abs(wave).max() > 32_768 / volume, "not loud enough to prove anything"
    pcm = open_jtalk(volume=volume).speak(LOUD).astype(np.float64)
    scale = 32_767 / np.abs(wave).max()
    assert np.abs(pcm - wave * scale).max() <= 1


def test_a_sentence_of_common_loudness_keeps_the_level_of_the_profile() -> None:
    text = "今日は晴れです。"
    wave = float_wave(text, speed=0.95)
    pcm = open_jtalk().speak(text)
    assert np.abs(pcm - wave * 0.7 * 32_767 / 32_768).max() <= 1


def test_speed_holds_for_every_sentence() -> None:
    slow, fast = open_jtalk(speed=0.5), open_jtalk(speed=2.0)
    for _ in range(2):
        assert len(slow.speak("今日は晴れです。")) > 3 * len(fast.speak("今日は晴れです。"))


def test_half_tones_raise_the_pitch() -> None:
    assert pitch_hz(open_jtalk(half_tone=12)) == pytest.approx(2 * pitch_hz(open_jtalk()), rel=0.1)


def pitch_hz(engine: OpenJTalkEngine) -> float:
    """Of a vowel in the middle of its sound, from the first peak of its autocorrelation."""
    pcm = engine.speak("おー").astype(np.float64)
    piece = pcm[len(pcm) // 2 - 2_400 :][:4_800]
    likeness = np.correlate(piece, piece, "full")[len(piece) :]
    shortest, longest = 48_000 // 800, 48_000 // 120
    return 48_000 / (shortest + 1 + int(likeness[shortest:longest].argmax()))


@pytest.mark.parametrize("text", ["きゃ" + "ー" * 12, "は" * 11, "あ" * 200, "ワ〜〜〜〜〜〜〜"])
def test_a_vowel_held_for_long_does_not_blow_up(text: str) -> None:
    pcm = open_jtalk().speak(text)
    assert 0.3 < len(pcm) / 48_000 < 3
    assert np.sqrt(np.mean((pcm / 32_768) ** 2)) < 0.3


def test_digits_in_a_row_are_all_spoken() -> None:
    engine = open_jtalk()
    assert len(engine.speak("1000000円")) > len(engine.speak("1000円"))


def test_brackets_and_middle_dots_make_no_pause() -> None:
    engine = open_jtalk()
    plain = len(engine.speak("それは本だ。"))
    assert len(engine.speak("それは「本」だ。")) == pytest.approx(plain, rel=0.15)
    assert len(engine.speak("それは、本、だ。")) > plain * 1.5


def test_another_voice_file_speaks_at_its_own_rate_and_has_another_version(tmp_path: Path) -> None:
    voice = tmp_path / "mine.htsvoice"
    content = mei().read_bytes().replace(b"FREQUENCY:48000", b"FREQUENCY:44100", 1)
    voice.write_bytes(content)
    engine = open_jtalk(voice_file=str(voice))
    assert engine.rate_hz == 44_100
    assert engine.version != open_jtalk().version
    assert len(engine.speak("今日は晴れです。"))


@pytest.mark.parametrize("content", [None, b"", b"MP3", b"[GLOBAL]\nHTS_VOICE_VERSION:1.0\n"])
def test_what_is_no_voice_file_is_named_on_loading(tmp_path: Path, content: bytes | None) -> None:
    voice = tmp_path / "mine.htsvoice"
    if content is not None:
        voice.write_bytes(content)
    with pytest.raises(EngineError, match=r"mine\.htsvoice: (can't read|not an HTS voice)"):
        open_jtalk(voice_file=str(voice))


def test_half_a_voice_file_is_named_on_speaking(tmp_path: Path) -> None:
    voice = tmp_path / "mine.htsvoice"
    content = mei().read_bytes()
    voice.write_bytes(content[: len(content) // 2])
    with pytest.raises(EngineError, match=r"mine\.htsvoice: Open JTalk can't read this voice"):
        open_jtalk(voice_file=str(voice)).speak("猫")


def test_a_sound_without_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podgen.engines.openjtalk._WILD_PEAK", 0.01)
    with pytest.raises(EngineError, match="sound of '今日は晴れです。' has no bounds"):
        open_jtalk().speak("今日は晴れです。")


def test_a_sound_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "podgen.engines.openjtalk._Speaker.synthesize", lambda *_: np.array([0.0, np.nan])
    )
    with pytest.raises(EngineError, match="has no bounds"):
        open_jtalk().speak("猫")


def test_letters_without_a_sound_are_refused() -> None:
    with pytest.raises(EngineError, match="finds nothing to say in 'ーーー'"):
        replace(open_jtalk()).speak("ーーー")


def test_nothing_reaches_standard_output() -> None:
    script = 'from podgen.engines import load_engine; load_engine("openjtalk", {}).speak("猫")'
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
