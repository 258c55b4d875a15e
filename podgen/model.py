"""The nouns, in the order in which they come to be.

    Article → clean Article → Script → Timeline of Cues → Episode → feed

A section is text, a chapter is time. An utterance is words, a clip is sound, a
cue is a clip with a place in time. Times that people see are whole
milliseconds (`_ms`); places in the audio are counted in frames (samples of
mono sound), so that nothing drifts.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import ClassVar, Literal

_Config = dict[str, str]
"""What pydantic is told about a class that is read from a TOML file."""

_NO_OTHER_KEYS: _Config = {"extra": "forbid"}


@dataclass(frozen=True)
class Article:
    """One Markdown file with its front matter."""

    path: Path
    """Where it was read; messages name it. `-` is standard input."""
    slug: str
    """ASCII letters, digits and hyphens; names files and URLs, unique in a show."""
    title: str
    date: dt.datetime
    """When it was published, with a zone."""
    author: str
    """Empty if the front matter names nobody."""
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    """Plain text for listings; empty if the front matter has none."""
    body: str
    """Markdown, with `\\n` line ends."""
    body_line: int
    """The line of the file (from 1) on which `body` begins."""
    head: str = ""
    """The front matter with its fences, exactly as in the file: `head + body` is the file."""


class RemovalKind(Enum):
    """Why de-duplication changed something."""

    MARKER = "marker"
    """a mark between two pieces, such as `---END---`"""
    OVERLAP = "overlap"
    """a piece begins with the tail of what was said so far"""
    RESTART = "restart"
    """a piece goes back and says a stretch again"""
    FRAGMENT = "fragment"
    """cut off and said whole elsewhere"""
    LOOP = "loop"
    """the same thing said again at once"""
    CHATTER = "chatter"
    """the model speaks about its own writing"""
    TYPO_VARIANT = "typo-variant"
    """a faulty copy of something that is also said soundly"""


@dataclass(frozen=True)
class Removal:
    """One thing that de-duplication took out."""

    kind: RemovalKind
    line: int
    """First line in the article's file, from 1."""
    end_line: int
    """Last line, inclusive."""
    text: str
    """Exactly what was taken out."""
    reason: str
    """One sentence for a person."""
    kept_line: int | None
    """The line of the copy that stays; none for markers and chatter."""


class Boundary(Enum):
    """What stands between an utterance and the next; a voice gives each a pause."""

    CUT = "cut"
    """inside a sentence that was too long for the engine"""
    SENTENCE = "sentence"
    ITEM = "item"
    """after a list item or a table row"""
    PARAGRAPH = "paragraph"
    BEFORE_HEADING = "before_heading"
    AFTER_HEADING = "after_heading"


@dataclass(frozen=True)
class Utterance:
    """What the voice says in one breath."""

    text: str
    """As written, without markup: what a transcript shows."""
    reading: str
    """As given to the engine."""
    boundary: Boundary
    """What follows it."""
    line: int
    """The line of the article's file from which it comes, from 1."""


@dataclass(frozen=True)
class Section:
    """A stretch of text under one heading; it becomes a chapter."""

    title: str
    """The heading as text; for the lead, which has none, the article's title."""
    utterances: tuple[Utterance, ...]
    """The spoken heading comes first. Never empty."""


@dataclass(frozen=True)
class Script:
    """An article as it will be spoken."""

    title: str
    sections: tuple[Section, ...]

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """All utterances in spoken order."""
        return tuple(each for section in self.sections for each in section.utterances)


@dataclass(frozen=True)
class Pauses:
    """Silence after an utterance by what follows it, in milliseconds.

    Kept out of a clip's key: a new rhythm speaks nothing again. Readers pause
    at every 。 and longer at paragraphs; 0.3 s at 、 and 0.8-1.2 s at 。 are
    heard as natural.
    """

    __pydantic_config__: ClassVar[_Config] = _NO_OTHER_KEYS

    start_ms: int = 500
    cut_ms: int = 120
    sentence_ms: int = 800
    item_ms: int = 600
    paragraph_ms: int = 1200
    before_heading_ms: int = 1600
    after_heading_ms: int = 1000
    end_ms: int = 1000

    def after_ms(self, boundary: Boundary) -> int:
        """The silence, in milliseconds, that `boundary` asks for."""
        value = getattr(self, f"{boundary.value}_ms")
        assert isinstance(value, int)  # noqa: S101  the fields are named after the boundaries
        return value


