"""An encounter: one dream under way, as a fold over what happened in it.

Events are facts and are never refused here. One that comes too late, twice, or from somebody who was not asked changes
nothing, so double clicks, old buttons and repeats are harmless; `step` then returns the very encounter it was given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.domain.qualities import TRUST, Qualities, applied, holds, number
from bot.domain.scene import Ask, Asked, Beat, BeatId, Choice, Lesson, PictureLine, Role, Scene, Silence, Yield


@dataclass(frozen=True, slots=True)
class Arrive:
    """A dreamer falls asleep into it, with what the day left them: a value of the quality `carried`, or nothing."""

    who: Role
    carried: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """A dreamer chose."""

    who: Role
    beat: BeatId
    choice: str


@dataclass(frozen=True, slots=True)
class Speak:
    """A dreamer used words of their own, and perhaps took them back since."""

    who: Role
    beat: BeatId
    text: str
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Try:
    """A dreamer says whether what they were taught in an earlier dream held, awake."""

    who: Role
    lesson: str
    held: bool


@dataclass(frozen=True, slots=True)
class DreamOn:
    """A dreamer who was kept waiting goes on without the other."""

    who: Role
    beat: BeatId


@dataclass(frozen=True, slots=True)
class Close:
    """The night is over: silence is taken for every answer that did not come."""


Event = Arrive | Pick | Speak | Try | DreamOn | Close


@dataclass(frozen=True, slots=True)
class Reached:
    """The dream came to a beat."""

    beat: BeatId


@dataclass(frozen=True, slots=True)
class Chose:
    """An answer, known to both from here on."""

    who: Role
    beat: BeatId
    choice: str


@dataclass(frozen=True, slots=True)
class Spoke:
    """Words said, known to both from here on, or taken back."""

    who: Role
    beat: BeatId
    text: str
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class FellSilent:
    """A question `who` left open."""

    beat: BeatId
    who: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody came, and it can be seen what the day left them."""

    who: Role
    carried: str


@dataclass(frozen=True, slots=True)
class Tried:
    """Somebody said whether a lesson held, awake."""

    who: Role
    lesson: str
    held: bool


Moment = Reached | Chose | Spoke | FellSilent | Came | Tried


