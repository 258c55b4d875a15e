"""Work for many processes, done whole even when one of them dies.

Any `concurrent.futures` executor will do; `spawn_workers` makes the one used at
home. A pool that loses a process fails everything it holds, so little is given
to it at a time: what was in hand is then tried again one by one, and only a job
that kills its worker twice when it is alone is to blame.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import wait as wait_for_end
from typing import Any, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")
MakeExecutor = Callable[[int], Executor]


class LostWorkerError(Exception):
    """A worker died twice over the same job.

    Attributes:
        job: the job in question.
    """

    def __init__(self, job: object) -> None:
        super().__init__(job)
        self.job: Any = job


def spawn_workers(count: int) -> Executor:
    """Make a pool of fresh processes that end when this one does, however it ends."""
    return ProcessPoolExecutor(
        count, multiprocessing.get_context("spawn"), initializer=_follow_parent
    )


def run_jobs(
    work: Callable[[Job], Result], jobs: Iterable[Job], count: int, make_executor: MakeExecutor
) -> Iterator[tuple[Job, Result]]:
    """Do every job; pairs come in the order in which they are done.

    Args:
        work: a top-level function of one picklable job.
        jobs: taken up as there is room for them.
        count: how many at once.
        make_executor: makes a pool of that many.

    Raises:
        LostWorkerError: a job killed its worker twice when it was alone.
        Exception: whatever `work` raises; jobs not begun are dropped.
    """
    left = deque(jobs)
    while left:
        held: dict[Future[Result], Job] = {}
        try:
            yield from _run_until_broken(work, left, held, count, make_executor)
        except BrokenProcessPool:
            for job in held.values():
                yield job, _run_alone(work, job, make_executor)


def _run_until_broken(
    work: Callable[[Job], Result],
    left: deque[Job],
    held: dict[Future[Result], Job],
    count: int,
    make_executor: MakeExecutor,
) -> Iterator[tuple[Job, Result]]:
    pool = make_executor(count)
    try:
        while left or held:
            while left and len(held) < 2 * count:
                held[pool.submit(work, left[0])] = left[0]
                left.popleft()
            for future in wait(held, return_when=FIRST_COMPLETED).done:
                result = future.result()
                yield held.pop(future), result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _run_alone(work: Callable[[Job], Result], job: Job, make_executor: MakeExecutor) -> Result:
    # Twice, for it may only have waited its turn when another killed the pool.
    for _ in range(2):
        with make_executor(1) as pool, suppress(BrokenProcessPool):
            return pool.submit(work, job).result()
    raise LostWorkerError(job)


def _follow_parent() -> None:
    """In a worker: leave interrupts to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel

        def end_with_parent() -> None:
            wait_for_end([sentinel])
            os._exit(1)

        threading.Thread(target=end_with_parent, daemon=True).start()
