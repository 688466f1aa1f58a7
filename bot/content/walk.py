"""Walks every way through a scene with the rules themselves, as dreamers could go it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Final

from bot.domain.encounter import (
    Chose,
    Close,
    DreamOn,
    Encounter,
    Event,
    FellSilent,
    Pick,
    Reached,
    Speak,
    begin,
    step,
)
from bot.domain.qualities import Qualities, holds
from bot.domain.scene import BeatId, Condition, Role, Scene

MOST_CIRCUMSTANCES: Final = 256
"""More combinations of what may be so are not walked; the prover refuses a scene that would need them."""
MOST_STEPS: Final = 20_000
"""The scenes that ship take some hundreds; a scene made to be walked for ever is refused."""

MOST_STEPS_OF_ALL: Final = 400_000
"""Some ten seconds of work."""

_WORDS: Final = "…"
_PLENTY: Final = "9999"


class StuckError(Exception):
    """A dream that can go wrong; says how."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What came of all ways: `endings` are the last steps before an end that are no silence."""

    beats: frozenset[BeatId]
    choices: frozenset[tuple[BeatId, str]]
    endings: frozenset[str]
    beyond: frozenset[str]
    """Endings that one evening answer and one morning answer each cannot always come to."""


@dataclass(slots=True)
class Budget:
    """How many steps may be taken in a scene, and in all scenes of a pack."""

    left: int = MOST_STEPS
    all_left: int = MOST_STEPS_OF_ALL

    def renewed(self) -> "Budget":
        """Return what is left for the next scene."""
        return Budget(all_left=self.all_left)

    def step(self, here: Encounter, event: Event) -> Encounter:
        """Take one step; StuckError where there were too many."""
        self.left -= 1
        self.all_left -= 1
        if self.left < 0:
            raise StuckError(f"there are more ways through it than {MOST_STEPS:,} steps can walk")
        if self.all_left < 0:
            raise StuckError(f"there are more ways through the pack than {MOST_STEPS_OF_ALL:,} steps can walk")
        return step(here, event)


Key = tuple[object, ...]


@dataclass(slots=True)
class _Tally:
    budget: Budget
    matters: frozenset[str]
    steps: dict[tuple[Key, Event], tuple[Key, Encounter]] = field(
        default_factory=dict[tuple[Key, Event], tuple[Key, Encounter]]
    )
    """Every step that was taken: ways cross, and the same is asked of four orders of answering."""
    beats: set[BeatId] = field(default_factory=set[BeatId])
    choices: set[tuple[BeatId, str]] = field(default_factory=set[tuple[BeatId, str]])
    endings: set[str] = field(default_factory=set[str])

    def step(self, key: Key, here: Encounter, event: Event) -> tuple[Key, Encounter]:
        """Return where `event` leads from `here`, and its key."""
        if (key, event) not in self.steps:
            after = self.budget.step(here, event)
            new = after.moments[len(here.moments) :]
            self.beats.update(moment.beat for moment in new if isinstance(moment, Reached))
            self.steps[key, event] = key_of(after, self.matters), after
        return self.steps[key, event]


def walk(scene: Scene, budget: Budget | None = None) -> Walked:
    """Return what can come of `scene`, whatever is so beforehand.

    Every circumstance its conditions tell apart is tried, and in each every answer, silence and close at every beat.
    Two ways that came to the same beat with the same answers held and the same qualities go on as one. Raises
    StuckError where a question has no answer to give or a close does not end it.
    """
    tally = _Tally(budget or Budget(), asked_about(scene))
    served: set[str] = set()
    for qualities in circumstances(scene):
        start = begin(scene, qualities)
        tally.beats.update(moment.beat for moment in start.moments if isinstance(moment, Reached))
        _explore(start, tally)
        served |= _served(start, tally)
    return Walked(
        frozenset(tally.beats),
        frozenset(tally.choices),
        frozenset(tally.endings),
        frozenset(tally.endings - served),
    )


def circumstances(scene: Scene) -> Iterator[Qualities]:
    """Yield one example of everything the scene's conditions tell apart, as far as `when` lets it be dreamt."""
    told_apart = _told_apart(scene)
    for values in product(*map(sorted, told_apart.values())):
        qualities = {name: value for name, value in zip(told_apart, values, strict=True) if value}
        if holds(scene.when, qualities):
            yield qualities


def count_circumstances(scene: Scene) -> int:
    """Return how many circumstances there are at most, without trying any."""
    return prod(map(len, _told_apart(scene).values()))


