"""What all cogs share: their phrases, their handlers, and the one net for whatever goes wrong."""

import logging
from datetime import UTC, datetime
from typing import Final

import aiohttp
import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import DreamsClient
from bot.errors import DreamError, NotKeptError
from bot.ids import ChannelId, GuildId, RoleId, UserId
from bot.ports import Member
from cogs.buttons import Interaction, Press, handlers_of, picked
from cogs.cards.layout import card, words

log = logging.getLogger(__name__)

_TOO_LATE: Final = frozenset({10062, 50027})
"""Discord's codes for an interaction that is over: nobody is there to be told."""
_MESSAGE_GONE: Final = 10008


MENDABLE: Final = frozenset(
    {
        *(
            f"{what}-{why}"
            for what in ("words", "name")
            for why in ("empty", "too-long", "invisible", "mention", "link", "marks", "listed")
        ),
        "words-too-fast", "name-sign", "name-no-letter",
    }
)  # fmt: skip
"""Why a form is refused that can be filled in otherwise."""


class DreamCog(commands.Cog):
    """A cog whose commands are described by phrases, and whose marked methods answer presses."""

    def __init__(self, client: DreamsClient) -> None:
        self.client: Final = client
        self.say: Final = client.phrases.say
        for command in self.walk_app_commands():
            key = command.qualified_name.replace(" ", "-")
            command.description = self.say(f"command-{key}")
        client.handlers.update(handlers_of(self))

    async def cog_app_command_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]  # the base types the client as Any
        """Explain what went wrong in a command."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await explain(self.client, interaction, cause)


async def explain(client: DreamsClient, interaction: Interaction, error: Exception) -> None:
    """Tell the member, and nobody else: a `DreamError` in its phrase, a database that takes nothing, a bug by a code.

    A lost connection is neither: what was decided is kept, and the courier brings what the answer did not.
    """
    if isinstance(error, discord.HTTPException) and error.code in _TOO_LATE:
        log.warning("an interaction was answered too late: %s", error)
        return
    if isinstance(error, aiohttp.ClientError | OSError | discord.DiscordServerError):
        log.warning("Discord's answer to an interaction was lost: %r", error)
        return
    if isinstance(error, discord.HTTPException) and error.code == _MESSAGE_GONE:
        # They wiped away, or lost, what was to be changed.
        text = client.phrases.say("button-outdated")
    elif isinstance(error, DreamError):
        text = client.phrases.say(error.key, **error.slots)
    elif isinstance(error, NotKeptError):
        log.warning("the database did not take a press: %s", error)
        text = client.phrases.say("not-kept")
    elif isinstance(error, app_commands.MissingPermissions | app_commands.CheckFailure):
        text = client.phrases.say("not-allowed")
    else:
        code = f"{interaction.id % 16**6:06X}"
        log.error("bug %s", code, exc_info=error)
        text = client.phrases.say("bug", code=code)
    await whisper(interaction, text)


async def whisper(interaction: Interaction, text: str) -> None:
    """Say something only the member sees; an interaction that is over is let go."""
    view = words(text)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as gone:
        log.warning("a whisper did not arrive: %s", gone)


async def refused(interaction: Interaction, text: str, again: ui.Button[ui.LayoutView]) -> None:
    """Say why what was filled in is not taken, with the way to the form, where it stands as it was."""
    view = card(ui.TextDisplay(text), ui.ActionRow(again))
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=True)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


def guild_of(interaction: Interaction) -> GuildId:
    """Return the server; raises DreamError in a direct message."""
    if interaction.guild_id is None:
        raise DreamError("only-in-a-server")
    return GuildId(interaction.guild_id)


def user_of(interaction: Interaction) -> UserId:
    """Return who did it."""
    return UserId(interaction.user.id)


def member_of(interaction: Interaction) -> Member:
    """Return the member who did it; raises DreamError in a direct message."""
    user = interaction.user
    if not isinstance(user, discord.Member):
        raise DreamError("only-in-a-server")
    joined = user.joined_at.astimezone(UTC) if user.joined_at else datetime.now(UTC)
    return Member(frozenset(RoleId(role.id) for role in user.roles if not role.is_default()), joined)


def may_administer(interaction: Interaction) -> None:
    """Raise DreamError for whoever is neither the owner of the server nor one of its administrators."""
    guild_of(interaction)
    if not interaction.permissions.administrator:
        raise DreamError("not-administrator")


def may_manage(interaction: Interaction) -> None:
    """Raise DreamError for whoever may not manage the server."""
    if not interaction.permissions.manage_guild:
        raise DreamError("not-allowed")


def moderator(interaction: Interaction) -> tuple[GuildId, UserId]:
    """Return the server and who sets its frame; raises DreamError for whoever may not."""
    may_manage(interaction)
    return guild_of(interaction), user_of(interaction)


def channel_of(interaction: Interaction, press: Press) -> ChannelId:
    """Return the channel that was picked; raises DreamError for none, and for one of another server."""
    (channel,) = picked(interaction, press, "channels") or ("",)
    if not channel:
        raise DreamError("button-outdated")
    return ChannelId(int(channel))
