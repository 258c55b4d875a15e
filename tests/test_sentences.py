"""Where a Japanese sentence ends, and where a long one may be cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podgen.sentences import split_long, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("今日は晴れ。明日は雨。", ["今日は晴れ。", "明日は雨。"]),
        ("本当？はい！そう", ["本当？", "はい！", "そう"]),
        ("本当!?はい!!", ["本当!?", "はい!!"]),
        ("「行くよ。」と言った。", ["「行くよ。」と言った。"]),
        ("「はい。」「いいえ。」と続く。", ["「はい。」", "「いいえ。」と続く。"]),
        (
            "彼は（少し。いや、かなり。）疲れた。次。",
            ["彼は（少し。いや、かなり。）疲れた。", "次。"],
        ),
        ("『本。「中。」外。』を読む。", ["『本。「中。」外。』を読む。"]),
        ("閉じない「括弧。次の文。", ["閉じない「括弧。", "次の文。"]),
        ("開かない」括弧。次。", ["開かない」括弧。", "次。"]),
        ("円周率は3.14です。", ["円周率は3.14です。"]),
        ("Node.jsとv1.5.2を使う。", ["Node.jsとv1.5.2を使う。"]),
        (
            "https://example.com/a?b=c.d!e を見る。次。",
            ["https://example.com/a?b=c.d!e を見る。", "次。"],
        ),
        ("Yahoo!ニュースを見た。", ["Yahoo!ニュースを見た。"]),
        ("それは……。そうか…と思う。", ["それは……。", "そうか…と思う。"]),
        ("一行目\n二行目。", ["一行目", "二行目。"]),
        ("It works. Next one.", ["It works.", "Next one."]),
        ("e.g. this, Mr. X and vs. that", ["e.g. this, Mr. X and vs. that"]),
        ("", []),
        ("　\n ", []),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, sentences: list[str]) -> None:
    assert list(split_sentences(text)) == sentences


@given(st.text(alphabet="あ亜a1。！？!?.…「」（）『』、 \n"))
def test_splitting_loses_nothing_but_white_space(text: str) -> None:
    joined = "".join("".join(split_sentences(text)).split())
    assert joined == "".join(text.split())


@given(st.text(alphabet="ab12。！？「」（", max_size=60))
def test_a_sentence_is_not_split_again(text: str) -> None:
    once = split_sentences(text)
    assert all(split_sentences(sentence) == (sentence,) for sentence in once)


def test_a_long_sentence_is_cut_at_commas_first() -> None:
    pieces = split_long("最初の部分はこれで、次の部分はこちらです。", lambda piece: len(piece) < 14)
    assert pieces == ("最初の部分はこれで、", "次の部分はこちらです。")


def test_without_commas_the_cut_is_between_phrases() -> None:
    pieces = split_long("私たちは新しい技術の可能性を信じています", lambda piece: len(piece) < 12)
    assert pieces == ("私たちは新しい技術の", "可能性を信じています")


def test_a_number_is_not_cut_at_its_comma() -> None:
    pieces = split_long("利益は1,234,567,890円となりました", lambda piece: len(piece) < 18)
    assert "1,234,567,890円と" in "|".join(pieces)


@given(st.text(min_size=1, max_size=300), st.integers(min_value=1, max_value=50))
def test_pieces_fit_and_lose_nothing(text: str, limit: int) -> None:
    pieces = split_long(text, lambda piece: len(piece) <= limit)
    assert "".join(pieces) == text
    assert all(len(piece) <= limit for piece in pieces)
