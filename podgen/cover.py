"""A cover for a show that has none, and small copies for tags.

The picture is made of the title's hash alone: the same title, the same bytes.
It holds no letters, since a Japanese font is not everywhere to be had.
"""

import colorsys
import hashlib
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, UnidentifiedImageError

from podgen.errors import ShowError

SIDE = 3000
"""Pixels; what Apple prefers (artwork, support/896)."""
TAG_SIDE = 600
"""Pixels; enough for a lock screen, and small beside the sound."""
_BARS = 11
_QUALITY = 88


def render_cover(title: str) -> bytes:
    """A square JPEG of 3000 pixels: a wave of bars on two colours, all from the title."""
    seed = hashlib.sha256(title.encode("utf-8", "surrogatepass")).digest()
    picture = _blend_background(seed)
    wave = _draw_wave(seed)
    picture.paste((255, 255, 255), mask=wave)
    return _save_jpeg(picture)


def shrink_cover(cover: bytes, side: int = TAG_SIDE) -> bytes:
    """A JPEG copy of `side` pixels for a file's tag.

    Raises:
        ShowError: it is no picture.
    """
    try:
        with Image.open(BytesIO(cover)) as picture:
            small = picture.convert("RGB").resize((side, side), Image.Resampling.LANCZOS)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ShowError(f"the cover is no picture that can be read: {error}") from error
    return _save_jpeg(small)


def _blend_background(seed: bytes) -> Image.Image:
    """A soft diagonal blend of two neighbouring hues, dark enough for white on it."""
    hue = seed[0] / 256
    near, far = (_pick_colour(hue + turn, light) for turn, light in ((0, 0.62), (0.14, 0.30)))
    ramp = np.linspace(0, 1, 256)
    mix = (ramp[None, :, None] + ramp[:, None, None]) / 2
    pixels = np.asarray(near) * (1 - mix) + np.asarray(far) * mix
    small = Image.fromarray(pixels.round().astype(np.uint8), "RGB")
    return small.resize((SIDE, SIDE), Image.Resampling.BICUBIC)


def _pick_colour(hue: float, value: float) -> tuple[float, float, float]:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, 0.68, value)
    return 255 * red, 255 * green, 255 * blue


def _draw_wave(seed: bytes) -> Image.Image:
    """The mask of a row of rounded bars, highest in the middle; drawn double for smooth edges."""
    side = 2 * SIDE
    mask = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(mask)
    step = side * 0.66 / _BARS
    for index in range(_BARS):
        swell = 1 - abs(index - _BARS // 2) / (_BARS // 2 + 1)
        height = side * (0.08 + 0.42 * swell * (0.35 + 0.65 * seed[index + 1] / 255))
        left = side * 0.17 + step * (index + 0.22)
        box = left, side / 2 - height / 2, left + step * 0.56, side / 2 + height / 2
        draw.rounded_rectangle(box, radius=step * 0.28, fill=235)
    return mask.resize((SIDE, SIDE), Image.Resampling.BOX)


def _save_jpeg(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=_QUALITY, optimize=True, progressive=False)
    return file.getvalue()
