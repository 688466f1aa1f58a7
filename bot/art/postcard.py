"""A country as it lies tonight: flat layers in one hand, with an hour, a weather and a wobble that follow from a seed.

docs/drawing-postcards.md is for those who draw.
"""

import colorsys
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from typing import Final

import resvg_py
from PIL import Image

from bot.art.rough import Tremor
from bot.art.shapes import DrawingError, Point, Stroke, read_sheet
from bot.domain.chance import Seed, choose, roll

WIDTH, HEIGHT = 960, 320
HEAVIEST_SENT: Final = 40_000
"""Bytes a postcard may have as it is sent: a night of two messages then costs a telephone less than one photograph."""

LAYERS: Final = ("far", "mid", "near", "dark", "pale", "light")
"""From the back to the front; `light` glows."""


class Air(StrEnum):
    """What is in the air of a country."""

    STILL = "still"
    RAIN = "rain"
    SNOW = "snow"
    MIST = "mist"
    DUST = "dust"
    PETALS = "petals"
    SMOKE = "smoke"


class Hour(StrEnum):
    """What light a night has. Its phrase key follows `hour-`."""

    DUSK = "dusk"
    NIGHT = "night"
    BEFORE_MORNING = "before-morning"
    NOON = "noon"


@dataclass(frozen=True, slots=True)
class View:
    """A country as it was drawn: its hue in degrees, its air, its layers."""

    hue: int
    air: Air
    indoors: bool
    """Whether it has a ceiling: then nothing stands in the sky."""
    layers: tuple[tuple[Stroke, ...], ...]
    """One for each of `LAYERS`."""


INDOORS: Final = "indoors"

_LIGHTS: Final = {
    # The sky above and at the horizon, then what is far, in the middle, near, dark, pale: lightness and saturation.
    Hour.DUSK: ((0.30, 0.38), (0.72, 0.55), (0.55, 0.30), (0.40, 0.30), (0.24, 0.32), (0.13, 0.35), (0.86, 0.45)),
    Hour.NIGHT: ((0.10, 0.42), (0.27, 0.34), (0.24, 0.28), (0.19, 0.30), (0.14, 0.34), (0.05, 0.4), (0.62, 0.25)),
    Hour.BEFORE_MORNING: (
        (0.34, 0.24),
        (0.66, 0.26),
        (0.56, 0.18),
        (0.43, 0.20),
        (0.28, 0.24),
        (0.16, 0.3),
        (0.88, 0.3),
    ),
    Hour.NOON: ((0.70, 0.42), (0.90, 0.38), (0.76, 0.28), (0.60, 0.28), (0.42, 0.32), (0.24, 0.36), (0.96, 0.4)),
}
_BLUE: Final = {Hour.DUSK: 0.0, Hour.NIGHT: 0.6, Hour.BEFORE_MORNING: 0.35, Hour.NOON: 0.0}
"""How far the hue of a country goes towards that of the night."""

_GLOW: Final = "#ffdf8e"


BARE: Final = View(230, Air.STILL, indoors=False, layers=((),) * len(LAYERS))
"""Nothing but a sky."""


def read_view(text: str) -> View:
    """Return the view of an SVG; raises DrawingError with all that is wrong with it."""
    sheet, wrongs = read_sheet(text, (WIDTH, HEIGHT), LAYERS, drawn=())
    hues = [word.removeprefix("hue-") for word in sheet.words if word.startswith("hue-")]
    airs = [word for word in sheet.words if word in set(Air)]
    rest = [word for word in sheet.words if word not in airs and not word.startswith("hue-")]
    if len(hues) != 1 or not hues[0].isdecimal() or len(airs) != 1 or rest not in ([], [INDOORS]):
        wrongs.append(f'its class says no hue and air, as in class="hue-40 dust"; air is one of {", ".join(Air)}')
    if not (sheet.layers["far"] or sheet.layers["mid"]) or not sheet.layers["near"]:
        wrongs.append("it has nothing near, or nothing behind it")
    if wrongs:
        raise DrawingError(wrongs)
    return View(int(hues[0]) % 360, Air(airs[0]), INDOORS in rest, tuple(sheet.layers[name] for name in LAYERS))


def hour_of(seed: Seed) -> Hour:
    """Return what light a night has: night more often than not."""
    return choose((Hour.NIGHT, Hour.DUSK, Hour.NIGHT, Hour.BEFORE_MORNING, Hour.NIGHT, Hour.NOON), seed, "hour")


@lru_cache(maxsize=128)
def postcard(view: View, seed: Seed) -> bytes:
    """Return a country as WebP of at most 40 KB. The last 128 are kept, some 3 MB of them."""
    png = resvg_py.svg_to_bytes(svg_string=_svg(view, seed), width=WIDTH, skip_system_fonts=True)
    drawn = Image.open(BytesIO(bytes(png))).convert("RGB")
    for quality in (84, 70, 50, 30):
        out = BytesIO()
        drawn.save(out, "WEBP", quality=quality, method=2)
        if out.tell() <= HEAVIEST_SENT:
            break
    return out.getvalue()


