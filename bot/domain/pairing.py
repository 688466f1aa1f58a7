"""Who is bound to whom: those who sleep at the same time, sooner rather than later, and never across pools.

When one pairs matters more than how well one solves: who waits for tomorrow may find somebody who sleeps as they do.
So a newcomer who fits somebody is paired at once, a batch each night pairs those who fit each other, and the rest hold
out for three days at most.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.nights import Hours, nightly, nightly_steps, week, zone
from bot.ids import DreamerId, RoleId

FITS = 0.9
"""Two fit when their usual overlap is this much of the shorter sleep."""
HOLD_OUT = timedelta(days=3)
"""Nobody waits longer where any partner exists."""
BATCH_EVERY = timedelta(days=1)
NIGHT_WAITED = timedelta(hours=2)
"""What each whole night waited adds to the worth of a pair, for each of the two."""
LEFT_BEHIND = 1
"""Nights by which the turn of one who was left comes sooner than that of one who parted."""
DUE = timedelta(hours=28)
"""What one who is due adds: as much as two who are not can be worth at most, 16 h of sleep and three nights each."""

EVERYONE = "everyone"
OTHERS = "others"

_BESIDE = 8
"""Neighbours by sleep midpoint looked at, to each side; more gains nothing that was seen."""
_WIDER = 4
"""How much further each round looks for partners of those left over: most find one near, few need the whole ring."""
_ROUNDS = 12
_LINKS = 4
_BRANCHES = 6
"""How long and how bushy a chain of changing partners may be. With one link small servers come to 0.96 of the optimum,
with four to 0.99."""
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Waiting:
    """A dreamer without a soulmate: `since` when, and the `pool` they may be paired in (see `pool_of`).

    `left`: their last bond ended, and they had no part in that.
    """

    dreamer: DreamerId
    hours: Hours
    since: datetime
    pool: str
    left: bool = False

    def counted(self, now: datetime) -> int:
        """Return the nights that count for them: each whole one waited, and one more for who was left."""
        return max((now - self.since).days, 0) + LEFT_BEHIND * self.left

    def due(self, now: datetime) -> bool:
        """Whether anybody they may have will do: by tomorrow's batch they would have waited too long."""
        return now + BATCH_EVERY - self.since > HOLD_OUT

    def turn(self, now: datetime) -> tuple[bool, int, datetime, DreamerId]:
        """Return what those who wait are sorted by: who is due, then by nights counted, then who came first."""
        return (not self.due(now), -self.counted(now), self.since, self.dreamer)


Pair = tuple[DreamerId, DreamerId]
Forbidden = AbstractSet[frozenset[DreamerId]]
"""Pairs that must not be: one blocked the other, or they were paired before."""


def pool_of(member_roles: Collection[RoleId], pool_roles: Sequence[RoleId]) -> str | None:
    """Return the pool of a member, or None for one who cannot be placed until a moderator gives them one of the roles.

    No roles configured: one pool. Exactly one: its holders, and everyone else. Two or more: a member must hold exactly
    one of them. Pools keep apart who must never meet, such as under and over eighteen; of one who holds none or several
    nothing is known, and a member of unknown age is never paired at a guess.
    """
    held = {role for role in pool_roles if role in member_roles}
    if not pool_roles:
        return EVERYONE
    if len(set(pool_roles)) == 1:
        return str(pool_roles[0]) if held else OTHERS
    return str(held.pop()) if len(held) == 1 else None


def instant(newcomer: Waiting, waiting: Iterable[Waiting], forbidden: Forbidden, now: datetime) -> DreamerId | None:
    """Return whom to pair a newcomer with at once, or None to let them wait for tonight's batch.

    Whoever fits and shares the most sleep with them; on ties, whose turn it is.
    """
    weeks = _Weeks(now)
    own = weeks.of(newcomer.hours)
    best: tuple[int, tuple[bool, int, datetime, DreamerId]] | None = None
    for other in waiting:
        if other.pool != newcomer.pool or other.dreamer == newcomer.dreamer:
            continue
        both = (own & weeks.of(other.hours)).bit_count()
        if not _fits(both, own.bit_count(), weeks.of(other.hours).bit_count()):
            continue
        rank = (-both, other.turn(now))
        if (best is None or rank < best) and frozenset((newcomer.dreamer, other.dreamer)) not in forbidden:
            best = rank
    return None if best is None else best[1][-1]


