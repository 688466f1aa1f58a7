"""Encounters and the events they are folded over."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.chance import Seed
from bot.domain.dreamer import Casting
from bot.domain.encounter import Arrive, Close, DreamOn, Event, Pick, Speak, Try
from bot.domain.scene import BeatId, Kind, Role, SceneId
from bot.ids import BondId, DreamerId, EncounterId, GuildId
from bot.storage.database import Row, Transaction
from bot.storage.instants import instant, instant_or_none, seconds

ERASED = "\N{HORIZONTAL ELLIPSIS}"
"""Stands where words stood that were taken back, or whose writer was erased."""


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


@dataclass(frozen=True, slots=True)
class Before:
    """A scene that was dreamt before: who was host, when it began, and who answered."""

    scene: SceneId
    kind: Kind
    host: DreamerId
    guest: DreamerId | None
    began_at: datetime
    answered: frozenset[DreamerId]


async def dreamt_by(t: Transaction, dreamer: DreamerId, limit: int = 400) -> list[Before]:
    """Return what a dreamer dreamt, alone or as one of two, the latest first."""
    return await _before(t, "encounter.host = :id OR encounter.guest = :id", dreamer, limit)


async def dreamt_in(t: Transaction, bond: BondId, limit: int = 800) -> list[Before]:
    """Return what the two of a bond dreamt since they are one, together and alone, the latest first."""
    return await _before(t, "encounter.bond = :id", bond, limit)


async def shared_nights(t: Transaction, bond: BondId) -> int:
    """Count the nights the two of a bond have shared: the dreams of both that one of them was offered."""
    return await t.number(
        """
        SELECT count(DISTINCT encounter.id) FROM encounter JOIN night ON night.encounter = encounter.id
        WHERE encounter.bond = :bond AND encounter.guest IS NOT NULL AND night.offered_at IS NOT NULL
        """,
        bond=bond,
    )


async def shared_and_over(t: Transaction, bond: BondId, limit: int) -> list[Before]:
    """Return the last dreams the two of a bond shared that are over, the latest first."""
    where = "encounter.bond = :id AND encounter.guest IS NOT NULL AND encounter.ended_at IS NOT NULL"
    return await _before(t, where, bond, limit)


async def shared_and_answered(t: Transaction, bond: BondId) -> list[tuple[EncounterId, date]]:
    """Return the dreams of a bond that are over and that both answered in, each with its night, the earliest first."""
    rows = await t.all(
        """
        SELECT encounter.id, min(night.date) AS date FROM encounter JOIN night ON night.encounter = encounter.id
        WHERE encounter.bond = :bond AND encounter.guest IS NOT NULL AND encounter.ended_at IS NOT NULL
        AND night.answered_at IS NOT NULL
        GROUP BY encounter.id HAVING count(*) = 2 ORDER BY encounter.began_at, encounter.id
        """,
        bond=bond,
    )
    return [(EncounterId(row["id"]), date.fromisoformat(row["date"])) for row in rows]


async def shared_scenes(t: Transaction, bond: BondId) -> list[tuple[EncounterId, SceneId]]:
    """Return every dream the two of a bond were both to be in, with its scene, the latest first."""
    rows = await t.all(
        "SELECT id, scene FROM encounter WHERE bond = :bond AND guest IS NOT NULL ORDER BY id DESC", bond=bond
    )
    return [(row["id"], row["scene"]) for row in rows]


async def latest_in(t: Transaction, dreamer: DreamerId, bond: BondId) -> EncounterId | None:
    """Return the latest dream of a dreamer that is of this bond, or of before any."""
    row = await t.one(
        """
        SELECT id FROM encounter WHERE (host = :dreamer OR guest = :dreamer) AND (bond = :bond OR bond IS NULL)
        ORDER BY id DESC LIMIT 1
        """,
        dreamer=dreamer,
        bond=bond,
    )
    return None if row is None else EncounterId(row["id"])


async def _before(t: Transaction, where: str, id_: int, limit: int) -> list[Before]:
    # `where` is one of the conditions above, never anything from outside.
    rows = await t.all(
        f"""
        SELECT scene, kind, host, guest, began_at,
            h.answered_at IS NOT NULL AS host_answered, g.answered_at IS NOT NULL AS guest_answered
        FROM encounter
        LEFT JOIN night h ON h.encounter = encounter.id AND h.dreamer = encounter.host
        LEFT JOIN night g ON g.encounter = encounter.id AND g.dreamer = encounter.guest
        WHERE {where} ORDER BY began_at DESC, encounter.id DESC LIMIT :limit
        """,
        id=id_,
        limit=limit,
    )
    return [_dreamt_before(row) for row in rows]


def _dreamt_before(row: Row) -> Before:
    answered = {row[role] for role in Role if row[role] is not None and row[f"{role}_answered"]}
    return Before(
        SceneId(row["scene"]),
        Kind(row["kind"]),
        row["host"],
        row["guest"],
        instant(row["began_at"]),
        frozenset(answered),
    )


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
        case Arrive(who, carried):
            return who.value, None, carried or None
        case Pick(who, beat, choice):
            return who.value, beat, choice
        case Speak(who, beat, text, _):
            return who.value, beat, text
        case Try(who, lesson, held):
            return who.value, None, f"{lesson} {_HELD[held]}"
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
        return Arrive(role, row["answer"] or "")
    if kind == "Pick":
        return Pick(role, beat, row["answer"])
    if kind == "Speak":
        taken_back = row["taken_back_at"] is not None
        return Speak(role, beat, ERASED if taken_back or row["answer"] is None else row["answer"], taken_back)
    if kind == "Try":
        lesson, _, held = str(row["answer"]).partition(" ")
        return Try(role, lesson, held == _HELD[True])
    return DreamOn(role, beat)


_HELD = {True: "held", False: "not yet"}


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
