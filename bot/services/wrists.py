"""Marks as they are looked at: one's own, and that of another who does not keep it covered."""

from dataclasses import dataclass

from bot.art.mark import Shown
from bot.domain.dreamer import Dreamer
from bot.domain.qualities import DEPTH, NAMES, number
from bot.domain.scene import Motif, Role
from bot.domain.soulmark import Cover, Mark, Skin, Warmth
from bot.domain.standing import Behind
from bot.errors import DreamError
from bot.ids import GuildId, UserId
from bot.services.studio import Studio
from bot.services.world import World
from bot.storage import bonds, dreamers
from bot.storage.database import Transaction

_WARMTH = {Behind.SOMEBODY: Warmth.WARM, Behind.NOBODY_YET: Warmth.WAITING, Behind.NOBODY_NOW: Warmth.COLD}


@dataclass(frozen=True, slots=True)
class Wrist:
    """A mark, and what it looks like just now."""

    name: str
    mark: Mark
    motif: Motif
    skin: Skin
    cover: Cover
    pictures: bool
    """Whether pictures head its bearer's dreams."""
    depth: int
    """The bond's, 0 to 20: so deep are its lines."""
    warmth: Warmth
    picture: bytes | None
    """WebP; None for a motif that nobody has drawn yet."""


class Wrists:
    """What marks look like, and who may see them. Every method raises DreamError."""

    def __init__(self, world: World, studio: Studio) -> None:
        self._world = world
        self._studio = studio

    async def mine(self, guild: GuildId, user: UserId) -> Wrist:
        """Return one's own mark."""
        async with self._world.database.transaction() as t:
            shown = await self.shown(t, await dreamers.dreamer_of(t, guild, user))
        if shown is None:
            raise DreamError("not-a-dreamer")
        return await self._drawn(*shown)

    async def theirs(self, guild: GuildId, user: UserId, by: UserId) -> Wrist | None:
        """Return another's mark as `by` sees it; None for one that is covered, and for nobody's just the same.

        Nothing covers it from the one it shows, once the two have given names.
        """
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if dreamer is None or (dreamer.cover is Cover.COVERED and not await self._shows(t, dreamer, by)):
                return None
            shown = await self.shown(t, dreamer)
        return None if shown is None else await self._drawn(*shown)

    async def emblem(self, guild: GuildId, user: UserId) -> Wrist | None:
        """Return the mark one's soulmate wears, whatever covers it; None until names were given."""
        async with self._world.database.transaction() as t:
            me = await dreamers.dreamer_of(t, guild, user)
            bond = await bonds.bond_of(t, me.id) if me else None
            other = await dreamers.dreamer(t, bond.other(me.id)) if me and bond else None
            if other is None or not await self._shows(t, other, user):
                return None
            shown = await self.shown(t, other)
        return None if shown is None else await self._drawn(*shown)

    async def wear(self, guild: GuildId, user: UserId, *, skin: Skin | None = None, cover: Cover | None = None) -> None:
        """Choose on what one's mark is shown, or who may see it."""
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if dreamer is None or dreamer.mark is None:
                raise DreamError("not-a-dreamer")
            await dreamers.keep_wrist(t, dreamer.id, skin or dreamer.skin, cover or dreamer.cover)

    async def want_pictures(self, guild: GuildId, user: UserId, *, wanted: bool) -> None:
        """Have pictures at the head of one's dreams, or not."""
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if dreamer is None:
                raise DreamError("not-a-dreamer")
            await dreamers.keep_pictures(t, dreamer.id, wanted=wanted)

    async def _shows(self, t: Transaction, dreamer: Dreamer, user: UserId) -> bool:
        """Whether somebody is whom a mark shows, and has been told names."""
        bond = await bonds.bond_of(t, dreamer.id)
        if bond is None or (await dreamers.dreamer(t, bond.other(dreamer.id))).user != user:
            return False
        return (await bonds.qualities_of(t, bond.id, {})).get(NAMES) == "yes"

    async def shown(self, t: Transaction, dreamer: Dreamer | None) -> tuple[Dreamer, Motif, Shown] | None:
        """Return how a mark looks; None where there is none, or its motif left the pack."""
        mark = dreamer.mark if dreamer else None
        motif = self._world.pack.motifs.get(mark.motif) if mark else None
        if dreamer is None or mark is None or motif is None:
            return None
        bond = await bonds.bond_of(t, dreamer.id)
        depth = number(await bonds.qualities_of(t, bond.id, {Role.HOST: dreamer.id}), DEPTH) if bond else 0
        warmth = _WARMTH[await bonds.behind_mark(t, dreamer.id)]
        return dreamer, motif, Shown(mark, dreamer.skin, depth, warmth)

    async def _drawn(self, dreamer: Dreamer, motif: Motif, shown: Shown) -> Wrist:
        return Wrist(
            name=dreamer.name,
            mark=shown.mark,
            motif=motif,
            skin=shown.skin,
            cover=dreamer.cover,
            pictures=dreamer.pictures,
            depth=shown.depth,
            warmth=shown.warmth,
            picture=await self._studio.mark(shown),
        )
