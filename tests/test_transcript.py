"""Transcripts pass strict readers, in order, without overlap, in lines one can read."""

import html
import io
import json
import re
from pathlib import Path

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from podgen.model import Boundary, Clip, Cue, Timeline, Utterance
from podgen.transcript import (
    LINE_CHARS,
    break_lines,
    join_lines,
    make_captions,
    render_json_transcript,
    render_srt,
    render_vtt,
)

RATE_HZ = 48_000
LONG = (
    "DeepSeek、正式には「Hangzhou DeepSeek Artificial Intelligence Basic Technology Research "
    "Co., Ltd.」という中国の企業が、2023年7月の設立からわずか数年で、これほどまでに注目される"
    "存在になったのはなぜでしょうか。"
)


def timeline_of(*texts: str, seconds: int = 4) -> Timeline:
    frames = seconds * RATE_HZ
    cues = tuple(
        Cue(
            0,
            Utterance(text, text, Boundary.SENTENCE, 1),
            Clip(Path("x.wav"), frames, RATE_HZ),
            RATE_HZ // 2 + index * (frames + RATE_HZ),
        )
        for index, text in enumerate(texts)
    )
    return Timeline(cues, len(texts) * (frames + RATE_HZ), RATE_HZ)


def test_a_short_sentence_is_one_caption_with_the_times_of_its_cue() -> None:
    (caption,) = make_captions(timeline_of("短い文です。"))
    assert (caption.start_ms, caption.end_ms, caption.lines) == (500, 4_500, ("短い文です。",))


def test_a_long_sentence_shares_its_time_out_by_characters() -> None:
    captions = make_captions(timeline_of(LONG, seconds=20))
    assert captions[0].start_ms == 500
    assert captions[-1].end_ms == 20_500
    assert [each.start_ms for each in captions[1:]] == [each.end_ms for each in captions[:-1]]
    paces = [(each.end_ms - each.start_ms) / sum(map(len, each.lines)) for each in captions]
    assert max(paces) == pytest.approx(min(paces), rel=0.01)


def test_lines_break_between_phrases() -> None:
    assert "2023年7月の" in "\n".join(break_lines(LONG))
    assert break_lines(LONG)[:2] == (
        "DeepSeek、正式には「Hangzhou DeepSeek",
        "Artificial Intelligence Basic",
    )


@given(st.text(max_size=300))
def test_no_line_is_longer_than_32_characters_and_none_is_empty(text: str) -> None:
    assert all(0 < len(line) <= LINE_CHARS for line in break_lines(text))


@given(st.text(alphabet="あ漢ーA1 、。「」.,", max_size=200))
def test_no_character_is_lost_or_moved(text: str) -> None:
    assert "".join("".join(break_lines(text)).split()) == "".join(text.split())


def test_an_address_longer_than_a_line_is_cut() -> None:
    address = "https://example.com/" + "a" * 60
    assert "".join(break_lines(address)) == address


def test_lines_are_joined_as_they_were_written() -> None:
    assert join_lines(break_lines(LONG)) == LONG


def test_a_strict_reader_sees_every_word_of_the_vtt() -> None:
    captions = webvtt.from_string(render_vtt(timeline_of("一つ目。", LONG, "三つ目。", seconds=20)))
    assert captions[0].text == "一つ目。"
    assert captions[-1].text == "三つ目。"
    spoken = "".join(re.sub(r"\s", "", each.text) for each in captions[1:-1])
    assert spoken == re.sub(r"\s", "", LONG)


@pytest.mark.parametrize("render", [render_vtt, render_srt])
def test_captions_are_in_order_and_do_not_overlap(render: object) -> None:
    assert callable(render)
    text = render(timeline_of(LONG, "次の文。", LONG)).replace(",", ".")
    times = re.findall(r"^(\d\d:\d\d:\d\d\.\d{3}) --> (\d\d:\d\d:\d\d\.\d{3})$", text, re.M)
    assert times
    flat = [time for pair in times for time in pair]
    assert flat == sorted(flat)
    assert all(start < end for start, end in times)


def test_markup_and_arrows_in_the_text_stay_text_in_vtt() -> None:
    vtt = render_vtt(timeline_of("a --> b <v 山田> & c"))
    body = vtt.split("\n", 3)[3]
    assert "-->" not in body
    assert "<" not in body
    assert html.unescape(body).strip() == "a --> b <v 山田> & c"


def test_an_arrow_in_the_text_is_no_time_in_srt() -> None:
    assert render_srt(timeline_of("a --> b")).count("-->") == 1


def test_srt_counts_from_one() -> None:
    srt = render_srt(timeline_of("一。", "二。"))
    assert srt.startswith("1\n00:00:00,500 --> 00:00:04,500\n一。\n\n2\n")
    assert len(webvtt.from_buffer(io.BytesIO(srt.encode()), format="srt").captions) == 2


def test_blank_lines_and_control_characters_never_reach_a_caption() -> None:
    vtt = render_vtt(timeline_of("一行目\n\n二行目\x00\x07。"))
    assert [each.text for each in webvtt.from_string(vtt).captions] == ["一行目 二行目。"]


def test_an_utterance_of_nothing_but_blanks_has_no_caption() -> None:
    assert render_vtt(timeline_of(" \n ")) == "WEBVTT\n"


def test_json_segments_carry_seconds_and_the_text_as_one() -> None:
    content = json.loads(render_json_transcript(timeline_of("一つ目。", LONG, seconds=10)))
    assert content["version"] == "1.0.0"
    assert content["segments"][0] == {"startTime": 0.5, "endTime": 10.5, "body": "一つ目。"}
    assert "\n" not in content["segments"][1]["body"]


def test_hours_are_counted() -> None:
    late = timeline_of(*["文。"] * 3, seconds=1_800)
    assert "01:00:02.500 --> 01:30:02.500" in render_vtt(late)
