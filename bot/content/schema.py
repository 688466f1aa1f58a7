"""The shape of a scene's file. Every value arrives as text; what the texts mean, `build` works out.

What a key is for stands at the key, for writers: editors show it.
"""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.domain.scene import Kind, Stage

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

    line: Line = Field(description="What is known of that one from here on, as in “shows a thing once, slowly”.")
    replaces: Line | None = Field(None, description="An earlier line, word for word, that this one takes the place of.")


Dossier = dict[Literal["host", "guest", "me"], Annotated[PictureShape, BeforeValidator(_with_line)]]


class GivingShape(Shape):
    """What changes."""

    set: Items = Field((), description="Effects: `x = v`, `x + 1` or `x - 1`, such as [trust + 1].")
    dossier: Dossier = Field({}, description="A line of the picture, under the one it is about: host, guest or me.")
    leave: Phrase | None = Field(None, description="A thing left behind for the other to find: “a full bucket”.")
    question: Phrase | None = Field(None, description="A question that is kept: later scenes ask it with {question}.")


class ChoiceShape(GivingShape):
    """One way to answer."""

    id: Name | None = Field(None, description="Needed where `outcome` names the choice; else it is made of the label.")
    label: Line = Field(description="What stands on the button: at most 80 characters.")
    told: Line = Field(description="How it is told: a clause without subject, past: “asked what was down there”.")
    to: Name | None = Field(None, description="The beat it leads to; not where both are asked.")
    when: Items = Field((), description="The choice is there only where all of these hold.")


class SpeakShape(Shape):
    """One's own words."""

    limit: Annotated[Count, Field(ge=1, le=300)] = Field(300, description="The most characters that may be said.")
    told: Line = Field(description="How it is told where the words may not be quoted: a clause without subject, past.")
    to: Name = Field(description="The beat it leads to, which presumes nothing about what was said.")


class TextsShape(Shape):
    """One text for all who are there, or one for each."""

    both: Prose | None = Field(None, description="What both read; {host} is “you” to the host.")
    host: Prose | None = Field(None, description="What the host reads. Write `guest` as well.")
    guest: Prose | None = Field(None, description="What the guest reads. Write `host` as well.")
    me: Prose | None = Field(None, description="What is read in a lone scene.")


class SilenceShape(TextsShape):
    """What happens when nobody answers."""

    there: Prose | None = Field(None, description="What the one reads who was there. Write `away` as well.")
    away: Prose | None = Field(None, description="What the one reads who was asked and did not answer.")
    told: Line = Field(description="How the silence is told: a clause without subject, past: “let it sway”.")
    to: Name = Field(description="The beat it leads to.")


Whom = Literal["host", "guest", "either", "both", "me"]
Choices = Annotated[tuple[ChoiceShape, ...], Field(max_length=5)]
Outcome = Annotated[dict[Annotated[str, StringConstraints(max_length=90)], Name], Field(max_length=26)]
Weight = Annotated[Count, Field(ge=1, le=5)]


class BeatShape(TextsShape, GivingShape):
    """A step of a scene: its text, then exactly one of then, ask, end."""

    told: Prose = Field(description="How it is told: a sentence in the third person, past; or skip.")
    weight: Weight = Field(1, description="How much it matters to the telling, 1 to 5: the three heaviest are told.")
    then: Name | None = Field(None, description="The beat that follows.")
    ask: Whom | None = Field(None, description="Whose answer it waits for; `both` answer unseen by one another.")
    choices: Choices = Field((), description="Two to five ways to answer.")
    speak: SpeakShape | None = Field(None, description="Allows words of the dreamer's own.")
    silence: SilenceShape | None = Field(None, description="What happens when nobody answers: every `ask` has it.")
    outcome: Outcome = Field({}, description="Where both are asked: `host's + guest's: beat`, and otherwise.")
    end: Yes | None = Field(None, description="The dream is over here.")
    try_: Prose | None = Field(None, alias="try", description="What can be done awake with what was learnt here.")
    asked: Prose | None = Field(None, description="What a later dream asks about it: “Did the knot hold?”")
    register_: Yes | None = Field(
        None, alias="register", description="Each of them reads here what the register says of the other."
    )


Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Stages = Annotated[tuple[Stage, ...], Field(max_length=12)]
Motifs = Annotated[tuple[Name, ...], Field(max_length=12)]
Nights = Annotated[Count, Field(ge=0, le=365)]
Words = Annotated[dict[Name, Line], Field(max_length=12)]
Ways = Annotated[tuple[Prose, ...], Field(min_length=2, max_length=12)]
Beats = Annotated[dict[Name, BeatShape], Field(min_length=1, max_length=MOST_BEATS)]


class SceneShape(Shape):
    """A scene: one night's dream."""

    scene: Name = Field(description="Its id: small letters, digits and hyphens. No two scenes of a pack share one.")
    title: Title = Field(description="What the night is called.")
    place: Phrase = Field(description="Where it is, in a few words: “a white plain with a well in it”.")
    kind: Kind = Field(description="Alone: first, landscape, memory, echo. Shared: glimpse, visit, spine.")
    stage: Stages = Field((), description="The stages of the arc it may be dreamt in; any, where none is named.")
    when: Items = Field((), description="It may be dreamt only where all of these hold, such as [depth >= 3].")
    prefer: Items = Field((), description="It is the likelier the more of these hold.")
    motifs: Motifs = Field((), description="What recurs in it: motifs or images of pack.yaml.")
    cooldown: Nights = Field(30, description="How many nights at least until it comes again, 0 to 365.")
    words: Words = Field({}, description="Named lists, `this | or this`: {name} says one, the same all night.")
    openings: Ways = Field(description="Two or more sentences a telling of it may begin with: third person, past.")
    closes: Ways = Field(description="Two or more sentences a telling of it may close with: third person, past.")
    wake: Name = Field(description="The beat that ends it from anywhere, where somebody wakes.")
    beats: Beats = Field(description="Its steps, twelve at most; the first begins.")


def keys_of(shape: type[BaseModel]) -> list[str]:
    """Return the keys a writer may use in it."""
    return [field.alias or name for name, field in shape.model_fields.items()]
