"""The command line as its users meet it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest
from click.testing import CliRunner, Result

from podgen.cli import main
from podgen.mp3 import measure_length
from tests.shows import SHOW_TOML, write_article, write_show

SHIPPED = Path(__file__).parent.parent / "feed/articles/2025-10-21-deepseek.md"
README = Path(__file__).parent.parent / "README.md"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PODGEN_CACHE", str(tmp_path / "cache"))
    return tmp_path


def podgen(*arguments: object, stdin: bytes | str | None = None) -> Result:
    # gTTS holds click below 8.2, where this parameter goes away and its effect becomes the rule.
    return CliRunner(mix_stderr=False).invoke(main, [str(each) for each in arguments], input=stdin)


def says_one_line(result: Result, *parts: str) -> bool:
    (line,) = result.stderr.splitlines()
    assert result.stdout == ""
    assert "Traceback" not in result.output
    return line.startswith("podgen: ") and all(part in line for part in parts)


def test_export_makes_one_mp3_and_nothing_else(home: Path) -> None:
    article = write_article(write_show(home))
    result = podgen("export", article, "-o", "out/one.mp3", "--voice", "tone")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("out/one.mp3  0:")
    assert "最初の章" in result.stdout
    assert [path.name for path in (home / "out").iterdir()] == ["one.mp3"]
    frames, rate_hz = measure_length(home / "out" / "one.mp3")
    assert frames / rate_hz > 3


def test_export_reads_standard_input_and_names_the_file_by_the_title(home: Path) -> None:
    text = "---\ntitle: My Article\ndate: 2025-01-02\n---\n\n本文です。\n"
    result = podgen("export", "-", "--voice", "tone", stdin=text)
    assert result.exit_code == 0, result.output
    assert re.match(r"my-article-[0-9a-f]{8}\.mp3", result.stdout)


def test_export_writes_companions_when_asked(home: Path) -> None:
    article = write_article(write_show(home))
    result = podgen(
        *("export", article, "-o", "o.mp3", "--voice", "tone"),
        *("--chapters", "c.json", "--transcript", "t.srt"),
    )
    assert result.exit_code == 0, result.output
    assert len(json.loads((home / "c.json").read_text(encoding="utf-8"))["chapters"]) == 3
    assert (home / "t.srt").read_text(encoding="utf-8").startswith("1\n00:00:00,5")


def test_publish_makes_a_feed_and_says_where(home: Path) -> None:
    write_article(write_show(home))
    result = podgen("publish")
    assert result.exit_code == 0, result.output
    for part in ("題a", "feed/public/2025-01-01-a.mp3", "feed/public/feed.xml", "index.html"):
        assert part in result.stdout
    assert feedparser.parse((home / "feed/public/feed.xml").read_bytes()).entries


def test_a_second_publish_does_nothing_and_says_so(home: Path) -> None:
    write_article(write_show(home))
    podgen("publish")
    result = podgen("publish")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "nothing to do: 1 up to date")
    assert "(unchanged)" in result.stdout


def test_publish_reports_what_failed_and_publishes_the_rest(home: Path) -> None:
    show = write_show(home)
    write_article(show)
    (show / "articles" / "2025-01-05-bad.md").write_text("本文", encoding="utf-8")
    result = podgen("publish")
    assert result.exit_code == 1
    assert "2025-01-05-bad.md:1: no front matter" in result.stderr
    assert "題a" in result.stdout


def test_clean_prints_the_article_without_repeats(home: Path) -> None:
    wild = Path(__file__).parent / "articles/wild"
    (expected,) = wild.glob("*deepseek*.clean.md")
    result = podgen("clean", SHIPPED)
    assert result.stdout == expected.read_text(encoding="utf-8")


def test_clean_explains_each_removal_with_its_lines(home: Path) -> None:
    result = podgen("clean", SHIPPED, "--explain")
    assert result.exit_code == 0
    assert re.search(r"deepseek\.md:\d+(-\d+)?: marker: ", result.stdout)
    rows = json.loads(podgen("clean", SHIPPED, "--json").stdout)
    assert {"kind", "line", "end_line", "text", "reason", "kept_line"} <= set(rows[0])


def test_a_clean_article_comes_out_byte_for_byte(home: Path) -> None:
    article = write_article(write_show(home))
    assert podgen("clean", article).stdout == article.read_text(encoding="utf-8")


def test_script_prints_chapters_and_sentences(home: Path) -> None:
    article = write_article(write_show(home))
    result = podgen("script", article, "--voice", "tone", "--reading")
    lines = result.stdout.splitlines()
    assert "# 最初の章" in lines
    assert "もう一つの文です。" in lines
    assert any(line.startswith("    → ") for line in lines)


def test_reading_prints_one_line_of_katakana_for_each_line(home: Path) -> None:
    assert podgen("reading", "2025年").stdout == "ニセンニジューゴネン\n"
    result = podgen("reading", "--stdin", stdin="今日は晴れ。\n---\n\n終わり。\n")
    assert len(result.stdout.split("\n")) == 5
    assert result.stdout.split("\n")[1:3] == ["", ""]


def test_reading_explains_itself(home: Path) -> None:
    result = podgen("reading", "--explain", "$100です")
    assert "say_money" in result.stdout


def test_voices_lists_profiles_with_their_licence(home: Path) -> None:
    result = podgen("voices")
    assert re.search(r"^mei +openjtalk ", result.stdout, re.MULTILINE)
    assert "CC BY 3.0" in result.stdout


def test_init_makes_a_show_that_can_be_published(home: Path) -> None:
    assert podgen("init", "my show").exit_code == 0
    toml = home / "my show/feed/show.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace('voice = "mei"', 'voice = "tone"'),
        encoding="utf-8",
    )
    result = podgen("publish", "--show", "my show/feed")
    assert result.exit_code == 0, result.output
    assert says_one_line(podgen("init", "my show"), "there is a show already")


def test_check_judges_what_was_published(home: Path) -> None:
    write_article(write_show(home))
    podgen("publish")
    feed = podgen("check", "feed/public/feed.xml")
    assert feed.exit_code == 0, feed.output
    sound = podgen("check", "feed/public/2025-01-01-a.mp3")
    assert sound.exit_code == 0, sound.output
    assert "LUFS" in sound.stdout
    (home / "feed/public/2025-01-01-a.mp3").unlink()
    assert podgen("check", "feed/public/feed.xml").exit_code == 1


@pytest.mark.parametrize("command", ["clean", "script", "export"])
@pytest.mark.parametrize(
    ("content", "part"),
    [
        (None, "no such file"),
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8"),
        ("本文".encode("shift-jis"), "not UTF-8"),
        ("本文だけ".encode(), "no front matter"),
        (b"---\ntitle: [\n---\nx\n", "broken front matter"),
        (b"---\ndate: 2025-01-01\n---\nx\n", "title is missing"),
        (b"---\ntitle: t\n---\nx\n", "date is missing"),
    ],
)
def test_a_bad_article_is_one_line_and_status_1(
    home: Path, command: str, content: bytes | None, part: str
) -> None:
    if content is not None:
        (home / "post.md").write_bytes(content)
    result = podgen(command, "post.md")
    assert result.exit_code == 1
    assert says_one_line(result, "post.md", part)
    assert not list(home.glob("*.mp3"))


@pytest.mark.parametrize("body", ["", "```\ncode\n```\n", "---END---\n", "## 見出しだけ\n"])
def test_an_article_that_says_nothing_is_refused(home: Path, body: str) -> None:
    (home / "post.md").write_text(f"---\ntitle: t\ndate: 2025-01-01\n---\n\n{body}", "utf-8")
    result = podgen("export", "post.md", "--voice", "tone")
    assert result.exit_code == 1
    assert says_one_line(result, "post.md: says nothing")
    assert not list(home.glob("*.mp3"))


def test_mistakes_in_profiles_and_shows_are_one_line(home: Path) -> None:
    article = write_article(write_show(home, f'{SHOW_TOML}colour = "red"\n'))
    assert says_one_line(podgen("publish"), "show.toml", "no key 'colour'")
    assert says_one_line(podgen("export", article, "--voice", "nope"), "no voice 'nope'", "mei")
    (home / "voices").mkdir()
    (home / "voices" / "own.toml").write_text('engine = "tone"\n[options]\nsped = 1\n')
    assert says_one_line(podgen("export", article, "--voice", "own"), "own.toml", "'sped'")
    assert says_one_line(podgen("publish", "--show", "nowhere"), "podgen init DIR")


@pytest.mark.parametrize("arguments", [["reading"], ["reading", "x", "--stdin"], ["export"], ["x"]])
def test_wrong_usage_is_status_2(home: Path, arguments: list[str]) -> None:
    assert podgen(*arguments).exit_code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(home: Path) -> None:
    article = write_article(write_show(home))
    command = [sys.executable, "-m", "podgen", "clean", str(article)]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 1
    assert result.stderr.decode().strip() == "podgen: the disk is full; make room and run again"


def test_a_disk_that_is_full_half_way_is_one_line(home: Path) -> None:
    """A limit on the size of a file stands in for the disk's."""
    article = write_article(write_show(home))
    program = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from podgen.cli import main\n"
        "if __name__ == '__main__':\n"
        "    export = ['-q', 'export', sys.argv[1], '--voice', 'tone', '-o']\n"
        "    main([*export, 'w.mp3'], standalone_mode=False)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "    main([*export, 'a.mp3'])\n"
    )
    (home / "limited.py").write_text(program, encoding="utf-8")
    command = [sys.executable, "limited.py", str(article)]
    result = subprocess.run(command, capture_output=True, check=False)
    assert result.returncode == 1
    assert result.stderr.decode().splitlines()[-1].startswith("podgen: ")
    assert b"Traceback" not in result.stderr
    assert [path.name for path in home.glob("*.mp3")] == ["w.mp3"]
    assert not list(home.glob(".*.part"))


