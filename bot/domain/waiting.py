"""When somebody stays away: how the one who waits is asked, and how the bot grows quiet."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, TypeVar

T = TypeVar("T")

NIGHTS: Final = 5
"""Shared nights answered by one alone; then that one is asked, once: so ends the page on the arc."""


MORNING_ONLY: Final = 2
"""Nights ignored; from then on the morning message only: the end of *Dreams are played at the edges of sleep*."""
PAUSED: Final = 5
"""Nights ignored; then no more come until they are wanted again."""


class Wish(StrEnum):
    """What one who was kept waiting may wish for."""

    WAIT = "wait"
    ALONE = "alone"
    """Dream alone: the bond stays, no night is shared."""
    ANEW = "anew"


def kept_waiting(answered: Sequence[frozenset[T]]) -> T | None:
    """Return who alone answered in each of the last shared nights, the latest first; None where nobody did.

    A night that nobody answered says nothing of either: in some, only the one who is away is asked.
    """
    late = [each for each in answered if each][:NIGHTS]
    if len(late) < NIGHTS or len(late[0]) != 1 or len(set(late)) != 1:
        return None
    return next(iter(late[0]))
