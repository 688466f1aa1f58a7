"""How much a bedtime asks of the database. Each statement waits for another thread, and an evening has thousands."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
import pytest_asyncio

from bot.domain.bond import Pace
from bot.storage.database import Transaction
from bot.storage.due import Due, Occasion
from tests.services.house import GUILD, House, house_at, shipped
from tests.services.ports import no_power_cuts, no_waiting
from tests.services.test_arc import a_night, pair

T = TypeVar("T")

MOST = 72
"""Of one bedtime, the closing of what was still open and the offer's own row in the outbox included."""


@pytest_asyncio.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[House]:
    no_power_cuts(monkeypatch)
    async with house_at(tmp_path / "dreams.db", scenes=shipped()) as made:
        no_waiting(monkeypatch, made.clock)
        await made.opens()
        await made.does.frame.pace(GUILD, Pace.BRISK)
        yield made


async def test_a_bedtime_asks_for_so_much_and_for_no_more_after_many_nights(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0

    def counted(method: Callable[..., Awaitable[T]]) -> Callable[..., Awaitable[T]]:
        def counts_it(*of: object, **values: object) -> Awaitable[T]:
            nonlocal asked
            asked += 1
            return method(*of, **values)

        return counts_it

    monkeypatch.setattr(Transaction, "run", counted(Transaction.run))
    monkeypatch.setattr(Transaction, "one", counted(Transaction.one))
    monkeypatch.setattr(Transaction, "all", counted(Transaction.all))
    ada, bo = await pair(house)
    counts: list[int] = []
    plainly = house.does_due

    async def counting(due: Due) -> None:
        nonlocal asked
        asked = 0
        await plainly(due)
        if due.occasion is Occasion.BEDTIME:
            counts.append(asked)

    monkeypatch.setattr(house, "does_due", counting)
    for _ in range(20):
        await a_night(house, ada, bo)
    assert len(counts) == 40
    assert max(counts) <= MOST
    early, late = counts[8:24], counts[24:]
    assert sum(late) / len(late) <= 1.15 * sum(early) / len(early)