def test_output_that_nobody_reads_to_the_end_is_no_error(home: Path) -> None:
    command = f"{sys.executable} -m podgen clean '{SHIPPED}' | head -c 10"
    result = subprocess.run(command, shell=True, capture_output=True, check=True)
    assert result.stdout.startswith(b"---\nlayout")
    assert result.stderr == b""


def test_progress_goes_to_standard_error_as_plain_lines(home: Path) -> None:
    article = write_article(write_show(home))
    loud = podgen("export", article, "-o", "a.mp3", "--voice", "tone")
    assert "speaking: done in" in loud.stderr
    assert "encoding: done in" in loud.stderr
    assert podgen("--quiet", "export", article, "-o", "b.mp3", "--voice", "tone").stderr == ""


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_teaches_itself_and_is_in_the_readme(name: str) -> None:
    result = podgen(name, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 5
    assert f"podgen {name}" in README.read_text(encoding="utf-8")


def test_help_is_quick_because_heavy_modules_wait() -> None:
    program = "import sys, podgen.cli; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = set(result.stdout.decode().split())
    assert not loaded & {"av", "numpy", "pydantic", "lxml", "PIL", "rich", "pyopenjtalk", "gtts"}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_folder_is_one_line(home: Path) -> None:
    article = write_article(write_show(home))
    closed = home / "closed"
    closed.mkdir(mode=0o555)
    result = podgen("export", article, "-o", closed / "a.mp3", "--voice", "tone")
    assert result.exit_code == 1
    assert says_one_line(result, "no permission")
