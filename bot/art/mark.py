"""A mark on skin, as ink: what `/soulmark` shows. The same mark, skin, depth and warmth give the same bytes."""

import hashlib
import math
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageColor, ImageFilter

from bot.art.body import FORMS, TONES, skin
from bot.art.drawing import SIDE, Drawing
from bot.art.hands import stencil
from bot.art.shapes import Point, Stroke
from bot.domain.chance import Seed, roll
from bot.domain.qualities import DEEPEST
from bot.domain.soulmark import Colour, Mark, Skin, Warmth

PIXELS: Final = 512

Rgb = tuple[int, int, int]

INKS: Final = {
    Colour.SOOT: (24, 24, 30),
    Colour.INDIGO: (30, 38, 98),
    Colour.RUST: (128, 48, 20),
    Colour.MOSS: (44, 66, 26),
    Colour.PLUM: (84, 24, 72),
    Colour.OCHRE: (132, 84, 10),
    Colour.MADDER: (128, 18, 36),
    Colour.VERDIGRIS: (12, 82, 78),
}
CLEAR: Final = 2.4
"""The contrast an ink keeps with its skin, as WCAG 2.2 measures it; 3 is asked of pictures, and ink bleeds."""

_OVER: Final = 0.6
"""How much of an ink lies over the skin rather than in it: else no colour could be told on dark skin."""
_EMBER: Final = (255, 150, 70)
_COOL: Final = (206, 222, 240)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a mark is to be shown. `depth` is the bond's, 0 to 20."""

    mark: Mark
    skin: Skin = Skin.PAPER
    depth: int = 0
    warmth: Warmth = Warmth.WAITING


@lru_cache(maxsize=256)
def picture(drawing: Drawing, shown: Shown, side: int = PIXELS) -> bytes:
    """Return a mark on skin as WebP, `side` pixels square. The last 256 are kept, some 6 MB of them."""
    out = BytesIO()
    painted(drawing, shown, side).save(out, "WEBP", quality=84, method=2)
    return out.getvalue()


def painted(drawing: Drawing, shown: Shown, side: int = PIXELS) -> Image.Image:
    """Return a mark on skin, `side` pixels square."""
    mark, deepened = shown.mark, min(1.0, shown.depth / DEEPEST)
    ink = _stencil(drawing, mark, deepened, side)
    bare = skin(mark.place, shown.skin, side)
    if shown.warmth is Warmth.COLD:
        bare = ImageChops.multiply(bare, Image.new("RGB", bare.size, _COOL))
    if shown.warmth is Warmth.WARM:
        halo = ink.filter(ImageFilter.GaussianBlur(side / 28)).point([int(level * 0.42) for level in range(256)])
        bare = Image.composite(ImageChops.soft_light(bare, Image.new("RGB", bare.size, _EMBER)), bare, halo)
    return _dyed(_grained(bare, mark.seed), ink, legible(INKS[mark.colour], shown.skin), deepened, shown.warmth)


def legible(ink: Rgb, tone: Skin) -> Rgb:
    """Return an ink as it is in a skin: paler in dark skin, or darker, as far as it takes to be told from it."""
    ground = luminance(ImageColor.getrgb(TONES[tone][0])[:3])
    red, green, blue = ink
    for part in range(0, 100, 4):
        for to in (0, 255):
            mixed = tuple(level + (to - level) * part // 100 for level in (red, green, blue))
            own = luminance((mixed[0], mixed[1], mixed[2]))
            if (max(own, ground) + 0.05) / (min(own, ground) + 0.05) >= CLEAR:
                return (mixed[0], mixed[1], mixed[2])
    return ink


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of a colour, 0 to 1, by WCAG 2.2."""
    red, green, blue = (
        level / 255 / 12.92 if level <= 10 else ((level / 255 + 0.055) / 1.055) ** 2.4 for level in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _stencil(drawing: Drawing, mark: Mark, deepened: float, side: int) -> Image.Image:
    """Return where the ink is, laid round the form of its place."""
    drawn = stencil(_laid(drawing, mark), mark.hand, mark.seed, side, deepened)
    return Image.open(BytesIO(drawn)).getchannel("A")


def _laid(drawing: Drawing, mark: Mark) -> Drawing:
    """Return a drawing at its size and place on the body: what lies round a limb is narrowed towards its edges."""
    form = FORMS[mark.place]
    # On what lies across the picture a mark stands upright all the same.
    turn = form.turn if abs(form.turn) < 45 else form.turn - 90
    lean = math.radians(turn * 0.5 + 8 * (roll(mark.seed, "lean") - 0.5))
    cos, sin = math.cos(lean) * form.scale, math.sin(lean) * form.scale

    def at(point: Point) -> Point:
        x, y = point[0] - SIDE / 2, point[1] - SIDE / 2
        x, y = x * cos - y * sin, x * sin + y * cos
        if form.half < SIDE / 2:
            x = form.half * math.sin(x / form.half)
        return (round(form.at[0] + x, 1), round(form.at[1] + y, 1))

    def each(strokes: tuple[Stroke, ...]) -> tuple[Stroke, ...]:
        return tuple(Stroke(tuple(map(at, one.points)), one.width * form.scale) for one in strokes)

    return Drawing(each(drawing.mass), each(drawing.cut), each(drawing.line))


def _grained(bare: Image.Image, seed: Seed) -> Image.Image:
    """Return skin with its grain: fine, uneven, and the same for the same seed."""
    side = bare.width // 2
    noise = Image.frombytes("L", (side, side), hashlib.shake_128(f"{seed} grain".encode()).digest(side * side))
    fine = noise.resize(bare.size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.8))
    grain = fine.point([112 + level // 8 for level in range(256)])
    return ImageChops.overlay(bare, Image.merge("RGB", (grain, grain, grain)))


def _dyed(bare: Image.Image, ink: Image.Image, colour: Rgb, deepened: float, warmth: Warmth) -> Image.Image:
    """Return skin with ink in it: it darkens what is under it, bleeds a little, and is taken up unevenly."""
    strength = (0.74 if warmth is Warmth.COLD else 0.84) + 0.14 * deepened
    bled = ink.filter(ImageFilter.GaussianBlur(ink.width / 260)).point([int(level * 0.55) for level in range(256)])
    taken = ImageChops.lighter(ink, bled).point([int(level * strength) for level in range(256)])
    flat = Image.new("RGB", bare.size, colour)
    in_skin = Image.blend(ImageChops.multiply(bare, flat), flat, _OVER)
    return Image.composite(in_skin, bare, taken)
