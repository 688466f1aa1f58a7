"""Many pairs for many nights: how long stages last, what comes again, what is slept through."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from bot.domain.bond import Pace
from bot.domain.chance import Seed, grow, roll
from bot.domain.scene import Kind, Pack, Role, SceneId, Stage
from bot.domain.waiting import kept_waiting
from bot.ids import DreamerId
from bot.workshop.habits import ALWAYS, Company, Habits, nights
from bot.workshop.two import Dream, meet

AGAIN: Final = 90
"""Nights within which a scene with the same casting should not come again: STORY.md."""
ARC: Final = tuple(Stage)
GROUPS: Final[Mapping[Kind, str]] = {
    Kind.LANDSCAPE: "lone",
    Kind.MEMORY: "lone",
    Kind.ECHO: "echo",
    Kind.GLIMPSE: "spine",
    Kind.SPINE: "spine",
    Kind.VISIT: "visit",
}


@dataclass(slots=True)
class Passed:
    """What one pair's nights came to."""

    began: Mapping[Stage, int] = field(default_factory=dict[Stage, int])
    nights: int = 0
    dreams: Counter[str] = field(default_factory=Counter[str])
    """Dreams by group: lone, echo, visit, spine."""
    again: Counter[str] = field(default_factory=Counter[str])
    """Of them: dreamt within the last 90 nights by the same, with the same host."""
    early: Counter[str] = field(default_factory=Counter[str])
    """Of them: in the first 90 nights."""
    shared: int = 0
    by_one: int = 0
    """Shared nights in which one alone answered."""
    by_none: int = 0
    lone: int = 0
    lone_unanswered: int = 0
    longest_apart: int = 0
    """The longest row of nights without a shared one, after the first."""
    waited: int = 0
    """Nights of the spine that one of them slept through, so that it must come again."""

    asked_to_wait: bool = False
    """Whether one of them answered alone so often that they were asked."""

    def lengths(self) -> dict[Stage, int]:
        """Return how many nights each stage took that was left again."""
        return {one: self.began[other] - self.began[one] for one, other in pairwise(self.passed())}

    def passed(self) -> list[Stage]:
        """Return the stages it came to, in order."""
        return [stage for stage in ARC if stage in self.began]


def year(pack: Pack, seed: Seed, company: Company, length: int, pace: Pace = Pace.PLAIN) -> Passed:
    """Return what so many nights of one pair come to."""
    two = meet(pack, seed, pace)
    tally = _Tally(Passed())
    for night, (after, dreams) in enumerate(nights(two, company, length + 1)):
        two = after
        for dream in dreams if night else ():
            tally.count(dream)
    tally.passed.began, tally.passed.nights = two.began, length
    return tally.passed


def company_of(seed: Seed) -> Company:
    """Return the habits of a pair as pairs are.

    Each answers in the evening and in the morning on half to all nights and does not look at up to a quarter of them;
    the two sleep at once on four tenths to all of them.
    """

    def one(who: str) -> Habits:
        return Habits(
            evening=0.5 + roll(seed, who, "evening") / 2,
            morning=0.5 + roll(seed, who, "morning") / 2,
            absent=roll(seed, who, "absent") / 4,
        )

    return Company(one("a"), one("b"), 0.4 + 0.6 * roll(seed, "at once"))


HALF_SHARED: Final = Company(ALWAYS, ALWAYS, 0.55)
"""Half the nights of a year are shared by two who sleep at once so often, since the arc shares most of those."""


def many(
    pack: Pack, seed: Seed, pairs: int, length: int, pace: Pace, company: Company | None = None
) -> Iterator[Passed]:
    """Yield what so many nights of so many pairs come to; each with habits of its own where none are given."""
    for number in range(pairs):
        its = grow(seed, "pair", number)
        yield year(pack, its, company or company_of(its), length, pace)


@dataclass(slots=True)
class _Tally:
    passed: Passed
    last: dict[tuple[SceneId, DreamerId, bool], int] = field(default_factory=dict[tuple[SceneId, DreamerId, bool], int])
    apart: int = 0
    late: list[frozenset[DreamerId]] = field(default_factory=list[frozenset[DreamerId]])

    def count(self, dream: Dream) -> None:
        group = GROUPS[dream.scene.kind]
        passed, host = self.passed, dream.people[Role.HOST].id
        passed.dreams[group] += 1
        key = (dream.scene.id, host, dream.shared)
        if key in self.last and dream.night - self.last[key] <= AGAIN:
            passed.again[group] += 1
            passed.early[group] += dream.night <= AGAIN
        self.last[key] = dream.night
        answered = len(dream.encounter.answered)
        if dream.shared:
            passed.shared += 1
            passed.by_one += answered == 1
            passed.by_none += answered == 0
            passed.waited += group == "spine" and answered < len(Role)
            self.apart = 0
            self.late.insert(0, frozenset(dream.people[role].id for role in dream.encounter.answered))
            passed.asked_to_wait |= kept_waiting(self.late) is not None
        else:
            passed.lone += 1
            passed.lone_unanswered += answered == 0
            if host == 1 and passed.shared:
                self.apart += 1
                passed.longest_apart = max(passed.longest_apart, self.apart)


def quantile(values: Iterable[float], part: float) -> float:
    """Return the value that `part` of `values` do not exceed; raises ValueError where there are none."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values")
    return ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1)))]
