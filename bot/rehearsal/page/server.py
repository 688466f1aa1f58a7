"""The page's own server, on loopback: the files, a socket that tells what changes, and one address for acts."""

import asyncio
import contextlib
import itertools
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from aiohttp import WSCloseCode, web
from aiohttp.typedefs import Handler, Middleware

from bot.rehearsal.local import LocalDiscord
from bot.rehearsal.page.acts import Acts
from bot.rehearsal.page.view import Diary, Table, table
from bot.rehearsal.sky import Sky
from bot.rehearsal.values import as_object

FILES: Final = Path(__file__).parent / "static"
KINDS: Final = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
TYPING: Final = re.compile(r"/channels/(\d+)/typing")
MOST_BODY: Final = 160 * 1024 * 1024
"""Bytes of an act: ten files of the largest size, in base64."""
LOOK_AGAIN: Final = 0.03
"""Seconds in which changes are gathered before they are told."""
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
SANDBOX: Final = {**HEADERS, "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
"""For what the bot sent: a picture opened by itself runs nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line that leads a newcomer; `done` tells by the state of Discord alone whether it can be ticked off."""

    words: str
    done: Callable[[LocalDiscord], bool]


class Page:
    """Serves the page for one Discord and the sky over it. Use it with `async with`, inside the Discord's own."""

    def __init__(
        self,
        discord: LocalDiscord,
        sky: Sky,
        *,
        steps: Sequence[Step] = (),
        phones: Sequence[int] = (),
        diary: Diary | None = None,
        port: int = 0,
    ) -> None:
        self._discord = discord
        self._sky = sky
        self._steps = steps
        self._ticked: set[int] = set()
        self._phones = [str(user_id) for user_id in phones]
        self._diary = diary or Diary(lambda: sky.now)
        self._acts = Acts(discord, sky)
        self._port = port
        self._runner: web.AppRunner | None = None
        self._teller: asyncio.Task[None] | None = None
        self._known: Table = {}
        self._read = 0
        self._lookers: dict[web.WebSocketResponse, asyncio.Queue[str]] = {}

    @property
    def address(self) -> str:
        """Where a browser finds the page."""
        return f"http://127.0.0.1:{self._port}/"

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[_guard(lambda: self._port)], client_max_size=MOST_BODY)
        app.router.add_post("/act", self._act)
        app.router.add_get("/live", self._live)
        app.router.add_get("/attachments/{rest:.+}", self._attachment)
        app.router.add_get("/{name:[a-z-]*\\.?[a-z]*}", _file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = int(self._runner.addresses[0][1])
        self._known = self._table()
        self._teller = asyncio.create_task(self._tell())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._teller is not None:
            self._teller.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._teller
        for socket in list(self._lookers):
            await socket.close(code=WSCloseCode.GOING_AWAY)
        if self._runner is not None:
            await self._runner.cleanup()

    def _table(self) -> Table:
        rows = table(self._discord, self._diary)
        self._ticked |= {at for at, step in enumerate(self._steps) if step.done(self._discord)}
        lines = [{"words": step.words, "done": at in self._ticked} for at, step in enumerate(self._steps)]
        rows["steps:"] = json.dumps({"lines": lines})
        rows["phones:"] = json.dumps({"members": self._phones})
        rows["sky:"] = json.dumps(self._sky.shown())
        rows["log:"] = json.dumps({"lines": self._sky.log.splitlines()[-40:]})
        return rows

    async def _tell(self) -> None:
        """Send the rows that changed to all who look, for ever."""
        while True:
            frame = self._changed()
            if frame is not None:
                for queue in self._lookers.values():
                    queue.put_nowait(frame)
            looks = itertools.count()
            with contextlib.suppress(TimeoutError):
                await self._discord.state.changes.until(lambda looks=looks: next(looks) or None, 60.0)
            await asyncio.sleep(LOOK_AGAIN)

    def _changed(self) -> str | None:
        before, self._known = self._known, self._table()
        rows = {key: row for key, row in self._known.items() if before.get(key) != row}
        gone = [key for key in before if key not in self._known]
        typing = self._typing()
        return _frame(rows, gone, typing) if rows or gone or typing else None

    def _typing(self) -> list[str]:
        # Of very many requests the older ones are forgotten.
        fresh = self._discord.requests[min(self._read, len(self._discord.requests)) :]
        self._read = len(self._discord.requests)
        matches = [TYPING.fullmatch(each.path) for each in fresh if each.status == web.HTTPNoContent.status_code]
        return [found[1] for found in matches if found is not None]

    async def _live(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=30.0)
        await socket.prepare(request)
        queue: asyncio.Queue[str] = asyncio.Queue()
        queue.put_nowait(_frame(self._known, [], [], fresh=True))
        self._lookers[socket] = queue
        sender = asyncio.create_task(_send(socket, queue))
        try:
            async for _ in socket:
                pass
        finally:
            self._lookers.pop(socket, None)
            sender.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await sender
        return socket

    async def _act(self, request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            body = as_object(await request.json())
        except ValueError:
            raise web.HTTPBadRequest from None
        return web.json_response(await self._acts.carry_out(body), headers=HEADERS)

    async def _attachment(self, request: web.Request) -> web.Response:
        found = self._discord.state.files.get(request.path)
        if found is None:
            raise web.HTTPNotFound
        return web.Response(body=found.content, content_type=found.content_type, headers=SANDBOX)


def _frame(rows: Table, gone: list[str], typing: list[str], *, fresh: bool = False) -> str:
    inner = ",".join(f"{json.dumps(key)}:{row}" for key, row in rows.items())
    rest = json.dumps({"gone": gone, "typing": typing, "fresh": fresh})
    return f'{{"rows":{{{inner}}},{rest[1:]}'


async def _send(socket: web.WebSocketResponse, queue: asyncio.Queue[str]) -> None:
    while True:
        await socket.send_str(await queue.get())


async def _file(request: web.Request) -> web.Response:
    """Serve one of the page's own files; there are no others."""
    name = request.match_info["name"] or "index.html"
    kind = KINDS.get(Path(name).suffix)
    path = FILES / name
    if kind is None or not path.is_file():
        raise web.HTTPNotFound
    return web.Response(body=path.read_bytes(), content_type=kind, charset="utf-8", headers=HEADERS)


def _guard(port: Callable[[], int]) -> Middleware:
    """Return what lets in only the page itself: no other web page, and no name that was bent to this address."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        hosts = {f"127.0.0.1:{port()}", f"localhost:{port()}"}
        if request.host not in hosts:
            raise web.HTTPForbidden(text="Not from here.")
        origin = request.headers.get("Origin")
        drives = request.method != "GET" or request.path == "/live"
        if (drives or origin is not None) and origin != f"http://{request.host}":
            raise web.HTTPForbidden(text="Not from here.")
        return await handler(request)

    return guard
