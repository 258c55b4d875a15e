"""Samples: the edges of a clip, the one stream of an episode, and its loudness.

Sound is mono, 16-bit, in numpy arrays (`Pcm`). A stream is an iterator of such
blocks, so that memory does not grow with the length of an episode.
"""

import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from av.filter import Graph

from podgen.errors import ClipError
from podgen.model import Clip, Timeline

with warnings.catch_warnings():
    # pydub looks for ffmpeg, which we never let it use, and its patterns are old Python.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

Pcm = npt.NDArray[np.int16]
ClipReader = Callable[[Clip], Pcm]

QUIET_DBFS = -50.0
"""A window quieter than this is silence; the edges of voices lie at -60, breath at -45."""
WINDOW_MS = 10
EDGE_MS = 30
"""What stays of the silence at either end, so that no consonant is clipped."""
FADE_MS = 5
LONGEST_PAUSE_MS = 350
"""Inside a sentence. Open JTalk pauses half a second at each 、 and 「; 0.3 s sounds natural."""

TARGET_LUFS = -16.0
"""Apple, audio requirements (support/893): -16 LKFS, within 1."""
LIMIT_DBFS = -3.5
"""Of samples. Between them mei peaks 1.7 dB higher, and MP3 coding adds a little; Apple
allows -1 dBTP."""


@dataclass(frozen=True)
class Loudness:
    """What EBU R128 says of a recording."""

    lufs: float
    """Integrated loudness; -70 for silence."""
    true_peak_dbtp: float
    """Highest peak between samples; -inf for digital silence."""


def tidy_clip(pcm: Pcm, rate_hz: int) -> Pcm:
    """The same sound with short, faded edges and no pause over 350 ms.

    Raises:
        ClipError: nothing in it is louder than -50 dBFS.
    """
    loud = np.flatnonzero(_window_levels(pcm, rate_hz) > QUIET_DBFS)
    if not len(loud):
        raise ClipError("the engine's sound is silent")
    clip = AudioSegment(pcm.tobytes(), sample_width=2, frame_rate=rate_hz, channels=1)
    tidy = AudioSegment.empty().set_frame_rate(rate_hz)
    for start_ms, end_ms in _spans_to_keep(loud):
        tidy += clip[max(0, start_ms) : end_ms]
    return np.frombuffer(tidy.fade_in(FADE_MS).fade_out(FADE_MS).raw_data, dtype=np.int16)


def stream_pcm(timeline: Timeline, read: ClipReader) -> Iterator[Pcm]:
    """The whole episode, clip by clip, with silence where no cue is; exactly `timeline.frames`.

    Args:
        timeline: the cues with their places.
        read: gives the samples of a clip; raises ClipError if they are gone or damaged.
    """
    position = 0
    for cue in timeline.cues:
        yield np.zeros(cue.start_frame - position, dtype=np.int16)
        yield read(cue.clip)
        position = cue.end_frame
    yield np.zeros(timeline.frames - position, dtype=np.int16)


def measure_loudness(blocks: Iterable[Pcm], rate_hz: int, *, true_peak: bool = True) -> Loudness:
    """EBU R128 integrated loudness and true peak of a stream, by ffmpeg's ebur128.

    Args:
        blocks: the stream.
        rate_hz: its rate.
        true_peak: measure it too; three times slower. Without it, the field is NaN.
    """
    options = "metadata=1:peak=true" if true_peak else "metadata=1"
    found: dict[str, str] = {}
    for frame in _filter_frames(blocks, rate_hz, [("ebur128", options)]):
        found.update(frame.metadata)
    peak = float(found.get("lavfi.r128.true_peak", 0.0)) if true_peak else float("nan")
    with np.errstate(divide="ignore"):
        return Loudness(float(found.get("lavfi.r128.I", -70.0)), float(20 * np.log10(peak)))


