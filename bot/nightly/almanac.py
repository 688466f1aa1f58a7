"""What is due, done when it is due. One task sleeps until the earliest; a change wakes it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.errors import NotKeptError
from bot.nightly.patience import breathe, until_kept
from bot.services.world import World
from bot.storage import due
from bot.storage.due import Due, Occasion

log = logging.getLogger(__name__)

AT_ONCE: Final = 24
"""Handlers under way at once: enough that half a second for each answer from Discord does not hold up an evening."""

AGAIN_AFTER: Final = timedelta(minutes=1)
"""What failed is due again this much later."""

Handler = Callable[[int], Awaitable[None]]


class Almanac:
    """Calls the handler of each occasion with its subject when its time comes, late after a downtime but not lost."""

    def __init__(self, world: World, handlers: Mapping[Occasion, Handler]) -> None:
        self._world = world
        self._handlers = handlers
        self._under_way: set[tuple[Occasion, int]] = set()
        self.quiet = asyncio.Event()
        """Set while nothing is due."""

    async def run(self) -> None:
        """Do what is due, for ever; as one handler ends the next begins."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                stirred = self._world.clock.listen()
                now_due, at = await until_kept(self._look)
                self._begin(tasks, now_due)
                if not self._under_way:
                    self.quiet.set()
                await self._world.clock.sleep_until(None if now_due else at, stirred)
                self.quiet.clear()

    async def _look(self) -> tuple[list[Due], datetime | None]:
        async with self._world.database.transaction() as t:
            return await due.due_by(t, self._world.now(), AT_ONCE), await due.earliest(t)

    def _begin(self, tasks: asyncio.TaskGroup, now_due: Iterable[Due]) -> None:
        for one in now_due:
            if len(self._under_way) < AT_ONCE and (one.occasion, one.subject) not in self._under_way:
                self._under_way.add((one.occasion, one.subject))
                tasks.create_task(self._do(one), name=f"{one.occasion} of {one.subject}")

    async def _do(self, one: Due) -> None:
        try:
            await self._handlers[one.occasion](one.subject)
        except NotKeptError as wrong:
            # It stays due; what was begun anew at once would only turn in circles.
            await breathe(wrong)
        except Exception:
            # One dreamer's trouble must not cost the others their night.
            log.exception("%s of %s failed; it is tried again", one.occasion.value, one.subject)
            await until_kept(lambda: self._put_off(one))
        finally:
            self._under_way.discard((one.occasion, one.subject))
            self._world.clock.stir()

    async def _put_off(self, one: Due) -> None:
        async with self._world.database.transaction() as t:
            await due.set_due(t, one.occasion, one.subject, self._world.now() + AGAIN_AFTER)
