"""Servers the bot is not in: nothing is sent, nobody is told, and all goes on where it stood once it is back."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Final

from bot.domain.nights import night_at
from bot.ids import GuildId
from bot.services.frame import NO_PLACE
from bot.services.pairing import Pairing
from bot.services.world import World
from bot.storage import dreamers, outbox, servers
from bot.storage.database import Transaction
from bot.storage.due import Occasion, clear_due, set_due

KEPT_FOR: Final = timedelta(days=30)
"""So long everything of a server is kept after the bot was removed from it; stated in the privacy notice."""


class Away:
    """What follows from the bot's being removed from a server, and let in again. An outage is neither."""

    def __init__(self, world: World, pairing: Pairing) -> None:
        self._world = world
        self._pairing = pairing

    async def removed_from(self, guild: GuildId) -> None:
        """The bot is in this server no longer. Nights stand still there; marks, bonds and what is unsaid are kept."""
        async with self._world.database.transaction() as t:
            await self._leave(t, guild)

    async def let_into(self, guild: GuildId) -> None:
        """The bot is in this server, again or for the first time."""
        async with self._world.database.transaction() as t:
            await self._come_back(t, guild)
        self._world.clock.stir()

    async def is_in(self, guilds: Callable[[], Collection[GuildId]], shard: int, shards: int) -> None:
        """Look after what happened while nobody listened: `guilds` are all the bot is in, of one shard of so many."""
        async with self._world.database.transaction() as t:
            inside = set(guilds())
            for guild in await servers.guilds(t):
                if guild in inside:
                    await self._come_back(t, guild)
                elif (guild >> 22) % shards == shard:
                    await self._leave(t, guild)
        self._world.clock.stir()

    async def _leave(self, t: Transaction, guild: GuildId) -> None:
        now = self._world.now()
        if await servers.keep_away(t, guild, now):
            await clear_due(t, Occasion.PAIRING, guild)
            await set_due(t, Occasion.ERASE, guild, now + KEPT_FOR)

    async def _come_back(self, t: Transaction, guild: GuildId) -> None:
        now = self._world.now()
        if not await servers.keep_away(t, guild, None):
            return
        await clear_due(t, Occasion.ERASE, guild)
        await self._pairing.plan_batch(t, guild, now)
        # What came due meanwhile is told at morning, not whenever somebody happens to let the bot in.
        for one in await dreamers.dreamers_in(t, guild):
            if one.hours is not None:
                await outbox.put_off(t, one.id, now, night_at(one.hours, now).waking)
        server = await servers.server_of(t, guild)
        for channel, reports in ((server.story_channel, False), (server.report_channel, True)):
            if channel is not None:
                await outbox.revive(t, channel, channel, NO_PLACE, reports=reports)
