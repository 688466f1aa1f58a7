"""`/dream`: going to bed, with what the day left; tonight's dream again; one's page of the register."""

import discord
from discord import app_commands

from bot.client import DreamsClient
from bot.errors import DreamError
from cogs.base import MENDABLE, DreamCog, guild_of, refused, user_of, whisper
from cogs.buttons import Interaction, Press, answers, button, custom_id
from cogs.cards import bedside, modals


class Bed(DreamCog):
    """What stands beside a dreamer's bed."""

    @app_commands.command(name="dream", description="…")
    @app_commands.guild_only()
    async def dream(self, interaction: Interaction) -> None:
        """Show the bedside."""
        await interaction.response.send_message(view=await self._bedside(interaction), ephemeral=True)

    @answers("tobed")
    async def go_to_bed(self, interaction: Interaction, _: Press) -> None:
        """Go to bed now."""
        await self.client.services.nights.go_to_bed(guild_of(interaction), user_of(interaction))
        await whisper(interaction, self.say("gone-to-bed"))

    @answers("carry")
    async def carry(self, interaction: Interaction, press: Press) -> None:
        """Say what the day left."""
        what = press.values[0] if press.values else ""
        kept = "" if what == bedside.NOTHING else what
        await self.client.services.beds.carry(guild_of(interaction), user_of(interaction), kept)
        await interaction.response.edit_message(view=await self._bedside(interaction))

    @answers("again")
    async def again(self, interaction: Interaction, _: Press) -> None:
        """Show the latest dream once more."""
        letter = await self.client.services.beds.again(guild_of(interaction), user_of(interaction))
        view = bedside.again(letter, self.client.phrases)
        await interaction.response.send_message(view=view, ephemeral=True)

    @answers("page")
    async def ask_page(self, interaction: Interaction, _: Press) -> None:
        """Ask for one's page of the register."""
        lines = await self.client.services.known.page(guild_of(interaction), user_of(interaction))
        modal = modals.page(lines, self.client.phrases)
        draft = self.client.drafts.of(interaction.user.id, modal.custom_id)
        await interaction.response.send_modal(modals.filled(modal, draft))

    @answers("paged")
    async def write_page(self, interaction: Interaction, press: Press) -> None:
        """Write one's page of the register."""
        lines = [press.fields.get(f"line{number}", "") for number in range(3)]
        form = custom_id("paged")
        try:
            kept = await self.client.services.known.write_page(guild_of(interaction), user_of(interaction), lines)
        except DreamError as wrong:
            if wrong.key not in MENDABLE:
                raise
            self.client.drafts.keep(interaction.user.id, form, press.fields)
            again = button(self.say("button-try-again"), "page")
            await refused(interaction, self.say(wrong.key, **wrong.slots), again)
            return
        self.client.drafts.drop(interaction.user.id, form)
        await whisper(interaction, self.say("page-kept" if kept else "page-empty", count=len(kept)))

    async def _bedside(self, interaction: Interaction) -> discord.ui.LayoutView:
        bed = await self.client.services.beds.look(guild_of(interaction), user_of(interaction))
        return bedside.bedside(bed, self.client.phrases)


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Bed(client))
