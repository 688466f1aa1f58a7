"""Where on the body a mark lies: suggested by light and form, on the skin its bearer chose. Nobody is portrayed."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final

import resvg_py
from PIL import Image

from bot.art.drawing import SIDE
from bot.domain.soulmark import Place, Skin

TONES: Final = {
    Skin.PAPER: ("#efe9dc", "#c9bfae", "#fbf8f1"),
    Skin.BIRCH: ("#f0cfb8", "#c08e75", "#fbe6d6"),
    Skin.BEECH: ("#dfae88", "#a56f4e", "#f0cba9"),
    Skin.OAK: ("#c48a5f", "#845233", "#dcab82"),
    Skin.CHESTNUT: ("#9c6440", "#5f3721", "#bb8560"),
    Skin.WALNUT: ("#744730", "#422417", "#96664b"),
    Skin.EBONY: ("#553325", "#2c1811", "#795041"),
}
"""Skin in its own colour, in shade and in light: spread evenly over the lightness human skin has."""


@dataclass(frozen=True, slots=True)
class Soft:
    """A soft shadow or light: an SVG path, how wide, how blurred, how strong; `lit` for light."""

    path: str
    width: float
    blur: float
    strength: float
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A part of the body as a rounded form: where its two edges lie, which way it runs, and what stands out on it."""

    turn: float
    """Degrees by which the limb leans from upright."""
    half: float
    """Half its width in units of the drawing; beyond the picture where it is broad."""
    softs: tuple[Soft, ...] = ()
    scale: float = 0.9
    """How large the mark is on it."""
    at: tuple[float, float] = (256, 256)
    """Where its middle is."""


FORMS: Final = {
    Place.INNER_WRIST: Form(
        -6,
        225,
        (
            Soft("M236 -20C232 150 226 330 214 540", 16, 9, 0.30),
            Soft("M262 -20C262 150 258 330 250 540", 12, 7, 0.35, lit=True),
            Soft("M286 -20C290 150 288 330 284 540", 14, 9, 0.25),
            Soft("M40 66C160 92 350 92 470 62", 5, 2.4, 0.42),
            Soft("M44 92C170 114 340 114 466 88", 4, 2.4, 0.30),
        ),
        at=(256, 296),
        scale=0.84,
    ),
    Place.ROUND_THE_WRIST: Form(
        82,
        190,
        (
            Soft("M-20 210C180 190 340 196 540 216", 20, 14, 0.28, lit=True),
            Soft("M96 60C104 180 104 330 94 450", 5, 3, 0.3),
        ),
        scale=0.78,
        at=(268, 256),
    ),
    Place.BACK_OF_THE_HAND: Form(
        4,
        262,
        (
            Soft("M120 40C150 190 190 330 226 520", 16, 12, 0.30),
            Soft("M232 20C240 180 250 330 258 520", 16, 12, 0.30),
            Soft("M350 40C330 190 306 330 290 520", 16, 12, 0.30),
            Soft("M150 40C176 190 208 320 238 500", 10, 9, 0.35, lit=True),
            Soft("M70 34A44 30 0 0 1 158 30M188 14A46 32 0 0 1 282 14M316 30A44 30 0 0 1 402 40", 14, 9, 0.36),
        ),
        at=(262, 280),
        scale=0.78,
    ),
    Place.FOREARM: Form(14, 236, (Soft("M210 -20C190 170 196 340 232 540", 40, 30, 0.32, lit=True),)),
    Place.CROOK_OF_THE_ELBOW: Form(
        -12,
        240,
        (
            Soft("M20 120C170 170 330 160 500 96", 7, 4, 0.45),
            Soft("M40 146C190 190 320 186 480 130", 5, 4, 0.28),
            Soft("M180 -10C200 60 210 110 206 150", 26, 18, 0.25),
        ),
        at=(252, 306),
        scale=0.76,
    ),
    Place.UPPER_ARM: Form(
        -4,
        248,
        (
            Soft("M90 -20C150 120 150 250 96 420", 60, 40, 0.34),
            Soft("M230 20C270 170 260 330 226 520", 70, 42, 0.32, lit=True),
        ),
    ),
    Place.SHOULDER: Form(
        30,
        330,
        (
            Soft("M120 150C180 60 320 60 400 150", 110, 60, 0.40, lit=True),
            Soft("M20 420C150 500 360 510 500 400", 90, 55, 0.42),
        ),
        at=(262, 272),
    ),
    Place.SHOULDER_BLADE: Form(
        0,
        420,
        (
            Soft("M90 -10C160 150 190 330 160 540", 20, 20, 0.34),
            Soft("M126 -10C196 150 226 330 200 540", 34, 26, 0.30, lit=True),
        ),
        at=(306, 262),
        scale=0.84,
    ),
    Place.COLLARBONE: Form(
        90,
        400,
        (
            Soft("M-20 110C140 60 330 96 540 60", 34, 18, 0.45, lit=True),
            Soft("M-20 152C150 108 330 140 540 104", 22, 15, 0.45),
            Soft("M430 -20C410 30 404 60 410 110", 22, 16, 0.35),
        ),
        at=(244, 306),
        scale=0.78,
    ),
    Place.NAPE: Form(
        0,
        216,
        (
            Soft("M256 -10L256 520", 26, 20, 0.26),
            Soft("M256 356A20 14 0 1 0 256.1 356M256 436A22 15 0 1 0 256.1 436", 20, 13, 0.30, lit=True),
            Soft("M20 -40C150 60 360 60 500 -40", 70, 16, 0.55),
        ),
        at=(256, 262),
        scale=0.72,
    ),
    Place.CALF: Form(
        6,
        232,
        (
            Soft("M176 -20C110 170 150 360 236 540", 60, 38, 0.34, lit=True),
            Soft("M352 60C410 220 370 400 300 540", 60, 40, 0.32),
        ),
    ),
    Place.ANKLE: Form(
        -8,
        200,
        (
            Soft("M322 196A52 46 0 1 0 322.1 196", 40, 22, 0.30, lit=True),
            Soft("M266 300C300 330 366 320 388 270", 14, 9, 0.42),
            Soft("M110 -20C130 170 150 340 130 540", 16, 12, 0.3),
        ),
        at=(222, 296),
        scale=0.7,
    ),
}


