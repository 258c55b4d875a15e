"""Engines: text in, samples out. A file in this folder is an engine; its name is the registration.

A new one is a module with `load(*, option=default, …)` that returns an
`Engine`. Its options are what `load` names, their ranges what it annotates;
prices, markup, networks and file names stay behind it. The contract test
speaks with whatever lies here.
"""

import inspect
import pkgutil
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Protocol

import numpy as np
import numpy.typing as npt
from pydantic import ConfigDict, ValidationError, validate_call

from podgen.errors import EngineError, VoiceError
from podgen.model import OptionValue

Pcm = npt.NDArray[np.int16]
"""Mono sound."""


class Engine(Protocol):
    """Software that speaks. Cheap to load: what is heavy waits for the first text."""

    @property
    def version(self) -> str:
        """Whatever else than options and text makes the sound; part of a clip's key."""

    @property
    def rate_hz(self) -> int:
        """Samples a second of what it returns."""

    @property
    def max_chars(self) -> int:
        """The longest text that it takes at once."""

    def speak(self, text: str) -> Pcm:
        """The sound of `text`; any number of threads may call it at once.

        Raises:
            EngineError: it can't be spoken, or the engine can't be had.
        """


def engine_names() -> tuple[str, ...]:
    """All engines there are, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def load_engine(name: str, options: Mapping[str, OptionValue]) -> Engine:
    """The engine of that name, set up; only its own module is imported.

    Raises:
        VoiceError: there is no such engine, or it has no such option or value;
            all mistakes are named at once.
        EngineError: a file that an option names can't be used.
    """
    if name not in engine_names():
        raise VoiceError(f"no engine {name!r}; there are: {', '.join(engine_names())}")
    load: Callable[..., Engine] = import_module(f"{__name__}.{name}").load
    # Strict, so that "1.2" for 1.2 or 1 for true is seen as the slip that it is.
    checked_load = validate_call(config=ConfigDict(strict=True))(load)
    try:
        return checked_load(**options)
    except ValidationError as error:
        mistakes = "; ".join(_describe_mistakes(error, tuple(inspect.signature(load).parameters)))
        raise VoiceError(f"engine {name!r}: {mistakes}") from error


def check_text(text: str, max_chars: int) -> None:
    """Refuse what no engine can speak.

    Raises:
        EngineError: no letter or digit in it, too long, or not text at all.
    """
    if not any(char.isalnum() for char in text):
        raise EngineError(f"nothing to say in {text!r}; leave it out")
    if len(text) > max_chars:
        raise EngineError(
            f"{len(text)} characters are too many for one call, at most {max_chars}: {text[:20]!r}…"
        )
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise EngineError(f"half a character (a lone surrogate) in {text!r}; write the line anew")


def _describe_mistakes(error: ValidationError, known: tuple[str, ...]) -> list[str]:
    return [
        f"no option {option!r}; there are: {', '.join(known)}"
        if mistake["type"] == "unexpected_keyword_argument"
        else f"option {option!r} is {mistake['input']!r}: {mistake['msg']}"
        for mistake in error.errors()
        for option in [str(mistake["loc"][0])]
    ]
