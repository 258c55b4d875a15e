"""A show and its episodes, as records tell of them."""

import datetime as dt

from podgen.model import Chapter, Episode, Show

JAPAN = dt.timezone(dt.timedelta(hours=9))

SHOW = Show(
    title="記事を聴く",
    description="AIと投資の記事を音声で。",
    link="https://example.com/",
    base_url="https://example.com/podcast/",
    author="編集部",
    email="show@example.com",
    cover="cover-12345678.jpg",
)


def make_episode(slug: str = "a", day: int = 1) -> Episode:
    """One of January 2025."""
    return Episode(
        slug=slug,
        guid=f"guid-{slug}",
        title="題「引用」",
        date=dt.datetime(2025, 1, day, 9, 30, tzinfo=JAPAN),
        author="山田",
        summary="要約。",
        tags=("AI", "投資"),
        audio=f"{slug}.mp3",
        audio_bytes=3,
        duration_ms=61_234,
        chapters=(Chapter("導入", 0, 1_000), Chapter("章", 1_000, 61_234)),
        chapters_file=f"{slug}.chapters.json",
        transcript_file=f"{slug}.vtt",
        credit="声：Mei",
        source_chars=200,
        clean_chars=100,
        fingerprint="f" * 64,
    )
