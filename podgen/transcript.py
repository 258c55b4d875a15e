"""What is said, with times: WebVTT, SubRip and Podcasting 2.0 JSON.

A sentence is shown as one or more captions of at most two short lines, broken
between phrases; its time is shared out among them by their length.
"""

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

import budoux

from podgen.model import Cue, Timeline

LINE_CHARS = 32
"""podcast-namespace, transcripts.md: two lines of 32 characters."""
CAPTION_LINES = 2

_INSEPARABLE = re.compile(r"[0-9A-Za-z０-９][.,]?\Z")
"""Ends a phrase that must not part from a letter or digit that follows."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_OPENING = tuple("「『（【〈《［(“‘")


@dataclass(frozen=True)
class Caption:
    """What is shown at once."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its lines as one."""
        return join_lines(self.lines)


def make_captions(timeline: Timeline) -> tuple[Caption, ...]:
    """Everything that is said, in order; no caption overlaps another or is empty."""
    return tuple(caption for cue in timeline.cues for caption in _caption_cue(cue))


def render_vtt(timeline: Timeline) -> str:
    """A WebVTT file (W3C WebVTT, section 4.1)."""
    blocks = [
        f"{_clock_time(each.start_ms, '.')} --> {_clock_time(each.end_ms, '.')}\n"
        + html.escape("\n".join(each.lines), quote=False)
        for each in make_captions(timeline)
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def render_srt(timeline: Timeline) -> str:
    """A SubRip file, numbered from 1."""
    return "\n".join(
        f"{number}\n{_clock_time(each.start_ms, ',')} --> {_clock_time(each.end_ms, ',')}\n"
        # SubRip has no escapes; an arrow in the text would be taken for a time.
        + "\n".join(each.lines).replace("-->", "→")
        + "\n"
        for number, each in enumerate(make_captions(timeline), start=1)
    )


def render_json_transcript(timeline: Timeline) -> str:
    """A Podcasting 2.0 transcript, version 1.0.0 (podcast-namespace, transcripts.md)."""
    segments = [
        {
            "startTime": each.start_ms / 1000,
            "endTime": each.end_ms / 1000,
            "body": each.text,
        }
        for each in make_captions(timeline)
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1)


def break_lines(text: str) -> tuple[str, ...]:
    """Text in lines of at most 32 characters, broken between phrases where that can be.

    >>> break_lines("短い文。")
    ('短い文。',)
    >>> text = "彼らの強みは、その戦略にあります。モデルの詳細まで公開しているのです。"
    >>> for line in break_lines(text):
    ...     print(line)
    彼らの強みは、その戦略にあります。モデルの詳細まで
    公開しているのです。
    """
    lines = [""]
    for phrase in _split_phrases(" ".join(_CONTROLS.sub("", text).split())):
        if len((lines[-1] + phrase).strip()) > LINE_CHARS:
            lines.append("")
        lines[-1] += phrase
    return tuple(line.strip() for line in lines if line.strip())


def join_lines(lines: Sequence[str]) -> str:
    """Lines as one: with a space only between words that are written with spaces.

    >>> join_lines(["短い文を", "つなぐ。"])
    '短い文をつなぐ。'
    >>> join_lines(["Research", "Company"])
    'Research Company'
    """
    text = "\n".join(lines)
    return re.sub(r"(?<=[!-~])\n(?=[!-~])", " ", text).replace("\n", "")


def _caption_cue(cue: Cue) -> Iterator[Caption]:
    lines = break_lines(cue.utterance.text)
    groups = [lines[at : at + CAPTION_LINES] for at in range(0, len(lines), CAPTION_LINES)]
    spoken = accumulate((sum(map(len, group)) for group in groups), initial=0)
    total = max(1, sum(map(len, lines)))
    edges = [cue.start_ms + (cue.end_ms - cue.start_ms) * each // total for each in spoken]
    for (start_ms, end_ms), group in zip(pairwise(edges), groups, strict=True):
        yield Caption(start_ms, end_ms, group)


def _split_phrases(text: str) -> Iterator[str]:
    """Phrases as BudouX finds them, but never parting a number, a word or an opening bracket."""
    held = ""
    for phrase in _load_parser().parse(text):
        if held and not _may_part(held, phrase):
            held += phrase
            continue
        yield from _cut_phrase(held)
        held = phrase
    yield from _cut_phrase(held)


def _may_part(before: str, after: str) -> bool:
    if before.endswith(_OPENING):
        return False
    return not (_INSEPARABLE.search(before) and re.match(r"[0-9A-Za-z０-９]", after))


def _cut_phrase(phrase: str) -> Iterator[str]:
    """Cut what does not fit on a line between words, else anywhere (an address, say)."""
    if len(phrase) <= LINE_CHARS:
        yield phrase
        return
    for word in re.findall(r"\s*\S+", phrase):
        yield from (word[at : at + LINE_CHARS] for at in range(0, len(word), LINE_CHARS))


@cache
def _load_parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def _clock_time(ms: int, point: str) -> str:
    """Hours, minutes, seconds and milliseconds.

    >>> _clock_time(3_723_004, ".")
    '01:02:03.004'
    """
    minutes, ms = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{ms // 1000:02}{point}{ms % 1000:03}"
