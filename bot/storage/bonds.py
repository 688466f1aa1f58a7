"""Bonds: who is bound to whom, how far they have come, and what is so between them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bot.domain.dreamer import Bond
from bot.domain.scene import Role, Stage
from bot.domain.standing import Behind, behind
from bot.ids import BondId, DreamerId, GuildId
from bot.storage.database import Row, Transaction
from bot.storage.instants import instant, seconds


async def bond(t: Transaction, id_: BondId) -> Bond:
    """Return a bond, ended or not; raises LookupError."""
    found = await find_bond(t, id_)
    if found is None:
        raise LookupError(f"bond {id_}")
    return found


async def find_bond(t: Transaction, id_: BondId) -> Bond | None:
    """Return a bond, if there ever was one of this id."""
    row = await t.one("SELECT * FROM bond WHERE id = :id", id=id_)
    return None if row is None else _bond(row)


async def bond_of(t: Transaction, dreamer: DreamerId) -> Bond | None:
    """Return the bond a dreamer is in now."""
    row = await t.one("SELECT * FROM bond WHERE (a = :id OR b = :id) AND ended_at IS NULL", id=dreamer)
    return None if row is None else _bond(row)


async def add_bond(t: Transaction, guild: GuildId, one: DreamerId, two: DreamerId, now: datetime) -> BondId:
    """Bind two dreamers; raises LookupError where one of them is bound already, on whichever side of a bond."""
    id_ = BondId(
        await t.number(
            """
            INSERT INTO bond (guild, a, b, formed_at, stage, stage_at)
            SELECT :guild, :a, :b, :now, :stage, :now WHERE NOT EXISTS (
                SELECT 1 FROM bond WHERE ended_at IS NULL AND (a IN (:a, :b) OR b IN (:a, :b)))
            RETURNING id
            """,
            guild=guild,
            a=min(one, two),
            b=max(one, two),
            now=seconds(now),
            stage=Stage.MARKED.value,
        )
    )
    await t.run("INSERT INTO step VALUES (:id, :stage, :now)", id=id_, stage=Stage.MARKED.value, now=seconds(now))
    return id_


async def keep_stage(t: Transaction, id_: BondId, stage: Stage, now: datetime) -> None:
    """Keep how far a bond has come, and since when."""
    await t.run(
        "UPDATE bond SET stage = :stage, stage_at = :now WHERE id = :id", stage=stage.value, now=seconds(now), id=id_
    )
    await t.run(
        "INSERT INTO step VALUES (:id, :stage, :now) ON CONFLICT DO NOTHING",
        id=id_,
        stage=stage.value,
        now=seconds(now),
    )


async def steps_of(t: Transaction, id_: BondId) -> dict[Stage, datetime]:
    """Return when a bond came to each stage."""
    rows = await t.all("SELECT stage, at FROM step WHERE bond = :id ORDER BY at", id=id_)
    return {Stage(row["stage"]): instant(row["at"]) for row in rows}


async def end_bond(t: Transaction, id_: BondId, left: DreamerId | None, now: datetime) -> None:
    """End a bond; `left` had no part in it. It is kept, because two who were paired before are not paired again."""
    await t.run(
        "UPDATE bond SET ended_at = :now, left_behind = :left WHERE id = :id AND ended_at IS NULL",
        now=seconds(now),
        left=left,
        id=id_,
    )


BEHIND: Final = """
    EXISTS (SELECT 1 FROM bond WHERE (a = dreamer.id OR b = dreamer.id) AND ended_at IS NULL) AS bound,
    (SELECT max(id) FROM bond WHERE (a = dreamer.id OR b = dreamer.id) AND ended_at IS NOT NULL) AS last_over
"""
"""What `read_behind` reads, beside the columns of a dreamer."""


def read_behind(row: Row) -> Behind:
    """Return who is behind a dreamer's mark."""
    return behind(bound=bool(row["bound"]), last_over=row["last_over"] or 0, marked_after=row["marked_after"] or 0)


async def behind_mark(t: Transaction, dreamer: DreamerId) -> Behind:
    """Return who is behind the mark of a dreamer; raises LookupError."""
    row = await t.one(f"SELECT marked_after, {BEHIND} FROM dreamer WHERE id = :id", id=dreamer)
    if row is None:
        raise LookupError(f"dreamer {dreamer}")
    return read_behind(row)


async def left_behind(t: Transaction, guild: GuildId) -> set[DreamerId]:
    """Return whose last bond in this server ended without a part of theirs in it."""
    rows = await t.all(
        """
        SELECT left_behind FROM bond WHERE guild = :guild AND ended_at IS NOT NULL AND left_behind IS NOT NULL
        AND id = (SELECT max(id) FROM bond later WHERE later.a = bond.left_behind OR later.b = bond.left_behind)
        """,
        guild=guild,
    )
    return {DreamerId(row["left_behind"]) for row in rows}


async def paired_before(t: Transaction, guild: GuildId) -> set[frozenset[DreamerId]]:
    """Return every two who are or were bound in this server."""
    rows = await t.all("SELECT a, b FROM bond WHERE guild = :guild", guild=guild)
    return {frozenset((DreamerId(row["a"]), DreamerId(row["b"]))) for row in rows}


async def qualities_of(t: Transaction, bond_id: BondId | None, parts: Mapping[Role, DreamerId]) -> dict[str, str]:
    """Return the qualities as a scene with this casting names them."""
    rows = await t.all(
        "SELECT dreamer, name, value FROM quality WHERE bond = :bond AND dreamer IN (0, :host, :guest)",
        bond=bond_id or 0,
        host=parts.get(Role.HOST),
        guest=parts.get(Role.GUEST),
    )
    owners: dict[int, str] = {0: ""} | {dreamer: f"{role.value}." for role, dreamer in parts.items()}
    return {owners[row["dreamer"]] + row["name"]: row["value"] for row in rows if row["dreamer"] in owners}


async def own_of(t: Transaction, *ids: DreamerId) -> dict[DreamerId, dict[str, str]]:
    """Return what up to two dreamers have of their own, whomever they are bound to."""
    rows = await t.all(
        "SELECT dreamer, name, value FROM quality WHERE bond = 0 AND dreamer IN (:one, :other)",
        one=ids[0],
        other=ids[-1],
    )
    return {id_: {row["name"]: row["value"] for row in rows if row["dreamer"] == id_} for id_ in ids}


async def keep_qualities(
    t: Transaction, bond_id: BondId | None, parts: Mapping[Role, DreamerId], qualities: Mapping[str, str]
) -> None:
    """Keep qualities as a scene with this casting names them. What is so between two is not, without a bond."""
    for name, value in qualities.items():
        first, dot, rest = name.partition(".")
        owned = bool(dot) and first in (Role.HOST.value, Role.GUEST.value)
        if bond_id is None and not owned:
            continue
        owner = parts.get(Role(first), DreamerId(0)) if owned else DreamerId(0)
        await t.run(
            """
            INSERT INTO quality (bond, dreamer, name, value) VALUES (:bond, :dreamer, :name, :value)
            ON CONFLICT (bond, dreamer, name) DO UPDATE SET value = :value
            """,
            bond=bond_id or 0,
            dreamer=owner,
            name=rest if owned else name,
            value=value,
        )


def _bond(row: Row) -> Bond:
    return Bond(
        id=row["id"],
        guild=row["guild"],
        a=row["a"],
        b=row["b"],
        formed_at=instant(row["formed_at"]),
        stage=Stage(row["stage"]),
        stage_at=instant(row["stage_at"]),
        ended=row["ended_at"] is not None,
    )
