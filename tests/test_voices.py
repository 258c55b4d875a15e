"""Profiles and lexicons: found in the right folder, and every mistake in them named."""

from pathlib import Path

import pytest

from podgen.errors import LexiconError, VoiceError
from podgen.model import Pauses, Voice
from podgen.voices import list_voices, load_voice, read_lexicons, voice_folders

REPOSITORY = Path(__file__).parent.parent
BUNDLED = REPOSITORY / "voices"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The voices/ folder of a workspace."""
    folder = tmp_path / "voices"
    (folder / "lexicon").mkdir(parents=True)
    return folder


def write_profile(folder: Path, text: str, name: str = "mine") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_workspace_has_its_own_voices_before_ours(tmp_path: Path) -> None:
    assert voice_folders(tmp_path) == (tmp_path / "voices", BUNDLED)


def test_in_the_repository_the_two_are_one() -> None:
    assert voice_folders(REPOSITORY) == (BUNDLED,)


@pytest.mark.parametrize("name", sorted(path.stem for path in BUNDLED.glob("*.toml")))
def test_a_bundled_voice_is_right_and_describes_itself(name: str) -> None:
    voice = load_voice(name, [BUNDLED])
    assert voice.name == name
    assert voice.description
    assert read_lexicons(voice, [BUNDLED])


def test_mei_gives_the_credit_that_its_licence_asks_for() -> None:
    voice = load_voice("mei", [BUNDLED])
    assert voice.credit == 'HTS Voice "Mei" (c) Nagoya Institute of Technology, CC BY 3.0'
    assert "creativecommons.org/licenses/by/3.0" in voice.licence


def test_the_pauses_that_mei_spells_out_are_the_defaults() -> None:
    assert load_voice("mei", [BUNDLED]).pauses == Pauses()


def test_a_profile_needs_only_an_engine(own: Path) -> None:
    write_profile(own, 'engine = "tone"')
    assert load_voice("mine", [own]) == Voice(name="mine", engine="tone")


def test_every_key_is_read(own: Path) -> None:
    write_profile(
        own,
        """
engine = "tone"
description = "説明"
reading = "kana"
lexicons = ["mine", "names"]
workers = 3
credit = "誰か"
licence = "CC0"
[options]
rate_hz = 24_000
[pauses]
sentence_ms = 700
""",
    )
    assert load_voice("mine", [own]) == Voice(
        name="mine",
        engine="tone",
        description="説明",
        options={"rate_hz": 24_000},
        reading="kana",
        lexicons=("mine", "names"),
        pauses=Pauses(sentence_ms=700),
        workers=3,
        credit="誰か",
        licence="CC0",
    )


def test_a_byte_order_mark_does_no_harm(own: Path) -> None:
    write_profile(own, '\ufeffengine = "tone"')
    assert load_voice("mine", [own]).engine == "tone"


def test_an_own_voice_hides_ours_of_the_same_name(own: Path) -> None:
    write_profile(own, 'engine = "tone"', name="mei")
    assert load_voice("mei", [own, BUNDLED]).engine == "tone"


def test_voices_are_listed_by_name_own_and_ours(own: Path) -> None:
    write_profile(own, 'engine = "tone"', name="aoi")
    write_profile(own, 'engine = "tone"\ndescription = "own"', name="mei")
    voices = {voice.name: voice for voice in list_voices([own, BUNDLED])}
    assert list(voices) == ["aoi", "gtts", "mei", "tone"]
    assert voices["mei"].description == "own"


@pytest.mark.parametrize("name", ["nope", "", "../voices/mine", "mine.toml", "*"])
def test_an_unknown_voice_is_refused_with_those_that_exist(own: Path, name: str) -> None:
    write_profile(own, 'engine = "tone"')
    with pytest.raises(VoiceError, match=r"no voice '.*'; there are: gtts, mei, mine, tone"):
        load_voice(name, [own, BUNDLED])


def test_a_folder_that_is_not_there_holds_no_voices(tmp_path: Path) -> None:
    assert load_voice("tone", [tmp_path / "voices", BUNDLED]).engine == "tone"


def test_broken_toml_is_named_with_its_line(own: Path) -> None:
    path = write_profile(own, 'engine = "tone"\nworkers = = 2\n')
    with pytest.raises(VoiceError, match=r"at line 2") as caught:
        load_voice("mine", [own])
    assert str(caught.value).startswith(f"{path}: ")


def test_a_profile_that_is_not_utf_8_is_named_with_its_line(own: Path) -> None:
    (own / "mine.toml").write_bytes('engine = "tone"\n# 声\n'.encode("shift_jis"))
    with pytest.raises(VoiceError, match=r"mine\.toml:2: not UTF-8; save the file as UTF-8"):
        load_voice("mine", [own])


def test_all_mistakes_are_named_at_once_with_what_is_allowed(own: Path) -> None:
    path = write_profile(
        own,
        """
