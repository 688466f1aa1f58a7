"""Which scene is dreamt tonight: what fits, least recently dreamt first, ties by seed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.chance import Seed, roll
from bot.domain.qualities import Qualities, fit, holds
from bot.domain.scene import Kind, Scene, SceneId, Stage

MOTIF_NIGHTS = 5
"""A motif of the last five nights is dropped: so says the picker's fourth step."""


@dataclass(frozen=True, slots=True)
class Past:
    """A scene that was dreamt, `nights` ago."""

    scene: SceneId
    nights: int


def choose_scene(
    scenes: Iterable[Scene],
    kinds: Sequence[Kind],
    stage: Stage | None,
    qualities: Qualities,
    past: Sequence[Past],
    seed: Seed,
) -> Scene | None:
    """Return tonight's scene, or None where the pack has none for this stage and these kinds.

    Never fails for want of freshness: cooldowns and motifs are relaxed, and then the oldest is dreamt again.
    """
    fitting = [
        scene
        for scene in scenes
        if scene.kind in kinds
        and (stage is None or not scene.stages or stage in scene.stages)
        and holds(scene.when, qualities)
    ]
    if not fitting:
        return None
    last = {one.scene: one.nights for one in reversed(past)}
    rested = [scene for scene in fitting if last.get(scene.id, scene.cooldown + 1) > scene.cooldown]
    recent = {one.scene for one in past if one.nights <= MOTIF_NIGHTS}
    worn = {motif for scene in fitting if scene.id in recent for motif in scene.motifs}
    fresh = [scene for scene in rested if not worn.intersection(scene.motifs)]
    candidates = fresh or rested or fitting
    best = max(fit(scene.prefer, qualities) for scene in candidates)
    close = [scene for scene in candidates if fit(scene.prefer, qualities) >= best - 1]
    never = 1 + max((one.nights for one in past), default=0)
    return min(close, key=lambda scene: (-last.get(scene.id, never), roll(seed, scene.id)))
