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
