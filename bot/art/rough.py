"""The unsteadiness of a hand, put into the geometry: a field of displacement that follows from a seed."""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass

from bot.art.shapes import Point
from bot.domain.chance import Seed

LATTICE = 16
"""Corners of the field each way; between them it is smooth, and beyond them it begins again."""


@dataclass(frozen=True, slots=True)
class Tremor:
    """A smooth field: near points are moved alike, so that what touched goes on touching."""

    reach: float
    """How far a point is moved at most, in units of the drawing."""
    grain: float
    """How far apart two places are that are moved independently."""
    corners: bytes

    @classmethod
    def of(cls, seed: Seed, label: str, reach: float, grain: float) -> "Tremor":
        """Return the field that follows from a seed; the same seed and label, the same field."""
        corners = hashlib.shake_128(f"{seed}\x1f{label}".encode()).digest(2 * LATTICE * LATTICE)
        return cls(reach, grain, corners)

    def moved(self, points: Iterable[Point]) -> list[Point]:
        """Return the points as an unsteady hand puts them."""
        return [(x + self._at(x, y, 0) * self.reach, y + self._at(x, y, 1) * self.reach) for x, y in points]

    def at(self, x: float, y: float) -> float:
        """Return one value of the field, -1 to 1, for what is to vary with the place but is no place."""
        return self._at(x, y, 0)

    def _at(self, x: float, y: float, axis: int) -> float:
        column, right = math.floor(x / self.grain), _eased(x / self.grain % 1)
        row, down = math.floor(y / self.grain), _eased(y / self.grain % 1)
        above = _mix(self._corner(column, row, axis), self._corner(column + 1, row, axis), right)
        below = _mix(self._corner(column, row + 1, axis), self._corner(column + 1, row + 1, axis), right)
        return _mix(above, below, down)

    def _corner(self, column: int, row: int, axis: int) -> float:
        return self.corners[2 * (row % LATTICE * LATTICE + column % LATTICE) + axis] / 127.5 - 1


def _eased(part: float) -> float:
    return part * part * (3 - 2 * part)


def _mix(one: float, other: float, part: float) -> float:
    return one + (other - one) * part
