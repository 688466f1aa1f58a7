"""A night under way in the terminal, as a value: what is typed makes a new one, and undoing goes back to the old."""

from dataclasses import dataclass, replace
from typing import Final

from bot.domain.encounter import Arrive, Close, DreamOn, Event, Pick, Speak, Try
from bot.domain.naming import own_words, plain
from bot.domain.qualities import ASKED
from bot.domain.scene import Role, Stage
from bot.errors import DreamError
from bot.workshop.habits import ALWAYS, Company, Habits, dreamt, slept
from bot.workshop.night import Sleep, come_to, evening, first_night, hand_due, morning, next_day
from bot.workshop.reading import wondered
from bot.workshop.two import Dream, Sleeper, Two

SILENCE: Final = "."
WORDS: Final = '"'
YES_NO: Final = {"y": True, "n": False}
LONGEST_EMPTY: Final = 30
"""Nights without any dream, as small packs have them, that are passed over."""
_USUAL: Final = Company(Habits(), Habits())


class NotUnderstoodError(Exception):
    """What was typed is no answer here; says what would be."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose answer is waited for. `hand`: whether they hold one out, awake; else what tonight's dream asks."""

    who: Sleeper
    role: Role | None = None
    hand: bool = False


@dataclass(frozen=True, slots=True)
class Night:
    """One night under way. `dreams` in the order they are played; `at` says which of them is."""

    two: Two
    dreams: tuple[Dream, ...]
    at: int = 0
    silent: frozenset[Role] = frozenset()
    """Who let this beat pass."""
    hands: tuple[bool, ...] = ()
    over: bool = False
    """Whether all of it was dreamt, and `two` is the bond of the morning."""

    @property
    def dream(self) -> Dream:
        """What is dreamt now, or was last."""
        return self.dreams[min(self.at, len(self.dreams) - 1)]

    def turn(self) -> Turn | None:
        """Return whose answer is waited for; None once the night is over."""
        if self.over:
            if hand_due(self.two) and len(self.hands) < len(self.two.both):
                return Turn(self.two.both[len(self.hands)], hand=True)
            return None
        waits = self.dream.encounter.waits_for() - self.silent
        role = next((role for role in self.dream.people if role in waits), None)
        return Turn(self.dream.people[role], role) if role else None

    def after(self, typed: str) -> "Night":
        """Return the night after an answer; raises NotUnderstoodError."""
        turn = self.turn()
        if turn is None:
            raise NotUnderstoodError("The night is over.")
        if turn.hand or turn.role is None:
            return self._held_out(typed)
        if typed == SILENCE:
            return self._let_pass(turn.role)
        return self._happened(self._event(turn.role, typed))

    def settled(self) -> "Night":
        """Return the night as it is once dreams that ask nobody are over."""
        night = self
        while not night.over and night.dream.encounter.ended:
            night = night._dreamt(night.dream)
        return night

    def by_chance(self) -> "Night":
        """Return the night at its end, whatever is open answered by chance."""
        night, sleep = self, Sleep()
        while not night.over:
            # Answered as the habits of two who always answer would, from where it stands.
            night = night._dreamt(dreamt(night.two, night.dream, Company(ALWAYS, ALWAYS), sleep))
        while night.turn() is not None:
            night = night.after("y")
        return night

    def _event(self, role: Role, typed: str) -> Event:
        dream = self.dream
        beat, choices = dream.encounter.beat.id, dream.encounter.choices(role)
        if typed.startswith(WORDS):
            return self._spoken(role, typed)
        if typed in YES_NO and wondered(dream, role) is not None:
            return Try(role, dream.encounter.qualities[f"{role}.{ASKED}"], YES_NO[typed])
        if typed.isdecimal() and 1 <= int(typed) <= len(choices):
            return Pick(role, beat, choices[int(typed) - 1].id)
        raise NotUnderstoodError(f"A number from 1 to {len(choices)}, or {SILENCE} for silence.")

    def _spoken(self, role: Role, typed: str) -> Event:
        speak = self.dream.encounter.beat.ask.speak if self.dream.encounter.beat.ask else None
        if speak is None:
            raise NotUnderstoodError("There is no room for words of one's own here.")
        try:
            return Speak(role, self.dream.encounter.beat.id, plain(own_words(typed.strip(WORDS), speak.limit)))
        except DreamError as refused:
            raise NotUnderstoodError(f"These words would be refused: {refused}.") from refused

    def _let_pass(self, role: Role) -> "Night":
        silent = self.silent | {role}
        if self.dream.encounter.waits_for() - silent:
            return replace(self, silent=silent)
        waiting = (one for one in self.dream.people if self.dream.encounter.kept_waiting(one))
        goes_on = next(waiting, None)
        return self._happened(DreamOn(goes_on, self.dream.encounter.beat.id) if goes_on else Close())

    def _happened(self, event: Event) -> "Night":
        silent = self.silent if isinstance(event, Try) else frozenset[Role]()
        return replace(self._dreamt(self.dream.after(event)), silent=silent)

    def _dreamt(self, dream: Dream) -> "Night":
        night = replace(self, dreams=(*self.dreams[: self.at], dream, *self.dreams[self.at + 1 :]))
        if not dream.encounter.ended:
            return night
        if self.at + 1 < len(self.dreams):
            return replace(night, at=self.at + 1).settled()
        two = night.two
        for each in night.dreams:
            two = morning(two, each, keep=True)
        return replace(night, two=two, over=True)

    def _held_out(self, typed: str) -> "Night":
        if typed not in YES_NO:
            raise NotUnderstoodError("y or n.")
        night = replace(self, hands=(*self.hands, YES_NO[typed]))
        if len(night.hands) == len(self.two.both) and all(night.hands):
            return replace(night, two=come_to(night.two, Stage.AFTER, since=night.two.night + 1))
        return night


def fall_asleep(two: Two) -> Night | None:
    """Return the next night that brings `two` something; None in a pack that has nothing for them for a month."""
    for _ in range(LONGEST_EMPTY):
        sleep = slept(two, _USUAL)
        two, dreams = (two, first_night(two)) if two.night == 0 else evening(two, sleep)
        if dreams:
            return Night(two, tuple(_arrived(dream, sleep) for dream in dreams)).settled()
        two = next_day(two)
    return None


def next_night(two: Two) -> Night | None:
    """Return what the two dream one night on; None in a pack that has nothing for them."""
    return fall_asleep(next_day(two))


def _arrived(dream: Dream, sleep: Sleep) -> Dream:
    for role, one in dream.people.items():
        dream = dream.after(Arrive(role, sleep.carried.get(one.id, "")))
    return dream
