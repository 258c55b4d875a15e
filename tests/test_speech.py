"""Utterances become clips and cues; what the cache holds is not spoken again."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from podgen.clips import ClipCache, make_clip_key
from podgen.engines import load_engine
from podgen.errors import ClipError, EngineError
from podgen.model import Boundary, Pauses, Script, Section, Timeline, Utterance, Voice, ms_to_frames
from podgen.speech import lay_out, speak_script
from podgen.workers import MakeExecutor, spawn_workers

VOICE = Voice(name="tone", engine="tone")


def script_of(*sections: tuple[str, ...]) -> Script:
    return Script(
        "題",
        tuple(
            Section(
                texts[0], tuple(Utterance(t, t, Boundary.SENTENCE, i) for i, t in enumerate(texts))
            )
            for texts in sections
        ),
    )


SCRIPT = script_of(
    ("見出し", "最初の文。", "次の文です。"), ("終章", "最初の文。", "最後の文でした。")
)


def speak(
    cache: ClipCache,
    script: Script = SCRIPT,
    voice: Voice = VOICE,
    make_executor: MakeExecutor = ThreadPoolExecutor,
) -> tuple[Timeline, list[tuple[int, int]]]:
    seen: list[tuple[int, int]] = []
    timeline = speak_script(script, voice, cache, lambda *step: seen.append(step), make_executor)
    return timeline, seen


@pytest.fixture
def cache(tmp_path: Path) -> ClipCache:
    return ClipCache(tmp_path / "clips")


def test_cues_are_in_spoken_order_with_their_sections(cache: ClipCache) -> None:
    timeline, _ = speak(cache)
    assert [cue.utterance for cue in timeline.cues] == list(SCRIPT.utterances)
    assert [cue.section for cue in timeline.cues] == [0, 0, 0, 1, 1, 1]


def test_between_cues_lies_exactly_the_pause_of_the_boundary(cache: ClipCache) -> None:
    pauses = Pauses(start_ms=111, sentence_ms=777, end_ms=999)
    timeline, _ = speak(cache, voice=Voice(name="tone", engine="tone", pauses=pauses))
    rate_hz = timeline.rate_hz
    assert timeline.cues[0].start_frame == ms_to_frames(111, rate_hz)
    for cue, following in zip(timeline.cues, timeline.cues[1:], strict=False):
        assert following.start_frame - cue.end_frame == ms_to_frames(777, rate_hz)
    assert timeline.frames == timeline.cues[-1].end_frame + ms_to_frames(999, rate_hz)


def test_the_same_sentence_is_spoken_once(cache: ClipCache) -> None:
    timeline, _ = speak(cache)
    assert timeline.cues[1].clip == timeline.cues[4].clip
    assert len(list(cache.folder.rglob("*.wav"))) == 5


def test_a_second_run_speaks_nothing(cache: ClipCache) -> None:
    first, _ = speak(cache)
    before = {path: path.stat().st_mtime_ns for path in cache.folder.rglob("*.wav")}
    second, seen = speak(cache)
    assert second == first
    assert seen == []
    assert before == {path: path.stat().st_mtime_ns for path in cache.folder.rglob("*.wav")}


def test_only_a_changed_sentence_is_spoken_again(cache: ClipCache) -> None:
    speak(cache)
    changed = script_of(
        ("見出し", "変わった文。", "次の文です。"), ("終章", "最初の文。", "最後の文でした。")
    )
    _, seen = speak(cache, changed)
    assert seen == [(0, 6), (6, 6)]


def test_a_change_of_pauses_speaks_nothing_again(cache: ClipCache) -> None:
    speak(cache)
    slower = Voice(name="tone", engine="tone", pauses=Pauses(sentence_ms=1200))
    _, seen = speak(cache, voice=slower)
    assert seen == []


def test_a_damaged_clip_is_made_again(cache: ClipCache) -> None:
    first, _ = speak(cache)
    path = first.cues[2].clip.path
    sound = path.read_bytes()
    path.write_bytes(sound[:-100])
    second, seen = speak(cache)
    assert second == first
    assert len(seen) == 2
    assert path.read_bytes() == sound


def test_progress_counts_characters_up_to_the_end(cache: ClipCache) -> None:
    _, seen = speak(cache)
    total = sum(map(len, {each.reading for each in SCRIPT.utterances}))
    assert seen[-1] == (total, total)
    assert seen == sorted(seen)


def test_processes_and_threads_make_the_same_clips(cache: ClipCache, tmp_path: Path) -> None:
    speak(cache)
    other = ClipCache(tmp_path / "other")
    speak(other, make_executor=spawn_workers)
    assert {p.name: p.read_bytes() for p in cache.folder.rglob("*.wav")} == {
        p.name: p.read_bytes() for p in other.folder.rglob("*.wav")
    }


def spoiled(mishap: str) -> Voice:
    return Voice(name="tone", engine="tone", options={"mishap": mishap, "mishap_on": "次の"})


@pytest.mark.parametrize(
    ("mishap", "error", "message"),
    [
        ("error", EngineError, r"line 2: 「次の文です。」: "),
        ("silence", ClipError, r"line 2: 「次の文です。」: the engine's sound is silent"),
        ("stub", ClipError, r"line 2: 「次の文です。」: came out \d+ ms long"),
    ],
)
def test_a_bad_clip_is_refused_with_its_sentence_and_never_kept(
    cache: ClipCache, mishap: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        speak(cache, voice=spoiled(mishap))
    options = spoiled(mishap).options
    version = load_engine("tone", options).version
    assert cache.find(make_clip_key("tone", version, options, "最後の文でした。")) is not None
    assert cache.find(make_clip_key("tone", version, options, "次の文です。")) is None


def test_a_sentence_that_kills_its_worker_is_named_and_the_others_are_kept(
    cache: ClipCache,
) -> None:
    with pytest.raises(EngineError, match=r"line 2: 「次の文です。」: engine 'tone' crashed twice"):
        speak(cache, voice=spoiled("death"), make_executor=spawn_workers)


def test_three_hours_do_not_drift(cache: ClipCache) -> None:
    """Each place is a whole number of frames after the one before, whatever the rate."""
    timeline, _ = speak(cache, voice=Voice(name="t", engine="tone", options={"rate_hz": 44_100}))
    clip = timeline.cues[0].clip
    long = script_of(tuple("文" for _ in range(9_000)))
    laid = lay_out(long, lambda _: clip, Pauses(sentence_ms=801))
    step = clip.frames + ms_to_frames(801, 44_100)
    last = laid.cues[-1]
    assert laid.duration_ms > 2 * 3_600_000
    assert last.start_frame == ms_to_frames(500, 44_100) + 8_999 * step
