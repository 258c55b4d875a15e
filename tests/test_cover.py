"""A cover that directories accept, made of the title alone."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from podgen.cover import render_cover, shrink_cover
from podgen.errors import ShowError


def test_a_cover_is_what_apple_asks_for() -> None:
    """Artwork (support/896): square, 1400-3000 pixels, JPEG or PNG, RGB, no alpha."""
    cover = render_cover("番組の名前")
    with Image.open(BytesIO(cover)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (3000, 3000))
    assert len(cover) < 512 * 1024


def test_a_cover_shows_something() -> None:
    with Image.open(BytesIO(render_cover("番組"))) as picture:
        pixels = np.asarray(picture.convert("L").resize((100, 100)), dtype=float)
    assert pixels.std() > 25


def test_the_same_title_gives_the_same_bytes_and_another_one_another_picture() -> None:
    assert render_cover("番組") == render_cover("番組")
    assert render_cover("番組") != render_cover("別の番組")


def test_a_small_copy_is_small_and_square() -> None:
    small = shrink_cover(render_cover("番組"))
    with Image.open(BytesIO(small)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (600, 600))
    assert len(small) < 100_000


def test_a_picture_with_alpha_becomes_plain() -> None:
    file = BytesIO()
    Image.new("RGBA", (1400, 1400), (255, 0, 0, 128)).save(file, "PNG")
    with Image.open(BytesIO(shrink_cover(file.getvalue()))) as picture:
        assert (picture.format, picture.mode) == ("JPEG", "RGB")


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\xff\xd8\xff\xe0cut"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ShowError, match="no picture"):
        shrink_cover(content)
