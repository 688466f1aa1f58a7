"""What one IDENTIFY began: the events of it, sent, to be sent, and kept for a RESUME."""

import asyncio
import itertools
import json
import secrets
from collections import deque
from typing import Final

from aiohttp import web

from bot.rehearsal.values import Json

DISPATCH: Final = 0
REPLAYABLE: Final = 5000
"""How many events a session keeps for a client that comes back."""


class Session:
    """What one IDENTIFY began. It outlives its socket until it is closed properly or told invalid."""

    def __init__(self, intents: int, shard: tuple[int, int]) -> None:
        self.id: Final = secrets.token_hex(16)
        self.intents: Final = intents
        self.shard: Final = shard
        self.socket: web.WebSocketResponse | None = None
        self.sent = 0
        """The sequence number of the last event put on the socket."""
        self._last = 0
        self._events: Final[deque[tuple[int, str]]] = deque()
        self._more = asyncio.Event()

    def keep(self, name: str, data: Json) -> None:
        """Queue an event; without a socket it waits for a RESUME."""
        self._last += 1
        self._events.append((self._last, json.dumps({"op": DISPATCH, "t": name, "s": self._last, "d": data})))
        # What a socket is still to be sent is not dropped: a bot in ten thousand servers is greeted with all of them.
        away = self.socket is None and self.sent > 0
        while len(self._events) > REPLAYABLE and (away or self._events[0][0] <= self.sent):
            self._events.popleft()
        self._more.set()

    @property
    def last(self) -> int:
        """The sequence number of the last event, sent or not."""
        return self._last

    def rewind(self, sequence: int) -> bool:
        """Go back to just after `sequence`; False if events since then are lost."""
        oldest = self._events[0][0] if self._events else self._last + 1
        if not oldest - 1 <= sequence <= self._last:
            return False
        self.sent = sequence
        return True

    async def pump(self, socket: web.WebSocketResponse) -> None:
        """Send what is queued, for as long as `socket` is this session's."""
        while self.socket is socket:
            self._more.clear()
            for sequence, frame in self._unsent():
                self.sent = sequence
                await socket.send_str(frame)
            if self.sent == self._last:
                await self._more.wait()

    def _unsent(self) -> list[tuple[int, str]]:
        if not self._events:
            return []
        return list(itertools.islice(self._events, max(self.sent + 1 - self._events[0][0], 0), None))
