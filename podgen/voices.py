"""Reads `voices/`: a profile NAME.toml for each voice, and the lexicons that they name.

A workspace's own `voices/` comes before the one that podgen brings along.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from podgen.engines import load_engine
from podgen.errors import EngineError, LexiconError, VoiceError
from podgen.model import Pauses, Voice

_VOICE = TypeAdapter(Voice)
_KEYS: dict[tuple[int | str, ...], list[str]] = {
    (): [field.name for field in fields(Voice) if field.name != "name"],
    ("pauses",): [field.name for field in fields(Pauses)],
}


def voice_folders(workspace: Path) -> tuple[Path, ...]:
    """Where voices lie: the workspace's own folder, then podgen's."""
    package = Path(__file__).resolve().parent
    packed = package / "voices_builtin"
    bundled = packed if packed.is_dir() else package.parent / "voices"
    own = workspace / "voices"
    return (bundled,) if own.resolve() == bundled else (own, bundled)


def load_voice(name: str, folders: Sequence[Path]) -> Voice:
    """The voice of that name; its engine's options are checked too.

    Raises:
        VoiceError: there is no such voice, or its profile is wrong; all mistakes are
            named, with the keys and values that are allowed.
    """
    profiles = _find_profiles(folders)
    if name not in profiles:
        raise VoiceError(f"no voice {name!r}; there are: {', '.join(profiles)}")
    return _read_profile(profiles[name])


def list_voices(folders: Sequence[Path]) -> tuple[Voice, ...]:
    """All voices, in alphabetical order.

    Raises:
        VoiceError: a profile is wrong.
    """
    return tuple(_read_profile(path) for path in _find_profiles(folders).values())


def read_lexicons(voice: Voice, folders: Sequence[Path]) -> tuple[tuple[str, str], ...]:
    """Path and text of each lexicon that the voice names; an earlier one wins.

    Where several folders have a lexicon of that name, all count, the workspace's
    own before podgen's: one line of one's own is enough to say a name better.

    Raises:
        VoiceError: a lexicon isn't there.
        LexiconError: one is not UTF-8, or can't be read.
    """
    return tuple(
        (str(path), _read_text(path, LexiconError))
        for name in voice.lexicons
        for path in _find_lexicons(name, voice, folders)
    )


def _find_profiles(folders: Sequence[Path]) -> dict[str, Path]:
    """Profiles by name; a name in an earlier folder hides it in later ones."""
    found = {path.stem: path for folder in reversed(folders) for path in folder.glob("*.toml")}
    return dict(sorted(found.items()))


def _find_lexicons(name: str, voice: Voice, folders: Sequence[Path]) -> list[Path]:
    all_lexicons = [path for folder in folders for path in sorted(folder.glob("lexicon/*.tsv"))]
    found = [path for path in all_lexicons if path.stem == name]
    if not found:
        names = ", ".join(sorted({path.stem for path in all_lexicons})) or "none"
        raise VoiceError(f"voice {voice.name!r}: no lexicon {name!r}; there are: {names}")
    return found


def _read_profile(path: Path) -> Voice:
    table = _read_table(path)
    if "name" in table:
        raise VoiceError(f"{path}: the voice's name is the file's; take out the key 'name'")
    try:
        voice = _VOICE.validate_python({**table, "name": path.stem})
    except ValidationError as error:
        mistakes = dict.fromkeys(_describe_mistakes(error))
        raise VoiceError(f"{path}: {'; '.join(mistakes)}") from error
    _check_ranges(voice, path)
    try:
        load_engine(voice.engine, voice.options)
    except (VoiceError, EngineError) as error:
        raise VoiceError(f"{path}: {error}") from error
    return voice


def _read_table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read_text(path, VoiceError))
    except tomllib.TOMLDecodeError as error:
        raise VoiceError(f"{path}: {error}") from error


def _describe_mistakes(error: ValidationError) -> Iterator[str]:
    for mistake in error.errors():
        key = ".".join(map(str, mistake["loc"][:2]))
        if mistake["type"] == "unexpected_keyword_argument":
            known = ", ".join(_KEYS[mistake["loc"][:-1]])
            yield f"no key {key!r}; there are: {known}"
        elif key.startswith("options."):
            yield f"{key} must be text, a number, true or false"
        elif mistake["type"] == "missing":
            yield f"key {key!r} is missing"
        else:
            message = mistake["msg"].replace("tuple", "list").replace("dictionary", "table")
            yield f"{key} is {mistake['input']!r}: {message}"


def _check_ranges(voice: Voice, path: Path) -> None:
    if voice.workers is not None and voice.workers < 1:
        raise VoiceError(f"{path}: workers is {voice.workers}; at least 1 must speak")
    for field in fields(Pauses):
        if getattr(voice.pauses, field.name) < 0:
            raise VoiceError(f"{path}: pauses.{field.name} is below 0; give milliseconds")


def _read_text(path: Path, failure: type[VoiceError | LexiconError]) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise failure(f"{path}: can't be read: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise failure(f"{path}:{line}: not UTF-8; save the file as UTF-8") from error
