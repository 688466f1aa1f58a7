"""How a bond moves from stage to stage, at which pace, and whether two who sleep at once share tonight."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Final

from bot.domain.chance import Seed, roll
from bot.domain.encounter import Encounter
from bot.domain.scene import Kind, Pack, Role, Scene, Stage

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

NEXT: Final[dict[Stage, Stage]] = {
    Stage.GLIMPSE: Stage.DOUBT,
    Stage.WORDS: Stage.LESSONS,
    Stage.REGISTER: Stage.WOUND,
    Stage.WOUND: Stage.DISTANCE,
    Stage.DOOR: Stage.NEAR,
}
"""The stages a scene of the spine moves on, and whereto. `waking` has one too; awake, two hands move it on."""

LONGEST_LONELY: Final = 3
"""Nights. Chance alone would keep a bond apart for a week now and then, and nobody would call that half."""

PATIENCE: Final = 2
"""Where trust or depth are wanting, so many times the nights of a stage do instead: reserve is no dead end."""


class Pace(StrEnum):
    """How long a server's arc takes: a week and a half, about 45 nights, or a season."""

    BRISK = "brisk"
    PLAIN = "plain"
    SEASON = "season"


@dataclass(frozen=True, slots=True)
class Pacing:
    """What moves a bond on from the stages that nights and not scenes move on. All but trust and depth in nights."""

    doubt: int
    lessons: int
    """How many things one was taught by the other."""
    trust: int
    learning: int
    """The least nights of lessons."""
    register: int
    """Nights before the register is opened."""
    distance: int
    near: int
    depth: int
    lonely: int = LONGEST_LONELY
    """The most lone nights in a row where some are shared."""


PACINGS: Final = {
    Pace.BRISK: Pacing(doubt=1, lessons=1, trust=1, learning=1, register=0, distance=2, near=1, depth=1, lonely=1),
    Pace.PLAIN: Pacing(doubt=2, lessons=3, trust=3, learning=9, register=2, distance=6, near=12, depth=8),
    Pace.SEASON: Pacing(doubt=4, lessons=5, trust=5, learning=24, register=6, distance=6, near=32, depth=12),
}


def pacing_in(pack: Pack, pace: Pace) -> Pacing:
    """Return what a pace wants in this pack: no more lessons than it can teach."""
    wants = PACINGS[pace]
    return replace(wants, lessons=min(wants.lessons, len({lesson.id for lesson in pack.lessons()})))


@dataclass(frozen=True, slots=True)
class Past:
    """What a bond has behind it tonight."""

    both_dreamt_alone: bool
    nights_in_stage: int
    lone_since_shared: int
    """Lone nights since the last shared one, for whoever goes to bed now."""
    lessons: int = 0
    trust: int = 0
    depth: int = 0


def grown(stage: Stage, past: Past, pacing: Pacing) -> Stage:
    """Return the stage a bond has come to by the nights that passed."""
    nights = past.nights_in_stage
    match stage:
        case Stage.MARKED:
            return Stage.GLIMPSE if past.both_dreamt_alone else stage
        case Stage.DOUBT:
            return Stage.WORDS if nights >= pacing.doubt else stage
        case Stage.LESSONS:
            learnt = past.lessons >= pacing.lessons and past.trust >= pacing.trust
            some = past.lessons >= min(1, pacing.lessons)
            ripe = nights >= pacing.learning and (learnt or (some and nights >= PATIENCE * pacing.learning))
            return Stage.REGISTER if ripe else stage
        case Stage.DISTANCE:
            return Stage.DOOR if nights >= pacing.distance else stage
        case Stage.NEAR:
            near = past.depth >= pacing.depth or nights >= PATIENCE * pacing.near
            return Stage.WAKING if nights >= pacing.near and near else stage
        case _:
            return stage


def shared_tonight(stage: Stage, past: Past, pacing: Pacing, seed: Seed) -> bool:
    """Whether tonight is shared, given that both sleep at once long enough."""
    share = SHARED[stage]
    if share in (0, 1):
        return share == 1
    return past.lone_since_shared >= pacing.lonely or roll(seed, "shared") < share


def spine_tonight(stage: Stage, past: Past, pacing: Pacing, *, hand_held_out: bool) -> bool:
    """Whether a shared night is one that moves the arc. In `waking` it comes once: `hand_held_out` says it came."""
    if stage is Stage.REGISTER:
        return past.nights_in_stage >= pacing.register
    return stage in NEXT or (stage is Stage.WAKING and not hand_held_out)


def kinds_shared(scenes: Iterable[Scene], stage: Stage, *, spine: bool) -> tuple[Kind, ...]:
    """Return which kinds of scene a shared night may bring: the spine's, where it is due and the pack has one."""
    return (_moving(stage),) if spine and _has_spine(scenes, stage) else (Kind.VISIT,)


def moved_on(stage: Stage, encounter: Encounter, scenes: Iterable[Scene]) -> Stage:
    """Return the stage after a shared dream ended. One of the spine counts only if both answered in it.

    In a pack whose `scenes` have no spine for a stage, any shared dream is one.
    """
    both = encounter.answered >= frozenset(Role)
    counts = encounter.scene.kind is _moving(stage) or not _has_spine(scenes, stage)
    meant = not encounter.scene.stages or stage in encounter.scene.stages
    return NEXT.get(stage, stage) if both and counts and meant else stage


def _has_spine(scenes: Iterable[Scene], stage: Stage) -> bool:
    moving = _moving(stage)
    return any(scene.kind is moving and (not scene.stages or stage in scene.stages) for scene in scenes)


def _moving(stage: Stage) -> Kind:
    """Return the kind of scene that moves a bond on from here."""
    return Kind.GLIMPSE if stage is Stage.GLIMPSE else Kind.SPINE
