"""`/excerpt`: a dream for the server. `/reading now`: the consented ones, read aloud in a thread."""

import discord
from discord import app_commands

from bot.client import DreamsClient
from bot.ids import EncounterId, ExcerptId
from cogs.base import DreamCog, guild_of, may_manage, user_of, whisper
from cogs.buttons import Interaction, Press, answers
from cogs.cards import panels


class Readings(DreamCog):
    """Nothing of a shared dream leaves it without both."""

    reading = app_commands.Group(
        name="reading",
        description="…",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @app_commands.command(name="excerpt", description="…")
    @app_commands.guild_only()
    async def excerpt(self, interaction: Interaction) -> None:
        """Show what could be offered."""
        kept = await self.client.services.excerpts.shelf(guild_of(interaction), user_of(interaction))
        await interaction.response.send_message(view=panels.shelf(kept, self.client.phrases), ephemeral=True)

    @answers("excerpt")
    async def preview(self, interaction: Interaction, press: Press) -> None:
        """Show how it would be told."""
        # From the shelf the dream is what was selected; from a preview it is named by the button.
        asked = Press(press.action, press.values or press.arguments, press.row)
        words = not press.values and press.number(1) == 1
        told = await self.client.services.excerpts.preview(
            user_of(interaction), EncounterId(asked.number(0)), own_words=words
        )
        await interaction.response.edit_message(view=panels.preview(told, self.client.phrases, words=words))

    @answers("offer")
    async def offer(self, interaction: Interaction, press: Press) -> None:
        """Offer it; the other is asked."""
        await self.client.services.excerpts.offer(
            user_of(interaction), EncounterId(press.number(0)), own_words=press.number(1) == 1
        )
        await interaction.response.edit_message(view=panels.said("excerpt-offered", self.client.phrases))

    @answers("agree")
    async def agree(self, interaction: Interaction, press: Press) -> None:
        """Agree to what the other offered."""
        excerpt = ExcerptId(press.number(0))
        await self.client.services.excerpts.agree(user_of(interaction), excerpt)
        view = panels.agreed(excerpt, press.row, self.client.phrases)
        await interaction.response.edit_message(view=view)

    @answers("refuse")
    async def refuse(self, interaction: Interaction, press: Press) -> None:
        """Keep it between the two."""
        await self.client.services.excerpts.withdraw(user_of(interaction), ExcerptId(press.number(0)))
        await interaction.response.edit_message(view=panels.said("excerpt-refused", self.client.phrases))

    @answers("takeback")
    async def take_back(self, interaction: Interaction, press: Press) -> None:
        """Take back what was shown."""
        await self.client.services.excerpts.withdraw(user_of(interaction), ExcerptId(press.number(0)))
        await whisper(interaction, self.say("excerpt-taken-back"))

    @reading.command(name="now", description="…")
    async def now(self, interaction: Interaction) -> None:
        """Read aloud."""
        may_manage(interaction)
        count = await self.client.services.excerpts.read_aloud(guild_of(interaction), user_of(interaction))
        await whisper(interaction, self.say("reading-begun", count=count))


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Readings(client))
