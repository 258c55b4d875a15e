"""What subscribers see: the cover, the pages and, last of all, the feed.

Everything is a function of the show and its records. A file that holds what it
should is not touched, so a run with nothing to do leaves no trace.
"""

import dataclasses
import hashlib
from pathlib import Path

from podgen.atomic import write_atomically
from podgen.cover import render_cover
from podgen.errors import ShowError
from podgen.feed import FEED_NAME, render_feed
from podgen.model import Show
from podgen.page import render_episode_page, render_index
from podgen.records import read_records

INDEX_NAME = "index.html"


def read_cover(show: Show, folder: Path) -> bytes:
    """The show's cover; one is made of its title if it names none.

    Raises:
        ShowError: the file can't be read.
    """
    if not show.cover:
        return render_cover(show.title)
    try:
        return (folder / show.cover).read_bytes()
    except OSError as error:
        raise ShowError(f"{folder / show.cover}: can't be read: {error.strerror}") from error


def publish_site(show: Show, cover: bytes, public: Path) -> bool:
    """Write everything that is made of the records; nothing while there are none.

    Returns:
        Whether the feed changed.

    Raises:
        ShowError: a record is damaged.
        OSError: the disk is full or can't be written.
    """
    episodes = read_records(public)
    if not episodes:
        return False
    published = dataclasses.replace(show, cover=name_cover(cover, show.cover))
    write_atomically(public / published.cover, cover)
    for episode in episodes:
        page = render_episode_page(published, episode)
        write_atomically(public / f"{episode.slug}.html", page.encode())
    write_atomically(public / INDEX_NAME, render_index(published, episodes).encode())
    return write_atomically(public / FEED_NAME, render_feed(published, episodes))


def name_cover(cover: bytes, source: str) -> str:
    """A name that changes with the picture, for directories keep what they fetched by name.

    Apple, artwork (support/896).
    """
    ending = ".png" if source.lower().endswith(".png") else ".jpg"
    return f"cover-{hashlib.sha256(cover).hexdigest()[:8]}{ending}"
