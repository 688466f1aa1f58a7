"""The gateway websocket: sessions that can be resumed, and the events they asked for."""

import asyncio
import contextlib
import json
import secrets
from collections import deque
from typing import Final

from aiohttp import WSCloseCode, WSMsgType, web

from bot.rehearsal import payloads
from bot.rehearsal.posting import GUILD_MESSAGES, MESSAGE_CONTENT
from bot.rehearsal.state import Event, State
from bot.rehearsal.values import Json, as_array, as_object, text, whole

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME = 0, 1, 2, 3, 4, 6
RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 8, 9, 10, 11
HEARTBEAT_INTERVAL_MS: Final = 41250
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
        self._events: Final[deque[tuple[int, str]]] = deque(maxlen=REPLAYABLE)
        self._more = asyncio.Event()

    def keep(self, name: str, data: Json) -> None:
        """Queue an event; without a socket it waits for a RESUME."""
        self._last += 1
        self._events.append((self._last, json.dumps({"op": DISPATCH, "t": name, "s": self._last, "d": data})))
        self._more.set()

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
            for sequence, frame in list(self._events):
                if sequence > self.sent:
                    self.sent = sequence
                    await socket.send_str(frame)
            if self.sent == self._last:
                await self._more.wait()


class Gateway:
    """All sessions of the bot. `sessions` holds those that can be talked to or resumed."""

    def __init__(self, state: State, token: str) -> None:
        self._state = state
        self._token = token
        self._sockets: Final[dict[web.WebSocketResponse, web.Request]] = {}
        self.sessions: Final[dict[str, Session]] = {}
        self.refused_identifies = 0
        state.listeners.append(self.tell)

    @property
    def connected(self) -> list[Session]:
        """The sessions with a socket."""
        return [session for session in self.sessions.values() if session.socket is not None]

    def session_for(self, guild_id: int | None) -> Session | None:
        """Return the connected session that a guild's events (None: those of DMs) go to."""
        for session in self.connected:
            if self._concerns(session, guild_id):
                return session
        return None

    def _concerns(self, session: Session, guild_id: int | None) -> bool:
        number, of = session.shard
        return number == (0 if guild_id is None else (guild_id >> 22) % of)

    def tell(self, event: Event) -> None:
        """Queue an event for the sessions it concerns and that asked for it."""
        guild = self._state.guilds.get(event.guild_id) if event.guild_id is not None else None
        if guild is not None and self._state.bot.id not in guild.members and event.name != "GUILD_DELETE":
            return
        for session in self.sessions.values():
            if not self._concerns(session, event.guild_id):
                continue
            if event.intent and not session.intents & event.intent:
                continue
            data = event.data
            if event.intent == GUILD_MESSAGES and not session.intents & MESSAGE_CONTENT:
                data = self._without_content(data)
            session.keep(event.name, data)

    def tell_interaction(self, data: Json, guild_id: int | None) -> None:
        """Queue an interaction for the one session it belongs to, be it connected or only resumable."""
        known = [each for each in self.sessions.values() if self._concerns(each, guild_id)]
        for session in [each for each in known if each.socket is not None][:1] or known[-1:]:
            session.keep("INTERACTION_CREATE", data)

    def _without_content(self, data: Json) -> Json:
        """Blank what others wrote in a guild, for a bot that did not ask for message content."""
        author = text(as_object(data.get("author")).get("id"))
        if "content" not in data or author == str(self._state.bot.id):
            return data
        blank: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
        return data | blank

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Handle one websocket from HELLO to its end."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        self._sockets[socket] = request
        pump: asyncio.Task[None] | None = None
        session: Session | None = None
        try:
            await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT_INTERVAL_MS}, "s": None})
            async for frame in socket:
                if frame.type is not WSMsgType.TEXT:
                    continue
                began = await self._receive(socket, as_object(json.loads(frame.data)), session)
                if began is not None and began is not session:
                    session = began
                    session.socket = socket
                    pump = asyncio.create_task(session.pump(socket))
                    self._state.changes.tell()
        except ConnectionError:
            pass
        finally:
            self._sockets.pop(socket, None)
            await self._end(socket, session, pump)
        return socket

    async def _end(
        self, socket: web.WebSocketResponse, session: Session | None, pump: asyncio.Task[None] | None
    ) -> None:
        if session is not None and session.socket is socket:
            session.socket = None
            if socket.close_code in (WSCloseCode.OK, WSCloseCode.GOING_AWAY):
                self.sessions.pop(session.id, None)
        self._state.changes.tell()
        if pump is not None:
            pump.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await pump

    async def _receive(self, socket: web.WebSocketResponse, frame: Json, session: Session | None) -> Session | None:
        """Handle one frame; return the session it began or took up again, if it did."""
        op, data = whole(frame.get("op"), -1), as_object(frame.get("d"))
        if op == HEARTBEAT:
            await socket.send_json({"op": HEARTBEAT_ACK})
        elif op == IDENTIFY:
            return await self._identify(socket, data, session)
        elif op == RESUME:
            return await self._resume(socket, data)
        elif session is None:
            await socket.close(code=4003, message=b"Not authenticated.")
        elif op == REQUEST_MEMBERS:
            self._send_members(session, data)
        elif op not in (PRESENCE, VOICE_STATE):
            await socket.close(code=4001, message=b"Unknown opcode.")
        return None

    async def _identify(self, socket: web.WebSocketResponse, data: Json, session: Session | None) -> Session | None:
        if text(data.get("token")).removeprefix("Bot ") != self._token:
            self.refused_identifies += 1
            await socket.close(code=4004, message=b"Authentication failed.")
            return None
        if session is not None:
            await socket.close(code=4005, message=b"Already authenticated.")
            return None
        shard = [whole(each) for each in as_array(data.get("shard"))] or [0, 1]
        for old in list(self.sessions.values()):
            if old.socket is None and old.shard == (shard[0], shard[1]):
                self.sessions.pop(old.id)
        begun = Session(whole(data.get("intents")), (shard[0], shard[1]))
        guilds = [guild for guild in self._state.guilds.values() if self._concerns(begun, guild.id)]
        guilds = [guild for guild in guilds if self._state.bot.id in guild.members]
        begun.keep(
            "READY",
            {
                "v": 10,
                "user": payloads.user(self._state.bot) | {"verified": True, "mfa_enabled": False, "flags": 0},
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": begun.id,
                "resume_gateway_url": self._state.base_url.replace("http", "ws", 1) + "/gateway",
                "shard": shard,
                "application": {"id": str(self._state.application_id), "flags": 0},
            },
        )
        for guild in guilds:
            begun.keep("GUILD_CREATE", payloads.guild_create(guild, self._state.bot))
        self.sessions[begun.id] = begun
        return begun

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> Session | None:
        if text(data.get("token")).removeprefix("Bot ") != self._token:
            await socket.close(code=4004, message=b"Authentication failed.")
            return None
        session = self.sessions.get(text(data.get("session_id")))
        if session is None or not session.rewind(whole(data.get("seq"))):
            await socket.send_json({"op": INVALID_SESSION, "d": False})
            return None
        session.keep("RESUMED", {})
        return session

    def _send_members(self, session: Session, data: Json) -> None:
        guild = self._state.guilds.get(whole(data.get("guild_id")))
        if guild is None:
            return
        asked = data.get("user_ids")
        ids = {whole(each) for each in as_array(asked) or [asked]}
        query = text(data.get("query")).lower()
        found = [
            each
            for each in guild.members.values()
            if each.user.id in ids or (asked is None and each.user.name.lower().startswith(query))
        ]
        session.keep(
            "GUILD_MEMBERS_CHUNK",
            {
                "guild_id": str(guild.id),
                "members": [payloads.member(each) for each in found],
                "not_found": [str(each) for each in ids - {member.user.id for member in found} if each],
                "chunk_index": 0,
                "chunk_count": 1,
                "nonce": data.get("nonce"),
            },
        )

    def cut(self) -> None:
        """Cut every socket in mid-air: no close frame, sessions stay resumable."""
        for request in list(self._sockets.values()):
            if request.transport is not None:
                request.transport.abort()

    async def send_all(self, frame: Json) -> None:
        """Put a frame that is no event on every session's socket."""
        for session in self.connected:
            if session.socket is not None:
                await session.socket.send_json(frame)

    async def close(self) -> None:
        """Close every socket as a server that goes away does."""
        for socket in list(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)
