"""The heartbeat of a gateway socket: whoever is silent for too long is taken for gone."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

HEARTBEAT_SECONDS: Final = 41.25
PATIENCE: Final = 1.75
"""How many intervals may pass without a heartbeat. Discord publishes the interval and not this; a guess."""


class Pulse:
    """Listens for heartbeats that are due every `interval` seconds; `gone` is called once if they stay out."""

    def __init__(self, interval: float, gone: Callable[[], Awaitable[None]]) -> None:
        self.interval: Final = interval
        self._gone = gone
        self._beat = asyncio.Event()
        self._watch = asyncio.create_task(self._listen())

    def beats(self) -> None:
        """Note a heartbeat."""
        self._beat.set()

    def end(self) -> None:
        """Listen no more."""
        self._watch.cancel()

    async def _listen(self) -> None:
        try:
            while True:
                async with asyncio.timeout(self.interval * PATIENCE):
                    await self._beat.wait()
                self._beat.clear()
        except TimeoutError:
            await self._gone()
