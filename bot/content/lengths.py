"""Adds up how long a scene's texts can come to be, with the longest names and slots."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from bot.content.findings import Path
from bot.content.texts import Use, texts_of
from bot.domain.scene import Beat, BeatId, Pack, Role, Scene, Texts
from bot.domain.tonight import COUNTRY_SLOTS, CRAFT_SLOTS, NOTHING_LEFT
from bot.domain.wording import longest

LONGEST_NAME: Final = 32
"""Discord's limit for a display name."""
LONGEST_LABEL: Final = 80
"""Discord's limit for a button."""
LONGEST_LEFT: Final = 100
LONGEST_PASSAGE: Final = 3_500
"""Discord takes 4,000 characters in a message of components; the rest is for picture line and choices."""

_BETWEEN: Final = len("\n\n")


def slot_lengths(scene: Scene, pack: Pack) -> dict[str, int]:
    """Return the most characters each slot of `scene` can hold; its keys are the slots there are."""
    lengths = {
        f"country.{slot}": max((len(getattr(each, slot)) for each in pack.countries.values()), default=0)
        for slot in COUNTRY_SLOTS
    }
    for whose in ("",) if scene.kind.lone else ("", "host.", "guest."):
        for slot in CRAFT_SLOTS:
            lengths[f"{whose}craft.{slot}"] = max(
                (len(getattr(each, slot)) for each in pack.crafts.values()), default=0
            )
    for whose in ("",) if scene.kind.lone else ("host.", "guest."):
        lengths[f"{whose}mark"] = max((len(each.name) for each in pack.motifs.values()), default=0)
        lengths[f"{whose}mark.drawn"] = max((len(each.drawn) for each in pack.motifs.values()), default=0)
    lengths["left"] = max(LONGEST_LEFT, len(NOTHING_LEFT))
    for name, options in (scene.words or {}).items():
        lengths[name] = max(map(len, options))
    return lengths


def too_long(scene: Scene, pack: Pack) -> Iterator[tuple[Path, str, str]]:
    """Yield the texts that Discord might not take. The scene has no circle, and all its slots are known."""
    lengths = slot_lengths(scene, pack)
    for written in texts_of(scene):
        length = longest(written.template, lengths, LONGEST_NAME)
        most = {"label": LONGEST_LABEL, "leave": LONGEST_LEFT}.get(str(written.path[-1]))
        if most is not None and length > most:
            what = f"this {written.path[-1]} can come to {length} characters"
            yield written.path, what, f"At most {most}, with the longest name and slots."
        elif written.use is Use.BARE and length > LONGEST_PASSAGE:
            yield written.path, f"this can come to {length:,} characters", f"At most {LONGEST_PASSAGE:,}."
    yield from _passages(scene, lengths)


def _passages(scene: Scene, lengths: Mapping[str, int]) -> Iterator[tuple[Path, str, str]]:
    """Yield the beats from which on too much is said before anybody is asked."""

    def size(texts: Texts) -> int:
        return max(longest(texts.to(role), lengths, LONGEST_NAME) for role in Role)

    @cache
    def passage(beat: BeatId) -> int:
        here = scene.beats[beat]
        return size(here.texts) + (_BETWEEN + passage(here.then) if here.then else 0)

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
        return size(here.texts) + then + after_silence(here)

    for beat in scene.beats.values():
        length = max(passage(beat.id), after_silence(beat))
        if length > LONGEST_PASSAGE:
            what = f"from {beat.id} on, a message can come to {length:,} characters"
            yield ("beats", beat.id), what, f"At most {LONGEST_PASSAGE:,} until somebody is asked."
