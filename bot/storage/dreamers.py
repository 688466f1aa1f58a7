"""Dreamers: who opted in, their marks and hours."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.chance import Seed
from bot.domain.dreamer import Dreamer
from bot.domain.nights import Hours
from bot.domain.soulmark import Colour, Cover, Hand, Mark, Place, Skin
from bot.domain.wording import Pronouns
from bot.ids import ChannelId, DreamerId, GuildId, UserId
from bot.storage.database import Row, Transaction
from bot.storage.instants import instant_or_none, seconds


async def dreamer(t: Transaction, id_: DreamerId) -> Dreamer:
    """Return a dreamer; raises LookupError."""
    row = await t.one("SELECT * FROM dreamer WHERE id = :id", id=id_)
    if row is None:
        raise LookupError(f"dreamer {id_}")
    return read_dreamer(row)


async def dreamers_by_id(t: Transaction, *ids: DreamerId) -> dict[DreamerId, Dreamer]:
    """Return up to two dreamers at once; raises LookupError where one is missing."""
    rows = await t.all("SELECT * FROM dreamer WHERE id IN (:one, :other)", one=ids[0], other=ids[-1])
    found = {one.id: one for one in _dreamers(rows)}
    if found.keys() != set(ids):
        raise LookupError(f"dreamers {ids}")
    return found


async def dreamer_of(t: Transaction, guild: GuildId, user: UserId) -> Dreamer | None:
    """Return the dreamer a member of this server is, if they joined."""
    row = await t.one("SELECT * FROM dreamer WHERE guild = :guild AND user = :user", guild=guild, user=user)
    return None if row is None else read_dreamer(row)


async def dreamers_of(t: Transaction, user: UserId) -> list[Dreamer]:
    """Return every dreamer a person is, over all servers."""
    return _dreamers(await t.all("SELECT * FROM dreamer WHERE user = :user ORDER BY id", user=user))


async def dreamers_in(t: Transaction, guild: GuildId) -> list[Dreamer]:
    """Return everybody who is or was a dreamer of this server."""
    return _dreamers(await t.all("SELECT * FROM dreamer WHERE guild = :guild ORDER BY id", guild=guild))


async def dreamer_at(t: Transaction, channel: ChannelId) -> DreamerId | None:
    """Return a dreamer who is told in this channel. A person in two servers has one direct message with the bot."""
    row = await t.one(
        "SELECT id FROM dreamer WHERE dm_channel = :channel AND at_door = 0 ORDER BY id LIMIT 1", channel=channel
    )
    return None if row is None else DreamerId(row["id"])


async def waiting_in(t: Transaction, guild: GuildId) -> list[Dreamer]:
    """Return who waits for a soulmate in this server, and could be told of a night: nobody while the bot is away."""
    return _dreamers(
        await t.all(
            """
            SELECT * FROM dreamer WHERE guild = :guild AND waiting_since IS NOT NULL AND zone IS NOT NULL
            AND paused_at IS NULL AND (unreachable_at IS NULL OR at_door = 1) AND user IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM server WHERE server.guild = :guild AND away_since IS NOT NULL) ORDER BY id
            """,
            guild=guild,
        )
    )


async def motifs_worn(t: Transaction, guild: GuildId) -> list[str]:
    """Return the motif of every mark in this server, one for each bearer."""
    rows = await t.all(
        "SELECT motif FROM dreamer WHERE guild = :guild AND motif IS NOT NULL AND user IS NOT NULL", guild=guild
    )
    return [row["motif"] for row in rows]


async def add_dreamer(
    t: Transaction, guild: GuildId, user: UserId, name: str, pronouns: Pronouns, pool: str, now: datetime
) -> DreamerId:
    """Add a dreamer, or give one who has no mark yet a new name."""
    return DreamerId(
        await t.number(
            """
            INSERT INTO dreamer (guild, user, name, pronouns, pool, joined_at)
            VALUES (:guild, :user, :name, :pronouns, :pool, :now)
            ON CONFLICT (guild, user) DO UPDATE SET name = :name, pronouns = :pronouns, pool = :pool
            RETURNING id
            """,
            guild=guild,
            user=user,
            name=name,
            pronouns=pronouns.value,
            pool=pool,
            now=seconds(now),
        )
    )


async def keep_own_words(t: Transaction, id_: DreamerId, *, agreed: bool) -> None:
    """Keep whether a dreamer agreed to own words."""
    await t.run("UPDATE dreamer SET own_words = :agreed WHERE id = :id", agreed=agreed, id=id_)


async def keep_dm_channel(t: Transaction, id_: DreamerId, channel: ChannelId) -> None:
    """Keep where a dreamer can be told; they are reachable from now on."""
    await t.run(
        "UPDATE dreamer SET dm_channel = :channel, unreachable_at = NULL WHERE id = :id", channel=channel, id=id_
    )


async def keep_mark(t: Transaction, id_: DreamerId, mark: Mark) -> None:
    """Keep what is on a dreamer's skin."""
    await t.run(
        """
        UPDATE dreamer SET motif = :motif, place = :place, hand = :hand, colour = :colour, mark_seed = :seed,
            marked_after = (SELECT max(id) FROM bond WHERE (a = :id OR b = :id) AND ended_at IS NOT NULL)
        WHERE id = :id
        """,
        motif=mark.motif,
        place=mark.place.value,
        hand=mark.hand.value,
        colour=mark.colour.value,
        seed=mark.seed,
        id=id_,
    )


