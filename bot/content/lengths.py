"""Adds up how long a scene's texts can come to be, with the longest names and slots."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Final

from bot.content.findings import Path
from bot.content.texts import Use, texts_of
from bot.domain.naming import NAME_LIMIT
from bot.domain.scene import Beat, BeatId, Pack, Role, Scene, Stage, Texts
from bot.domain.tonight import COUNTRY_SLOTS, CRAFT_SLOTS, NOTHING_LEFT
from bot.domain.wording import longest

LONGEST_NAME: Final = 2 * NAME_LIMIT
"""A name goes into a text escaped, and may be underscores but for a letter."""
LONGEST_LABEL: Final = 80
"""Discord's limit for a button."""
LONGEST_LEFT: Final = 100
"""A thing left, or a question kept."""
LONGEST_REGISTER: Final = 400
"""What the register says of one dreamer."""
LONGEST_PASSAGE: Final = 3_500
"""Discord takes 4,000 characters in a message of components; the rest is for picture line and choices."""

LONGEST_TOLD: Final = 300
LONGEST_CLAUSE: Final = 250
"""A night's telling, of five sentences and up to six clauses between them, is one message."""

_BETWEEN: Final = len("\n\n")


def slot_lengths(scene: Scene, pack: Pack) -> dict[str, int]:
    """Return the most characters each slot of `scene` can hold; its keys are the slots there are."""
    if scene.kind.lone:
        lengths = page_lengths(pack)
    else:
        crafts = [_craft_lengths(pack, whose) for whose in ("", "host.", "guest.")]
        marks = [_mark_lengths(pack, whose) for whose in ("host.", "guest.")]
        lengths = dict(chain(_country_lengths(pack), *crafts, *marks))
    lengths["left"] = max(LONGEST_LEFT, len(NOTHING_LEFT))
    if after_the_wound(scene):
        lengths["question"] = LONGEST_LEFT
    for name, options in (scene.words or {}).items():
        lengths[name] = max(map(len, options))
    return lengths


def page_lengths(pack: Pack) -> dict[str, int]:
    """Return the most characters each slot of one dreamer's own can hold, as in a lone scene and in the register."""
    return dict(chain(_country_lengths(pack), _craft_lengths(pack, ""), _mark_lengths(pack, "")))


def _country_lengths(pack: Pack) -> Iterator[tuple[str, int]]:
    for slot in COUNTRY_SLOTS:
        yield f"country.{slot}", max((len(getattr(each, slot)) for each in pack.countries.values()), default=0)


def _craft_lengths(pack: Pack, whose: str) -> Iterator[tuple[str, int]]:
    for slot in CRAFT_SLOTS:
        yield f"{whose}craft.{slot}", max((len(getattr(each, slot)) for each in pack.crafts.values()), default=0)


def _mark_lengths(pack: Pack, whose: str) -> Iterator[tuple[str, int]]:
    yield f"{whose}mark", max((len(each.name) for each in pack.motifs.values()), default=0)
    yield f"{whose}mark.drawn", max((len(each.drawn) for each in pack.motifs.values()), default=0)


def after_the_wound(scene: Scene) -> bool:
    """Whether a question is sure to have been kept whenever `scene` is dreamt."""
    order = list(Stage)
    wound = order.index(Stage.WOUND)
    return bool(scene.stages) and all(order.index(stage) > wound for stage in scene.stages)


def too_long(scene: Scene, pack: Pack) -> Iterator[tuple[Path, str, str]]:
    """Yield the texts that Discord might not take. The scene has no circle, and all its slots are known."""
    lengths = slot_lengths(scene, pack)
    for written in texts_of(scene):
        length = longest(written.template, lengths, LONGEST_NAME)
        most = {"label": LONGEST_LABEL, "leave": LONGEST_LEFT, "question": LONGEST_LEFT}.get(str(written.path[-1]))
        if most is not None and length > most:
            what = f"this {written.path[-1]} can come to {length} characters"
            yield written.path, what, f"At most {most}, with the longest name and slots."
        elif length > (told := {Use.TOLD: LONGEST_TOLD, Use.CLAUSE: LONGEST_CLAUSE}.get(written.use, length)):
            yield written.path, f"this told form can come to {length:,} characters", f"At most {told}."
        elif written.use is Use.BARE and length > LONGEST_PASSAGE:
            yield written.path, f"this can come to {length:,} characters", f"At most {LONGEST_PASSAGE:,}."
    yield from _passages(scene, lengths)


def _passages(scene: Scene, lengths: Mapping[str, int]) -> Iterator[tuple[Path, str, str]]:
    """Yield the beats from which on too much is said before anybody is asked."""

    def size(texts: Texts) -> int:
        return max(longest(texts.to(role), lengths, LONGEST_NAME) for role in Role)

    def said(beat: Beat) -> int:
        return size(beat.texts) + (_BETWEEN + LONGEST_REGISTER if beat.register else 0)

    @cache
    def passage(beat: BeatId) -> int:
        here = scene.beats[beat]
        return said(here) + (_BETWEEN + passage(here.then) if here.then else 0)

    def after_silence(beat: Beat) -> int:
        if beat.ask is None:
            return 0
        silence = beat.ask.silence
        # A night that closes may fall silent more than once, and all of it is one message.
        return max(size(silence.there), size(silence.away)) + _BETWEEN + hushed(silence.to)

    @cache
    def hushed(beat: BeatId) -> int:
        here = scene.beats[beat]
        then = _BETWEEN + hushed(here.then) if here.then else 0
        return said(here) + then + after_silence(here)

    for beat in scene.beats.values():
        length = max(passage(beat.id), after_silence(beat))
        if length > LONGEST_PASSAGE:
            what = f"from {beat.id} on, a message can come to {length:,} characters"
            yield ("beats", beat.id), what, f"At most {LONGEST_PASSAGE:,} until somebody is asked."
