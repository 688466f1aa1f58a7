"""Finds what a scene takes from a dreamer who gave nothing: lines of the picture, and an answer put into own words."""

import re
from collections.abc import Iterator
from typing import Final

from bot.content.findings import Path
from bot.domain.scene import Beat, BeatId, Scene, Texts

Fault = tuple[Path, str, str]

_PRESUMED: Final = re.compile(
    r"""
    \b(?: yes | (?:dis)?agree[sd]? | nod(?:s|ded)? | promise[sd]? | refuse[sd]? | confess(?:es|ed)? | apologi[sz]e[sd]?
        | sorry | lie[sd]?\ to | (?:answers?|answered)\ (?:that|it|you|\{)
        | (?:your|their|his|her|the|this|that|such\ a|[’']s|\.their\})
            \ (?:question|answer|promise|apology|secret|confession|joke|story|reason|request|refusal) )\b
    | \bno(?=[,.!?;:]|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Words that only fit some of what may have been said. A list, not a grammar."""


def presumed(scene: Scene) -> Iterator[Fault]:
    """Yield the beats own words lead to that take it for known what was said."""
    for beat in scene.beats.values():
        if beat.ask is None or beat.ask.speak is None or beat.ask.speak.to not in scene.beats:
            continue
        after = scene.beats[beat.ask.speak.to]
        for key, text in _texts(after):
            if match := _PRESUMED.search(text):
                what = f"{beat.id} leads here by own words, and this takes “{match[0]}” for said"
                yield ("beats", after.id, key), what, "Anything may have been said: tell what it did, not what it was."


def from_silence(scene: Scene) -> Iterator[Fault]:
    """Yield the lines of the picture that may come of nobody having answered."""
    for beat in sorted(_without_an_answer(scene)):
        if scene.beats[beat].gives.picture:
            right = "Lines of the picture come from choices: put it on one, or on a beat that only an answer leads to."
            yield (
                ("beats", beat, "dossier"),
                f"a dream may come to {beat} unanswered, and a line of the picture is kept there",
                right,
            )


def _without_an_answer(scene: Scene) -> set[BeatId]:
    """Return the beats a dream may come to while nobody answers: at its beginning, and after each silence."""
    waiting = [scene.begins.id, *(beat.ask.silence.to for beat in scene.beats.values() if beat.ask)]
    reached: set[BeatId] = set()
    while waiting:
        here = waiting.pop()
        if here not in reached and here in scene.beats:
            reached.add(here)
            waiting.extend(_on(scene.beats[here]))
    return reached


def _on(beat: Beat) -> Iterator[BeatId]:
    if beat.then is not None:
        yield beat.then


def _texts(beat: Beat) -> Iterator[tuple[str, str]]:
    texts: Texts = beat.texts
    yield ("both" if texts.host == texts.guest else "host"), texts.host
    yield ("both" if texts.host == texts.guest else "guest"), texts.guest
    if beat.told is not None:
        yield "told", beat.told
