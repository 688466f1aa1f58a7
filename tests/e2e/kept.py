"""What the bot keeps, read from its database file past the bot, as somebody with the file would read it."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import Final

from bot.rehearsal import Member
from bot.stage import Stage

Value = str | int | float | None
Line = Mapping[str, Value]
Tables = dict[str, list[Line]]

WHOSE: Final = ("dreamer", "host", "guest", "a", "b", "offered_by", "asked", "reporter", "reported")
"""Columns that hold the number of a dreamer."""


def all_kept(play: Stage) -> Tables:
    """Return every row of every table."""
    with closing(sqlite3.connect(f"file:{play.home / 'dreams.db'}?mode=ro", uri=True)) as file:
        file.row_factory = sqlite3.Row
        names = [row["name"] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept: Tables = {name: [dict(row) for row in file.execute(f'SELECT * FROM "{name}"')] for name in sorted(names)}
    del kept["sqlite_sequence"]
    return kept


def kept_but_of(play: Stage, theirs: set[Value]) -> Tables:
    """Return every row of every table that is not about these dreamers."""
    tables = all_kept(play)
    return {name: [line for line in lines if not _about(name, line, theirs)] for name, lines in tables.items()}


def kept_of(play: Stage, theirs: set[Value]) -> Tables:
    """Return every row of every table that is about these dreamers."""
    tables = all_kept(play)
    return {name: [line for line in lines if _about(name, line, theirs)] for name, lines in tables.items()}


def dreamers_of(play: Stage, *members: Member) -> set[Value]:
    """Return the numbers of these members' dreamers, in any server."""
    users = {member.id for member in members}
    return {line["id"] for line in all_kept(play)["dreamer"] if line["user"] in users}


def written_anywhere(play: Stage, wanted: str) -> list[str]:
    """Return where in the whole file these words or digits stand."""
    return [
        f"{name}.{column}: {value}"
        for name, lines in all_kept(play).items()
        for line in lines
        for column, value in line.items()
        if wanted in str(value)
    ]


def _about(table: str, line: Line, dreamers: set[Value]) -> bool:
    if table == "dreamer":
        return line["id"] in dreamers
    if table == "due":
        return line["kind"] in ("bedtime", "waking") and line["subject"] in dreamers
    return any(line.get(column) in dreamers for column in WHOSE)
