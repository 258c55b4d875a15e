"""`SLUG.episode.json` beside each MP3: the only record of what was published."""

import hashlib
import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from podgen.atomic import write_atomically
from podgen.errors import ShowError
from podgen.model import Episode

_EPISODE = TypeAdapter(Episode)


def digest_parts(*parts: object) -> str:
    """Digest whatever JSON can say: 64 hexadecimal digits."""
    written = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def read_records(public: Path) -> tuple[Episode, ...]:
    """Every record whose recording is there, whole, newest first.

    Raises:
        ShowError: a record is damaged.
    """
    records = [_read_record(path) for path in sorted(public.glob("*.episode.json"))]
    whole = [each for each in records if _size_of(public / each.audio) == each.audio_bytes]
    return tuple(sorted(whole, key=lambda each: (each.date, each.slug), reverse=True))


def write_record(episode: Episode, public: Path) -> None:
    """Write `SLUG.episode.json`.

    Raises:
        OSError: the disk is full or can't be written.
    """
    content = _EPISODE.dump_json(episode, indent=1) + b"\n"
    write_atomically(public / f"{episode.slug}.episode.json", content)


def _read_record(path: Path) -> Episode:
    try:
        return _EPISODE.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ShowError(f"{path}: damaged record; delete it and publish again") from error


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
