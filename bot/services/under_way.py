"""An encounter with everything it takes to go on with it: its events folded, its people, its words for tonight."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.domain.bond import moved_on
from bot.domain.dreamer import Dreamer
from bot.domain.encounter import Encounter, Event, fold, step
from bot.domain.naming import plain
from bot.domain.scene import Role
from bot.domain.tonight import slots_tonight
from bot.domain.wording import Cast, Person, Pronouns, say
from bot.errors import DreamError
from bot.ids import DreamerId, EncounterId, UserId
from bot.services.world import World
from bot.storage import bonds, dreamers, encounters
from bot.storage.database import Transaction
from bot.storage.due import Occasion, clear_due
from bot.storage.encounters import Dreamt

NAMES: Final = "names"
"""The quality a scene sets in which names are given."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """One encounter, as it stands after `seq` events."""

    dreamt: Dreamt
    encounter: Encounter
    seq: int
    people: Mapping[Role, Dreamer]
    cast: Cast
    slots: Mapping[str, str]

    def role_of(self, user: UserId) -> Role:
        """Return the part a person has; raises DreamError for anybody else."""
        for role, dreamer in self.people.items():
            if dreamer.user == user:
                return role
        raise DreamError("dream-not-yours")

    @property
    def over(self) -> bool:
        """Whether nothing more can happen in it, told to its end or cut short."""
        return self.encounter.ended or self.dreamt.ended_at is not None

    @property
    def names_known(self) -> bool:
        """Whether names were given: until then nobody is called by one."""
        return self.encounter.qualities.get(NAMES) == "yes"

    @property
    def both_agree_to_words(self) -> bool:
        """Whether everyone in it agreed to own words."""
        return all(dreamer.own_words for dreamer in self.people.values())


async def load(t: Transaction, world: World, id_: EncounterId) -> UnderWay:
    """Return the encounter; raises DreamError where it is gone, or its scene is no longer in the pack."""
    dreamt = await encounters.dreamt(t, id_)
    scene = world.pack.scenes.get(dreamt.scene) if dreamt else None
    if dreamt is None or scene is None or not set(dreamt.motifs.values()) <= world.pack.motifs.keys():
        raise DreamError("dream-faded")
    events = await encounters.events_of(t, id_)
    people = {role: await dreamers.dreamer(t, who) for role in Role if (who := dreamt.casting.who(role)) is not None}
    slots = slots_tonight(world.pack, scene, dreamt.motifs, dreamt.seed, dreamt.qualities.get("left"))
    encounter = fold(scene, dreamt.qualities, events)
    return UnderWay(dreamt, encounter, len(events), people, _cast(people), slots)


async def happen(t: Transaction, world: World, id_: EncounterId, event: Event, now: datetime) -> tuple[UnderWay, bool]:
    """Let `event` happen; returns the encounter after it, and whether it changed anything.

    Whoever writes event n was there. Another process that wrote it first is read, and the event is tried again on
    what is then true.
    """
    while True:
        under_way = await load(t, world, id_)
        after = step(under_way.encounter, event)
        if under_way.dreamt.ended_at is not None or after is under_way.encounter:
            return under_way, False
        if await encounters.add_event(t, id_, under_way.seq, event, now):
            break
    under_way = replace(under_way, encounter=after, seq=under_way.seq + 1)
    if after.ended:
        await _conclude(t, under_way, now)
    return under_way, True


async def _conclude(t: Transaction, under_way: UnderWay, now: datetime) -> None:
    """Keep what a dream changed, once."""
    dreamt, encounter = under_way.dreamt, under_way.encounter
    await encounters.end_encounter(t, dreamt.id, now)
    await clear_due(t, Occasion.CLOSE, dreamt.id)
    changed = {
        name: value
        for name, value in encounter.qualities.items()
        if dreamt.qualities.get(name) != value and name != "left"
    }
    await bonds.keep_qualities(t, dreamt.bond, _parts(under_way), changed)
    if encounter.left:
        leaver = under_way.people.get(Role.GUEST, under_way.people[Role.HOST])
        thing = say(encounter.left[-1], under_way.cast, under_way.slots, dreamt.seed, None)
        await bonds.keep_qualities(t, None, {Role.HOST: leaver.id}, {"host.left": thing})
    if dreamt.bond is not None:
        bond = await bonds.bond(t, dreamt.bond)
        stage = moved_on(bond.stage, encounter)
        if stage is not bond.stage:
            await bonds.keep_stage(t, bond.id, stage, now)


def _parts(under_way: UnderWay) -> dict[Role, DreamerId]:
    return {role: dreamer.id for role, dreamer in under_way.people.items()}


def _cast(people: Mapping[Role, Dreamer]) -> Cast:
    guest = people.get(Role.GUEST)
    return Cast(_person(people[Role.HOST]), None if guest is None else _person(guest))


def _person(dreamer: Dreamer) -> Person:
    if dreamer.user is None:
        return Person("somebody", Pronouns.THEY)
    return Person(plain(dreamer.name), dreamer.pronouns)
