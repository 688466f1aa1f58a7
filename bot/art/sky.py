"""The nights as a sky: each night a star, what joined two of them a line.

It is read as a field is ploughed: the first night at the top left, along the row, and back along the next.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from typing import Final

import resvg_py
from PIL import Image

from bot.domain.chance import Seed, roll

WIDTH: Final = 960
"""Pixels across; as high as its rows need."""

A_ROW: Final = 15
"""Nights in a row: two weeks and one, so that no weekday stands under itself."""

_ABOVE: Final = 70
_BETWEEN: Final = 74
_HILLS: Final = 92


class Kind(StrEnum):
    """What a night was. Its phrase key follows `night-`."""

    ALONE = "alone"
    SHARED = "shared"
    SLEPT_THROUGH = "slept-through"


@dataclass(frozen=True, slots=True)
class Star:
    """A night. `joined` are the numbers, from 0, of earlier nights that it goes on from."""

    kind: Kind
    kept: bool = False
    joined: tuple[int, ...] = ()


_SIZE: Final = {Kind.ALONE: 3.4, Kind.SHARED: 6.4, Kind.SLEPT_THROUGH: 1.6}
_TINT: Final = {Kind.ALONE: "#cfd8ee", Kind.SHARED: "#ffe2a8", Kind.SLEPT_THROUGH: "#8590b4"}


@lru_cache(maxsize=64)
def sky(stars: tuple[Star, ...], seed: Seed) -> bytes:
    """Return the sky of some nights as WebP, `WIDTH` wide. The last 64 are kept, some 2 MB of them."""
    rows = max(3, math.ceil(len(stars) / A_ROW))
    height = _ABOVE + rows * _BETWEEN + _HILLS
    places = [_place(at, seed) for at in range(len(stars))]
    drawn = "".join([*_ground(height, seed), *_lines(stars, places), *_stars(stars, places)])
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}">{drawn}</svg>'
    out = BytesIO()
    png = resvg_py.svg_to_bytes(svg_string=svg, width=WIDTH, skip_system_fonts=True)
    Image.open(BytesIO(bytes(png))).convert("RGB").save(out, "WEBP", quality=86, method=2)
    return out.getvalue()


def _place(at: int, seed: Seed) -> tuple[float, float]:
    """Return where a night stands. It is the same however many follow, so that one finds it again."""
    row, column = divmod(at, A_ROW)
    if row % 2:
        column = A_ROW - 1 - column
    step = (WIDTH - 120) / (A_ROW - 1)
    drift = 14 * math.sin(column * 0.9 + row * 1.7)
    x = 60 + column * step + 20 * (roll(seed, "x", at) - 0.5)
    y = _ABOVE + row * _BETWEEN + drift + 30 * (roll(seed, "y", at) - 0.5)
    return round(x, 1), round(y, 1)


def _ground(height: int, seed: Seed) -> Iterator[str]:
    """Yield the night, its dust, and the hills of two countries under it."""
    yield (
        '<defs><linearGradient id="n" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#0d1026"/>'
        '<stop offset=".7" stop-color="#1e2447"/><stop offset="1" stop-color="#3a3a63"/></linearGradient>'
        '<radialGradient id="g"><stop offset="0" stop-color="#ffe2a8" stop-opacity=".7"/>'
        '<stop offset="1" stop-color="#ffe2a8" stop-opacity="0"/></radialGradient></defs>'
        f'<rect width="{WIDTH}" height="{height}" fill="url(#n)"/>'
    )
    for at in range(150):
        x, y, bright = (roll(seed, "dust", at, axis) for axis in "xyb")
        seen = f'fill="#aab4dc" opacity="{0.12 + 0.3 * bright:.2f}"'
        yield f'<circle cx="{x * WIDTH:.0f}" cy="{y * height:.0f}" r=".8" {seen}/>'
    for hill, (colour, rise) in enumerate((("#171a38", 70), ("#0b0d20", 40))):
        turn = math.tau * roll(seed, "hill", hill)
        tops = [
            (x, height - rise + 18 * math.sin(x / (150 - 40 * hill) + turn) + 7 * math.sin(x / 47 + 2 * turn))
            for x in range(0, WIDTH + 1, 24)
        ]
        line = "L".join(f"{x} {y:.0f}" for x, y in tops)
        yield f'<path d="M0 {height}L{line}L{WIDTH} {height}Z" fill="{colour}"/>'


def _lines(stars: Sequence[Star], places: Sequence[tuple[float, float]]) -> Iterator[str]:
    for at, star in enumerate(stars):
        for before in star.joined:
            if 0 <= before < at:
                (x, y), (to_x, to_y) = places[before], places[at]
                yield f'<path d="M{x} {y}L{to_x} {to_y}" stroke="#ffe2a8" stroke-width="1.6" opacity=".5"/>'


def _stars(stars: Sequence[Star], places: Sequence[tuple[float, float]]) -> Iterator[str]:
    for star, (x, y) in zip(stars, places, strict=True):
        size, tint = _SIZE[star.kind], _TINT[star.kind]
        if star.kind is Kind.SHARED:
            yield f'<circle cx="{x}" cy="{y}" r="{size * 3.4}" fill="url(#g)"/>'
            yield f'<path d="{_rays(x, y, size * 2.3)}" fill="{tint}"/>'
        yield f'<circle cx="{x}" cy="{y}" r="{size}" fill="{tint}"/>'
        if star.kept:
            yield f'<circle cx="{x}" cy="{y}" r="{size + 7}" fill="none" stroke="#ffffff" stroke-width="1.6"/>'


def _rays(x: float, y: float, far: float) -> str:
    """Return a star's four rays, by which it is told from others without its colour."""
    near = far / 5
    points = [
        (x + (far if at % 2 == 0 else near) * math.cos(turn), y + (far if at % 2 == 0 else near) * math.sin(turn))
        for at in range(8)
        for turn in (math.tau * at / 8,)
    ]
    return "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in points) + "Z"
