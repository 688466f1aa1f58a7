"""The database takes nothing: what is due stays due, what was said is not said again, and nobody asks in circles."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest

from bot.nightly.patience import BREATH
from bot.storage import database as storage
from bot.storage.due import Occasion
from bot.storage.outbox_row import State
from tests.nightly.letters import read, state_of, writes
from tests.nightly.test_almanac import running
from tests.services.house import TALES, House
from tests.storage.trouble import held, no_room

TRIES = 40
"""So often who waits asks while it lasts; in circles it would be thousands of times."""

Trouble = Callable[[House], AbstractAsyncContextManager[None]]


def _held(house: House) -> AbstractAsyncContextManager[None]:
    return held(house.path)


def _no_room(_: House) -> AbstractAsyncContextManager[None]:
    return no_room()


BOTH = pytest.mark.parametrize("trouble", [_held, _no_room], ids=["held", "full"])


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "PATIENCE", 0.02)


async def lasts(house: House) -> None:
    """It lasts; by the clock outside, which leaps for whoever waits."""
    until = house.clock.outside.timestamp() + TRIES * BREATH
    while house.clock.outside.timestamp() < until:  # noqa: ASYNC110 - no time passes in this sleep
        await asyncio.sleep(0)


@BOTH
async def test_what_is_due_meanwhile_is_done_once_it_is_over(house: House, trouble: Trouble) -> None:
    async with running(house) as diary:
        await diary.is_due(Occasion.BEDTIME, 1, hours=1)
        await diary.rests()
        async with trouble(house):
            house.clock.turn(house.now.replace(hour=19), 0)
            await lasts(house)
            assert diary.done.count((Occasion.BEDTIME, 1)) <= TRIES
        await diary.until(lambda: (Occasion.BEDTIME, 1) in diary.done)
        await diary.rests()
        async with house.transaction() as t:
            assert await storage.Transaction.all(t, "SELECT * FROM due") == []


@BOTH
async def test_what_was_said_but_could_not_be_written_down_is_not_said_again(house: House, trouble: Trouble) -> None:
    house.discord.open.clear()
    row = await writes(house, "one")
    house.clock.stir()
    await house.discord.asked.wait()
    async with trouble(house):
        house.discord.open.set()
        await lasts(house)
    await house.settles()
    assert read(house, TALES) == ["one"]
    assert len(house.discord.tries) == 1
    assert await state_of(house, row) == (State.SAID, None)


@BOTH
async def test_what_a_click_brought_is_written_down_once_it_can_be(house: House, trouble: Trouble) -> None:
    row = await writes(house, "one", clicked_at=house.clock.real())
    async with trouble(house):
        recording = asyncio.create_task(house.courier.delivered(row, None))
        await lasts(house)
        assert not recording.done()
    await recording
    assert await state_of(house, row) == (State.SAID, None)
