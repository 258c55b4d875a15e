"""Show + episodes → web pages: static, and whole without a script."""

import datetime as dt
from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from podgen.model import Episode, Show


def format_clock(ms: int) -> str:
    """Hours, minutes and seconds, cut to a second.

    >>> format_clock(61_900), format_clock(3_600_000)
    ('1:01', '1:00:00')
    """
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def format_day(date: dt.datetime) -> str:
    """A date as Japanese write it.

    >>> format_day(dt.datetime(2025, 1, 2, tzinfo=dt.UTC))
    '2025年1月2日'
    """
    return f"{date.year}年{date.month}月{date.day}日"


_PAGES = Environment(
    loader=PackageLoader("podgen"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_PAGES.filters |= {"clock": format_clock, "day": format_day}


def render_index(show: Show, episodes: Sequence[Episode]) -> str:
    """The show's page.

    Args:
        show: its cover is the name of the file that lies beside the page.
        episodes: in the order in which they are listed.
    """
    return _PAGES.get_template("index.html").render(show=show, episodes=episodes)


def render_episode_page(show: Show, episode: Episode) -> str:
    """One episode's page: player, chapters, summary, credit."""
    return _PAGES.get_template("episode.html").render(show=show, episode=episode)
