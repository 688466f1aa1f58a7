"""A thousand dreamers in two hundred servers: on a local Discord, and in the bot's database as if they had enrolled."""

from datetime import datetime, timedelta
from pathlib import Path

from bot.app import data_folder
from bot.clock import Clock
from bot.content.prove import check
from bot.domain import soulmark
from bot.domain.bond import Pace
from bot.domain.chance import Seed
from bot.domain.nights import Hours
from bot.domain.pairing import EVERYONE
from bot.domain.server import Server
from bot.domain.wording import Pronouns
from bot.ids import ChannelId, DreamerId, GuildId, UserId
from bot.rehearsal import Channel, Guild, LocalDiscord, Member
from bot.services.nights import schedule_bedtime
from bot.services.world import World
from bot.storage import bonds, dreamers, servers
from bot.storage.database import Transaction, open_database
from bot.storage.install import settle_in

GUILDS, EACH = 200, 5
EVENING = datetime.fromisoformat("2026-03-02T18:00:00+00:00")
OFFER = datetime.fromisoformat("2026-03-02T21:15:00+00:00")
"""Three quarters of an hour before 23:00 in Berlin, when all of them go to bed: the worst evening there is."""
HOURS = Hours("Europe/Berlin", 23 * 60, 7 * 60)


def settle(discord: LocalDiscord, guilds: int = GUILDS, each: int = EACH) -> list[tuple[Guild, Channel, list[Member]]]:
    """Found the servers, each with a story channel and members whose direct messages are open."""
    towns: list[tuple[Guild, Channel, list[Member]]] = []
    for number in range(guilds):
        guild = discord.founds(f"Town {number}", owner=f"Mayor {number}")
        tales = guild.opens_channel("tales")
        towns.append((guild, tales, [guild.welcomes(f"Dreamer {number}-{one}") for one in range(each)]))
    return towns


def phones(towns: list[tuple[Guild, Channel, list[Member]]]) -> list[Channel]:
    """Return everybody's channel with the bot."""
    return [member.phone for _, _, members in towns for member in members]


async def enrol(path: Path, towns: list[tuple[Guild, Channel, list[Member]]], pace: float) -> None:
    """Write a database in which all are dreamers, two and two bound, and who is left over in a server waits."""
    database = await open_database(path)
    try:
        async with database.transaction() as t:
            install = await settle_in(t, "bench", "every night the same")
        world = World(database, Clock(), check(data_folder() / "packs" / "default"), install, pace)
        for guild, tales, members in towns:
            async with database.transaction() as t:
                await _enrol_town(t, world, guild, tales, members)
    finally:
        await database.close()


async def _enrol_town(t: Transaction, world: World, guild: Guild, tales: Channel, members: list[Member]) -> None:
    id_, channel = GuildId(guild.id), ChannelId(tales.id)
    kept = Server(id_, channel, channel, own_words=False, minimum_days=0, pools=(), is_open=True, pace=Pace.PLAIN)
    await servers.keep_server(t, kept, EVENING)
    ids = [await _enrol_one(t, world, id_, member) for member in members]
    for one, two in zip(ids[0::2], ids[1::2], strict=False):
        await bonds.add_bond(t, id_, one, two, EVENING - timedelta(days=3))
    await dreamers.keep_waiting(t, ids[len(ids) // 2 * 2 :], EVENING)


async def _enrol_one(t: Transaction, world: World, guild: GuildId, member: Member) -> DreamerId:
    id_ = await dreamers.add_dreamer(t, guild, UserId(member.id), member.name, Pronouns.THEY, EVERYONE, EVENING)
    await dreamers.keep_dm_channel(t, id_, ChannelId(member.phone.id))
    worn = await dreamers.motifs_worn(t, guild)
    await dreamers.keep_mark(t, id_, soulmark.draw(Seed(f"mark {id_}"), tuple(world.pack.motifs), worn))
    await dreamers.keep_hours(t, id_, HOURS)
    await schedule_bedtime(t, world, await dreamers.dreamer(t, id_), EVENING)
    return id_
