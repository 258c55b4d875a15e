"""`show.toml` → `Show`, with every mistake in it named at once."""

import dataclasses
import re
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PIL import Image
from pydantic import TypeAdapter, ValidationError

from podgen.categories import CATEGORIES
from podgen.errors import ShowError
from podgen.model import Show

_SHOW = TypeAdapter(Show)
_KEYS = tuple(field.name for field in dataclasses.fields(Show))
_SMALLEST, _LARGEST = 1400, 3000
"""Pixels of a cover's side (Apple, artwork, support/896)."""


def read_show(folder: Path) -> Show:
    """Read `show.toml` in the show's folder.

    Raises:
        ShowError: it is missing or wrong; the message names the file, each field
            and what is allowed.
    """
    path = folder / "show.toml"
    try:
        show = _SHOW.validate_python(_read_toml(path))
    except ValidationError as error:
        raise ShowError(_join_mistakes(path, map(_describe_mistake, error.errors()))) from error
    show = dataclasses.replace(show, base_url=show.base_url.rstrip("/") + "/")
    mistakes = [*_find_mistakes(show), *_find_cover_mistakes(show, folder)]
    if mistakes:
        raise ShowError(_join_mistakes(path, mistakes))
    return show


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ShowError(
            f"{path}: no such file; name the show's folder with --show DIR, "
            "or start a show with 'podgen init DIR'"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ShowError(f"{path}: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ShowError(f"{path}: can't be read: {error}") from error


def _join_mistakes(path: Path, mistakes: Iterator[str] | list[str]) -> str:
    return f"{path}: {'; '.join(mistakes)}"


def _describe_mistake(mistake: Any) -> str:
    key = ".".join(map(str, mistake["loc"]))
    if mistake["type"] == "unexpected_keyword_argument":
        return f"no key '{key}'; there are: {', '.join(_KEYS)}"
    if mistake["type"] == "missing":
        return f"key '{key}' is missing"
    return f"{key} is {mistake['input']!r}: {mistake['msg']}"


def _find_mistakes(show: Show) -> Iterator[str]:
    for name in ("title", "description", "author"):
        if not getattr(show, name).strip():
            yield f"{name} is empty"
    for name in ("link", "base_url"):
        if not _is_web_address(getattr(show, name)):
            yield f"{name} is '{getattr(show, name)}'; write a whole address, such as https://…"
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})?", show.language):
        yield f"language is '{show.language}'; write a code of ISO 639, such as ja"
    if show.category not in CATEGORIES:
        yield f"category is '{show.category}'; one of: {', '.join(CATEGORIES)}"
    elif show.subcategory and show.subcategory not in CATEGORIES[show.category]:
        allowed = ", ".join(CATEGORIES[show.category]) or "none"
        yield f"subcategory is '{show.subcategory}'; '{show.category}' has: {allowed}"
    if show.guid and not _is_uuid(show.guid):
        yield f"guid is '{show.guid}'; write a UUID, or leave it out"
    if show.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", show.email):
        yield f"email is '{show.email}', which is no address"


def _is_web_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and text.isascii()


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _find_cover_mistakes(show: Show, folder: Path) -> Iterator[str]:
    if not show.cover:
        return
    path = folder / show.cover
    try:
        with Image.open(path) as picture:
            kind, (width, height) = picture.format, picture.size
    except (OSError, Image.DecompressionBombError) as error:
        yield f"cover '{show.cover}' can't be read: {error}"
        return
    endings = {"JPEG": {".jpg", ".jpeg"}, "PNG": {".png"}}
    if path.suffix.lower() not in endings.get(kind or "", set()):
        yield f"cover '{show.cover}' is {kind} inside; it must be a JPEG or PNG, named as it is"
    if width != height or not _SMALLEST <= width <= _LARGEST:
        yield f"cover is {width} × {height}; it must be square, {_SMALLEST} to {_LARGEST} pixels"
