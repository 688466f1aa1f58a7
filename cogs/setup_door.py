"""What moderators choose for the evening door, from the panel of `/dreams setup`."""

from bot.client import DreamsClient
from bot.domain.server import Server
from bot.services.frame import Hour
from cogs.base import DreamCog, channel_of, moderator
from cogs.buttons import Interaction, Press, answers
from cogs.cards import door, modals
from cogs.cards.frame import frame


class SetupDoor(DreamCog):
    """A channel, an hour, and for whom. Each press asks for the permission again."""

    @answers("doorpanel")
    async def show(self, interaction: Interaction, _: Press) -> None:
        """Show the panel of the door."""
        guild, _by = moderator(interaction)
        await self._show(interaction, await self.client.services.frame.server(guild))

    @answers("frame")
    async def back(self, interaction: Interaction, _: Press) -> None:
        """Show the panel of the whole frame again."""
        guild, _by = moderator(interaction)
        server = await self.client.services.frame.server(guild)
        await interaction.response.edit_message(view=frame(interaction, server, self.client.phrases))

    @answers("doorchannel")
    async def set_channel(self, interaction: Interaction, press: Press) -> None:
        """Choose where the door stands."""
        guild, by = moderator(interaction)
        channel = channel_of(interaction, press)
        await self._show(interaction, await self.client.services.frame.door_channel(guild, channel, by))

    @answers("doorhour")
    async def ask_hour(self, interaction: Interaction, _: Press) -> None:
        """Ask where the server's clock is, and when the door opens."""
        guild, _by = moderator(interaction)
        server = await self.client.services.frame.server(guild)
        await interaction.response.send_modal(modals.door_hour(server.door, self.client.phrases))

    @answers("doorhours")
    async def show_hour(self, interaction: Interaction, press: Press) -> None:
        """Show what was told as local time."""
        moderator(interaction)
        told = self.client.services.frame.read_hour(press.fields.get("place", ""), press.fields.get("at", ""))
        await self._confirm(interaction, told)

    @answers("doorzone")
    async def choose_zone(self, interaction: Interaction, press: Press) -> None:
        """Choose among the places a word may mean."""
        moderator(interaction)
        zone = press.values[0] if press.values else ""
        await self._confirm(interaction, self.client.services.frame.hour_in(zone, press.number(0) % 1440))

    @answers("doorkeep")
    async def keep_hour(self, interaction: Interaction, press: Press) -> None:
        """Keep what was confirmed."""
        guild, by = moderator(interaction)
        at, zone = press.number(0) % 1440, press.text(1)
        await self._show(interaction, await self.client.services.frame.door_hour(guild, zone, at, by))

    @answers("doorforall")
    async def for_all(self, interaction: Interaction, press: Press) -> None:
        """Choose whether everybody uses it."""
        guild, by = moderator(interaction)
        for_all = press.number(0) == 1
        await self._show(interaction, await self.client.services.frame.door_for_all(guild, for_all=for_all, by=by))

    @answers("doorclose")
    async def close(self, interaction: Interaction, _: Press) -> None:
        """Take the door away."""
        guild, by = moderator(interaction)
        await self._show(interaction, await self.client.services.frame.close_door(guild, by))

    async def _show(self, interaction: Interaction, server: Server) -> None:
        await interaction.response.edit_message(view=door.panel(interaction, server, self.client.phrases))

    async def _confirm(self, interaction: Interaction, told: Hour) -> None:
        view = door.confirm_hour(told.zones, told.at, told.first, self.client.phrases)
        if interaction.message is None:
            await interaction.response.send_message(view=view, ephemeral=True)
        else:
            await interaction.response.edit_message(view=view)


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(SetupDoor(client))
