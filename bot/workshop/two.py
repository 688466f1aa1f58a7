"""Two dreamers and all that is kept between them, as one value: what the running bot keeps in its database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from typing import Final

from bot.domain.bond import LONGEST_LONELY, Pace, Pacing, Past, pacing_in
from bot.domain.chance import Seed, choose, grow, turned
from bot.domain.encounter import Encounter, Event, begin, step
from bot.domain.picker import Past as Dreamt
from bot.domain.picture import Picture
from bot.domain.qualities import ASKED, DEPTH, FOUND, LEFT, NAMES, QUESTION, TRUST, Qualities, number
from bot.domain.register import is_read_in, page
from bot.domain.scene import Kind, Pack, Role, Scene, SceneId, Stage
from bot.domain.tonight import slots_tonight
from bot.domain.wording import Cast, Person, Pronouns, say
from bot.ids import DreamerId

LATEST: Final = {True: 800, False: 400}
"""So many dreams are looked back on, of a bond and of one dreamer: the limits of the queries the bot asks."""

_BOTH: Final = len(Role)
ONE: Final = DreamerId(1)
OTHER: Final = DreamerId(2)


@dataclass(frozen=True, slots=True)
class Sleeper:
    """One of the two. `mark` is the motif on their skin, which shows the other."""

    id: DreamerId
    name: str
    pronouns: Pronouns
    mark: str

    @property
    def person(self) -> Person:
        """As a text speaks of them."""
        return Person(self.name, self.pronouns)


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson one was taught, in which night, and whether a later dream asked about it."""

    dreamer: DreamerId
    lesson: str
    night: int
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Dream:
    """An encounter with all it takes to go on with it. `night` counts from 0, which is the night of joining."""

    people: Mapping[Role, Sleeper]
    night: int
    stage: Stage
    began_with: Qualities
    seed: Seed
    slots: Mapping[str, str]
    pages: Mapping[Role, tuple[str, ...]]
    asked: Mapping[str, str]
    """What is asked about a lesson, by its id."""
    encounter: Encounter
    events: tuple[Event, ...] = ()

    @property
    def scene(self) -> Scene:
        """What is dreamt."""
        return self.encounter.scene

    @property
    def shared(self) -> bool:
        """Whether both are in it."""
        return Role.GUEST in self.people

    @property
    def bound(self) -> bool:
        """Whether it is dreamt in a bond: the dream of joining is not."""
        return self.scene.kind is not Kind.FIRST

    @property
    def cast(self) -> Cast:
        """Who is who."""
        guest = self.people.get(Role.GUEST)
        return Cast(self.people[Role.HOST].person, guest.person if guest else None)

    @property
    def answered_by_both(self) -> bool:
        """Whether two were in it, and both answered."""
        return self.encounter.answered >= frozenset(Role)

    @property
    def names_known(self) -> bool:
        """Whether names were given."""
        return self.encounter.qualities.get(NAMES) == "yes"

    def role_of(self, who: DreamerId) -> Role | None:
        """Return the part somebody has in it."""
        return next((role for role, one in self.people.items() if one.id == who), None)

    def tells(self, template: str) -> str:
        """Return a text in the third person."""
        return say(template, self.cast, self.slots, self.seed, None)

    def after(self, event: Event) -> "Dream":
        """Return the dream after `event`; the very same where that changes nothing."""
        encounter = step(self.encounter, event)
        if encounter is self.encounter:
            return self
        return replace(self, encounter=encounter, events=(*self.events, event))


@dataclass(frozen=True, slots=True)
class Before:
    """A dream that is over. `told` is the dream itself, where both answered and it may be told."""

    night: int
    scene: SceneId
    kind: Kind
    host: DreamerId
    guest: DreamerId | None
    answered: frozenset[DreamerId]
    stage: Stage
    told: Dream | None = None
    pictures: Mapping[DreamerId, Picture] = field(default_factory=dict[DreamerId, Picture])