def master(blocks: Iterable[Pcm], rate_hz: int, gain_db: float) -> Iterator[Pcm]:
    """Apply one linear gain, and hold rare peaks under -3.5 dBFS with a limiter.

    As many samples come out as go in. No dynamic normaliser: those pump, and
    cost more than speaking.
    """
    limit = 10 ** (LIMIT_DBFS / 20)
    chain = [
        ("volume", f"volume={gain_db:.4f}dB:precision=double"),
        ("alimiter", f"limit={limit:.6f}:attack=5:release=50:level=disabled:latency=1"),
        ("aformat", "sample_fmts=s16"),
    ]
    for frame in _filter_frames(blocks, rate_hz, chain):
        yield frame.to_ndarray()[0]


def find_gain(timeline: Timeline, read: ClipReader) -> float:
    """The gain in decibels that brings an episode to -16 LUFS.

    Measured twice: limiting takes a little loudness away, which the second
    measurement gives back.
    """
    rate_hz = timeline.rate_hz
    plain = measure_loudness(stream_pcm(timeline, read), rate_hz, true_peak=False)
    gain_db = TARGET_LUFS - plain.lufs
    limited = master(stream_pcm(timeline, read), rate_hz, gain_db)
    return gain_db + TARGET_LUFS - measure_loudness(limited, rate_hz, true_peak=False).lufs


def _window_levels(pcm: Pcm, rate_hz: int) -> npt.NDArray[np.float64]:
    """The level of each whole or last window of 10 ms, in dBFS."""
    size = rate_hz * WINDOW_MS // 1000
    padded = np.pad(pcm.astype(np.float64), (0, -len(pcm) % size)).reshape(-1, size)
    power = np.square(padded / 32768).mean(axis=1) if padded.size else np.zeros(0)
    return 10 * np.log10(power + 1e-12)


def _spans_to_keep(loud: npt.NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Stretches in milliseconds that hold every loud window, with what silence may stay."""
    margins = EDGE_MS, LONGEST_PAUSE_MS // 2
    gaps = np.flatnonzero(np.diff(loud) * WINDOW_MS > LONGEST_PAUSE_MS + WINDOW_MS)
    firsts = [loud[0], *loud[gaps + 1]]
    lasts = [*loud[gaps], loud[-1]]
    for index, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        before = margins[index > 0]
        after = margins[index < len(lasts) - 1]
        yield int(first) * WINDOW_MS - before, (int(last) + 1) * WINDOW_MS + after


def _filter_frames(
    blocks: Iterable[Pcm], rate_hz: int, chain: list[tuple[str, str]]
) -> Iterator[av.AudioFrame]:
    """Send a stream through a chain of ffmpeg filters."""
    graph = Graph()
    source = last = graph.add_abuffer(
        format="s16", sample_rate=rate_hz, layout="mono", time_base=Fraction(1, rate_hz)
    )
    for name, options in chain:
        following = graph.add(name, options)
        last.link_to(following)
        last = following
    sink = graph.add("abuffersink")
    last.link_to(sink)
    graph.configure()
    for frame in cut_frames(blocks, rate_hz):
        source.push(frame)
        yield from _pull_frames(sink)
    source.push(None)
    yield from _pull_frames(sink)


def cut_frames(
    blocks: Iterable[Pcm], rate_hz: int, sample_format: str = "s16"
) -> Iterator[av.AudioFrame]:
    """Cut a stream into frames of at most a second, as ffmpeg takes them.

    Args:
        blocks: mono samples.
        rate_hz: their rate.
        sample_format: ffmpeg's name for 16-bit samples in the form that is wanted, s16 or s16p.
    """
    position = 0
    for block in blocks:
        for start in range(0, len(block), rate_hz):
            piece = np.ascontiguousarray(block[None, start : start + rate_hz])
            frame = av.AudioFrame.from_ndarray(piece, format=sample_format, layout="mono")
            frame.sample_rate, frame.pts = rate_hz, position
            position += frame.samples
            yield frame


def _pull_frames(sink: Any) -> Iterator[av.AudioFrame]:
    while True:
        try:
            yield sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return
