"""A bot that stays alive through whatever happens to its file and to Discord: house, courier and the real almanac."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.app import _handlers  # pyright: ignore[reportPrivateUsage]  # what the almanac is given when it runs
from bot.errors import NotKeptError
from bot.nightly.almanac import Almanac
from bot.nightly.courier import Courier
from bot.pace import Pace
from bot.services import build_services
from bot.services.studio import Studio
from bot.storage import database, due, outbox
from tests.services.house import House, Person, house_at
from tests.services.ports import StandingClock, no_power_cuts, no_waiting

PACE: Final = 20
"""Messages a second, as it is set by default."""
TURNS: Final = 60
"""Turns of the loop in a look: some statements of the database, which has a thread of its own."""
A_LOOK: Final = 3
"""Seconds between two looks at what can be done, while nothing comes to rest."""
IMPATIENT: Final = 0.02
"""Seconds: nobody waits here for Discord's three."""


class ClockedPace(Pace):
    """The pace by the clock outside, which leaps to the slot that is waited for."""

    def __init__(self, per_second: float, clock: StandingClock) -> None:
        super().__init__(per_second)
        self._clock, self._free = clock, clock.outside

    async def slot(self) -> None:
        at = max(self._clock.outside, self._free)
        self._free = at + timedelta(seconds=self._step)
        await asyncio.sleep(0)
        self._clock.outside = max(self._clock.outside, at)


class Lasting:
    """One house whose almanac runs as it does in the bot; dream time and the time outside pass together."""

    def __init__(self, house: House, almanac: Almanac) -> None:
        self.house: Final = house
        self._almanac = almanac
        self._running = asyncio.create_task(almanac.run())
        self.pressed: Final = Counter[str]()

    async def passes(self, minutes: int) -> None:
        """Let so much time pass, and all that can be done be done."""
        self.turn(minutes)
        await self.rests()

    def turn(self, minutes: int) -> None:
        """Let so much time pass, whatever becomes of it."""
        self.house.clock.outside += timedelta(minutes=minutes)
        self.house.clock.turn(self.house.now + timedelta(minutes=minutes), 0)

    async def lasts(self, seconds: int) -> None:
        """Let so much time pass in both worlds, whatever can be done in it; whoever waits may let it leap."""
        clock, dream, began = self.house.clock, self.house.now, self.house.clock.outside
        while (passed := clock.outside - began).total_seconds() < seconds:
            clock.turn(dream + passed, 0)
            for _ in range(TURNS):
                await asyncio.sleep(0)
            clock.passes_outside(seconds=A_LOOK)
        clock.turn(dream + passed, 0)

    async def rests(self) -> None:
        """Wait until nothing is due and nothing is to be said; what is put off is waited for, by the clock outside."""
        house = self.house
        while True:
            quiet = asyncio.ensure_future(self._almanac.quiet.wait())
            await asyncio.wait((quiet, self._running), return_when=asyncio.FIRST_COMPLETED)
            if self._running.done():
                raise RuntimeError("the almanac stopped") from self._running.exception()
            await house.settles()
            async with house.transaction() as t:
                at, (_, held) = await due.earliest(t), await outbox.next_after(t, house.now)
            if held is not None:
                house.clock.passes_outside(seconds=1)
            elif at is None or at > house.now:
                return
            else:
                await asyncio.sleep(0)

    async def ends(self) -> None:
        """Stop the almanac."""
        self._running.cancel()
        with suppress(asyncio.CancelledError, ExceptionGroup):
            await self._running

    async def presses(self, person: Person, choice: int) -> bool:
        """Somebody presses what they are asked; False where they are told that nothing can be written down."""
        asked = self.house.asked(person)
        if asked is None:
            return True
        try:
            await self.house.answers(person, choice)
        except NotKeptError:
            return False
        still = self.house.asked(person)
        self.pressed["clicks lost"] += still is not None and still.id == asked.id
        return True


@asynccontextmanager
async def lasting(home: Path, exposes: Callable[[House], None] = lambda _: None) -> AsyncGenerator[Lasting]:
    """A house that lasts, in a folder of its own; its Discord may be exposed to something first."""
    with pytest.MonkeyPatch.context() as patch:
        no_power_cuts(patch)
        patch.setattr(database, "PATIENCE", IMPATIENT)
        async with house_at(home / "dreams.db") as house:
            no_waiting(patch, house.clock)
            await house.silences_the_courier()
            exposes(house)
            house.does = build_services(house.world, house.census, house.doorbell, Studio({}, {}))
            house.courier = Courier(house.world, house.discord, ClockedPace(PACE, house.clock))
            house.wakes_the_courier()
            await house.opens()
            almanac = Almanac(house.world, _handlers(house.does))
            play = Lasting(house, almanac)
            try:
                yield play
            finally:
                await play.ends()
