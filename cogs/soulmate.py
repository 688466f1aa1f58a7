"""`/soulmate`: what one has of the other one, who they are, the story so far, and the ways away from them."""

from discord import app_commands

from bot.client import DreamsClient
from cogs.base import DreamCog, guild_of, user_of, whisper
from cogs.buttons import Interaction, Press, answers
from cogs.cards import bedside
from cogs.cards.soulmate import soulmate


class Soulmate(DreamCog):
    """The other one, as far as they are known."""

    @app_commands.command(name="soulmate", description="…")
    @app_commands.guild_only()
    async def soulmate(self, interaction: Interaction) -> None:
        """Show the picture one has of the other."""
        await self._show(interaction)

    @answers("known")
    async def known(self, interaction: Interaction, _: Press) -> None:
        """Show the same from beside the bed."""
        await self._show(interaction)

    @answers("whois")
    async def who(self, interaction: Interaction, _: Press) -> None:
        """Tell who they are, always."""
        user = await self.client.services.soulmates.who(guild_of(interaction), user_of(interaction))
        await whisper(interaction, self.say("who-they-are", mention=f"<@{user}>"))

    @answers("story")
    async def story(self, interaction: Interaction, _: Press) -> None:
        """Tell the bond so far, a chapter at a time."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        chapters = await self.client.services.known.story(guild_of(interaction), user_of(interaction))
        for view in bedside.story(chapters, self.client.phrases):
            await interaction.followup.send(view=view, ephemeral=True)

    async def _show(self, interaction: Interaction) -> None:
        known = await self.client.services.soulmates.look(guild_of(interaction), user_of(interaction))
        view, pictures = soulmate(known, self.client.phrases)
        await interaction.response.send_message(view=view, files=pictures, ephemeral=True)


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Soulmate(client))
