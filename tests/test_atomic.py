"""Files are whole or not there."""

from pathlib import Path

import pytest

from podgen.atomic import replacing, write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_content_is_written_and_missing_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    assert write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(path.parent) == ["b.txt"]


def test_a_file_that_holds_the_content_already_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    write_atomically(path, b"same")
    before = path.stat()
    assert not write_atomically(path, b"same")
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError), replacing(path) as beside:  # noqa: PT012
        beside.write_bytes(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["b.txt"]


def test_what_is_published_may_be_read_by_a_web_server(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    plain = tmp_path / "plain.txt"
    plain.touch()
    write_atomically(path, b"x")
    assert path.stat().st_mode == plain.stat().st_mode


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder nobody can write to")
def test_an_error_names_the_file_and_not_what_lay_beside_it() -> None:
    with pytest.raises(OSError, match=r"'/proc/self/b\.txt'$"):
        write_atomically(Path("/proc/self/b.txt"), b"x")
