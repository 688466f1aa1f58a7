"""Who is told at the door of their server, and what waits there."""

from datetime import datetime
from typing import Final

from bot.domain.door import Door
from bot.domain.dreamer import Dreamer
from bot.ids import DreamerId, EncounterId, GuildId, RowId
from bot.storage.database import Transaction
from bot.storage.dreamers import read_dreamer
from bot.storage.instants import seconds
from bot.storage.outbox_row import SELECT, OutboxRow, read_row

UNREACHABLE: Final = "unreachable"
"""Why a row was dropped that no direct message brought."""


async def dreamer_and_door(t: Transaction, id_: DreamerId) -> tuple[Dreamer, Door]:
    """Return a dreamer and their server's door, in one statement: every bedtime asks; raises LookupError."""
    row = await t.one(
        """
        SELECT dreamer.*, door_channel, door_zone, door_at, coalesce(door_for_all, 0) AS door_for_all
        FROM dreamer LEFT JOIN server ON server.guild = dreamer.guild WHERE dreamer.id = :id
        """,
        id=id_,
    )
    if row is None:
        raise LookupError(f"dreamer {id_}")
    door = Door(row["door_channel"], row["door_zone"], row["door_at"], for_all=bool(row["door_for_all"]))
    return read_dreamer(row), door


async def keep_wish(t: Transaction, id_: DreamerId, *, wanted: bool) -> None:
    """Keep whether a dreamer wants to be told at the door from their next night on."""
    await t.run("UPDATE dreamer SET wants_door = :wanted WHERE id = :id", wanted=wanted, id=id_)


async def keep_at_door(t: Transaction, id_: DreamerId, *, at_door: bool) -> None:
    """Keep whether a dreamer is told at the door; what they were not told yet goes with them."""
    await t.run("UPDATE dreamer SET at_door = :at_door WHERE id = :id", at_door=at_door, id=id_)
    if at_door:
        await t.run("UPDATE dreamer SET unreachable_at = NULL WHERE id = :id", id=id_)
    await t.run(
        """
        UPDATE outbox SET at_door = :at_door
        WHERE dreamer = :id AND deed = 'send' AND channel IS NULL AND state = 'waiting'
        """,
        at_door=at_door,
        id=id_,
    )


async def bring_to_door(t: Transaction, id_: DreamerId, encounter: EncounterId) -> None:
    """Let what no direct message brought of a dream wait at the door."""
    await t.run(
        """
        UPDATE outbox SET state = 'waiting', at_door = 1, why = NULL
        WHERE dreamer = :id AND encounter = :encounter AND deed = 'send' AND state = 'dropped' AND why = :why
        """,
        id=id_,
        encounter=encounter,
        why=UNREACHABLE,
    )


async def waiting_at_door(t: Transaction, id_: DreamerId, now: datetime) -> list[OutboxRow]:
    """Return what waits at the door for a dreamer by now, in order; perhaps it was told, and nobody knows."""
    rows = await t.all(
        f"{SELECT} WHERE o.dreamer = :id AND o.at_door = 1 AND o.deed = 'send' AND o.due_at <= :now"
        " AND o.state IN ('waiting', 'unsure') ORDER BY o.due_at, o.id",
        id=id_,
        now=seconds(now),
    )
    return [read_row(row) for row in rows]


async def take_from_door(t: Transaction, id_: RowId, real: datetime) -> None:
    """Keep that an interaction is telling this row; until it has, nobody knows whether it was told."""
    await t.run(
        """
        UPDATE outbox SET state = 'claimed', claimed_real = :real, tried_real = :real, attempts = attempts + 1,
            by_click = 1
        WHERE id = :id
        """,
        real=seconds(real),
        id=id_,
    )


async def anybody_at_door(t: Transaction, guild: GuildId, *, for_all: bool) -> bool:
    """Whether somebody who dreams in this server is, or is to be, told at its door."""
    row = await t.one(
        """
        SELECT id FROM dreamer WHERE guild = :guild AND user IS NOT NULL AND zone IS NOT NULL AND paused_at IS NULL
        AND (at_door = 1 OR wants_door = 1 OR :for_all) LIMIT 1
        """,
        guild=guild,
        for_all=for_all,
    )
    return row is not None


async def last_post(t: Transaction, guild: GuildId) -> OutboxRow | None:
    """Return the row of the latest post of a server's door."""
    row = await t.one(
        f"{SELECT} WHERE o.key >= :first AND o.key < :last AND o.deed = 'send' ORDER BY o.id DESC LIMIT 1",
        first=f"door/{guild}/",
        last=f"door/{guild}0",
    )
    return None if row is None else read_row(row)


async def drop_paused(t: Transaction, id_: DreamerId) -> None:
    """Drop what waits at the door to say that a dreamer's nights are paused: they are no longer."""
    await t.run(
        """
        UPDATE outbox SET state = 'dropped', why = 'no longer so'
        WHERE key >= :first AND key < :last AND at_door = 1 AND state IN ('waiting', 'unsure')
        """,
        first=f"paused/{id_}/",
        last=f"paused/{id_}0",
    )
