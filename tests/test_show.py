"""show.toml is read whole, or every mistake in it is named."""

from pathlib import Path

import pytest
from PIL import Image

from podgen.errors import ShowError
from podgen.show import read_show
from tests.shows import SHOW_TOML, write_show


def test_a_show_is_read(tmp_path: Path) -> None:
    show = read_show(write_show(tmp_path))
    assert (show.title, show.voice, show.language) == ("記事を聴く", "tone", "ja")


def test_the_base_url_ends_with_a_slash(tmp_path: Path) -> None:
    assert read_show(write_show(tmp_path)).base_url == "https://example.com/podcast/"


def test_the_shipped_show_is_right() -> None:
    assert read_show(Path(__file__).parent.parent / "feed").title


def test_a_folder_without_a_show_says_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(ShowError, match=r"show\.toml: no such file.*podgen init DIR"):
        read_show(tmp_path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('titel = "x"', "no key 'titel'; there are: title, "),
        ("explicit = 3", "explicit is 3"),
        ('category = "Tech"', "category is 'Tech'; one of: Arts, "),
        ('subcategory = "Books"', "subcategory is 'Books'; 'Technology' has: none"),
        ('language = "Japanese"', "language is 'Japanese'"),
        ('guid = "abc"', "guid is 'abc'; write a UUID"),
        ('cover = "nothing.jpg"', "cover 'nothing.jpg' can't be read"),
        ("x = [", "show.toml: "),
    ],
)
def test_a_mistake_is_named_with_what_is_allowed(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(ShowError) as raised:
        read_show(write_show(tmp_path, f"{SHOW_TOML}{line}\n"))
    assert message in str(raised.value)
    assert "show.toml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    toml = SHOW_TOML.replace('title = "記事を聴く"\n', "") + "a = 1\nb = 2\n"
    with pytest.raises(ShowError, match=r"'title' is missing.*'a'.*'b'"):
        read_show(write_show(tmp_path, toml))


@pytest.mark.parametrize("address", ["example.com", "ftp://example.com/", "https://例え.jp/", ""])
def test_an_address_must_be_whole_and_ascii(tmp_path: Path, address: str) -> None:
    toml = SHOW_TOML.replace("https://example.com/podcast", address)
    with pytest.raises(ShowError, match="base_url is"):
        read_show(write_show(tmp_path, toml))


@pytest.mark.parametrize(
    ("size", "kind", "name", "message"),
    [
        ((1400, 1400), "JPEG", "c.jpg", ""),
        ((3000, 3000), "PNG", "c.png", ""),
        ((1399, 1399), "JPEG", "c.jpg", "1400 to 3000"),
        ((1400, 1500), "JPEG", "c.jpg", "must be square"),
        ((1400, 1400), "PNG", "c.jpg", "is PNG inside"),
    ],
)
def test_a_cover_must_be_what_directories_take(
    tmp_path: Path, size: tuple[int, int], kind: str, name: str, message: str
) -> None:
    folder = write_show(tmp_path, f'{SHOW_TOML}cover = "{name}"\n')
    Image.new("RGB", size).save(folder / name, kind)
    if not message:
        assert read_show(folder).cover == name
        return
    with pytest.raises(ShowError, match=message):
        read_show(folder)
