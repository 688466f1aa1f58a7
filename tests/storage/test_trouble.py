"""A file that is held, full or gone: nothing is kept by half, and afterwards all goes on."""

import asyncio
from pathlib import Path

import pytest

from bot.errors import NotKeptError
from bot.storage import database as storage
from bot.storage.database import Database, open_database
from tests.storage.trouble import held, no_more_pages, no_room, pages_again

MUCH = "x" * 20_000


async def writes(database: Database, guild: int, words: str = "") -> None:
    async with database.transaction() as t:
        await t.run("INSERT INTO server (guild) VALUES (:guild)", guild=guild)
        await t.run("INSERT INTO word VALUES (:guild, 1, :words)", guild=guild, words=words)


async def kept(database: Database) -> list[int]:
    async with database.transaction() as t:
        return [row["guild"] for row in await t.all("SELECT guild FROM server ORDER BY guild")]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "PATIENCE", 0.1)


@pytest.mark.usefixtures("impatient")
async def test_while_another_program_writes_nothing_is_kept_and_then_again(database: Database, tmp_path: Path) -> None:
    async with held(tmp_path / "dreams.db"):
        for guild in range(3):
            with pytest.raises(NotKeptError, match="locked"):
                await writes(database, guild)
    await writes(database, 7)
    assert await kept(database) == [7]


@pytest.mark.usefixtures("impatient")
async def test_all_who_stand_in_line_are_refused_and_none_waits_for_ever(database: Database, tmp_path: Path) -> None:
    async with held(tmp_path / "dreams.db"):
        refused = await asyncio.gather(*(writes(database, guild) for guild in range(20)), return_exceptions=True)
    assert [type(one) for one in refused] == [NotKeptError] * 20
    assert await kept(database) == []


async def test_who_is_done_soon_is_waited_for(database: Database, tmp_path: Path) -> None:
    async with held(tmp_path / "dreams.db"):
        writing = asyncio.create_task(writes(database, 1))
        await asyncio.wait([writing], timeout=0.05)
        assert not writing.done()
    await writing
    assert await kept(database) == [1]


async def test_on_a_full_disk_nothing_is_kept_by_half_and_when_there_is_room_all_goes_on(database: Database) -> None:
    await writes(database, 1)
    await no_more_pages(database)
    with pytest.raises(NotKeptError, match="full"):
        await writes(database, 2, MUCH)
    assert await kept(database) == [1]
    await pages_again(database)
    await writes(database, 2, MUCH)
    assert await kept(database) == [1, 2]


async def test_a_disk_that_refuses_the_commit_refuses_all_of_it(database: Database) -> None:
    await writes(database, 1)
    async with no_room():
        for guild in (2, 3):
            with pytest.raises(NotKeptError, match="disk I/O error"):
                await writes(database, guild)
        assert await kept(database) == [1]
    await writes(database, 4, MUCH)
    assert await kept(database) == [1, 4]


async def test_a_held_file_is_no_wrong_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends, and may begin again; for a wrong path it must be mended first."""
    await (await open_database(tmp_path / "dreams.db")).close()
    monkeypatch.setattr(storage, "PRAGMAS", (*storage.PRAGMAS, "busy_timeout = 10", "user_version = 1"))
    async with held(tmp_path / "dreams.db"):
        with pytest.raises(NotKeptError, match="locked"):
            await open_database(tmp_path / "dreams.db")
