"""Where pictures are drawn: off the event loop, one after another, the last ones kept."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from bot.art.drawing import Drawing
from bot.art.mark import Shown, picture
from bot.art.sky import Star, sky
from bot.domain.chance import Seed


class Studio:
    """Draws marks and skies. One thread: a card of 100 at once then takes its turn, and the bot goes on answering."""

    def __init__(self, drawings: Mapping[str, Drawing]) -> None:
        self._drawings: Final = drawings
        self._thread: Final = ThreadPoolExecutor(1, thread_name_prefix="studio")

    async def mark(self, shown: Shown) -> bytes | None:
        """Return a mark on skin as WebP; None where its motif has no drawing, so that its words stand alone."""
        drawing = self._drawings.get(shown.mark.motif)
        if drawing is None:
            return None
        return await asyncio.get_running_loop().run_in_executor(self._thread, picture, drawing, shown)

    async def sky(self, stars: tuple[Star, ...], seed: Seed) -> bytes:
        """Return the sky of some nights as WebP."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, sky, stars, seed)

    def close(self) -> None:
        """Draw nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)
