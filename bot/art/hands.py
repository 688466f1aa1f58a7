"""What a hand makes of a drawing: thick ink, a child's doodle, a fine line, a brush, a woodcut.

Every hand draws in white on nothing: what comes out is where ink is, not what colour it has.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import resvg_py

from bot.art.drawing import SIDE, Drawing
from bot.art.rough import Tremor
from bot.art.shapes import Point, Stroke
from bot.domain.chance import Seed, roll
from bot.domain.soulmark import Hand

INK: Final = 'fill="none" stroke="#fff" stroke-linecap="round" stroke-linejoin="round"'
_MASKED: Final = 'maskUnits="userSpaceOnUse" x="0" y="0" width="512" height="512"'


def inked(drawing: Drawing, hand: Hand, seed: Seed, deepened: float = 0.0) -> str:
    """Return the SVG of a drawing in a hand. `deepened`, 0 to 1: how deep the bond has made its lines."""
    drawn = _HANDS[hand](drawing, seed, deepened)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">{drawn}</svg>'


def stencil(drawing: Drawing, hand: Hand, seed: Seed, side: int, deepened: float = 0.0) -> bytes:
    """Return a drawing in a hand as PNG, `side` pixels square: black, and nothing where no ink is."""
    svg = inked(drawing, hand, seed, deepened)
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=side, skip_system_fonts=True))


def _thick_ink(drawing: Drawing, seed: Seed, deepened: float) -> str:
    shaky = Tremor.of(seed, "thick", 4.0, 70.0)
    fat = 5 + 4 * deepened
    mass = "".join(_area(shaky.moved(one.points), f'stroke="#fff" stroke-width="{fat:g}"') for one in drawing.mass)
    cut = _removed(drawing.cut, shaky, 1.05 - 0.2 * deepened)
    return _masked("cut", cut, mass) + _drawn(drawing.line, shaky, 1.25 + 0.2 * deepened)


def _childs_doodle(drawing: Drawing, seed: Seed, deepened: float) -> str:
    first, second = Tremor.of(seed, "doodle", 9.0, 55.0), Tremor.of(seed, "doodle again", 10.0, 48.0)
    width = 9 + 3 * deepened
    pencil = f'{INK} stroke-width="{width:g}"'
    outline = _outline(drawing, first, width)
    again = "".join(_run(second.moved(_part(one.points, seed)), pencil) for one in drawing.mass)
    inner = "".join(_run(first.moved(one.points), pencil) for one in drawing.cut)
    scribble = _run(second.moved(_zigzag(seed, 30 - 8 * deepened)), f'{INK} stroke-width="{width * 0.7:g}"')
    filled = _clipped("mass", drawing.mass, first, _masked("cut", _removed(drawing.cut, first, 2.2), scribble))
    return filled + outline + again + inner + _drawn(drawing.line, first, 0.8, least=width)


def _fine_line(drawing: Drawing, seed: Seed, deepened: float) -> str:
    steady = Tremor.of(seed, "fine", 1.6, 90.0)
    width = 4.2 + 2.4 * deepened
    pen = f'{INK} stroke-width="{width:g}"'
    outline = _outline(drawing, steady, width)
    inner = "".join(_run(steady.moved(one.points), pen) for one in drawing.cut)
    angle = 30 + 40 * roll(seed, "hatch")
    hatch = "".join(
        _run(steady.moved(line), f'{INK} stroke-width="{width * 0.5:g}"')
        for line in _hatching(angle, 15 - 4 * deepened)
    )
    shaded = _masked("cut", _removed(drawing.cut, steady, 1.6) + _light(seed), hatch)
    return _clipped("mass", drawing.mass, steady, shaded) + outline + inner + _drawn(drawing.line, steady, 0.45, width)


def _brush(drawing: Drawing, seed: Seed, deepened: float) -> str:
    loose, hairs = Tremor.of(seed, "brush", 8.0, 110.0), Tremor.of(seed, "hairs", 3.2, 11.0)
    mass = "".join(
        _area(hairs.moved(loose.moved(one.points)), 'stroke="#fff" stroke-width="4"') for one in drawing.mass
    )
    dry = "".join(
        _run(loose.moved(line), f'{INK} stroke-width="{1.5 + 3.5 * roll(seed, "dry", at):g}"').replace("#fff", "#000")
        for at, line in enumerate(_hatching(-20 + 60 * roll(seed, "sweep"), 9.0))
        if roll(seed, "dry?", at) > 0.45 + 0.4 * deepened
    )
    streaks = f'<mask id="dry" {_MASKED}>{_WHOLE}<g mask="url(#shade)">{dry}</g></mask>'
    swept = "".join(_area(hairs.moved(loose.moved(_swelling(one, 1.5 + 0.3 * deepened))), "") for one in drawing.line)
    shade = f'<mask id="shade" {_MASKED}>{_slope(seed)}</mask>'
    body = _masked("cut", _removed(drawing.cut, loose, 1.1), mass) + swept
    return f'{shade}{streaks}<g mask="url(#dry)">{body}</g>'


def _woodcut(drawing: Drawing, seed: Seed, deepened: float) -> str:
    blunt = Tremor.of(seed, "knife", 3.4, 26.0)
    mass = "".join(_area(blunt.moved(one.points[::3]), 'stroke="#fff" stroke-width="3"') for one in drawing.mass)
    angle = 20 + 50 * roll(seed, "grain")
    gouges = "".join(
        _area(_wedge(line, 7.5 - 3 * deepened), "").replace("#fff", "#000") for line in _hatching(angle, 22.0, seed)
    )
    lit = f'<g mask="url(#light)">{gouges}</g>'
    light = f'<mask id="light" {_MASKED}>{_slope(seed)}</mask>'
    cut = "".join(
        _area(blunt.moved(_swelling(one, 1.3)), "").replace("#fff", "#000")
        if one.width
        else _area(blunt.moved(one.points[::2]), "").replace("#fff", "#000")
        for one in drawing.cut
    )
    lines = "".join(_area(blunt.moved(_swelling(one, 1.3)), "") for one in drawing.line)
    return light + _masked("cut", lit + cut, mass) + lines


_HANDS: Final[dict[Hand, Callable[[Drawing, Seed, float], str]]] = {
    Hand.THICK_INK: _thick_ink,
    Hand.CHILDS_DOODLE: _childs_doodle,
    Hand.FINE_LINE: _fine_line,
    Hand.BRUSH: _brush,
    Hand.WOODCUT: _woodcut,
}
_WHOLE: Final = f'<rect width="{SIDE}" height="{SIDE}" fill="#fff"/>'


def _removed(cuts: Iterable[Stroke], shaky: Tremor, wider: float) -> str:
    return "".join(
        _run(shaky.moved(one.points), f'{INK} stroke-width="{one.width * wider:g}"').replace("#fff", "#000")
        if one.width
        else _area(shaky.moved(one.points), "").replace("#fff", "#000")
        for one in cuts
    )


def _drawn(lines: Iterable[Stroke], shaky: Tremor, wider: float, least: float = 0.0) -> str:
    return "".join(
        _run(shaky.moved(one.points), f'{INK} stroke-width="{max(least, one.width * wider):g}"') for one in lines
    )


def _outline(drawing: Drawing, shaky: Tremor, width: float) -> str:
    """Return the outline of all masses together: where two overlap there is no line between them."""
    masses = [shaky.moved(one.points) for one in drawing.mass]
    around = "".join(_run([*points, points[0]], f'{INK} stroke-width="{2 * width:g}"') for points in masses)
    inside = "".join(_area(points, "").replace("#fff", "#000") for points in masses)
    return _masked("inside", inside, around)


def _masked(name: str, removed: str, drawn: str) -> str:
    return f'<mask id="{name}" {_MASKED}>{_WHOLE}{removed}</mask><g mask="url(#{name})">{drawn}</g>'


def _clipped(name: str, within: Iterable[Stroke], shaky: Tremor, drawn: str) -> str:
    areas = "".join(_area(shaky.moved(one.points), "") for one in within)
    return f'<clipPath id="{name}">{areas}</clipPath><g clip-path="url(#{name})">{drawn}</g>'


def _area(points: Sequence[Point], how: str) -> str:
    return f'<path d="{_path(points)}Z" fill="#fff" stroke-linejoin="round" {how}/>'


def _run(points: Sequence[Point], how: str) -> str:
    return f'<path d="{_path(points)}" {how}/>'


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _part(points: Sequence[Point], seed: Seed) -> Sequence[Point]:
    """Return a stretch of an outline: where a child went over it once more."""
    length = max(2, int(len(points) * 0.45))
    begin = int(roll(seed, "again", len(points)) * max(1, len(points) - length))
    return points[begin : begin + length]


def _zigzag(seed: Seed, apart: float) -> list[Point]:
    """Return one scribble over the whole square."""
    slant = 60 + 120 * roll(seed, "slant")
    ys = range(-int(slant), SIDE + int(slant), max(6, int(apart)))
    return [(16.0, y + slant) if at % 2 else (SIDE - 16.0, float(y)) for at, y in enumerate(ys)]


def _hatching(angle: float, apart: float, seed: Seed | None = None) -> list[list[Point]]:
    """Return parallel lines over the whole square, in points near enough to be moved; with a seed, ragged ones."""
    lines: list[list[Point]] = []
    along = (math.cos(math.radians(angle)), math.sin(math.radians(angle)))
    count = math.ceil(SIDE / apart)
    for at in range(-count // 2, count // 2 + count // 4):
        x, y = SIDE / 2 - along[1] * at * apart, SIDE / 2 + along[0] * at * apart
        late = 120 * roll(seed, "late", at) if seed else 0.0
        lines.append(
            [(x + along[0] * step, y + along[1] * step) for step in range(int(late) - SIDE * 3 // 4, SIDE * 3 // 4, 24)]
        )
    return lines


def _swelling(stroke: Stroke, wider: float) -> list[Point]:
    """Return the outline of a line that swells and tapers, as a brush or a gouge leaves it."""
    points, last = stroke.points, len(stroke.points) - 1
    left: list[Point] = []
    right: list[Point] = []
    for at, (x, y) in enumerate(points):
        ahead, behind = points[min(last, at + 1)], points[max(0, at - 1)]
        length = math.dist(ahead, behind) or 1.0
        half = stroke.width * wider / 2 * (0.35 + 0.65 * math.sin(math.pi * min(1.0, (at + 1) / (last + 1))))
        across = (-(ahead[1] - behind[1]) / length * half, (ahead[0] - behind[0]) / length * half)
        left.append((x + across[0], y + across[1]))
        right.append((x - across[0], y - across[1]))
    return left + right[::-1]


def _wedge(line: Sequence[Point], width: float) -> list[Point]:
    """Return a gouge: broad where the knife went in, nothing where it came out."""
    return _swelling(Stroke(tuple(line), width), 1.0)


def _light(seed: Seed) -> str:
    """Return what keeps the light side of a drawing free of hatching."""
    x, y = _from_where(seed)
    return (
        f'<radialGradient id="lit" gradientUnits="userSpaceOnUse" cx="{x:.0f}" cy="{y:.0f}" r="360">'
        '<stop offset=".45" stop-color="#000"/><stop offset=".75" stop-color="#000" stop-opacity="0"/></radialGradient>'
        f'<rect width="{SIDE}" height="{SIDE}" fill="url(#lit)"/>'
    )


def _slope(seed: Seed) -> str:
    """Return the side that is lit, or dry, fading out over the square."""
    x, y = _from_where(seed)
    return (
        f'<radialGradient id="slope" gradientUnits="userSpaceOnUse" cx="{x:.0f}" cy="{y:.0f}" r="330">'
        '<stop offset=".35" stop-color="#fff"/><stop offset="1" stop-color="#000"/></radialGradient>'
        f'<rect width="{SIDE}" height="{SIDE}" fill="url(#slope)"/>'
    )


def _from_where(seed: Seed) -> Point:
    turn = math.tau * (0.5 + 0.25 * roll(seed, "light"))
    return SIDE / 2 + 190 * math.cos(turn), SIDE / 2 + 190 * math.sin(turn)
