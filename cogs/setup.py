"""`/dreams setup`: the frame moderators set."""

from collections.abc import Mapping
from typing import cast

import discord
from discord import app_commands

from bot.client import DreamsClient
from bot.domain.bond import Pace
from bot.domain.server import Server
from bot.errors import DreamError
from bot.ids import ChannelId, RoleId
from cogs.base import DreamCog, guild_of, may_manage
from cogs.buttons import Interaction, Press, answers
from cogs.cards import modals, panels

_STORY_NEEDS = (
    "view_channel", "send_messages", "read_message_history", "create_public_threads", "send_messages_in_threads",
)  # fmt: skip
_REPORTS_NEED = ("view_channel", "send_messages", "read_message_history")


class Setup(DreamCog):
    """One panel; every change on it holds at once."""

    dreams = app_commands.Group(
        name="dreams",
        description="…",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @dreams.command(name="setup", description="…")
    async def setup_command(self, interaction: Interaction) -> None:
        """Show the panel."""
        may_manage(interaction)
        server = await self.client.services.frame.server(guild_of(interaction))
        await interaction.response.send_message(view=self._panel(interaction, server), ephemeral=True)

    @answers("setstory")
    async def set_story(self, interaction: Interaction, press: Press) -> None:
        """Choose the story channel."""
        may_manage(interaction)
        channel = _channel_of(interaction, press)
        await self._show(interaction, await self.client.services.frame.story_channel(guild_of(interaction), channel))

    @answers("setreports")
    async def set_reports(self, interaction: Interaction, press: Press) -> None:
        """Choose the moderators' channel."""
        may_manage(interaction)
        channel = _channel_of(interaction, press)
        await self._show(interaction, await self.client.services.frame.report_channel(guild_of(interaction), channel))

    @answers("setpools")
    async def set_pools(self, interaction: Interaction, press: Press) -> None:
        """Choose the pools."""
        may_manage(interaction)
        roles = tuple(RoleId(int(value)) for value in _picked(interaction, press, "roles"))
        await self._show(interaction, await self.client.services.frame.pools(guild_of(interaction), roles))

    @answers("setpace")
    async def set_pace(self, interaction: Interaction, press: Press) -> None:
        """Choose how long the arc takes."""
        may_manage(interaction)
        chosen = press.values[0] if press.values else ""
        if chosen not in list(Pace):
            raise DreamError("button-outdated")
        await self._show(interaction, await self.client.services.frame.pace(guild_of(interaction), Pace(chosen)))

    @answers("setwords")
    async def set_words(self, interaction: Interaction, press: Press) -> None:
        """Allow own words, or not."""
        may_manage(interaction)
        allowed = press.number(0) == 1
        await self._show(
            interaction, await self.client.services.frame.own_words(guild_of(interaction), allowed=allowed)
        )

    @answers("setdays")
    async def ask_days(self, interaction: Interaction, _: Press) -> None:
        """Ask for the membership time."""
        may_manage(interaction)
        server = await self.client.services.frame.server(guild_of(interaction))
        await interaction.response.send_modal(modals.days(server.minimum_days, self.client.phrases))

    @answers("dayset")
    async def set_days(self, interaction: Interaction, press: Press) -> None:
        """Choose the membership time."""
        may_manage(interaction)
        text = press.fields.get("days", "").strip()
        if not text.isascii() or not text.isdecimal():
            raise DreamError("days-out-of-range", most=365)
        await self._show(interaction, await self.client.services.frame.minimum_days(guild_of(interaction), int(text)))

    @answers("setopen")
    async def open_door(self, interaction: Interaction, _: Press) -> None:
        """Let members in."""
        may_manage(interaction)
        await self._show(interaction, await self.client.services.frame.open(guild_of(interaction)))

    async def _show(self, interaction: Interaction, server: Server) -> None:
        await interaction.response.edit_message(view=self._panel(interaction, server))

    def _panel(self, interaction: Interaction, server: Server) -> discord.ui.LayoutView:
        missing = [
            *self._missing(interaction.guild, server.story_channel, _STORY_NEEDS),
            *self._missing(interaction.guild, server.report_channel, _REPORTS_NEED),
        ]
        return panels.frame(server, missing, self.client.phrases)

    def _missing(self, guild: discord.Guild | None, id_: ChannelId | None, needs: tuple[str, ...]) -> list[str]:
        """Return a line for a channel that is gone, or for what the bot may not do there."""
        if guild is None or id_ is None:
            return []
        channel = guild.get_channel(id_)
        if channel is None:
            return [self.say("setup-channel-gone")]
        have = channel.permissions_for(guild.me)
        lacks = [self.say(f"permission-{need.replace('_', '-')}") for need in needs if not getattr(have, need)]
        return [self.say("setup-lacks", channel=channel.mention, lacks=", ".join(lacks))] if lacks else []


def _channel_of(interaction: Interaction, press: Press) -> ChannelId:
    (picked,) = _picked(interaction, press, "channels") or ("",)
    if not picked:
        raise DreamError("button-outdated")
    return ChannelId(int(picked))


def _picked(interaction: Interaction, press: Press, kind: str) -> tuple[str, ...]:
    """Return what was picked; raises DreamError for what Discord did not find in this server."""
    data = cast("Mapping[str, Mapping[str, object]]", interaction.data or {})
    found = cast("Mapping[str, object]", data.get("resolved", {}).get(kind, {}))
    if not found.keys() >= set(press.values):
        raise DreamError("button-outdated")
    return press.values


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Setup(client))
