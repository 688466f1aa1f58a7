"""An encounter with everything it takes to go on with it: its events folded, its people, its words for tonight."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain import register
from bot.domain.dreamer import Dreamer
from bot.domain.encounter import Encounter, fold
from bot.domain.naming import plain
from bot.domain.qualities import ASKED, LEFT, NAMES, QUESTION
from bot.domain.scene import Role
from bot.domain.tonight import slots_tonight
from bot.domain.wording import Cast, Person, Pronouns, say
from bot.errors import DreamError
from bot.ids import EncounterId, UserId
from bot.services.world import World
from bot.storage import bonds, dreamers, encounters
from bot.storage.bonds import bond
from bot.storage.database import Transaction
from bot.storage.encounters import Dreamt
from bot.storage.register import page_of
from bot.storage.servers import server_of


@dataclass(frozen=True, slots=True)
class UnderWay:
    """One encounter, as it stands after `seq` events."""

    dreamt: Dreamt
    encounter: Encounter
    seq: int
    people: Mapping[Role, Dreamer]
    cast: Cast
    slots: Mapping[str, str]
    pages: Mapping[Role, tuple[str, ...]]
    """What the register says of each, where it is read tonight."""
    asked: Mapping[str, str]
    """What a dream asks about a lesson, by its id: for those tonight's asks about."""

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
    def answered_by_both(self) -> bool:
        """Whether two were in it, and both answered."""
        return self.encounter.answered >= frozenset(Role)

    @property
    def both_agree_to_words(self) -> bool:
        """Whether everyone in it agreed to own words."""
        return all(dreamer.own_words for dreamer in self.people.values())

    @property
    def bare_cast(self) -> Cast:
        """Who is who on a button, where Discord reads no markdown and nothing is to be escaped."""
        return _cast(self.people, plainly=False)

    def tells(self, template: str) -> str:
        """Return a text as it is told: in the third person, or of nobody."""
        return say(template, self.cast, self.slots, self.dreamt.seed, None)


async def load(t: Transaction, world: World, id_: EncounterId) -> UnderWay:
    """Return the encounter; raises DreamError where it is gone, or its scene is no longer in the pack."""
    dreamt = await encounters.dreamt(t, id_)
    scene = world.pack.scenes.get(dreamt.scene) if dreamt else None
    if dreamt is None or scene is None or not set(dreamt.motifs.values()) <= world.pack.motifs.keys():
        raise DreamError("dream-faded")
    if scene.kind.lone is not (dreamt.casting.guest is None):
        # Another scene has its name now.
        raise DreamError("dream-faded")
    events = await encounters.events_of(t, id_)
    casting = {role: who for role in Role if (who := dreamt.casting.who(role)) is not None}
    dreaming = await dreamers.dreamers_by_id(t, *casting.values())
    people = {role: dreaming[who] for role, who in casting.items()}
    tonight = dreamt.qualities
    slots = slots_tonight(world.pack, scene, dreamt.motifs, dreamt.seed, tonight.get(LEFT), tonight.get(QUESTION))
    encounter = fold(scene, tonight, events)
    pages = await _pages(t, world, dreamt, people) if register.is_read_in(scene) else {}
    wanted = {value for name, value in tonight.items() if name.endswith(f".{ASKED}") and value}
    asked = {one.id: one.asked for one in world.pack.lessons() if one.id in wanted} if wanted else {}
    return UnderWay(dreamt, encounter, len(events), people, _cast(people), slots, pages, asked)


async def other_of(t: Transaction, under_way: UnderWay, role: Role) -> Dreamer:
    """Return the other one: of a shared dream, or the soulmate of who dreams alone.

    Raises DreamError where there is nobody, or where it was dreamt in a bond that is over.
    """
    if role.other in under_way.people:
        return under_way.people[role.other]
    me = under_way.people[role]
    bond = await bonds.bond_of(t, me.id)
    if bond is None:
        raise DreamError("nobody-else-here")
    if under_way.dreamt.bond not in (None, bond.id):
        raise DreamError("parted-already")
    return await dreamers.dreamer(t, bond.other(me.id))


async def _pages(
    t: Transaction, world: World, dreamt: Dreamt, people: Mapping[Role, Dreamer]
) -> dict[Role, tuple[str, ...]]:
    """Return what the register says of each: lines of their own only where own words may be used, between the two."""
    bound = dreamt.bond is not None and not (await bond(t, dreamt.bond)).ended
    words = bound and (await server_of(t, dreamt.guild)).own_words and all(one.own_words for one in people.values())
    pages: dict[Role, tuple[str, ...]] = {}
    for role, dreamer in people.items():
        written = [plain(line) for line in await page_of(t, dreamer.id)] if words else []
        lines = register.page(world.pack, dreamt.motifs, role, written, dreamt.seed, _cast(people))
        pages[role] = tuple(lines)
    return pages


def _cast(people: Mapping[Role, Dreamer], *, plainly: bool = True) -> Cast:
    guest = people.get(Role.GUEST)
    return Cast(_person(people[Role.HOST], plainly), None if guest is None else _person(guest, plainly))


def _person(dreamer: Dreamer, plainly: bool) -> Person:  # noqa: FBT001 - one caller, above
    if dreamer.user is None:
        return Person("somebody", Pronouns.THEY)
    return Person(plain(dreamer.name) if plainly else dreamer.name, dreamer.pronouns)
