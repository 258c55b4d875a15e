"""Assembles an article that was written in pieces; nothing twice, nothing lost.

A text is read as overlapping reads of one text (`assemble`): marks and layout
are set aside (`marks`, `stream`), repeats are followed letter by letter
(`align`), what stands around them tells a seam from what the author meant to
say twice (`evidence`), and the pieces are joined as their block asks (`rejoin`).
"""

from dataclasses import replace

from podgen.dedupe.assemble import Assembler
from podgen.dedupe.report import plan_edits
from podgen.dedupe.stream import Stream
from podgen.model import Article, Removal

__all__ = ["assemble_text", "drop_repeats"]


def drop_repeats(article: Article) -> tuple[Article, tuple[Removal, ...]]:
    """Give the article with everything said once, and what was taken out and why.

    An article without a seam comes back as it is, byte for byte.
    """
    body, removals = assemble_text(article.body, article.body_line)
    return replace(article, body=body), removals


def assemble_text(body: str, first_line: int = 1) -> tuple[str, tuple[Removal, ...]]:
    r"""Assemble Markdown; `first_line` is the number of its first line in the file.

    >>> assemble_text("雨が降った。\n\n---END---\n\n風が吹いた。\n")[0]
    '雨が降った。\n\n風が吹いた。\n'
    """
    stream = Stream(body)
    assembler = Assembler(stream)
    assembler.read()
    edits, removals = plan_edits(stream, assembler, first_line)
    parts, at = [], 0
    for edit in edits:
        parts += [body[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, body[at:]]), removals
