"""Qualities: what is so between two dreamers, as name and text. A pack declares which there are.

Names of one dreamer's own begin with `host.` or `guest.` inside a scene; what was never set reads as "" and counts 0.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from bot.domain.scene import Condition, Effect

Qualities = Mapping[str, str]

GIVEN: Final[Mapping[str, str]] = {
    "country": "the country tonight's dream lies in; of host or guest: where that one comes from",
    "craft": "what hands do there",
    "carried": "what a dreamer took to bed: tired, sore, glad or carrying",
    "bound": "whether a lone dreamer has a soulmate yet",
    "trace": "whether the other one left something that was not found yet",
    "nights": "how many nights the two have shared",
}
"""What is so tonight without any scene having set it. A pack need not declare it, and no scene may set it."""

NAMES: Final = "names"
"""Set by the scene in which names are given; until then nobody is called by one."""
TRUST: Final = "trust"
DEPTH: Final = "depth"
DEEPEST: Final = 20
"""Depth goes from 0 to 20: so says the glossary of the world."""
QUARREL: Final = "quarrel"
QUESTION: Final = "question"
"""What was asked in the quarrel, as it was said."""
LEFT: Final = "left"
"""What a dreamer left lying, as it was said."""
FOUND: Final = "found"
"""What a dreamer last found of the other's."""
ASKED: Final = "asked"
"""Of host or guest: the lesson tonight's dream asks that one about."""


def number(qualities: Qualities, name: str) -> int:
    """Return a quality as a number; 0 where it is unset or no number."""
    text = qualities.get(name, "")
    return int(text) if text.lstrip("-").isdecimal() else 0


def holds(conditions: Iterable[Condition], qualities: Qualities) -> bool:
    """Whether every one of `conditions` is so."""
    return all(_one_holds(condition, qualities) for condition in conditions)


def fit(conditions: Iterable[Condition], qualities: Qualities) -> int:
    """Return how many of `conditions` are so: the points of `prefer`."""
    return sum(_one_holds(condition, qualities) for condition in conditions)


def applied(effects: Iterable[Effect], qualities: Qualities) -> dict[str, str]:
    """Return `qualities` after `effects`, in order. No number falls below 0, and depth goes to 20 at most."""
    after = dict(qualities)
    for effect in effects:
        if effect.operation == "=":
            after[effect.quality] = effect.value
        else:
            sign = 1 if effect.operation == "+" else -1
            changed = max(0, number(after, effect.quality) + sign * int(effect.value))
            after[effect.quality] = str(min(changed, DEEPEST) if effect.quality == DEPTH else changed)
    return after


def kept(name: str, before: str, after: str, by_now: str) -> str:
    """Return what is kept of a quality that a dream changed from `before` to `after`, where it is `by_now` otherwise.

    What two dreams, or a dream and a day, add to one number is added up; of texts the later word holds.
    """
    if by_now == before or not (_counts(before) and _counts(after) and _counts(by_now)):
        return after
    grown = max(0, int(by_now or 0) + int(after or 0) - int(before or 0))
    return str(min(grown, DEEPEST) if name == DEPTH else grown)


def _counts(text: str) -> bool:
    return not text or text.isdecimal()


def _one_holds(condition: Condition, qualities: Qualities) -> bool:
    match condition.comparison:
        case "is":
            return qualities.get(condition.quality, "") == condition.value
        case "is not":
            return qualities.get(condition.quality, "") != condition.value
        case ">=":
            return number(qualities, condition.quality) >= int(condition.value)
        case _:
            return number(qualities, condition.quality) <= int(condition.value)
