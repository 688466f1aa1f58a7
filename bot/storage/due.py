"""What is due when. One row for each thing that waits for its time; written and taken with what it leads to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.ids import DreamerId, GuildId
from bot.storage.database import Transaction
from bot.storage.instants import instant, instant_or_none, seconds


class Occasion(StrEnum):
    """What can be due. The subject is a dreamer, an encounter or a guild."""

    BEDTIME = "bedtime"
    WAKING = "waking"
    CLOSE = "close"
    PAIRING = "pairing"
    RESUME = "resume"
    ERASE = "erase"
    DOOR = "door"


@dataclass(frozen=True, slots=True)
class Due:
    """Something whose time comes."""

    occasion: Occasion
    subject: int
    at: datetime


async def set_due(t: Transaction, occasion: Occasion, subject: int, at: datetime) -> None:
    """Say when it is due; an earlier word on the same is forgotten."""
    await t.run(
        "INSERT INTO due VALUES (:kind, :subject, :at) ON CONFLICT (kind, subject) DO UPDATE SET at = :at",
        kind=occasion.value,
        subject=subject,
        at=seconds(at),
    )


async def clear_due(t: Transaction, occasion: Occasion, subject: int) -> None:
    """It is done, or no longer wanted."""
    await t.run("DELETE FROM due WHERE kind = :kind AND subject = :subject", kind=occasion.value, subject=subject)


async def due_by(t: Transaction, now: datetime, limit: int) -> list[Due]:
    """Return what is due, the earliest first."""
    rows = await t.all(
        "SELECT * FROM due WHERE at <= :now ORDER BY at, kind, subject LIMIT :limit", now=seconds(now), limit=limit
    )
    return [Due(Occasion(row["kind"]), row["subject"], instant(row["at"])) for row in rows]


async def due_at(t: Transaction, occasion: Occasion, subject: int) -> datetime | None:
    """Return when this is due, if it is."""
    row = await t.one(
        "SELECT at FROM due WHERE kind = :kind AND subject = :subject", kind=occasion.value, subject=subject
    )
    return None if row is None else instant(row["at"])


async def in_a_rush(
    t: Transaction, occasion: Occasion, begins: datetime, ends: datetime, me: DreamerId, guild: GuildId
) -> tuple[int, int]:
    """Count the other dreamers for whom this is due from `begins` and before `ends`: all, and those of this server."""
    row = await t.one(
        """
        SELECT count(*) AS there, count(CASE WHEN dreamer.guild = :guild THEN 1 END) AS neighbours
        FROM due JOIN dreamer ON dreamer.id = due.subject
        WHERE due.at >= :begins AND due.at < :ends AND due.kind = :kind AND due.subject != :me
        """,
        guild=guild,
        begins=seconds(begins),
        ends=seconds(ends),
        kind=occasion.value,
        me=me,
    )
    return (0, 0) if row is None else (row["there"], row["neighbours"])


async def earliest(t: Transaction) -> datetime | None:
    """Return when the next thing is due."""
    row = await t.one("SELECT min(at) AS at FROM due")
    return None if row is None else instant_or_none(row["at"])
