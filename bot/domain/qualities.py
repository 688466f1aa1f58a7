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
    """Return `qualities` after `effects`, in order. Numbers never fall below 0."""
    after = dict(qualities)
    for effect in effects:
        if effect.operation == "=":
            after[effect.quality] = effect.value
        else:
            sign = 1 if effect.operation == "+" else -1
            after[effect.quality] = str(max(0, number(after, effect.quality) + sign * int(effect.value)))
    return after


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