@lru_cache(maxsize=len(Place) * len(Skin))
def skin(place: Place, tone: Skin, side: int) -> Image.Image:
    """Return the bare skin of a place, `side` pixels square. Whoever uses it must not change it."""
    drawn = resvg_py.svg_to_bytes(svg_string=_svg(FORMS[place], *TONES[tone]), width=side, skip_system_fonts=True)
    return Image.open(BytesIO(bytes(drawn))).convert("RGB")


def _svg(form: Form, tone: str, shade: str, light: str) -> str:
    """Return a form in light from the upper left. Paper keeps the form, as if it were modelled in it."""
    left, right = SIDE / 2 - form.half, SIDE / 2 + form.half
    stops = (
        (0, shade, 0.95),
        (0.1, shade, 0.55),
        (0.3, light, 0.38),
        (0.42, light, 0.5),
        (0.62, tone, 0),
        (0.86, shade, 0.6),
        (1, shade, 1),
    )
    drawn = "".join(
        f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{opacity}"/>' for at, colour, opacity in stops
    )
    softs = "".join(
        f'<path d="{soft.path}" fill="none" stroke="{light if soft.lit else shade}" stroke-width="{soft.width}" '
        f'stroke-linecap="round" opacity="{soft.strength}" filter="url(#b{at})"/>'
        for at, soft in enumerate(form.softs)
    )
    blurs = "".join(
        f'<filter id="b{at}" x="-50%" y="-50%" width="200%" height="200%">'
        f'<feGaussianBlur stdDeviation="{soft.blur}"/></filter>'
        for at, soft in enumerate(form.softs)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}"><defs>{blurs}'
        f'<linearGradient id="round" gradientUnits="userSpaceOnUse" x1="{left}" x2="{right}" y1="0" y2="0" '
        f'gradientTransform="rotate({form.turn} 256 256)">{drawn}</linearGradient></defs>'
        f'<rect width="{SIDE}" height="{SIDE}" fill="{tone}"/>'
        f'<rect width="{SIDE}" height="{SIDE}" fill="url(#round)"/>{softs}</svg>'
    )
