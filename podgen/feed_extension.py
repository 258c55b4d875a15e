"""What feedgen lacks: the podcast namespace, Podlove chapters, and a true `itunes:explicit`.

feedgen's own explicit takes yes, no and clean; Apple takes true and false.
"""

from collections.abc import Sequence

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
PODLOVE = "http://podlove.org/simple-chapters"


class ShowExtension(BaseExtension):  # type: ignore[misc]
    """Channel: explicit, guid, locked, medium."""

    def __init__(self) -> None:
        self._guid = self._email = ""
        self._explicit = False

    def describe(self, guid: str, *, explicit: bool, email: str) -> None:
        """Say what the channel is to say."""
        self._guid, self._explicit, self._email = guid, explicit, email

    def extend_ns(self) -> dict[str, str]:
        """Name the namespaces at the root."""
        return {"podcast": PODCAST, "psc": PODLOVE}

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """Add to the channel."""
        channel = feed[0]
        _add(channel, ITUNES, "explicit", str(self._explicit).lower())
        _add(channel, PODCAST, "guid", self._guid)
        _add(channel, PODCAST, "medium", "podcast")
        owner = {"owner": self._email} if self._email else {}
        _add(channel, PODCAST, "locked", "no", **owner)
        return feed


class EpisodeExtension(BaseEntryExtension):  # type: ignore[misc]
    """Item: explicit, transcript, chapters in both forms."""

    def __init__(self) -> None:
        self._chapters: Sequence[tuple[str, int]] = ()
        self._chapters_url = self._transcript_url = self._language = ""
        self._explicit = False

    def describe(
        self,
        chapters: Sequence[tuple[str, int]],
        chapters_url: str,
        transcript_url: str,
        *,
        language: str,
        explicit: bool,
    ) -> None:
        """Say what the item is to say.

        Args:
            chapters: title and start in milliseconds.
            chapters_url: of the JSON chapters; empty for none.
            transcript_url: of the WebVTT transcript.
            language: of the transcript, ISO 639.
            explicit: whether the episode is.
        """
        self._chapters, self._chapters_url = chapters, chapters_url
        self._transcript_url, self._language = transcript_url, language
        self._explicit = explicit

    def extend_rss(self, entry: etree._Element) -> etree._Element:
        """Add to the item."""
        _add(entry, ITUNES, "explicit", str(self._explicit).lower())
        transcript = {"type": "text/vtt", "language": self._language}
        _add(entry, PODCAST, "transcript", url=self._transcript_url, **transcript)
        if self._chapters_url:
            kind = "application/json+chapters"
            _add(entry, PODCAST, "chapters", url=self._chapters_url, type=kind)
            listed = _add(entry, PODLOVE, "chapters", version="1.2")
            for title, start_ms in self._chapters:
                _add(listed, PODLOVE, "chapter", start=_play_time(start_ms), title=title)
        return entry


def _add(
    parent: etree._Element, namespace: str, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}", attributes)
    element.text = text
    return element


def _play_time(ms: int) -> str:
    """Normal Play Time (RFC 2326, section 3.6), as Podlove wants it.

    >>> _play_time(3_661_250)
    '01:01:01.250'
    """
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
