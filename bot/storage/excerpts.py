"""Keepsakes, and the excerpts two dreamers agreed to show to their server."""

from dataclasses import dataclass
from datetime import datetime

from bot.ids import DreamerId, EncounterId, ExcerptId, GuildId, ReadingId
from bot.storage.database import Row, Transaction
from bot.storage.instants import instant, seconds


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A telling that one dreamer offered to the server. It may be shown once `agreed`, until `ended`."""

    id: ExcerptId
    guild: GuildId
    encounter: EncounterId
    offered_by: DreamerId
    asked: DreamerId
    title: str
    telling: str
    agreed: bool
    ended: bool

    @property
    def shown(self) -> bool:
        """Whether both consent."""
        return self.agreed and not self.ended


@dataclass(frozen=True, slots=True)
class Keepsake:
    """A shared dream that a dreamer kept, and whether the other kept it too."""

    encounter: EncounterId
    kept_at: datetime
    by_both: bool


async def keep(t: Transaction, encounter: EncounterId, dreamer: DreamerId, now: datetime) -> None:
    """Keep a dream."""
    await t.run(
        "INSERT INTO kept VALUES (:encounter, :dreamer, :now) ON CONFLICT DO NOTHING",
        encounter=encounter,
        dreamer=dreamer,
        now=seconds(now),
    )


async def has_kept(t: Transaction, encounter: EncounterId, dreamer: DreamerId) -> bool:
    """Whether a dreamer kept this dream."""
    sql = "SELECT 1 FROM kept WHERE encounter = :encounter AND dreamer = :dreamer"
    return await t.one(sql, encounter=encounter, dreamer=dreamer) is not None


async def keepsakes(t: Transaction, dreamer: DreamerId) -> list[Keepsake]:
    """Return the shared dreams a dreamer kept that were never offered, the latest first."""
    rows = await t.all(
        """
        SELECT kept.encounter, kept.at, EXISTS (
            SELECT 1 FROM kept other WHERE other.encounter = kept.encounter AND other.dreamer != kept.dreamer
        ) AS by_both
        FROM kept JOIN encounter ON encounter.id = kept.encounter
        WHERE kept.dreamer = :dreamer AND encounter.guest IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM excerpt WHERE excerpt.encounter = kept.encounter)
        ORDER BY kept.at DESC, kept.encounter DESC
        """,
        dreamer=dreamer,
    )
    return [Keepsake(row["encounter"], instant(row["at"]), bool(row["by_both"])) for row in rows]


async def offer(
    t: Transaction,
    guild: GuildId,
    encounter: EncounterId,
    by: DreamerId,
    asked: DreamerId,
    title: str,
    telling: str,
    now: datetime,
) -> ExcerptId | None:
    """Keep that a telling was offered; None where this dream was offered before."""
    row = await t.one(
        """
        INSERT INTO excerpt (guild, encounter, offered_by, asked, title, telling, offered_at)
        VALUES (:guild, :encounter, :by, :asked, :title, :telling, :now)
        ON CONFLICT (encounter) DO NOTHING RETURNING id
        """,
        guild=guild,
        encounter=encounter,
        by=by,
        asked=asked,
        title=title,
        telling=telling,
        now=seconds(now),
    )
    return None if row is None else ExcerptId(row["id"])


async def excerpt(t: Transaction, id_: ExcerptId) -> Excerpt | None:
    """Return an excerpt."""
    row = await t.one("SELECT * FROM excerpt WHERE id = :id", id=id_)
    return None if row is None else _excerpt(row)


async def excerpts_shown(t: Transaction, guild: GuildId) -> list[Excerpt]:
    """Return what both consented to, in the order it was agreed."""
    rows = await t.all(
        """
        SELECT * FROM excerpt WHERE guild = :guild AND agreed_at IS NOT NULL AND ended_at IS NULL
        ORDER BY agreed_at, id
        """,
        guild=guild,
    )
    return [_excerpt(row) for row in rows]


async def excerpt_from(t: Transaction, encounter: EncounterId) -> Excerpt | None:
    """Return what of this encounter was offered."""
    row = await t.one("SELECT * FROM excerpt WHERE encounter = :encounter", encounter=encounter)
    return None if row is None else _excerpt(row)


async def excerpts_of(t: Transaction, dreamer: DreamerId) -> list[Excerpt]:
    """Return every excerpt a dreamer is part of that has not ended."""
    rows = await t.all(
        "SELECT * FROM excerpt WHERE (offered_by = :id OR asked = :id) AND ended_at IS NULL ORDER BY id", id=dreamer
    )
    return [_excerpt(row) for row in rows]


async def agree(t: Transaction, id_: ExcerptId, now: datetime) -> None:
    """Keep that the one who was asked agreed."""
    await t.run("UPDATE excerpt SET agreed_at = coalesce(agreed_at, :now) WHERE id = :id", now=seconds(now), id=id_)


async def end(t: Transaction, id_: ExcerptId, now: datetime) -> None:
    """Keep that it is not to be shown, or no longer."""
    await t.run("UPDATE excerpt SET ended_at = coalesce(ended_at, :now) WHERE id = :id", now=seconds(now), id=id_)


async def begin_reading(t: Transaction, guild: GuildId, now: datetime) -> ReadingId:
    """Keep that a reading began."""
    sql = "INSERT INTO reading (guild, began_at) VALUES (:guild, :now) RETURNING id"
    return ReadingId(await t.number(sql, guild=guild, now=seconds(now)))


async def forget_excerpts(t: Transaction, dreamer: DreamerId) -> None:
    """Delete the text of every excerpt a dreamer is part of; that they were offered stays, so none is offered again."""
    await t.run(
        "UPDATE excerpt SET title = '', telling = '' WHERE offered_by = :dreamer OR asked = :dreamer", dreamer=dreamer
    )


def _excerpt(row: Row) -> Excerpt:
    return Excerpt(
        id=row["id"],
        guild=row["guild"],
        encounter=row["encounter"],
        offered_by=row["offered_by"],
        asked=row["asked"],
        title=row["title"],
        telling=row["telling"],
        agreed=row["agreed_at"] is not None,
        ended=row["ended_at"] is not None,
    )
