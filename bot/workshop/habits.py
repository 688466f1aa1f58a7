"""How two who are simulated sleep and answer: by seed, so that the same seed always brings the same history."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.domain.chance import Seed, choose, grow, roll
from bot.domain.encounter import Arrive, Close, DreamOn, Event, Pick, Speak, Try
from bot.domain.qualities import ASKED
from bot.domain.scene import Role, Stage
from bot.domain.tonight import CARRIED
from bot.ids import DreamerId
from bot.workshop.night import Sleep, come_to, evening, first_night, hand_due, morning, next_day
from bot.workshop.two import Dream, Two

MOST_AT_ONCE: Final = 12
"""Answers in one sitting; a scene has no more beats."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How likely one does what, each from 0 to 1."""

    evening: float = 0.85
    """Answers at bedtime, if it is their turn."""
    morning: float = 0.8
    """Answers at waking, if it is their turn."""
    absent: float = 0.05
    """Does not look at a night at all."""
    dreams_on: float = 0.1
    """Goes on without the other, where kept waiting in the morning."""
    speaks: float = 0.1
    """Takes words of their own, where the question allows them."""
    carries: float = 0.2
    """Says in the evening what the day left them."""
    hand: float = 0.3
    """Is ready for the waking meeting, of a morning on which it may be."""


ALWAYS: Final = Habits(1, 1, 0, 0, 0, 0.2, 1)
NEVER: Final = Habits(0, 0, 1, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Company:
    """How both of a pair are, and how often they sleep at once."""

    a: Habits = Habits()
    b: Habits = Habits()
    at_once: float = 1.0

    def of(self, two: Two, who: DreamerId) -> Habits:
        """Return the habits of one of them."""
        return self.a if who == two.a.id else self.b


def slept(two: Two, company: Company) -> Sleep:
    """Return how tonight is slept."""
    seed = grow(two.seed, "sleep", two.night)
    carried = {
        one.id: choose(CARRIED, seed, "what", one.id)
        for one in two.both
        if roll(seed, "carried", one.id) < company.of(two, one.id).carries
    }
    first = two.a.id if roll(seed, "first") < 0.5 else two.b.id
    return Sleep(roll(seed, "at once") < company.at_once, first, carried)


def a_night(two: Two, company: Company, *, keep: bool = False) -> tuple[Two, tuple[Dream, ...]]:
    """Return the bond after a night, and what was dreamt in it. Night 0 is that of joining."""
    sleep = slept(two, company)
    two, dreams = (two, first_night(two)) if two.night == 0 else evening(two, sleep)
    over = tuple(dreamt(two, dream, company, sleep) for dream in dreams)
    for dream in over:
        two = morning(two, dream, keep=keep)
    return next_day(met(two, company)), over


def nights(two: Two, company: Company, number: int, *, keep: bool = False) -> Iterator[tuple[Two, tuple[Dream, ...]]]:
    """Yield the bond after each of so many nights, and what was dreamt."""
    for _ in range(number):
        two, dreams = a_night(two, company, keep=keep)
        yield two, dreams


def met(two: Two, company: Company) -> Two:
    """Return the bond after a morning on which a hand may be held out, and both may take it."""
    seed = grow(two.seed, "hand", two.night)
    if hand_due(two) and all(roll(seed, one.id) < company.of(two, one.id).hand for one in two.both):
        return come_to(two, Stage.AFTER, since=two.night + 1)
    return two


def dreamt(two: Two, dream: Dream, company: Company, sleep: Sleep) -> Dream:
    """Return a dream at its end: dreamt in the evening, in the morning, and closed."""
    seed = grow(dream.seed, "habits")
    roles = list(dream.people)
    if len(roles) > 1 and dream.people[roles[0]].id != sleep.first:
        roles.reverse()
    here = {role: company.of(two, dream.people[role].id) for role in roles}
    away = {role for role in roles if roll(seed, "absent", role) < here[role].absent}
    for role in roles:
        dream = dream.after(Arrive(role, sleep.carried.get(dream.people[role].id, "")))
        if role not in away:
            dream = _sits(dream, role, here[role].evening, here[role], grow(seed, "evening"))
    if roll(seed, "who wakes first") < 0.5:
        roles.reverse()
    for role in roles:
        if role not in away:
            dream = _sits(dream, role, here[role].morning, here[role], grow(seed, "morning"))
            if dream.encounter.kept_waiting(role) and roll(seed, "dreams on", role) < here[role].dreams_on:
                dream = dream.after(DreamOn(role, dream.encounter.beat.id))
    return dream.after(Close())


def _sits(dream: Dream, role: Role, likely: float, habits: Habits, seed: Seed) -> Dream:
    """Answer as long as it is one's turn, and one answers at all."""
    for _ in range(MOST_AT_ONCE):
        seed = grow(seed, role)
        if role not in dream.encounter.waits_for() or roll(seed, "answers") >= likely:
            break
        for event in an_answer(dream, role, habits.speaks, seed):
            dream = dream.after(event)
    return dream


def an_answer(dream: Dream, role: Role, speaks: float, seed: Seed) -> Iterator[Event]:
    """Yield what `role` answers now, by seed; a question about a lesson first."""
    if lesson := dream.encounter.qualities.get(f"{role}.{ASKED}", ""):
        yield Try(role, lesson, held=roll(seed, "held") < 0.5)
    beat = dream.encounter.beat.id
    if dream.encounter.may_speak(role) and roll(seed, "speaks") < speaks:
        yield Speak(role, beat, "Something was said here.")
    elif choices := dream.encounter.choices(role):
        yield Pick(role, beat, choose(choices, seed, "choice").id)
