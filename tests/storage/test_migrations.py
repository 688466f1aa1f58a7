"""The file is brought up to date whole or not at all."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage import database as storage
from bot.storage.database import StorageError, open_database

SHIPPED = Path(storage.__file__).parent / "migrations"

Write = Callable[..., None]


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Put migrations of the test's own beside the shipped ones."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for file in SHIPPED.glob("*.sql"):
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(storage, "_migration_files", lambda: folder.glob("[0-9]*.sql"))

    def write(name: str, script: str) -> None:
        (folder / name).write_text(script, "utf-8")

    return write


def read(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def tables(path: Path) -> set[object]:
    return {row[0] for row in read(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def open_and_close(path: Path) -> None:
    await (await open_database(path)).close()


async def test_a_fresh_file_gets_every_table_and_is_not_copied(tmp_path: Path) -> None:
    await open_and_close(tmp_path / "dreams.db")
    assert tables(tmp_path / "dreams.db") >= {"dreamer", "bond", "encounter", "event", "night", "outbox", "block"}
    assert files(tmp_path) == ["dreams.db"]


async def test_a_file_that_is_up_to_date_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "dreams.db"
    await open_and_close(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO server (guild) VALUES (7)")
    await open_and_close(path)
    assert read(path, "SELECT guild FROM server") == [(7,)]
    assert len(read(path, "SELECT * FROM migration")) == len(list(SHIPPED.glob("*.sql")))


async def test_a_second_migration_keeps_a_copy_of_the_file_as_it_was_before(tmp_path: Path, migrations: Write) -> None:
    path = tmp_path / "dreams.db"
    await open_and_close(path)
    migrations("9001_more.sql", "CREATE TABLE more (x); INSERT INTO more VALUES (1);\n".replace("; ", ";\n"))
    await open_and_close(path)
    assert read(path, "SELECT x FROM more") == [(1,)]
    copy = tmp_path / "dreams.db.before-9001"
    assert "more" not in tables(copy)
    assert "dreamer" in tables(copy)


async def test_a_script_that_fails_in_the_middle_leaves_nothing_of_itself(tmp_path: Path, migrations: Write) -> None:
    path = tmp_path / "dreams.db"
    await open_and_close(path)
    before = tables(path)
    migrations("9001_half.sql", "CREATE TABLE half (x);\nINSERT INTO half VALUES (1);\nINSERT INTO nowhere VALUES (1);")
    with pytest.raises(StorageError, match="nowhere"):
        await open_and_close(path)
    assert tables(path) == before
    assert read(path, "SELECT number FROM migration WHERE number = 9001") == []
    migrations("9001_half.sql", "CREATE TABLE half (x);")
    await open_and_close(path)
    assert "half" in tables(path)


async def test_a_script_may_hold_semicolons_in_text_triggers_and_comments(tmp_path: Path, migrations: Write) -> None:
    migrations(
        "9001_odd.sql",
        "-- a comment; with a semicolon\nCREATE TABLE odd (x TEXT DEFAULT 'a;b');\n"
        "CREATE TRIGGER again AFTER INSERT ON odd WHEN new.x = 'one' BEGIN\n"
        "  INSERT INTO odd VALUES ('two');\n  INSERT INTO odd VALUES ('three');\nEND;\n"
        "INSERT INTO odd VALUES ('one');\nINSERT INTO odd DEFAULT VALUES;\n-- the end",
    )
    path = tmp_path / "dreams.db"
    await open_and_close(path)
    assert [row[0] for row in read(path, "SELECT x FROM odd ORDER BY rowid")] == ["one", "two", "three", "a;b"]


async def test_a_file_of_a_newer_version_is_refused_in_one_sentence(tmp_path: Path, migrations: Write) -> None:
    path = tmp_path / "dreams.db"
    migrations("9001_more.sql", "CREATE TABLE more (x);")
    await open_and_close(path)
    (tmp_path / "migrations" / "9001_more.sql").unlink()
    with pytest.raises(StorageError, match=r"dreams\.db was written by a newer version of this program; install"):
        await open_and_close(path)


@pytest.mark.parametrize("spoilt", ["no folder", "a folder", "no database"])
async def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(tmp_path: Path, spoilt: str) -> None:
    path = tmp_path / "dreams.db"
    if spoilt == "no folder":
        path = tmp_path / "nowhere" / "dreams.db"
    elif spoilt == "a folder":
        path.mkdir()
    else:
        path.write_bytes(b"This is a letter to my mother." * 100)
    with pytest.raises(StorageError, match=r"dreams\.db cannot be (opened|used): [^\n]+\.$"):
        await open_and_close(path)
