"""Tells a bond: five to seven chapters, by what had changed. Third person, past, the same every time it is told."""

from collections.abc import Iterator, Mapping, Sequence
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
"""Nights are added up to here; of each chapter one is told in any case, as far as `MOST_WORDS` let."""
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
    told = _weightiest(nights)
    chapters = _tell(told, began, _Teller(cast, telling, seed))
    while words_in(chapters) > MOST_WORDS and len(told) > 1:
        told.remove(min(told, key=lambda each: (each[0].weight, -each[0].number)))
        chapters = _tell(told, began, _Teller(cast, telling, seed))
    for at, one in _rest(nights, told):
        if words_in(chapters) + len(one.telling.split()) > ENOUGH_WORDS:
            continue
        more = [*told[:at], sorted([*told[at], one], key=lambda night: night.number), *told[at + 1 :]]
        longer = _tell(more, began, _Teller(cast, telling, seed))
        if words_in(longer) <= ENOUGH_WORDS:
            told, chapters = more, longer
    return chapters


def words_in(chapters: Sequence[Chapter]) -> int:
    """Return how many words chapters have."""
    return sum(len(paragraph.split()) for chapter in chapters for paragraph in chapter.paragraphs)


def words_for(number: int) -> str:
    """Return a number of nights as it is told: "eleven"; in figures from a hundred on."""
    if number < len(_SMALL):
        return _SMALL[max(number, 0)]
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")


def _weightiest(nights: Sequence[ToldNight]) -> list[list[ToldNight]]:
    """Return the chapters there are, each with the night that weighs most in it."""
    return [each[:1] for each in _by_chapter(nights) if each]


def _rest(nights: Sequence[ToldNight], told: Sequence[Sequence[ToldNight]]) -> Iterator[tuple[int, ToldNight]]:
    """Yield what else may be told and in which of the chapters: of each in turn, the weightier first."""
    chapters = [each for each in _by_chapter(nights) if each]
    left = [(at, each) for at, (one, *_) in enumerate(told) for each in chapters if each[0] is one]
    for turn in range(1, max((len(each) for _, each in left), default=0)):
        yield from ((at, each[turn]) for at, each in left if turn < len(each))


def _by_chapter(nights: Sequence[ToldNight]) -> list[list[ToldNight]]:
    return [
        sorted((one for one in nights if one.stage in stages), key=lambda one: (-one.weight, one.number))
        for stages in CHAPTERS
    ]


def _tell(told: Sequence[Sequence[ToldNight]], began: Mapping[Stage, int], teller: "_Teller") -> tuple[Chapter, ...]:
    chapters: list[Chapter] = []
    for nights in told:
        stage = nights[0].stage
        paragraphs = [teller.step(stage, began.get(stage, nights[0].number)), nights[0].telling]
        for before, night in pairwise(nights):
            paragraphs += [teller.joint(night.number - before.number), night.telling]
        paragraphs.append(teller.picture(nights[-1].pictures))
        chapters.append(Chapter(stage, tuple(_joined(paragraphs))))
    return tuple(chapters)


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
        self._pictured: set[str] = set()

    def step(self, stage: Stage, nights: int) -> str:
        return self._one_of(self._telling.steps.get(stage, ()), {"nights": words_for(nights)}, stage)

    def joint(self, nights: int) -> str:
        return self._one_of(self._telling.joints.get(Gap.of(nights), ()), {"nights": words_for(nights)}, nights)

    def picture(self, pictures: Mapping[Role, Sequence[str]]) -> str:
        """Say what one of them had of the other that was not said yet: of the two, who had more of that."""
        fresh = {role: [line for line in pictures.get(role, ()) if line not in self._pictured] for role in Role}
        knower = max(Role, key=lambda role: (len(fresh[role]), role is Role.HOST))
        lines = fresh[knower][-MOST_LINES:]
        if not lines:
            return ""
        self._pictured |= set(lines)
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
