"""Script → timeline: every utterance becomes a clip, every clip a cue.

Clips that the cache holds are not spoken again; the others are spoken by as
many processes as there are cores, in any order. The order in which they are
done leaves no trace in the result.
"""

import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from podgen.audio import Pcm, tidy_clip
from podgen.clips import ClipCache, make_clip_key
from podgen.engines import Engine, load_engine
from podgen.errors import ClipError, EngineError
from podgen.model import (
    Clip,
    Cue,
    OptionValue,
    Pauses,
    Script,
    Timeline,
    Utterance,
    Voice,
    ms_to_frames,
)
from podgen.workers import LostWorkerError, MakeExecutor, run_jobs, spawn_workers

SHORTEST_MS_PER_CHAR = 35
"""Less sound than this for each character spoken means that some of it is missing.

The fastest talkers say 12 morae a second (83 ms each), and a small ゃ or a
digit of a long number may share its mora with a neighbour.
"""

Progress = Callable[[int, int], None]
"""Told how many characters of how many have been spoken; nothing if none need be."""


@dataclass(frozen=True)
class Job:
    """One utterance for one worker; small, so that it travels well."""

    key: str
    engine: str
    options: Mapping[str, OptionValue]
    cache: Path
    utterance: Utterance


def speak_script(
    script: Script,
    voice: Voice,
    clips: ClipCache,
    progress: Progress = lambda *_: None,
    make_executor: MakeExecutor = spawn_workers,
) -> Timeline:
    """Speak what is not in the cache yet, and lay everything out in time.

    Args:
        script: what is said.
        voice: who says it; its `workers` bounds how many at once.
        clips: the cache, read and filled.
        progress: called after each clip.
        make_executor: makes the pool of workers.

    Raises:
        EngineError: the engine does not speak; the message names the line and the sentence.
        ClipError: a sentence came out silent or too short twice.
        VoiceError: the voice's engine or options are wrong.
        OSError: the cache can't be written.
    """
    engine = load_engine(voice.engine, voice.options)
    keys = {
        utterance: make_clip_key(voice.engine, engine.version, voice.options, utterance.reading)
        for utterance in script.utterances
    }
    found = {key: clip for key in set(keys.values()) if (clip := clips.find(key))}
    missing = {key: utterance for utterance, key in keys.items() if key not in found}
    jobs = [
        Job(key, voice.engine, dict(voice.options), clips.folder, utterance)
        for key, utterance in missing.items()
    ]
    # The longest first, so that no worker is left alone with a long one at the end.
    jobs.sort(key=lambda job: -len(job.utterance.reading))
    found.update(_speak_jobs(jobs, voice, progress, make_executor))
    return lay_out(script, lambda utterance: found[keys[utterance]], voice.pauses)


def lay_out(script: Script, clip_of: Callable[[Utterance], Clip], pauses: Pauses) -> Timeline:
    """Give every clip its place, counted in frames so that nothing drifts.

    Args:
        script: what is said; not empty.
        clip_of: the clip of an utterance; all have one rate.
        pauses: the silence after each.
    """
    said = [(i, each) for i, section in enumerate(script.sections) for each in section.utterances]
    clips = [clip_of(utterance) for _, utterance in said]
    rate_hz = clips[0].rate_hz
    steps = [
        clip.frames + ms_to_frames(pauses.after_ms(utterance.boundary), rate_hz)
        for clip, (_, utterance) in zip(clips, said, strict=True)
    ]
    starts = accumulate(steps[:-1], initial=ms_to_frames(pauses.start_ms, rate_hz))
    cues = tuple(
        Cue(section, utterance, clip, start)
        for (section, utterance), clip, start in zip(said, clips, starts, strict=True)
    )
    return Timeline(cues, cues[-1].end_frame + ms_to_frames(pauses.end_ms, rate_hz), rate_hz)


def _speak_jobs(
    jobs: list[Job], voice: Voice, progress: Progress, make_executor: MakeExecutor
) -> Iterator[tuple[str, Clip]]:
    total = sum(len(job.utterance.reading) for job in jobs)
    done = 0
    if jobs:
        progress(done, total)
    count = min(len(jobs), voice.workers or os.cpu_count() or 1)
    try:
        for job, clip in run_jobs(speak_clip, jobs, count, make_executor):
            done += len(job.utterance.reading)
            progress(done, total)
            yield job.key, clip
    except LostWorkerError as error:
        raise EngineError(
            f"{_place(error.job)}: engine '{error.job.engine}' crashed twice over it; "
            "reword the sentence or choose another voice"
        ) from None


def speak_clip(job: Job) -> Clip:
    """In a worker: speak one utterance into the cache; a bad clip is spoken once more.

    Raises:
        EngineError: the engine does not speak.
        ClipError: silent or too short, twice.
        OSError: the cache can't be written.
    """
    engine = _engine_of_process(job.engine, tuple(job.options.items()))
    try:
        try:
            pcm = _speak_once(engine, job.utterance.reading)
        except ClipError:
            pcm = _speak_once(engine, job.utterance.reading)
    except (ClipError, EngineError) as error:
        raise type(error)(f"{_place(job)}: {error}") from None
    return ClipCache(job.cache).keep(job.key, pcm, engine.rate_hz)


@cache
def _engine_of_process(name: str, options: tuple[tuple[str, OptionValue], ...]) -> Engine:
    return load_engine(name, dict(options))


def _speak_once(engine: Engine, reading: str) -> Pcm:
    pcm = tidy_clip(engine.speak(reading), engine.rate_hz)
    shortest_ms = SHORTEST_MS_PER_CHAR * sum(map(_is_spoken, reading))
    length_ms = len(pcm) * 1000 // engine.rate_hz
    if length_ms < shortest_ms:
        raise ClipError(f"came out {length_ms} ms long, less than the {shortest_ms} ms it needs")
    return pcm


def _is_spoken(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def _place(job: Job) -> str:
    text = job.utterance.text
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    return f"line {job.utterance.line}: 「{shown}」"