def batch(waiting: Iterable[Waiting], forbidden: Forbidden, now: datetime) -> tuple[Pair, ...]:
    """Return tonight's pairs, the lower id first, in order.

    Two may be paired tonight if they fit, or if one of them is due: by tomorrow's batch they would have waited more
    than three days, so with a batch each night nobody waits longer, whenever in the day they came. Who is due may have
    anyone, even without any overlap: those two find each other's traces instead. A pair is worth its usual overlap, two
    hours for each night that counts for either, and 28 for each who is due, so that those go before any overlap. The
    sum is made great, not greatest: the worthiest neighbours on the ring of sleep midpoints first, then pairs swap
    partners and those left over are taken in while that gains. The same people give the same pairs, in whatever
    order.
    """
    pools: defaultdict[str, list[Waiting]] = defaultdict(list)
    for one in sorted(waiting, key=lambda one: one.dreamer):
        pools[one.pool].append(one)
    weeks = _Weeks(now)
    return tuple(sorted(pair for pool in pools.values() for pair in _Ring(pool, forbidden, now, weeks).pairs()))


def worth(a: Waiting, b: Waiting, forbidden: Forbidden, now: datetime) -> timedelta | None:
    """Return what `batch` holds a pair to be worth, or None if the two may not be paired tonight."""
    if a.pool != b.pool or a.dreamer == b.dreamer:
        return None
    steps = _Ring([a, b], forbidden, now, _Weeks(now)).worth(0, 1)
    return None if steps is None else nightly(steps)


def _fits(both: int, a: int, b: int) -> bool:
    return both > 0 and both >= FITS * min(a, b)


_Chain = tuple[int, tuple[tuple[int, int], ...]]
"""What a chain of changing partners gains, and the pairs to make for it in order."""
_NO_CHAIN: _Chain = (0, ())


