"""Whose turn it is among those who wait, as moderators see it explained."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.pairing import Forbidden, Waiting
from bot.ids import DreamerId


@dataclass(frozen=True, slots=True)
class Turn:
    """The place of one who waits. `number` is from 1, in the order of `Waiting.turn`."""

    number: int
    dreamer: DreamerId
    nights: int
    """That count for them. Whether one of them is for having been left is not said: it would tell who parted."""
    due: bool
    """Whether tonight anybody will do whom they may have."""
    other_pools: int
    """How many of the others are in another pool."""
    alone: bool
    """Whether nobody who waits can be theirs: the odd one out, until one more dreamer comes."""


def turns(waiting: Sequence[Waiting], met: Forbidden, now: datetime) -> tuple[Turn, ...]:
    """Return everybody who waits, whose turn comes first going first. `met` are the pairs that were bound before.

    Blocks are not asked for, so that no list can tell of one.
    """
    pools = Counter(one.pool for one in waiting)
    return tuple(
        Turn(
            number,
            one.dreamer,
            one.counted(now),
            one.due(now),
            len(waiting) - pools[one.pool],
            alone=nobody_for(one, waiting, met),
        )
        for number, one in enumerate(sorted(waiting, key=lambda one: one.turn(now)), start=1)
    )


def nobody_for(one: Waiting, waiting: Sequence[Waiting], met: Forbidden) -> bool:
    """Whether nobody who waits is in somebody's pool, or all who are were theirs before."""
    return not any(
        other.pool == one.pool and other.dreamer != one.dreamer and frozenset((one.dreamer, other.dreamer)) not in met
        for other in waiting
    )


def left_over(waiting: Sequence[Waiting]) -> bool:
    """Whether one more remains than can be paired, in one pool or another."""
    return any(count % 2 for count in Counter(one.pool for one in waiting).values())
