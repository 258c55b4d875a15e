"""Does to a clean article what writing it in several calls does to it.

An article that is written in pieces is a list of reads of the text that was
meant: each piece begins at, or before, the place where the one before it broke
off. `corrupt` makes such reads, seeded, and sets between them what models set
there.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

MARKERS = (
    "---END---",
    "---",
    "END",
    "[続く]",
    "（続く）",
    "<|end|>",
    "<|endoftext|>",
    "=== 続く ===",
    "<<CONTINUE>>",
    "[CONTINUED]",
    "--- ここまで ---",
    "▼続き▼",
    "***",
    "■□■□■",
    "~~~~~~~~",
    "[[PART-BREAK]]",
)
CHATTER = (
    "続きを書きます。",
    "承知しました。続きを出力します。",
    "以下、続きです。",
    "それでは、記事の続きを執筆します。",
    "（文字数の都合で、ここで区切ります）",
    "Here is the continuation of the article:",
)
LEADS = ("...", "…", "――", "……", "・・・")


@dataclass(frozen=True)
class Piece:
    """One read of the text, and what stands before it."""

    text: str
    lead: str = ""
    """An ellipsis, a heading or chatter."""
    seam: str | None = None
    """The marker before it; none if there isn't any."""


def places_in(text: str, pattern: str) -> list[int]:
    """Offsets after each match, without the ends of the text."""
    return [m.end() for m in re.finditer(pattern, text) if 0 < m.end() < len(text)]


class Writer:
    """Breaks a text off and goes on, with one kind of fault."""

    def __init__(self, text: str, rng: random.Random) -> None:
        self.text = text.rstrip("\n")
        self.rng = rng
        self.blocks = places_in(self.text, r"\n\n+")
        self.sentences = places_in(self.text, r"[。！？](?![」』）!？！])(?:\n+)?")
        self.headings = [m.start() for m in re.finditer(r"(?m)^#+ ", self.text)]

    def break_off(self, kind: str | None = None) -> int:
        """Choose a place to break off: between blocks, sentences, or within a word."""
        kind = kind or self.rng.choice(["block", "sentence", "word", "word"])
        low, high = len(self.text) // 5, len(self.text) - 8
        if kind == "block":
            return self._pick(self.blocks, low, high)
        if kind == "sentence":
            return self._pick(self.sentences, low, high)
        inside = [
            m.start() + self.rng.randrange(4, max(5, len(m.group()) - 3))
            for m in re.finditer(r"(?m)(?<![#|>`\-\d])(?<=^)[^\n#|>`\-\d][^\n]{30,}", self.text)
        ]
        return self._pick([p for p in inside if self.text[p - 1] not in "。！？」、"], low, high)

    def _pick(self, places: list[int], low: int, high: int) -> int:
        fitting = [p for p in places if low <= p <= high]
        return self.rng.choice(fitting or places or [max(1, high)])

    def sentence_before(self, place: int, back: int) -> int:
        """The start of the sentence that lies `back` sentences before a place."""
        starts = sorted({0, *self.sentences, *self.blocks})
        before = [p for p in starts if p < place]
        return before[max(0, len(before) - back)] if before else 0

    def heading_before(self, place: int) -> int:
        """A heading before a place, or the start."""
        before = [p for p in self.headings if p < place - 40]
        return self.rng.choice(before) if before else 0

    def block_before(self, place: int) -> int:
        """A block's start well before a place."""
        before = [0, *(p for p in self.blocks if p < place - 60)]
        return self.rng.choice(before[-6:])


def _split(writer: Writer) -> list[Piece]:
    cut = writer.break_off()
    return [Piece(writer.text[:cut]), Piece(writer.text[cut:])]


def _overlap(writer: Writer) -> list[Piece]:
    cut = writer.break_off()
    if writer.rng.random() < 0.5:
        back = writer.sentence_before(cut, writer.rng.choice([1, 1, 2]))
    else:
        back = max(0, cut - writer.rng.randrange(12, 80))
        while writer.text[back] in "\n#-|> ":
            back += 1
    lead = writer.rng.choice(["", *LEADS])
    return [Piece(writer.text[:cut]), Piece(writer.text[back:], lead=lead)]


def _jump_back(writer: Writer) -> list[Piece]:
    cut = writer.break_off()
    tail = writer.sentence_before(cut, 1)
    back = writer.block_before(cut)
    lead = writer.rng.choice(LEADS)
    return [
        Piece(writer.text[:cut]),
        Piece(writer.text[tail:cut], lead=lead),
        Piece(writer.text[back:], seam=""),
    ]


