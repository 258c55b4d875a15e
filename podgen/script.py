"""Article → `Script`: sections under headings, made of utterances."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from podgen.errors import ArticleError
from podgen.markdown import Block, BlockKind, read_blocks
from podgen.model import Article, Boundary, Script, Section, Utterance
from podgen.sentences import split_long, split_sentences

Read = Callable[[str], str]


def write_script(article: Article, read: Read, max_chars: int) -> Script:
    """Lay out what is said: the title, then each section with its heading.

    Args:
        article: with its text already de-duplicated.
        read: written text → what the engine is given; empty where nothing is spoken.
        max_chars: the longest reading that the engine takes in one call, in characters.

    Raises:
        ArticleError: apart from its title and headings, the article says nothing.
    """
    read = cache(read)
    blocks = [block for block in read_blocks(article.body, article.body_line) if read(block.text)]
    blocks = _without_title(blocks, article.title)
    if all(block.kind is BlockKind.HEADING for block in blocks):
        raise ArticleError(f"{article.path}: says nothing: no text is left to be spoken")
    title = Block(BlockKind.HEADING, article.title, 1)
    sections = tuple(
        Section(heading, tuple(_utter_blocks(section, follows, read, max_chars)))
        for heading, section, follows in _split_sections(title, blocks)
    )
    return Script(article.title, sections)


def _without_title(blocks: Sequence[Block], title: str) -> list[Block]:
    """The blocks without a first one that only says the title again."""
    if blocks and _fold(blocks[0].text) == _fold(title):
        return list(blocks[1:])
    return list(blocks)


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _split_sections(
    title: Block, blocks: Sequence[Block]
) -> Iterator[tuple[str, list[Block], bool]]:
    """Heading, blocks, and whether another section follows.

    A heading with no text of its own stays with what comes under it: an empty
    chapter is of no use to a listener.
    """
    sections = [[title]]
    for block in blocks:
        if block.kind is BlockKind.HEADING and _says_something(sections[-1]):
            sections.append([])
        sections[-1].append(block)
    if not _says_something(sections[-1]) and len(sections) > 1:
        last = sections.pop()
        sections[-1] += last
    for index, section in enumerate(sections):
        yield section[0].text, section, index < len(sections) - 1


def _says_something(section: Sequence[Block]) -> bool:
    return any(block.kind is not BlockKind.HEADING for block in section)


def _utter_blocks(
    blocks: Sequence[Block], follows: bool, read: Read, max_chars: int
) -> Iterator[Utterance]:
    after = Boundary.BEFORE_HEADING if follows else Boundary.PARAGRAPH
    boundaries = [_boundary_between(*pair) for pair in pairwise(blocks)] + [after]
    for block, boundary in zip(blocks, boundaries, strict=True):
        pieces = list(_split_block(block.text, read, max_chars))
        for index, (piece, inner) in enumerate(pieces):
            last = index == len(pieces) - 1
            yield Utterance(piece, read(piece), boundary if last else inner, block.line)


def _boundary_between(block: Block, following: Block) -> Boundary:
    if block.kind is BlockKind.HEADING:
        return Boundary.AFTER_HEADING
    if following.kind is BlockKind.HEADING:
        return Boundary.BEFORE_HEADING
    if block.kind is following.kind is BlockKind.ITEM:
        return Boundary.ITEM
    return Boundary.PARAGRAPH


def _split_block(text: str, read: Read, max_chars: int) -> Iterator[tuple[str, Boundary]]:
    """The pieces of a block that are spoken, each with the boundary inside the block."""
    for sentence in split_sentences(text):
        pieces = [
            piece.strip()
            for piece in split_long(sentence, lambda piece: len(read(piece)) <= max_chars)
            if read(piece)
        ]
        for index, piece in enumerate(pieces):
            yield piece, Boundary.SENTENCE if index == len(pieces) - 1 else Boundary.CUT
