"""What the slots of a scene hold tonight."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.domain.chance import Seed, choose
from bot.domain.scene import Country, Craft, Motif, Pack, Role, Scene

NOTHING_LEFT: Final = "something there is no word for"
"""What `{left}` says where nobody left anything yet. Holds no "you": it stands in tellings too."""

NOTHING_ASKED: Final = "What was it that was not asked?"
"""What `{question}` says where a pack kept none."""

COUNTRY_SLOTS: Final = ("name", "ground", "weather", "sound", "light", "people", "wrong", "thing", "food")
CRAFT_SLOTS: Final = ("name", "doing", "tool", "material", "move", "slip", "made")


CARRIED: Final = ("tired", "sore", "glad", "carrying")
"""What a dreamer may take to bed, besides what they keep to themselves."""


def countries(pack: Pack, marks: Mapping[Role, str], *, lone: bool) -> dict[Role, Motif]:
    """Return the motif each comes from: what the *other* one's mark shows; who dreams alone is where their own leads.

    Raises KeyError on a motif the pack has not.
    """
    if lone:
        return {Role.HOST: pack.motifs[marks[Role.HOST]]}
    return {role: pack.motifs[marks[role.other]] for role in Role}


def given_tonight(pack: Pack, marks: Mapping[Role, str], carried: Mapping[Role, str], *, lone: bool) -> dict[str, str]:
    """Return the qualities that no scene sets: whose country, whose craft, and who carried what to bed."""
    given: dict[str, str] = {}
    for role, motif in countries(pack, marks, lone=lone).items():
        given[f"{role}.country"], given[f"{role}.craft"] = motif.country, motif.craft
        given[f"{role}.carried"] = carried.get(role, "")
    return given


def slots_tonight(
    pack: Pack,
    scene: Scene,
    marks: Mapping[Role, str],
    seed: Seed,
    left: str | None = None,
    question: str | None = None,
) -> dict[str, str]:
    """Return every slot a text of `scene` may ask for.

    `marks` says which motif lies on whose skin, the lone dreamer's being the host's. A mark depicts the *other* one,
    so the country of a shared dream is that of the guest's mark, and of a lone one that of the dreamer's own. `left` is
    what was left lying here, `question` what was asked in the quarrel, both as they were said. Words fall by `seed`,
    the same all through the night. Raises KeyError on a motif the pack has not.
    """
    mine = pack.motifs[marks[Role.HOST]]
    if scene.kind.lone:
        slots = slots_of(pack, mine, mine)
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
    slots["question"] = question or NOTHING_ASKED
    for name, options in (scene.words or {}).items():
        slots[name] = choose(options, seed, "words", name)
    return slots


def slots_of(pack: Pack, comes_from: Motif, wears: Motif) -> dict[str, str]:
    """Return what may be said of one dreamer alone: their country, their craft, their mark."""
    country, craft = pack.countries[comes_from.country], pack.crafts[comes_from.craft]
    return dict([*_country(country), *_craft("", craft), *_mark("", wears)])


def _country(country: Country) -> Iterator[tuple[str, str]]:
    return ((f"country.{slot}", str(getattr(country, slot))) for slot in COUNTRY_SLOTS)


def _craft(whose: str, craft: Craft) -> Iterator[tuple[str, str]]:
    return ((f"{whose}craft.{slot}", str(getattr(craft, slot))) for slot in CRAFT_SLOTS)


def _mark(whose: str, motif: Motif) -> Iterator[tuple[str, str]]:
    return iter(((f"{whose}mark", motif.name), (f"{whose}mark.drawn", motif.drawn)))
