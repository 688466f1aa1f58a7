"""Every text of a scene, with where it stands and who may be spoken of in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from bot.content.findings import Path
from bot.domain.scene import Beat, Scene, Texts, Yield


class Use(Enum):
    """What a text is for."""

    DREAM = auto()
    SILENCE = auto()
    LABEL = auto()
    TOLD = auto()
    """A sentence, told afterwards."""
    CLAUSE = auto()
    """A clause without subject, told afterwards."""
    BARE = auto()
    """It stands without the cast: titles, places, things left, questions kept, lessons."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text as its writer wrote it."""

    path: Path
    template: str
    use: Use


def texts_of(scene: Scene) -> Iterator[Written]:
    """Yield every text of a scene."""
    yield Written(("title",), scene.title, Use.BARE)
    yield Written(("place",), scene.place, Use.BARE)
    for key, told in (("openings", scene.openings), ("closes", scene.closes)):
        for number, each in enumerate(told):
            yield Written((key, number), each, Use.TOLD)
    for beat in scene.beats.values():
        yield from _beat(("beats", beat.id), beat, lone=scene.kind.lone)


def _beat(path: Path, beat: Beat, *, lone: bool) -> Iterator[Written]:
    yield from _both(path, beat.texts, Use.DREAM, lone=lone)
    if beat.told is not None:
        yield Written((*path, "told"), beat.told, Use.TOLD)
    yield from _given(path, beat.gives)
    if beat.lesson:
        yield Written((*path, "try"), beat.lesson.attempt, Use.BARE)
        yield Written((*path, "asked"), beat.lesson.asked, Use.BARE)
    if beat.ask is None:
        return
    for number, choice in enumerate(beat.ask.choices):
        yield Written((*path, "choices", number, "label"), choice.label, Use.LABEL)
        yield Written((*path, "choices", number, "told"), choice.told, Use.CLAUSE)
        yield from _given((*path, "choices", number), choice.gives)
    if beat.ask.speak:
        yield Written((*path, "speak", "told"), beat.ask.speak.told, Use.CLAUSE)
    silence = beat.ask.silence
    yield Written((*path, "silence", "told"), silence.told, Use.CLAUSE)
    if silence.there == silence.away:
        yield from _both((*path, "silence"), silence.there, Use.SILENCE, lone=lone)
    else:
        yield Written((*path, "silence", "there"), silence.there.host, Use.SILENCE)
        yield Written((*path, "silence", "away"), silence.away.host, Use.SILENCE)


def _given(path: Path, gives: Yield) -> Iterator[Written]:
    if gives.leave:
        yield Written((*path, "leave"), gives.leave, Use.BARE)
    if gives.question:
        yield Written((*path, "question"), gives.question, Use.BARE)


def _both(path: Path, texts: Texts, use: Use, *, lone: bool) -> Iterator[Written]:
    if texts.host == texts.guest:
        yield Written((*path, "me" if lone else "both"), texts.host, use)
    else:
        yield Written((*path, "host"), texts.host, use)
        yield Written((*path, "guest"), texts.guest, use)
