"""Which scene is dreamt tonight, and in whose country: what fits, least recently dreamt first, ties by seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.chance import Seed, roll
from bot.domain.qualities import Qualities, fit, holds
from bot.domain.scene import Kind, Scene, SceneId, Stage
from bot.ids import DreamerId

MOTIF_NIGHTS: Final = 5
"""A motif of the last five nights is dropped: the picker's fourth step."""
SWAPPED_NIGHTS: Final = 30
"""So long a scene is not dreamt with the roles swapped: the same."""


@dataclass(frozen=True, slots=True)
class Past:
    """A scene that was dreamt, `nights` ago, in whose part as host. `counted`: as the spine counts, by both."""

    scene: SceneId
    host: DreamerId
    nights: int
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Chosen:
    """Tonight's scene, its host, and how often it was dreamt before by those who dream it now."""

    scene: Scene
    host: DreamerId
    before: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    scene: Scene
    host: DreamerId
    qualities: Qualities
    nights: int
    """Since it was dreamt with this casting; one more than all else where it never was."""
    swapped: int
    """Since it was dreamt with the other."""


def choose_scene(
    scenes: Mapping[SceneId, Scene],
    kinds: Sequence[Kind],
    stage: Stage | None,
    castings: Mapping[DreamerId, Qualities],
    past: Sequence[Past],
    seed: Seed,
) -> Chosen | None:
    """Return tonight's scene, or None where the pack has none for this stage, if one is given, and these kinds.

    `castings` holds the qualities as they are for each who might be host; `past` what those who dream tonight dreamt,
    the latest first. Never fails for want of freshness: motifs are relaxed, then cooldowns.
    """
    never = 1 + max((one.nights for one in past), default=0)
    fitting = [
        _candidate(scene, host, qualities, past, never)
        for scene in scenes.values()
        if scene.kind in kinds and (stage is None or not scene.stages or stage in scene.stages)
        for host, qualities in castings.items()
        if holds(scene.when, qualities)
    ]
    if not fitting:
        return None
    if kinds[0] in (Kind.SPINE, Kind.GLIMPSE):
        best = _other_telling(fitting, past, never, seed)
    else:
        best = _least_lately(_best(_fresh(fitting, scenes, past, never)), past, never, seed)
    return Chosen(best.scene, best.host, sum(one.scene == best.scene.id for one in past))


def _other_telling(fitting: list[_Candidate], past: Sequence[Past], never: int, seed: Seed) -> _Candidate:
    """What moves the arc is not kept waiting for freshness: of its tellings the one slept through least often."""
    hosted = _ago(past, never)

    def order(one: _Candidate) -> tuple[float, ...]:
        often = sum(each.scene == one.scene.id for each in past)
        return often, -fit(one.scene.prefer, one.qualities), -hosted.get(one.host, never), _tie(one, seed)

    return min(fitting, key=order)


def _least_lately(fitting: list[_Candidate], past: Sequence[Past], never: int, seed: Seed) -> _Candidate:
    hosted = _ago(past, never)

    def order(one: _Candidate) -> tuple[float, ...]:
        return -min(one.nights, one.swapped), -hosted.get(one.host, never), _tie(one, seed)

    return min(fitting, key=order)


def _fresh(
    fitting: list[_Candidate], scenes: Mapping[SceneId, Scene], past: Sequence[Past], never: int
) -> list[_Candidate]:
    rested = [
        one
        for one in fitting
        if (one.nights == never or one.nights > one.scene.cooldown)
        and (one.swapped == never or one.swapped > SWAPPED_NIGHTS)
    ]
    recent = {one.scene for one in past if one.nights <= MOTIF_NIGHTS}
    worn = {motif for each in recent if each in scenes for motif in scenes[each].motifs}
    if unworn := [one for one in rested if not worn.intersection(one.scene.motifs)]:
        return unworn
    if rested:
        return rested
    oldest = max(min(one.nights, one.swapped) for one in fitting)
    return [one for one in fitting if min(one.nights, one.swapped) == oldest]


def _best(candidates: list[_Candidate]) -> list[_Candidate]:
    """Keep those within one point of the best `prefer`."""
    points = [fit(one.scene.prefer, one.qualities) for one in candidates]
    best = max(points)
    return [one for one, fits in zip(candidates, points, strict=True) if fits >= best - 1]


def _candidate(scene: Scene, host: DreamerId, qualities: Qualities, past: Sequence[Past], never: int) -> _Candidate:
    nights = [never, never]
    for one in reversed(past):
        if one.scene == scene.id:
            nights[one.host != host] = one.nights
    return _Candidate(scene, host, qualities, *nights)


def _ago(past: Sequence[Past], never: int) -> dict[DreamerId, int]:
    """Return how many nights ago each was host."""
    ago: dict[DreamerId, int] = {}
    for one in past:
        ago[one.host] = min(one.nights, ago.get(one.host, never))
    return ago


def _tie(one: _Candidate, seed: Seed) -> float:
    return roll(seed, one.scene.id, one.host)
