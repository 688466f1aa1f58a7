"""The frame moderators set for their server."""

from dataclasses import replace

from bot.domain.bond import Pace
from bot.domain.server import Server
from bot.errors import DreamError
from bot.ids import ChannelId, GuildId, RoleId
from bot.services.world import World
from bot.storage import outbox, servers

MOST_POOLS = 25
LONGEST_MEMBERSHIP = 365
NO_PLACE = "no-place"
"""Why a row was dropped whose channel is gone or closed to the bot; a new channel brings it back."""


class Frame:
    """Story channel, moderators' channel, pools, own words, membership time. What is changed holds at once."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def server(self, guild: GuildId) -> Server:
        """Return the frame as it stands."""
        async with self._world.database.transaction() as t:
            return await servers.server_of(t, guild)

    async def story_channel(self, guild: GuildId, channel: ChannelId) -> Server:
        """Choose where dreams are told."""
        return await self._change(guild, story_channel=channel)

    async def report_channel(self, guild: GuildId, channel: ChannelId) -> Server:
        """Choose where moderators read reports."""
        return await self._change(guild, report_channel=channel)

    async def pools(self, guild: GuildId, roles: tuple[RoleId, ...]) -> Server:
        """Choose the roles that are never paired with one another."""
        return await self._change(guild, pools=roles[:MOST_POOLS])

    async def own_words(self, guild: GuildId, *, allowed: bool) -> Server:
        """Choose whether dreamers may use words of their own."""
        return await self._change(guild, own_words=allowed)

    async def pace(self, guild: GuildId, pace: Pace) -> Server:
        """Choose how long the arc takes; what a bond has behind it stays."""
        return await self._change(guild, pace=pace)

    async def minimum_days(self, guild: GuildId, days: int) -> Server:
        """Choose how long somebody must be a member before they may join; raises DreamError."""
        if not 0 <= days <= LONGEST_MEMBERSHIP:
            raise DreamError("days-out-of-range", most=LONGEST_MEMBERSHIP)
        return await self._change(guild, minimum_days=days)

    async def open(self, guild: GuildId) -> Server:
        """Open the door: from now on members may join. Raises DreamError while a channel is missing."""
        server = await self.server(guild)
        if server.story_channel is None or server.report_channel is None:
            raise DreamError("frame-unfinished")
        return await self._change(guild, is_open=True)

    async def _change(self, guild: GuildId, **changes: object) -> Server:
        now = self._world.now()
        async with self._world.database.transaction() as t:
            before = await servers.server_of(t, guild)
            server = replace(before, **changes)
            await servers.keep_server(t, server, now)
            for old, new, reports in (
                (before.story_channel, server.story_channel, False),
                (before.report_channel, server.report_channel, True),
            ):
                if old is not None and new is not None:
                    await outbox.revive(t, old, new, NO_PLACE, reports=reports)
        self._world.clock.stir()
        return server
