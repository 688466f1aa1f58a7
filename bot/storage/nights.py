"""Nights: what one dreamer's sleep brought, one row a night, so that none is dreamt twice."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.nights import Night
from bot.ids import BondId, DreamerId, EncounterId, RowId
from bot.storage.database import Row, Transaction
from bot.storage.instants import instant, instant_or_none, seconds


@dataclass(frozen=True, slots=True)
class Slept:
    """One night of one dreamer, planned or past."""

    dreamer: DreamerId
    night: Night
    encounter: EncounterId | None
    offered_at: datetime | None
    woken_at: datetime | None
    answered_at: datetime | None
    stopped: bool
    told: int
    last_row: RowId | None


async def plan_night(t: Transaction, dreamer: DreamerId, night: Night, encounter: EncounterId) -> None:
    """Give a dreamer's night to an encounter; raises sqlite3.IntegrityError where it has one already."""
    await t.run(
        """
        INSERT INTO night (dreamer, date, bedtime, waking, encounter)
        VALUES (:dreamer, :date, :bedtime, :waking, :encounter)
        """,
        dreamer=dreamer,
        date=night.date.isoformat(),
        bedtime=seconds(night.bedtime),
        waking=seconds(night.waking),
        encounter=encounter,
    )


async def free_nights(t: Transaction, encounter: EncounterId) -> None:
    """Take back the nights that were planned for an encounter and not offered yet: they may hold another dream."""
    await t.run("DELETE FROM night WHERE encounter = :encounter AND offered_at IS NULL", encounter=encounter)


async def night_of(t: Transaction, dreamer: DreamerId, day: date) -> Slept | None:
    """Return the night of this name, if anything was planned for it."""
    row = await t.one(
        "SELECT * FROM night WHERE dreamer = :dreamer AND date = :date", dreamer=dreamer, date=day.isoformat()
    )
    return None if row is None else _slept(row)


async def night_in(t: Transaction, dreamer: DreamerId, encounter: EncounterId) -> Slept | None:
    """Return the night a dreamer spends in this encounter."""
    row = await t.one(
        "SELECT * FROM night WHERE dreamer = :dreamer AND encounter = :encounter", dreamer=dreamer, encounter=encounter
    )
    return None if row is None else _slept(row)


async def dates_in(t: Transaction, bond: BondId) -> dict[EncounterId, date]:
    """Return of which night each dream of a bond is."""
    rows = await t.all(
        """
        SELECT night.encounter, min(night.date) AS date FROM night JOIN encounter ON encounter.id = night.encounter
        WHERE encounter.bond = :bond GROUP BY night.encounter
        """,
        bond=bond,
    )
    return {row["encounter"]: date.fromisoformat(row["date"]) for row in rows}


async def nights_since(t: Transaction, dreamer: DreamerId, since: datetime, *, shared: bool | None = None) -> int:
    """Count the nights offered to a dreamer after then: all of them, only shared, or only lone ones."""
    return await t.number(
        """
        SELECT count(*) FROM night JOIN encounter ON encounter.id = night.encounter
        WHERE night.dreamer = :dreamer AND night.offered_at > :since
        AND (:shared IS NULL OR (encounter.guest IS NOT NULL) = :shared)
        """,
        dreamer=dreamer,
        since=seconds(since),
        shared=shared,
    )


async def nights_offered(t: Transaction, dreamer: DreamerId) -> tuple[int, int]:
    """Return how many lone and how many shared nights a dreamer was offered, ever."""
    row = await t.one(
        """
        SELECT count(*) FILTER (WHERE encounter.guest IS NULL) AS lone,
            count(*) FILTER (WHERE encounter.guest IS NOT NULL) AS shared
        FROM night JOIN encounter ON encounter.id = night.encounter
        WHERE night.dreamer = :dreamer AND night.offered_at IS NOT NULL
        """,
        dreamer=dreamer,
    )
    return (row["lone"], row["shared"]) if row else (0, 0)


async def kinds_of_late(t: Transaction, dreamer: DreamerId, limit: int) -> list[bool]:
    """Return of the last nights offered to a dreamer whether each was shared, the latest first."""
    rows = await t.all(
        """
        SELECT encounter.guest IS NOT NULL AS shared FROM night JOIN encounter ON encounter.id = night.encounter
        WHERE night.dreamer = :dreamer AND night.offered_at IS NOT NULL ORDER BY night.date DESC LIMIT :limit
        """,
        dreamer=dreamer,
        limit=limit,
    )
    return [bool(row["shared"]) for row in rows]