@dataclass(frozen=True, slots=True)
class Encounter:
    """How far a dream has come. Begin one with `begin`, take it on with `step`."""

    scene: Scene
    beat: Beat
    qualities: Qualities
    moments: tuple[Moment, ...] = ()
    arrived: frozenset[Role] = frozenset()
    answered: frozenset[Role] = frozenset()
    held: Mapping[Role, str] = field(default_factory=dict[Role, str])
    """Answers to a question asked of both, until the other has answered too."""
    picture: tuple[PictureLine, ...] = ()
    left: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    lessons: tuple[Lesson, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether nothing more can happen in it."""
        return self.beat.ends

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who dreams it."""
        return (Role.HOST,) if self.scene.kind.lone else (Role.HOST, Role.GUEST)

    def waits_for(self) -> frozenset[Role]:
        """Return whose answer would take it further."""
        ask = self.beat.ask
        if ask is None:
            return frozenset()
        return _asked(ask) - self.held.keys()

    def choices(self, who: Role) -> tuple[Choice, ...]:
        """Return what `who` may answer now; nothing where it is not their turn."""
        ask = self.beat.ask
        if ask is None or who not in self.waits_for():
            return ()
        return tuple(choice for choice in ask.choices if holds(choice.when, self.qualities))

    def may_speak(self, who: Role) -> bool:
        """Whether the question allows `who` words of their own."""
        return self.beat.ask is not None and self.beat.ask.speak is not None and who in self.waits_for()

    def kept_waiting(self, who: Role) -> bool:
        """Whether only the other's answer is missing."""
        waits = self.waits_for()
        return bool(waits) and who not in waits


def begin(scene: Scene, qualities: Qualities) -> Encounter:
    """Return the encounter before anybody came."""
    return _come_to(Encounter(scene, scene.begins, qualities), scene.begins.id)


def fold(scene: Scene, qualities: Qualities, events: Iterable[Event]) -> Encounter:
    """Return the encounter after `events`, in order."""
    encounter = begin(scene, qualities)
    for event in events:
        encounter = step(encounter, event)
    return encounter


def step(encounter: Encounter, event: Event) -> Encounter:
    """Return the encounter after `event`, or the very same where it changes nothing."""
    match event:
        case Arrive():
            return _arrived(encounter, event)
        case Try():
            return _tried(encounter, event)
        case Pick():
            return _picked(encounter, event)
        case Speak():
            return _spoken(encounter, event)
        case DreamOn(who, beat):
            if beat != encounter.beat.id or not encounter.kept_waiting(who):
                return encounter
            return _fall_silent(encounter)
        case Close():
            while not encounter.ended:
                encounter = _fall_silent(encounter)
            return encounter


def _arrived(encounter: Encounter, event: Arrive) -> Encounter:
    who, carried = event.who, event.carried
    if who in encounter.arrived or who not in encounter.roles:
        return encounter
    here = replace(encounter, arrived=encounter.arrived | {who})
    if not carried and not here.qualities.get(f"{who}.carried"):
        return here
    # Until they lie down they may think better of it, and keep to themselves what was known when it began.
    here = replace(here, qualities={**here.qualities, f"{who}.carried": carried})
    return replace(here, moments=(*here.moments, Came(who, carried))) if carried else here


def _tried(encounter: Encounter, event: Try) -> Encounter:
    who, lesson = event.who, event.lesson
    if not lesson or encounter.qualities.get(f"{who}.asked") != lesson:
        return encounter
    qualities = {**encounter.qualities, f"{who}.asked": ""}
    if event.held:
        qualities[TRUST] = str(number(qualities, TRUST) + 1)
    moments = (*encounter.moments, Tried(who, lesson, event.held))
    return replace(encounter, qualities=qualities, moments=moments)


def _asked(ask: Ask) -> frozenset[Role]:
    if ask.of is Asked.HOST:
        return frozenset({Role.HOST})
    if ask.of is Asked.GUEST:
        return frozenset({Role.GUEST})
    return frozenset({Role.HOST, Role.GUEST})


def _picked(encounter: Encounter, event: Pick) -> Encounter:
    ask = encounter.beat.ask
    known = [choice for choice in encounter.choices(event.who) if choice.id == event.choice]
    if ask is None or event.beat != encounter.beat.id or not known:
        return encounter
    here = replace(encounter, answered=encounter.answered | {event.who}, arrived=encounter.arrived | {event.who})
    if ask.of is not Asked.BOTH:
        return _take_on(_chosen(here, event.who, known[0]), known[0].to)
    held = {**here.held, event.who: event.choice}
    if len(held) < len(Role):
        return replace(here, held=held)
    return _resolve(replace(here, held=held), ask)


def _resolve(encounter: Encounter, ask: Ask) -> Encounter:
    """Both have answered: their answers become known, host's first, and the outcome runs."""
    answers = (encounter.held[Role.HOST], encounter.held[Role.GUEST])
    encounter = _reveal(encounter, ask)
    return _take_on(encounter, (ask.outcome or {}).get(answers, ask.otherwise))


def _reveal(encounter: Encounter, ask: Ask) -> Encounter:
    by_id = {choice.id: choice for choice in ask.choices}
    for role in encounter.roles:
        if role in encounter.held:
            encounter = _chosen(encounter, role, by_id[encounter.held[role]])
    return encounter


def _spoken(encounter: Encounter, event: Speak) -> Encounter:
    ask = encounter.beat.ask
    if ask is None or ask.speak is None or event.beat != encounter.beat.id or not encounter.may_speak(event.who):
        return encounter
    said = replace(
        encounter,
        answered=encounter.answered | {event.who},
        arrived=encounter.arrived | {event.who},
        moments=(*encounter.moments, Spoke(event.who, event.beat, event.text, event.taken_back)),
    )
    return _take_on(said, ask.speak.to)


def _fall_silent(encounter: Encounter) -> Encounter:
    ask = encounter.beat.ask
    if ask is None:
        return encounter
    silent = encounter.waits_for()
    encounter = _reveal(encounter, ask)
    encounter = replace(encounter, moments=(*encounter.moments, FellSilent(encounter.beat.id, silent)))
    return _take_on(encounter, _silence_of(encounter).to)


def _silence_of(encounter: Encounter) -> Silence:
    ask = encounter.beat.ask
    if ask is None:
        raise ValueError(f"beat {encounter.beat.id} asks nothing")
    return ask.silence


def _chosen(encounter: Encounter, who: Role, choice: Choice) -> Encounter:
    moments = (*encounter.moments, Chose(who, encounter.beat.id, choice.id))
    return _given(replace(encounter, moments=moments), choice.gives)


def _take_on(encounter: Encounter, to: BeatId | None) -> Encounter:
    if to is None:
        raise ValueError(f"scene {encounter.scene.id}: beat {encounter.beat.id} leads nowhere")
    return _come_to(replace(encounter, held={}), to)


def _come_to(encounter: Encounter, to: BeatId) -> Encounter:
    """Walk on from `to` until somebody is asked or it ends. Terminates because a proved scene has no cycle."""
    next_beat: BeatId | None = to
    while next_beat is not None:
        beat = encounter.scene.beats[next_beat]
        encounter = _given(replace(encounter, beat=beat, moments=(*encounter.moments, Reached(beat.id))), beat.gives)
        if beat.lesson is not None:
            encounter = replace(encounter, lessons=(*encounter.lessons, beat.lesson))
        next_beat = beat.then
    return encounter


def _given(encounter: Encounter, gives: Yield) -> Encounter:
    return replace(
        encounter,
        qualities=applied(gives.effects, encounter.qualities) if gives.effects else encounter.qualities,
        picture=encounter.picture + gives.picture,
        left=encounter.left + ((gives.leave,) if gives.leave else ()),
        questions=encounter.questions + ((gives.question,) if gives.question else ()),
    )
