"""`podgen init`: a show to start from."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from podgen.errors import ShowError


def write_scaffold(folder: Path) -> tuple[Path, ...]:
    """Lay out a new show; nothing that is there already is touched.

    Args:
        folder: made if it does not exist.

    Returns:
        The files that were written.

    Raises:
        ShowError: there is a show already.
        OSError: the folder can't be written.
    """
    show = folder / "feed" / "show.toml"
    if show.exists():
        raise ShowError(f"{show}: there is a show already; edit it, or name another folder")
    with as_file(files("podgen") / "scaffold_files") as source:
        names = sorted(path.relative_to(source) for path in source.rglob("*") if path.is_file())
        return tuple(_copy_file(source / name, folder / _real_name(name)) for name in names)


def _copy_file(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        shutil.copyfile(source, target)
    return target


def _real_name(name: Path) -> Path:
    """A file that tools would obey where podgen keeps it bears its name without the dot."""
    return name.with_name(".gitignore") if name.name == "gitignore" else name
