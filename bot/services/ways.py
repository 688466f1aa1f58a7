"""How a dreamer's nights reach them: by direct message, or at the evening door of their server."""

from bot.domain import soulmark
from bot.domain.dreamer import Dreamer
from bot.domain.naming import plain
from bot.errors import DreamError
from bot.ids import DreamerId, GuildId, UserId
from bot.ports import Doorbell, Refusal, SendError
from bot.services.pairing import Pairing
from bot.services.world import World
from bot.storage import doors, dreamers, encounters, nights, removals, servers
from bot.storage.database import Transaction
from bot.storage.due import Occasion, set_due


class Ways:
    """The two ways, and choosing between them. Every method raises DreamError."""

    def __init__(self, world: World, doorbell: Doorbell, pairing: Pairing) -> None:
        self._world = world
        self._doorbell = doorbell
        self._pairing = pairing

    async def knock(self, guild: GuildId, user: UserId) -> None:
        """Open the way there is for who has none that is open; then the mark is there.

        It is the direct message, or the door in a server where everybody is told there.
        """
        async with self._world.database.transaction() as t:
            dreamer = await self._dreamer(t, guild, user)
            door = (await servers.server_of(t, guild)).door
        if door.takes(wanted=False):
            await self.use_door(guild, user)
            return
        if not dreamer.can_be_told:
            await self._ring(guild, user, dreamer)
        async with self._world.database.transaction() as t:
            await self._give_mark(t, dreamer)

    async def use_door(self, guild: GuildId, user: UserId) -> None:
        """Be told at the door from the next night on; at once, where no direct message gets through."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            dreamer = await self._dreamer(t, guild, user)
            if not (await servers.server_of(t, guild)).door.opens:
                raise DreamError("no-door")
            await doors.keep_wish(t, dreamer.id, wanted=True)
            await dreamers.keep_seen(t, dreamer.id, now)
            if not dreamer.can_be_told:
                await doors.keep_at_door(t, dreamer.id, at_door=True)
                await _bring_tonight(t, dreamer)
                await self._pairing.plan_batch(t, guild, now)
            await self._give_mark(t, dreamer)
            # Whoever is the first to want it tonight finds it open tonight.
            await set_due(t, Occasion.DOOR, guild, now)
        self._world.clock.stir()

    async def use_messages(self, guild: GuildId, user: UserId) -> None:
        """Be told by direct message from the next night on; it is tried at once whether one gets through."""
        async with self._world.database.transaction() as t:
            dreamer = await self._dreamer(t, guild, user)
            if (await servers.server_of(t, guild)).door.takes(wanted=False):
                raise DreamError("door-is-for-all")
        if dreamer.at_door or not dreamer.can_be_told:
            await self._ring(guild, user, dreamer)
        async with self._world.database.transaction() as t:
            await doors.keep_wish(t, dreamer.id, wanted=False)
            await dreamers.keep_seen(t, dreamer.id, self._world.now())
            await self._give_mark(t, dreamer)
        self._world.clock.stir()

    async def _ring(self, guild: GuildId, user: UserId, dreamer: Dreamer) -> None:
        nonce = f"{self._world.install.name}-d{dreamer.id}"
        try:
            channel = await self._doorbell.open(user, nonce, "dm-hello", {"name": plain(dreamer.name)})
        except SendError as refused:
            raise DreamError("dms-closed" if refused.refusal is Refusal.UNREACHABLE else "dms-busy") from refused
        async with self._world.database.transaction() as t:
            await dreamers.keep_dm_channel(t, dreamer.id, channel)
            await self._pairing.plan_batch(t, guild, self._world.now())

    async def _dreamer(self, t: Transaction, guild: GuildId, user: UserId) -> Dreamer:
        dreamer = await dreamers.dreamer_of(t, guild, user)
        if await removals.is_removed(t, guild, removals.person_in(self._world.install.secret, guild, user)):
            raise DreamError("removed-here")
        if dreamer is None:
            raise DreamError("not-a-dreamer")
        return dreamer

    async def _give_mark(self, t: Transaction, dreamer: Dreamer) -> None:
        """Give a mark to who has none."""
        if (await dreamers.dreamer(t, dreamer.id)).mark is None:
            worn = await dreamers.motifs_worn(t, dreamer.guild)
            seed = self._world.seed("mark", dreamer.id)
            await dreamers.keep_mark(t, dreamer.id, soulmark.draw(seed, tuple(self._world.pack.motifs), worn))


async def settle_way(t: Transaction, id_: DreamerId) -> Dreamer:
    """Let a dreamer be told, from this night on, as they and their server chose; returns the dreamer after it."""
    dreamer, door = await doors.dreamer_and_door(t, id_)
    at_door = door.takes(wanted=dreamer.wants_door)
    if not at_door and dreamer.dm_channel is None:
        # Whoever never opened a direct message is still told by `/dream` when their server's door was taken away.
        at_door = dreamer.at_door
    if at_door is dreamer.at_door:
        return dreamer
    await doors.keep_at_door(t, dreamer.id, at_door=at_door)
    return await dreamers.dreamer(t, dreamer.id)


async def _bring_tonight(t: Transaction, dreamer: Dreamer) -> None:
    """Let what did not reach a dreamer of the dream that is still open wait at the door."""
    slept = await nights.last_night(t, dreamer.id)
    if slept is None or slept.encounter is None or slept.stopped:
        return
    dreamt = await encounters.dreamt(t, slept.encounter)
    if dreamt is not None and dreamt.ended_at is None:
        await doors.bring_to_door(t, dreamer.id, slept.encounter)
