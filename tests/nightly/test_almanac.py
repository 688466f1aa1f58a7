"""What is due is done when it is due; late after a downtime, but not lost."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from bot.nightly.almanac import AT_ONCE, Almanac
from bot.storage.due import Occasion, clear_due, due_at, set_due
from tests.services.house import House

Done = tuple[Occasion, int]


class Diary:
    """Handlers that note what was done, and can be told to fail."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.done: list[Done] = []
        self.failing: set[Done] = set()
        self.noted = asyncio.Event()
        self.almanac = Almanac(house.world, {occasion: self.handler(occasion) for occasion in Occasion})

    def handler(self, occasion: Occasion):
        async def handle(subject: int) -> None:
            self.done.append((occasion, subject))
            self.noted.set()
            if (occasion, subject) in self.failing:
                raise LookupError("on purpose")
            async with self.house.transaction() as t:
                await clear_due(t, occasion, subject)

        return handle

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so."""
        while not holds():
            self.noted.clear()
            await self.noted.wait()

    async def rests(self) -> None:
        """Wait until the almanac has nothing to do."""
        await self.almanac.quiet.wait()

    async def is_due(self, occasion: Occasion, subject: int, **after: float) -> None:
        async with self.house.transaction() as t:
            await set_due(t, occasion, subject, self.house.now + timedelta(**after))
        self.house.clock.stir()


@asynccontextmanager
async def running(house: House) -> AsyncGenerator[Diary]:
    diary = Diary(house)
    task = asyncio.create_task(diary.almanac.run())
    yield diary
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_it_is_done_at_its_time_and_not_before(house: House) -> None:
    async with running(house) as diary:
        await diary.rests()
        await diary.is_due(Occasion.WAKING, 1, hours=1)
        house.clock.turn(house.now + timedelta(minutes=59), 0)
        await diary.rests()
        assert diary.done == []
        house.clock.turn(house.now + timedelta(minutes=1), 0)
        await diary.until(lambda: bool(diary.done))
        assert diary.done == [(Occasion.WAKING, 1)]


async def test_a_change_wakes_it(house: House) -> None:
    async with running(house) as diary:
        await diary.is_due(Occasion.CLOSE, 1, days=9)
        await diary.rests()
        await diary.is_due(Occasion.BEDTIME, 2)
        await diary.until(lambda: bool(diary.done))
        assert diary.done == [(Occasion.BEDTIME, 2)]


async def test_after_a_downtime_all_that_was_due_is_done_the_earliest_first(house: House) -> None:
    diary = Diary(house)
    for hours, subject in ((3, 30), (1, 10), (2, 20)):
        await diary.is_due(Occasion.BEDTIME, subject, hours=hours)
    house.clock.turn(house.now + timedelta(days=2), 0)
    async with running(house) as diary:
        await diary.until(lambda: len(diary.done) == 3)
        assert [subject for _, subject in diary.done] == [10, 20, 30]


async def test_of_however_many_each_is_done_once(house: House) -> None:
    diary = Diary(house)
    for subject in range(3 * AT_ONCE):
        await diary.is_due(Occasion.BEDTIME, subject)
    async with running(house) as diary:
        await diary.until(lambda: len(diary.done) >= 3 * AT_ONCE)
        await diary.rests()
    assert sorted(subject for _, subject in diary.done) == list(range(3 * AT_ONCE))


async def test_what_fails_is_tried_again_a_minute_later_and_holds_up_nobody(house: House) -> None:
    async with running(house) as diary:
        diary.failing = {(Occasion.BEDTIME, 1)}
        await diary.is_due(Occasion.BEDTIME, 1)
        await diary.is_due(Occasion.BEDTIME, 2)
        await diary.until(lambda: (Occasion.BEDTIME, 2) in diary.done)
        await again_in_a_minute(house)
        assert diary.done.count((Occasion.BEDTIME, 1)) == 1
        house.clock.turn(house.now + timedelta(minutes=1), 0)
        await diary.until(lambda: diary.done.count((Occasion.BEDTIME, 1)) == 2)
        diary.failing.clear()
        await again_in_a_minute(house)
        house.clock.turn(house.now + timedelta(minutes=1), 0)
        await diary.until(lambda: diary.done.count((Occasion.BEDTIME, 1)) == 3)
        await diary.rests()
        async with house.transaction() as t:
            assert await due_at(t, Occasion.BEDTIME, 1) is None


async def again_in_a_minute(house: House) -> None:
    """Wait until what failed has been put off."""
    at = None
    while at is None or at <= house.now:
        async with house.transaction() as t:
            at = await due_at(t, Occasion.BEDTIME, 1)


async def test_an_occasion_nobody_handles_holds_up_nobody(house: House) -> None:
    diary = Diary(house)
    diary.almanac = Almanac(house.world, {Occasion.BEDTIME: diary.handler(Occasion.BEDTIME)})
    await diary.is_due(Occasion.CLOSE, 1)
    await diary.is_due(Occasion.BEDTIME, 2)
    task = asyncio.create_task(diary.almanac.run())
    await diary.until(lambda: bool(diary.done))
    task.cancel()
    assert diary.done == [(Occasion.BEDTIME, 2)]
