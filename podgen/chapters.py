"""Cues → chapters; chapters → ID3 frames and JSON chapters."""

import json
from collections.abc import Sequence
from dataclasses import replace

from mutagen.id3 import CHAP, CTOC, TIT2, CTOCFlags, Encoding, Frame

from podgen.model import Chapter, Script, Timeline

LEAD_IN_MS = 300
"""How long before its first word a chapter begins, so that a player's jump misses nothing."""
MOST_CHAPTERS = 255
"""CTOC counts its children in one byte (ID3v2 Chapter Frame Addendum 1.0, section 3.2)."""
_NO_OFFSET = 0xFFFFFFFF
"""Times count, not bytes (the same, section 3.1)."""


def make_chapters(script: Script, timeline: Timeline) -> tuple[Chapter, ...]:
    """A chapter for each section, from 0 to the end without a gap.

    Each begins in the silence before its section's first word, 300 ms before
    it where the silence is that long. None for a lone section: players show a
    list of one as a fault.
    """
    if len(script.sections) < 2:
        return ()
    starts = [0]
    for before, cue in zip(timeline.cues, timeline.cues[1:], strict=False):
        if cue.section != before.section:
            starts.append(max(before.end_ms, cue.start_ms - LEAD_IN_MS))
    ends = [*starts[1:], timeline.duration_ms]
    titles = [section.title for section in script.sections]
    return tuple(map(Chapter, titles, starts, ends))


def chapter_frames(chapters: Sequence[Chapter]) -> tuple[Frame, ...]:
    """ID3 frames: an ordered table of contents at the top, and a CHAP for each chapter.

    Beyond 255 chapters the last one holds the rest.
    """
    if not chapters:
        return ()
    if len(chapters) > MOST_CHAPTERS:
        last = replace(chapters[MOST_CHAPTERS - 1], end_ms=chapters[-1].end_ms)
        chapters = [*chapters[: MOST_CHAPTERS - 1], last]
    names = [f"chp{index}" for index in range(len(chapters))]
    contents = CTOC(
        element_id="toc",
        flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED,
        child_element_ids=names,
        sub_frames=[],
    )
    return (contents, *map(_make_chap, names, chapters))


def _make_chap(name: str, chapter: Chapter) -> Frame:
    title = TIT2(encoding=Encoding.UTF16, text=[chapter.title])
    return CHAP(
        element_id=name,
        start_time=chapter.start_ms,
        end_time=chapter.end_ms,
        start_offset=_NO_OFFSET,
        end_offset=_NO_OFFSET,
        sub_frames=[title],
    )


def render_json_chapters(chapters: Sequence[Chapter], title: str) -> str:
    """JSON chapters 1.2 (Podcasting 2.0, podcast-namespace, chapters/jsonChapters.md)."""
    rows = [
        {
            "startTime": _seconds(each.start_ms),
            "endTime": _seconds(each.end_ms),
            "title": each.title,
        }
        for each in chapters
    ]
    content = {"version": "1.2.0", "title": title, "chapters": rows}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _seconds(ms: int) -> int | float:
    """A number that has no fraction where none is needed.

    >>> _seconds(61_000), _seconds(61_250)
    (61, 61.25)
    """
    return ms // 1000 if ms % 1000 == 0 else ms / 1000
