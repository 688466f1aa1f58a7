"""The record of what moderators did. The file itself refuses to change or delete a line of it."""

from datetime import datetime

from bot.domain.moderation import Did, Entry
from bot.ids import DreamerId, GuildId, UserId
from bot.storage.database import Transaction
from bot.storage.instants import instant, seconds


async def note(
    t: Transaction, guild: GuildId, moderator: UserId, did: Did, now: datetime, *, whom: DreamerId | None, what: str
) -> None:
    """Add a line."""
    await t.run(
        """
        INSERT INTO record (guild, moderator, did, whom, what, at)
        VALUES (:guild, :moderator, :did, :whom, :what, :now)
        """,
        guild=guild,
        moderator=moderator,
        did=did.value,
        whom=whom,
        what=what,
        now=seconds(now),
    )


async def noted_since(t: Transaction, guild: GuildId, moderator: UserId, did: Did, since: datetime) -> bool:
    """Whether a moderator did the same after then, as the record has it."""
    row = await t.one(
        "SELECT 1 FROM record WHERE guild = :guild AND moderator = :moderator AND did = :did AND at > :since",
        guild=guild,
        moderator=moderator,
        did=did.value,
        since=seconds(since),
    )
    return row is not None


async def entries(t: Transaction, guild: GuildId, skip: int, most: int) -> tuple[list[Entry], int]:
    """Return lines of a server's record, the latest first, and how many there are."""
    rows = await t.all(
        """
        SELECT record.*, dreamer.user FROM record LEFT JOIN dreamer ON dreamer.id = record.whom
        WHERE record.guild = :guild ORDER BY record.id DESC LIMIT :most OFFSET :skip
        """,
        guild=guild,
        most=most,
        skip=skip,
    )
    count = await t.number("SELECT count(*) FROM record WHERE guild = :guild", guild=guild)
    return [
        Entry(row["moderator"], Did(row["did"]), row["user"], row["what"], instant(row["at"])) for row in rows
    ], count
