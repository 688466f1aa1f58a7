"""Orders to a bot under rehearsal, as lines of JSON on its standard input; answers go to its standard output.

`{"id": 1, "do": "clock", "at": "2026-03-01T20:00+00:00", "speed": 0}` turns the clock. `{"id": 2, "do": "settle"}` is
answered once nothing is due, nothing is to be said and no press is being answered, with what is due next.
"""

import asyncio
import json
import sys
from datetime import datetime
from typing import Final

from bot.app import App
from bot.nightly.patience import until_kept
from bot.storage import due, outbox
from bot.storage.database import Database

LINE_LIMIT: Final = 64 * 1024


async def obey(app: App) -> None:
    """Do what the lines say, until there are no more."""
    reader = asyncio.StreamReader(limit=LINE_LIMIT)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        order: dict[str, object] = json.loads(line)
        answer = {"id": order["id"], **await _do(app, order)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


async def _do(app: App, order: dict[str, object]) -> dict[str, object]:
    clock = app.client.services.world.clock
    match order["do"]:
        case "clock":
            clock.turn(datetime.fromisoformat(str(order["at"])), float(str(order.get("speed", 1))))
            return {"now": clock.now().isoformat()}
        case "settle":
            return {"next": await settle(app)}
        case other:
            return {"wrong": f"unknown order {other}: clock, settle"}


async def settle(app: App) -> str | None:
    """Wait until all is quiet; return when the next thing is due."""
    client, world = app.client, app.client.services.world
    while True:
        stirred = world.clock.listen()
        await asyncio.gather(client.courier.quiet.wait(), app.almanac.quiet.wait())
        ahead, unsaid = await until_kept(lambda: _ahead(world.database))
        now = world.now()
        if not client.answering and not unsaid and all(at > now for at in ahead):
            return min(ahead).isoformat() if ahead else None
        await stirred.wait()


async def _ahead(database: Database) -> tuple[list[datetime], int]:
    """Return when the next things are due, and how many are being said."""
    async with database.transaction() as t:
        found = await due.earliest(t), await outbox.next_due(t)
        return [at for at in found if at is not None], await outbox.claimed(t)
