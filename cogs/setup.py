"""What is pressed on the panel of `/dreams setup`: the frame moderators set."""

from bot.client import DreamsClient
from bot.domain.bond import Pace
from bot.domain.server import Server
from bot.errors import DreamError
from bot.ids import RoleId
from cogs.base import DreamCog, channel_of, moderator
from cogs.buttons import Interaction, Press, answers, picked
from cogs.cards import modals
from cogs.cards.frame import frame


class Setup(DreamCog):
    """One panel; every change on it holds at once, and stands in the record."""

    @answers("setstory")
    async def set_story(self, interaction: Interaction, press: Press) -> None:
        """Choose the story channel."""
        guild, by = moderator(interaction)
        channel = channel_of(interaction, press)
        await self._show(interaction, await self.client.services.frame.story_channel(guild, channel, by))

    @answers("setreports")
    async def set_reports(self, interaction: Interaction, press: Press) -> None:
        """Choose the moderators' channel."""
        guild, by = moderator(interaction)
        channel = channel_of(interaction, press)
        await self._show(interaction, await self.client.services.frame.report_channel(guild, channel, by))

    @answers("setpools")
    async def set_pools(self, interaction: Interaction, press: Press) -> None:
        """Choose the pools."""
        guild, by = moderator(interaction)
        roles = tuple(RoleId(int(value)) for value in picked(interaction, press, "roles"))
        await self._show(interaction, await self.client.services.frame.pools(guild, roles, by))

    @answers("setpace")
    async def set_pace(self, interaction: Interaction, press: Press) -> None:
        """Choose how long the arc takes."""
        guild, by = moderator(interaction)
        chosen = press.values[0] if press.values else ""
        if chosen not in list(Pace):
            raise DreamError("button-outdated")
        await self._show(interaction, await self.client.services.frame.pace(guild, Pace(chosen), by))

    @answers("setwords")
    async def set_words(self, interaction: Interaction, press: Press) -> None:
        """Allow own words, or not."""
        guild, by = moderator(interaction)
        allowed = press.number(0) == 1
        await self._show(interaction, await self.client.services.frame.own_words(guild, allowed=allowed, by=by))

    @answers("setpictures")
    async def set_pictures(self, interaction: Interaction, press: Press) -> None:
        """Have pictures at the head of dreams, or not."""
        guild, by = moderator(interaction)
        wanted = press.number(0) == 1
        await self._show(interaction, await self.client.services.frame.pictures(guild, wanted=wanted, by=by))

    @answers("setdays")
    async def ask_days(self, interaction: Interaction, _: Press) -> None:
        """Ask for the membership time."""
        guild, _by = moderator(interaction)
        server = await self.client.services.frame.server(guild)
        await interaction.response.send_modal(modals.days(server.minimum_days, self.client.phrases))

    @answers("dayset")
    async def set_days(self, interaction: Interaction, press: Press) -> None:
        """Choose the membership time."""
        guild, by = moderator(interaction)
        text = press.fields.get("days", "").strip()
        if not text.isascii() or not text.isdecimal():
            raise DreamError("days-out-of-range", most=365)
        await self._show(interaction, await self.client.services.frame.minimum_days(guild, int(text), by))

    @answers("setopen")
    async def open_door(self, interaction: Interaction, _: Press) -> None:
        """Let members in."""
        guild, by = moderator(interaction)
        await self._show(interaction, await self.client.services.frame.open(guild, by))

    async def _show(self, interaction: Interaction, server: Server) -> None:
        await interaction.response.edit_message(view=frame(interaction, server, self.client.phrases))


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Setup(client))
