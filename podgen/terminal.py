"""Progress on standard error: a bar on a terminal, a plain line per stage elsewhere."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

_UNITS = {"speaking": (1, "characters/s"), "encoding": (1_000, "× real time")}
"""What one step of a stage is divided by for its rate, and what the rate is called."""


class Reporter:
    """Shows how far a stage is; give it to whatever takes a `Progress`."""

    def __init__(self, console: Console, *, quiet: bool = False) -> None:
        self._console = console
        self._quiet = quiet
        self._bar = Progress(
            TextColumn("{task.description:>10}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            _RateColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=quiet or not console.is_terminal,
        )
        self._stage = ""
        self._task: TaskID | None = None
        self._started = 0.0

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take one step of progress."""
        if stage != self._stage:
            self._begin(stage, total)
        if self._task is not None:
            self._bar.update(self._task, completed=done, total=total)
        if done >= total:
            self._end(total)

    def say(self, line: str) -> None:
        """Print a line above the bar, unless quiet."""
        if not self._quiet:
            self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _begin(self, stage: str, total: int) -> None:
        self._stage, self._started = stage, time.monotonic()
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(stage, total=total)
        if not self._console.is_terminal:
            self.say(f"{stage} …")

    def _end(self, total: int) -> None:
        seconds = time.monotonic() - self._started
        divisor, unit = _UNITS.get(self._stage, (1, ""))
        rate = f", {total / divisor / max(seconds, 0.001):.0f} {unit}" if unit else ""
        self.say(f"{self._stage}: done in {seconds:.1f} s{rate}")
        self._stage = ""


class _RateColumn(ProgressColumn):
    """Steps a second in the stage's own unit."""

    def render(self, task: Task) -> Text:
        divisor, unit = _UNITS.get(task.description, (1, ""))
        return Text(f"{task.speed / divisor:.0f} {unit}" if task.speed and unit else "")
