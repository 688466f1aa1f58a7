"""A rush: many who go to bed, or wake, at one instant, and how they are spread over the minutes after it."""

from datetime import timedelta
from typing import Final

SPREAD: Final = timedelta(minutes=10)
"""Nobody is put off further: of the three quarters of an hour before bedtime, more than half are left to dream in."""

TO_OFFER: Final = 2
"""Calls to Discord: whether the dreamer is still there, and the dream."""
TO_WAKE: Final = 1
"""Calls to Discord: the message."""

OF_ONE_SERVER: Final = 4.0
"""A second. Discord lets five of a server's members be asked after (observed, see bot.rehearsal.limits); whoever comes
too early waits inside discord.py and holds up all the others."""


def place(there: int, neighbours: int, calls: int, pace: float) -> timedelta:
    """Return how long after the common instant the next dreamer's turn is, in whole seconds, always below `SPREAD`.

    `there` have their turn in that time already, `neighbours` of them in the same server. Each takes so many `calls`,
    of which `pace` a second are made. When the spread is full it is filled again from the start: the courier then lags.
    """
    asked = neighbours / OF_ONE_SERVER if calls == TO_OFFER else 0.0
    return timedelta(seconds=int(max(there * calls / pace, asked)) % int(SPREAD.total_seconds()))
