"""Shapes out of an SVG of ours: layers of paths, circles and ellipses, flattened to points; nothing else is taken."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from xml.etree import ElementTree

from svg.path import Move, parse_path

HEAVIEST: Final = 12_000
"""Bytes of a file. A drawing of bold shapes needs a third of it."""

STEP: Final = 6.0
"""Units between two points of a flattened curve: finer than any hand shows."""

_SVG: Final = "{http://www.w3.org/2000/svg}"
_SHAPES: Final = {"path": {"d"}, "circle": {"cx", "cy", "r"}, "ellipse": {"cx", "cy", "rx", "ry"}}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A run of points. `width` is that of a drawn line; 0 for what is filled, which is closed."""

    points: tuple[Point, ...]
    width: float = 0.0


class DrawingError(ValueError):
    """What is wrong with a drawing, a sentence each, in `wrongs`."""

    def __init__(self, wrongs: list[str]) -> None:
        super().__init__("\n".join(wrongs))
        self.wrongs: Final = wrongs


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an SVG holds: the words of its `class`, and the shapes of each layer."""

    words: tuple[str, ...]
    layers: dict[str, tuple[Stroke, ...]]


def read_sheet(text: str, size: tuple[int, int], names: Sequence[str], drawn: Sequence[str]) -> tuple[Sheet, list[str]]:
    """Return the layers of an SVG, and what is wrong with it; raises DrawingError where nothing can be read at all.

    `names` are the layers there may be, `drawn` those of lines only; elsewhere a line says so by `class="stroke"`.
    """
    wrongs: list[str] = []
    if len(text.encode()) > HEAVIEST:
        wrongs.append(f"it has {len(text.encode())} bytes; draw it with fewer points, {HEAVIEST} are enough")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise DrawingError(["it has a DOCTYPE; a drawing begins with <svg"])
    try:
        # Entities and doctypes are refused above, so nothing can expand or lead out of the file.
        root = ElementTree.fromstring(text)  # noqa: S314
    except ElementTree.ParseError as wrong:
        raise DrawingError([f"it is not XML: {wrong}"]) from wrong
    box = f"0 0 {size[0]} {size[1]}"
    if root.tag != f"{_SVG}svg" or root.get("viewBox") != box or set(root.attrib) - {"viewBox", "class"}:
        wrongs.append(f'it does not begin with <svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">')
    layers: dict[str, list[Stroke]] = {name: [] for name in names}
    for group in root:
        name = group.get("class", "")
        if group.tag != f"{_SVG}g" or name not in layers or set(group.attrib) != {"class"}:
            known = ", ".join(f'<g class="{one}">' for one in names)
            wrongs.append(f"<{_plain(group.tag)}> is not one of {known}")
            continue
        for shape in group:
            layers[name] += _strokes(shape, name, name in drawn, wrongs)
    words = tuple(root.get("class", "").split())
    return Sheet(words, {name: tuple(strokes) for name, strokes in layers.items()}), wrongs


def _strokes(shape: ElementTree.Element, layer: str, lines: bool, wrongs: list[str]) -> list[Stroke]:  # noqa: FBT001
    tag = _plain(shape.tag)
    if tag not in _SHAPES:
        wrongs.append(f"<{tag}> in {layer}; only {', '.join(_SHAPES)} may be drawn with")
        return []
    drawn = lines or shape.get("class") == "stroke"
    wrongs += [
        f"{name} on a <{tag}> in {layer}; a drawing has no colours, scripts, references or transforms"
        for name in sorted(set(shape.attrib) - _SHAPES[tag] - {"class", "stroke-width"})
    ]
    try:
        width = float(shape.get("stroke-width", "0")) if drawn else 0.0
        runs = list(_runs(shape, tag))
    except (ValueError, TypeError, IndexError) as wrong:
        wrongs.append(f"a <{tag}> in {layer} cannot be read: {wrong}")
        return []
    if drawn and not 0 < width <= 60:
        wrongs.append(f"a line in {layer} is {width:g} wide; give it a stroke-width of up to 60")
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


def _plain(tag: str) -> str:
    return tag.removeprefix(_SVG)
