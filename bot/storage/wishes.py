"""Who was kept waiting, was asked once what they wish, and what they wished."""

from datetime import datetime

from bot.domain.waiting import Wish
from bot.ids import BondId, DreamerId
from bot.storage.database import Transaction
from bot.storage.instants import seconds


async def ask_wish(t: Transaction, bond: BondId, dreamer: DreamerId, now: datetime) -> bool:
    """Keep that a dreamer is asked; False where they were asked before."""
    row = await t.one(
        """
        INSERT INTO wish (bond, dreamer, asked_at) VALUES (:bond, :dreamer, :now)
        ON CONFLICT (bond, dreamer) DO NOTHING RETURNING bond
        """,
        bond=bond,
        dreamer=dreamer,
        now=seconds(now),
    )
    return row is not None


async def was_asked(t: Transaction, bond: BondId, dreamer: DreamerId) -> bool:
    """Whether a dreamer was asked."""
    sql = "SELECT 1 FROM wish WHERE bond = :bond AND dreamer = :dreamer"
    return await t.one(sql, bond=bond, dreamer=dreamer) is not None


async def keep_wish(t: Transaction, bond: BondId, dreamer: DreamerId, wish: Wish) -> None:
    """Keep what one who was asked wishes, in place of what they wished before."""
    await t.run(
        "UPDATE wish SET wish = :wish WHERE bond = :bond AND dreamer = :dreamer",
        bond=bond,
        dreamer=dreamer,
        wish=wish.value,
    )


async def dreams_alone(t: Transaction, bond: BondId) -> bool:
    """Whether one of the two wished to dream alone."""
    sql = "SELECT 1 FROM wish WHERE bond = :bond AND wish = :wish"
    return await t.one(sql, bond=bond, wish=Wish.ALONE.value) is not None


async def wished_alone(t: Transaction, bond: BondId, dreamer: DreamerId) -> bool:
    """Whether this one of the two wished to dream alone."""
    sql = "SELECT 1 FROM wish WHERE bond = :bond AND dreamer = :dreamer AND wish = :wish"
    return await t.one(sql, bond=bond, dreamer=dreamer, wish=Wish.ALONE.value) is not None