@dataclass(frozen=True, slots=True)
class Two:
    """A bond. Nothing is changed in place: every night makes a new one."""

    pack: Pack
    a: Sleeper
    b: Sleeper
    seed: Seed
    pacing: Pacing
    night: int = 0
    """How many nights are behind them; night 0 is that of joining."""
    stage: Stage = Stage.MARKED
    since: int = 1
    """The first night that counts for this stage."""
    began: Mapping[Stage, int] = field(default_factory=lambda: {Stage.MARKED: 0})
    """In which night the bond came to each stage."""
    between: Qualities = field(default_factory=dict[str, str])
    own: Mapping[DreamerId, Qualities] = field(default_factory=dict[DreamerId, Qualities])
    """What is so of one of them towards the other."""
    things: Mapping[DreamerId, Qualities] = field(default_factory=dict[DreamerId, Qualities])
    """What each left, and found."""
    pictures: Mapping[DreamerId, Picture] = field(default_factory=dict[DreamerId, Picture])
    """What each has learnt of the other."""
    lessons: tuple[Taught, ...] = ()
    before: tuple[Before, ...] = ()
    shared: int = 0
    """How many nights they shared."""

    @property
    def both(self) -> tuple[Sleeper, Sleeper]:
        """The two of it."""
        return self.a, self.b

    def other(self, who: DreamerId) -> Sleeper:
        """Return the soulmate of `who`."""
        return self.b if who == self.a.id else self.a

    def trace(self, finder: DreamerId) -> str:
        """Return what the other one left that `finder` has not found yet."""
        left = self.things.get(self.other(finder).id, {}).get(LEFT, "")
        return "" if left == self.things.get(finder, {}).get(FOUND, "") else left

    def past(self, who: DreamerId) -> Past:
        """Return what is behind them for `who` goes to bed now."""
        alone = (one for one in self.before if one.guest is None and one.kind is not Kind.FIRST)
        mine = (one for one in reversed(self.before) if who in (one.host, one.guest) and one.kind is not Kind.FIRST)
        since_shared = sum(1 for _ in takewhile(lambda one: one.guest is None, islice(mine, LONGEST_LONELY + 1)))
        return Past(
            both_dreamt_alone=self._both_among(alone),
            nights_in_stage=max(0, self.night - self.since),
            lone_since_shared=since_shared,
            lessons=len({one.lesson for one in self.lessons}),
            trust=number(self.between, TRUST),
            depth=number(self.between, DEPTH),
        )

    def _both_among(self, dreams: Iterable[Before]) -> bool:
        missing = {one.id for one in self.both}
        return any(not (missing := missing - {one.host}) for one in dreams)

    def dreamt(self, who: DreamerId | None = None) -> list[Dreamt]:
        """Return what they dreamt as two, or what one of them dreamt, the latest first."""
        count = LATEST[who is None]
        found = (
            Dreamt(one.scene, one.host, self.night - one.night, counted=len(one.answered) == _BOTH)
            for one in reversed(self.before)
            if (one.kind is not Kind.FIRST if who is None else who in (one.host, one.guest))
        )
        return list(islice(found, count))


def meet(pack: Pack, seed: Seed, pace: Pace = Pace.PLAIN, marks: tuple[str, str] | None = None) -> Two:
    """Return two who were just paired, by seed; `marks` says which motif lies on whose skin, where it matters.

    Raises ValueError where the pack has fewer than two motifs.
    """
    if len(pack.motifs) < len(Role):
        raise ValueError("two dreamers need two motifs")
    one = choose(sorted(pack.motifs), seed, "mark", 1)
    two = choose(sorted(pack.motifs.keys() - {one}), seed, "mark", 2)
    mine, theirs = marks or (one, two)
    a, b = Sleeper(ONE, "Ada", Pronouns.SHE, mine), Sleeper(OTHER, "Ben", Pronouns.HE, theirs)
    return Two(pack, a, b, seed, pacing_in(pack, pace))


def begun(two: Two, scene: Scene, people: Mapping[Role, Sleeper], qualities: Qualities, before: int = 0) -> Dream:
    """Return the dream of `scene` with this casting, before anybody came; it was dreamt `before` times."""
    marks = {role: one.mark for role, one in people.items()}
    whose = str(people[Role.HOST].id) if Role.GUEST not in people else "both"
    seed = turned(grow(two.seed, "night", whose, two.night), before)
    slots = slots_tonight(two.pack, scene, marks, seed, qualities.get(LEFT), qualities.get(QUESTION))
    wanted = {value for name, value in qualities.items() if name.endswith(f".{ASKED}") and value}
    asked = {one.id: one.asked for one in two.pack.lessons() if one.id in wanted} if wanted else {}
    dream = Dream(people, two.night, two.stage, qualities, seed, slots, {}, asked, begin(scene, qualities))
    if Role.GUEST in people and is_read_in(scene):
        written: Sequence[str] = ()
        pages = {role: tuple(page(two.pack, marks, role, written, seed, dream.cast)) for role in Role}
        dream = replace(dream, pages=pages)
    return dream
