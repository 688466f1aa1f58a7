"""A pack as values: countries, crafts, motifs and scenes. The format is described in docs/writing-scenes.md.

Texts here are templates still; `wording` says them to one reader.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

BeatId = NewType("BeatId", str)
SceneId = NewType("SceneId", str)


class Role(StrEnum):
    """Whose country tonight's dream lies in, and who walks into it. Who dreams alone is the host."""

    HOST = "host"
    GUEST = "guest"

    @property
    def other(self) -> "Role":
        """The one who answers."""
        return Role.GUEST if self is Role.HOST else Role.HOST


class Kind(StrEnum):
    """What sort of dream a scene is."""

    FIRST = "first"
    LANDSCAPE = "landscape"
    MEMORY = "memory"
    ECHO = "echo"
    GLIMPSE = "glimpse"
    VISIT = "visit"
    SPINE = "spine"

    @property
    def lone(self) -> bool:
        """Whether there is nobody to answer in it."""
        return self in (Kind.FIRST, Kind.LANDSCAPE, Kind.MEMORY, Kind.ECHO)


class Stage(StrEnum):
    """How far a bond has come, in the order of the arc."""

    MARKED = "marked"
    GLIMPSE = "glimpse"
    DOUBT = "doubt"
    WORDS = "words"
    LESSONS = "lessons"
    REGISTER = "register"
    WOUND = "wound"
    DISTANCE = "distance"
    DOOR = "door"
    NEAR = "near"
    WAKING = "waking"
    AFTER = "after"


class Asked(StrEnum):
    """Who a beat waits for."""

    HOST = "host"
    GUEST = "guest"
    EITHER = "either"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Texts:
    """One text as each of the two reads it. In a lone scene only `host` is read."""

    host: str
    guest: str

    def to(self, reader: Role) -> str:
        """Return the template for `reader`."""
        return self.host if reader is Role.HOST else self.guest


@dataclass(frozen=True, slots=True)
class Condition:
    """`quality comparison value`: compared as numbers with `>=`, `<=`; `is` and `is not` compare text."""

    quality: str
    comparison: str
    value: str


@dataclass(frozen=True, slots=True)
class Effect:
    """`quality = value`, or a number added (`+`) or taken away (`-`)."""

    quality: str
    operation: str
    value: str


@dataclass(frozen=True, slots=True)
class PictureLine:
    """A line of the picture the other one has of `about`; it takes the place of the line `replaces`, if that stands."""

    about: Role
    line: str
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Yield:
    """What a beat or a choice changes."""

    effects: tuple[Effect, ...] = ()
    picture: tuple[PictureLine, ...] = ()
    leave: str | None = None
    """A thing left behind for the other to find: a noun phrase."""
    question: str | None = None
    """A question that is kept, to be asked again: `{question}` says it in a later scene."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer. `told` is a clause without subject."""

    id: str
    label: str
    told: str
    to: BeatId | None
    when: tuple[Condition, ...] = ()
    gives: Yield = Yield()


@dataclass(frozen=True, slots=True)
class Speak:
    """The dreamer's own words, up to `limit` characters."""

    limit: int
    told: str
    to: BeatId


@dataclass(frozen=True, slots=True)
class Silence:
    """What happens when nobody answers: `away` is read by who was asked and did not answer, `there` by the other."""

    there: Texts
    away: Texts
    told: str
    to: BeatId


@dataclass(frozen=True, slots=True)
class Ask:
    """A question. Asked of both, `outcome` maps two choice ids (host, guest) to a beat, `otherwise` all other pairs."""

    of: Asked
    choices: tuple[Choice, ...]
    silence: Silence
    speak: Speak | None = None
    outcome: Mapping[tuple[str, str], BeatId] | None = None
    otherwise: BeatId | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """What can be done awake (`attempt`), and what a later dream asks `taught` about it (`asked`)."""

    id: str
    taught: frozenset[Role]
    attempt: str
    asked: str


@dataclass(frozen=True, slots=True)
class Beat:
    """A step of a scene: text, then exactly one of `then`, `ask`, or the end (both None)."""

    id: BeatId
    texts: Texts
    told: str | None
    """A sentence in third person, past; None to skip it in tellings."""
    weight: int = 1
    then: BeatId | None = None
    ask: Ask | None = None
    gives: Yield = Yield()
    lesson: Lesson | None = None
    register: bool = False
    """Whether each of them reads here what the register says of the other."""

    @property
    def ends(self) -> bool:
        """Whether the dream is over here."""
        return self.then is None and self.ask is None