engin = "tone"
lexicons = "names"
reading = "romaji"
[options]
rate_hz = [24_000]
[pauses]
sentense_ms = 700
""",
    )
    with pytest.raises(VoiceError) as caught:
        load_voice("mine", [own])
    place, _, mistakes = str(caught.value).partition(": ")
    assert place == str(path)
    assert mistakes.startswith("key 'engine' is missing; ")
    for part in (
        "lexicons is 'names': Input should be a valid list",
        "reading is 'romaji': Input should be 'kana', 'mixed' or 'text'",
        "options.rate_hz must be text, a number, true or false",
        "no key 'pauses.sentense_ms'; there are: start_ms, cut_ms, sentence_ms,",
        "no key 'engin'; there are: engine, description, options, reading,",
    ):
        assert mistakes.count(part) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("workers = 0", r"workers is 0; at least 1 must speak"),
        ("pauses = {item_ms = -1}", r"pauses\.item_ms is below 0; give milliseconds"),
        ("options = 3", r"options is 3: Input should be a valid table"),
        ("options = {rate = 8000}", r"engine 'tone': no option 'rate'; there are: rate_hz"),
        ("options = {rate_hz = 1}", r"engine 'tone': option 'rate_hz' is 1: .*8000"),
        ("name = 'other'", r".*take out the key 'name'"),
    ],
)
def test_a_wrong_value_is_named_with_its_file(own: Path, line: str, message: str) -> None:
    write_profile(own, f'engine = "tone"\n{line}\n')
    with pytest.raises(VoiceError, match=rf"mine\.toml: {message}"):
        load_voice("mine", [own])


def test_an_unknown_engine_is_named_with_its_file(own: Path) -> None:
    write_profile(own, 'engine = "kokroo"')
    with pytest.raises(VoiceError, match=r"mine\.toml: no engine 'kokroo'; there are: gtts, open"):
        load_voice("mine", [own])


def test_a_voice_file_that_is_missing_is_named_with_its_profile(own: Path) -> None:
    write_profile(own, 'engine = "openjtalk"\noptions = {voice_file = "/no/such.htsvoice"}')
    with pytest.raises(VoiceError, match=r"mine\.toml: /no/such\.htsvoice: can't read this voice"):
        load_voice("mine", [own])


def test_lexicons_come_in_the_profile_s_order_and_own_ones_first(own: Path) -> None:
    ours = own.parent / "ours"
    (ours / "lexicon").mkdir(parents=True)
    files = [own / "lexicon/names.tsv", ours / "lexicon/names.tsv", ours / "lexicon/more.tsv"]
    for path in files:
        path.write_text(f"{path.parent.parent.name}\tヨミ\n", encoding="utf-8")
    voice = Voice(name="mine", engine="tone", lexicons=("names", "more"))
    assert read_lexicons(voice, [own, ours]) == (
        (str(files[0]), "voices\tヨミ\n"),
        (str(files[1]), "ours\tヨミ\n"),
        (str(files[2]), "ours\tヨミ\n"),
    )


def test_a_voice_may_have_no_lexicon() -> None:
    assert read_lexicons(Voice(name="mine", engine="tone", lexicons=()), [BUNDLED]) == ()


def test_a_missing_lexicon_is_refused_with_those_that_exist(own: Path) -> None:
    (own / "lexicon/people.tsv").write_text("", encoding="utf-8")
    voice = Voice(name="mine", engine="tone", lexicons=("poeple",))
    with pytest.raises(VoiceError, match=r"voice 'mine': no lexicon 'poeple'; there are: .*people"):
        read_lexicons(voice, [own, BUNDLED])


def test_a_lexicon_that_is_not_utf_8_is_named_with_its_line(own: Path) -> None:
    (own / "lexicon/mine.tsv").write_bytes("a\tb\n猫\tネコ\n".encode("shift_jis"))
    voice = Voice(name="mine", engine="tone", lexicons=("mine",))
    with pytest.raises(LexiconError, match=r"mine\.tsv:2: not UTF-8; save the file as UTF-8"):
        read_lexicons(voice, [own])
