"""Which servers the bot is in: told by Discord, and looked after whenever it connects."""

import discord
from discord.ext import commands

from bot.client import DreamsClient
from bot.ids import GuildId
from cogs.base import DreamCog


class Servers(DreamCog):
    """Being let into servers and removed from them. A server that is unavailable is still one the bot is in."""

    @commands.Cog.listener()
    async def on_connect(self) -> None:
        """Look after all of them before anything is sent: the bot may have been removed while it was down."""
        await self._look()
        self.client.servers_known.set()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look again: of a server that let the bot in while it was getting ready nothing else tells."""
        await self._look()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Go on where it stood."""
        await self._let_into(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Go on where it stood: a server may come back as one that was only unavailable."""
        await self._let_into(guild)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Fall silent."""
        await self.client.until_kept(lambda: self.client.services.away.removed_from(GuildId(guild.id)))

    async def _look(self) -> None:
        await self.client.until_kept(
            lambda: self.client.services.away.is_in(
                lambda: [GuildId(guild.id) for guild in self.client.guilds],
                self.client.shard_id or 0,
                self.client.shard_count or 1,
            )
        )

    async def _let_into(self, guild: discord.Guild) -> None:
        await self.client.until_kept(lambda: self.client.services.away.let_into(GuildId(guild.id)))


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Servers(client))
