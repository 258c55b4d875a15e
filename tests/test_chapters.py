"""Chapters abut, begin in silence, and say the same in both forms."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import CTOCFlags

from podgen.chapters import chapter_frames, make_chapters, render_json_chapters
from podgen.model import Boundary, Chapter, Clip, Cue, Script, Section, Timeline, Utterance

RATE_HZ = 48_000
UTTERANCE = Utterance("はい。", "はい。", Boundary.SENTENCE, 1)


def script_of(*titles: str) -> Script:
    return Script("題", tuple(Section(title, (UTTERANCE,)) for title in titles))


def timeline_of(*spans_ms: tuple[int, int, int], end_ms: int) -> Timeline:
    """Cues from (section, start, end)."""
    cues = tuple(
        Cue(section, UTTERANCE, Clip(Path("x.wav"), (end - start) * 48, RATE_HZ), start * 48)
        for section, start, end in spans_ms
    )
    return Timeline(cues, end_ms * 48, RATE_HZ)


def frames_of(chapters: Sequence[Chapter]) -> tuple[Any, ...]:
    """Frames whose fields mutagen makes at run time, where no type checker sees them."""
    return chapter_frames(chapters)


def test_chapters_run_from_zero_to_the_end_without_gaps() -> None:
    timeline = timeline_of((0, 500, 2_000), (0, 3_000, 4_000), (1, 6_000, 7_000), end_ms=8_000)
    first, second = make_chapters(script_of("序", "本論"), timeline)
    assert (first.title, first.start_ms) == ("序", 0)
    assert first.end_ms == second.start_ms
    assert (second.title, second.end_ms) == ("本論", 8_000)


def test_a_chapter_begins_300_ms_before_its_section_is_heard() -> None:
    timeline = timeline_of((0, 500, 2_000), (1, 3_600, 4_000), end_ms=5_000)
    assert make_chapters(script_of("一", "二"), timeline)[1].start_ms == 3_300


def test_in_a_short_silence_a_chapter_does_not_begin_before_it() -> None:
    timeline = timeline_of((0, 500, 2_000), (1, 2_100, 4_000), end_ms=5_000)
    assert make_chapters(script_of("一", "二"), timeline)[1].start_ms == 2_000


def test_a_lone_section_has_no_chapters() -> None:
    assert make_chapters(script_of("一"), timeline_of((0, 0, 900), end_ms=1_000)) == ()
    assert chapter_frames(()) == ()


def test_json_chapters_start_at_zero_ascend_and_carry_titles() -> None:
    chapters = (Chapter('"序" & 章', 0, 61_500), Chapter("終章", 61_500, 70_000))
    content = json.loads(render_json_chapters(chapters, "題"))
    assert content["version"] == "1.2.0"
    assert content["title"] == "題"
    assert [(row["startTime"], row["title"]) for row in content["chapters"]] == [
        (0, '"序" & 章'),
        (61.5, "終章"),
    ]


def test_json_chapters_keep_japanese_readable() -> None:
    assert "終章" in render_json_chapters((Chapter("終章", 0, 1),), "題")


def test_one_ordered_top_level_contents_lists_every_chapter_in_time_order() -> None:
    chapters = [Chapter(f"{index}", index * 1_000, (index + 1) * 1_000) for index in range(12)]
    contents, *frames = frames_of(chapters)
    assert contents.FrameID == "CTOC"
    assert contents.flags == CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    assert contents.child_element_ids == [frame.element_id for frame in frames]
    assert len(set(contents.child_element_ids)) == 12
    assert [frame.start_time for frame in frames] == [each.start_ms for each in chapters]


def test_each_chapter_frame_has_its_title_and_no_byte_offsets() -> None:
    _, frame = frames_of([Chapter("民主化がもたらす未来", 0, 1_000)])
    assert frame.FrameID == "CHAP"
    assert frame.sub_frames["TIT2"].text == ["民主化がもたらす未来"]
    assert frame.start_offset == frame.end_offset == 0xFFFFFFFF


@pytest.mark.parametrize("count", [255, 256, 400])
def test_past_255_chapters_the_last_goes_on_to_the_end(count: int) -> None:
    chapters = [Chapter(f"{index}", index * 10, index * 10 + 10) for index in range(count)]
    contents, *frames = frames_of(chapters)
    assert len(contents.child_element_ids) == len(frames) == 255
    assert frames[-1].end_time == count * 10
