"""How a bond moves from stage to stage, and whether two who sleep at once share tonight."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from bot.domain.chance import Seed, roll
from bot.domain.encounter import Encounter
from bot.domain.scene import Kind, Role, Stage

SHARED: Final[dict[Stage, Fraction]] = {
    Stage.MARKED: Fraction(0),
    Stage.GLIMPSE: Fraction(1),
    Stage.DOUBT: Fraction(0),
    Stage.WORDS: Fraction(1),
    Stage.LESSONS: Fraction(1, 2),
    Stage.REGISTER: Fraction(1, 2),
    Stage.WOUND: Fraction(1),
    Stage.DISTANCE: Fraction(1, 4),
    Stage.DOOR: Fraction(1),
    Stage.NEAR: Fraction(9, 10),
    Stage.WAKING: Fraction(9, 10),
    Stage.AFTER: Fraction(9, 10),
}
"""The part of the nights that is shared, where sleep allows: the arc's second column."""

NIGHTS_IN_DOUBT: Final = 2
LONGEST_LONELY: Final = 3
"""Nights. Chance alone would now and then keep a bond apart for a week, and nobody would call that half."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a bond has behind it tonight."""

    both_dreamt_alone: bool
    nights_in_stage: int
    lone_since_shared: int
    """Lone nights since the last shared one, for whoever goes to bed now."""


def grown(stage: Stage, past: Past) -> Stage:
    """Return the stage a bond has come to by the nights that passed."""
    if stage is Stage.MARKED and past.both_dreamt_alone:
        return Stage.GLIMPSE
    if stage is Stage.DOUBT and past.nights_in_stage >= NIGHTS_IN_DOUBT:
        return Stage.WORDS
    return stage


def shared_tonight(stage: Stage, past: Past, seed: Seed) -> bool:
    """Whether tonight is shared, given that both sleep at once long enough."""
    share = SHARED[stage]
    if share in (0, 1):
        return share == 1
    return past.lone_since_shared >= LONGEST_LONELY or roll(seed, "shared") < share


def moved_on(stage: Stage, encounter: Encounter) -> Stage:
    """Return the stage after a shared dream ended. One that moves the arc counts only if both answered in it."""
    both = encounter.answered >= frozenset(Role)
    if stage is Stage.GLIMPSE and encounter.scene.kind is Kind.GLIMPSE and both:
        return Stage.DOUBT
    if stage is Stage.WORDS and encounter.scene.kind in (Kind.VISIT, Kind.SPINE) and both:
        return Stage.LESSONS
    return stage
