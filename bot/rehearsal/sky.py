"""The sky over a rehearsal: the bot's process, and its clock, which stands, runs, or jumps to what comes next."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.rehearsal.core import NotAllowed
from bot.rehearsal.local import LocalDiscord
from bot.rehearsal.process import BotProcess, Died
from bot.rehearsal.state import Event
from bot.rehearsal.values import Json

SPEEDS: Final = (0, 1, 60, 3600)
"""How many times faster than outside the clock can run; 0 is a clock that stands."""
MOST_HOPS: Final = 60
"""How many due things a jump passes over before it gives up on seeing something."""
CALM: Final = 0.15
"""Seconds between a change and the look ahead that follows it."""
GLANCE: Final = 2.0
"""Seconds after which a running sky looks ahead again."""


class Sky:
    """Runs a bot that `make` returns the process of, given what `DREAMS_CLOCK` is to be.

    A bot that does not answer the orders `clock` and `settle` runs all the same, by the time outside.
    """

    def __init__(
        self, discord: LocalDiscord, make: Callable[[str], BotProcess], dream: datetime, *, patience: float = 20.0
    ) -> None:
        self._discord = discord
        self._make = make
        self._patience = patience
        self._process: BotProcess | None = None
        self._dream = dream
        self._began = datetime.now(UTC)
        self._due: datetime | None = None
        self._heard = 0
        self._stirred = asyncio.Event()
        self._turning = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        self.speed = 0.0
        self.obeyed: bool | None = None
        """Whether the bot obeys the clock; None as long as nobody knows."""
        self.jumping = False
        discord.state.listeners.append(self._hear)

    @property
    def now(self) -> datetime:
        """The time in the bot's world."""
        if self.obeyed is False:
            return datetime.now(UTC)
        return self._dream + (datetime.now(UTC) - self._began) * self.speed

    @property
    def log(self) -> str:
        """The last lines the bot logged."""
        return self._process.stderr if self._process else ""

    def shown(self) -> Json:
        """Return what a page needs to show the sky without asking again; `began` in milliseconds since 1970."""
        return {
            "dream": (self._dream if self.obeyed is not False else self._began).isoformat(),
            "began": round(self._began.timestamp() * 1000),
            "speed": self.speed if self.obeyed is not False else 1,
            "speeds": list(SPEEDS),
            "due": self._due.isoformat() if self._due else None,
            "obeyed": self.obeyed,
            "jumping": self.jumping,
            "running": self._process is not None and self._process.running,
        }

    def _hear(self, event: Event) -> None:
        if event.name.startswith("MESSAGE_"):
            self._heard += 1
        self.stir()

    def stir(self) -> None:
        """Look anew for what comes next: somebody did something."""
        self._stirred.set()

    async def start(self) -> None:
        """Start the bot where the sky stands; raises TimeoutError if it does not come up."""
        anchor = f"{self._dream.isoformat()}@{self.speed:g}/{self._began.isoformat()}"
        self._process = self._make(anchor)
        await self._process.start()
        self._discord.state.changes.tell()
        await self._discord.bot_ready(self._patience, synced=False)
        await self._try_clock()
        self._tasks = [asyncio.create_task(self._look_ahead())]
        self.stir()

    async def end(self) -> None:
        """End the bot, properly if it lets itself be ended."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        if self._process is not None and self._process.running:
            with contextlib.suppress(TimeoutError):
                await self._process.terminate(5.0)
        self._discord.state.changes.tell()

    async def restart(self) -> None:
        """End the bot and start it again, at the time it would have been."""
        async with self._turning:
            self._set(self.now, self.speed)
            self._due = None
            await self.end()
            with contextlib.suppress(TimeoutError):
                await self._discord.bot_gone()
            await self.start()

    async def run(self, speed: float) -> None:
        """Let the clock run `speed` times as fast, or stand. Raises NotAllowed if the bot has no clock to turn."""
        async with self._turning:
            await self._turn(self.now, speed)
        self.stir()

    async def jump(self) -> bool:
        """Jump to the next thing that will happen and can be seen; False if there is none in sight."""
        async with self._turning:
            speed, self.jumping = self.speed, True
            try:
                await self._turn(self.now, 0)
                for _ in range(MOST_HOPS):
                    due = await self._settle()
                    if due is None:
                        return False
                    before = self._heard
                    await self._turn(max(due, self.now), 0)
                    self._due = await self._settle()
                    if self._heard != before:
                        return True
                return False
            finally:
                self.jumping = False
                with contextlib.suppress(NotAllowed):
                    await self._turn(self.now, speed)
                self.stir()

    async def settled(self) -> None:
        """Wait until the bot has nothing left to do. Raises NotAllowed if it cannot be asked."""
        async with self._turning:
            await self._settle()

    def _set(self, dream: datetime, speed: float) -> None:
        self._dream, self.speed, self._began = dream, speed, datetime.now(UTC)
        self._discord.state.changes.tell()

    async def _turn(self, dream: datetime, speed: float) -> None:
        await self._order({"do": "clock", "at": dream.isoformat(), "speed": speed})
        self._set(dream, speed)

    async def _settle(self) -> datetime | None:
        found = (await self._order({"do": "settle"})).get("next")
        return datetime.fromisoformat(found) if isinstance(found, str) else None

    async def _try_clock(self) -> None:
        """Find out whether the bot obeys, once."""
        if self.obeyed is None:
            with contextlib.suppress(NotAllowed):
                self.obeyed = "now" in await self._order({"do": "clock", "at": self.now.isoformat(), "speed": 0}, 3.0)
            self.obeyed = bool(self.obeyed)
        if self.obeyed:
            await self._turn(self.now, self.speed)
        self._discord.state.changes.tell()

    async def _order(self, order: Mapping[str, object], timeout: float | None = None) -> Json:  # noqa: ASYNC109
        if self._process is None or not self._process.running:
            raise NotAllowed("The bot is not running.")
        if self.obeyed is False:
            raise NotAllowed("This bot lets nobody turn its clock.")
        try:
            return await self._process.order(order, timeout or self._patience)
        except Died:
            raise NotAllowed("The bot ended.") from None
        except TimeoutError:
            raise NotAllowed(f"The bot did not answer {json.dumps(dict(order))}.") from None

    async def _look_ahead(self) -> None:
        """Ask, after everything that happens, what comes next."""
        while True:
            with contextlib.suppress(TimeoutError):
                running = GLANCE if self.speed and self._due and self._due < self.now + timedelta(hours=1) else None
                await asyncio.wait_for(self._stirred.wait(), running)
            await asyncio.sleep(CALM)
            self._stirred.clear()
            if not self.obeyed:
                return
            async with self._turning:
                due = None
                with contextlib.suppress(NotAllowed):
                    due = await self._settle()
                if due != self._due:
                    self._due = due
                    self._discord.state.changes.tell()
