"""The order: one article in, one recording out. The only place that knows it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from podgen.atomic import write_atomically
from podgen.audio import ClipReader, Pcm, find_gain, master, stream_pcm
from podgen.chapters import make_chapters, render_json_chapters
from podgen.clips import ClipCache, read_clip
from podgen.cover import render_cover, shrink_cover
from podgen.dedupe import drop_repeats
from podgen.engines import load_engine
from podgen.errors import AudioError, ClipError, EngineError
from podgen.feed import make_episode_guid
from podgen.model import (
    Article,
    Chapter,
    Clip,
    Episode,
    Removal,
    Script,
    Show,
    Timeline,
    Voice,
    frames_to_ms,
)
from podgen.mp3 import Tag, write_mp3
from podgen.reading import Lexicon, merge_lexicons, parse_lexicon, spoken_form
from podgen.records import digest_parts
from podgen.script import write_script
from podgen.speech import speak_script
from podgen.transcript import render_json_transcript, render_srt, render_vtt
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
    fingerprint: str
    """Of all that shapes a recording: profile, lexicons, engine."""
    clips: ClipCache
    make_executor: MakeExecutor = spawn_workers


@dataclass(frozen=True)
class Manuscript:
    """An article on its way to the microphone."""

    source: Article
    """As it came."""
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


@dataclass(frozen=True)
class Outlet:
    """Where a show's episodes go, and what they have in common."""

    show: Show
    cover: bytes
    """A JPEG for the files' tags."""
    public: Path


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
    texts = read_lexicons(voice, folders)
    lexicon = merge_lexicons(parse_lexicon(text, name) for name, text in texts)
    version = load_engine(voice.engine, voice.options).version
    fingerprint = digest_parts(asdict(voice), [text for _, text in texts], version)
    return Studio(voice, lexicon, fingerprint, ClipCache(cache))


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
    return Manuscript(article, clean, removals, write_script(clean, read, max_chars))


def record_article(article: Article, studio: Studio, progress: Progress = stay_silent) -> Recording:
    """Speak an article; only sentences that the cache does not hold cost work.

    Raises:
        ArticleError: nothing is left to be said.
        EngineError: the engine does not speak; the message names the sentence.
        ClipError: a sentence came out silent or too short.
        OSError: the cache can't be written.
    """
    manuscript = prepare_manuscript(article, studio)
    try:
        timeline = speak_script(
            manuscript.script,
            studio.voice,
            studio.clips,
            partial(progress, "speaking"),
            studio.make_executor,
        )
    except (ClipError, EngineError) as error:
        raise type(error)(f"{article.path}: {error}") from error
    return Recording(manuscript, timeline, make_chapters(manuscript.script, timeline))


def produce_episode(
    article: Article, outlet: Outlet, studio: Studio, progress: Progress = stay_silent
) -> Episode:
    """Record an article and write its MP3, chapters and transcript into the public folder.

    Returns:
        What a record and a feed say of it; its fingerprint is still empty.

    Raises:
        PodgenError: as `record_article` and `write_recording`.
        OSError: the disk is full or can't be written.
    """
    recording = record_article(article, studio, progress)
    show, manuscript = outlet.show, recording.manuscript
    names = {kind: f"{article.slug}{kind}" for kind in (".mp3", ".chapters.json", ".vtt")}
    tag = make_tag(recording, studio, album=show.title, artist=show.author, cover=outlet.cover)
    size = write_recording(recording, tag, outlet.public / names[".mp3"], progress)
    write_companions(
        recording, outlet.public / names[".chapters.json"], outlet.public / names[".vtt"]
    )
    return Episode(
        slug=article.slug,
        guid=make_episode_guid(show, article.slug),
        title=article.title,
        date=article.date,
        author=article.author or show.author,
        summary=article.summary,
        tags=article.tags,
        audio=names[".mp3"],
        audio_bytes=size,
        duration_ms=recording.timeline.duration_ms,
        chapters=recording.chapters,
        chapters_file=names[".chapters.json"],
        transcript_file=names[".vtt"],
        credit=studio.voice.credit,
        source_chars=len(manuscript.source.body),
        clean_chars=len(manuscript.article.body),
        fingerprint="",
    )


def export_recording(
    recording: Recording, studio: Studio, path: Path, progress: Progress = stay_silent
) -> None:
    """Write a recording as one MP3 that belongs to no show.

    Raises:
        PodgenError: as `write_recording`.
        OSError: the disk is full or can't be written.
    """
    article = recording.manuscript.article
    artist = article.author or "podgen"
    cover = shrink_cover(render_cover(article.title))
    tag = make_tag(recording, studio, album=artist, artist=artist, cover=cover)
    write_recording(recording, tag, path, progress)


def make_tag(recording: Recording, studio: Studio, *, album: str, artist: str, cover: bytes) -> Tag:
    """What players show of a recording; the voice's credit goes into the comment."""
    article = recording.manuscript.article
    return Tag(
        title=article.title,
        artist=article.author or artist,
        album=album,
        date=article.date,
        comment="\n".join(filter(None, (article.summary, studio.voice.credit))),
        cover=cover,
        chapters=recording.chapters,
    )


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
    gain_db = find_gain(timeline, _watch_clips(timeline, partial(progress, "measuring")))
    blocks = master(stream_pcm(timeline, read_clip), timeline.rate_hz, gain_db)
    watched = _watch_stream(blocks, timeline, partial(progress, "encoding"))
    write_mp3(watched, timeline.rate_hz, tag, path)
    return path.stat().st_size


def write_companions(recording: Recording, chapters: Path | None, transcript: Path | None) -> None:
    """Write the chapters as JSON and the transcript, each where a path is given.

    Args:
        recording: whose.
        chapters: of a `.json` file.
        transcript: its ending says the form: `.vtt`, `.srt` or `.json`.

    Raises:
        AudioError: the transcript's ending is none of these.
        OSError: the disk is full or can't be written.
    """
    if chapters:
        title = recording.manuscript.article.title
        write_atomically(chapters, render_json_chapters(recording.chapters, title).encode())
    if transcript:
        write_atomically(transcript, _render_transcript(recording, transcript).encode())


def _render_transcript(recording: Recording, path: Path) -> str:
    forms = {".vtt": render_vtt, ".srt": render_srt, ".json": render_json_transcript}
    if path.suffix.lower() not in forms:
        raise AudioError(f"{path}: a transcript ends with {', '.join(forms)}")
    return forms[path.suffix.lower()](recording.timeline)


def _watch_clips(timeline: Timeline, progress: Callable[[int, int], None]) -> ClipReader:
    """Read clips, telling how many of them; measuring reads each twice."""
    done = 0

    def read(clip: Clip) -> Pcm:
        nonlocal done
        done += 1
        progress(done, 2 * len(timeline.cues))
        return read_clip(clip)

    return read


def _watch_stream(
    blocks: Iterable[Pcm], timeline: Timeline, progress: Callable[[int, int], None]
) -> Iterator[Pcm]:
    """Pass a stream on, telling how many milliseconds have gone by."""
    frames = 0
    for block in blocks:
        frames += len(block)
        progress(frames_to_ms(frames, timeline.rate_hz), timeline.duration_ms)
        yield block
