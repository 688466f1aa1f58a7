"""Who has been shown, at a waking, what they are to their soulmate."""

from datetime import datetime

from bot.ids import BondId, DreamerId
from bot.storage.database import Transaction
from bot.storage.instants import seconds


async def show_once(t: Transaction, bond: BondId, dreamer: DreamerId, now: datetime) -> bool:
    """Keep that one of a bond is shown it now; False where they were before."""
    row = await t.one(
        """
        INSERT INTO emblem (bond, dreamer, shown_at) VALUES (:bond, :dreamer, :now)
        ON CONFLICT (bond, dreamer) DO NOTHING RETURNING bond
        """,
        bond=bond,
        dreamer=dreamer,
        now=seconds(now),
    )
    return row is not None
