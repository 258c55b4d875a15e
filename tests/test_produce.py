"""One article in, one recording out; read back by others than those who made it."""

from itertools import pairwise
from pathlib import Path

import av
import pytest
import webvtt
from mutagen.id3 import ID3

from podgen.article import read_article
from podgen.audio import measure_loudness
from podgen.errors import AudioError, LexiconError, VoiceError
from podgen.mp3 import count_frames
from podgen.produce import (
    export_recording,
    open_studio,
    prepare_manuscript,
    record_article,
    write_companions,
)
from tests.shows import tone_studio, write_article, write_show

SHIPPED = Path(__file__).parent.parent / "feed/articles/2025-10-21-deepseek.md"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write_article(write_show(tmp_path), extra="さらに一文です。")


def test_an_export_is_as_long_as_its_timeline_and_has_its_chapters(
    tmp_path: Path, article: Path
) -> None:
    studio = tone_studio(tmp_path)
    recording = record_article(read_article(article), studio)
    export_recording(recording, studio, tmp_path / "out.mp3")
    assert count_frames(tmp_path / "out.mp3") == recording.timeline.frames
    with av.open(str(tmp_path / "out.mp3")) as container:
        chapters = [(c["metadata"]["title"], c["start"], c["end"]) for c in container.chapters()]
    assert [title for title, _, _ in chapters] == ["題a", "最初の章", "次の章"]
    assert chapters[0][1] == 0
    assert chapters[-1][2] == recording.timeline.duration_ms
    assert all(one[2] == two[1] for one, two in pairwise(chapters))


def test_an_export_is_as_loud_as_apple_asks(tmp_path: Path, article: Path) -> None:
    """Apple, audio requirements (support/893): -16 LKFS within 1, true peak at most -1 dBTP."""
    studio = tone_studio(tmp_path)
    export_recording(record_article(read_article(article), studio), studio, tmp_path / "o.mp3")
    with av.open(str(tmp_path / "o.mp3")) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=48_000)
        blocks = [
            plain.to_ndarray()[0]
            for frame in container.decode(audio=0)
            for plain in resampler.resample(frame)
        ]
    loudness = measure_loudness(blocks, 48_000)
    assert loudness.lufs == pytest.approx(-16, abs=1)
    assert loudness.true_peak_dbtp <= -1


def test_no_other_file_is_written_unless_asked_for(tmp_path: Path, article: Path) -> None:
    studio = tone_studio(tmp_path)
    recording = record_article(read_article(article), studio)
    out = tmp_path / "out"
    export_recording(recording, studio, out / "a.mp3")
    write_companions(recording, None, None)
    assert [path.name for path in out.iterdir()] == ["a.mp3"]


def test_companions_are_written_where_they_are_asked_for(tmp_path: Path, article: Path) -> None:
    recording = record_article(read_article(article), tone_studio(tmp_path))
    for ending in (".vtt", ".srt", ".json"):
        write_companions(recording, tmp_path / "c.json", tmp_path / f"t{ending}")
    said = "".join(caption.text for caption in webvtt.read(str(tmp_path / "t.vtt")).captions)
    assert said == "".join(each.text for each in recording.manuscript.script.utterances)
    with pytest.raises(AudioError, match=r"t\.doc: a transcript ends with \.vtt"):
        write_companions(recording, None, tmp_path / "t.doc")


def test_the_voices_credit_is_in_the_tag(tmp_path: Path, article: Path) -> None:
    own = tmp_path / "voices"
    own.mkdir()
    (own / "thanks.toml").write_text('engine = "tone"\nlexicons = []\ncredit = "声：だれか"\n')
    studio = tone_studio(tmp_path, "thanks")
    export_recording(record_article(read_article(article), studio), studio, tmp_path / "o.mp3")
    assert "声：だれか" in str(ID3(tmp_path / "o.mp3").getall("COMM")[0])


def test_the_shipped_article_says_everything_once_in_ten_chapters(tmp_path: Path) -> None:
    manuscript = prepare_manuscript(read_article(SHIPPED), tone_studio(tmp_path))
    assert len(manuscript.script.sections) == 10
    assert len(manuscript.removals) >= 10
    said = [each.text for each in manuscript.script.utterances if len(each.text) > 12]
    assert len(said) == len(set(said))


def test_a_lexicon_of_the_workspace_changes_the_reading(tmp_path: Path, article: Path) -> None:
    lexicon = tmp_path / "voices" / "lexicon" / "own.tsv"
    lexicon.parent.mkdir(parents=True)
    lexicon.write_text("導入\tドウニュウ\n", encoding="utf-8")
    (tmp_path / "voices" / "own.toml").write_text('engine = "tone"\nlexicons = ["own"]\n')
    manuscript = prepare_manuscript(read_article(article), tone_studio(tmp_path, "own"))
    assert manuscript.script.utterances[1].reading.startswith("ドウニュウの")


def test_an_unknown_voice_and_a_bad_lexicon_are_named(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match=r"no voice 'nope'; there are: .*mei"):
        open_studio("nope", tmp_path, tmp_path)
    lexicon = tmp_path / "voices" / "lexicon" / "own.tsv"
    lexicon.parent.mkdir(parents=True)
    lexicon.write_text("導入\tnot kana\n", encoding="utf-8")
    (tmp_path / "voices" / "own.toml").write_text('engine = "tone"\nlexicons = ["own"]\n')
    with pytest.raises(LexiconError, match=r"own\.tsv:1"):
        open_studio("own", tmp_path, tmp_path)