async def keep_wrist(t: Transaction, id_: DreamerId, skin: Skin, cover: Cover) -> None:
    """Keep on what a dreamer's mark is shown, and to whom."""
    await t.run("UPDATE dreamer SET skin = :skin, cover = :cover WHERE id = :id", skin=skin, cover=cover, id=id_)


async def keep_pictures(t: Transaction, id_: DreamerId, *, wanted: bool) -> None:
    """Keep whether pictures are to head a dreamer's dreams."""
    await t.run("UPDATE dreamer SET pictures = :wanted WHERE id = :id", wanted=wanted, id=id_)


async def keep_hours(t: Transaction, id_: DreamerId, hours: Hours) -> None:
    """Keep when a dreamer sleeps."""
    await t.run(
        "UPDATE dreamer SET zone = :zone, bedtime = :bedtime, waking = :waking WHERE id = :id",
        zone=hours.zone,
        bedtime=hours.bedtime,
        waking=hours.waking,
        id=id_,
    )


async def stop_sleeping(t: Transaction, id_: DreamerId) -> None:
    """Forget when a dreamer sleeps, so that no night is planned, and that they paused. Their mark stays."""
    await t.run(
        "UPDATE dreamer SET zone = NULL, bedtime = NULL, waking = NULL, paused_at = NULL WHERE id = :id", id=id_
    )


async def forget_ways(t: Transaction, id_: DreamerId) -> None:
    """Forget how a dreamer could be told: to be told again they must join again."""
    await t.run("UPDATE dreamer SET dm_channel = NULL, at_door = 0, wants_door = 0 WHERE id = :id", id=id_)


async def keep_pool(t: Transaction, id_: DreamerId, pool: str) -> None:
    """Keep which pool a dreamer was last seen in."""
    await t.run("UPDATE dreamer SET pool = :pool WHERE id = :id", pool=pool, id=id_)


async def keep_waiting(t: Transaction, ids: Iterable[DreamerId], since: datetime | None) -> None:
    """Keep since when dreamers wait for a soulmate; None once they do not."""
    for id_ in ids:
        await t.run("UPDATE dreamer SET waiting_since = :since WHERE id = :id", since=since and seconds(since), id=id_)


async def keep_paused(t: Transaction, id_: DreamerId, since: datetime | None) -> None:
    """Keep since when a dreamer wants no nights; None once they want them."""
    await t.run("UPDATE dreamer SET paused_at = :since WHERE id = :id", since=since and seconds(since), id=id_)


async def keep_seen(t: Transaction, id_: DreamerId, now: datetime) -> None:
    """Keep that a dreamer did something here: what they ignored before it is forgotten."""
    await t.run("UPDATE dreamer SET seen_at = :now WHERE id = :id", now=seconds(now), id=id_)


async def keep_unreachable(t: Transaction, id_: DreamerId, since: datetime) -> None:
    """Keep that direct messages do not reach a dreamer."""
    await t.run(
        "UPDATE dreamer SET unreachable_at = coalesce(unreachable_at, :since) WHERE id = :id",
        since=seconds(since),
        id=id_,
    )


async def erase(t: Transaction, id_: DreamerId) -> None:
    """Leave nothing of a dreamer but a number that others' dreams still refer to."""
    await t.run(
        """
        UPDATE dreamer SET user = NULL, name = '', pronouns = 'they', own_words = 0, pool = '', dm_channel = NULL,
            motif = NULL, place = NULL, hand = NULL, colour = NULL,
            mark_seed = NULL, marked_after = NULL, zone = NULL, bedtime = NULL, waking = NULL,
            waiting_since = NULL, paused_at = NULL, unreachable_at = NULL, seen_at = NULL, joined_at = 0,
            skin = 'paper', cover = 'covered', pictures = 1,
            at_door = 0, wants_door = 0
        WHERE id = :id
        """,
        id=id_,
    )
    await t.run("DELETE FROM quality WHERE dreamer = :id", id=id_)
    await t.run("DELETE FROM kept WHERE dreamer = :id", id=id_)
    await t.run("DELETE FROM emblem WHERE dreamer = :id", id=id_)
    await t.run("DELETE FROM night WHERE dreamer = :id", id=id_)
    await t.run("DELETE FROM due WHERE kind IN ('bedtime', 'waking', 'resume') AND subject = :id", id=id_)


def _dreamers(rows: Iterable[Row]) -> list[Dreamer]:
    return [read_dreamer(row) for row in rows]


def read_dreamer(row: Row) -> Dreamer:
    """Return what a row of the table holds."""
    return Dreamer(
        id=row["id"],
        guild=row["guild"],
        user=row["user"],
        name=row["name"],
        pronouns=Pronouns(row["pronouns"]),
        own_words=bool(row["own_words"]),
        pool=row["pool"],
        dm_channel=row["dm_channel"],
        mark=_mark(row),
        hours=None if row["zone"] is None else Hours(row["zone"], row["bedtime"], row["waking"]),
        waiting_since=instant_or_none(row["waiting_since"]),
        paused=row["paused_at"] is not None,
        unreachable=row["unreachable_at"] is not None,
        skin=Skin(row["skin"]),
        cover=Cover(row["cover"]),
        pictures=bool(row["pictures"]),
        at_door=bool(row["at_door"]),
        wants_door=bool(row["wants_door"]),
    )


def _mark(row: Row) -> Mark | None:
    if row["motif"] is None:
        return None
    return Mark(row["motif"], Place(row["place"]), Hand(row["hand"]), Colour(row["colour"]), Seed(row["mark_seed"]))
