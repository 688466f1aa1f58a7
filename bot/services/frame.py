"""The frame moderators set for their server."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import zones
from bot.domain.bond import Pace
from bot.domain.door import NO_DOOR, Door, next_evening
from bot.domain.moderation import Did
from bot.domain.nights import wall_time, written, zone
from bot.domain.server import Server
from bot.domain.zones import Found
from bot.errors import DreamError
from bot.ids import ChannelId, GuildId, RoleId, UserId
from bot.services.world import World
from bot.storage import outbox, record, servers
from bot.storage.database import Transaction
from bot.storage.due import Occasion, clear_due, set_due

MOST_POOLS = 25
LONGEST_MEMBERSHIP = 365
NONE = "\N{EM DASH}"
"""What the record says where nothing was chosen."""
NO_PLACE = "no-place"
"""Why a row was dropped whose channel is gone or closed to the bot; a new channel brings it back."""


@dataclass(frozen=True, slots=True)
class Hour:
    """When a door opens, as a moderator told it, with every zone they may have meant; `first` by the first of them."""

    zones: Sequence[Found]
    at: int
    first: datetime


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

    async def pictures(self, guild: GuildId, *, wanted: bool, by: UserId | None = None) -> Server:
        """Choose whether pictures head dreams."""
        return await self._change(guild, by, Did.PICTURES, str(int(wanted)), pictures=wanted)

    async def pace(self, guild: GuildId, pace: Pace, by: UserId | None = None) -> Server:
        """Choose how long the arc takes; what a bond has behind it stays."""
        return await self._change(guild, by, Did.PACE, pace.value, pace=pace)

    async def minimum_days(self, guild: GuildId, days: int, by: UserId | None = None) -> Server:
        """Choose how long somebody must be a member before they may join; raises DreamError."""
        if not 0 <= days <= LONGEST_MEMBERSHIP:
            raise DreamError("days-out-of-range", most=LONGEST_MEMBERSHIP)
        return await self._change(guild, by, Did.MINIMUM_DAYS, str(days), minimum_days=days)

    async def door_channel(self, guild: GuildId, channel: ChannelId, by: UserId | None = None) -> Server:
        """Choose where the evening door stands."""
        door = replace((await self.server(guild)).door, channel=channel)
        return await self._change(guild, by, Did.DOOR_CHANNEL, f"<#{channel}>", door=door)

    def read_hour(self, place: str, at: str) -> Hour:
        """Read what a moderator told of the server's clock and of the door's hour; raises DreamError."""
        minutes = wall_time(at)
        found = zones.look_up(place, self._world.now())
        return Hour(found, minutes, self._first(found[0].zone, minutes))

    def hour_in(self, zone_name: str, at: int) -> Hour:
        """Return the hour in a zone that was chosen; raises DreamError `zone-unknown`."""
        local = f"{self._world.now().astimezone(zone(zone_name)):%H:%M}"
        found = Found(zone_name, zone_name.rpartition("/")[2].replace("_", " "), local)
        return Hour((found,), at, self._first(zone_name, at))

    def _first(self, zone_name: str, at: int) -> datetime:
        return next_evening(Door(None, zone_name, at), self._world.now()).at

    async def door_hour(self, guild: GuildId, zone_name: str, at: int, by: UserId | None = None) -> Server:
        """Choose when the door opens, in minutes of wall time; raises DreamError `zone-unknown`, ValueError."""
        zone(zone_name)
        if not 0 <= at < 24 * 60:
            raise ValueError(f"minutes of a day, not {at}")
        door = replace((await self.server(guild)).door, zone=zone_name, at=at)
        return await self._change(guild, by, Did.DOOR_HOUR, f"{written(at)} ({zone_name})", door=door)

    async def door_for_all(self, guild: GuildId, *, for_all: bool, by: UserId | None = None) -> Server:
        """Choose whether everybody is told at the door, from their next night on; raises DreamError without one."""
        door = (await self.server(guild)).door
        if for_all and not door.opens:
            raise DreamError("door-unfinished")
        what = str(int(for_all))
        return await self._change(guild, by, Did.DOOR_FOR_ALL, what, door=replace(door, for_all=for_all))

    async def close_door(self, guild: GuildId, by: UserId | None = None) -> Server:
        """Let there be no evening door: whoever can be told by direct message is, from their next night on."""
        return await self._change(guild, by, Did.DOOR_CLOSED, "", door=NO_DOOR)

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
            if server.door != before.door:
                await _schedule(t, server, now)
            for old, new, reports in (
                (before.story_channel, server.story_channel, False),
                (before.report_channel, server.report_channel, True),
            ):
                if old is not None and new is not None:
                    await outbox.revive(t, old, new, NO_PLACE, reports=reports)
        self._world.clock.stir()
        return server


async def _schedule(t: Transaction, server: Server, now: datetime) -> None:
    """Look at the door at once: where its hour has come tonight already, it opens late."""
    if server.door.opens:
        await set_due(t, Occasion.DOOR, server.guild, now)
    else:
        await clear_due(t, Occasion.DOOR, server.guild)
