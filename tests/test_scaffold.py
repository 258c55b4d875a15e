"""A show to start from."""

from pathlib import Path

import pytest

from podgen.errors import ShowError
from podgen.scaffold import write_scaffold


def test_a_new_show_has_what_it_takes(tmp_path: Path) -> None:
    written = write_scaffold(tmp_path / "show")
    names = {str(path.relative_to(tmp_path / "show")) for path in written}
    assert {"feed/show.toml", "voices/lexicon/own.tsv", ".gitignore"} <= names
    assert any(name.startswith("feed/articles/") for name in names)
    assert all(path.read_text(encoding="utf-8") for path in written)


def test_a_show_that_is_there_is_not_touched(tmp_path: Path) -> None:
    write_scaffold(tmp_path)
    show = tmp_path / "feed" / "show.toml"
    show.write_text("mine", encoding="utf-8")
    with pytest.raises(ShowError, match="there is a show already"):
        write_scaffold(tmp_path)
    assert show.read_text(encoding="utf-8") == "mine"


def test_other_files_of_the_folder_stay_as_they_are(tmp_path: Path) -> None:
    own = tmp_path / "voices" / "README.md"
    own.parent.mkdir()
    own.write_text("mine", encoding="utf-8")
    write_scaffold(tmp_path)
    assert own.read_text(encoding="utf-8") == "mine"