def _svg(view: View, seed: Seed) -> str:
    hour = hour_of(seed)
    hue = _towards_blue(view.hue, _BLUE[hour]) + 20 * (roll(seed, "hue") - 0.5)
    top, low, far, mid, near, dark, pale = (_tone(hue, *light) for light in _LIGHTS[hour])
    colours = (far, mid, near, dark, pale, _GLOW)
    shaky = Tremor.of(seed, "postcard", 3.0, 46.0)
    layers = "".join(
        f'<g opacity="{0.92 if name == "light" else 1}">{_layer(strokes, colour, shaky, _shift(name, seed))}</g>'
        for name, strokes, colour in zip(LAYERS, view.layers, colours, strict=True)
    )
    above = "" if view.indoors else "".join(_above(hour, pale, seed))
    glow = "".join(_halo(stroke) for stroke in view.layers[-1]) if hour is not Hour.NOON else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><defs>'
        f'<linearGradient id="sky" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="{top}"/>'
        f'<stop offset=".75" stop-color="{low}"/></linearGradient><radialGradient id="glow">'
        f'<stop offset="0" stop-color="{_GLOW}" stop-opacity=".5"/>'
        f'<stop offset="1" stop-color="{_GLOW}" stop-opacity="0"/>'
        f'</radialGradient></defs><rect width="{WIDTH}" height="{HEIGHT}" fill="url(#sky)"/>'
        f"{above}{layers}{glow}{''.join(_in_the_air(view.air, pale, seed))}</svg>"
    )


def _tone(hue: float, lightness: float, saturation: float) -> str:
    red, green, blue = colorsys.hls_to_rgb(hue % 360 / 360, lightness, saturation)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def _towards_blue(hue: float, part: float) -> float:
    way = (235 - hue + 180) % 360 - 180
    return hue + way * part


def _shift(name: str, seed: Seed) -> float:
    """Return how far a layer is shifted sideways tonight: what stands in the middle stays by its lights."""
    return {"far": 30, "near": 16}.get(name, 0) * 2 * (roll(seed, "shift", name) - 0.5)


def _layer(strokes: Iterable[Stroke], colour: str, shaky: Tremor, shift: float) -> str:
    drawn: list[str] = []
    for stroke in strokes:
        path = "M" + "L".join(f"{x + shift:.1f} {y:.1f}" for x, y in shaky.moved(stroke.points))
        how = (
            f'fill="none" stroke="{colour}" stroke-width="{stroke.width:g}" '
            'stroke-linecap="round" stroke-linejoin="round"'
            if stroke.width
            else f'fill="{colour}"'
        )
        drawn.append(f'<path d="{path}" {how}/>')
    return "".join(drawn)


def _halo(stroke: Stroke) -> str:
    (left, top), (right, low) = _corners(stroke.points)
    radius = max(right - left, low - top) * 0.6 + 26
    return f'<circle cx="{(left + right) / 2:.0f}" cy="{(top + low) / 2:.0f}" r="{radius:.0f}" fill="url(#glow)"/>'


def _corners(points: Iterable[Point]) -> tuple[Point, Point]:
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys)), (max(xs), max(ys))


def _above(hour: Hour, pale: str, seed: Seed) -> Iterator[str]:
    """Yield stars at night, and something round in the sky now and then."""
    if hour in (Hour.NIGHT, Hour.BEFORE_MORNING):
        for at in range(46 if hour is Hour.NIGHT else 12):
            x, y, size = roll(seed, "star x", at), roll(seed, "star y", at), roll(seed, "star", at)
            yield f'<circle cx="{x * WIDTH:.0f}" cy="{y * 150:.0f}" r="{0.6 + size:.1f}" fill="{pale}" opacity=".7"/>'
    if roll(seed, "moon") < 0.4:
        x, y = 80 + 800 * roll(seed, "moon x"), 40 + 50 * roll(seed, "moon y")
        yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{16 + 12 * roll(seed, "moon r"):.0f}" fill="{pale}" opacity=".8"/>'


def _in_the_air(air: Air, pale: str, seed: Seed) -> Iterator[str]:
    """Yield the weather: a little of it or a lot."""
    much = 0.4 + 0.6 * roll(seed, "air")
    lean = 14 * (roll(seed, "lean") - 0.5)
    if air in (Air.MIST, Air.SMOKE):
        for at in range(round(6 * much)):
            y = HEIGHT - 30 - 130 * roll(seed, "band", at)
            x = -120 + 700 * roll(seed, "band x", at)
            yield (
                f'<ellipse cx="{x + 260:.0f}" cy="{y:.0f}" rx="{260 + 160 * roll(seed, "wide", at):.0f}" '
                f'ry="{9 + 12 * roll(seed, "high", at):.0f}" fill="{pale}" opacity=".2"/>'
            )
        return
    count = {Air.STILL: 0, Air.RAIN: 150, Air.SNOW: 130, Air.DUST: 90, Air.PETALS: 60}[air]
    for at in range(round(count * much)):
        x, y, big = roll(seed, "x", at) * WIDTH, roll(seed, "y", at) * HEIGHT, roll(seed, "big", at)
        if air is Air.RAIN:
            long = 9 + 12 * big
            yield (
                f'<path d="M{x:.0f} {y:.0f}l{lean:.1f} {long:.1f}" stroke="{pale}" stroke-width="1.3" opacity=".45"/>'
            )
        elif air is Air.PETALS:
            turn = math.degrees(math.tau * big)
            yield (
                f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{2.4 + 2 * big:.1f}" ry="1.7" fill="{pale}" opacity=".8" '
                f'transform="rotate({turn:.0f} {x:.0f} {y:.0f})"/>'
            )
        else:
            size = 0.7 + (2.4 if air is Air.SNOW else 1.0) * big
            yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size:.1f}" fill="{pale}" opacity="{0.35 + 0.4 * big:.2f}"/>'
