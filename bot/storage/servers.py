"""What moderators decided for their server."""

from datetime import datetime

from bot.domain.bond import Pace
from bot.domain.door import Door
from bot.domain.server import Server
from bot.ids import DreamerId, GuildId, RoleId
from bot.storage.database import Transaction
from bot.storage.instants import seconds


async def server_of(t: Transaction, guild: GuildId) -> Server:
    """Return the server, closed and empty where nothing was decided yet."""
    rows = await t.all(
        """
        SELECT server.*, pool.role AS pool FROM server LEFT JOIN pool ON pool.guild = server.guild
        WHERE server.guild = :guild ORDER BY pool.role
        """,
        guild=guild,
    )
    if not rows:
        return Server(guild, None, None, own_words=False, minimum_days=0, pools=(), is_open=False, pace=Pace.PLAIN)
    row, pools = rows[0], tuple(RoleId(one["pool"]) for one in rows if one["pool"] is not None)
    return Server(
        guild,
        row["story_channel"],
        row["report_channel"],
        own_words=bool(row["own_words"]),
        minimum_days=row["minimum_days"],
        pools=pools,
        is_open=row["opened_at"] is not None,
        pace=Pace(row["pace"]),
        door=Door(row["door_channel"], row["door_zone"], row["door_at"], for_all=bool(row["door_for_all"])),
        pictures=bool(row["pictures"]),
    )


async def guilds(t: Transaction) -> list[GuildId]:
    """Return every server whose moderators ever decided something."""
    return [GuildId(row["guild"]) for row in await t.all("SELECT guild FROM server ORDER BY guild")]


async def keep_away(t: Transaction, guild: GuildId, since: datetime | None) -> bool:
    """Keep since when the bot is not in a server, None while it is; False where that is known."""
    row = await t.one(
        """
        UPDATE server SET away_since = :since
        WHERE guild = :guild AND (away_since IS NULL) <> (:since IS NULL) RETURNING guild
        """,
        since=since and seconds(since),
        guild=guild,
    )
    return row is not None


async def is_away(t: Transaction, guild: GuildId) -> bool:
    """Whether the bot is not in a server that it was in."""
    sql = "SELECT 1 FROM server WHERE guild = :guild AND away_since IS NOT NULL"
    return await t.one(sql, guild=guild) is not None


async def is_away_from(t: Transaction, dreamer: DreamerId) -> bool:
    """Whether the bot is not in the server of a dreamer."""
    row = await t.one(
        """
        SELECT 1 FROM dreamer JOIN server ON server.guild = dreamer.guild
        WHERE dreamer.id = :dreamer AND server.away_since IS NOT NULL
        """,
        dreamer=dreamer,
    )
    return row is not None


async def keep_server(t: Transaction, server: Server, now: datetime) -> None:
    """Keep what was decided; the first time an open server is kept is when it opened."""
    await t.run(
        """
        INSERT INTO server (guild, story_channel, report_channel, own_words, minimum_days, pace, opened_at,
            door_channel, door_zone, door_at, door_for_all, pictures)
        VALUES (:guild, :story, :reports, :own_words, :days, :pace, :opened,
            :door_channel, :door_zone, :door_at, :door_for_all, :pictures)
        ON CONFLICT (guild) DO UPDATE SET
            story_channel = :story, report_channel = :reports, own_words = :own_words, minimum_days = :days,
            pace = :pace, door_channel = :door_channel, door_zone = :door_zone, door_at = :door_at,
            door_for_all = :door_for_all, pictures = :pictures,
            opened_at = CASE WHEN :opened IS NULL THEN NULL ELSE coalesce(server.opened_at, :opened) END
        """,
        guild=server.guild,
        story=server.story_channel,
        reports=server.report_channel,
        own_words=server.own_words,
        days=server.minimum_days,
        pace=server.pace.value,
        opened=seconds(now) if server.is_open else None,
        door_channel=server.door.channel,
        door_zone=server.door.zone,
        door_at=server.door.at,
        door_for_all=server.door.for_all,
        pictures=server.pictures,
    )
    await t.run("DELETE FROM pool WHERE guild = :guild", guild=server.guild)
    for role in server.pools:
        await t.run("INSERT INTO pool VALUES (:guild, :role)", guild=server.guild, role=role)
