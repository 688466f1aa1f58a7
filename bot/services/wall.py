"""The wall of a server: the marks of those who chose to hang them there, a page at a time."""

from dataclasses import dataclass
from typing import Final

from bot.art.together import ON_A_SHEET
from bot.domain.naming import plain
from bot.domain.scene import Motif
from bot.domain.soulmark import Mark, Skin
from bot.ids import GuildId
from bot.services.studio import Studio
from bot.services.world import World
from bot.services.wrists import Wrists
from bot.storage.wall import on_the_wall

A_PAGE: Final = ON_A_SHEET


@dataclass(frozen=True, slots=True)
class Hung:
    """A mark on the wall, and whose it is. `number` counts from 1 on every page; `drawn`: it is in the picture."""

    number: int
    name: str
    mark: Mark
    motif: Motif
    skin: Skin
    drawn: bool


@dataclass(frozen=True, slots=True)
class Wall:
    """A page of the wall, counted from 0; with nothing on it where nobody hung a mark there."""

    hung: tuple[Hung, ...]
    page: int
    pages: int
    picture: bytes | None
    """WebP; None where nothing on the page is drawn."""


class Walls:
    """Looking at the wall of a server."""

    def __init__(self, world: World, wrists: Wrists, studio: Studio) -> None:
        self._world = world
        self._wrists = wrists
        self._studio = studio

    async def look(self, guild: GuildId, page: int = 0) -> Wall:
        """Return a page of the wall: the last one where there is none of that number."""
        async with self._world.database.transaction() as t:
            # A motif that left the pack has no words to be told in.
            there = [
                one
                for one in await on_the_wall(t, guild)
                if one.mark is not None and one.mark.motif in self._world.pack.motifs
            ]
            pages = max(1, -(-len(there) // A_PAGE))
            at = min(page, pages - 1)
            seen = [await self._wrists.shown(t, one) for one in there[at * A_PAGE : (at + 1) * A_PAGE]]
        shown = [(number, one) for number, one in enumerate((one for one in seen if one is not None), start=1)]
        hung = tuple(
            Hung(number, plain(dreamer.name), how.mark, motif, how.skin, self._studio.draws(how.mark))
            for number, (dreamer, motif, how) in shown
        )
        sheet = tuple((number, how) for number, (_, _, how) in shown)
        return Wall(hung, at, pages, await self._studio.wall(sheet, self._world.seed("wall", guild)))
