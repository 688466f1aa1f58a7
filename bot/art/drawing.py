"""A motif as it was drawn: reading the SVG of a mark, and saying what is wrong with it.

A drawing is bold and has one colour: `mass` is filled, `cut` takes away from it, `line` is drawn over both. What a
hand makes of that, thick or thin, filled or not, is for `bot.art.hands`. docs/drawing-marks.md is for those who draw.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from bot.art.shapes import DrawingError, Point, Stroke, read_sheet

SIDE: Final = 512
"""The square a mark is drawn on: `viewBox="0 0 512 512"`."""

MARGIN: Final = 24
"""Nothing is drawn nearer to the edge: hands make lines thicker, and a wobble needs room."""

THINNEST: Final = 6.0
"""The thinnest line that holds when a mark is 64 pixels wide: three quarters of one of them."""

LAYERS: Final = ("mass", "cut", "line")


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


def read(text: str) -> Drawing:
    """Return the drawing of an SVG; raises DrawingError with all that is wrong with it."""
    sheet, wrongs = read_sheet(text, (SIDE, SIDE), LAYERS, drawn=("line",))
    drawing = Drawing(*(sheet.layers[name] for name in LAYERS))
    wrongs += _out_of_bounds(drawing)
    if not drawing.mass:
        wrongs.append("it has no mass: without one there is nothing to see at the size of a thumbnail")
    wrongs += [
        f"a line is {stroke.width:g} wide; {THINNEST:g} to 60 hold at every size"
        for stroke in drawing.strokes()
        if 0 < stroke.width < THINNEST
    ]
    if wrongs:
        raise DrawingError(wrongs)
    return drawing


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
