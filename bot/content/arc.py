"""Proves that a scene of the spine does what the arc needs of it, on every way on which both answered."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.content.findings import Path
from bot.content.walk import Budget, Key, asked_about, circumstances, key_of, possible
from bot.domain.encounter import Encounter, begin
from bot.domain.qualities import NAMES, QUARREL
from bot.domain.scene import Kind, Role, Scene, Stage

Fault = tuple[Path, str, str]
Needed = tuple[Callable[[Encounter], bool], str, str]

_NEEDED: Final[Mapping[Stage, tuple[Needed, ...]]] = {
    Stage.WORDS: (
        (
            lambda end: end.qualities.get(NAMES) == "yes",
            "a way on which both answered ends without names",
            "Set `names = yes` on each: with it they are called by their names from here on.",
        ),
    ),
    Stage.WOUND: (
        (
            lambda end: end.qualities.get(QUARREL) == "yes",
            "a way on which both answered ends without a quarrel",
            "Set `quarrel = yes` on each: the nights grow rare by it.",
        ),
        (
            lambda end: bool(end.questions),
            "a way on which both answered keeps no question",
            "Write `question:` on each: the door asks it again.",
        ),
    ),
    Stage.DOOR: (
        (
            lambda end: end.qualities.get(QUARREL) != "yes",
            "a way on which both answered does not end the quarrel",
            "Set `quarrel = no` on each.",
        ),
    ),
}
_BEFORE: Final[Mapping[Stage, Mapping[str, str]]] = {Stage.DOOR: {QUARREL: "yes"}}


def unmoved(scene: Scene, budget: Budget) -> Iterator[Fault]:
    """Yield what `scene`, proved to end, leaves undone; StuckError where that takes too long to tell."""
    if scene.kind is not Kind.SPINE:
        return
    for stage in scene.stages:
        if stage not in _NEEDED:
            continue
        ends = list(_ends(scene, _BEFORE.get(stage, {}), budget))
        for done, what, right in _NEEDED[stage]:
            if short := next((end for end in ends if not done(end)), None):
                yield ("stage",), f"{what}: the one by {_way(short)}", right


def _ends(scene: Scene, before: Mapping[str, str], budget: Budget) -> Iterator[Encounter]:
    """Yield an example of every end to which both answered."""
    matters = asked_about(scene)
    seen: set[Key] = set()
    waiting = [begin(scene, {**qualities, **before}) for qualities in circumstances(scene)]
    while waiting:
        here = waiting.pop()
        if here.ended:
            if here.answered >= frozenset(Role):
                yield here
            continue
        for event in possible(here):
            after = budget.step(here, event)
            if (key := _key(after, matters)) not in seen:
                seen.add(key)
                waiting.append(after)


def _key(here: Encounter, matters: frozenset[str]) -> Key:
    kept = tuple(here.qualities.get(name) for name in (NAMES, QUARREL))
    return (*key_of(here, matters), kept, bool(here.questions), here.answered)


def _way(end: Encounter) -> str:
    """Return the beats of a way."""
    return ", ".join(dict.fromkeys(str(beat) for moment in end.moments if (beat := getattr(moment, "beat", None))))
