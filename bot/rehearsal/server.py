"""The HTTP side: a call comes in, passes the door, is carried out, answered and recorded."""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from aiohttp import web

from bot.rehearsal import absent, rest_account, rest_interactions, rest_messages
from bot.rehearsal.answer import Answer
from bot.rehearsal.bodies import Upload
from bot.rehearsal.calls import Call, Route
from bot.rehearsal.faults import Faults, Lost
from bot.rehearsal.gateway import Gateway
from bot.rehearsal.interactions import Interactions
from bot.rehearsal.limits import Limits
from bot.rehearsal.refusal import Refusal
from bot.rehearsal.state import State
from bot.rehearsal.values import as_object

API: Final = "/api/v10"
FILE_FIELD: Final = re.compile(r"files?\[?(\d+)\]?")
UNREADABLE: Final = "(not JSON)"
MOST_BODY: Final = 120 * 1024 * 1024
MOST_KEPT: Final = 20_000
"""How many of the last calls are kept; an evening of a thousand dreamers is far below."""
ROUTES: Final[tuple[tuple[Route, re.Pattern[str]], ...]] = tuple(
    (route, re.compile(route.pattern))
    for route in (*rest_account.ROUTES, *rest_messages.ROUTES, *rest_interactions.ROUTES)
)


@dataclass(frozen=True, slots=True)
class Request:
    """A call that was made. `status` is None if its connection was cut; `code` is Discord's error code.

    `refusal` is what was answered, if it was a refusal: JSON, or the text of a page.
    """

    method: str
    path: str
    """Below /api/v10, without the query."""
    status: int | None
    body: object
    at: datetime
    code: int | None = None
    refusal: object = None


class Server:
    """Serves REST under /api/v10, the gateway under /gateway and attachments where messages say they are.

    The order is: an outage, an address shut out, faults on demand, the token, the limits, then the route. All are
    Discord's answers, and recorded the same way. Of the calls the last `MOST_KEPT` are kept, at the most.
    """

    def __init__(
        self,
        state: State,
        interactions: Interactions,
        gateway: Gateway,
        faults: Faults,
        limits: Limits,
        token: str,
    ) -> None:
        self._state = state
        self._interactions = interactions
        self._gateway = gateway
        self._faults = faults
        self._limits = limits
        self._token = token
        self._runner: web.AppRunner | None = None
        self.requests: Final[list[Request]] = []
        self.unknown: Final[list[Request]] = []

    async def start(self, port: int) -> int:
        """Listen on 127.0.0.1 and return the port, chosen by the system if 0 was asked for."""
        app = web.Application(client_max_size=MOST_BODY)
        app.router.add_get("/gateway", self._gateway.serve)
        app.router.add_get("/gateway/", self._gateway.serve)
        app.router.add_get("/attachments/{rest:.+}", self._file)
        app.router.add_route("*", API + "/{rest:.*}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        bound = self._runner.addresses[0]
        return int(bound[1])

    async def stop(self) -> None:
        """Let go of whoever is connected, and stop listening."""
        self._faults.clear()
        await self._gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _file(self, request: web.Request) -> web.Response:
        found = self._state.files.get(request.path)
        if found is None:
            return web.Response(status=404)
        return web.Response(body=found.content, content_type=found.content_type)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(API)
        raw, uploads = await self._read(request)
        try:
            answer = await self._answer(request, path, raw, uploads)
        except Lost:
            self._record(Request(request.method, path, None, raw, datetime.now(UTC)))
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        code = as_object(answer.payload).get("code")
        refused = answer.status >= HTTPStatus.BAD_REQUEST
        known = code if refused and isinstance(code, int) else None
        said = (answer.payload if answer.page is None else answer.page) if refused else None
        self._record(Request(request.method, path, answer.status, raw, datetime.now(UTC), known, said))
        self._limits.note(answer)
        if answer.page is not None:
            return web.Response(status=answer.status, text=answer.page, headers=answer.headers)
        if answer.payload is None:
            return web.Response(status=answer.status, headers=answer.headers)
        # Bytes, so that no charset is added: discord.py compares the content type as a whole.
        body = json.dumps(answer.payload).encode()
        return web.Response(status=answer.status, body=body, headers=answer.headers, content_type="application/json")

    def _record(self, request: Request) -> None:
        _keep(self.requests, request)
        self._state.changes.tell()

    async def _read(self, request: web.Request) -> tuple[object, list[Upload]]:
        """Return the JSON body and the files, from plain JSON or from a multipart body."""
        if not request.content_type.startswith("multipart/"):
            data = await request.read()
            return _parsed(data), []
        raw: object = None
        uploads: list[Upload] = []
        for name, part in (await request.post()).items():
            if name == "payload_json":
                raw = _parsed(b"" if isinstance(part, web.FileField) else part)
            elif isinstance(part, web.FileField):
                index = FILE_FIELD.fullmatch(name)
                with part.file as file:
                    content = file.read()
                kind = _content_type(part.filename, part.content_type)
                uploads.append(Upload(int(index[1]) if index else len(uploads), part.filename, content, kind))
        return raw, uploads

    async def _answer(self, request: web.Request, path: str, raw: object, uploads: list[Upload]) -> Answer:
        if self._faults.down:
            return Answer(503, Refusal(503, 0, "503: Service Unavailable").payload())
        if (shut_out := self._limits.shut_out()) is not None:
            return shut_out
        fault = self._faults.take(request.method, path)
        try:
            if fault is not None:
                await fault.before()
            answer = self._route(request, path, raw, uploads)
        except Refusal as refusal:
            answer = Answer(refusal.status, refusal.payload())
        if fault is not None:
            await fault.after()
        return answer

    def _route(self, request: web.Request, path: str, raw: object, uploads: list[Upload]) -> Answer:
        for route, pattern in ROUTES:
            match = pattern.fullmatch(path)
            if route.method != request.method or match is None:
                continue
            if not route.open and request.headers.get("Authorization") != f"Bot {self._token}":
                raise Refusal(401, 0, "401: Unauthorized")
            refused, headers = self._limits.take(route.bucket, match.groups(), over_all=not route.open)
            if refused is not None:
                return refused
            call = Call(self._state, self._interactions, self._limits, match.groups(), request.query, raw, uploads)
            return replace(_carried_out(route, call), headers=headers)
        refusal = absent.refusal_of(request.method, path)
        _keep(self.unknown, Request(request.method, path, refusal.status, raw, datetime.now(UTC), 0))
        raise refusal


def _carried_out(route: Route, call: Call) -> Answer:
    try:
        if call.raw is UNREADABLE:
            raise Refusal(400, 50109, "The request body contains invalid JSON.")
        return route.handler(call)
    except Refusal as refusal:
        return Answer(refusal.status, refusal.payload())


def _keep(calls: list[Request], call: Request) -> None:
    """Add a call to those that are kept, and forget the older half of too many."""
    calls.append(call)
    if len(calls) > MOST_KEPT:
        del calls[: MOST_KEPT // 2]


def _parsed(data: str | bytes | bytearray) -> object:
    try:
        return json.loads(data) if data else None
    except ValueError:
        return UNREADABLE


def _content_type(filename: str, given: str) -> str:
    """Discord goes by the file's name where the client said nothing of use."""
    known = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "gif": "image/gif", "svg": "image/svg+xml"}
    known |= {"txt": "text/plain", "json": "application/json", "mp3": "audio/mpeg", "ogg": "audio/ogg"}
    return known.get(filename.rpartition(".")[2].lower(), given or "application/octet-stream")
