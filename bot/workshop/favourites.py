"""What a pack says too often: how its texts begin and end, its similes, its favourite words."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.content.texts import Use, texts_of
from bot.domain.scene import Pack, Scene
from bot.workshop.likeness import words_of

_SIMILE: Final = re.compile(
    r"\b(?:like (?:an?|the)|as if|as though|as (?!(?:far|long|many|much|soon|well)\b)\w+ as)\b[^.,;:!?]*", re.IGNORECASE
)
_SLOT: Final = re.compile(r"\{[^{}]*\}")
_MARKUP: Final = re.compile(r"[\[\]|]")
_SAID_BY_SLOT: Final = "slotslot"
"""Stands where tonight puts in something of its own."""
_SENTENCE: Final = re.compile(r"[^.!?…]+[.!?…]*")
_BEGINNING: Final = 2
"""Words by which a beginning is known."""

COMMON: Final = frozenset(
    """
    a about after all an and are as at be been before by can could did do does down for from had has have he her hers
    him his host guest how i if in into is it its like me more no nobody not nothing of off on once one only or other
    out over she so some somebody that the their theirs them then there they this through to too two under up was were
    what when where which who will with without would you your yours away here
    """.split()  # noqa: SIM905 - eighty words read better than eighty literals
)
"""Words that everything written is made of."""


@dataclass(frozen=True, slots=True)
class Favourites:
    """How often something is said, over a whole pack. Every text counts, whoever reads it."""

    words: Counter[str] = field(default_factory=Counter[str])
    first_words: Counter[str] = field(default_factory=Counter[str])
    """How sentences begin."""
    openings: Counter[str] = field(default_factory=Counter[str])
    """How scenes begin."""
    endings: Counter[str] = field(default_factory=Counter[str])
    """The last words before a dream is cut."""
    similes: tuple[tuple[str, str], ...] = ()
    """Of which scene, and how it says so."""
    crowded: tuple[tuple[str, int], ...] = ()
    """Scenes with more than one simile."""


def favourites(pack: Pack) -> Favourites:
    """Return what `pack` says, counted."""
    found = Favourites()
    similes: list[tuple[str, str]] = []
    for scene in pack.scenes.values():
        texts = list(_dreamt(scene))
        for text in texts:
            found.words.update(word for word in words_of(text) if word not in COMMON | {_SAID_BY_SLOT})
            found.first_words.update(_beginning(sentence, 1) for sentence in _SENTENCE.findall(text))
            similes += [(scene.id, simile[0].strip()) for simile in _SIMILE.finditer(text)]
        begins, ends = scene.begins.texts, scene.beats[scene.wake].texts
        found.openings.update({_beginning(text, _BEGINNING) for text in (begins.host, begins.guest)})
        found.endings.update({_ending(text) for text in (ends.host, ends.guest)})
    each = Counter(scene for scene, _ in similes)
    crowded = tuple((scene, count) for scene, count in each.most_common() if count > 1)
    return Favourites(
        found.words, _named(found.first_words), _named(found.openings), _named(found.endings), tuple(similes), crowded
    )


def _dreamt(scene: Scene) -> Iterator[str]:
    for written in texts_of(scene):
        if written.use in (Use.DREAM, Use.SILENCE):
            yield _plain(written.template)


def _beginning(text: str, count: int) -> str:
    return " ".join(words_of(_plain(text))[:count])


def _ending(text: str) -> str:
    return " ".join(words_of(_plain(text))[-_BEGINNING:])


def _plain(template: str) -> str:
    return _MARKUP.sub(" ", _SLOT.sub(_SAID_BY_SLOT, template))


def _named(counter: Counter[str]) -> Counter[str]:
    return Counter({name.replace(_SAID_BY_SLOT, "{…}"): count for name, count in counter.items() if name})
