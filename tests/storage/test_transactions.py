"""A transaction is whole or it never was, whatever becomes of the task that holds it."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.storage.database import Database, Transaction


async def write(t: Transaction, guild: int) -> None:
    await t.run("INSERT INTO server (guild) VALUES (:guild)", guild=guild)


async def guilds(database: Database) -> list[int]:
    async with database.transaction() as t:
        return [row["guild"] for row in await t.all("SELECT guild FROM server ORDER BY guild")]


async def test_what_raises_is_rolled_back_and_raised(database: Database) -> None:
    async with database.transaction() as t:
        await write(t, 1)

    async def raises() -> None:
        async with database.transaction() as t:
            await write(t, 2)
            raise LookupError("on purpose")

    with pytest.raises(LookupError, match="on purpose"):
        await raises()
    assert await guilds(database) == [1]


async def test_a_broken_statement_takes_the_whole_transaction_with_it(database: Database) -> None:
    async def writes_twice() -> None:
        async with database.transaction() as t:
            await write(t, 1)
            await write(t, 1)

    with pytest.raises(sqlite3.IntegrityError):
        await writes_twice()
    assert await guilds(database) == []


async def test_a_commit_that_is_refused_leaves_no_transaction_behind(database: Database) -> None:
    async def keeps_what_nobody_dreamt() -> None:
        async with database.transaction() as t:
            await t.run("PRAGMA defer_foreign_keys = ON")
            await t.run("INSERT INTO kept VALUES (99, 99, 0)")

    with pytest.raises(sqlite3.IntegrityError):
        await keeps_what_nobody_dreamt()
    async with database.transaction() as t:
        await write(t, 1)
        assert await t.all("SELECT * FROM kept") == []
    assert await guilds(database) == [1]


async def test_tasks_at_once_never_see_or_commit_each_others_half_done_work(database: Database) -> None:
    async def does(guild: int) -> None:
        try:
            async with database.transaction() as t:
                await write(t, guild)
                await asyncio.sleep(0)
                seen = [row["guild"] for row in await t.all("SELECT guild FROM server WHERE guild % 2 = 1")]
                assert set(seen) <= {guild}, "somebody else's half-done work"
                if guild % 2:
                    raise LookupError
        except LookupError:
            pass

    await asyncio.gather(*(does(guild) for guild in range(40)))
    assert await guilds(database) == list(range(0, 40, 2))


async def in_steps(database: Database, guild: int) -> None:
    async with database.transaction() as t:
        await write(t, guild)
        await asyncio.sleep(0)
        await t.one("SELECT 1")
        await write(t, guild + 1)


async def cancelled_after(steps: int, begun: Callable[[], Awaitable[None]]) -> bool:
    """Run a task for so many turns of the loop, then cancel it; returns whether it got to its end."""
    task = asyncio.ensure_future(begun())
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return False
    return True


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
async def test_a_task_cancelled_anywhere_leaves_its_work_whole_or_undone(database: Database, turns: list[int]) -> None:
    async with database.transaction() as t:
        await t.run("DELETE FROM server")
    for number, steps in enumerate(turns):
        at = 10 * number
        ended = await cancelled_after(steps, lambda at=at: in_steps(database, at))
        found = {guild for guild in await guilds(database) if at <= guild < at + 10}
        assert found in (set(), {at, at + 1})
        assert found or not ended
    async with database.transaction() as t:
        await write(t, 1_000)
    assert 1_000 in await guilds(database)


async def test_cancelled_while_it_waits_for_its_turn_a_task_takes_nobodys(database: Database) -> None:
    inside, let_go = asyncio.Event(), asyncio.Event()

    async def holds() -> None:
        async with database.transaction() as t:
            await write(t, 1)
            inside.set()
            await let_go.wait()

    holder = asyncio.create_task(holds())
    await inside.wait()
    assert not await cancelled_after(5, lambda: in_steps(database, 10))
    let_go.set()
    await holder
    assert await guilds(database) == [1]


async def test_closing_waits_for_the_transaction_under_way(database: Database) -> None:
    inside, let_go = asyncio.Event(), asyncio.Event()

    async def holds() -> None:
        async with database.transaction() as t:
            inside.set()
            await let_go.wait()
            await write(t, 1)

    holder = asyncio.create_task(holds())
    await inside.wait()
    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0)
    let_go.set()
    await asyncio.gather(holder, closing)
    assert not holder.cancelled()
