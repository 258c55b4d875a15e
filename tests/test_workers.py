"""Work is done whole, even when processes die."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from podgen.workers import LostWorkerError, run_jobs, spawn_workers


def double(number: int) -> int:
    return 2 * number


def die_once(path: str) -> str:
    """Kill this process, unless it was done before."""
    marker = Path(path)
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path


def die_on_negative(number: int) -> int:
    if number < 0:
        os._exit(9)
    return number


def fail_on_three(number: int) -> int:
    if number == 3:
        raise ValueError(number)
    return number


def test_every_job_is_done_once() -> None:
    results = dict(run_jobs(double, range(100), 4, ThreadPoolExecutor))
    assert results == {number: 2 * number for number in range(100)}


def test_no_jobs_need_no_workers() -> None:
    def refuse(count: int) -> Executor:
        raise AssertionError(count)

    assert list(run_jobs(double, [], 0, refuse)) == []


def test_a_job_that_fails_ends_the_run_with_its_error() -> None:
    with pytest.raises(ValueError, match="3"):
        list(run_jobs(fail_on_three, range(100), 2, ThreadPoolExecutor))


def test_a_worker_that_dies_is_replaced_and_its_jobs_are_done(tmp_path: Path) -> None:
    jobs = [str(tmp_path / str(number)) for number in range(3)]
    (tmp_path / "1").touch()
    results = dict(run_jobs(die_once, jobs, 2, spawn_workers))
    assert results == {job: job for job in jobs}


def test_a_job_that_kills_its_worker_each_time_is_named() -> None:
    done = run_jobs(die_on_negative, [1, 2, -7, 3], 2, spawn_workers)
    with pytest.raises(LostWorkerError) as raised:
        list(done)
    assert raised.value.job == -7


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
def test_workers_do_not_outlive_a_parent_that_was_killed(tmp_path: Path) -> None:
    program = (
        "import time, os\n"
        "from podgen.workers import spawn_workers\n"
        "if __name__ == '__main__':\n"
        "    pool = spawn_workers(1)\n"
        "    print(pool.submit(os.getpid).result(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(program)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists():
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker lives on")
