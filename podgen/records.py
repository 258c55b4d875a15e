"""`SLUG.episode.json` beside each MP3: the only record of what was published."""

import hashlib
import json
from dataclasses import replace
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
    """Every record whose recording is there, newest first.

    A recording of another size than its record says is a newer one, whose
    record a killed run did not come to write. It is whole, for it was renamed;
    so it stays published, with its true size, and counts as stale.

    Raises:
        ShowError: a record is damaged.
    """
    found = (_match_recording(_read_record(path), public) for path in public.glob("*.episode.json"))
    there = [each for each in found if each.audio_bytes]
    return tuple(sorted(there, key=lambda each: (each.date, each.slug), reverse=True))


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


def _match_recording(record: Episode, public: Path) -> Episode:
    try:
        size = (public / record.audio).stat().st_size
    except OSError:
        size = 0
    if size == record.audio_bytes:
        return record
    return replace(record, audio_bytes=size, fingerprint="")
