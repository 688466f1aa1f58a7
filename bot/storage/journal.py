"""The journal: every night that was offered to a dreamer, as its own row and those of the other tell it."""

from dataclasses import dataclass
from datetime import date

from bot.domain.scene import SceneId
from bot.ids import DreamerId, EncounterId
from bot.storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Entry:
    """A night that was offered."""

    night: date
    encounter: EncounterId
    scene: SceneId
    shared: bool
    answered: bool
    """Whether its dreamer answered anything in it."""
    answered_by_both: bool
    kept: bool


async def entries(t: Transaction, dreamer: DreamerId) -> list[Entry]:
    """Return the nights of a dreamer, the first first."""
    rows = await t.all(
        """
        SELECT night.date, night.encounter, encounter.scene, encounter.guest IS NOT NULL AS shared,
            night.answered_at IS NOT NULL AS answered, other.answered_at IS NOT NULL AS other_answered,
            kept.encounter IS NOT NULL AS kept
        FROM night JOIN encounter ON encounter.id = night.encounter
        LEFT JOIN night AS other ON other.encounter = night.encounter AND other.dreamer != night.dreamer
        LEFT JOIN kept ON kept.encounter = night.encounter AND kept.dreamer = night.dreamer
        WHERE night.dreamer = :dreamer AND night.offered_at IS NOT NULL ORDER BY night.date
        """,
        dreamer=dreamer,
    )
    return [
        Entry(
            night=date.fromisoformat(row["date"]),
            encounter=row["encounter"],
            scene=row["scene"],
            shared=bool(row["shared"]),
            answered=bool(row["answered"]),
            answered_by_both=bool(row["answered"] and row["other_answered"]),
            kept=bool(row["kept"]),
        )
        for row in rows
    ]
