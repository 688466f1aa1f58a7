"""The two small languages of a scene: conditions (`depth >= 3`, `not quarrel`) and effects (`trust + 1`)."""

import re
from typing import Final

from bot.domain.qualities import GIVEN
from bot.domain.scene import Condition, Effect

_NAME: Final = r"(?P<name>[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)*)"
_VALUE: Final = r"(?P<value>[a-z0-9]+(?:-[a-z0-9]+)*)"
_NUMBER: Final = r"(?P<number>[0-9]{1,4})"

_COMPARED: Final = re.compile(rf"{_NAME} (?P<sign>>=|<=|>|<) {_NUMBER}")
_IS: Final = re.compile(rf"{_NAME} (?P<is>is not|is) {_VALUE}")
_BARE: Final = re.compile(rf"(?P<no>not )?{_NAME}")
_BECOMES: Final = re.compile(rf"{_NAME} = {_VALUE}")
_CHANGES: Final = re.compile(rf"{_NAME} (?P<sign>[+-]) {_NUMBER}")

CONDITIONS: Final = "Write `x is v`, `x is not v`, `x >= 3`, `x <= 3`, `x` or `not x`, one to an item."
EFFECTS: Final = "Write `x = v`, `x + 1` or `x - 1`, one to an item."


_NUMBERS: Final = (r".* (?:>=|<=|>|<|[+-]) [0-9]{5,}", "Numbers go up to 9999.")
_CAPITALS: Final = (r".*[A-Z].*", "Names and values are written in small letters.")
CONDITION_HINTS: Final = (
    _NUMBERS,
    _CAPITALS,
    (r".* or .*", "There is no `or`: write a second choice, or a second scene."),
    (r".* and .*", "All items of the list hold at once: write one to an item."),
    (r".* (?:==?|!=) .*", "Write `x is v` or `x is not v` for what is so, and `x >= 3` for how much."),
)
EFFECT_HINTS: Final = (_NUMBERS, _CAPITALS, (r".* is .*", "An effect makes something so: write `x = v`."))


class GrammarError(ValueError):
    """Neither condition nor effect; says what would be."""


def condition(text: str, *, lone: bool) -> Condition:
    """Return a condition as the rules compare it: `<` and `>` become `<=` and `>=`; a bare name is "is yes".

    Raises GrammarError, also on a number that cannot be: qualities never fall below 0.
    """
    if match := _COMPARED.fullmatch(text):
        number = int(match["number"]) + {">": 1, "<": -1}.get(match["sign"], 0)
        if number < 0:
            raise GrammarError("No number is below 0.")
        return Condition(_named(match["name"], lone=lone), match["sign"][0] + "=", str(number))
    if match := _IS.fullmatch(text):
        return Condition(_named(match["name"], lone=lone), match["is"], match["value"])
    if match := _BARE.fullmatch(text):
        return Condition(_named(match["name"], lone=lone), "is not" if match["no"] else "is", "yes")
    raise GrammarError(_hint(text, CONDITION_HINTS) or CONDITIONS)


def effect(text: str, *, lone: bool) -> Effect:
    """Return an effect; raises GrammarError."""
    if match := _BECOMES.fullmatch(text):
        return Effect(_named(match["name"], lone=lone), "=", match["value"])
    if match := _CHANGES.fullmatch(text):
        return Effect(_named(match["name"], lone=lone), match["sign"], match["number"])
    raise GrammarError(_hint(text, EFFECT_HINTS) or EFFECTS)


def _hint(text: str, hints: tuple[tuple[str, str], ...]) -> str:
    return next((hint for pattern, hint in hints if re.fullmatch(pattern, text)), "")


def declared_as(quality: str) -> str:
    """Return the name a quality is declared by: without whose it is."""
    whose, _, rest = quality.partition(".")
    return rest if rest and whose in ("host", "guest") else quality


def is_declared(quality: str, declared: frozenset[str]) -> bool:
    """Whether a quality is declared, by its name or by a family such as `lesson.*`."""
    name = declared_as(quality)
    return (
        name in GIVEN
        or name in declared
        or any(each.endswith(".*") and name.startswith(each[:-1]) for each in declared)
    )


def is_given(quality: str) -> bool:
    """Whether a quality is so by itself tonight, whatever a pack declares and scenes set."""
    return declared_as(quality) in GIVEN


def _named(name: str, *, lone: bool) -> str:
    """Read what a writer calls a quality: `country` is tonight's, `me` is the one who dreams alone."""
    if name in ("country", "craft"):
        return f"host.{name}"
    whose, _, rest = name.partition(".")
    if rest and (whose == "me" if not lone else whose in ("host", "guest")):
        raise GrammarError("In a lone scene it is `me.`." if lone else "In a shared scene it is `host.` or `guest.`.")
    return f"host.{rest}" if rest and whose == "me" else name
