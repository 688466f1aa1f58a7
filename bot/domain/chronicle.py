"""Tells a bond: five to seven chapters, by what had changed. Third person, past, the same every time it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.domain.chance import Seed, roll
from bot.domain.scene import Gap, Role, Stage, Telling
from bot.domain.wording import Cast, say

CHAPTERS: Final = (
    (Stage.MARKED, Stage.GLIMPSE, Stage.DOUBT),
    (Stage.WORDS,),
    (Stage.LESSONS,),
    (Stage.REGISTER,),
    (Stage.WOUND, Stage.DISTANCE),
    (Stage.DOOR, Stage.NEAR),
    (Stage.WAKING, Stage.AFTER),
)
"""Which stages are told together: STORY.md asks for five to seven chapters of a whole arc."""
ENOUGH_WORDS: Final = 1_150
MOST_WORDS: Final = 1_500
"""STORY.md, *Told*: 900 to 1,500 words."""

MOST_LINES: Final = 6
"""A chapter closes on the latest of the picture; all of it would be longer than the chapter in the end."""

_SMALL: Final = tuple(
    """
    no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """.split()  # noqa: SIM905 - twenty words read better than twenty literals
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


@dataclass(frozen=True, slots=True)
class ToldNight:
    """A shared night as it is told. The two of the bond are host and guest here, whoever was host in the dream."""

    number: int
    """How many nights old the bond was."""
    stage: Stage
    """In which it was dreamt."""
    telling: str
    weight: int
    """How much it belongs into the telling of the whole."""
    pictures: Mapping[Role, Sequence[str]]
    """What each had of the other when it was over."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, its paragraphs in order."""

    stage: Stage
    paragraphs: tuple[str, ...]


def chronicle(
    nights: Sequence[ToldNight], began: Mapping[Stage, int], cast: Cast, telling: Telling, seed: Seed
) -> tuple[Chapter, ...]:
    """Return the bond in chapters; none where no night was shared.

    `nights` in order; `began` says how many nights old the bond was when it came to a stage. Raises WordingError as
    `say` does.
    """
    teller = _Teller(cast, telling, seed)
    chapters: list[Chapter] = []
    for told in _chosen(nights):
        stage = told[0].stage
        paragraphs = [teller.step(stage, began.get(stage, told[0].number)), told[0].telling]
        for before, night in pairwise(told):
            paragraphs += [teller.joint(night.number - before.number), night.telling]
        paragraphs.append(teller.picture(told[-1].pictures))
        chapters.append(Chapter(stage, tuple(_joined(paragraphs))))
    return tuple(chapters)


def words_for(number: int) -> str:
    """Return a number of nights as it is told: "eleven"; in figures from a hundred on."""
    if number < len(_SMALL):
        return _SMALL[max(number, 0)]
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")


def _chosen(nights: Sequence[ToldNight]) -> list[list[ToldNight]]:
    """Return the nights of each chapter: the weightiest of each first, then more of them while there is room."""
    left = [
        sorted((one for one in nights if one.stage in stages), key=lambda one: (-one.weight, one.number))
        for stages in CHAPTERS
    ]
    left = [each for each in left if each]
    chosen = [[each.pop(0)] for each in left]
    words = sum(_length(one) for told in chosen for one in told)
    while words < ENOUGH_WORDS and any(left):
        for told, rest in zip(chosen, left, strict=True):
            if rest and words + _length(rest[0]) < ENOUGH_WORDS:
                words += _length(rest[0])
                told.append(rest.pop(0))
            elif rest:
                rest.clear()
    return [sorted(told, key=lambda one: one.number) for told in chosen]


def _length(night: ToldNight) -> int:
    return len(night.telling.split()) + _AROUND


_AROUND: Final = 25
"""Words that step, joint and picture add to a night, about."""


def _joined(parts: list[str]) -> list[str]:
    """Lay what joins two nights, and what begins a chapter, before the night it leads to."""
    *pairs, last = parts
    joined = [f"{lead} {night}".strip() for lead, night in zip(pairs[::2], pairs[1::2], strict=True)]
    return [*joined, last] if last else joined


class _Teller:
    """Says what stands between nights; no joint twice."""

    def __init__(self, cast: Cast, telling: Telling, seed: Seed) -> None:
        self._cast = cast
        self._telling = telling
        self._seed = seed
        self._used: set[str] = set()

    def step(self, stage: Stage, nights: int) -> str:
        return self._one_of(self._telling.steps.get(stage, ()), {"nights": words_for(nights)}, stage)

    def joint(self, nights: int) -> str:
        return self._one_of(self._telling.joints.get(Gap.of(nights), ()), {"nights": words_for(nights)}, nights)

    def picture(self, pictures: Mapping[Role, Sequence[str]]) -> str:
        """Say what one of them had of the other: of the two, who had more."""
        knower = max(Role, key=lambda role: (len(pictures.get(role, ())), role is Role.HOST))
        lines = pictures.get(knower, ())[-MOST_LINES:]
        if not lines:
            return ""
        # In these sentences the host is who knows, and the guest who is known.
        cast, here = self._cast, self._cast.guest
        if knower is Role.GUEST and here is not None:
            cast = Cast(here, cast.host)
        return self._one_of(self._telling.pictures, {"picture": "; ".join(lines)}, len(self._used), cast=cast)

    def _one_of(
        self, templates: Sequence[str], slots: Mapping[str, str], *parts: str | int, cast: Cast | None = None
    ) -> str:
        free = [each for each in templates if each not in self._used]
        if not free:
            return ""
        chosen = min(free, key=lambda each: roll(self._seed, "joint", each, *parts))
        self._used.add(chosen)
        return say(chosen, cast or self._cast, slots, self._seed, None)