async def last_night(t: Transaction, dreamer: DreamerId) -> Slept | None:
    """Return the last night that was offered."""
    row = await t.one(
        "SELECT * FROM night WHERE dreamer = :dreamer AND offered_at IS NOT NULL ORDER BY date DESC LIMIT 1",
        dreamer=dreamer,
    )
    return None if row is None else _slept(row)


async def last_date(t: Transaction, dreamer: DreamerId) -> date | None:
    """Return the name of the last night that was offered."""
    row = await t.one(
        "SELECT max(date) AS date FROM night WHERE dreamer = :dreamer AND offered_at IS NOT NULL", dreamer=dreamer
    )
    return date.fromisoformat(row["date"]) if row and row["date"] else None


async def keep_offered(t: Transaction, slept: Slept, now: datetime) -> None:
    """Keep that a night was offered."""
    await _keep(t, slept, "offered_at", seconds(now))


async def keep_woken(t: Transaction, slept: Slept, now: datetime) -> None:
    """Keep that the waking was told."""
    await _keep(t, slept, "woken_at", seconds(now))


async def keep_answered(t: Transaction, slept: Slept, now: datetime) -> None:
    """Keep when a dreamer last answered in it."""
    await _keep(t, slept, "answered_at", seconds(now))


async def keep_stopped(t: Transaction, slept: Slept, now: datetime) -> None:
    """Keep that a dreamer wants no more of this night."""
    await _keep(t, slept, "stopped_at", seconds(now))


async def keep_told(t: Transaction, slept: Slept, told: int, row: RowId) -> None:
    """Keep how many moments a dreamer was told, and in which message the last of them stands."""
    await t.run(
        "UPDATE night SET told = :told, last_row = :row WHERE dreamer = :dreamer AND date = :date",
        told=told,
        row=row,
        dreamer=slept.dreamer,
        date=slept.night.date.isoformat(),
    )


async def ignored(t: Transaction, dreamer: DreamerId) -> int:
    """Count the nights offered to a dreamer since they last answered in one, or did anything else here."""
    return await t.number(
        """
        SELECT count(*) FROM night WHERE dreamer = :dreamer AND offered_at IS NOT NULL
        AND bedtime > coalesce((
            SELECT max(bedtime) FROM night WHERE dreamer = :dreamer AND answered_at IS NOT NULL), 0)
        AND offered_at > coalesce((SELECT seen_at FROM dreamer WHERE id = :dreamer), 0)
        """,
        dreamer=dreamer,
    )


async def carry(t: Transaction, dreamer: DreamerId, day: date, what: str) -> None:
    """Keep what a dreamer takes to bed on this night; "" for what they keep to themselves."""
    await t.run(
        """
        INSERT INTO carried (dreamer, date, what) VALUES (:dreamer, :date, :what)
        ON CONFLICT (dreamer, date) DO UPDATE SET what = :what
        """,
        dreamer=dreamer,
        date=day.isoformat(),
        what=what,
    )


async def carried_to(t: Transaction, dreamer: DreamerId, day: date) -> str:
    """Return what a dreamer takes to bed on this night; "" for nothing, or what they keep to themselves."""
    row = await t.one(
        "SELECT what FROM carried WHERE dreamer = :dreamer AND date = :date", dreamer=dreamer, date=day.isoformat()
    )
    return "" if row is None else str(row["what"])


async def forget_carried(t: Transaction, dreamer: DreamerId) -> None:
    """Delete what a dreamer ever took to bed."""
    await t.run("DELETE FROM carried WHERE dreamer = :dreamer", dreamer=dreamer)


async def _keep(t: Transaction, slept: Slept, column: str, value: int) -> None:
    # `column` is one of the names above, never anything from outside.
    sql = f"UPDATE night SET {column} = :value WHERE dreamer = :dreamer AND date = :date"
    await t.run(sql, value=value, dreamer=slept.dreamer, date=slept.night.date.isoformat())


def _slept(row: Row) -> Slept:
    return Slept(
        dreamer=row["dreamer"],
        night=Night(date.fromisoformat(row["date"]), instant(row["bedtime"]), instant(row["waking"])),
        encounter=row["encounter"],
        offered_at=instant_or_none(row["offered_at"]),
        woken_at=instant_or_none(row["woken_at"]),
        answered_at=instant_or_none(row["answered_at"]),
        stopped=row["stopped_at"] is not None,
        told=row["told"],
        last_row=row["last_row"],
    )
