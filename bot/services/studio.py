"""Where pictures are drawn: off the event loop, one after another, the last ones kept."""

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from bot.art.drawing import Drawing
from bot.art.mark import Shown, picture
from bot.art.postcard import BARE, View, postcard
from bot.art.sky import Star, sky
from bot.art.together import Bearing, side_by_side, wall
from bot.domain.chance import Seed
from bot.domain.soulmark import Colour, Hand, Mark, Place, Skin, Warmth
from bot.letters import Scenery
from bot.worn import Inked

UNDRAWN: Final = Drawing((), (), ())


class Studio:
    """Draws marks, postcards and skies, on one thread: of a hundred at once each takes its turn."""

    def __init__(self, drawings: Mapping[str, Drawing], views: Mapping[str, View]) -> None:
        self._drawings: Final = drawings
        self._views: Final = views
        self._thread: Final = ThreadPoolExecutor(1, thread_name_prefix="studio")

    async def mark(self, shown: Shown) -> bytes | None:
        """Return a mark on skin as WebP; None where its motif has no drawing, so that its words stand alone."""
        drawing = self._drawings.get(shown.mark.motif)
        if drawing is None:
            return None
        return await asyncio.get_running_loop().run_in_executor(self._thread, picture, drawing, shown)

    async def worn(self, inked: Inked) -> bytes:
        """Return a mark a letter tells of as WebP: bare skin for a motif that is not drawn any more."""
        drawing, shown = self._bearing(inked)
        return await asyncio.get_running_loop().run_in_executor(self._thread, picture, drawing, shown)

    async def side_by_side(self, first: Inked, second: Inked) -> bytes:
        """Return two marks as one WebP."""
        two = self._bearing(first), self._bearing(second)
        return await asyncio.get_running_loop().run_in_executor(self._thread, side_by_side, *two)

    def draws(self, mark: Mark) -> bool:
        """Whether a mark is drawn, and not only told in words."""
        return mark.motif in self._drawings

    async def wall(self, marks: Sequence[tuple[int, Shown]], seed: Seed) -> bytes | None:
        """Return those marks that are drawn as they hang on a wall, each in the place of its number; None for none."""
        hung = tuple((number, (self._drawings[one.mark.motif], one)) for number, one in marks if self.draws(one.mark))
        if not hung:
            return None
        return await asyncio.get_running_loop().run_in_executor(self._thread, wall, hung, seed)

    async def postcard(self, scenery: Scenery) -> bytes:
        """Return a country as WebP, at most 40 KB: a bare sky for one that is not drawn any more."""
        view = self._views.get(scenery.country, BARE)
        return await asyncio.get_running_loop().run_in_executor(self._thread, postcard, view, Seed(scenery.seed))

    async def sky(self, stars: tuple[Star, ...], seed: Seed) -> bytes:
        """Return the sky of some nights as WebP."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, sky, stars, seed)

    def _bearing(self, inked: Inked) -> Bearing:
        place, hand, colour = Place(inked.place), Hand(inked.hand), Colour(inked.colour)
        mark = Mark(inked.motif, place, hand, colour, Seed(inked.seed))
        shown = Shown(mark, Skin(inked.skin), inked.depth, Warmth(inked.warmth))
        return self._drawings.get(inked.motif, UNDRAWN), shown

    def close(self) -> None:
        """Draw nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)
