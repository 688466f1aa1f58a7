"""The gateway websocket: sessions that can be resumed, and the events they asked for."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import Final

from aiohttp import WSCloseCode, WSMsgType, web

from bot.rehearsal import payloads, permissions
from bot.rehearsal.faults import Faults
from bot.rehearsal.limits import Limits
from bot.rehearsal.posting import GUILD_MEMBERS, GUILD_MESSAGES, GUILDS, MESSAGE_CONTENT
from bot.rehearsal.pulse import Pulse
from bot.rehearsal.session import Session
from bot.rehearsal.state import Event, State
from bot.rehearsal.values import Json, as_array, as_object, objects, text, whole

HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME = 1, 2, 3, 4, 6
RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 8, 9, 10, 11
SHORTEST_WAY: Final = 0.02
"""Seconds before a heartbeat is answered: no network is faster, and discord.py, whose thread notes when it sent, takes
an answer that comes before its note for one to the heartbeat before: "41.3s behind"."""
GUILD_PRESENCES: Final = 1 << 8
PRIVILEGED: Final = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT
KNOWN_INTENTS: Final = sum(1 << bit for bit in (*range(17), 20, 21, 24, 25))
CLOSES: Final = {
    4001: b"Unknown opcode.",
    4002: b"Error while decoding payload.",
    4003: b"Not authenticated.",
    4004: b"Authentication failed.",
    4005: b"Already authenticated.",
    4007: b"Invalid seq.",
    4008: b"Rate limited.",
    4009: b"Session timed out.",
    4010: b"Invalid shard.",
    4013: b"Invalid intent(s).",
    4014: b"Disallowed intent(s).",
}


class Gateway:
    """All sessions of the bot. `sessions` holds those that can be talked to or resumed.

    A client is to beat every `heartbeat` seconds; one that stays silent is closed with 4009, and its session is over.
    """

    def __init__(
        self, state: State, token: str, limits: Limits, faults: Faults, *, privileged: bool, heartbeat: float
    ) -> None:
        self._state = state
        self._token = token
        self._limits = limits
        self._faults = faults
        self._forbidden = 0 if privileged else PRIVILEGED
        self._heartbeat = heartbeat
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
        unseen = guild is not None and (guild.unavailable or self._state.bot.id not in guild.members)
        if (unseen and event.name != "GUILD_DELETE") or self._is_hidden(event):
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

    def _is_hidden(self, event: Event) -> bool:
        """Whether it happened in a channel of a guild that the bot cannot see."""
        place = self._state.channels.get(whole(event.data.get("channel_id")))
        if event.guild_id is None or place is None:
            return False
        return not permissions.may(place, self._state.bot.id, "view_channel")

    def tell_interaction(self, data: Json, guild_id: int | None) -> None:
        """Queue an interaction for the one session it belongs to, be it connected or only resumable."""
        known = [each for each in self.sessions.values() if self._concerns(each, guild_id)]
        for session in [each for each in known if each.socket is not None][:1] or known[-1:]:
            session.keep("INTERACTION_CREATE", data)

    def _without_content(self, data: Json) -> Json:
        """Blank what others wrote in a guild and not to the bot, for a bot that did not ask for message content."""
        own = str(self._state.bot.id)
        concerned = [text(each.get("id")) for each in (as_object(data.get("author")), *objects(data.get("mentions")))]
        if "content" not in data or own in concerned:
            return data
        blank: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
        return data | blank

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Handle one websocket from HELLO to its end."""
        if self._faults.down:
            return web.Response(status=503)
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        self._sockets[socket] = request
        pump: asyncio.Task[None] | None = None
        session: Session | None = None
        too_many = self._limits.frames()
        pulse = Pulse(self._heartbeat, lambda: self._time_out(socket))
        try:
            interval = round(self._heartbeat * 1000)
            await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": interval}, "s": None})
            async for frame in socket:
                if frame.type is not WSMsgType.TEXT:
                    continue
                began = await self._take(socket, str(frame.data), session, pulse, too_many)
                if began is not None and began is not session:
                    session = began
                    session.socket = socket
                    pump = asyncio.create_task(session.pump(socket))
                    self._state.changes.tell()
        except ConnectionError:
            pass
        finally:
            pulse.end()
            left = self._sockets.pop(socket, None) is not None
            await self._end(socket, session, pump, left=left)
        return socket

    async def _take(
        self,
        socket: web.WebSocketResponse,
        frame: str,
        session: Session | None,
        pulse: Pulse,
        too_many: Callable[[], bool],
    ) -> Session | None:
        """Handle one frame, if it is one and not one too many."""
        if too_many():
            await self._close(socket, 4008)
            return None
        try:
            return await self._receive(socket, as_object(json.loads(frame)), session, pulse)
        except ValueError:
            await self._close(socket, 4002)
            return None

    async def _end(
        self, socket: web.WebSocketResponse, session: Session | None, pump: asyncio.Task[None] | None, *, left: bool
    ) -> None:
        if session is not None and session.socket is socket:
            session.socket = None
            # To a socket that was closed from here clients answer with a code of their own, which says nothing.
            if left and socket.close_code in (WSCloseCode.OK, WSCloseCode.GOING_AWAY):
                self.sessions.pop(session.id, None)
        self._state.changes.tell()
        if pump is not None:
            pump.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await pump

    async def _time_out(self, socket: web.WebSocketResponse) -> None:
        for session in self.connected:
            if session.socket is socket:
                self.sessions.pop(session.id)
        await self._close(socket, 4009)

    async def _receive(
        self, socket: web.WebSocketResponse, frame: Json, session: Session | None, pulse: Pulse
    ) -> Session | None:
        """Handle one frame; return the session it began or took up again, if it did."""
        op, data = whole(frame.get("op"), -1), as_object(frame.get("d"))
        if op == HEARTBEAT:
            pulse.beats()
            await asyncio.sleep(SHORTEST_WAY)
            await socket.send_json({"op": HEARTBEAT_ACK})
        elif op == IDENTIFY:
            return await self._identify(socket, data, session)
        elif op == RESUME:
            return await self._resume(socket, data)
        elif session is None:
            await self._close(socket, 4003)
        elif op == REQUEST_MEMBERS:
            guild = self._state.guilds.get(whole(data.get("guild_id")))
            if guild is not None:
                session.keep("GUILD_MEMBERS_CHUNK", payloads.members_chunk(guild, data))
        elif op not in (PRESENCE, VOICE_STATE):
            await self._close(socket, 4001)
        return None

    async def _identify(self, socket: web.WebSocketResponse, data: Json, session: Session | None) -> Session | None:
        shard = [whole(each) for each in as_array(data.get("shard"))] or [0, 1]
        refused = self._refused_with(data, shard, session)
        if refused:
            self.refused_identifies += 1
            await self._close(socket, refused)
            return None
        welcome = self._limits.identify()
        if welcome == "none left":
            # Discord then resets the bot's token, which reads like this to the bot.
            await self._close(socket, 4004)
            return None
        if welcome == "too soon":
            await socket.send_json({"op": INVALID_SESSION, "d": False})
            return None
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
        for guild in guilds if begun.intents & GUILDS else ():
            if not guild.unavailable:
                begun.keep("GUILD_CREATE", payloads.guild_create(guild, self._state.bot))
        self.sessions[begun.id] = begun
        return begun

    def _refused_with(self, data: Json, shard: list[int], session: Session | None) -> int:
        """Return the code an IDENTIFY is refused with, or 0."""
        intents = whole(data.get("intents"), -1)
        if text(data.get("token")).removeprefix("Bot ") != self._token:
            return 4004
        if session is not None:
            return 4005
        if len(shard) != 2 or not 0 <= shard[0] < shard[1]:
            return 4010
        if intents < 0 or intents & ~KNOWN_INTENTS:
            return 4013
        return 4014 if intents & self._forbidden else 0

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> Session | None:
        if text(data.get("token")).removeprefix("Bot ") != self._token:
            await self._close(socket, 4004)
            return None
        session = self.sessions.get(text(data.get("session_id")))
        if session is not None and whole(data.get("seq")) > session.last:
            self.sessions.pop(session.id)
            await self._close(socket, 4007)
            return None
        if session is None or not session.rewind(whole(data.get("seq"))):
            await socket.send_json({"op": INVALID_SESSION, "d": False})
            return None
        session.keep("RESUMED", {})
        return session

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

    async def _close(self, socket: web.WebSocketResponse, code: int) -> None:
        """Close a socket from here; it is no longer one of those that are open."""
        self._sockets.pop(socket, None)
        await socket.close(code=code, message=CLOSES[code])
