"""Marks as letters tell of them, and the emblem's moment: what one is to someone is shown once, at a waking."""

from datetime import datetime

from bot.domain.dreamer import Bond, Dreamer
from bot.domain.naming import plain
from bot.domain.qualities import DEPTH, NAMES, number
from bot.domain.scene import Role
from bot.domain.soulmark import Warmth
from bot.errors import DreamError
from bot.services.world import World
from bot.storage import bonds, emblems, servers
from bot.storage.database import Transaction
from bot.worn import Inked, Worn


async def emblem(t: Transaction, world: World, bond: Bond, me: Dreamer, other: Dreamer, now: datetime) -> Worn | None:
    """Return the mark the other wears, whatever covers it, at the first waking after names were given; then never.

    It is told in words alone to who wants no pictures, or where their server does not.
    """
    if other.mark is None or (await bonds.qualities_of(t, bond.id, {})).get(NAMES) != "yes":
        return None
    if not await emblems.show_once(t, bond.id, me.id, now):
        return None
    pictures = me.pictures and (await servers.server_of(t, bond.guild)).pictures
    return worn(world, other, await depth_of(t, bond, other), pictures=pictures)


async def depth_of(t: Transaction, bond: Bond, bearer: Dreamer) -> int:
    """Return how deep the lines of a mark are."""
    return number(await bonds.qualities_of(t, bond.id, {Role.HOST: bearer.id}), DEPTH)


def worn(world: World, bearer: Dreamer, depth: int, *, pictures: bool = True) -> Worn:
    """Return a mark somebody is behind, to be drawn where it can be; raises DreamError where there is none."""
    mark = bearer.mark
    if mark is None:
        raise DreamError("not-a-dreamer")
    motif = world.pack.motifs.get(mark.motif)
    inked = None
    if pictures and motif is not None and mark.motif in world.drawings:
        inked = Inked(
            motif=mark.motif,
            drawn=motif.drawn,
            place=mark.place,
            hand=mark.hand,
            colour=mark.colour,
            seed=mark.seed,
            skin=bearer.skin,
            depth=depth,
            warmth=Warmth.WARM,
        )
    name = motif.name if motif else mark.motif
    return Worn(plain(bearer.name), name, mark.hand.phrase, mark.place.phrase, mark.colour.phrase, inked)
