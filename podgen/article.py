"""One Markdown file with front matter → `Article`.

Follows Jekyll (jekyllrb.com, Posts and Front Matter): the file is named
`YEAR-MONTH-DAY-title.md`; `title`, `date`, `slug`, `excerpt`, `categories` and
`tags` in the front matter win over what the name says.
"""

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from podgen.errors import ArticleError
from podgen.model import Article

JAPAN = dt.timezone(dt.timedelta(hours=9))
"""The zone of a date that names none."""

STDIN = Path("-")
"""The path of an article that came by standard input."""

_FRONT_MATTER = YAMLHandler()
_DATED_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-")


def read_article(path: Path) -> Article:
    """Read one article from disk.

    Raises:
        ArticleError: it can't be read, is no text, or has no title or date.
    """
    if path.is_dir():
        raise ArticleError(f"{path}: is a folder; name one Markdown file")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"{path}: no such file") from None
    except OSError as error:
        raise ArticleError(f"{path}: can't be read: {error.strerror}") from error
    return parse_article(content, path)


def find_articles(folder: Path) -> tuple[Path, ...]:
    """List the Markdown files of an inbox, by name.

    Raises:
        ArticleError: there is no such folder.
    """
    if not folder.is_dir():
        raise ArticleError(f"{folder}: no such folder; make it and put Markdown articles there")
    return tuple(sorted(p for p in folder.rglob("*") if p.suffix in {".md", ".markdown"}))


def parse_article(content: bytes, path: Path) -> Article:
    """Make an article of a file's bytes.

    Args:
        content: UTF-8 text, with or without a byte order mark.
        path: for messages, and for what the name says.

    Raises:
        ArticleError: the message names the file and the line or the field.
    """
    text = _decode_text(content, path)
    head, body = _split_head(text, path)
    fields = _load_fields(head, path)
    title = _read_line(fields, "title")
    if not title:
        raise ArticleError(f"{path}: front matter: title is missing; add a line 'title: …'")
    return Article(
        path=path,
        slug=make_slug(_read_line(fields, "slug") or (title if path == STDIN else path.stem)),
        title=title,
        date=_read_date(fields, path),
        author=_read_author(fields),
        categories=_read_list(fields, "categories", "category"),
        tags=_read_list(fields, "tags", "tag"),
        summary=next(filter(None, (_read_line(fields, key) for key in _SUMMARY_KEYS)), ""),
        body=body,
        body_line=head.count("\n") + 1,
        head=head,
    )


_SUMMARY_KEYS = ("excerpt", "description", "summary")


def make_slug(name: str) -> str:
    """ASCII letters, digits and hyphens that stand for `name` alone.

    Apple refuses other file names in a feed (podcast RSS feed requirements,
    support/823). Where something of the name is lost, a hash of the whole name
    is added, so that different names never meet.

    >>> make_slug("2025-10-21-deepseek")
    '2025-10-21-deepseek'
    >>> make_slug("2025-10-21-日本の未来")
    '2025-10-21-577f9fef'
    >>> make_slug("../../etc/passwd")
    'etc-passwd-3754d6cb'
    """
    whole = unicodedata.normalize("NFC", name)
    kept = re.sub(r"[^a-z0-9]+", "-", whole.lower()).strip("-")[:80].strip("-")
    if kept == whole:
        return kept
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "-".join(filter(None, (kept, digest)))


def _decode_text(content: bytes, path: Path) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ArticleError(f"{path}:{line}: not UTF-8 text; save the file as UTF-8") from None
    if not text.strip():
        raise ArticleError(f"{path}: is empty")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise ArticleError(f"{path}:{line}: holds a NUL character, so it is no text; remove it")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _split_head(text: str, path: Path) -> tuple[str, str]:
    if not _FRONT_MATTER.detect(text):
        raise ArticleError(
            f"{path}:1: no front matter; begin the file with '---', 'title: …', 'date: …', '---'"
        )
    try:
        _, body = _FRONT_MATTER.split(text)
    except ValueError:
        raise ArticleError(f"{path}:1: front matter is not closed; end it with '---'") from None
    return text[: len(text) - len(body)], body


def _load_fields(head: str, path: Path) -> Mapping[str, Any]:
    try:
        fields = _FRONT_MATTER.load(_FRONT_MATTER.split(head)[0])
    except yaml.MarkedYAMLError as error:
        # The mark counts from the line end behind the opening fence, so from the file's line 1.
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ArticleError(f"{path}:{line}: broken front matter: {error.problem}") from None
    except (ValueError, yaml.YAMLError) as error:
        raise ArticleError(f"{path}: broken front matter: {error}") from None
    if not isinstance(fields, Mapping):
        raise ArticleError(f"{path}:2: broken front matter: want lines such as 'title: …'")
    return fields


def _read_line(fields: Mapping[str, Any], key: str) -> str:
    """One field as one line of text; empty if it is missing or no scalar."""
    value = fields.get(key)
    return _as_line(value) if isinstance(value, (str, int, float, dt.date)) else ""


def _as_line(value: object) -> str:
    shown = "".join(c for c in str(value) if unicodedata.category(c) != "Cc" or c.isspace())
    return " ".join(shown.split())


def _read_list(fields: Mapping[str, Any], *keys: str) -> tuple[str, ...]:
    """A YAML list, or words parted by spaces, as Jekyll takes them."""
    value = next((fields[key] for key in keys if fields.get(key)), ())
    if isinstance(value, str):
        return tuple(value.split())
    return tuple(map(_as_line, value)) if isinstance(value, list) else ()


def _read_author(fields: Mapping[str, Any]) -> str:
    value = fields.get("author")
    if isinstance(value, Mapping):
        return _read_line(value, "name")
    names = _read_list({"author": value}, "author") if isinstance(value, list) else ()
    return "、".join(names) or _read_line(fields, "author")


def _read_date(fields: Mapping[str, Any], path: Path) -> dt.datetime:
    value = fields.get("date")
    if value is None:
        return _date_of_name(path)
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value.strip())
        except ValueError:
            raise ArticleError(
                f"{path}: front matter: date '{value}' is none; write 2025-10-21 09:30:00 +0900"
            ) from None
    if not isinstance(value, dt.date):
        raise ArticleError(f"{path}: front matter: date must be a date, not {value!r}")
    if not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)
    return value if value.tzinfo else value.replace(tzinfo=JAPAN)


def _date_of_name(path: Path) -> dt.datetime:
    try:
        year, month, day = map(int, _DATED_NAME.match(path.name).groups())  # type: ignore[union-attr]
        return dt.datetime(year, month, day, tzinfo=JAPAN)
    except (AttributeError, ValueError):
        raise ArticleError(
            f"{path}: front matter: date is missing; add 'date: 2025-10-21 09:30:00 +0900', "
            "or name the file 2025-10-21-title.md"
        ) from None
