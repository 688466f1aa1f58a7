"""What was taught in dreams, and whether it held awake."""

from dataclasses import dataclass
from datetime import datetime

from bot.ids import BondId, DreamerId, EncounterId
from bot.storage.database import Transaction
from bot.storage.instants import instant, seconds


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson somebody was taught by their soulmate. `asked`: whether a later dream asked about it."""

    dreamer: DreamerId
    lesson: str
    at: datetime
    asked: bool


async def teach(
    t: Transaction, bond: BondId, dreamer: DreamerId, lesson: str, encounter: EncounterId, now: datetime
) -> None:
    """Keep that a dreamer was taught something; once for each thing."""
    await t.run(
        """
        INSERT INTO lesson (bond, dreamer, lesson, encounter, at) VALUES (:bond, :dreamer, :lesson, :encounter, :now)
        ON CONFLICT (bond, dreamer, lesson) DO NOTHING
        """,
        bond=bond,
        dreamer=dreamer,
        lesson=lesson,
        encounter=encounter,
        now=seconds(now),
    )


async def lessons_of(t: Transaction, bond: BondId) -> list[Taught]:
    """Return everything the two were taught, in the order it was."""
    rows = await t.all("SELECT * FROM lesson WHERE bond = :bond ORDER BY at, dreamer, lesson", bond=bond)
    return [
        Taught(row["dreamer"], row["lesson"], instant(row["at"]), asked=row["asked_at"] is not None) for row in rows
    ]


async def keep_asked(t: Transaction, bond: BondId, dreamer: DreamerId, lesson: str, now: datetime) -> None:
    """Keep that tonight's dream asks about it; it is asked once."""
    await t.run(
        "UPDATE lesson SET asked_at = :now WHERE bond = :bond AND dreamer = :dreamer AND lesson = :lesson",
        bond=bond,
        dreamer=dreamer,
        lesson=lesson,
        now=seconds(now),
    )


async def keep_held(t: Transaction, bond: BondId, dreamer: DreamerId, lesson: str, *, held: bool) -> bool:
    """Keep whether it held, awake; False where that was said before, or it was never taught."""
    row = await t.one(
        """
        UPDATE lesson SET held = :held
        WHERE bond = :bond AND dreamer = :dreamer AND lesson = :lesson AND held IS NULL RETURNING lesson
        """,
        bond=bond,
        dreamer=dreamer,
        lesson=lesson,
        held=held,
    )
    return row is not None
