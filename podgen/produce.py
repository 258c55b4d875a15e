"""The order: one article in, one recording out. The only place that knows it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from podgen.audio import find_gain, master, stream_pcm
from podgen.chapters import make_chapters
from podgen.clips import ClipCache, read_clip
from podgen.dedupe import drop_repeats
from podgen.engines import load_engine
from podgen.errors import AudioError
from podgen.model import Article, Chapter, Removal, Script, Timeline, Voice
from podgen.mp3 import Tag, write_mp3
from podgen.reading import Lexicon, merge_lexicons, parse_lexicon, spoken_form
from podgen.script import write_script
from podgen.speech import speak_script
from podgen.voices import load_voice, read_lexicons, voice_folders
from podgen.workers import MakeExecutor, spawn_workers

Progress = Callable[[str, int, int], None]
"""Told the stage, and how much of how much is done; the unit is the stage's own."""


def stay_silent(stage: str, done: int, total: int) -> None:
    """Take progress and tell nobody."""


@dataclass(frozen=True)
class Studio:
    """What it takes to speak: a voice, the readings it follows, and the clips it keeps."""

    voice: Voice
    lexicon: Lexicon
    clips: ClipCache
    make_executor: MakeExecutor = spawn_workers


@dataclass(frozen=True)
class Manuscript:
    """An article on its way to the microphone."""

    article: Article
    """With its text de-duplicated."""
    removals: tuple[Removal, ...]
    script: Script


@dataclass(frozen=True)
class Recording:
    """An article as spoken and laid out in time; its sound is in the clips."""

    manuscript: Manuscript
    timeline: Timeline
    chapters: tuple[Chapter, ...]


def open_studio(voice_name: str, workspace: Path, cache: Path) -> Studio:
    """Load a voice with its lexicons.

    Args:
        voice_name: a profile's name, without `.toml`.
        workspace: the folder whose `voices/` goes before podgen's own.
        cache: the folder of the clip cache.

    Raises:
        VoiceError: there is no such voice, or its profile is wrong.
        LexiconError: one of its lexicons is wrong.
    """
    folders = voice_folders(workspace)
    voice = load_voice(voice_name, folders)
    lexicons = [parse_lexicon(text, name) for name, text in read_lexicons(voice, folders)]
    return Studio(voice, merge_lexicons(lexicons), ClipCache(cache))


def prepare_manuscript(article: Article, studio: Studio) -> Manuscript:
    """De-duplicate an article and lay out what will be said.

    Raises:
        ArticleError: nothing is left to be said.
        VoiceError: the voice's engine or options are wrong.
    """
    clean, removals = drop_repeats(article)
    voice = studio.voice
    read = partial(spoken_form, form=voice.reading, lexicon=studio.lexicon)
    max_chars = load_engine(voice.engine, voice.options).max_chars
    return Manuscript(clean, removals, write_script(clean, read, max_chars))


def record_article(article: Article, studio: Studio, progress: Progress = stay_silent) -> Recording:
    """Speak an article; only sentences that the cache does not hold cost work.

    Raises:
        ArticleError: nothing is left to be said.
        EngineError: the engine does not speak; the message names the sentence.
        ClipError: a sentence came out silent or too short.
        OSError: the cache can't be written.
    """
    manuscript = prepare_manuscript(article, studio)
    timeline = speak_script(
        manuscript.script,
        studio.voice,
        studio.clips,
        partial(progress, "speaking"),
        studio.make_executor,
    )
    return Recording(manuscript, timeline, make_chapters(manuscript.script, timeline))


def write_recording(
    recording: Recording, tag: Tag, path: Path, progress: Progress = stay_silent
) -> int:
    """Master a recording and write it as one MP3, beside and then renamed.

    Returns:
        The size of the file in bytes.

    Raises:
        AudioError: it can't be encoded, or what came out is not as long as what went in.
        ClipError: a clip has gone from the cache or was damaged.
        OSError: the disk is full or can't be written.
    """
    timeline = recording.timeline
    progress("measuring", 0, timeline.frames)
    gain_db = find_gain(timeline, read_clip)
    blocks = master(stream_pcm(timeline, read_clip), timeline.rate_hz, gain_db)
    watched = _count_frames(blocks, timeline.frames, partial(progress, "encoding"))
    frames = write_mp3(watched, timeline.rate_hz, tag, path)
    if frames != timeline.frames:
        raise AudioError(f"{path}: {frames} frames instead of {timeline.frames}; run again")
    return path.stat().st_size
