"""Small shows on disk, spoken in tones."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from podgen.produce import Studio, open_studio

SHOW_TOML = """\
title = "記事を聴く"
description = "AIと投資の記事を音声で。"
link = "https://example.com/"
base_url = "https://example.com/podcast"
author = "編集部"
email = "show@example.com"
voice = "tone"
"""

ARTICLE = """\
---
title: {title}
date: {date}
excerpt: 要約です。
---

導入の文です。もう一つの文です。

## 最初の章

章の本文です。{extra}

## 次の章

終わりの文です。
"""


def write_show(folder: Path, toml: str = SHOW_TOML) -> Path:
    """A show's folder with an empty inbox."""
    (folder / "feed" / "articles").mkdir(parents=True)
    (folder / "feed" / "show.toml").write_text(toml, encoding="utf-8")
    return folder / "feed"


def write_article(show: Path, name: str = "a", day: int = 1, extra: str = "") -> Path:
    """An article in a show's inbox."""
    path = show / "articles" / f"2025-01-{day:02}-{name}.md"
    text = ARTICLE.format(title=f"題{name}", date=f"2025-01-{day:02} 09:00:00 +0900", extra=extra)
    path.write_text(text, encoding="utf-8")
    return path


def tone_studio(folder: Path, voice: str = "tone") -> Studio:
    """A studio that speaks in tones, in threads, into `folder`."""
    return replace(open_studio(voice, folder, folder / "clips"), make_executor=ThreadPoolExecutor)
