"""`/journal`: the nights so far, as a sky and to be read again."""

from discord import app_commands

from bot.client import DreamsClient
from bot.ids import EncounterId
from cogs.base import DreamCog, guild_of, user_of
from cogs.buttons import Interaction, Press, answers
from cogs.cards import bedside
from cogs.cards import journal as cards


class JournalCog(DreamCog):
    """Nights looked back on."""

    @app_commands.command(name="journal", description="…")
    @app_commands.guild_only()
    async def journal(self, interaction: Interaction) -> None:
        """Open the journal where it is newest."""
        opened = await self.client.services.journals.open(guild_of(interaction), user_of(interaction))
        phrases = self.client.phrases
        view, sky = cards.page(opened, phrases), cards.sky(opened, phrases).file()
        await interaction.response.send_message(view=view, file=sky, ephemeral=True)

    @answers("journal")
    async def turn(self, interaction: Interaction, press: Press) -> None:
        """Turn to another page."""
        opened = await self.client.services.journals.open(guild_of(interaction), user_of(interaction), press.number(0))
        view, sky = cards.page(opened, self.client.phrases), cards.sky(opened, self.client.phrases).file()
        await interaction.response.edit_message(view=view, attachments=[sky])

    @answers("reread")
    async def read(self, interaction: Interaction, press: Press) -> None:
        """Read a dream again."""
        chosen = EncounterId(Press("", press.values, press.row).number(0))
        letter = await self.client.services.journals.read(guild_of(interaction), user_of(interaction), chosen)
        view = bedside.again(letter, self.client.phrases)
        await interaction.response.send_message(view=view, ephemeral=True)


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(JournalCog(client))
