"""How likely the endings of a scene are, of nights answered at random: summed over every way, not sampled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from bot.content.walk import Budget, Key, answers, asked_about, circumstances, ending, key_of
from bot.domain.encounter import Close, DreamOn, Encounter, Event, begin
from bot.domain.scene import Asked, Scene

ABSENT: Final = 0.25
"""How often one who is asked is taken not to answer. Any other number would order the endings alike."""

Odds = Mapping[str, float]


def endings(scene: Scene, budget: Budget) -> Odds:
    """Return how likely each ending but silence is, in the circumstances that are best for it.

    Every answer that is there is as likely as the next; who is asked answers, or is absent by `ABSENT`. Raises
    StuckError where there are too many ways.
    """
    best: dict[str, float] = {}
    ways = _Ways(asked_about(scene), budget)
    for qualities in circumstances(scene):
        for name, odds in _from(begin(scene, qualities), ways).items():
            best[name] = max(best.get(name, 0.0), odds)
    return best


@dataclass(slots=True)
class _Ways:
    matters: frozenset[str]
    budget: Budget
    known: dict[Key, Odds] = field(default_factory=dict[Key, Odds])


def _from(here: Encounter, ways: _Ways) -> Odds:
    """Return the odds from here on. The depth of it is that of the scene, which has twelve beats at most."""
    if here.ended:
        name = ending(here)
        return {name: 1.0} if name else {}
    key = key_of(here, ways.matters)
    if key not in ways.known:
        summed: dict[str, float] = {}
        for events, share in _chances(here):
            after = here
            for event in events:
                after = ways.budget.step(after, event)
            for name, odds in _from(after, ways).items():
                summed[name] = summed.get(name, 0.0) + share * odds
        ways.known[key] = summed
    return ways.known[key]


def _chances(here: Encounter) -> Iterator[tuple[tuple[Event, ...], float]]:
    """Yield what may become of a question, and how likely it is."""
    waits = [role for role in here.roles if role in here.waits_for()]
    may = {role: list(answers(here, role)) for role in waits}
    if here.beat.ask is not None and here.beat.ask.of is Asked.BOTH:
        host, guest = (may[role] for role in waits)
        for one, other in product(host, guest):
            yield (one, other), (1 - ABSENT) ** 2 / len(host) / len(guest)
        for role in waits:
            yield from (
                ((event, DreamOn(role, here.beat.id)), ABSENT * (1 - ABSENT) / len(may[role])) for event in may[role]
            )
    else:
        for role in waits:
            share = (1 - ABSENT ** len(waits)) / len(waits) / len(may[role])
            yield from (((event,), share) for event in may[role])
    alone = len(waits) < len(here.roles)
    yield (DreamOn(waits[0].other, here.beat.id) if alone else Close(),), ABSENT ** len(waits)
