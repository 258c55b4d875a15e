"""The whole way of one article: speed, the share of each stage, memory, and a second run.

    .venv/bin/python benchmarks/pipeline.py [ARTICLE] [--voice NAME]

Compares podgen with the bare engine: the same readings, spoken by as many
processes as there are cores, into nothing. Both run here and now, so that the
ratio holds on a machine whose speed drifts.
"""

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from podgen.article import read_article
from podgen.batch import Outcome, publish_show
from podgen.engines import Engine, load_engine
from podgen.produce import Studio, open_studio, prepare_manuscript

REPOSITORY = Path(__file__).parent.parent
SHIPPED = REPOSITORY / "feed" / "articles" / "2025-10-21-deepseek.md"
Result = TypeVar("Result")


class Stopwatch:
    """Takes progress and notes how long each stage lasted."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage, self._since = "text", time.perf_counter()

    def __call__(self, stage: str, *_: int) -> None:
        """Note that a stage goes on or begins."""
        if stage != self._stage:
            self.lap()
            self._stage = stage

    def lap(self) -> None:
        """Add the time since the last change of stage to the stage that went on."""
        now = time.perf_counter()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0) + now - self._since
        self._since = now


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("article", nargs="?", type=Path, default=SHIPPED)
    parser.add_argument("--voice", default="mei")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run_benchmark(arguments.article, arguments.voice, Path(folder))


def run_benchmark(article: Path, voice: str, folder: Path) -> None:
    show = folder / "feed"
    (show / "articles").mkdir(parents=True)
    shutil.copy(REPOSITORY / "feed" / "show.toml", show)
    shutil.copy(article, show / "articles")
    studio = open_studio(voice, REPOSITORY, folder / "clips")

    watch = Stopwatch()
    outcome, wall = time_call(lambda: publish_show(show, [], studio, watch))
    watch.lap()
    seconds = outcome.made[0].duration_ms / 1000
    print(f"audio              {seconds:8.1f} s, {len(outcome.made[0].chapters)} chapters")
    print(f"whole way          {wall:8.1f} s  {seconds / wall:6.1f} s of audio a second")
    for stage, spent in watch.seconds.items():
        print(f"  {stage:<16} {spent:8.1f} s  {100 * spent / wall:5.1f} %")
    print(f"peak memory        {peak_mib(resource.RUSAGE_SELF):8.0f} MiB, the main process")
    print(f"                   {peak_mib(resource.RUSAGE_CHILDREN):8.0f} MiB, the largest worker")

    spoken_s, bare = time_call(lambda: speak_bare(article, studio))
    print(f"bare engine        {bare:8.1f} s  {spoken_s / bare:6.1f} s of audio a second")
    print(
        f"ratio              {(seconds / wall) / (spoken_s / bare):8.2f}  of the bare engine's rate"
    )

    again, wall = time_call(lambda: publish_show(show, [], studio))
    assert_nothing_made(again)
    print(f"second run         {wall:8.2f} s, nothing to do")


def time_call(call: Callable[[], Result]) -> tuple[Result, float]:
    start = time.perf_counter()
    result = call()
    return result, time.perf_counter() - start


def speak_bare(article: Path, studio: Studio) -> float:
    """Speak every utterance on all cores and throw the sound away; seconds of sound."""
    script = prepare_manuscript(read_article(article), studio).script
    readings = sorted((each.reading for each in script.utterances), key=len, reverse=True)
    voice = studio.voice
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        jobs = [pool.submit(speak_one, voice.engine, dict(voice.options), r) for r in readings]
        return sum(job.result() for job in jobs)


def speak_one(engine: str, options: dict[str, str | int | float | bool], reading: str) -> float:
    loaded = _load_once(engine, tuple(options.items()))
    return len(loaded.speak(reading)) / loaded.rate_hz


@cache
def _load_once(engine: str, options: tuple[tuple[str, str | int | float | bool], ...]) -> Engine:
    return load_engine(engine, dict(options))


def assert_nothing_made(outcome: Outcome) -> None:
    if outcome.made or outcome.failures or outcome.feed_changed:
        sys.exit(f"the second run was to do nothing, and did: {outcome}")


def peak_mib(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    main()
