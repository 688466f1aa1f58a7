"""What is pressed on the panel of `/dreams setup`: the frame moderators set."""

from bot.client import DreamsClient
from bot.domain.bond import Pace
from bot.domain.server import Server
from bot.errors import DreamError
from bot.ids import ChannelId, GuildId, RoleId, UserId
from cogs.base import DreamCog, guild_of, may_manage, user_of
from cogs.buttons import Interaction, Press, answers, picked
from cogs.cards import modals
from cogs.cards.frame import frame


class Setup(DreamCog):
    """One panel; every change on it holds at once, and stands in the record."""

    @answers("setstory")
    async def set_story(self, interaction: Interaction, press: Press) -> None:
        """Choose the story channel."""
        guild, by = _moderator(interaction)
        channel = _channel_of(interaction, press)
        await self._show(interaction, await self.client.services.frame.story_channel(guild, channel, by))

    @answers("setreports")
    async def set_reports(self, interaction: Interaction, press: Press) -> None:
        """Choose the moderators' channel."""
        guild, by = _moderator(interaction)
        channel = _channel_of(interaction, press)
        await self._show(interaction, await self.client.services.frame.report_channel(guild, channel, by))

    @answers("setpools")
    async def set_pools(self, interaction: Interaction, press: Press) -> None:
        """Choose the pools."""
        guild, by = _moderator(interaction)
        roles = tuple(RoleId(int(value)) for value in picked(interaction, press, "roles"))
        await self._show(interaction, await self.client.services.frame.pools(guild, roles, by))

    @answers("setpace")
    async def set_pace(self, interaction: Interaction, press: Press) -> None:
        """Choose how long the arc takes."""
        guild, by = _moderator(interaction)
        chosen = press.values[0] if press.values else ""
        if chosen not in list(Pace):
            raise DreamError("button-outdated")
        await self._show(interaction, await self.client.services.frame.pace(guild, Pace(chosen), by))

    @answers("setwords")
    async def set_words(self, interaction: Interaction, press: Press) -> None:
        """Allow own words, or not."""
        guild, by = _moderator(interaction)
        allowed = press.number(0) == 1
        await self._show(interaction, await self.client.services.frame.own_words(guild, allowed=allowed, by=by))

    @answers("setdays")
    async def ask_days(self, interaction: Interaction, _: Press) -> None:
        """Ask for the membership time."""
        guild, _by = _moderator(interaction)
        server = await self.client.services.frame.server(guild)
        await interaction.response.send_modal(modals.days(server.minimum_days, self.client.phrases))

    @answers("dayset")
    async def set_days(self, interaction: Interaction, press: Press) -> None:
        """Choose the membership time."""
        guild, by = _moderator(interaction)
        text = press.fields.get("days", "").strip()
        if not text.isascii() or not text.isdecimal():
            raise DreamError("days-out-of-range", most=365)
        await self._show(interaction, await self.client.services.frame.minimum_days(guild, int(text), by))

    @answers("setopen")
    async def open_door(self, interaction: Interaction, _: Press) -> None:
        """Let members in."""
        guild, by = _moderator(interaction)
        await self._show(interaction, await self.client.services.frame.open(guild, by))

    async def _show(self, interaction: Interaction, server: Server) -> None:
        await interaction.response.edit_message(view=frame(interaction, server, self.client.phrases))


def _moderator(interaction: Interaction) -> tuple[GuildId, UserId]:
    """Return the server and who sets its frame; raises DreamError for whoever may not."""
    may_manage(interaction)
    return guild_of(interaction), user_of(interaction)


def _channel_of(interaction: Interaction, press: Press) -> ChannelId:
    (channel,) = picked(interaction, press, "channels") or ("",)
    if not channel:
        raise DreamError("button-outdated")
    return ChannelId(int(channel))


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Setup(client))
