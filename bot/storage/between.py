"""What was written to two of a bond outside of dreams: hands, wishes, and that they met."""

from bot.ids import BondId, DreamerId
from bot.storage.database import Transaction


async def hands_shown(t: Transaction, bond: BondId) -> tuple[int, bool]:
    """Return how often a hand was shown in a bond, and whether the last time it reached nobody."""
    first, last = _keys("hand", bond)
    rows = await t.all(
        "SELECT state FROM outbox WHERE key >= :first AND key < :last ORDER BY id", first=first, last=last
    )
    return len(rows), bool(rows) and rows[-1]["state"] == "dropped"


async def drop_between(t: Transaction, bond: BondId, why: str) -> None:
    """Drop what was not shown yet of a bond: hands, questions, and what of its dreams waits at a door."""
    for kind in ("hand", "wish", "met"):
        await _drop(t, kind, bond, why)
    await t.run(
        """
        UPDATE outbox SET state = 'dropped', why = :why WHERE at_door = 1 AND state = 'waiting'
        AND encounter IN (SELECT id FROM encounter WHERE bond = :bond)
        """,
        why=why,
        bond=bond,
    )


async def drop_hands(t: Transaction, bond: BondId, why: str) -> None:
    """Drop the hands of a bond that were not shown yet."""
    await _drop(t, "hand", bond, why)


async def _drop(t: Transaction, kind: str, bond: BondId, why: str) -> None:
    first, last = _keys(kind, bond)
    await t.run(
        """
        UPDATE outbox SET state = 'dropped', why = :why
        WHERE key >= :first AND key < :last AND state IN ('waiting', 'unsure')
        """,
        why=why,
        first=first,
        last=last,
    )


async def forget_between(t: Transaction, dreamer: DreamerId) -> None:
    """Delete what names a dreamer in letters to those they were bound to, beside the dreams the two were in."""
    for row in await t.all("SELECT id FROM bond WHERE a = :dreamer OR b = :dreamer", dreamer=dreamer):
        bond = BondId(row["id"])
        for kind in ("hand", "wish", "met"):
            first, last = _keys(kind, bond)
            await t.run("DELETE FROM outbox WHERE key >= :first AND key < :last", first=first, last=last)
        # A waking after a lone dream says the picture too, by name, and shows the mark.
        lone = "SELECT id FROM encounter WHERE bond = :bond AND guest IS NULL"
        names = """(letter LIKE '%"picture":[{%' OR letter LIKE '%"emblem":{%')"""
        said = f"dreamer IS NOT NULL AND {names} AND encounter IN ({lone})"
        await t.run(f"DELETE FROM outbox WHERE target IN (SELECT id FROM outbox WHERE {said})", bond=bond)
        await t.run(
            f"UPDATE night SET last_row = NULL WHERE last_row IN (SELECT id FROM outbox WHERE {said})", bond=bond
        )
        await t.run(f"DELETE FROM outbox WHERE {said}", bond=bond)


def _keys(kind: str, bond: BondId) -> tuple[str, str]:
    """Return from where to where the keys of these letters of a bond lie: the character after "/" is "0"."""
    return f"{kind}/{bond}/", f"{kind}/{bond}0"
