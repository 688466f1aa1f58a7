"""Several marks as one picture: two side by side, as at a waking meeting; nine on a server's wall."""

import math
from functools import lru_cache
from io import BytesIO
from typing import Final

import resvg_py
from PIL import Image, ImageChops, ImageFilter

from bot.art.drawing import Drawing
from bot.art.mark import Shown, painted
from bot.domain.chance import Seed, grow, roll

Bearing = tuple[Drawing, Shown]
"""What is drawn, and how it is shown."""

SIDE: Final = 448
"""Pixels of each of two."""
_TOUCH: Final = 30
"""Pixels from the seam that lie in its shadow, on either side."""
_WALL: Final = (34, 36, 58)
_CHALK: Final = "#d9d4c4"
TILE: Final = 252
"""Pixels of a mark on the wall."""
_GAP: Final = 44
_IN_A_ROW: Final = 3
ON_A_SHEET: Final = 9

_DIGITS: Final = (
    "M6 8L11 4 10 24",
    "M4 8C7 1 16 5 13 11 11 16 7 19 4 24L15 23",
    "M4 5C10 2 16 6 12 10 10 12 8 12 7 12 12 12 16 17 12 22 9 25 5 24 4 22",
    "M11 4L4 17 16 16M12 10L12 25",
    "M14 4L6 5 5 13C12 10 16 16 13 21 10 25 6 24 4 22",
    "M13 4C7 7 3 15 5 20 7 26 15 24 14 18 13 13 7 13 5 19",
    "M4 5L15 4C11 10 8 17 7 25",
    "M10 13C4 10 5 4 10 4 15 4 15 10 10 13 3 17 5 25 10 24 16 24 15 16 10 13Z",
    "M13 10C10 15 4 12 5 8 6 3 13 3 14 8 14 14 12 20 9 25",
)
"""Chalk numerals, each on 18 by 28; drawn, because a font looks different wherever it is not the same one."""


@lru_cache(maxsize=64)
def side_by_side(first: Bearing, second: Bearing) -> bytes:
    """Return two marks as one WebP, skin against skin. The last 64 are kept, some 3 MB of them."""
    both = Image.new("RGB", (2 * SIDE, SIDE))
    for at, (drawing, shown) in enumerate((first, second)):
        both.paste(painted(drawing, shown, SIDE), (at * SIDE, 0))
    levels = [round(255 * (1 - 0.62 * math.exp(-abs(x - SIDE + 0.5) / _TOUCH * 3))) for x in range(2 * SIDE)]
    shade = Image.frombytes("L", (2 * SIDE, 1), bytes(levels)).resize(both.size)
    return _webp(ImageChops.multiply(both, Image.merge("RGB", (shade, shade, shade))))


@lru_cache(maxsize=32)
def wall(bearings: tuple[tuple[int, Bearing], ...], seed: Seed) -> bytes:
    """Return marks as they hang on a wall, each over its number, three in a row, as WebP.

    Numbers go from 1 to `ON_A_SHEET`, and say where each hangs. The last 32 sheets are kept, some 2 MB of them.
    """
    across = min(_IN_A_ROW, max(number for number, _ in bearings))
    down = math.ceil(max(number for number, _ in bearings) / _IN_A_ROW)
    sheet = Image.new("RGB", (across * (TILE + _GAP) + _GAP, down * (TILE + _GAP) + _GAP), _WALL)
    for number, bearing in bearings:
        row, column = divmod(number - 1, _IN_A_ROW)
        _hang(sheet, bearing, (_GAP + column * (TILE + _GAP), _GAP // 2 + row * (TILE + _GAP)), grow(seed, number))
    drawn = "".join(_number(number) for number, _ in bearings)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {sheet.width} {sheet.height}">{drawn}</svg>'
    chalk = Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))))
    sheet.paste(chalk, (0, 0), chalk.getchannel("A"))
    return _webp(sheet)


def _hang(sheet: Image.Image, bearing: Bearing, at: tuple[int, int], seed: Seed) -> None:
    """Hang a mark a little askew, with its shadow under it."""
    drawing, shown = bearing
    # A rim of nothing, so that its edges come out smooth however it hangs.
    photograph = Image.new("RGBA", (TILE + 4, TILE + 4))
    photograph.paste(painted(drawing, shown, TILE), (2, 2))
    askew = photograph.rotate(3.2 * (roll(seed, "askew") - 0.5), Image.Resampling.BICUBIC, expand=True)
    x, y = at[0] - (askew.width - TILE) // 2, at[1] - (askew.height - TILE) // 2
    shadow = Image.new("L", sheet.size, 0)
    shadow.paste(askew.getchannel("A").point([level // 2 for level in range(256)]), (x + 3, y + 6))
    sheet.paste((10, 11, 22), (0, 0), shadow.filter(ImageFilter.GaussianBlur(6)))
    sheet.paste(askew, (x, y), askew.getchannel("A"))


def _number(number: int) -> str:
    """Return a number in chalk, under the mark that hangs there."""
    row, column = divmod(number - 1, _IN_A_ROW)
    x = _GAP + column * (TILE + _GAP) + TILE / 2 - 9
    y = _GAP // 2 + row * (TILE + _GAP) + TILE + 11
    how = f'fill="none" stroke="{_CHALK}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{_DIGITS[number - 1]}" transform="translate({x:g} {y:g})" {how}/>'


def _webp(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=84, method=2)
    return out.getvalue()
