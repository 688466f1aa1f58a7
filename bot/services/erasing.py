"""Erasing a whole server: by its owner's word, or when the bot has been gone from it for long."""

from bot.errors import DreamError
from bot.ids import GuildId
from bot.services.world import World
from bot.storage import dreamers, servers
from bot.storage.servers_erased import erase_server


class Erasing:
    """Everything of a server goes, and nobody is told by it. What was posted in its channels stays there."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def count(self, guild: GuildId) -> int:
        """Return of how many dreamers everything would go."""
        async with self._world.database.transaction() as t:
            return sum(one.user is not None for one in await dreamers.dreamers_in(t, guild))

    async def erase(self, guild: GuildId, typed: str, name: str) -> int:
        """Erase a server whose name was typed as it is; returns how many dreamers it had. Raises DreamError."""
        if typed.strip().casefold() != name.strip().casefold():
            raise DreamError("erase-not-confirmed")
        count = await self.count(guild)
        async with self._world.database.transaction() as t:
            await erase_server(t, guild)
        self._world.clock.stir()
        return count

    async def gone_for_long(self, guild: GuildId) -> None:
        """Erase a server the bot was removed from and not let into again."""
        async with self._world.database.transaction() as t:
            if await servers.is_away(t, guild):
                await erase_server(t, guild)
        self._world.clock.stir()
