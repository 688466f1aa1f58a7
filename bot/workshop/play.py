"""`dreams pack play`: both dreamers in one terminal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.workshop.playing import Night, NotUnderstoodError, next_night
from bot.workshop.screen import Screen
from bot.workshop.two import Two

HELP: Final = """\
A number answers for whose turn it is; . is silence; "words are one's own words.
u undoes. s lets chance answer the rest of the night, ss goes on by chance to
the next stage. t tells their story so far, ? says this again, q ends.
Where a dream asks about a lesson, and where a hand is held out: y or n."""
NOTHING: Final = "The pack has nothing for these two tonight. Begin elsewhere (--stage), or play one scene (--scene)."
BETWEEN: Final = "Enter for the next night> "
LONGEST_SKIP: Final = 120
"""Nights that `ss` takes at most: some stages are never left."""

Ask = Callable[[str], str | None]
"""Returns what is typed after a prompt; None where nothing more comes."""


@dataclass(frozen=True, slots=True)
class Played:
    """What was typed, and where it came to."""

    typed: tuple[str, ...]
    two: Two


class Play:
    """Nights played until they are over, or their player ends it. `whole`: one after another, else one night.

    `pause` is asked between two nights: "" goes on, "q" or None ends, anything else is done as if it were an answer.
    """

    def __init__(self, screen: Screen, ask: Ask, pause: Ask, *, whole: bool) -> None:
        self._screen = screen
        self._ask = ask
        self._pause = pause
        self._whole = whole
        self._stack: list[Night] = []
        self._typed: list[str] = []

    def play(self, night: Night) -> Played:
        """Play from `night` on."""
        self._screen.say(HELP, "dim")
        self._enter(night)
        while (turn := self._now.turn()) is not None or self._goes_on():
            if turn is None:
                continue
            self._screen.ask(self._now.dream, turn)
            typed = self._ask(f"{turn.who.name}> ")
            if typed is None or typed.strip() == "q":
                break
            if typed.strip() and self._does(typed.strip()):
                self._typed.append(typed.strip())
        return Played(tuple(self._typed), self._now.two)

    @property
    def _now(self) -> Night:
        return self._stack[-1]

    def _does(self, typed: str) -> bool:
        """Do what was typed; returns whether it was understood."""
        match typed:
            case "u":
                self._undo()
            case "?":
                self._screen.say(HELP, "dim")
                return False
            case "t":
                self._screen.story(self._now.two)
                return False
            case "s":
                self._on(self._now.by_chance())
            case "ss":
                self._to_next_stage()
            case _:
                try:
                    self._on(self._now.after(typed))
                except NotUnderstoodError as wrong:
                    self._screen.say(str(wrong), "red")
                    return False
        return True

    def _goes_on(self) -> bool:
        """Fall asleep again, where a whole arc is played."""
        if not self._whole:
            return False
        typed = self._pause(BETWEEN)
        if typed is None or typed.strip() == "q":
            return False
        if typed.strip():
            if self._does(typed.strip()):
                self._typed.append(typed.strip())
            return True
        night = next_night(self._now.two)
        if night is None:
            self._screen.say(NOTHING)
            return False
        self._enter(night)
        return True

    def _enter(self, night: Night) -> None:
        self._stack.append(night)
        # What asks nobody is over before anybody is asked.
        for dream in night.dreams[: night.at + 1] if not night.over else night.dreams:
            self._screen.dream_begins(night.two, dream)
            self._screen.read(dream)
            if dream.encounter.ended:
                self._screen.dream_ends(dream)

    def _on(self, night: Night) -> None:
        before = self._now
        self._stack.append(night)
        for at in range(before.at, len(night.dreams) if night.over else night.at + 1):
            old, new = before.dreams[at], night.dreams[at]
            fresh = at > before.at
            if fresh:
                self._screen.dream_begins(before.two, new)
            seen = 0 if fresh else len(old.encounter.moments)
            if fresh or len(new.encounter.moments) > seen:
                self._screen.read(new, seen)
            self._screen.changed(old.encounter.qualities, new.encounter.qualities)
            if new.encounter.ended and not (before.over and not fresh):
                self._screen.dream_ends(new)
        self._screen.morning(before.two, night.two)

    def _undo(self) -> None:
        if self._now.turn() is not None:
            self._stack.pop()
        while self._stack and self._now.turn() is None:
            self._stack.pop()
        if not self._stack:
            return
        self._screen.say("Undone.", "dim")
        self._screen.dream_begins(self._now.two, self._now.dream)
        self._screen.read(self._now.dream)

    def _to_next_stage(self) -> None:
        stage = self._now.two.stage
        for _ in range(LONGEST_SKIP):
            night = self._now.by_chance()
            self._stack.append(night)
            self._screen.say(f"night {night.dream.night} by chance: {night.dream.scene.title}", "dim")
            if night.two.stage is not stage or not self._whole:
                return
            following = next_night(night.two)
            if following is None:
                return
            self._stack.append(following)
