"""What an evening brings: a scene for two, or for one who dreams alone."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.bond import Pacing, Past, kinds_shared, spine_tonight
from bot.domain.chance import Seed, roll
from bot.domain.picker import Chosen, choose_scene
from bot.domain.picker import Past as Dreamt
from bot.domain.qualities import LEFT, Qualities
from bot.domain.scene import Kind, Pack, Stage
from bot.ids import DreamerId

ALONE: Final = (Kind.LANDSCAPE, Kind.MEMORY)
BEFORE_WORDS: Final = frozenset({Stage.GLIMPSE, Stage.WORDS})
"""Who has no names yet, visits nobody: but for the scene that is due, such a night is dreamt alone."""
ECHOES: Final = 0.5
"""How often a lone night finds what the other left, where there is something to find."""


def scene_for_two(
    pack: Pack,
    stage: Stage,
    past: Past,
    pacing: Pacing,
    castings: Mapping[DreamerId, Qualities],
    dreamt: Sequence[Dreamt],
    seed: Seed,
) -> Chosen | None:
    """Return what two dream tonight, and who is host; None where the pack has nothing for them.

    `castings` holds the qualities for each of them as host; `dreamt` what they dreamt since they are a pair, the latest
    first.
    """
    spine = spine_tonight(stage, past, pacing, hand_held_out=_spine_done(pack, stage, dreamt))
    due = kinds_shared(pack.scenes.values(), stage, spine=spine)
    # What moves the arc may have conditions of its own; until they hold, the two visit each other.
    kinds = due if stage in BEFORE_WORDS else (*due, Kind.VISIT)
    tried = (choose_scene(pack.scenes, (kind,), stage, castings, dreamt, seed) for kind in dict.fromkeys(kinds))
    return next((chosen for chosen in tried if chosen is not None), None)


def scene_for_one(
    pack: Pack,
    stage: Stage,
    dreamer: DreamerId,
    qualities: Qualities,
    trace: str,
    dreamt: Sequence[Dreamt],
    seed: Seed,
) -> tuple[Chosen, Qualities] | None:
    """Return what one dreams alone tonight, with the qualities it is dreamt with; None in a pack without lone scenes.

    `trace` is what the other one left that was not found yet. A pack that has nothing for a stage costs nobody a night.
    """
    if trace and roll(seed, "echo") < ECHOES:
        finding = {**qualities, LEFT: trace}
        echo = choose_scene(pack.scenes, (Kind.ECHO,), stage, {dreamer: finding}, dreamt, seed)
        if echo and not _resting(echo, dreamt):
            return echo, finding
    for fitting in (stage, None):
        if chosen := choose_scene(pack.scenes, ALONE, fitting, {dreamer: qualities}, dreamt, seed):
            return chosen, qualities
    return None


def _resting(chosen: Chosen, dreamt: Sequence[Dreamt]) -> bool:
    """Whether a scene was dreamt so lately that a night without it is better than one with it again."""
    return any(one.scene == chosen.scene.id and one.nights <= chosen.scene.cooldown for one in dreamt)


def _spine_done(pack: Pack, stage: Stage, dreamt: Sequence[Dreamt]) -> bool:
    """Whether a scene of the spine was dreamt in this stage, and counted."""
    known = [(pack.scenes[one.scene], one) for one in dreamt if one.scene in pack.scenes]
    return any(scene.kind is Kind.SPINE and stage in scene.stages and one.counted for scene, one in known)
