"""Two who are come so far that a certain scene, or a certain stage, can be dreamt tonight."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import permutations
from typing import Final

from bot.domain.bond import Pace
from bot.domain.chance import Seed, roll
from bot.domain.qualities import LEFT, NAMES, QUARREL, QUESTION, holds
from bot.domain.scene import Condition, Kind, Pack, Role, Scene, Stage, Yield
from bot.domain.tonight import given_tonight
from bot.workshop.habits import ALWAYS, Company, a_night, slept
from bot.workshop.night import grown_tonight, tonight
from bot.workshop.two import Dream, Two, begun, meet

LONGEST_WAY: Final = 400
"""Nights in which a stage is come to, or it is not come to at all."""
_MARKED: Final = ("country", "craft")
"""What follows from the marks two wear."""
_WITH_NAMES: Final = frozenset(tuple(Stage)[tuple(Stage).index(Stage.LESSONS) :])
_QUARRELLED: Final = frozenset({Stage.DISTANCE, Stage.DOOR})


def come_so_far(pack: Pack, seed: Seed, stage: Stage, pace: Pace) -> Two:
    """Return two who came to `stage` night by night, answering always; set there where the pack leads nobody to it."""
    two, company = meet(pack, seed, pace), Company(ALWAYS, ALWAYS)
    for _ in range(LONGEST_WAY):
        # Some stages begin in the evening and are over by the morning.
        evening = grown_tonight(two, slept(two, company).first) if two.night else two
        if evening.stage is stage:
            return evening
        two, _ = a_night(two, company, keep=True)
    return _set_in(meet(pack, seed, pace), stage)


def the_scene(pack: Pack, scene: Scene, seed: Seed, stage: Stage | None, given: Mapping[str, str]) -> tuple[Two, Dream]:
    """Return two, and the dream of `scene` they are to dream, with `given` qualities besides what it asks for.

    A country or craft that is given decides which marks they wear. Raises ValueError in a pack of one motif, and where
    no mark leads to what is given.
    """
    given = {_named(name): value for name, value in given.items()}
    stage = stage or (scene.stages[0] if scene.stages else Stage.MARKED if scene.kind.lone else Stage.LESSONS)
    two = replace(_set_in(meet(pack, seed, marks=_marks_for(pack, scene, seed, given)), stage), night=10)
    people = {Role.HOST: two.a} if scene.kind.lone else {Role.HOST: two.a, Role.GUEST: two.b}
    qualities = tonight(two, people, {})
    if scene.kind is Kind.FIRST:
        qualities = given_tonight(pack, {Role.HOST: two.a.mark}, {}, lone=True)
        two = replace(two, night=0)
    else:
        qualities[LEFT] = next(_left(pack), "")
    return two, begun(two, scene, people, {**_made_so(scene.when, qualities), **given})


def _set_in(two: Two, stage: Stage) -> Two:
    between: dict[str, str] = {}
    if stage in _WITH_NAMES:
        between[NAMES] = "yes"
    if stage in _QUARRELLED:
        between[QUARREL] = "yes"
    if kept := next(_questions(two.pack), ""):
        between[QUESTION] = kept
    return replace(two, stage=stage, night=1, since=1, began={Stage.MARKED: 0, stage: 1}, between=between)


def _named(quality: str) -> str:
    """Return what a quality is called in the game: alone, one is the host."""
    whose, _, rest = quality.rpartition(".")
    return f"host.{rest}" if whose == "me" or quality in _MARKED else quality


def _marks_for(pack: Pack, scene: Scene, seed: Seed, given: Mapping[str, str]) -> tuple[str, str] | None:
    """Return marks with which the conditions on country and craft hold, and what is given of them, by seed."""
    wanted = [Condition(name, "is", value) for name, value in given.items() if name.rpartition(".")[2] in _MARKED]
    asked = [*(each for each in scene.when if each.quality.rpartition(".")[2] in _MARKED), *wanted]
    pairs = sorted(permutations(sorted(pack.motifs), 2), key=lambda pair: roll(seed, "marks", *pair))
    for mine, theirs in pairs:
        marks = {Role.HOST: mine} if scene.kind.lone else {Role.HOST: mine, Role.GUEST: theirs}
        if holds(asked, given_tonight(pack, marks, {}, lone=scene.kind.lone)):
            return mine, theirs
    if wanted:
        raise ValueError("no mark leads to " + " and ".join(one.value for one in wanted))
    return None


def _made_so(conditions: Iterable[Condition], qualities: Mapping[str, str]) -> dict[str, str]:
    """Return `qualities` with what `conditions` ask for."""
    made = dict(qualities)
    for each in conditions:
        if holds((each,), made):
            continue
        if each.comparison == "is not":
            made[each.quality] = ""
        else:
            made[each.quality] = each.value
    return made


def _left(pack: Pack) -> Iterator[str]:
    return (gives.leave for gives in _yields(pack) if gives.leave and "{" not in gives.leave)


def _questions(pack: Pack) -> Iterator[str]:
    return (gives.question for gives in _yields(pack) if gives.question and "{" not in gives.question)


def _yields(pack: Pack) -> Iterator[Yield]:
    for scene in pack.scenes.values():
        for beat in scene.beats.values():
            yield beat.gives
            yield from (choice.gives for choice in (beat.ask.choices if beat.ask else ()))
