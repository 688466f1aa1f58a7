"""The ports to Discord: saying letters, asking who is there, opening direct messages."""

import asyncio
from collections.abc import Mapping
from datetime import UTC
from typing import Final

import aiohttp
import discord

from bot.client import DreamsClient
from bot.ids import ChannelId, GuildId, MessageId, RoleId, RowId, UserId
from bot.letters import Letter, Met, ReadingOpens
from bot.pace import Pace
from bot.ports import Member, NoAnswerError, Refusal, SendError
from cogs.buttons import button, row_of
from cogs.cards.layout import card, rows
from cogs.cards.letters import draw
from cogs.cards.pictures import sent_along

LOOK_BACK: Final = 50
"""Messages of a channel looked through for one that may have been said."""

A_WEEK: Final = 10_080
"""Minutes a reading's thread stays open after its last message."""

_REFUSALS: Final = {
    50007: Refusal.UNREACHABLE,
    50278: Refusal.UNREACHABLE,
    40003: Refusal.TOO_FAST,
    20026: Refusal.FLAGGED,
    10003: Refusal.NO_PLACE,
    50001: Refusal.NO_PLACE,
    50013: Refusal.NO_PLACE,
    10008: Refusal.NO_MESSAGE,
    50083: Refusal.NO_PLACE,
}
"""By Discord's JSON error code; 40003 comes as 400 and as 403, so the status says nothing."""

_AT_THE_DOOR: Final = frozenset({401, 403, 404})
"""Without a code of Discord's they come from what stands before it, and say nothing about a person or a channel."""

_NOT_A_MEMBER: Final = frozenset({10007, 10013, 50278})
_THREAD_IS_THERE: Final = 160004
_CUT_OFF: Final = (aiohttp.ClientError, asyncio.TimeoutError, OSError)


class Post:
    """`ports.Sender`, `ports.Census` and `ports.Doorbell`, by discord.py."""

    def __init__(self, client: DreamsClient, pace: Pace) -> None:
        self._client: Final = client
        self._pace: Final = pace

    async def send(
        self, channel: ChannelId, letter: Letter, row: RowId, nonce: str, *, private: bool, silent: bool
    ) -> MessageId:
        """Say a letter; see `ports.Sender`."""
        place = self._place(channel, private=private)
        if isinstance(letter, Met) and not self._may_attach(channel):
            letter = letter.in_words()
        view = draw(letter, row, self._client.phrases)
        files = await sent_along(letter, self._client)
        try:
            message = await place.send(view=view, files=files, nonce=nonce, silent=silent)
            if isinstance(letter, ReadingOpens):
                await self._open_thread(channel, MessageId(message.id))
        except (discord.HTTPException, *_CUT_OFF) as wrong:
            raise refusal(wrong) from wrong
        return MessageId(message.id)

    async def revise(self, channel: ChannelId, message: MessageId, letter: Letter, row: RowId) -> None:
        """Lay a letter into its message; see `ports.Sender`."""
        view = draw(letter, row, self._client.phrases)
        files = await sent_along(letter, self._client)
        try:
            await self._place(channel).get_partial_message(message).edit(view=view, attachments=files)
        except (discord.HTTPException, *_CUT_OFF) as wrong:
            raise refusal(wrong) from wrong

    async def withdraw(self, channel: ChannelId, message: MessageId) -> None:
        """Delete a message; see `ports.Sender`."""
        try:
            await self._place(channel).get_partial_message(message).delete()
        except (discord.HTTPException, *_CUT_OFF) as wrong:
            if (refused := refusal(wrong)).refusal is not Refusal.NO_MESSAGE:
                raise refused from wrong

    async def find(self, channel: ChannelId, row: RowId) -> MessageId | None:
        """Look for the message of a row; see `ports.Sender`."""
        me = self._client.user
        try:
            async for message in self._place(channel).history(limit=LOOK_BACK):
                if me is not None and message.author.id == me.id and row in _rows_on(message):
                    return MessageId(message.id)
        except (discord.HTTPException, *_CUT_OFF) as wrong:
            raise refusal(wrong) from wrong
        return None

    async def member(self, guild: GuildId, user: UserId) -> Member | None:
        """Return a member; see `ports.Census`. It keeps the pace: an evening asks after as many as it tells."""
        await self._pace.slot()
        try:
            # The request itself: fetch_member would need the guild in the cache, which an outage empties.
            found = await self._client.http.get_member(guild, user)
        except discord.HTTPException as wrong:
            if wrong.code in _NOT_A_MEMBER:
                return None
            raise NoAnswerError from wrong
        except _CUT_OFF as wrong:
            raise NoAnswerError from wrong
        joined = discord.utils.parse_time(found.get("joined_at"))
        return Member(frozenset(RoleId(int(role)) for role in found["roles"]), joined and joined.astimezone(UTC))

    async def open(self, user: UserId, nonce: str, phrase: str, slots: Mapping[str, str]) -> ChannelId:
        """Open the direct message; see `ports.Doorbell`."""
        say = self._client.phrases.say
        about = button(say("button-about"), "about")
        view = card(discord.ui.TextDisplay(say(phrase, **slots)), *rows([about]))
        try:
            channel = await self._client.create_dm(discord.Object(user))
            await channel.send(view=view, nonce=nonce)
        except (discord.HTTPException, *_CUT_OFF) as wrong:
            raise refusal(wrong) from wrong
        return ChannelId(channel.id)

    def _may_attach(self, channel: ChannelId) -> bool:
        """Whether a picture may be shown in a channel, as far as it is known."""
        found = self._client.get_channel(channel)
        if not isinstance(found, discord.abc.GuildChannel):
            return True
        return found.permissions_for(found.guild.me).attach_files

    async def _open_thread(self, channel: ChannelId, message: MessageId) -> None:
        name = self._client.phrases.say("reading-thread")
        try:
            # The request itself: `create_thread` would need the guild in the cache, which an outage empties.
            await self._client.http.start_thread_with_message(channel, message, name=name, auto_archive_duration=A_WEEK)
        except discord.HTTPException as wrong:
            if wrong.code != _THREAD_IS_THERE:
                raise

    def _place(self, channel: ChannelId, *, private: bool = False) -> discord.PartialMessageable:
        kind = discord.ChannelType.private if private else None
        return self._client.get_partial_messageable(channel, type=kind)


def refusal(wrong: Exception) -> SendError:
    """Return what an error of discord.py means for what was to be said."""
    if isinstance(wrong, discord.HTTPException):
        known = _REFUSALS.get(wrong.code)
        if known is not None:
            return SendError(known, str(wrong))
        if wrong.status == 429 or (wrong.code == 0 and wrong.status in _AT_THE_DOOR):
            return SendError(Refusal.BUSY, str(wrong))
        if wrong.status == 403:
            return SendError(Refusal.UNREACHABLE, str(wrong))
        # A 5xx may come after the act; only a nonce, or a look, tells.
        return SendError(Refusal.UNCERTAIN if wrong.status >= 500 else Refusal.NO_PLACE, str(wrong))
    return SendError(Refusal.UNCERTAIN, repr(wrong))


def _rows_on(message: discord.Message) -> set[RowId]:
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    found = {
        row_of(item.custom_id)
        for item in view.walk_children()
        if isinstance(item, discord.ui.Button) and item.custom_id
    }
    view.stop()
    return found
