"""`/privacy`: what is kept, and deleting it."""

import io

import discord
from discord import app_commands

from bot.client import DreamsClient
from bot.errors import DreamError
from cogs.base import DreamCog, guild_of, may_administer, user_of, whisper
from cogs.buttons import Interaction, Press, answers
from cogs.cards import modals, panels


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

    @privacy.command(name="export", description="…")
    async def export(self, interaction: Interaction) -> None:
        """Hand over everything that is kept about who asks."""
        await interaction.response.defer(ephemeral=True)
        taken = await self.client.services.export.export(user_of(interaction))
        file = discord.File(io.BytesIO(taken.data), taken.name)
        view = panels.exported(taken.name, taken.dreamers, self.client.phrases)
        await interaction.followup.send(view=view, file=file, ephemeral=True)

    @privacy.command(name="erase-server", description="…")
    async def erase_server(self, interaction: Interaction) -> None:
        """Say what would go, to who may say so."""
        may_administer(interaction)
        count = await self.client.services.erasing.count(guild_of(interaction))
        view = panels.erase_server(_server(interaction), count, self.client.phrases)
        await interaction.response.send_message(view=view, ephemeral=True)

    @answers("eraseserver")
    async def ask_name(self, interaction: Interaction, _: Press) -> None:
        """Ask for the server's name."""
        may_administer(interaction)
        await interaction.response.send_modal(modals.erase_server(self.client.phrases))

    @answers("erasedserver")
    async def erase_for_good(self, interaction: Interaction, press: Press) -> None:
        """Erase everything of the server."""
        may_administer(interaction)
        guild, typed = guild_of(interaction), press.fields.get("server", "")
        count = await self.client.services.erasing.erase(guild, typed, _server(interaction))
        view = panels.said("server-erased", self.client.phrases, count=count)
        await interaction.response.edit_message(view=view)

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


def _server(interaction: Interaction) -> str:
    """Return the server's name; raises DreamError while an outage has taken it: then nothing could be confirmed."""
    if interaction.guild is None or not interaction.guild.name:
        raise DreamError("erase-not-confirmed")
    return interaction.guild.name


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Privacy(client))
