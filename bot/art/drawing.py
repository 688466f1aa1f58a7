"""A motif as it was drawn: reading the SVG of a mark, and saying what is wrong with it.

A drawing is bold and has one colour: `mass` is filled, `cut` takes away from it, `line` is drawn over both. What a
hand makes of that, thick or thin, filled or not, is for `bot.art.hands`. docs/drawing-marks.md is for those who draw.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal
from xml.etree import ElementTree

from svg.path import Move, parse_path

SIDE: Final = 512
"""The square a mark is drawn on: `viewBox="0 0 512 512"`."""

MARGIN: Final = 24
"""Nothing is drawn nearer to the edge: hands make lines thicker, and a wobble needs room."""

THINNEST: Final = 6.0
"""The thinnest line that holds when a mark is 64 pixels wide: three quarters of one of them."""

HEAVIEST: Final = 12_000
"""Bytes of a file. A drawing of bold shapes needs a third of it."""

STEP: Final = 6.0
"""Units between two points of a flattened curve: finer than any hand shows."""

_SVG: Final = "{http://www.w3.org/2000/svg}"
_LAYERS: Final = ("mass", "cut", "line")
_SHAPES: Final = {"path": {"d"}, "circle": {"cx", "cy", "r"}, "ellipse": {"cx", "cy", "rx", "ry"}}

Layer = Literal["mass", "cut", "line"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A run of points. `width` is that of a drawn line; 0 for what is filled, which is closed."""

    points: tuple[Point, ...]
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """The shapes of a motif, flattened to points on a square of `SIDE`."""

    mass: tuple[Stroke, ...]
    cut: tuple[Stroke, ...]
    line: tuple[Stroke, ...]

    def strokes(self) -> Iterator[Stroke]:
        """Yield everything drawn."""
        yield from self.mass
        yield from self.cut
        yield from self.line


class DrawingError(ValueError):
    """What is wrong with a drawing, a sentence each, in `wrongs`."""

    def __init__(self, wrongs: list[str]) -> None:
        super().__init__("\n".join(wrongs))
        self.wrongs: Final = wrongs


def read(text: str) -> Drawing:
    """Return the drawing of an SVG; raises DrawingError with all that is wrong with it."""
    wrongs: list[str] = []
    if len(text.encode()) > HEAVIEST:
        wrongs.append(f"it has {len(text.encode())} bytes; draw it with fewer points, {HEAVIEST} are enough")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise DrawingError(["it has a DOCTYPE; a mark begins with <svg"])
    try:
        # Entities and doctypes are refused above, so nothing can expand or lead out of the file.
        root = ElementTree.fromstring(text)  # noqa: S314
    except ElementTree.ParseError as wrong:
        raise DrawingError([f"it is not XML: {wrong}"]) from wrong
    if root.tag != f"{_SVG}svg" or root.get("viewBox") != f"0 0 {SIDE} {SIDE}":
        wrongs.append(f'it does not begin with <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">')
    layers: dict[str, list[Stroke]] = {name: [] for name in _LAYERS}
    for group in root:
        name = group.get("class", "")
        if group.tag != f"{_SVG}g" or name not in layers or set(group.attrib) != {"class"}:
            wrongs.append(f'<{_plain(group.tag)}> is not one of <g class="mass">, <g class="cut">, <g class="line">')
            continue
        for shape in group:
            layers[name] += _strokes(shape, name, wrongs)
    drawing = Drawing(*(tuple(layers[name]) for name in _LAYERS))
    wrongs += _out_of_bounds(drawing)
    if not drawing.mass:
        wrongs.append("it has no mass: without one there is nothing to see at the size of a thumbnail")
    if wrongs:
        raise DrawingError(wrongs)
    return drawing


def _strokes(shape: ElementTree.Element, layer: str, wrongs: list[str]) -> list[Stroke]:
    tag = _plain(shape.tag)
    if tag not in _SHAPES:
        wrongs.append(f"<{tag}> in {layer}; only {', '.join(_SHAPES)} may be drawn with")
        return []
    drawn = layer == "line" or shape.get("class") == "stroke"
    allowed = _SHAPES[tag] | ({"class", "stroke-width"} if layer != "mass" else set[str]())
    wrongs += [
        f"{name} on a <{tag}> in {layer}; a mark has no colours, scripts, references or transforms"
        for name in sorted(set(shape.attrib) - allowed)
    ]
    try:
        width = float(shape.get("stroke-width", "0")) if drawn else 0.0
        runs = list(_runs(shape, tag))
    except (ValueError, TypeError, IndexError) as wrong:
        wrongs.append(f"a <{tag}> in {layer} cannot be read: {wrong}")
        return []
    if drawn and not THINNEST <= width <= 60:
        wrongs.append(f"a line in {layer} is {width:g} wide; {THINNEST:g} to 60 hold at every size")
    return [Stroke(run, width) for run in runs]


def _runs(shape: ElementTree.Element, tag: str) -> Iterator[tuple[Point, ...]]:
    """Yield the runs of points of a shape; raises ValueError where it cannot be read."""
    if tag != "path":
        x, y = float(shape.get("cx", "")), float(shape.get("cy", ""))
        rx, ry = float(shape.get("r") or shape.get("rx", "")), float(shape.get("r") or shape.get("ry", ""))
        count = max(12, math.ceil(math.tau * max(rx, ry) / STEP))
        turns = [math.tau * at / count for at in range(count + 1)]
        yield tuple((x + rx * math.cos(turn), y + ry * math.sin(turn)) for turn in turns)
        return
    run: list[Point] = []
    for piece in parse_path(shape.get("d", "")):
        if isinstance(piece, Move):
            if len(run) > 1:
                yield tuple(run)
            run = [_point(piece.end)]
            continue
        tried = [piece.point(at / 4) for at in range(5)]
        count = math.ceil(sum(abs(there - here) for here, there in pairwise(tried)) / STEP)
        run += [_point(piece.point(at / count)) for at in range(1, count + 1)]
    if len(run) < 2:
        raise ValueError("its d draws nothing")
    yield tuple(run)


def _point(at: complex) -> Point:
    return (round(at.real, 2), round(at.imag, 2))


def _out_of_bounds(drawing: Drawing) -> Iterator[str]:
    xs_ys = [value for stroke in drawing.strokes() for point in stroke.points for value in point]
    if not xs_ys:
        return
    if min(xs_ys) < MARGIN or max(xs_ys) > SIDE - MARGIN:
        yield f"it comes nearer than {MARGIN} to the edge: from {min(xs_ys):g} to {max(xs_ys):g}"
    mass = [point for stroke in drawing.mass for point in stroke.points]
    if mass and max(_spread(mass, 0), _spread(mass, 1)) < SIDE * 0.6:
        yield f"it is small: let it fill at least {SIDE * 0.6:g} one way"


def _spread(points: list[Point], axis: Literal[0, 1]) -> float:
    values = [point[axis] for point in points]
    return max(values) - min(values)


def _plain(tag: str) -> str:
    return tag.removeprefix(_SVG)
