"""The shape of `pack.yaml`. What a key is for stands at the key, for writers: editors show it."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.content.schema import Count, Line, Name, Phrase, Shape
from bot.domain.scene import Gap, Stage

QualityName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.\*)?$", max_length=40)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Sentences = Annotated[tuple[Sentence, ...], Field(max_length=60)]


class CountryShape(Shape):
    """Where dreams come from: noun phrases that stand in any sentence; `people` are many, all else is one."""

    name: Phrase = Field(description="What it is called: “the plain of salt”.")
    ground: Phrase = Field(description="What one stands on: “white salt raked in rows”.")
    weather: Phrase = Field(description="What the air does: “a stillness with a taste of iron”.")
    sound: Phrase = Field(description="What is heard there: “a rake drawn once across the ground”.")
    light: Phrase = Field(description="Where the light comes from, as known: “the light from below”.")
    people: Phrase = Field(description="The grey ones who do not answer, many of them: “the rakers”.")
    wrong: Phrase = Field(description="The one thing that is wrong with it, as known: “the horizon with its crease”.")
    thing: Phrase = Field(description="What lies about there, with its article: “a rake with three teeth left”.")
    food: Phrase = Field(description="What is eaten there, without an article: “bread with a grey crust”.")


class CraftShape(Shape):
    """What hands can do there, and teach."""

    name: Phrase = Field(description="What it is called: “ropework”.")
    doing: Phrase = Field(description="As in “is …”: “splicing a rope”.")
    tool: Phrase = Field(description="What is held, with its article: “a hardwood spike”.")
    material: Phrase = Field(description="What is worked, without an article: “tarred cord”.")
    move: Phrase = Field(description="What the hand does, over and over: “over one and under one”.")
    slip: Phrase = Field(description="What has gone wrong when it has, with its article: “a strand left over”.")
    made: Phrase = Field(description="What is done when it is, with its article: “an eye splice”.")


class MotifShape(Shape):
    """What a mark depicts."""

    name: Phrase = Field(description="With its article: “a scorpion”.")
    country: Name = Field(description="The country whose dreams come with it.")
    craft: Name = Field(description="The craft that comes with it.")
    drawn: Phrase = Field(description="How it lies on the skin: “its tail laid over its back”.")


class TellingShape(Shape):
    """What joins the nights of a bond when it is told: third person, past."""

    joints: dict[Gap, Sentences] = Field(
        default={}, description="How one comes to the next night, by the gap between them."
    )
    steps: dict[Stage, Sentences] = Field(
        default={}, description="How a chapter begins in which this stage was come to."
    )
    pictures: Sentences = Field(default=(), description="How a chapter ends: {host} knows {picture} of {guest}.")


class GoalShape(Shape):
    """Something two may set out to do."""

    name: Phrase = Field(description="As in “to …”: “build a wall in the harbour”.")
    nights: Annotated[Count, Field(ge=1, le=30)] = Field(description="How many shared nights it takes, 1 to 30.")
    done: Sentence = Field(description="How it is told that it is done: third person, past.")


Authors = Annotated[tuple[Phrase, ...], Field(min_length=1, max_length=50)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
Images = Annotated[tuple[Name, ...], Field(max_length=300)]
Countries = Annotated[dict[Name, CountryShape], Field(max_length=60)]
Crafts = Annotated[dict[Name, CraftShape], Field(max_length=60)]
Marks = Annotated[dict[Name, MotifShape], Field(max_length=300)]
Declared = Annotated[dict[QualityName, Line], Field(max_length=200)]
Register = Annotated[tuple[Sentence, ...], Field(max_length=100)]
Goals = Annotated[dict[Name, GoalShape], Field(max_length=50)]


class PackShape(Shape):
    """What all scenes of a pack share."""

    pack: Name = Field(description="Its id: small letters, digits and hyphens.")
    name: Phrase = Field(description="What it is called.")
    language: Language = Field(description="What it is written in: en, or en-GB.")
    authors: Authors = Field(description="Who wrote it, one to a line.")
    licence: Phrase = Field(description="What others may do with it, such as MIT or CC BY 4.0.")
    countries: Countries = Field(description="Where dreams come from, by id.")
    crafts: Crafts = Field(description="What hands do there, by id.")
    motifs: Marks = Field(description="What marks depict, by id, with the country and the craft that follow from it.")
    images: Images = Field((), description="What recurs in scenes, beside what marks show.")
    telling: TellingShape = Field(TellingShape(), description="What joins the nights of a bond when it is told.")
    register_: Register = Field(
        (), alias="register", description="What the register says of somebody who wrote nothing; nobody is named in it."
    )
    goals: Goals = Field({}, description="What two may set out to do when nothing is left to find out, by id.")
    qualities: Declared = Field(description="What may be so between two, and what it means. `lesson.*` is a family.")
