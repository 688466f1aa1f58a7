"""`/wall`: the marks of those in this server who hung them there."""

import discord
from discord import app_commands

from bot.client import DreamsClient
from cogs.base import DreamCog, guild_of, may_manage
from cogs.buttons import Interaction, Press, answers
from cogs.cards import wall as cards


class WallCog(DreamCog):
    """The wall of marks. What is shown of it only who looks sees, as it hangs then."""

    @app_commands.command(name="wall", description="…")
    @app_commands.guild_only()
    async def wall(self, interaction: Interaction) -> None:
        """Show the first page."""
        await self._show(interaction)

    @answers("lookwall")
    async def look(self, interaction: Interaction, _: Press) -> None:
        """Show the first page, from what hangs in a channel."""
        await self._show(interaction)

    @answers("wall")
    async def turn(self, interaction: Interaction, press: Press) -> None:
        """Turn to another page."""
        view, pictures = await self._page(interaction, press.number(0))
        await interaction.response.edit_message(view=view, attachments=pictures)

    @answers("hangwall")
    async def hang(self, interaction: Interaction, _: Press) -> None:
        """Hang up, for all to find, the way to the wall."""
        may_manage(interaction)
        await interaction.response.send_message(view=cards.sign(self.client.phrases), silent=True)

    async def _show(self, interaction: Interaction) -> None:
        view, pictures = await self._page(interaction, 0)
        await interaction.response.send_message(view=view, files=pictures, ephemeral=True)

    async def _page(self, interaction: Interaction, number: int) -> tuple[discord.ui.LayoutView, list[discord.File]]:
        wall = await self.client.services.walls.look(guild_of(interaction), number)
        return cards.page(wall, self.client.phrases, may_hang=interaction.permissions.manage_guild)


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(WallCog(client))
