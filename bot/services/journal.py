"""The journal: a dreamer's nights as a sky, and each of them to be read again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.art.sky import Kind, Star
from bot.domain.scene import Role
from bot.errors import DreamError
from bot.ids import DreamerId, EncounterId, GuildId, UserId
from bot.letters import Dream
from bot.services.messages import letter, told_until
from bot.services.studio import Studio
from bot.services.under_way import load
from bot.services.world import World
from bot.storage import dreamers, journal, nights
from bot.storage.database import Transaction
from bot.storage.journal import Entry

A_PAGE: Final = 15
"""Nights on a page: a row of the sky."""


@dataclass(frozen=True, slots=True)
class Line:
    """A night in the journal. `number` counts from 1."""

    number: int
    night: date
    encounter: EncounterId
    title: str
    """As its scene is called; "" for one that left the pack, which cannot be read again."""
    kind: Kind
    kept: bool


@dataclass(frozen=True, slots=True)
class Journal:
    """A page of somebody's nights, the last page first, and all of them as a sky."""

    lines: tuple[Line, ...]
    page: int
    pages: int
    alone: int
    shared: int
    slept_through: int
    kept: int
    sky: bytes
    """WebP."""


class Journals:
    """Nights looked back on. Every method raises DreamError."""

    def __init__(self, world: World, studio: Studio) -> None:
        self._world = world
        self._studio = studio

    async def open(self, guild: GuildId, user: UserId, page: int | None = None) -> Journal:
        """Return a page of one's journal, counted from 0: the last where none is named, or there is none such."""
        async with self._world.database.transaction() as t:
            id_ = await self._me(t, guild, user)
            entries = await journal.entries(t, id_)
        if not entries:
            raise DreamError("no-dream-yet")
        stars = _stars(entries)
        pages = -(-len(entries) // A_PAGE)
        at = page if page is not None and 0 <= page < pages else pages - 1
        lines = [self._line(number, one, stars[number]) for number, one in enumerate(entries)]
        kinds = [star.kind for star in stars]
        return Journal(
            lines=tuple(lines[at * A_PAGE : (at + 1) * A_PAGE]),
            page=at,
            pages=pages,
            alone=kinds.count(Kind.ALONE),
            shared=kinds.count(Kind.SHARED),
            slept_through=kinds.count(Kind.SLEPT_THROUGH),
            kept=sum(star.kept for star in stars),
            sky=await self._studio.sky(stars, self._world.seed("sky", id_)),
        )

    async def read(self, guild: GuildId, user: UserId, id_: EncounterId) -> Dream:
        """Return a dream of one's own as far as one was told it, with one's own answers in their place."""
        async with self._world.database.transaction() as t:
            me = await self._me(t, guild, user)
            slept = await nights.night_in(t, me, id_)
            if slept is None or slept.offered_at is None:
                raise DreamError("not-your-dream")
            under_way = await load(t, self._world, id_)
            role = under_way.dreamt.casting.role_of(me) or Role.HOST
            until = await told_until(t, slept, self._world.now())
            return letter(under_way, role, since=0, until=until, words=False, own_lines=True).settled()

    def _line(self, number: int, entry: Entry, star: Star) -> Line:
        scene = self._world.pack.scenes.get(entry.scene)
        return Line(number + 1, entry.night, entry.encounter, scene.title if scene else "", star.kind, entry.kept)

    async def _me(self, t: Transaction, guild: GuildId, user: UserId) -> DreamerId:
        me = await dreamers.dreamer_of(t, guild, user)
        if me is None:
            raise DreamError("not-a-dreamer")
        return me.id


def _stars(entries: Sequence[Entry]) -> tuple[Star, ...]:
    """Return the nights as stars. A night that both answered is joined to the one before that both answered."""
    stars: list[Star] = []
    last: int | None = None
    for at, one in enumerate(entries):
        kind = Kind.SLEPT_THROUGH if not one.answered else Kind.SHARED if one.shared else Kind.ALONE
        joined = (last,) if one.answered_by_both and last is not None else ()
        last = at if one.answered_by_both else last
        stars.append(Star(kind, one.kept, joined))
    return tuple(stars)
