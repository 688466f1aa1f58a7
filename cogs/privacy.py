"""`/privacy`: what is kept, and deleting it."""

from discord import app_commands

from bot.client import DreamsClient
from cogs.base import DreamCog, user_of, whisper
from cogs.buttons import Interaction, Press, answers
from cogs.cards import panels


class Privacy(DreamCog):
    """A person's data is theirs."""

    privacy = app_commands.Group(name="privacy", description="…")

    @privacy.command(name="notice", description="…")
    async def notice(self, interaction: Interaction) -> None:
        """Say what is kept, and for what."""
        await whisper(interaction, self.say("privacy-notice"))

    @privacy.command(name="delete", description="…")
    async def delete(self, interaction: Interaction) -> None:
        """Ask once."""
        await interaction.response.send_message(view=panels.delete(self.client.phrases), ephemeral=True)

    @answers("about")
    async def about(self, interaction: Interaction, _: Press) -> None:
        """Say what is kept, and for what."""
        await whisper(interaction, self.say("privacy-notice"))

    @answers("deleteyes")
    async def delete_for_good(self, interaction: Interaction, _: Press) -> None:
        """Delete a person everywhere."""
        count = await self.client.services.privacy.delete(user_of(interaction))
        self.client.drafts.forget(interaction.user.id)
        await interaction.response.edit_message(view=panels.said("deleted", self.client.phrases, count=count))


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Privacy(client))
