"""A client that says whatever it is told, right or wrong."""

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from bot.rehearsal import LocalDiscord
from bot.rehearsal.values import Json, as_object, objects, text, whole


@dataclass(frozen=True)
class Said:
    status: int
    raw: object
    headers: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())

    @property
    def body(self) -> Json:
        return as_object(self.raw)

    @property
    def items(self) -> list[Json]:
        return objects(self.raw)

    @property
    def code(self) -> int:
        return whole(self.body.get("code"), -1)

    @property
    def id(self) -> str:
        return text(self.body.get("id"))

    @property
    def errors(self) -> str:
        return json.dumps(self.body.get("errors"))


class Raw:
    def __init__(self, local: LocalDiscord, session: aiohttp.ClientSession) -> None:
        self._local = local
        self._session = session
        self.token = local.token

    async def __call__(self, method: str, path: str, body: object = None, data: aiohttp.FormData | None = None) -> Said:
        headers = {"Authorization": f"Bot {self.token}"}
        url = self._local.api_base + path
        sent = {"json": body} if data is None else {"data": data}
        async with self._session.request(method, url, headers=headers, **sent) as answer:  # pyright: ignore[reportArgumentType]
            if answer.status == 204:
                return Said(204, None, answer.headers)
            if answer.headers["Content-Type"].startswith("text/"):
                return Said(answer.status, await answer.text(), answer.headers)
            assert answer.headers["Content-Type"] == "application/json"
            return Said(answer.status, await answer.json(), answer.headers)

    async def gateway(self) -> aiohttp.ClientWebSocketResponse:
        socket = await self._session.ws_connect(self._local.gateway)
        await socket.receive_json()
        return socket

    async def identified(self, intents: int = 1 | 1 << 12) -> aiohttp.ClientWebSocketResponse:
        socket = await self.gateway()
        await socket.send_json({"op": 2, "d": {"token": self.token, "intents": intents, "properties": {}}})
        return socket


async def event(socket: aiohttp.ClientWebSocketResponse, name: str) -> Json:
    """Read on until an event of this name and return its data."""
    while True:
        frame = as_object(await socket.receive_json(timeout=5))
        if frame.get("t") == name:
            return as_object(frame.get("d"))


@asynccontextmanager
async def speaking(local: LocalDiscord) -> AsyncGenerator[Raw, None]:
    async with aiohttp.ClientSession() as session:
        yield Raw(local, session)
