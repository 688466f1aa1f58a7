"""Who hung their mark on the wall of a server, and is still a dreamer there."""

from bot.domain.dreamer import Dreamer
from bot.domain.soulmark import Cover
from bot.ids import GuildId
from bot.storage.database import Transaction
from bot.storage.dreamers import read_dreamer


async def on_the_wall(t: Transaction, guild: GuildId) -> list[Dreamer]:
    """Return them in the order they joined: nobody who left, was removed or erased."""
    rows = await t.all(
        """
        SELECT * FROM dreamer WHERE guild = :guild AND cover = :cover AND user IS NOT NULL AND motif IS NOT NULL
        AND (dm_channel IS NOT NULL OR at_door = 1)
        AND NOT EXISTS (SELECT 1 FROM removal WHERE removal.dreamer = dreamer.id) ORDER BY id
        """,
        guild=guild,
        cover=Cover.ON_THE_WALL.value,
    )
    return [read_dreamer(row) for row in rows]
