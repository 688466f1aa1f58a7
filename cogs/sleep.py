"""`/sleep`: where and when a dreamer sleeps, and pauses."""

import discord
from discord import app_commands

from bot.client import DreamsClient
from bot.domain.nights import Hours
from bot.domain.zones import Found
from bot.errors import DreamError
from bot.services.enrol import Sleep
from cogs.base import DreamCog, guild_of, user_of, whisper
from cogs.buttons import Interaction, Press, answers
from cogs.cards import modals, panels
from cogs.cards.pictures import files, of_mark


class SleepHours(DreamCog):
    """Hours are told, shown back as local time, and kept once confirmed."""

    sleep = app_commands.Group(name="sleep", description="…", guild_only=True)

    @sleep.command(name="hours", description="…")
    async def hours(self, interaction: Interaction) -> None:
        """Change one's hours."""
        await self._ask(interaction)

    @sleep.command(name="pause", description="…")
    async def pause(self, interaction: Interaction) -> None:
        """Ask for how long one wants no nights."""
        await interaction.response.send_message(view=panels.pause(self.client.phrases), ephemeral=True)

    @answers("pausefor")
    async def pause_for(self, interaction: Interaction, press: Press) -> None:
        """Want no nights for a while, or until one says so."""
        chosen = press.values[0] if press.values else ""
        nights = int(chosen) if chosen.isascii() and chosen.isdecimal() else 0
        if nights not in (*panels.PAUSES, 0):
            raise DreamError("button-outdated")
        guild, user = guild_of(interaction), user_of(interaction)
        await self.client.services.enrol.pause(guild, user, paused=True, nights=nights or None)
        key = "paused-for" if nights else "paused"
        await interaction.response.edit_message(view=panels.said(key, self.client.phrases, nights=nights))

    @sleep.command(name="again", description="…")
    async def again(self, interaction: Interaction) -> None:
        """Want nights again."""
        await self.client.services.enrol.pause(guild_of(interaction), user_of(interaction), paused=False)
        await whisper(interaction, self.say("sleeping-again"))

    @answers("hours")
    async def ask_hours(self, interaction: Interaction, _: Press) -> None:
        """Ask for the hours."""
        await self._ask(interaction)

    @answers("slept")
    async def show_hours(self, interaction: Interaction, press: Press) -> None:
        """Show what was told as local time."""
        told = self.client.services.enrol.read_sleep(
            press.fields.get("place", ""), press.fields.get("bedtime", ""), press.fields.get("waking", "")
        )
        view = self._confirmation(told, 0)
        if interaction.message is None:
            await interaction.response.send_message(view=view, ephemeral=True)
        else:
            await interaction.response.edit_message(view=view)

    @answers("zone")
    async def choose_zone(self, interaction: Interaction, press: Press) -> None:
        """Choose among the places a word may mean."""
        hours = Hours.checked(press.values[0] if press.values else "", press.number(0) % 1440, press.number(1) % 1440)
        label = hours.zone.rpartition("/")[2].replace("_", " ")
        told = Sleep([Found(hours.zone, label, "")], hours.bedtime, hours.waking)
        await interaction.response.edit_message(view=self._confirmation(told, 0))

    @answers("sleepkeep")
    async def keep(self, interaction: Interaction, press: Press) -> None:
        """Keep what was confirmed."""
        hours = Hours.checked(press.text(2), press.number(0) % 1440, press.number(1) % 1440)
        guild, user = guild_of(interaction), user_of(interaction)
        await interaction.response.defer()
        await self.client.services.enrol.keep_sleep(guild, user, hours)
        standing = await self.client.services.enrol.standing(guild, user)
        wrist = await self.client.services.wrists.mine(guild, user)
        view = panels.own_mark(standing, wrist, hours, self.client.phrases)
        await interaction.edit_original_response(view=view, attachments=files(of_mark(wrist, self.client.phrases)))

    async def _ask(self, interaction: Interaction) -> None:
        standing = await self.client.services.enrol.standing(guild_of(interaction), user_of(interaction))
        dreamer = standing.dreamer
        if dreamer is None or dreamer.mark is None or not dreamer.joined:
            raise DreamError("not-a-dreamer")
        await interaction.response.send_modal(modals.hours(dreamer.hours, self.client.phrases))

    def _confirmation(self, told: Sleep, chosen: int) -> discord.ui.LayoutView:
        hours = Hours.checked(told.zones[chosen].zone, told.bedtime, told.waking)
        local, first = self.client.services.enrol.look_at_clock(hours)
        return panels.confirm_hours(told, chosen, local, first, self.client.phrases)


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(SleepHours(client))
