"""Chance without randomness: the same seed and label always fall the same way, on every machine and in every year."""

import hashlib
import re
from collections.abc import Sequence
from typing import Final, NewType, TypeVar

Seed = NewType("Seed", str)
"""Any text. Grown from the install's secret and what it is for, so that nobody can foretell a night."""

T = TypeVar("T")

_TURN: Final = re.compile(r"\+([0-9]+)$")


def grow(seed: Seed, *parts: str | int) -> Seed:
    """Return a seed of its own for what `parts` name."""
    text = "\x1f".join([_TURN.sub("", seed), *map(str, parts)])
    return Seed(hashlib.blake2b(text.encode(), digest_size=16).hexdigest())


def turned(seed: Seed, times: int) -> Seed:
    """Return `seed` for the `times`-th return of what it chose for: each choice then falls on the next option.

    So of several wordings the one used longest ago comes next. `roll` and `grow` are not changed by it.
    """
    return Seed(f"{seed}+{times}")


def roll(seed: Seed, *parts: str | int) -> float:
    """Return a number in [0, 1)."""
    return int(grow(seed, *parts)[:13], 16) / 16**13


def choose(options: Sequence[T], seed: Seed, *parts: str | int) -> T:
    """Return one of `options`; raises ZeroDivisionError where there are none."""
    turned_by = _TURN.search(seed)
    times = int(turned_by[1]) if turned_by else 0
    return options[(int(roll(seed, *parts) * len(options)) + times) % len(options)]
