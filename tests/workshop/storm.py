"""Nights in which everything goes wrong that can: nobody comes, buttons are clicked twice, late, at once, and the bot
dies after any event. `python -m tests.workshop.storm NIGHTS` plays as many as one likes."""

import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import count
from random import Random

from bot.domain.bond import Pace
from bot.domain.chance import Seed
from bot.domain.encounter import Arrive, Chose, Close, DreamOn, Event, Pick, Speak, Spoke, Try, fold
from bot.domain.qualities import ASKED
from bot.domain.scene import BeatId, Pack, Role, Stage
from bot.workshop.habits import Company, met
from bot.workshop.night import Sleep, evening, first_night, morning, next_day
from bot.workshop.two import ONE, OTHER, Dream, Two, meet
from tests.workshop.packs import arc_pack

STAGES = list(Stage)
PAIR = 80
"""Nights of one pair; then the next comes."""
MOST_EVENTS = 14


@dataclass(slots=True)
class Weather:
    """What happened, so that a test may see that it did."""

    seen: Counter[str] = field(default_factory=Counter[str])
    stages: set[Stage] = field(default_factory=set[Stage])


def storm(pack: Pack, nights: int, seed: int) -> Weather:
    """Let so many nights happen; raises AssertionError at the first that breaks a law."""
    weather = Weather()
    for pair in count():
        chance = Random(f"{seed}/{pair}")  # noqa: S311
        two = meet(pack, Seed(f"{seed}/{pair}"), chance.choice(list(Pace)))
        keen = chance.choice([0.2, 0.6, 0.95])
        for _ in range(PAIR):
            if weather.seen["night"] == nights:
                return weather
            weather.seen["night"] += 1
            two = _night(two, chance, keen, weather)
    raise AssertionError


def _night(two: Two, chance: Random, keen: float, weather: Weather) -> Two:
    sleep = Sleep(chance.random() < 0.8, chance.choice([ONE, OTHER]), {ONE: chance.choice(["", "", "sore"])})
    before = two.stage
    two, dreams = (two, first_night(two)) if two.night == 0 else evening(two, sleep)
    assert dreams
    for dream in dreams:
        over = _Stormy(dream, chance, weather).dreamt(keen)
        _laws(over)
        two = morning(two, over)
    assert STAGES.index(two.stage) >= STAGES.index(before)
    weather.stages.add(two.stage)
    return next_day(met(two, Company()))


def _laws(dream: Dream) -> None:
    assert dream.encounter.ended
    answers = [(moment.beat, moment.who) for moment in dream.encounter.moments if isinstance(moment, Chose | Spoke)]
    assert len(set(answers)) == len(answers)
    assert {who for _, who in answers} <= dream.encounter.answered
    for late in (*dream.events, Close()):
        assert dream.after(late) is dream
    assert fold(dream.scene, dream.began_with, dream.events) == dream.encounter


class _Stormy:
    def __init__(self, dream: Dream, chance: Random, weather: Weather) -> None:
        self._dream = dream
        self._chance = chance
        self._weather = weather

    def dreamt(self, keen: float) -> Dream:
        absent = {role for role in self._dream.people if self._chance.random() > keen}
        self._weather.seen["absent"] += len(absent)
        for role in self._dream.people:
            self._happens(Arrive(role, self._chance.choice(["", "tired"])))
        for _ in range(self._chance.randrange(MOST_EVENTS)):
            self._something(absent)
            if self._chance.random() < 0.3:
                self._dies()
        self._happens(Close())
        return self._dream

    def _something(self, absent: set[Role]) -> None:
        there = sorted(self._dream.people.keys() - absent)
        what = self._chance.choices(("answers", "twice", "late", "at once", "nonsense", "goes on"), (6, 2, 2, 2, 1, 1))[
            0
        ]
        if what == "answers" and there:
            self._happens(self._answer(self._chance.choice(there)))
        elif what == "at once" and len(there) == len(Role):
            # Both are made of what was true before either was there.
            one, other = self._answer(Role.HOST), self._answer(Role.GUEST)
            self._happens(one)
            self._happens(other)
        elif what in ("twice", "late") and self._dream.events:
            again = self._dream.events[-1] if what == "twice" else self._chance.choice(self._dream.events)
            assert self._dream.after(again) is self._dream
        elif what == "nonsense":
            for event in (Pick(Role.HOST, self._dream.encounter.beat.id, "?"), Pick(Role.HOST, BeatId("?"), "?")):
                assert self._dream.after(event) is self._dream
        elif what == "goes on" and there:
            role = self._chance.choice(there)
            waited = self._dream.encounter.kept_waiting(role)
            assert self._happens(DreamOn(role, self._dream.encounter.beat.id)) == waited
        else:
            return
        self._weather.seen[what] += 1

    def _answer(self, role: Role) -> Event:
        encounter = self._dream.encounter
        beat, choices = encounter.beat.id, encounter.choices(role)
        if lesson := encounter.qualities.get(f"{role}.{ASKED}"):
            return Try(role, lesson, held=self._chance.random() < 0.5)
        if encounter.may_speak(role) and self._chance.random() < 0.2:
            return Speak(role, beat, "something")
        return Pick(role, beat, self._chance.choice(choices).id if choices else "?")

    def _happens(self, event: Event) -> bool:
        after = self._dream.after(event)
        changed = after is not self._dream
        assert (after.encounter.beat.id == self._dream.encounter.beat.id) or changed
        self._dream = after
        return changed

    def _dies(self) -> None:
        """What is not kept is gone; all else comes back from the events."""
        kept = fold(self._dream.scene, self._dream.began_with, self._dream.events)
        assert kept == self._dream.encounter
        self._dream = replace(self._dream, encounter=kept)
        self._weather.seen["died"] += 1


def main() -> None:
    """Print how many nights it was, what happened in them, and how long it took."""
    nights, begun = int(sys.argv[1]), time.perf_counter()
    seen = storm(arc_pack(), nights, seed=int(sys.argv[2]) if len(sys.argv) > 2 else 1).seen
    sys.stdout.write(f"{nights} nights in {time.perf_counter() - begun:.0f} s: {dict(seen)}\n")


if __name__ == "__main__":
    main()
