"""The frame moderators set for their server."""

from dataclasses import replace

from bot.domain.bond import Pace
from bot.domain.moderation import Did
from bot.domain.server import Server
from bot.errors import DreamError
from bot.ids import ChannelId, GuildId, RoleId, UserId
from bot.services.world import World
from bot.storage import outbox, record, servers

MOST_POOLS = 25
LONGEST_MEMBERSHIP = 365
NONE = "\N{EM DASH}"
"""What the record says where nothing was chosen."""
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

    async def story_channel(self, guild: GuildId, channel: ChannelId, by: UserId | None = None) -> Server:
        """Choose where dreams are told."""
        return await self._change(guild, by, Did.STORY_CHANNEL, f"<#{channel}>", story_channel=channel)

    async def report_channel(self, guild: GuildId, channel: ChannelId, by: UserId | None = None) -> Server:
        """Choose where moderators read reports."""
        return await self._change(guild, by, Did.REPORT_CHANNEL, f"<#{channel}>", report_channel=channel)

    async def pools(self, guild: GuildId, roles: tuple[RoleId, ...], by: UserId | None = None) -> Server:
        """Choose the roles that are never paired with one another."""
        roles = roles[:MOST_POOLS]
        what = " ".join(f"<@&{role}>" for role in roles) or NONE
        return await self._change(guild, by, Did.POOLS, what, pools=roles)

    async def own_words(self, guild: GuildId, *, allowed: bool, by: UserId | None = None) -> Server:
        """Choose whether dreamers may use words of their own."""
        return await self._change(guild, by, Did.OWN_WORDS, str(int(allowed)), own_words=allowed)

    async def pace(self, guild: GuildId, pace: Pace, by: UserId | None = None) -> Server:
        """Choose how long the arc takes; what a bond has behind it stays."""
        return await self._change(guild, by, Did.PACE, pace.value, pace=pace)

    async def minimum_days(self, guild: GuildId, days: int, by: UserId | None = None) -> Server:
        """Choose how long somebody must be a member before they may join; raises DreamError."""
        if not 0 <= days <= LONGEST_MEMBERSHIP:
            raise DreamError("days-out-of-range", most=LONGEST_MEMBERSHIP)
        return await self._change(guild, by, Did.MINIMUM_DAYS, str(days), minimum_days=days)

    async def open(self, guild: GuildId, by: UserId | None = None) -> Server:
        """Open the door: from now on members may join. Raises DreamError while a channel is missing."""
        server = await self.server(guild)
        if server.story_channel is None or server.report_channel is None:
            raise DreamError("frame-unfinished")
        return await self._change(guild, by, Did.OPENED, "", is_open=True)

    async def _change(self, guild: GuildId, by: UserId | None, did: Did, what: str, **changes: object) -> Server:
        """Change the frame, and keep in the record who did; what was so before is no change."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            before = await servers.server_of(t, guild)
            server = replace(before, **changes)
            await servers.keep_server(t, server, now)
            if by is not None and server != before:
                await record.note(t, guild, by, did, now, whom=None, what=what)
            for old, new, reports in (
                (before.story_channel, server.story_channel, False),
                (before.report_channel, server.report_channel, True),
            ):
                if old is not None and new is not None:
                    await outbox.revive(t, old, new, NO_PLACE, reports=reports)
        self._world.clock.stir()
        return server
