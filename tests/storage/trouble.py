"""A database file that takes nothing, truly: another program holds it, or there is no room on the disk."""

import asyncio
import resource
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Final

from bot.storage.database import Database

ALMOST_NOTHING: Final = 4096
"""Bytes a file may have: SQLite's own log of changes is longer with its first page."""


@asynccontextmanager
async def held(path: Path) -> AsyncGenerator[None]:
    """Let another program be writing to the file, as soon as the bot is not."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        while not _begins(other):  # noqa: ASYNC110 - the bot, which may be this process, ends what it has begun
            await asyncio.sleep(0)
        yield
        other.execute("ROLLBACK")


def _begins(other: sqlite3.Connection) -> bool:
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    return True


@asynccontextmanager
async def no_room(pid: int = 0) -> AsyncGenerator[None]:
    """Let the disk refuse whatever a process writes; without `pid` it is this one. SQLite says: disk I/O error."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (ALMOST_NOTHING, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


async def no_more_pages(database: Database) -> None:
    """Let the file be as long as it may be. SQLite says: database or disk is full."""
    connection = database._connection  # pyright: ignore[reportPrivateUsage]  # what is full is what the bot has open
    async with connection.execute("PRAGMA page_count") as cursor:
        row = await cursor.fetchone()
    assert row is not None
    await connection.execute(f"PRAGMA max_page_count = {row[0]}")


async def pages_again(database: Database) -> None:
    """Let there be room again."""
    connection = database._connection  # pyright: ignore[reportPrivateUsage]  # what is full is what the bot has open
    await connection.execute(f"PRAGMA max_page_count = {2**30}")