@dataclass(frozen=True, slots=True)
class Scene:
    """One whole scene; `beats` in order, the first begins."""

    id: SceneId
    title: str
    place: str
    kind: Kind
    beats: Mapping[BeatId, Beat]
    wake: BeatId
    openings: tuple[str, ...]
    closes: tuple[str, ...]
    stages: tuple[Stage, ...] = ()
    when: tuple[Condition, ...] = ()
    prefer: tuple[Condition, ...] = ()
    motifs: tuple[str, ...] = ()
    cooldown: int = 30
    """In nights."""
    words: Mapping[str, tuple[str, ...]] | None = None

    @property
    def begins(self) -> Beat:
        """The first beat."""
        return next(iter(self.beats.values()))


@dataclass(frozen=True, slots=True)
class Country:
    """Where a dreamer's dreams come from. `people` are the grey ones who do not answer."""

    id: str
    name: str
    ground: str
    weather: str
    sound: str
    light: str
    people: str
    wrong: str
    """The one thing that is wrong with it."""
    thing: str
    """What lies about there, and may be picked up."""
    food: str


@dataclass(frozen=True, slots=True)
class Craft:
    """What hands can do there, and teach, with a hand's words for it: `doing` as in "is …", `tool` with its article."""

    id: str
    name: str
    doing: str
    tool: str
    material: str
    move: str
    """What the hand does, over and over: "over one and under one"."""
    slip: str
    """What has gone wrong when it has: "a strand left over"."""
    made: str
    """What is done when it is: "an eye splice"."""


@dataclass(frozen=True, slots=True)
class Motif:
    """What a mark depicts: `name` with its article ("a scorpion"), `drawn` says how it lies on the skin."""

    id: str
    name: str
    country: str
    craft: str
    drawn: str


class Gap(StrEnum):
    """How long it was from one night that is told to the next."""

    SAME = "same"
    NEXT = "next"
    DAYS = "days"
    WEEKS = "weeks"
    LONG = "long"

    @classmethod
    def of(cls, nights: int) -> "Gap":
        """Return the gap of so many nights: 0, 1, 2 to 6, 7 to 20, or more."""
        if nights < 2:
            return cls.NEXT if nights else cls.SAME
        if nights < 7:
            return cls.DAYS
        return cls.WEEKS if nights < 21 else cls.LONG


@dataclass(frozen=True, slots=True)
class Telling:
    """What joins the nights of a bond when it is told: third person, past; `{host}` and `{guest}` are the two."""

    joints: Mapping[Gap, tuple[str, ...]] = field(default_factory=dict[Gap, tuple[str, ...]])
    """How one comes from a night to the next. May say `{nights}`, in words."""
    steps: Mapping[Stage, tuple[str, ...]] = field(default_factory=dict[Stage, tuple[str, ...]])
    """How a chapter begins in which the bond came to this stage. May say `{nights}`: how many it was old then."""
    pictures: tuple[str, ...] = ()
    """How a chapter ends: `{host}` is who knows something, `{picture}` all of it, of `{guest}`."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Something two may set out to do, when nothing is left to find out."""

    id: str
    name: str
    """A verb phrase, as in "to …"."""
    nights: int
    """Shared nights it takes."""
    done: str
    """How it is told that it is done: third person, past."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything the dreams are made of. `version` changes with every byte of it."""

    id: str
    name: str
    version: str
    language: str
    authors: tuple[str, ...]
    licence: str
    countries: Mapping[str, Country]
    crafts: Mapping[str, Craft]
    motifs: Mapping[str, Motif]
    qualities: Mapping[str, str]
    """Declared quality (without `host.`/`guest.`) and what it means."""
    scenes: Mapping[SceneId, Scene]
    telling: Telling = Telling()
    register: tuple[str, ...] = ()
    """What the register says of somebody who wrote nothing: lines with the slots of that one's country, craft, mark."""
    goals: Mapping[str, Goal] = field(default_factory=dict[str, Goal])

    def lessons(self) -> Iterator[Lesson]:
        """Yield everything that is taught in it."""
        for scene in self.scenes.values():
            for beat in scene.beats.values():
                if beat.lesson is not None:
                    yield beat.lesson
