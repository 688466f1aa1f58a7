"""Rows for the tests of storage: dreamers, bonds and encounters that need no service to come about."""

from datetime import UTC, datetime, timedelta

from bot.domain.chance import Seed
from bot.domain.dreamer import Casting
from bot.domain.scene import Kind, Role, SceneId
from bot.domain.wording import Pronouns
from bot.ids import BondId, ChannelId, DreamerId, EncounterId, GuildId, UserId
from bot.storage import bonds, dreamers, encounters
from bot.storage.database import Transaction
from bot.storage.encounters import Draft

GUILD = GuildId(7)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""In dream time."""
REAL = datetime(2033, 5, 5, tzinfo=UTC)
"""Outside."""


async def add(t: Transaction, user: int, guild: GuildId = GUILD) -> DreamerId:
    """A dreamer who can be told."""
    id_ = await dreamers.add_dreamer(t, guild, UserId(user), f"Nº {user}", Pronouns.THEY, "everyone", NOON)
    await dreamers.keep_dm_channel(t, id_, ChannelId(9_000 + user))
    return id_


async def bind(t: Transaction, one: DreamerId, two: DreamerId) -> BondId:
    return await bonds.add_bond(t, GUILD, one, two, NOON)


async def begin(
    t: Transaction, host: DreamerId, guest: DreamerId | None = None, bond: BondId | None = None
) -> EncounterId:
    motifs = {Role.HOST: "moth"} | ({Role.GUEST: "heron"} if guest else {})
    kind = Kind.VISIT if guest else Kind.LANDSCAPE
    draft = Draft(
        GUILD, bond, Casting(host, guest), SceneId("any"), kind, "1", motifs, Seed("s"), {}, NOON + timedelta(days=1)
    )
    return await encounters.begin_encounter(t, draft, NOON)
