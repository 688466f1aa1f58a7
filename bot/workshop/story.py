"""The telling of two so far, as the bot tells it."""

from collections.abc import Iterator
from typing import Final

from bot.domain.bond import NEXT
from bot.domain.chance import grow
from bot.domain.chronicle import Chapter, ToldNight, chronicle
from bot.domain.scene import Kind, Role
from bot.domain.telling import tell, title
from bot.domain.wording import Cast
from bot.workshop.two import Dream, Two

_MOVES: Final = (Kind.SPINE, Kind.GLIMPSE)


def told(dream: Dream) -> tuple[str, str]:
    """Return the title of a night, and how it is told."""
    said = tell(dream.encounter, dream.cast, dream.slots, dream.seed, own_words=True)
    return title(dream.scene, dream.cast, dream.slots, dream.seed), said


def story(two: Two) -> tuple[Chapter, ...]:
    """Return the telling of two whose nights were kept; nothing where no night was answered by both."""
    cast = Cast(two.a.person, two.b.person)
    return chronicle(list(_nights(two)), two.began, cast, two.pack.telling, grow(two.seed, "story"))


def _nights(two: Two) -> Iterator[ToldNight]:
    for one in two.before:
        if one.told is None:
            continue
        encounter = one.told.encounter
        moved = encounter.scene.kind in _MOVES and one.stage in NEXT
        weight = 4 * moved + bool(encounter.picture) + bool(encounter.lessons) + bool(encounter.left)
        had = {Role.HOST: one.pictures.get(two.a.id, ()), Role.GUEST: one.pictures.get(two.b.id, ())}
        yield ToldNight(
            number=one.night,
            stage=one.stage,
            telling=tell(encounter, one.told.cast, one.told.slots, one.told.seed, own_words=False),
            weight=weight,
            pictures={role: [line.text for line in lines] for role, lines in had.items()},
        )
