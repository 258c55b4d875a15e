"""De-duplication against case files: what must come out, and what must stay."""

from pathlib import Path

import pytest

from podgen.dedupe import assemble_text

ARTICLES = Path(__file__).parent / "articles"


def damaged(*families: str) -> list[Path]:
    found = [path for family in families for path in sorted((ARTICLES / family).glob("*.md"))]
    return [path for path in found if not path.name.endswith(".clean.md")]


@pytest.mark.parametrize("path", damaged("wild", "synthetic"), ids=lambda path: path.stem)
def test_a_damaged_article_comes_out_as_its_author_meant_it(path: Path) -> None:
    expected = path.with_name(f"{path.stem}.clean.md").read_text(encoding="utf-8")
    assert assemble_text(path.read_text(encoding="utf-8"))[0] == expected


@pytest.mark.xfail(strict=True, reason="not yet assembled right; move it to synthetic/ once it is")
@pytest.mark.parametrize("path", damaged("known_failures"), ids=lambda path: path.stem)
def test_a_known_failure_still_fails(path: Path) -> None:
    expected = path.with_name(f"{path.stem}.clean.md").read_text(encoding="utf-8")
    assert assemble_text(path.read_text(encoding="utf-8"))[0] == expected


@pytest.mark.parametrize("path", damaged("negative"), ids=lambda path: path.stem)
def test_an_article_without_a_seam_stays_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert assemble_text(text) == (text, ())


@pytest.mark.parametrize("path", damaged("wild", "synthetic"), ids=lambda path: path.stem)
def test_cleaning_twice_changes_nothing_more(path: Path) -> None:
    once, _ = assemble_text(path.read_text(encoding="utf-8"))
    assert assemble_text(once) == (once, ())


@pytest.mark.parametrize("path", damaged("wild", "synthetic"), ids=lambda path: path.stem)
def test_a_removal_quotes_the_lines_that_it_names(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    for removal in assemble_text("\n".join(lines))[1]:
        assert removal.text in "\n".join(lines[removal.line - 1 : removal.end_line])
