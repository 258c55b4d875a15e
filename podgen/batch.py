"""A show: which articles need work, do it, rebuild the feed.

    SHOW/show.toml        the show
    SHOW/articles/*.md    the inbox
    SHOW/public/          generated; exactly what is uploaded

The feed is made of the records in `public/` alone. Audio comes first, the
record after it, the feed last, each written beside and renamed: whenever a run
is killed, the feed that listeners see is whole.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from podgen.article import find_articles, read_article
from podgen.cover import shrink_cover
from podgen.errors import ArticleError, BusyError, PodgenError
from podgen.feed import FEED_NAME
from podgen.model import Article, Episode
from podgen.produce import Outlet, Progress, Studio, produce_episode, stay_silent
from podgen.records import digest_parts, read_records, write_record
from podgen.show import read_show
from podgen.site import publish_site, read_cover

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
    return digest_parts(_PRODUCTION, article.slug, article.head, article.body, surroundings)


def _explain_collision(article: Article, articles: Sequence[Article]) -> str:
    others = [a.path.name for a in articles if a.slug == article.slug and a.path != article.path]
    return (
        f"{article.path}: has the slug '{article.slug}' of {', '.join(others)}; "
        "give one of them another 'slug:' in its front matter"
    )


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
    show = read_show(folder)
    cover = read_cover(show, folder)
    outlet = Outlet(show, shrink_cover(cover), folder / "public")
    with _hold_lock(folder):
        _sweep_leftovers(outlet.public)
        articles, unreadable = read_inbox(paths or find_articles(folder / "articles"))
        records = {each.slug: each for each in read_records(outlet.public)}
        plan = plan_work(articles, records, fingerprint_surroundings(outlet, studio))
        made, failed = _work_off(plan, outlet, studio, progress)
        feed_changed = publish_site(show, cover, outlet.public)
    feed = outlet.public / FEED_NAME
    return Outcome(
        made=made,
        fresh=plan.fresh,
        failures=(*unreadable, *plan.faulty, *failed),
        public=outlet.public,
        feed=feed if feed.exists() else None,
        feed_changed=feed_changed,
    )


def read_inbox(paths: Iterable[Path]) -> tuple[tuple[Article, ...], tuple[Failure, ...]]:
    """Read what can be read, and say why the rest can't."""
    articles, failures = [], []
    for path in paths:
        try:
            articles.append(read_article(path))
        except ArticleError as error:
            failures.append(Failure(path, str(error)))
    return tuple(articles), tuple(failures)


def fingerprint_surroundings(outlet: Outlet, studio: Studio) -> str:
    """Digest what all recordings of a show share: what speaks, and what their tags say."""
    show = outlet.show
    return digest_parts(studio.fingerprint, show.title, show.author, outlet.cover.hex())


def _work_off(
    plan: Plan, outlet: Outlet, studio: Studio, progress: Progress
) -> tuple[tuple[Episode, ...], tuple[Failure, ...]]:
    made, failed = [], []
    for article, fingerprint in plan.stale:
        try:
            episode = produce_episode(article, outlet, studio, progress)
            # The record comes last: until it is there, the recording counts as not made.
            write_record(dataclasses.replace(episode, fingerprint=fingerprint), outlet.public)
            made.append(episode)
        except (PodgenError, OSError) as error:
            failed.append(Failure(article.path, _explain_failure(article, error)))
    return tuple(made), tuple(failed)


def _explain_failure(article: Article, error: PodgenError | OSError) -> str:
    place = str(article.path)
    return str(error) if str(error).startswith(place) else f"{place}: {error}"


def _sweep_leftovers(public: Path) -> None:
    """Remove what a killed run was writing; all else in the folder is for listeners."""
    for half_written in public.glob(".*.part"):
        half_written.unlink()


@contextmanager
def _hold_lock(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / ".podgen.lock")
    try:
        with lock.acquire(blocking=False):
            yield
    except Timeout:
        raise BusyError(f"{folder}: another run is publishing this show; try again later") from None
