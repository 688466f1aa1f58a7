"""Who may not dream in a server. It binds the account and outlives its deletion, as a keyed hash."""

import hashlib
import hmac
from datetime import datetime

from bot.domain.chance import Seed
from bot.ids import DreamerId, GuildId, UserId
from bot.storage.database import Transaction
from bot.storage.instants import seconds


def person_in(secret: Seed, guild: GuildId, user: UserId) -> str:
    """Return the hash an account is known by in a server, to whoever holds the secret."""
    return hmac.new(secret.encode(), f"removed:{guild}:{user}".encode(), hashlib.sha256).hexdigest()


async def remove(t: Transaction, guild: GuildId, person: str, dreamer: DreamerId, now: datetime) -> bool:
    """Keep that somebody may not dream here; False where that was so."""
    row = await t.one(
        """
        INSERT INTO removal (guild, person, dreamer, at) VALUES (:guild, :person, :dreamer, :now)
        ON CONFLICT (guild, person) DO NOTHING RETURNING guild
        """,
        guild=guild,
        person=person,
        dreamer=dreamer,
        now=seconds(now),
    )
    return row is not None


async def is_removed(t: Transaction, guild: GuildId, person: str) -> bool:
    """Whether somebody may not dream here."""
    sql = "SELECT 1 FROM removal WHERE guild = :guild AND person = :person"
    return await t.one(sql, guild=guild, person=person) is not None


async def let_back(t: Transaction, guild: GuildId, person: str) -> bool:
    """Let somebody dream here again; False where they might already."""
    sql = "DELETE FROM removal WHERE guild = :guild AND person = :person RETURNING guild"
    return await t.one(sql, guild=guild, person=person) is not None
