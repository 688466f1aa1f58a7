"""Pages for readers: a pair's nights as each of the two got them, and whole bonds told. Markdown, by seed."""

from collections.abc import Iterator
from typing import Final

from bot.domain.bond import Pace
from bot.domain.chance import Seed, grow
from bot.domain.scene import Pack, Role
from bot.workshop.habits import Company, Habits, nights
from bot.workshop.reading import Piece, What, heading, pieces
from bot.workshop.story import story
from bot.workshop.two import Dream, Two, meet

_CARRIED: Final = {
    "tired": "tired tonight.",
    "sore": "sore tonight.",
    "glad": "glad tonight.",
    "carrying": "carrying something tonight.",
}

FAITHFUL: Final = Company(Habits(0.95, 0.95), Habits(0.9, 0.95), 0.8)
"""Two who seldom miss a night, and sleep at once on four of five."""


def nights_page(pack: Pack, seed: Seed, count: int, pace: Pace) -> Iterator[str]:
    """Yield the first `count` nights of a pair, night by night, as each of the two read them."""
    two = meet(pack, seed, pace)
    yield f"# {_count(count)} nights\n"
    yield f"{_who(two)} Chosen lines stand in italics. What both read alike is printed once.\n"
    for night, (after, dreams) in enumerate(nights(two, FAITHFUL, count + 1)):
        yield f"## {'The evening of the mark' if night == 0 else f'Night {night}'}\n"
        for dream in dreams:
            yield from _dream(dream)
        if after.stage is not two.stage:
            yield f"*Here the bond comes to* {after.stage.value}.\n"
        two = after


def tellings_page(pack: Pack, seeds: list[Seed], count: int, pace: Pace) -> Iterator[str]:
    """Yield the telling of one bond a seed, after `count` nights each."""
    yield f"# {_count(len(seeds))} bonds, told\n"
    for number, seed in enumerate(seeds, start=1):
        two = meet(pack, seed, pace)
        for after, _ in nights(two, FAITHFUL, count, keep=True):
            two = after
        yield f"## {number}\n"
        yield f"{_who(two)} {count} nights.\n"
        for at, chapter in enumerate(story(two), start=1):
            yield f"### Chapter {at}\n"
            yield from (f"{paragraph}\n" for paragraph in chapter.paragraphs)


def motifs_page(pack: Pack) -> Iterator[str]:
    """Yield two tables: which mark leads where, and in which scenes what recurs."""
    yield "| mark | country | craft |\n|---|---|---|"
    for motif in sorted(pack.motifs.values(), key=lambda one: (one.country, one.id)):
        yield f"| {motif.name} | {pack.countries[motif.country].name} | {pack.crafts[motif.craft].name} |"
    yield "\n| what recurs | scenes |\n|---|---|"
    recurs = sorted({motif for scene in pack.scenes.values() for motif in scene.motifs})
    for motif in recurs:
        used = ", ".join(sorted(scene.id for scene in pack.scenes.values() if motif in scene.motifs))
        yield f"| {motif} | {used} |"


def seeds_of(seed: Seed, count: int) -> list[Seed]:
    """Return seeds for so many bonds."""
    return [grow(seed, "bond", number) for number in range(count)]


def _who(two: Two) -> str:
    wears = {one.name: two.pack.motifs[one.mark] for one in two.both}
    worn = " and ".join(f"{name} wears {motif.name}" for name, motif in wears.items())
    comes = " and ".join(
        f"{one.name} comes from {two.pack.countries[two.pack.motifs[two.other(one.id).mark].country].name}"
        for one in two.both
    )
    return f"{worn}; so {comes}."


def _dream(dream: Dream) -> Iterator[str]:
    readers = {role: list(pieces(dream, role)) for role in dream.people}
    for role, one in dream.people.items():
        alone = "alone" if not dream.shared else "at home" if role is Role.HOST else "as a guest"
        yield f"**{one.name}**, {alone}: {heading(dream, role)} (*{dream.scene.title}*)\n"
        yield from (_piece(piece, role, dream) for piece in readers[role] if not _known(piece, role, readers))


def _known(piece: Piece, role: Role, readers: dict[Role, list[Piece]]) -> bool:
    """Whether a piece stands above already, or is what its reader brought along."""
    if piece.what is What.CARRIED:
        return piece.whose is role
    return role is Role.GUEST and piece.what is What.TEXT and piece in readers[Role.HOST]


def _piece(piece: Piece, reader: Role, dream: Dream) -> str:
    whose = "" if piece.whose in (None, reader) else f"{dream.people[piece.whose].name}: "
    match piece.what:
        case What.CHOSEN:
            return f"> *{whose}{piece.text}*\n"
        case What.SAID:
            return f"> {whose}“{piece.text}”\n"
        case What.PAGE:
            return "\n".join(f"> {line}" for line in piece.text.splitlines()) + "\n"
        case What.CARRIED:
            return f"> {whose}{_CARRIED[piece.text]}\n"
        case What.HELD | What.NOT_YET:
            return f"> {whose}{piece.text} {'It did.' if piece.what is What.HELD else 'Not yet.'}\n"
        case What.TEXT:
            return f"{piece.text}\n"


def _count(number: int) -> str:
    return {3: "Three", 20: "Twenty"}.get(number, str(number))
