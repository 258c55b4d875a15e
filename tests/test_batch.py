"""A show is brought up to date: only what is needed, and never to its harm."""

import shutil
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from filelock import FileLock

from podgen.article import read_article
from podgen.batch import Outcome, fingerprint_article, plan_work, publish_show
from podgen.errors import ArticleError, BusyError
from podgen.mp3 import measure_length
from podgen.produce import Studio
from tests.samples import make_episode
from tests.shows import SHOW_TOML, tone_studio, write_article, write_show


@pytest.fixture
def show(tmp_path: Path) -> Path:
    return write_show(tmp_path)


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return tone_studio(tmp_path)


def titles(outcome: Outcome) -> list[str]:
    assert outcome.feed is not None
    return [entry.title for entry in feedparser.parse(outcome.feed.read_bytes()).entries]


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(folder.iterdir())}


def test_everything_a_subscriber_needs_is_there_and_true(show: Path, studio: Studio) -> None:
    write_article(show)
    outcome = publish_show(show, [], studio)
    entry = feedparser.parse((show / "public" / "feed.xml").read_bytes()).entries[0]
    (enclosure,) = entry.enclosures
    audio = show / "public" / enclosure.href.rpartition("/")[2]
    frames, rate_hz = measure_length(audio)
    assert int(enclosure.length) == audio.stat().st_size
    assert int(entry.itunes_duration) == pytest.approx(frames / rate_hz, abs=1)
    assert {path.name for path in outcome.public.iterdir()} >= {
        "2025-01-01-a.mp3",
        "2025-01-01-a.chapters.json",
        "2025-01-01-a.vtt",
        "2025-01-01-a.html",
        "2025-01-01-a.episode.json",
        "index.html",
        "feed.xml",
    }


def test_episodes_are_listed_newest_first(show: Path, studio: Studio) -> None:
    for day, name in ((2, "b"), (3, "c"), (1, "a")):
        write_article(show, name, day)
    assert titles(publish_show(show, [], studio)) == ["題c", "題b", "題a"]


def test_a_second_run_does_nothing_and_touches_nothing(show: Path, studio: Studio) -> None:
    write_article(show)
    publish_show(show, [], studio)
    before = snapshot(show / "public")
    outcome = publish_show(show, [], studio)
    assert (outcome.made, outcome.failures, outcome.feed_changed) == ((), (), False)
    assert len(outcome.fresh) == 1
    assert snapshot(show / "public") == before


def test_a_changed_article_is_made_again_under_its_old_id(show: Path, studio: Studio) -> None:
    write_article(show, "a", 1)
    write_article(show, "b", 2)
    first = {each.slug: each for each in publish_show(show, [], studio).made}
    write_article(show, "a", 1, extra="新しい一文です。")
    (again,) = publish_show(show, [], studio).made
    assert again.slug == "2025-01-01-a"
    assert again.guid == first[again.slug].guid
    assert again.duration_ms > first[again.slug].duration_ms


def test_a_deleted_public_folder_comes_back_with_the_same_bytes(show: Path, studio: Studio) -> None:
    write_article(show)
    publish_show(show, [], studio)
    before = {name: content for name, (_, content) in snapshot(show / "public").items()}
    shutil.rmtree(show / "public")
    publish_show(show, [], studio)
    after = {name: content for name, (_, content) in snapshot(show / "public").items()}
    assert after == before


def test_a_faulty_article_does_not_hold_up_the_others(show: Path, studio: Studio) -> None:
    write_article(show, "a", 1)
    bad = show / "articles" / "2025-01-02-bad.md"
    bad.write_text("本文だけ。", encoding="utf-8")
    outcome = publish_show(show, [], studio)
    assert titles(outcome) == ["題a"]
    assert [failure.path for failure in outcome.failures] == [bad]
    assert "no front matter" in outcome.failures[0].reason


def test_an_article_that_breaks_later_stays_published_as_it_was(show: Path, studio: Studio) -> None:
    path = write_article(show)
    publish_show(show, [], studio)
    before = snapshot(show / "public")
    for content in (b"", b"\xff\xfe", b"---\ntitle: [\n---\n", path.read_bytes()[:40]):
        path.write_bytes(content)
        outcome = publish_show(show, [], studio)
        assert len(outcome.failures) == 1
        assert snapshot(show / "public") == before