def _restart_at_heading(writer: Writer) -> list[Piece]:
    cut = writer.break_off()
    return [Piece(writer.text[:cut]), Piece(writer.text[writer.heading_before(cut) :])]


def _restart_whole(writer: Writer) -> list[Piece]:
    cut = writer.break_off() if writer.rng.random() < 0.7 else len(writer.text)
    return [Piece(writer.text[:cut]), Piece(writer.text)]


def _stale_rerun(writer: Writer) -> list[Piece]:
    cut = writer.break_off()
    back = writer.block_before(cut)
    middle = writer.rng.randrange(back + (cut - back) // 2, cut)
    again = writer.sentence_before(middle, 1)
    return [
        Piece(writer.text[:cut]),
        Piece(writer.text[back:middle]),
        Piece(writer.text[again:]),
    ]


def _fragment(writer: Writer) -> list[Piece]:
    cut = writer.break_off("word")
    start = writer.sentence_before(cut, 1)
    longer = min(len(writer.text), cut + writer.rng.randrange(3, 20))
    back = writer.sentence_before(cut, writer.rng.choice([1, 2, 3]))
    return [
        Piece(writer.text[:cut]),
        Piece(writer.text[start:longer]),
        Piece(writer.text[back:]),
    ]


def _loop(writer: Writer) -> list[Piece]:
    long = [
        (a, b)
        for a, b in zip(writer.sentences, writer.sentences[1:], strict=False)
        if b - a >= 28 and "\n" not in writer.text[a : b - 2]
    ]
    if not long:
        return _overlap(writer)
    start, end = writer.rng.choice(long)
    sentence = writer.text[start:end].strip("\n")
    copies = writer.rng.choice([1, 2, 3])
    glue = writer.rng.choice(["", "\n\n"])
    head = writer.text[:start] + sentence
    rest = writer.text[start + len(sentence) :]
    return [Piece(head + (glue + sentence) * copies + rest)]


def _copies(writer: Writer) -> list[Piece]:
    pieces, cut = [], 0
    for _ in range(writer.rng.choice([2, 3])):
        cut = max(cut, writer.break_off())
        pieces.append(Piece(writer.text[:cut]))
    return [*pieces, Piece(writer.text)]


def _heading_again(writer: Writer) -> list[Piece]:
    cut = writer.break_off("block")
    before = [p for p in writer.headings if p < cut - 4]
    if not before or cut in writer.headings:
        return _overlap(writer)
    heading = writer.text[before[-1] :].split("\n", 1)[0]
    return [Piece(writer.text[:cut]), Piece(writer.text[cut:], lead=f"{heading}\n\n")]


def _chat(writer: Writer) -> list[Piece]:
    first, second = _overlap(writer)
    words = writer.rng.choice(CHATTER)
    return [first, replace(second, lead=f"{words}\n\n{second.lead}")]


def _relayout(writer: Writer) -> list[Piece]:
    cut = writer.break_off()
    back = writer.block_before(cut)
    again = _RELAYOUTS[writer.rng.choice(sorted(_RELAYOUTS))](writer.text[back:cut])
    return [Piece(writer.text[:cut]), Piece(again + writer.text[cut:])]


def _mistype(writer: Writer) -> list[Piece]:
    """A repeat in which one letter is doubled, lost or wrong, now here, now there."""
    cut = writer.break_off("block")
    back = writer.block_before(cut)
    letters = [
        i for i in range(back + 3, cut - 12) if re.match(r"[ぁ-ん]{3}", writer.text[i - 1 : i + 2])
    ]
    if not letters:
        return _overlap(writer)
    at = writer.rng.choice(letters)
    text = writer.text
    if writer.rng.random() < 0.4:
        doubled = text[: at + 1] + text[at : at + 1] + text[at + 1 : cut]
        return [Piece(doubled), Piece(text[back:])]
    wrong = writer.rng.choice([text[at] * 2, "", "ゃ"])
    return [Piece(text[:cut]), Piece(text[back:at] + wrong + text[at + 1 :])]


def _omit(writer: Writer) -> list[Piece]:
    """A repeat, or a first copy, without one sentence."""
    cut = writer.break_off("block")
    back = writer.block_before(cut)
    inside = [
        (a, b)
        for a, b in zip(writer.sentences, writer.sentences[1:], strict=False)
        if back + 20 < a and b < cut - 20 and "\n" not in writer.text[a:b]
    ]
    if not inside:
        return _overlap(writer)
    start, end = writer.rng.choice(inside)
    text = writer.text
    if writer.rng.random() < 0.5:
        return [Piece(text[:start] + text[end:cut]), Piece(text[back:])]
    return [Piece(text[:cut]), Piece(text[back:start] + text[end:])]


def _full_width(text: str) -> str:
    table = {ord(c): ord(c) + 0xFEE0 for c in "0123456789!?()%"}
    return re.sub(r"(?m)^(?![#>|\s\-\d`]).*$", lambda m: m.group().translate(table), text)


_RELAYOUTS: dict[str, Callable[[str], str]] = {
    "joined": lambda text: re.sub(r"(?<=[。！？])\n\n(?![#\-|>\d`「])", " ", text),
    "headings": lambda text: re.sub(r"(?m)^#+ ", "#### ", text),
    "width": _full_width,
    "lists": lambda text: re.sub(r"(?m)^- ", "* ", text),
    "wrapped": lambda text: re.sub(r"(?m)^([^\n#|>\-`]{40})(?=[^\n]{10})", r"\1\n", text),
}

DAMAGES: dict[str, Callable[[Writer], list[Piece]]] = {
    "split": _split,
    "overlap": _overlap,
    "jump back": _jump_back,
    "heading restart": _restart_at_heading,
    "whole restart": _restart_whole,
    "stale rerun": _stale_rerun,
    "fragment": _fragment,
    "loop": _loop,
    "copies": _copies,
    "heading again": _heading_again,
    "chatter": _chat,
    "layout": _relayout,
    "typo": _mistype,
    "omission": _omit,
}
NEEDS_MARKER = frozenset({"split", "heading again", "fragment", "chatter"})
"""Damages that leave no trace, or no way back, where no marker shows the seam."""


def join_pieces(pieces: list[Piece], marker: str | None, style: str) -> str:
    """Paste pieces together; `style` is how a marker sits: blank, tight or glued."""
    text = pieces[0].text
    for piece in pieces[1:]:
        body = piece.lead + piece.text.lstrip("\n")
        if marker is None or piece.seam == "":
            broken = text.endswith("\n") or text[-1:] in "。！？」"
            text = text.rstrip("\n") + ("\n\n" if broken or "\n" in piece.lead else "") + body
        elif style == "glued":
            text = text.rstrip("\n") + marker + body
        else:
            gap = "\n\n" if style == "blank" else "\n"
            text = text.rstrip("\n") + gap + marker + gap + body
    return text


def corrupt(text: str, damage: str, seed: int, *, marked: bool | None = None) -> str:
    """Damage a clean text in one way; `marked` asks for a marker, or for none."""
    rng = random.Random(f"{damage}:{seed}")
    pieces = DAMAGES[damage](Writer(text, rng))
    wants = rng.random() < 0.6 if marked is None else marked
    marker = rng.choice(MARKERS) if wants or damage in NEEDS_MARKER else None
    style = rng.choice(["blank", "blank", "tight", "glued"])
    if marker in {"---", "***", "~~~~~~~~"} or (marker and damage == "chatter"):
        style = "blank"
    if marker in {"---", "***"} and damage in {"split", "heading again"}:
        marker = "---END---"
    damaged = join_pieces(pieces, marker, style)
    if marker and rng.random() < 0.5:
        damaged += f"\n\n{marker}"
    return damaged + "\n"


def corrupt_often(text: str, damages: int, seed: int) -> str:
    """Damage a text several times over, in disjoint stretches."""
    rng = random.Random(f"often:{damages}:{seed}")
    blocks = text.rstrip("\n").split("\n\n")
    size = max(1, len(blocks) // damages)
    parts = [blocks[i * size : (i + 1) * size] for i in range(damages - 1)]
    parts.append(blocks[(damages - 1) * size :])
    out = []
    for number, part in enumerate(parts):
        stretch = "\n\n".join(part)
        if len(stretch) < 200:
            out.append(stretch)
            continue
        damage = rng.choice(sorted(DAMAGES))
        out.append(corrupt(stretch, damage, seed * 31 + number).rstrip("\n"))
    return "\n\n".join(out) + "\n"
