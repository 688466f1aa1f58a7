"""Checks that what a condition asks for is something that may come about in this pack."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.content.declared import conditions_in, effects_in
from bot.content.findings import Path
from bot.content.grammar import declared_as, is_given
from bot.content.mistakes import nearest
from bot.domain.goal import GOAL
from bot.domain.qualities import ASKED, DEEPEST, DEPTH, FOUND, LEFT, QUESTION
from bot.domain.scene import Condition, Pack, Scene

Fault = tuple[Path, str, str]

_SAID: Final = frozenset({LEFT, FOUND, QUESTION})
"""What they hold was written in a scene, or found in one."""
_MOST: Final = 9999


@dataclass(slots=True)
class Settable:
    """What the scenes of a pack may make of its qualities, whoever's they are."""

    values: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    raised: set[str] = field(default_factory=set[str])


def settable(pack: Pack) -> Settable:
    """Return what may come about in `pack`."""
    found = Settable()
    for scene in pack.scenes.values():
        for _, effects in effects_in(scene):
            for each in effects:
                name = declared_as(each.quality)
                if each.operation == "=":
                    found.values.setdefault(name, set()).add(each.value)
                elif each.operation == "+":
                    found.raised.add(name)
    lessons = {lesson.id for lesson in pack.lessons()}
    found.values[ASKED] = lessons
    found.values.setdefault(GOAL, set()).update(pack.goals)
    for goal in pack.goals:
        found.values[f"{GOAL}.{goal}"] = {"done"}
    return found


def never(scene: Scene, known: Settable) -> Iterator[Fault]:
    """Yield the conditions of `scene` that can never hold."""
    for path, conditions in conditions_in(scene):
        for each in conditions:
            if fault := _never(each, known):
                yield path, *fault


def _never(each: Condition, known: Settable) -> tuple[str, str] | None:
    name = declared_as(each.quality)
    if is_given(each.quality) or name in _SAID:
        return None
    values = known.values.get(name, set())
    match each.comparison:
        case "is" if each.value not in values and not (name in known.raised and each.value.isdecimal()):
            if values or name in known.raised:
                right = nearest(each.value, values) if values else f"Ask how much it is: `{each.quality} >= 1`."
                return f"no scene sets {name} to {each.value}", right
            right = nearest(name, known.values.keys() | known.raised)
            return f"no scene ever sets {name}", right
        case ">=" if int(each.value) > _most(name, known):
            if most := _most(name, known):
                return f"{name} never comes to {each.value}", f"At most {most}."
            return f"no scene ever raises {name}", nearest(name, known.raised)
        case _:
            return None


def _most(name: str, known: Settable) -> int:
    if name in known.raised:
        return DEEPEST if name == DEPTH else _MOST
    return max((int(value) for value in known.values.get(name, ()) if value.isdecimal()), default=0)
