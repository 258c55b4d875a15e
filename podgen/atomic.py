"""Files that are whole or not there: written beside, flushed to disk, renamed."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it takes `path`'s place when the block ends well.

    If the block raises, the new file is removed and an old one is untouched.
    Missing folders are made.

    Raises:
        OSError: the folder can't be written, or the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = _make_beside(path)
    try:
        yield beside
        _flush_to_disk(beside)
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


def write_atomically(path: Path, content: bytes) -> bool:
    """Put `content` into `path`; a file that holds it already is not touched.

    Returns:
        Whether the file changed.

    Raises:
        OSError: the folder can't be written, or the disk is full.
    """
    with suppress(FileNotFoundError):
        if path.read_bytes() == content:
            return False
    with replacing(path) as beside:
        beside.write_bytes(content)
    return True


def _make_beside(path: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        # The user knows the file by its own name.
        raise OSError(error.errno, error.strerror, str(path)) from error
    os.close(handle)
    return Path(name)


def _flush_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _umask() -> int:
    # mkstemp makes files that only their owner may read; what is published is for the web server.
    mask = os.umask(0)
    os.umask(mask)
    return mask
