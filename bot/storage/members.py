"""The dreamers of a server as its moderators see them: never who is bound to whom."""

from dataclasses import dataclass

from bot.domain.standing import Standing, standing
from bot.ids import DreamerId, GuildId, UserId
from bot.storage.bonds import BEHIND, read_behind
from bot.storage.database import Row, Transaction
from bot.storage.dreamers import read_dreamer


@dataclass(frozen=True, slots=True)
class Listed:
    """A dreamer in the moderators' list. `reports`: how often they were reported."""

    id: DreamerId
    user: UserId
    standing: Standing
    reports: int


_LISTED = f"""
    SELECT * FROM (
        SELECT dreamer.*, removal.at AS removed_at, {BEHIND},
            (SELECT count(*) FROM report WHERE report.reported = dreamer.id) AS reports
        FROM dreamer LEFT JOIN removal ON removal.dreamer = dreamer.id
        WHERE dreamer.guild = :guild AND dreamer.user IS NOT NULL
    ) AS listed
"""
_WORTH_LISTING = "dm_channel IS NOT NULL OR at_door = 1 OR removed_at IS NOT NULL OR reports > 0"
"""Who merely left is nobody's business any more."""


async def members(t: Transaction, guild: GuildId, skip: int, most: int) -> tuple[list[Listed], int]:
    """Return the dreamers of a server in the order they joined, and how many there are."""
    rows = await t.all(
        f"{_LISTED} WHERE {_WORTH_LISTING} ORDER BY id LIMIT :most OFFSET :skip", guild=guild, most=most, skip=skip
    )
    count = await t.number(f"SELECT count(*) FROM ({_LISTED} WHERE {_WORTH_LISTING}) AS counted", guild=guild)
    return [_listed(row) for row in rows], count


async def member(t: Transaction, guild: GuildId, user: UserId) -> Listed | None:
    """Return one of them."""
    row = await t.one(f"{_LISTED} WHERE user = :user", guild=guild, user=user)
    return None if row is None else _listed(row)


def _listed(row: Row) -> Listed:
    stands = standing(read_dreamer(row), read_behind(row), removed=row["removed_at"] is not None)
    return Listed(row["id"], row["user"], stands, row["reports"])
