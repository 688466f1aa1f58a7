"""What was said in words of one's own, as it was said: also what was taken back."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.scene import Role
from bot.ids import DreamerId, EncounterId
from bot.storage.database import Transaction
from bot.storage.instants import instant, seconds


@dataclass(frozen=True, slots=True)
class Said:
    """Words as they were said, number `seq` of what happened in an encounter; kept though they were taken back."""

    seq: int
    who: Role
    text: str
    at: datetime
    taken_back: bool


async def said_in(t: Transaction, id_: EncounterId) -> list[Said]:
    """Return all that was said in words of one's own, in order, but that of someone who was erased."""
    rows = await t.all(
        "SELECT * FROM event WHERE encounter = :id AND kind = 'Speak' AND answer IS NOT NULL ORDER BY seq", id=id_
    )
    return [
        Said(row["seq"], Role(row["role"]), row["answer"], instant(row["at"]), row["taken_back_at"] is not None)
        for row in rows
    ]


async def take_words_back(t: Transaction, id_: EncounterId, seq: int, now: datetime) -> None:
    """Keep that words were taken back. They stay for a report, and are read by nobody else."""
    await t.run(
        "UPDATE event SET taken_back_at = :now WHERE encounter = :id AND seq = :seq AND taken_back_at IS NULL",
        now=seconds(now),
        id=id_,
        seq=seq,
    )


async def times_spoken(t: Transaction, dreamer: DreamerId, encounter: EncounterId | None, since: datetime) -> int:
    """Count how often a dreamer spoke since an instant, in one dream or in all of theirs; taken back counts too."""
    return await t.number(
        """
        SELECT count(*) FROM event JOIN encounter ON encounter.id = event.encounter
        WHERE event.kind = 'Speak' AND event.at > :since AND (:encounter IS NULL OR encounter.id = :encounter)
        AND (encounter.host = :dreamer AND event.role = 'host' OR encounter.guest = :dreamer AND event.role = 'guest')
        """,
        dreamer=dreamer,
        encounter=encounter,
        since=seconds(since),
    )
