"""What one dreamer has learnt of the other, line by line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.picture import Picture, drawn, learnt
from bot.ids import BondId, DreamerId, EncounterId
from bot.storage.database import Transaction
from bot.storage.instants import instant, seconds


@dataclass(frozen=True, slots=True)
class Learnt:
    """A line, who learnt it, when, and in which dream: their own, or a lone one of the other's."""

    knower: DreamerId
    line: str
    replaces: str | None
    at: datetime
    encounter: EncounterId


async def learn(
    t: Transaction,
    bond: BondId,
    knower: DreamerId,
    line: str,
    replaces: str | None,
    encounter: EncounterId,
    now: datetime,
) -> None:
    """Keep a line that was learnt in an encounter; one that changes nothing is not kept."""
    before = await picture_of(t, bond, knower)
    if learnt(before, line, replaces) == before:
        return
    await t.run(
        """
        INSERT INTO picture_line (bond, knower, line, replaces, encounter, at)
        VALUES (:bond, :knower, :line, :replaces, :encounter, :now)
        """,
        bond=bond,
        knower=knower,
        line=line,
        replaces=replaces,
        encounter=encounter,
        now=seconds(now),
    )


async def picture_of(t: Transaction, bond: BondId, knower: DreamerId) -> Picture:
    """Return the picture as it stands."""
    rows = await t.all(
        "SELECT line, replaces FROM picture_line WHERE bond = :bond AND knower = :knower ORDER BY id",
        bond=bond,
        knower=knower,
    )
    return drawn((row["line"], row["replaces"]) for row in rows)


async def learnt_in(t: Transaction, bond: BondId) -> list[Learnt]:
    """Return every line that was learnt in a bond, by either, in order: of them a picture of any night is drawn."""
    rows = await t.all("SELECT * FROM picture_line WHERE bond = :bond ORDER BY id", bond=bond)
    return [Learnt(row["knower"], row["line"], row["replaces"], instant(row["at"]), row["encounter"]) for row in rows]


def as_it_stood(lines: Iterable[Learnt], knower: DreamerId, until: datetime) -> Picture:
    """Return the picture one of a bond had then."""
    return drawn((one.line, one.replaces) for one in lines if one.knower == knower and one.at <= until)


async def fresh_lines(t: Transaction, bond: BondId, knower: DreamerId) -> Sequence[str]:
    """Return the lines their knower was not told of yet."""
    rows = await t.all(
        "SELECT line FROM picture_line WHERE bond = :bond AND knower = :knower AND told_at IS NULL ORDER BY id",
        bond=bond,
        knower=knower,
    )
    return [row["line"] for row in rows]


async def keep_picture_told(t: Transaction, bond: BondId, knower: DreamerId, now: datetime) -> None:
    """Keep that the picture was said whole."""
    await t.run(
        "UPDATE picture_line SET told_at = :now WHERE bond = :bond AND knower = :knower AND told_at IS NULL",
        bond=bond,
        knower=knower,
        now=seconds(now),
    )
