"""The shape of a pack's files. Every value arrives as text; what the texts mean, `read` works out."""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.domain.scene import Gap, Kind, Stage

MOST_BEATS: Final = 12
NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Name = Annotated[str, StringConstraints(pattern=NAME, max_length=40)]
"""40, so that an id fits a button's custom_id, which has room for 100 characters, beside what else is in it."""
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Yes = Literal["yes"]
Items = Annotated[tuple[Line, ...], Field(max_length=12)]
"""Conditions or effects; each is compared with every other, so they are few."""


def _counted(value: object) -> object:
    if isinstance(value, str) and not (value.isascii() and value.isdecimal()):
        raise ValueError("a whole number is wanted")
    return value


Count = Annotated[int, BeforeValidator(_counted)]


def _with_line(value: object) -> object:
    return {"line": value} if isinstance(value, str) else value


class Shape(BaseModel):
    """Nothing but the keys it names."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PictureShape(Shape):
    """A line of the picture."""

    line: Line
    replaces: Line | None = None


class GivingShape(Shape):
    """What changes."""

    set: Items = ()
    dossier: dict[Literal["host", "guest", "me"], Annotated[PictureShape, BeforeValidator(_with_line)]] = {}
    leave: Phrase | None = None
    question: Phrase | None = None


class ChoiceShape(GivingShape):
    """One way to answer."""

    id: Name | None = None
    label: Line
    told: Line
    to: Name | None = None
    when: Items = ()


class SpeakShape(Shape):
    """One's own words."""

    limit: Annotated[Count, Field(ge=1, le=300)] = 300
    told: Line
    to: Name


class TextsShape(Shape):
    """One text for all who are there, or one for each."""

    both: Prose | None = None
    host: Prose | None = None
    guest: Prose | None = None
    me: Prose | None = None


class SilenceShape(TextsShape):
    """What happens when nobody answers."""

    there: Prose | None = None
    away: Prose | None = None
    told: Line
    to: Name


class BeatShape(TextsShape, GivingShape):
    """A step of a scene."""

    told: Prose
    weight: Annotated[Count, Field(ge=1, le=5)] = 1
    then: Name | None = None
    ask: Literal["host", "guest", "either", "both", "me"] | None = None
    choices: Annotated[tuple[ChoiceShape, ...], Field(max_length=5)] = ()
    speak: SpeakShape | None = None
    silence: SilenceShape | None = None
    outcome: Annotated[dict[Annotated[str, StringConstraints(max_length=90)], Name], Field(max_length=26)] = {}
    end: Yes | None = None
    try_: Annotated[Prose | None, Field(alias="try")] = None
    asked: Prose | None = None
    register_: Annotated[Yes | None, Field(alias="register")] = None


class SceneShape(Shape):
    """A file under `scenes/`."""

    scene: Name
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    place: Phrase
    kind: Kind
    stage: Annotated[tuple[Stage, ...], Field(max_length=12)] = ()
    when: Items = ()
    prefer: Items = ()
    motifs: Annotated[tuple[Name, ...], Field(max_length=12)] = ()
    cooldown: Annotated[Count, Field(ge=0, le=365)] = 30
    words: Annotated[dict[Name, Line], Field(max_length=12)] = {}
    openings: Annotated[tuple[Prose, ...], Field(min_length=2, max_length=12)]
    closes: Annotated[tuple[Prose, ...], Field(min_length=2, max_length=12)]
    wake: Name
    beats: Annotated[dict[Name, BeatShape], Field(min_length=1, max_length=MOST_BEATS)]


class CountryShape(Shape):
    """Noun phrases that stand in any sentence; `people` are many, all else is one."""

    name: Phrase
    ground: Phrase
    weather: Phrase
    sound: Phrase
    light: Phrase
    people: Phrase
    wrong: Phrase


class CraftShape(Shape):
    """`doing` as in "is …"; `tool` with its article, `material` without one."""

    name: Phrase
    doing: Phrase
    tool: Phrase
    material: Phrase


class MotifShape(Shape):
    """What a mark depicts."""

    name: Phrase
    country: Name
    craft: Name
    drawn: Phrase


QualityName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.\*)?$", max_length=40)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Sentences = Annotated[tuple[Sentence, ...], Field(max_length=60)]


class TellingShape(Shape):
    """What joins the nights of a bond when it is told."""

    joints: dict[Gap, Sentences] = {}
    steps: dict[Stage, Sentences] = {}
    pictures: Sentences = ()


class GoalShape(Shape):
    """Something two may set out to do."""

    name: Phrase
    nights: Annotated[Count, Field(ge=1, le=30)]
    done: Sentence


class PackShape(Shape):
    """`pack.yaml`."""

    pack: Name
    name: Phrase
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    authors: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    licence: Phrase
    countries: Annotated[dict[Name, CountryShape], Field(max_length=60)]
    crafts: Annotated[dict[Name, CraftShape], Field(max_length=60)]
    motifs: Annotated[dict[Name, MotifShape], Field(max_length=300)]
    images: Annotated[tuple[Name, ...], Field(max_length=300)] = ()
    telling: TellingShape = TellingShape()
    register_: Annotated[tuple[Sentence, ...], Field(alias="register", max_length=100)] = ()
    goals: Annotated[dict[Name, GoalShape], Field(max_length=50)] = {}
    qualities: Annotated[dict[QualityName, Line], Field(max_length=200)]


def keys_of(shape: type[BaseModel]) -> list[str]:
    """Return the keys a writer may use in it."""
    return [field.alias or name for name, field in shape.model_fields.items()]


Data = dict[str, Any]