@pytest.mark.parametrize("mishap", ["error", "silence", "stub"])
def test_an_episode_with_a_bad_clip_is_never_published(
    tmp_path: Path, show: Path, mishap: str
) -> None:
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "bad.toml").write_text(
        f'engine = "tone"\nlexicons = []\n[options]\nmishap = "{mishap}"\nmishap_on = "章の本文"\n',
        encoding="utf-8",
    )
    write_article(show)
    outcome = publish_show(show, [], tone_studio(tmp_path, "bad"))
    assert "line 11: 「章の本文です。」" in outcome.failures[0].reason
    assert "2025-01-01-a.md" in outcome.failures[0].reason
    assert outcome.feed is None
    assert not list(outcome.public.glob("*.mp3")) if outcome.public.exists() else True


def test_two_articles_with_one_slug_are_both_refused(show: Path, studio: Studio) -> None:
    for name in ("a", "b"):
        path = write_article(show, name)
        text = path.read_text(encoding="utf-8").replace("title:", "slug: same\ntitle:")
        path.write_text(text, encoding="utf-8")
    outcome = publish_show(show, [], studio)
    assert outcome.made == ()
    assert len(outcome.failures) == 2
    assert "2025-01-01-b.md; give one of them another 'slug:'" in outcome.failures[0].reason


def test_an_article_that_vanishes_stays_published(show: Path, studio: Studio) -> None:
    path = write_article(show, "a", 1)
    write_article(show, "b", 2)
    publish_show(show, [], studio)
    path.unlink()
    assert titles(publish_show(show, [], studio)) == ["題b", "題a"]


def test_only_the_articles_that_are_named_are_looked_at(show: Path, studio: Studio) -> None:
    first = write_article(show, "a", 1)
    write_article(show, "b", 2)
    assert titles(publish_show(show, [first], studio)) == ["題a"]


def test_a_new_title_of_the_show_speaks_nothing_again(
    show: Path, tmp_path: Path, studio: Studio
) -> None:
    write_article(show)
    publish_show(show, [], studio)
    toml = SHOW_TOML.replace("記事を聴く", "新しい題")
    (show / "show.toml").write_text(toml, encoding="utf-8")
    stages: set[str] = set()
    outcome = publish_show(show, [], studio, lambda stage, *_: stages.add(stage))
    assert len(outcome.made) == 1
    assert "speaking" not in stages


def test_a_show_without_articles_has_no_feed_yet(show: Path, studio: Studio) -> None:
    assert publish_show(show, [], studio).feed is None
    shutil.rmtree(show / "articles")
    with pytest.raises(ArticleError, match="no such folder"):
        publish_show(show, [], studio)


def test_what_a_killed_run_left_half_written_is_swept_away(show: Path, studio: Studio) -> None:
    write_article(show)
    publish_show(show, [], studio)
    (show / "public" / ".2025-01-01-a.mp3.x1y2.part").write_bytes(b"half")
    publish_show(show, [], studio)
    assert not list((show / "public").glob("*.part"))


def test_one_run_at_a_time(show: Path, studio: Studio) -> None:
    write_article(show)
    with (
        FileLock(show / ".podgen.lock"),
        pytest.raises(BusyError, match="another run is publishing this show"),
    ):
        publish_show(show, [], studio)


def test_a_plan_names_what_is_new_changed_and_up_to_date(show: Path) -> None:
    paths = [write_article(show, name, day) for day, name in enumerate("abc", start=1)]
    articles = [read_article(path) for path in paths]
    fresh = replace(make_episode("2025-01-01-a"), fingerprint=fingerprint_article(articles[0], "s"))
    changed = make_episode("2025-01-02-b", 2)
    plan = plan_work(articles, {each.slug: each for each in (fresh, changed)}, "s")
    assert plan.fresh == (fresh,)
    assert [article.slug for article, _ in plan.stale] == ["2025-01-02-b", "2025-01-03-c"]
    assert len(plan_work(articles, {fresh.slug: fresh}, "other").stale) == 3