class _Weeks:
    """The coming week of sleep by hours; in one server many keep the same."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._weeks: dict[Hours, int] = {}

    def of(self, hours: Hours) -> int:
        bits = self._weeks.get(hours)
        if bits is None:
            bits = self._weeks[hours] = week(hours, self._now)
        return bits


class _Ring:
    """Those of one pool around the clock by the midpoint of their sleep; all places are indices into it."""

    def __init__(self, pool: Iterable[Waiting], forbidden: Forbidden, now: datetime, weeks: _Weeks) -> None:
        ring = sorted(pool, key=lambda one: (_midpoint(one.hours, now), one.hours.asleep, one.dreamer))
        self._ids = [one.dreamer for one in ring]
        self._forbidden = forbidden
        self._weeks = [weeks.of(one.hours) for one in ring]
        self._asleep = [bits.bit_count() for bits in self._weeks]
        self._due = [one.due(now) for one in ring]
        self._bonus = [
            nightly_steps(one.counted(now) * NIGHT_WAITED + due * DUE) for one, due in zip(ring, self._due, strict=True)
        ]
        self._mate: list[int | None] = [None] * len(ring)
        self._held = [0] * len(ring)
        """The worth of the pair each is in."""
        self._worth: dict[tuple[int, int], int | None] = {}
        self._near: dict[int, list[int]] = {}
        """Whom a round looks at for each who is, or would be, left over."""
        self._takers: dict[int, list[int]] = {}
        """Those left over who may have somebody, the worthiest first."""

    def pairs(self) -> Iterator[Pair]:
        edges = self._edges()
        for _, a, b in edges:
            if self._mate[a] is None and self._mate[b] is None:
                self._join(a, b)
        around = _BESIDE
        for _ in range(_ROUNDS):
            around *= _WIDER
            better = [self._join_if_better(-less, a, b) for less, a, b in edges]
            taken = self._take_in(around)
            if not (any(better) or taken) and (around >= len(self._ids) or None not in self._mate):
                break
        for a, b in enumerate(self._mate):
            if b is not None and a < b:
                yield min(self._ids[a], self._ids[b]), max(self._ids[a], self._ids[b])

    def worth(self, a: int, b: int) -> int | None:
        """Return the worth of a pair in steps of a week of sleep, or None if it may not be tonight."""
        key = (a, b) if a < b else (b, a)
        if key not in self._worth:
            self._worth[key] = self._weigh(a, b)
        return self._worth[key]

    def _sure(self, a: int, b: int) -> int:
        """Return the worth of a pair that is known to be allowed."""
        return self.worth(a, b) or 0

    def _weigh(self, a: int, b: int) -> int | None:
        both = (self._weeks[a] & self._weeks[b]).bit_count()
        if not (self._due[a] or self._due[b] or _fits(both, self._asleep[a], self._asleep[b])):
            return None
        if self._forbidden and frozenset((self._ids[a], self._ids[b])) in self._forbidden:
            return None
        return self._bonus[a] + self._bonus[b] + both

    def _edges(self) -> list[tuple[int, int, int]]:
        """Return the pairs of neighbours that may be, the worthiest first."""
        size = len(self._ids)
        beside = {
            (min(a, b), max(a, b))
            for a in range(size)
            for step in range(1, min(_BESIDE, size - 1) + 1)
            for b in [(a + step) % size]
        }
        weighed = ((self.worth(a, b), a, b) for a, b in beside)
        return sorted((-value, a, b) for value, a, b in weighed if value is not None)

    def _join_if_better(self, value: int, a: int, b: int) -> bool:
        """Pair these two, and the two they leave with each other, if that is worth more than what was."""
        left, right = self._mate[a], self._mate[b]
        if left == b:
            return False
        rest = None if left is None or right is None else self.worth(left, right)
        if value + (rest or 0) <= self._held[a] + self._held[b]:
            return False
        self._join(a, b)
        if left is not None and right is not None and rest is not None:
            self._join(left, right)
        return True

    def _join(self, a: int, b: int) -> None:
        """Pair these two; whom they leave is left over."""
        for left in (self._mate[a], self._mate[b]):
            if left is not None:
                self._mate[left], self._held[left] = None, 0
        self._mate[a], self._mate[b] = b, a
        self._held[a] = self._held[b] = self._sure(a, b)

    def _take_in(self, around: int) -> bool:
        """Take in those left over by chains of changing partners that begin among the `around` nearest on the ring."""
        over = [a for a, mate in enumerate(self._mate) if mate is None]
        self._near = {a: self._reach(a, around) for a in over}
        takers: defaultdict[int, list[int]] = defaultdict(list)
        for a in over:
            for b in self._near[a]:
                takers[b].append(a)
        self._takers = {b: sorted(ready, key=lambda a: -self._sure(a, b)) for b, ready in takers.items()}
        taken = False
        for a in over:
            if self._mate[a] is None:
                gain, joins = self._chain(a, _LINKS, ())
                taken = taken or gain > 0
                for one, other in joins:
                    self._join(one, other)
        return taken

    def _reach(self, a: int, around: int) -> list[int]:
        """Return whom of the `around` nearest one may be paired with."""
        size = len(self._ids)
        first = a - min(around, size - 1) // 2
        others = ((first + step) % size for step in range(min(around + 1, size)))
        return [b for b in others if b != a and self.worth(a, b) is not None]

    def _chain(self, a: int, links: int, passed: tuple[int, ...]) -> _Chain:
        """Return the best chain that begins with one left over.

        Each link takes somebody from their mate, who begins the next; the last takes one who is left over too, or
        leaves one behind.
        """
        if a not in self._near:
            self._near[a] = self._reach(a, 2 * _BESIDE)
        steps = [(self._sure(a, b) - self._held[b], b) for b in self._near[a] if b not in passed]
        best = max((self._ended(a, gain, b, passed) for gain, b in steps), default=_NO_CHAIN)
        if links > 1:
            for gain, b in heapq.nlargest(_BRANCHES, steps):
                left = self._mate[b]
                if left is not None:
                    more, joins = self._chain(left, links - 1, (*passed, a, b, left))
                    best = max(best, (gain + more, ((a, b), *joins)))
        return max(best, _NO_CHAIN)

    def _ended(self, a: int, gain: int, b: int, passed: tuple[int, ...]) -> _Chain:
        """Return the chain of one link, or of two where somebody left over takes the mate."""
        left = self._mate[b]
        if left is not None:
            for end in self._takers.get(left, ()):
                if self._mate[end] is None and end != a and end not in passed:
                    return gain + self._sure(left, end), ((a, b), (left, end))
        return gain, ((a, b),)


def _midpoint(hours: Hours, now: datetime) -> int:
    """Return the middle of the sleep in minutes of the UTC day."""
    ahead = now.astimezone(zone(hours.zone)).utcoffset() or timedelta()
    return int(hours.bedtime + hours.asleep / 2 - ahead / timedelta(minutes=1)) % _DAY_MINUTES
