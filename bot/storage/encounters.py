"""Encounters and the events they are folded over."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.chance import Seed
from bot.domain.dreamer import Casting
from bot.domain.encounter import Arrive, Close, DreamOn, Event, Pick, Speak
from bot.domain.scene import BeatId, Kind, Role, SceneId
from bot.ids import BondId, DreamerId, EncounterId, GuildId
from bot.storage.database import Row, Transaction
from bot.storage.instants import instant, instant_or_none, seconds

ERASED = "\N{HORIZONTAL ELLIPSIS}"
"""Stands where the words of someone who was erased stood."""


@dataclass(frozen=True, slots=True)
class Dreamt:
    """An encounter as it is kept: where it lies, who is in it, until when it stays open."""

    id: EncounterId
    guild: GuildId
    bond: BondId | None
    casting: Casting
    scene: SceneId
    kind: Kind
    motifs: Mapping[Role, str]
    seed: Seed
    qualities: Mapping[str, str]
    began_at: datetime
    closes_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Draft:
    """An encounter that is about to begin."""

    guild: GuildId
    bond: BondId | None
    casting: Casting
    scene: SceneId
    kind: Kind
    pack: str
    motifs: Mapping[Role, str]
    seed: Seed
    qualities: Mapping[str, str]
    closes_at: datetime | None


async def begin_encounter(t: Transaction, draft: Draft, now: datetime) -> EncounterId:
    """Keep a new encounter."""
    return EncounterId(
        await t.number(
            """
            INSERT INTO encounter
                (guild, bond, host, guest, scene, kind, pack, host_motif, guest_motif, seed, qualities, began_at,
                closes_at)
            VALUES (:guild, :bond, :host, :guest, :scene, :kind, :pack,
                :host_motif, :guest_motif, :seed, :qualities, :now, :closes)
            RETURNING id
            """,
            guild=draft.guild,
            bond=draft.bond,
            host=draft.casting.host,
            guest=draft.casting.guest,
            scene=draft.scene,
            kind=draft.kind.value,
            pack=draft.pack,
            host_motif=draft.motifs[Role.HOST],
            guest_motif=draft.motifs.get(Role.GUEST),
            seed=draft.seed,
            qualities=json.dumps(dict(draft.qualities)),
            now=seconds(now),
            closes=draft.closes_at and seconds(draft.closes_at),
        )
    )


async def dreamt(t: Transaction, id_: EncounterId) -> Dreamt | None:
    """Return the encounter of this id."""
    row = await t.one("SELECT * FROM encounter WHERE id = :id", id=id_)
    return None if row is None else _dreamt(row)


async def first_dream(t: Transaction, dreamer: DreamerId) -> Dreamt | None:
    """Return the dream a dreamer had on joining."""
    row = await t.one(
        "SELECT * FROM encounter WHERE host = :dreamer AND kind = :kind ORDER BY id DESC LIMIT 1",
        dreamer=dreamer,
        kind=Kind.FIRST.value,
    )
    return None if row is None else _dreamt(row)


async def scenes_dreamt(t: Transaction, dreamer: DreamerId, limit: int = 400) -> list[tuple[SceneId, datetime]]:
    """Return which scenes a dreamer was in and when, the latest first."""
    rows = await t.all(
        """
        SELECT scene, began_at FROM encounter WHERE host = :dreamer OR guest = :dreamer
        ORDER BY began_at DESC, id DESC LIMIT :limit
        """,
        dreamer=dreamer,
        limit=limit,
    )
    return [(SceneId(row["scene"]), instant(row["began_at"])) for row in rows]


async def shared_so_far(t: Transaction, bond: BondId) -> int:
    """Count the dreams a bond has shared."""
    return await t.number("SELECT count(*) FROM encounter WHERE bond = :bond AND guest IS NOT NULL", bond=bond)


async def open_encounters(t: Transaction, bond: BondId) -> list[EncounterId]:
    """Return what the two of a bond are dreaming together now."""
    sql = "SELECT id FROM encounter WHERE bond = :bond AND guest IS NOT NULL AND ended_at IS NULL ORDER BY id"
    rows = await t.all(sql, bond=bond)
    return [EncounterId(row["id"]) for row in rows]


async def end_encounter(t: Transaction, id_: EncounterId, now: datetime) -> None:
    """Keep that nothing more can happen in it."""
    await t.run("UPDATE encounter SET ended_at = coalesce(ended_at, :now) WHERE id = :id", now=seconds(now), id=id_)


async def events_of(t: Transaction, id_: EncounterId) -> list[Event]:
    """Return what happened, in order."""
    rows = await t.all("SELECT * FROM event WHERE encounter = :id ORDER BY seq", id=id_)
    return [_event(row) for row in rows]


async def add_event(t: Transaction, id_: EncounterId, seq: int, event: Event, now: datetime) -> bool:
    """Write the event as number `seq`; False where somebody else wrote that number first."""
    role, beat, answer = _columns(event)
    row = await t.one(
        """
        INSERT INTO event (encounter, seq, kind, role, beat, answer, at)
        VALUES (:id, :seq, :kind, :role, :beat, :answer, :now)
        ON CONFLICT (encounter, seq) DO NOTHING RETURNING seq
        """,
        id=id_,
        seq=seq,
        kind=type(event).__name__,
        role=role,
        beat=beat,
        answer=answer,
        now=seconds(now),
    )
    return row is not None


async def erase_words(t: Transaction, dreamer: DreamerId) -> None:
    """Take a dreamer's own words out of every dream they were in."""
    await t.run(
        """
        UPDATE event SET answer = NULL WHERE kind = 'Speak' AND EXISTS (
            SELECT 1 FROM encounter WHERE encounter.id = event.encounter AND (
                (encounter.host = :dreamer AND event.role = 'host')
                OR (encounter.guest = :dreamer AND event.role = 'guest')))
        """,
        dreamer=dreamer,
    )


def _columns(event: Event) -> tuple[str | None, str | None, str | None]:
    match event:
        case Arrive(who):
            return who.value, None, None
        case Pick(who, beat, choice):
            return who.value, beat, choice
        case Speak(who, beat, text):
            return who.value, beat, text
        case DreamOn(who, beat):
            return who.value, beat, None
        case Close():
            return None, None, None


def _event(row: Row) -> Event:
    kind, beat = row["kind"], BeatId(row["beat"] or "")
    if kind == "Close":
        return Close()
    role = Role(row["role"])
    if kind == "Arrive":
        return Arrive(role)
    if kind == "Pick":
        return Pick(role, beat, row["answer"])
    if kind == "Speak":
        return Speak(role, beat, row["answer"] if row["answer"] is not None else ERASED)
    return DreamOn(role, beat)


def _dreamt(row: Row) -> Dreamt:
    return Dreamt(
        id=row["id"],
        guild=row["guild"],
        bond=row["bond"],
        casting=Casting(row["host"], row["guest"]),
        scene=SceneId(row["scene"]),
        kind=Kind(row["kind"]),
        motifs={role: row[f"{role}_motif"] for role in Role if row[f"{role}_motif"] is not None},
        seed=Seed(row["seed"]),
        qualities=json.loads(row["qualities"]),
        began_at=instant(row["began_at"]),
        closes_at=instant_or_none(row["closes_at"]),
        ended_at=instant_or_none(row["ended_at"]),
    )
