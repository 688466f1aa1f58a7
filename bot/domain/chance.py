"""Chance without randomness: the same seed and label always fall the same way, on every machine and in every year."""

import hashlib
from collections.abc import Sequence
from typing import NewType, TypeVar

Seed = NewType("Seed", str)
"""Any text. Grown from the install's secret and what it is for, so that nobody can foretell a night."""

T = TypeVar("T")


def grow(seed: Seed, *parts: str | int) -> Seed:
    """Return a seed of its own for what `parts` name."""
    text = "\x1f".join([seed, *map(str, parts)])
    return Seed(hashlib.blake2b(text.encode(), digest_size=16).hexdigest())


def roll(seed: Seed, *parts: str | int) -> float:
    """Return a number in [0, 1)."""
    return int(grow(seed, *parts)[:13], 16) / 16**13


def choose(options: Sequence[T], seed: Seed, *parts: str | int) -> T:
    """Return one of `options`; raises IndexError where there are none."""
    return options[int(roll(seed, *parts) * len(options))]
