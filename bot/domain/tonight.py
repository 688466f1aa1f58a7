"""What the slots of a scene hold tonight."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.domain.chance import Seed, choose
from bot.domain.scene import Country, Craft, Motif, Pack, Role, Scene

NOTHING_LEFT: Final = "something there is no word for"
"""What `{left}` says where nobody left anything yet. Holds no "you": it stands in tellings too."""

COUNTRY_SLOTS: Final = ("name", "ground", "weather", "sound", "light", "people", "wrong")
CRAFT_SLOTS: Final = ("name", "doing", "tool", "material")


def slots_tonight(
    pack: Pack, scene: Scene, marks: Mapping[Role, str], seed: Seed, left: str | None = None
) -> dict[str, str]:
    """Return every slot a text of `scene` may ask for.

    `marks` says which motif lies on whose skin, the lone dreamer's being the host's. A mark depicts the *other* one,
    so the country of a shared dream is that of the guest's mark, and of a lone one that of the dreamer's own. `left`
    is what the other left lying here, as it was said. Words fall by `seed`, the same all through the night. Raises
    KeyError on a motif the pack has not.
    """
    mine = pack.motifs[marks[Role.HOST]]
    if scene.kind.lone:
        slots = dict([*_country(pack.countries[mine.country]), *_craft("", pack.crafts[mine.craft]), *_mark("", mine)])
    else:
        theirs = pack.motifs[marks[Role.GUEST]]
        host_craft, guest_craft = pack.crafts[theirs.craft], pack.crafts[mine.craft]
        slots = dict(
            [
                *_country(pack.countries[theirs.country]),
                *_craft("", host_craft),
                *_craft("host.", host_craft),
                *_craft("guest.", guest_craft),
                *_mark("host.", mine),
                *_mark("guest.", theirs),
            ]
        )
    slots["left"] = left or NOTHING_LEFT
    for name, options in (scene.words or {}).items():
        slots[name] = choose(options, seed, "words", name)
    return slots


def _country(country: Country) -> Iterator[tuple[str, str]]:
    return ((f"country.{slot}", str(getattr(country, slot))) for slot in COUNTRY_SLOTS)


def _craft(whose: str, craft: Craft) -> Iterator[tuple[str, str]]:
    return ((f"{whose}craft.{slot}", str(getattr(craft, slot))) for slot in CRAFT_SLOTS)


def _mark(whose: str, motif: Motif) -> Iterator[tuple[str, str]]:
    return iter(((f"{whose}mark", motif.name), (f"{whose}mark.drawn", motif.drawn)))
