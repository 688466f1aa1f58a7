"""Waking meetings: a hand held out, and taken."""

from dataclasses import dataclass
from datetime import datetime

from bot.ids import BondId, DreamerId
from bot.storage.database import Transaction
from bot.storage.instants import seconds


@dataclass(frozen=True, slots=True)
class Meeting:
    """A hand held out by one of a bond. `ended`: it was drawn back, or what showed it was taken down."""

    bond: BondId
    held_out_by: DreamerId
    taken: bool
    ended: bool


async def hold_out(t: Transaction, bond: BondId, by: DreamerId, now: datetime) -> bool:
    """Keep that a hand is held out; one that was drawn back may be held out again. False where one is held out now."""
    row = await t.one(
        """
        INSERT INTO meeting (bond, held_out_by, held_out_at) VALUES (:bond, :by, :now)
        ON CONFLICT (bond) DO UPDATE SET held_out_by = :by, held_out_at = :now, ended_at = NULL
        WHERE meeting.ended_at IS NOT NULL AND meeting.taken_at IS NULL RETURNING bond
        """,
        bond=bond,
        by=by,
        now=seconds(now),
    )
    return row is not None


async def meeting_of(t: Transaction, bond: BondId) -> Meeting | None:
    """Return the meeting of a bond, if a hand was ever held out."""
    row = await t.one("SELECT * FROM meeting WHERE bond = :bond", bond=bond)
    if row is None:
        return None
    return Meeting(row["bond"], row["held_out_by"], row["taken_at"] is not None, row["ended_at"] is not None)


async def take(t: Transaction, bond: BondId, now: datetime) -> None:
    """Keep that the hand was taken."""
    await t.run("UPDATE meeting SET taken_at = :now WHERE bond = :bond", bond=bond, now=seconds(now))


async def end_meeting(t: Transaction, bond: BondId, now: datetime) -> None:
    """Keep that the hand was drawn back, or that what showed the meeting is taken down."""
    await t.run(
        "UPDATE meeting SET ended_at = coalesce(ended_at, :now) WHERE bond = :bond", bond=bond, now=seconds(now)
    )


async def met_in(t: Transaction, dreamer: DreamerId) -> list[BondId]:
    """Return every bond of a dreamer in which a hand was taken."""
    rows = await t.all(
        """
        SELECT bond.id FROM meeting JOIN bond ON bond.id = meeting.bond
        WHERE (bond.a = :dreamer OR bond.b = :dreamer) AND meeting.taken_at IS NOT NULL
        """,
        dreamer=dreamer,
    )
    return [BondId(row["id"]) for row in rows]
