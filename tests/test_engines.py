"""What every engine keeps to, and how they are found and set up."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from podgen.engines import Engine, engine_names, load_engine
from podgen.engines.gtts import GttsEngine
from podgen.errors import EngineError, VoiceError
from podgen.model import OptionValue
from tests.gtts_server import GttsServer, run_gtts_server

TEXTS = (
    "吾輩は猫である。",
    "名前はまだない。",
    "どこで生まれたか、見当がつかぬ。",
    "ニャーニャー泣いた。",
)


@pytest.fixture(scope="module")
def server() -> Iterator[GttsServer]:
    with run_gtts_server() as server:
        yield server


@pytest.fixture(params=engine_names())
def engine(request: pytest.FixtureRequest, server: GttsServer) -> Engine:
    engine = load_engine(request.param, {})
    return replace(engine, base_url=server.url) if isinstance(engine, GttsEngine) else engine


def test_an_engine_says_what_it_is(engine: Engine) -> None:
    assert engine.version
    assert engine.rate_hz in {16_000, 22_050, 24_000, 44_100, 48_000}
    assert engine.max_chars >= 40


def test_its_version_is_the_same_when_loaded_again(engine: Engine) -> None:
    (name,) = (name for name in engine_names() if type(load_engine(name, {})) is type(engine))
    assert load_engine(name, {}).version == engine.version


def test_speech_is_mono_16_bit_and_as_long_as_speech_is(engine: Engine) -> None:
    pcm = engine.speak(TEXTS[0])
    assert pcm.dtype == np.int16
    assert pcm.ndim == 1
    assert 0.05 < len(pcm) / engine.rate_hz / len(TEXTS[0]) < 0.5


def test_speech_is_heard(engine: Engine) -> None:
    loudness = np.sqrt(np.mean(np.square(engine.speak(TEXTS[0]) / 32_768)))
    assert 0.02 < loudness < 0.5


def test_a_longer_text_takes_longer(engine: Engine) -> None:
    assert len(engine.speak(TEXTS[0] + TEXTS[1])) > 1.5 * len(engine.speak(TEXTS[0]))


def test_the_same_text_has_the_same_sound(engine: Engine) -> None:
    first = engine.speak(TEXTS[0])
    engine.speak(TEXTS[1])
    assert np.array_equal(engine.speak(TEXTS[0]), first)


def test_threads_speak_as_one_does(engine: Engine) -> None:
    alone = [engine.speak(text).tobytes() for text in TEXTS]
    with ThreadPoolExecutor(4) as pool:
        together = [pcm.tobytes() for pcm in pool.map(engine.speak, TEXTS * 2)]
    assert together == alone * 2


@pytest.mark.parametrize("text", ["", "。", "、…「」！？", " 　", "😀🎉"])
def test_a_text_that_says_nothing_is_refused(engine: Engine, text: str) -> None:
    with pytest.raises(EngineError, match=r"nothing to say in .*; leave it out"):
        engine.speak(text)


def test_the_longest_text_is_spoken_and_a_longer_one_is_refused(engine: Engine) -> None:
    text = ("かきくけこさしすせそ" * engine.max_chars)[: engine.max_chars]
    assert len(engine.speak(text))
    with pytest.raises(EngineError, match=f"at most {engine.max_chars}"):
        engine.speak(text + "た")


def test_half_a_character_is_refused(engine: Engine) -> None:
    with pytest.raises(EngineError, match="lone surrogate"):
        engine.speak("猫\ud83d")


@pytest.mark.parametrize(
    "text", ["猫\x00犬", "猫\n犬", "e\u0301猫", "𠮷野家👨\u200d👩", "猫\u0645", "％猫＠"]
)
def test_odd_text_is_spoken(engine: Engine, text: str) -> None:
    assert len(engine.speak(text))


def test_the_name_of_a_file_is_the_name_of_an_engine() -> None:
    assert set(engine_names()) >= {"gtts", "openjtalk", "tone"}


@pytest.mark.parametrize("name", ["nope", "", "__init__", "tone.load", "../tone", "..voices"])
def test_an_unknown_engine_is_refused_with_those_that_exist(name: str) -> None:
    with pytest.raises(VoiceError, match=r"no engine .*; there are: .*openjtalk.*tone"):
        load_engine(name, {})


def test_all_mistakes_in_options_are_named_at_once_with_what_is_allowed() -> None:
    options: dict[str, OptionValue] = {"spede": 1, "speed": 3, "volume": "loud"}
    with pytest.raises(VoiceError) as caught:
        load_engine("openjtalk", options)
    assert str(caught.value) == (
        "engine 'openjtalk': option 'speed' is 3: Input should be less than or equal to 2;"
        " option 'volume' is 'loud': Input should be a valid number;"
        " no option 'spede'; there are: speed, half_tone, volume, voice_file"
    )


@pytest.mark.parametrize("value", [True, "1.0", float("nan"), float("inf"), 0])
def test_a_value_of_another_kind_is_not_taken_for_a_number(value: OptionValue) -> None:
    with pytest.raises(VoiceError, match="option 'speed'"):
        load_engine("openjtalk", {"speed": value})


def test_a_whole_number_does_for_a_fraction() -> None:
    assert load_engine("openjtalk", {"speed": 1}).rate_hz == 48_000


def test_loading_an_engine_does_not_load_what_speaks() -> None:
    script = """
import sys
from podgen.engines import load_engine
load_engine("openjtalk", {})
assert not {"pyopenjtalk", "sudachipy", "gtts", "av"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_stand_in_gives_each_character_80_ms_and_each_mark_150() -> None:
    assert len(load_engine("tone", {"rate_hz": 8_000}).speak("はい、猫")) == 8_000 * 390 // 1000


def test_the_stand_in_is_much_faster_than_speech() -> None:
    engine = load_engine("tone", {})
    start = time.process_time()
    seconds = len(engine.speak(TEXTS[2] * 10)) / engine.rate_hz
    assert time.process_time() - start < seconds / 20


@pytest.mark.parametrize(("mishap", "seconds"), [("silence", 0.23), ("stub", 0.01)])
def test_the_stand_in_makes_bad_sound_when_told_to(mishap: str, seconds: float) -> None:
    engine = load_engine("tone", {"mishap": mishap, "mishap_on": "猫"})
    bad, good = engine.speak("猫。"), engine.speak("犬。")
    assert len(bad) == round(seconds * engine.rate_hz)
    assert np.abs(good).max() > 1_000
    assert mishap == "stub" or not bad.any()


def test_the_stand_in_fails_when_told_to() -> None:
    engine = load_engine("tone", {"mishap": "error", "mishap_on": "猫"})
    with pytest.raises(EngineError, match="told to fail on '黒猫。'"):
        engine.speak("黒猫。")
    assert len(engine.speak("犬。"))


def test_the_stand_in_fails_once_if_it_may_leave_a_mark(tmp_path: Path) -> None:
    engine = load_engine("tone", {"mishap": "error", "mishap_mark": str(tmp_path / "struck")})
    with pytest.raises(EngineError):
        engine.speak("猫")
    assert len(engine.speak("猫"))


def test_the_stand_in_dies_with_its_process_when_told_to() -> None:
    script = """
from podgen.engines import load_engine
load_engine("tone", {"mishap": "death", "mishap_on": "猫"}).speak("猫")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
