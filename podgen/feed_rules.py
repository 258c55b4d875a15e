"""Examine a finished feed, and the files beside it, by the rules of directories and apps.

AG: Apple, A Podcaster's Guide to RSS. AR: Apple, feed requirements
(support/823). PSP: PSP-1, the Podcast RSS standard.
"""

import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from podgen.categories import CATEGORIES
from podgen.errors import ShowError
from podgen.findings import Finding, Report, must, should
from podgen.mp3 import measure_length

_NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
_AUDIO_TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a"}


def check_feed(path: Path) -> Report:
    """Judge a feed by its rules, and each enclosure by the file that lies beside the feed.

    Raises:
        ShowError: it can't be read, or is no XML.
    """
    channel = _read_channel(path)
    items = channel.findall("item")
    findings = (
        *_check_channel(channel),
        *must(items, "no item (AR)"),
        *_check_unique(items),
        *(finding for item in items for finding in _check_item(item, path.parent)),
    )
    return Report(tuple(_list_facts(channel, items)), findings)


def _read_channel(path: Path) -> etree._Element:
    try:
        root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False))
    except OSError as error:
        raise ShowError(f"{path}: can't be read: {error.strerror}") from error
    except etree.XMLSyntaxError as error:
        raise ShowError(f"{path}: no well-formed XML: {error}") from error
    channel = root.find("channel")
    if root.tag != "rss" or channel is None:
        raise ShowError(f"{path}: no RSS feed; podgen checks MP3 files and RSS feeds")
    return channel


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path, namespaces=_NAMES) or "").strip()


def _attribute(element: etree._Element, path: str, name: str) -> str:
    found = element.find(path, _NAMES)
    return "" if found is None else found.get(name, "")


def _check_channel(channel: etree._Element) -> Iterator[Finding]:
    for name in ("title", "link", "description", "language"):
        yield from must(_text(channel, name), f"the channel has no {name} (AG)")
    size = len(_text(channel, "description").encode())
    yield from must(size <= 4000, f"the channel's description has {size} bytes, over 4000 (AG)")
    category = _attribute(channel, "itunes:category", "text")
    yield from must(category in CATEGORIES, f"itunes:category '{category}' is none of Apple's (AG)")
    yield from _check_explicit(channel, "the channel")
    image = _attribute(channel, "itunes:image", "href")
    yield from must(image.endswith((".jpg", ".jpeg", ".png")), "no itunes:image, JPEG or PNG (AG)")
    own = _attribute(channel, "atom:link[@rel='self']", "href")
    yield from must(_is_plain_url(own), "no atom:link rel=self with the feed's address (PSP)")
    yield from should(own.startswith("https://"), "the feed's address is not https (AR)")
    yield from should(_text(channel, "itunes:author"), "no itunes:author (AG)")
    yield from should(_text(channel, "podcast:guid"), "no podcast:guid (PSP)")
    yield from should(_text(channel, "itunes:owner/itunes:email"), "no owner e-mail (YouTube)")


def _check_explicit(element: etree._Element, where: str) -> Iterator[Finding]:
    explicit = _text(element, "itunes:explicit")
    yield from must(
        explicit in {"true", "false"},
        f"{where}: itunes:explicit is '{explicit}', not true or false",
    )


def _check_unique(items: list[etree._Element]) -> Iterator[Finding]:
    for name, values in (
        ("guid", [_text(item, "guid") for item in items]),
        ("enclosure", [_attribute(item, "enclosure", "url") for item in items]),
    ):
        for value, count in Counter(values).items():
            yield from must(count == 1, f"{count} items share the {name} '{value}' (AR)")


def _check_item(item: etree._Element, folder: Path) -> Iterator[Finding]:
    title = _text(item, "title")
    where = f"item 「{title}」"
    yield from must(title, "an item has no title (AG)")
    yield from must(_text(item, "guid"), f"{where}: no guid (AR)")
    yield from must(_is_mail_date(_text(item, "pubDate")), f"{where}: pubDate is none of RFC 2822")
    yield from must(_text(item, "itunes:duration").isdecimal(), f"{where}: no itunes:duration in s")
    yield from should(_text(item, "description"), f"{where}: no description (AG)")
    yield from should(
        len(_text(item, "description").encode()) <= 4000, f"{where}: description over 4000 bytes"
    )
    yield from _check_explicit(item, where)
    yield from should(_text(item, "link"), f"{where}: no link to its page (AG)")
    yield from should(
        _attribute(item, "podcast:transcript", "url"), f"{where}: no podcast:transcript (PSP)"
    )
    yield from _check_enclosure(item, where, folder)
    for tag in ("podcast:transcript", "podcast:chapters"):
        for element in item.findall(tag, _NAMES):
            name = _file_name(element.get("url", ""))
            yield from must((folder / name).is_file(), f"{where}: {tag}: there is no {name}")


def _check_enclosure(item: etree._Element, where: str, folder: Path) -> Iterator[Finding]:
    url = _attribute(item, "enclosure", "url")
    name = _file_name(url)
    kind = _attribute(item, "enclosure", "type")
    yield from must(_is_plain_url(url), f"{where}: enclosure '{url}' is no plain ASCII URL (AR)")
    yield from must(
        re.fullmatch(r"[A-Za-z0-9.-]+", name), f"{where}: '{name}' holds more than letters (AR)"
    )
    yield from must(
        kind == _AUDIO_TYPES.get(Path(name).suffix),
        f"{where}: '{kind}' is not the type of '{name}'",
    )
    path = folder / name
    if not path.is_file():
        yield from must(False, f"{where}: there is no {name} beside the feed")
        return
    length, size = _attribute(item, "enclosure", "length"), path.stat().st_size
    yield from must(length == str(size), f"{where}: length is {length}, the file has {size} bytes")
    yield from _check_duration(item, where, path)


def _check_duration(item: etree._Element, where: str, path: Path) -> Iterator[Finding]:
    said, (frames, rate_hz) = _text(item, "itunes:duration"), measure_length(path)
    seconds = frames / rate_hz
    yield from must(
        said.isdecimal() and abs(int(said) - seconds) <= 1,
        f"{where}: itunes:duration is {said}, the file lasts {seconds:.1f} s",
    )


def _file_name(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]


def _is_plain_url(url: str) -> bool:
    return url.isascii() and bool(re.fullmatch(r"https?://[^\s/]+/\S*", url))


def _is_mail_date(text: str) -> bool:
    try:
        return parsedate_to_datetime(text).tzinfo is not None
    except ValueError:
        return False


def _list_facts(channel: etree._Element, items: list[etree._Element]) -> Iterator[tuple[str, str]]:
    yield "show", _text(channel, "title")
    yield "address", _attribute(channel, "atom:link[@rel='self']", "href")
    yield "episodes", str(len(items))
    for item in items:
        yield _text(item, "itunes:duration") + " s", _text(item, "title")
