"""Small scenes and packs for tests of the rules: nothing in them is read."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.domain.scene import (
    Ask,
    Asked,
    Beat,
    BeatId,
    Choice,
    Condition,
    Country,
    Craft,
    Kind,
    Lesson,
    Motif,
    Pack,
    Role,
    Scene,
    SceneId,
    Silence,
    Stage,
    Texts,
    Yield,
)
from bot.domain.tonight import COUNTRY_SLOTS, CRAFT_SLOTS
from bot.ids import DreamerId

ADA, BO = DreamerId(1), DreamerId(2)
FIRST, CUT = BeatId("first"), BeatId("cut")
NO_WORDS = Texts("", "")
NOTHING = Yield()


def scene(
    name: str,
    kind: Kind = Kind.VISIT,
    *stages: Stage,
    when: tuple[Condition, ...] = (),
    prefer: tuple[Condition, ...] = (),
    motifs: tuple[str, ...] = (),
    cooldown: int = 30,
    gives: Yield = NOTHING,
) -> Scene:
    """A scene that asks both one thing, or the lone dreamer, and ends."""
    of = Asked.HOST if kind.lone else Asked.BOTH
    choices = (Choice("yes", "Yes", "said yes", CUT, gives=gives), Choice("no", "No", "said no", CUT))
    ask = Ask(of, choices, Silence(NO_WORDS, NO_WORDS, "slept", CUT), otherwise=CUT)
    beats = {FIRST: Beat(FIRST, NO_WORDS, None, ask=ask), CUT: Beat(CUT, NO_WORDS, None)}
    made = Scene(SceneId(name), name, "here", kind, beats, CUT, ("It began.",), ("It ended.",))
    return replace(made, stages=stages, when=when, prefer=prefer, motifs=motifs, cooldown=cooldown)


def teaching(name: str, lesson: str) -> Scene:
    """A visit whose end teaches something."""
    made = scene(name)
    end = replace(made.beats[CUT], lesson=Lesson(lesson, frozenset(Role), "Try it.", "Did it hold?"))
    return replace(made, beats={**made.beats, CUT: end})


def by_id(scenes: Iterable[Scene]) -> Mapping[SceneId, Scene]:
    return {one.id: one for one in scenes}


def pack(*scenes: Scene) -> Pack:
    return Pack("made", "Made", "1", "en", (), "MIT", {}, {}, {}, {}, by_id(scenes))


def tables(*scenes: Scene, register: tuple[str, ...] = ()) -> Pack:
    """A pack with a fox, who comes from the flats and ties ropes, and a heron, who comes from the river and weaves."""
    countries = {
        id_: Country(id_, f"the {id_}", *(f"{part} of the {id_}" for part in COUNTRY_SLOTS[1:]))
        for id_ in ("flats", "river")
    }
    crafts = {
        id_: Craft(id_, id_, f"doing {id_}", *(f"a {part} of {id_}" for part in CRAFT_SLOTS[2:]))
        for id_ in ("ropes", "baskets")
    }
    motifs = {
        "fox": Motif("fox", "a fox", "flats", "ropes", "curled up"),
        "heron": Motif("heron", "a heron", "river", "baskets", "on one leg"),
    }
    return replace(pack(*scenes), countries=countries, crafts=crafts, motifs=motifs, register=register)
