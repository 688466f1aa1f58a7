"""The pages dreamers wrote of themselves into the register."""

from collections.abc import Sequence

from bot.ids import DreamerId
from bot.storage.database import Transaction


async def page_of(t: Transaction, dreamer: DreamerId) -> list[str]:
    """Return what a dreamer wrote, line by line."""
    rows = await t.all("SELECT line FROM page WHERE dreamer = :dreamer ORDER BY number", dreamer=dreamer)
    return [row["line"] for row in rows]


async def keep_page(t: Transaction, dreamer: DreamerId, lines: Sequence[str]) -> None:
    """Keep a page in place of the one before; no lines take it out."""
    await t.run("DELETE FROM page WHERE dreamer = :dreamer", dreamer=dreamer)
    for number, line in enumerate(lines):
        await t.run(
            "INSERT INTO page (dreamer, number, line) VALUES (:dreamer, :number, :line)",
            dreamer=dreamer,
            number=number,
            line=line,
        )