def _told_apart(scene: Scene) -> dict[str, set[str]]:
    values: dict[str, set[str]] = {}
    for each in conditions_of(scene):
        values.setdefault(each.quality, {""}).update(_either_side(each))
    # What a scene lowers before it asks how much there is may have been more than enough.
    for quality in _lowered(scene) & values.keys():
        values[quality].add(_PLENTY)
    return values


def _lowered(scene: Scene) -> set[str]:
    gives = [beat.gives for beat in scene.beats.values()]
    gives += [choice.gives for beat in scene.beats.values() if beat.ask for choice in beat.ask.choices]
    return {effect.quality for each in gives for effect in each.effects if effect.operation == "-"}


def conditions_of(scene: Scene) -> Iterator[Condition]:
    """Yield the conditions that decide what can happen: `when` of the scene and of its choices."""
    yield from scene.when
    for beat in scene.beats.values():
        for choice in beat.ask.choices if beat.ask else ():
            yield from choice.when


def _either_side(each: Condition) -> tuple[str, ...]:
    """Return values for which a condition is so and is not so."""
    if each.comparison == ">=":
        return each.value, str(max(0, int(each.value) - 1))
    if each.comparison == "<=":
        return each.value, str(int(each.value) + 1)
    return (each.value,)


def _explore(start: Encounter, tally: _Tally) -> None:
    seen = {key_of(start, tally.matters): start}
    waiting = list(seen)
    while waiting:
        key = waiting.pop()
        here = seen[key]
        if here.ended:
            if name := ending(here):
                tally.endings.add(name)
            continue
        events = list(possible(here))
        tally.choices.update((event.beat, event.choice) for event in events if isinstance(event, Pick))
        for event in events:
            found, after = tally.step(key, here, event)
            if isinstance(event, Close) and not after.ended:
                raise StuckError(f"at {here.beat.id} the close of the night does not end it")
            if found not in seen:
                seen[found] = after
                waiting.append(found)


def possible(here: Encounter) -> Iterator[Event]:
    """Yield what may happen now; StuckError where nobody has an answer to give."""
    answered = False
    for role in here.roles:
        for event in answers(here, role):
            answered = True
            yield event
        if here.kept_waiting(role):
            yield DreamOn(role, here.beat.id)
    if not answered:
        raise StuckError(f"at {here.beat.id} there may be no choice to make")
    yield Close()


def answers(here: Encounter, role: Role) -> Iterator[Event]:
    """Yield what `role` may answer now."""
    for choice in here.choices(role):
        yield Pick(role, here.beat.id, choice.id)
    if here.may_speak(role):
        yield Speak(role, here.beat.id, _WORDS)


def _served(start: Encounter, tally: _Tally) -> set[str]:
    """Return the endings within reach of one evening and one morning answer each, whoever sleeps or wakes first.

    A night has four sittings: both fall asleep, in one order or the other, and then both wake, in one order or the
    other; a shared night is one in which both sleep at once, so no morning comes before an evening. In a sitting a
    dreamer gives one answer at most, if it is their turn. An ending counts only if all four orders can come to it.
    """
    orders = [evening + morning for evening in _orders(start) for morning in _orders(start)]
    return set[str].intersection(*(_in_order(start, order, tally) for order in orders))


def _orders(start: Encounter) -> list[tuple[Role, ...]]:
    return [start.roles, tuple(reversed(start.roles))] if len(start.roles) > 1 else [start.roles]


def _in_order(start: Encounter, order: tuple[Role, ...], tally: _Tally) -> set[str]:
    reached = {key_of(start, tally.matters): start}
    for role in order:
        for key, here in list(reached.items()):
            reached.update(tally.step(key, here, event) for event in answers(here, role))
    return {name for here in reached.values() if here.ended and (name := ending(here))}


def asked_about(scene: Scene) -> frozenset[str]:
    """Return the qualities that decide what can happen."""
    return frozenset(each.quality for each in conditions_of(scene))


def key_of(encounter: Encounter, matters: frozenset[str]) -> Key:
    """Return all that what comes next depends on, and how it ended; `matters` is what its scene asks about."""
    return (
        encounter.beat.id,
        tuple(sorted(encounter.held.items())),
        tuple(sorted(item for item in encounter.qualities.items() if item[0] in matters)),
        ending(encounter) if encounter.ended else None,
    )


def ending(encounter: Encounter) -> str | None:
    """Return the last step before the end: a beat, or the answers that led there; None where it was a silence."""
    end, *before = reversed(encounter.moments)
    answers: list[str] = []
    for moment in before:
        match moment:
            case Reached(beat):
                name = " + ".join([str(beat), *reversed(answers)])
                return name if isinstance(end, Reached) and name else None
            case FellSilent():
                return None
            case Chose(_, _, choice):
                answers.append(choice)
            case _:
                answers.append("own words")
    return None
