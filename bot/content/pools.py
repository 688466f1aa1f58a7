"""How much a pack has to choose from, where it has least."""

from dataclasses import dataclass
from itertools import combinations
from typing import Final

from bot.content.grammar import declared_as
from bot.domain.qualities import holds
from bot.domain.scene import Condition, Kind, Motif, Pack, Role, Scene

ENOUGH_LONE: Final = 30
"""Lone scenes that may be dreamt in any country; the first dream is not one of them."""
ENOUGH_SHARED: Final = 60
"""Castings of shared scenes for any two countries: a scene that both may be host of counts twice."""

_LONE: Final = (Kind.LANDSCAPE, Kind.MEMORY, Kind.ECHO)


@dataclass(frozen=True, slots=True)
class Pools:
    """The smallest pools of a pack, and where they are."""

    lone: int
    country: str
    shared: int
    countries: tuple[str, str]


def pools(pack: Pack) -> Pools | None:
    """Return the smallest pools of `pack`, as far as countries and crafts decide; None where no two could meet."""
    motifs = sorted(pack.motifs.values(), key=lambda motif: motif.country)
    if len(motifs) < len(Role):
        return None
    alone = [_asked_of(scene) for scene in pack.scenes.values() if scene.kind in _LONE]
    together = [_asked_of(scene) for scene in pack.scenes.values() if not scene.kind.lone]
    lone, country = min((_fitting(alone, one, one), one.country) for one in motifs)
    shared, *countries = min(
        (_fitting(together, one, other) + _fitting(together, other, one), one.country, other.country)
        for one, other in combinations(motifs, 2)
    )
    return Pools(lone, country, shared, (countries[0], countries[1]))


def without_first(pack: Pack) -> tuple[Motif, ...]:
    """Return the marks whose bearer would have no first dream."""
    firsts = [_asked_of(scene) for scene in pack.scenes.values() if scene.kind is Kind.FIRST]
    return tuple(one for one in pack.motifs.values() if not _fitting(firsts, one, one))


def _asked_of(scene: Scene) -> tuple[Condition, ...]:
    """Return the conditions of a scene that a country or a craft decides."""
    return tuple(each for each in scene.when if declared_as(each.quality) in ("country", "craft"))


def _fitting(scenes: list[tuple[Condition, ...]], host: Motif, guest: Motif) -> int:
    given = {
        "host.country": host.country,
        "host.craft": host.craft,
        "guest.country": guest.country,
        "guest.craft": guest.craft,
    }
    return sum(not conditions or holds(conditions, given) for conditions in scenes)
