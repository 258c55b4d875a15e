"""A show: which articles need work, do it, rebuild the feed.

    SHOW/show.toml        the show
    SHOW/articles/*.md    the inbox
    SHOW/public/          generated; exactly what is uploaded

The feed is made of the records in `public/` alone. Audio comes first, the
record after it, the feed last, each written beside and renamed: whenever a run
is killed, the feed that listeners see is whole.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from podgen.article import find_articles, read_article
from podgen.atomic import write_atomically
from podgen.cover import render_cover
from podgen.errors import ArticleError, BusyError, PodgenError
from podgen.feed import read_show, render_feed
from podgen.model import Article, Episode, Show
from podgen.produce import Progress, Studio, produce_episode, stay_silent
from podgen.records import read_records, write_record

_PRODUCTION = 1
"""Counts up when the same article would come out as another recording."""


@dataclass(frozen=True)
class Failure:
    """An article that could not be published; what was published of it before stays."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Plan:
    """What a run has to do."""

    stale: tuple[tuple[Article, str], ...]
    """Articles to be recorded, each with the fingerprint of what it will be made from."""
    fresh: tuple[Episode, ...]
    """Episodes that are up to date."""
    faulty: tuple[Failure, ...]


@dataclass(frozen=True)
class Outcome:
    """What a run did."""

    made: tuple[Episode, ...]
    fresh: tuple[Episode, ...]
    failures: tuple[Failure, ...]
    public: Path
    feed: Path | None
    """None while nothing has been published."""
    feed_changed: bool


def plan_work(
    articles: Sequence[Article], records: Mapping[str, Episode], surroundings: str
) -> Plan:
    """Compare articles with records; pure.

    Args:
        articles: the inbox.
        records: what is published, by slug.
        surroundings: a digest of all else that a recording is made from.
    """
    count = Counter(article.slug for article in articles)
    stale, fresh, faulty = [], [], []
    for article in articles:
        fingerprint = fingerprint_article(article, surroundings)
        record = records.get(article.slug)
        if count[article.slug] > 1:
            faulty.append(Failure(article.path, _explain_collision(article, articles)))
        elif record and record.fingerprint == fingerprint:
            fresh.append(record)
        else:
            stale.append((article, fingerprint))
    return Plan(tuple(stale), tuple(fresh), tuple(faulty))


def fingerprint_article(article: Article, surroundings: str) -> str:
    """Digest everything that an episode is made from: 64 hexadecimal digits."""
    return _digest(_PRODUCTION, article.slug, article.head, article.body, surroundings)


def publish_show(
    folder: Path, paths: Sequence[Path], studio: Studio, progress: Progress = stay_silent
) -> Outcome:
    """Record what is new or changed, then rebuild the feed; twice is once.

    An article that can't be published is reported and does not hold up the
    others.

    Args:
        folder: of the show, with `show.toml`.
        paths: the articles to look at; none means the whole inbox.
        studio: what speaks.
        progress: told of every step.

    Raises:
        ShowError: show.toml, the cover or a record is wrong.
        ArticleError: there is no inbox.
        BusyError: another run is publishing this show.
        OSError: the disk is full or can't be written.
    """
    show, public = read_show(folder), folder / "public"
    with _hold_lock(folder):
        cover = _read_cover(show, folder)
        records = {each.slug: each for each in read_records(public)}
        articles, unreadable = _read_articles(paths or find_articles(folder / "articles"))
        surroundings = _digest(studio.fingerprint, show.title, show.author, _digest_bytes(cover))
        plan = plan_work(articles, records, surroundings)
        made, failed = [], []
        for article, fingerprint in plan.stale:
            try:
                episode = produce_episode(article, show, cover, studio, public, progress)
                write_record(episode, fingerprint, public)
                made.append(episode)
            except (PodgenError, OSError) as error:
                failed.append(Failure(article.path, str(error)))
        feed_changed = publish_feed(show, cover, public)
    failures = (*unreadable, *plan.faulty, *failed)
    feed = public / FEED if (public / FEED).exists() else None
    return Outcome(tuple(made), plan.fresh, failures, public, feed, feed_changed)
