"""What is no mistake in a pack, and still worth a second look."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from bot.content.findings import Path
from bot.content.odds import endings
from bot.content.pools import ENOUGH_LONE, ENOUGH_SHARED, pools, without_first
from bot.content.settable import never, settable
from bot.content.walk import Budget
from bot.domain.scene import Kind, Pack, Scene

RAREST: Final = 0.01
"""Of random nights: an ending that is rarer is not met."""

Doubt = tuple[Scene | None, Path, str, str]
"""Of which scene, where in it, what it is, and what would help; None for `pack.yaml`."""


def doubts(pack: Pack) -> Iterator[Doubt]:
    """Yield what a second look at a proved pack would be worth."""
    yield from _motifs(pack)
    yield from _single(pack)
    yield from _small(pack)
    if any(scene.kind is Kind.FIRST for scene in pack.scenes.values()):
        yield from unbegun(pack)
    may_be = settable(pack)
    for scene in pack.scenes.values():
        yield from _rare(scene)
        yield from ((scene, path, what, right) for path, what, right in never(scene, may_be))


def _motifs(pack: Pack) -> Iterator[Doubt]:
    used = Counter(motif for scene in pack.scenes.values() for motif in scene.motifs)
    for scene in pack.scenes.values():
        for number, motif in enumerate(scene.motifs):
            if used[motif] == 1:
                right = "A motif that comes back keeps nights apart that are alike."
                yield scene, ("motifs", number), f"nothing else has the motif {motif}", right
    shown = {motif.country for motif in pack.motifs.values()}
    for country in sorted(pack.countries.keys() - shown):
        yield None, ("countries", country), f"no mark leads to {country}", "Give it a motif."


def _single(pack: Pack) -> Iterator[Doubt]:
    """What moves the arc comes again where it was slept through, and should not come as the same."""
    told = Counter(
        (scene.kind, stage)
        for scene in pack.scenes.values()
        if scene.kind in (Kind.SPINE, Kind.GLIMPSE)
        for stage in scene.stages
    )
    for scene in pack.scenes.values():
        for number, stage in enumerate(scene.stages):
            if told[scene.kind, stage] == 1:
                right = "Whoever sleeps through it dreams it again: write a second one of this kind and stage."
                yield scene, ("stage", number), f"the stage {stage} has no other telling", right


def unbegun(pack: Pack) -> Iterator[Doubt]:
    """Yield every mark whose bearer would have no first dream."""
    for motif in without_first(pack):
        right = f"Write one that may be dreamt in {motif.country}, or take the `when` out of another."
        yield None, ("motifs", motif.id), f"whoever is marked with {motif.name} has no first dream", right


def _small(pack: Pack) -> Iterator[Doubt]:
    least = pools(pack)
    if least is None:
        return
    if least.lone < ENOUGH_LONE:
        what = f"there are {least.lone} lone scenes to choose from in {least.country}"
        yield None, ("countries", least.country), what, f"With {ENOUGH_LONE} no night comes back soon."
    if least.shared < ENOUGH_SHARED:
        one, other = least.countries
        what = f"there are {least.shared} castings of shared scenes between {one} and {other}"
        yield None, ("countries", one), what, f"With {ENOUGH_SHARED} no night comes back soon."


def _rare(scene: Scene) -> Iterator[Doubt]:
    for name, odds in endings(scene, Budget()).items():
        if odds < RAREST:
            right = "Lead to it from more answers, or from an earlier question."
            what = f"the ending {name} comes in {odds:.1%} of random nights"
            yield scene, ("beats", name.split(" + ")[0]), what, right
