"""A person's data, to take along: one file with everything about them."""

import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.ids import UserId
from bot.services.world import World
from bot.storage import dreamers
from bot.storage.database import Row
from bot.storage.exported import beside, exported
from bot.storage.instants import instant

NAME: Final = "dreams-of-you"
ZIPPED_FROM: Final = 8_000_000
"""Bytes from which on the file is zipped: Discord takes 10 MiB, and a telephone reads what is not zipped."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file with everything about a person; `dreamers`: in how many servers they dream or dreamt."""

    name: str
    data: bytes
    dreamers: int


class Export:
    """What a person may take along of themselves."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def export(self, user: UserId) -> Taken:
        """Return everything that is kept about a person, wherever they dream, as JSON; a large one in a zip file."""
        async with self._world.database.transaction() as t:
            found = [await exported(t, one.id) for one in await dreamers.dreamers_of(t, user)]
            also = await beside(t, user)
        whole = {
            "account": str(user),
            "at": self._world.now().isoformat(timespec="seconds"),
            "dreamers": [{table: _plain(rows) for table, rows in tables.items()} for tables in found],
            "beside": {table: _plain(rows) for table, rows in also.items()},
        }
        data = json.dumps(whole, ensure_ascii=False, indent=2).encode()
        if len(data) < ZIPPED_FROM:
            return Taken(f"{NAME}.json", data, len(found))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(f"{NAME}.json", data)
        return Taken(f"{NAME}.zip", packed.getvalue(), len(found))


def _plain(rows: Iterable[Row]) -> list[dict[str, object]]:
    return [{name: _value(name, row[name]) for name in row.keys()} for row in rows]  # noqa: SIM118 - a Row yields values


def _value(column: str, value: object) -> object:
    """Return a value as it can be read: instants as text, letters as what they say, accounts as Discord writes them."""
    if isinstance(value, int) and (column == "at" or column.endswith("_at") or column == "waiting_since"):
        return instant(value).isoformat()
    if column == "letter":
        return json.loads(str(value))
    return str(value) if column in ("guild", "user", "dm_channel") and value is not None else value