ReadingForm = Literal["kana", "mixed", "text"]
"""What an engine is given: katakana only; Japanese with foreign words in
katakana and numbers in a form it reads right; or the text as written."""

OptionValue = str | int | float | bool


@dataclass(frozen=True)
class Voice:
    """A profile from `voices/NAME.toml`."""

    __pydantic_config__: ClassVar[_Config] = _NO_OTHER_KEYS

    name: str
    """The file's name without `.toml`."""
    engine: str
    """The module in `podgen/engines/` that speaks."""
    description: str = ""
    """One line for `podgen voices`."""
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    """The engine's own options; it says which it knows."""
    reading: ReadingForm = "mixed"
    lexicons: tuple[str, ...] = ("names",)
    """Files in `voices/lexicon/`, without `.tsv`; an earlier one wins."""
    pauses: Pauses = Pauses()
    workers: int | None = None
    """How many may speak at once; none means as many as there are cores."""
    credit: str = ""
    """A line that the voice's licence asks for; it goes into feed and tag."""
    licence: str = ""


@dataclass(frozen=True)
class Clip:
    """The sound of one utterance, on disk: a mono WAV of 16-bit samples."""

    path: Path
    frames: int
    rate_hz: int


@dataclass(frozen=True)
class Cue:
    """A clip with a place in time."""

    section: int
    """Index into the script's sections."""
    utterance: Utterance
    clip: Clip
    start_frame: int

    @property
    def end_frame(self) -> int:
        """The frame after its last."""
        return self.start_frame + self.clip.frames

    @property
    def start_ms(self) -> int:
        """Where it starts, rounded to a millisecond."""
        return frames_to_ms(self.start_frame, self.clip.rate_hz)

    @property
    def end_ms(self) -> int:
        """Where it ends, rounded to a millisecond."""
        return frames_to_ms(self.end_frame, self.clip.rate_hz)


@dataclass(frozen=True)
class Timeline:
    """All cues of an episode, in order, and how long it is; silence lies between."""

    cues: tuple[Cue, ...]
    frames: int
    rate_hz: int

    @property
    def duration_ms(self) -> int:
        """The whole length, rounded to a millisecond."""
        return frames_to_ms(self.frames, self.rate_hz)


@dataclass(frozen=True)
class Chapter:
    """A section's stretch of time."""

    title: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True)
class Episode:
    """One finished recording and what a feed says of it: `SLUG.episode.json`."""

    slug: str
    guid: str
    title: str
    date: dt.datetime
    author: str
    summary: str
    tags: tuple[str, ...]
    audio: str
    """File name of the MP3 in the public folder."""
    audio_bytes: int
    duration_ms: int
    chapters: tuple[Chapter, ...]
    chapters_file: str
    """File name of the JSON chapters."""
    transcript_file: str
    """File name of the WebVTT transcript."""
    credit: str
    """The voice's credit line, or empty."""
    source_chars: int
    """Length of the article's text as it came, in characters."""
    clean_chars: int
    """Length of what de-duplication left."""
    fingerprint: str
    """Of everything the recording was made from; another one means it is stale."""


@dataclass(frozen=True)
class Show:
    """The channel, from `feed/show.toml`."""

    __pydantic_config__: ClassVar[_Config] = _NO_OTHER_KEYS

    title: str
    description: str
    link: str
    """The show's web page."""
    base_url: str
    """Where `public/` will be reachable; ends with a slash."""
    author: str
    email: str = ""
    language: str = "ja"
    category: str = "Technology"
    subcategory: str = ""
    explicit: bool = False
    copyright: str = ""
    cover: str = ""
    """An image file beside show.toml; empty means that podgen makes one."""
    voice: str = "mei"
    guid: str = ""
    """podcast:guid; empty means that it is derived from the feed's URL."""


def frames_to_ms(frames: int, rate_hz: int) -> int:
    """Whole milliseconds, rounded half up, without floating point.

    >>> frames_to_ms(48_000 * 3_600 * 3, 48_000)
    10800000
    >>> frames_to_ms(24, 48_000)
    1
    """
    return (frames * 2_000 + rate_hz) // (2 * rate_hz)


def ms_to_frames(ms: int, rate_hz: int) -> int:
    """Frames of `ms` milliseconds, rounded half up.

    >>> ms_to_frames(1_600, 44_100)
    70560
    """
    return (ms * rate_hz + 500) // 1_000
