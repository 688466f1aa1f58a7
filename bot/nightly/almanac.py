"""What is due, done when it is due. One task sleeps until the earliest; a change wakes it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Final

from bot.services.world import World
from bot.storage import due
from bot.storage.due import Due, Occasion

log = logging.getLogger(__name__)

AT_ONCE: Final = 8
"""Handlers under way at once: enough that one slow answer from Discord does not hold up an evening."""

AGAIN_AFTER: Final = timedelta(minutes=1)
"""What failed is due again this much later."""

Handler = Callable[[int], Awaitable[None]]


class Almanac:
    """Calls the handler of each occasion with its subject when its time comes, late after a downtime but not lost."""

    def __init__(self, world: World, handlers: Mapping[Occasion, Handler]) -> None:
        self._world = world
        self._handlers = handlers
        self.quiet = asyncio.Event()
        """Set while nothing is due."""

    async def run(self) -> None:
        """Do what is due, for ever."""
        while True:
            stirred = self._world.clock.listen()
            if await self._do_due():
                continue
            async with self._world.database.transaction() as t:
                at = await due.earliest(t)
            if at is not None and at <= self._world.now():
                continue
            self.quiet.set()
            await self._world.clock.sleep_until(at, stirred)
            self.quiet.clear()

    async def _do_due(self) -> bool:
        async with self._world.database.transaction() as t:
            now_due = await due.due_by(t, self._world.now(), AT_ONCE)
        await asyncio.gather(*(self._do(one) for one in now_due))
        return bool(now_due)

    async def _do(self, one: Due) -> None:
        try:
            await self._handlers[one.occasion](one.subject)
        except Exception:
            # One dreamer's trouble must not cost the others their night.
            log.exception("%s of %s failed; it is tried again", one.occasion.value, one.subject)
            async with self._world.database.transaction() as t:
                await due.set_due(t, one.occasion, one.subject, self._world.now() + AGAIN_AFTER)
