"""One SQLite file behind one connection.

A transaction is one `async with`, short, and never spans a call to Discord.
"""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Collection, Iterator
from contextlib import asynccontextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Final

import aiosqlite

from bot.errors import NotKeptError

Value = str | int | float | None
Row = sqlite3.Row

PRAGMAS: Final = (
    "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 5000",
    "secure_delete = ON",  # what was deleted leaves the file too, however SQLite was built
)  # fmt: skip

PATIENCE: Final = 2.0
"""Seconds a transaction waits for another program that writes: Discord waits three for the answer to a press."""

_A_TRY: Final = 20
"""Milliseconds SQLite itself waits, over and over until patience is at its end: all who stand in line have waited then,
not one after another."""

_PASSES: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})
"""What ends by itself, or when somebody makes room: https://sqlite.org/rescode.html."""
_PASSES_ONCE_OPEN: Final = _PASSES | {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
"""At the start these two are a wrong path or a wrong owner; later, a file system that went away."""


class StorageError(Exception):
    """The database file cannot be used; the message is one sentence for the self-hoster."""


class Transaction:
    """What may be done inside one transaction. SQL takes named parameters only."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, sql: str, **values: Value) -> None:
        """Run one statement."""
        async with self._connection.execute(sql, values):
            pass

    async def one(self, sql: str, **values: Value) -> Row | None:
        """Return the first row, or None."""
        async with self._connection.execute(sql, values) as cursor:
            return await cursor.fetchone()

    async def all(self, sql: str, **values: Value) -> list[Row]:
        """Return every row."""
        async with self._connection.execute(sql, values) as cursor:
            return list(await cursor.fetchall())

    async def number(self, sql: str, **values: Value) -> int:
        """Return the first column of the first row as a number; raises LookupError where there is none."""
        row = await self.one(sql, **values)
        if row is None:
            raise LookupError(sql)
        return int(row[0])


class Database:
    """The open file. Use `open_database`."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection: Final = connection
        self._lock: Final = asyncio.Lock()

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        """Hold the one connection; commit at the end, roll back whatever raises.

        Raises NotKeptError where the file does not take it.
        """
        until = asyncio.get_running_loop().time() + PATIENCE
        async with self._lock:
            # The connection's thread does what it was told even if the task that told it is cancelled meanwhile, which
            # must not leave the connection inside a transaction that others would then commit.
            try:
                await self._begin(until)
                yield Transaction(self._connection)
                await asyncio.shield(self._connection.execute("COMMIT"))
            except BaseException as wrong:
                await asyncio.shield(self._roll_back())
                if _is_one_of(wrong, _PASSES_ONCE_OPEN):
                    raise NotKeptError(str(wrong)) from wrong
                raise

    async def _begin(self, until: float) -> None:
        """Begin, as soon as no other program writes; whoever waited here for their turn has waited enough by then."""
        while True:
            try:
                await asyncio.shield(self._connection.execute("BEGIN IMMEDIATE"))
            except sqlite3.OperationalError as wrong:
                if not _is_one_of(wrong, {sqlite3.SQLITE_BUSY}) or asyncio.get_running_loop().time() >= until:
                    raise
            else:
                return

    async def _roll_back(self) -> None:
        """Undo what is under way, if anything is: a refused BEGIN began nothing, a commit may be done by now."""
        with suppress(sqlite3.OperationalError):
            await self._connection.execute("ROLLBACK")

    async def close(self) -> None:
        """Wait for the transaction under way, then close the file."""
        async with self._lock:
            await self._connection.close()


async def open_database(path: Path) -> Database:
    """Open the file, bring it up to date; raises StorageError, or NotKeptError for what passes."""
    try:
        # First without a thread: the one aiosqlite starts outlives a path that cannot be opened, and complains of it.
        sqlite3.connect(path).close()
        connection = await aiosqlite.connect(path, isolation_level=None)
    except sqlite3.Error as wrong:
        raise StorageError(f"{path} cannot be opened: {wrong}.") from wrong
    connection.row_factory = sqlite3.Row
    try:
        for pragma in PRAGMAS:
            await connection.execute(f"PRAGMA {pragma}")
        await _migrate(connection, path)
        await connection.execute(f"PRAGMA busy_timeout = {_A_TRY}")
    except sqlite3.Error as wrong:
        await connection.close()
        if _is_one_of(wrong, _PASSES):
            raise NotKeptError(str(wrong)) from wrong
        raise StorageError(f"{path} cannot be used: {wrong}.") from wrong
    except BaseException:
        await connection.close()
        raise
    return Database(connection)


def _is_one_of(wrong: BaseException, codes: Collection[int]) -> bool:
    """Whether it is SQLite's error of one of these primary codes, which are the low byte of the extended ones."""
    return isinstance(wrong, sqlite3.Error) and getattr(wrong, "sqlite_errorcode", 0) & 0xFF in codes


async def _migrate(connection: aiosqlite.Connection, path: Path) -> None:
    await connection.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    async with connection.execute("SELECT coalesce(max(number), 0) FROM migration") as cursor:
        row = await cursor.fetchone()
    done = int(row[0]) if row else 0
    known = sorted((int(file.name[:4]), file.name, file.read_text("utf-8")) for file in _migration_files())
    if done > known[-1][0]:
        raise StorageError(f"{path} was written by a newer version of this program; install that one.")
    for number, name, script in known:
        if number <= done:
            continue
        if done:
            copy = path.with_name(f"{path.name}.before-{number:04}")
            copy.unlink(missing_ok=True)
            await connection.execute("VACUUM INTO :copy", {"copy": str(copy)})
        await _apply(connection, number, name, script)


def _migration_files() -> Iterator[Path]:
    with resources.as_file(resources.files("bot.storage") / "migrations") as folder:
        yield from folder.glob("[0-9][0-9][0-9][0-9]_*.sql")


async def _apply(connection: aiosqlite.Connection, number: int, name: str, script: str) -> None:
    """Run a script and record it in one transaction; `executescript` would commit half of a failed one."""
    await connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in _statements(script):
            await connection.execute(statement)
        await connection.execute("INSERT INTO migration VALUES (:number, :name)", {"number": number, "name": name})
    except BaseException:
        await connection.execute("ROLLBACK")
        raise
    await connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
