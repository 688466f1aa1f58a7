"""What happens in a dream, and what is different once it is over."""

from dataclasses import replace
from datetime import datetime

from bot.content.texts import texts_of
from bot.domain.bond import moved_on
from bot.domain.encounter import Event, step
from bot.domain.goal import a_night_nearer
from bot.domain.qualities import ASKED, FOUND, GIVEN, LEFT, QUESTION, kept
from bot.domain.scene import Kind, Role, Scene
from bot.domain.wording import slots_in
from bot.ids import DreamerId, EncounterId
from bot.services.under_way import UnderWay, load
from bot.services.world import World
from bot.storage import bonds, encounters, lessons, pictures
from bot.storage.database import Transaction
from bot.storage.due import Occasion, clear_due


async def happen(
    t: Transaction, world: World, dream: EncounterId | UnderWay, event: Event, now: datetime
) -> tuple[UnderWay, bool]:
    """Let `event` happen; returns the encounter after it, and whether it changed anything.

    `dream` may be given as it was loaded in this transaction. Whoever writes event n was there. Another process that
    wrote it first is read, and the event is tried again on what is then true.
    """
    under_way = dream if isinstance(dream, UnderWay) else await load(t, world, dream)
    while True:
        after = step(under_way.encounter, event)
        if under_way.dreamt.ended_at is not None or after is under_way.encounter:
            return under_way, False
        if await encounters.add_event(t, under_way.dreamt.id, under_way.seq, event, now):
            break
        under_way = await load(t, world, under_way.dreamt.id)
    under_way = replace(under_way, encounter=after, seq=under_way.seq + 1)
    if after.ended:
        await _conclude(t, world, under_way, now)
    return under_way, True


async def _conclude(t: Transaction, world: World, under_way: UnderWay, now: datetime) -> None:
    """Keep what a dream changed, once."""
    dreamt = under_way.dreamt
    await encounters.end_encounter(t, dreamt.id, now)
    await clear_due(t, Occasion.CLOSE, dreamt.id)
    await _keep_changed(t, world, under_way)
    await _keep_traces(t, under_way)
    if dreamt.bond is None:
        return
    await _keep_learnt(t, under_way, now)
    bond = await bonds.bond(t, dreamt.bond)
    if Role.GUEST in under_way.people:
        stage = moved_on(bond.stage, under_way.encounter, world.pack.scenes.values())
        if stage is not bond.stage:
            await bonds.keep_stage(t, bond.id, stage, now)


async def _keep_changed(t: Transaction, world: World, under_way: UnderWay) -> None:
    """Keep the qualities that are otherwise now. Meanwhile another dream, or a day, may have changed them too."""
    changed = _changed(world, under_way)
    if not changed:
        return
    bond, before, parts = under_way.dreamt.bond, under_way.dreamt.qualities, _parts(under_way)
    by_now = await bonds.qualities_of(t, bond, parts)
    merged = {name: kept(name, before.get(name, ""), value, by_now.get(name, "")) for name, value in changed.items()}
    await bonds.keep_qualities(t, bond, parts, merged)


def _changed(world: World, under_way: UnderWay) -> dict[str, str]:
    """Return the qualities that are otherwise now, and stay so."""
    before, encounter = under_way.dreamt.qualities, under_way.encounter
    tonight_only = {*GIVEN, LEFT, ASKED}
    after = dict(encounter.qualities)
    if under_way.answered_by_both:
        after |= a_night_nearer(world.pack.goals, after)[0]
    if encounter.questions:
        after[QUESTION] = under_way.tells(encounter.questions[-1])
    return {
        name: value
        for name, value in after.items()
        if before.get(name) != value and name.rpartition(".")[2] not in tonight_only
    }


async def _keep_traces(t: Transaction, under_way: UnderWay) -> None:
    """Keep what was left for the other to find, and what was found."""
    scene, people = under_way.encounter.scene, under_way.people
    if under_way.encounter.left:
        leaver = people.get(Role.GUEST, people[Role.HOST])
        await _keep_own(t, leaver.id, LEFT, under_way.tells(under_way.encounter.left[-1]))
    found = under_way.dreamt.qualities.get(LEFT, "")
    if found and (scene.kind is Kind.ECHO or (Role.GUEST in people and _speaks_of(scene, LEFT))):
        await _keep_own(t, people[Role.HOST].id, FOUND, found)


async def _keep_learnt(t: Transaction, under_way: UnderWay, now: datetime) -> None:
    """Keep what each of a bond has learnt of the other, and from them. Who dreams alone is learnt of by traces."""
    dreamt, people = under_way.dreamt, under_way.people
    assert dreamt.bond is not None  # noqa: S101 - the one caller asked
    bond = await bonds.bond(t, dreamt.bond)
    for line in under_way.encounter.picture:
        about = people[line.about].id
        replaces = under_way.tells(line.replaces) if line.replaces else None
        await pictures.learn(t, bond.id, bond.other(about), under_way.tells(line.line), replaces, dreamt.id, now)
    for lesson in under_way.encounter.lessons:
        for role in sorted(lesson.taught & people.keys()):
            await lessons.teach(t, bond.id, people[role].id, lesson.id, dreamt.id, now)


async def _keep_own(t: Transaction, dreamer: DreamerId, name: str, value: str) -> None:
    await bonds.keep_qualities(t, None, {Role.HOST: dreamer}, {f"{Role.HOST}.{name}": value})


def _speaks_of(scene: Scene, slot: str) -> bool:
    return any(slot in slots_in(written.template) for written in texts_of(scene))


def _parts(under_way: UnderWay) -> dict[Role, DreamerId]:
    return {role: dreamer.id for role, dreamer in under_way.people.items()}
