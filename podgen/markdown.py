"""Markdown → blocks of plain text with the lines they come from.

What is not for the ear is left out here: code blocks, link targets, footnotes,
struck text, scripts, comments, Liquid tags and kramdown attributes. What stands
for something is kept as its words: a link's text, a picture's alternative text,
inline code, the cells of a table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import lxml.html
from lxml.etree import ParserError
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_cjk_friendly import cjk_friendly, is_cjk
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin


class BlockKind(Enum):
    """What a stretch of text is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """A list item or a table row."""


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list item or table row."""

    kind: BlockKind
    text: str
    """Without markup; `\\n` only where the author broke the line on purpose."""
    line: int
    """The line of the article's file on which it begins, from 1."""


def read_blocks(body: str, first_line: int) -> tuple[Block, ...]:
    """The blocks of a Markdown text in order, none of them empty.

    Args:
        body: Markdown as Jekyll takes it.
        first_line: the line of the file on which `body` begins, from 1.
    """
    tokens = _MARKDOWN.parse(blank_template_marks(body))
    return tuple(
        Block(kind, text, first_line + line)
        for kind, text, line in _walk_tokens(tokens)
        if text.strip()
    )


def blank_template_marks(body: str) -> str:
    r"""Take out Liquid and kramdown marks; lines keep their numbers.

    >>> blank_template_marks("{% include x.html %}本文{{ page.x }}。\n{: .note }\n")
    '本文。\n\n'
    >>> blank_template_marks("{% highlight python %}\nx = 1\n{% endhighlight %}")
    '\n\n'
    """
    return _TEMPLATE_MARKS.sub(lambda mark: "\n" * mark[0].count("\n"), body)


_TEMPLATE_MARKS = re.compile(
    r"\{%-?\s*(highlight|comment)\b.*?\{%-?\s*end\1\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}|\{:[^}\n]*\}",
    re.DOTALL,
)

_MARKDOWN = (
    MarkdownIt("commonmark")
    .enable(["table", "strikethrough"])
    .use(cjk_friendly)
    .use(footnote_plugin)
    .use(tasklists_plugin)
)


def _walk_tokens(tokens: Sequence[Token]) -> Iterator[tuple[BlockKind, str, int]]:
    """Kind, text and line (from 0) of everything that is said, in order."""
    walk = _Walk()
    for token in tokens:
        yield from walk.step(token)


class _Walk:
    """Where in the nesting of lists, tables and footnotes the tokens are."""

    def __init__(self) -> None:
        self._numbers: list[int | None] = []
        self._mark = ""
        self._heading = False
        self._in_footnotes = False
        self._row: list[str] | None = None
        self._line = 0

    def step(self, token: Token) -> Iterator[tuple[BlockKind, str, int]]:
        if token.map:
            self._line = token.map[0]
        name, _, edge = token.type.rpartition("_")
        if edge in {"open", "close"}:
            yield from self._enter_or_leave(name, entering=edge == "open", token=token)
        elif self._in_footnotes:
            return
        elif token.type == "inline":
            yield from self._say(flatten_inline(token.children or []))
        elif token.type == "html_block":
            yield BlockKind.PARAGRAPH, flatten_html(token.content), self._line

    def _enter_or_leave(
        self, name: str, *, entering: bool, token: Token
    ) -> Iterator[tuple[BlockKind, str, int]]:
        match name:
            case "heading":
                self._heading = entering
            case "footnote_block":
                self._in_footnotes = entering
            case "bullet_list" | "ordered_list" if entering:
                first = int(token.attrs.get("start", 1)) if name == "ordered_list" else None
                self._numbers.append(first)
            case "bullet_list" | "ordered_list":
                self._numbers.pop()
            case "list_item" if entering:
                self._mark = self._next_number()
            case "tr" if entering:
                self._row = []
            case "tr":
                row, self._row = self._row or [], None
                yield BlockKind.ITEM, "、".join(row), self._line

    def _next_number(self) -> str:
        number = self._numbers[-1]
        if number is None:
            return ""
        self._numbers[-1] = number + 1
        return f"{number}、"

    def _say(self, text: str) -> Iterator[tuple[BlockKind, str, int]]:
        if self._row is not None:
            self._row.extend(filter(None, [text.strip()]))
            return
        kind = BlockKind.ITEM if self._numbers else BlockKind.PARAGRAPH
        mark, self._mark = self._mark, ""
        yield BlockKind.HEADING if self._heading else kind, mark + text.strip(), self._line


def flatten_inline(tokens: Sequence[Token]) -> str:
    """The words of one block: emphasis, link targets and footnote marks fall away.

    >>> flatten_inline(_MARKDOWN.parseInline("**「強調」**と[`名`](/a)![絵](b.png)")[0].children)
    '「強調」と名絵'
    >>> flatten_inline(_MARKDOWN.parseInline("<ruby>凌駕<rt>りょうが</rt></ruby>する")[0].children)
    '凌駕（りょうが）する'
    """
    parts: list[str] = []
    unsaid = 0
    for index, token in enumerate(tokens):
        unsaid += _silence_step(token)
        if unsaid:
            continue
        if token.type == "softbreak":
            parts.append(_soft_break("".join(parts), tokens[index + 1 :]))
        else:
            parts.append(_inline_text(token))
    return "".join(parts)


def _silence_step(token: Token) -> int:
    """How much deeper into what is not said this token leads."""
    tag = token.content.strip("<>/ ").partition(" ")[0].lower()
    if token.type == "html_inline" and tag in _UNSAID_TAGS:
        return -1 if token.content.startswith("</") else 1
    return {"s_open": 1, "s_close": -1}.get(token.type, 0)


_UNSAID_TAGS = {"script", "style", "rp", "del", "s"}


def _inline_text(token: Token) -> str:
    match token.type:
        case "hardbreak":
            return "\n"
        case "html_inline":
            return _INLINE_TAGS.get(re.sub(r"[\s/]*>$| .*", "", token.content.lower()), "")
        case "image" | "text" | "code_inline":
            return token.content
    return ""


_INLINE_TAGS = {"<br": "\n", "<rt": "（", "</rt": "）"}


def _soft_break(before: str, after: Sequence[Token]) -> str:
    """Nothing beside Japanese, which has no spaces; a space between other words."""
    following = next((token.content for token in after if token.content), "")
    return "" if is_cjk(before[-1:]) or is_cjk(following[:1]) else " "


def flatten_html(source: str) -> str:
    """The words of a block of HTML, without scripts, styles and comments.

    >>> flatten_html("<div><script>x()</script><p>本文 &amp; 注</p><!-- 秘密 --></div>")
    '本文 & 注'
    """
    try:
        root = lxml.html.fromstring(f"<div>{source}</div>")
    except ParserError:
        return ""
    for unsaid in root.xpath("//script|//style|//comment()|//template|//del|//rp"):
        unsaid.drop_tree()
    for reading in root.xpath("//rt"):
        reading.text = f"（{reading.text_content()}）"
    for image in root.xpath("//img[@alt]"):
        image.tail = image.get("alt") + (image.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().splitlines())
    return "\n".join(filter(None, lines))
