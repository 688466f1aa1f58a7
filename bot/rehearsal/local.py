"""A whole Discord for one `async with`: servers, sockets, and the one who pulls the strings."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Final, Self

from bot.rehearsal import permissions, state
from bot.rehearsal.channels import Channel
from bot.rehearsal.core import Core
from bot.rehearsal.faults import Fault, Faults, Gate
from bot.rehearsal.gateway import INVALID_SESSION, RECONNECT, Gateway
from bot.rehearsal.guilds import Guild
from bot.rehearsal.interactions import Interactions
from bot.rehearsal.limits import Kind, Limits
from bot.rehearsal.pulse import HEARTBEAT_SECONDS
from bot.rehearsal.refusal import Refusal
from bot.rehearsal.server import API, Request, Server

BOT_PERMISSIONS: Final = (*permissions.EVERYONE, "manage_messages", "manage_threads")
REASONS: Final = {
    (403, 50007): "Cannot send messages to this user",
    (403, 50278): "Cannot send messages to this user due to having no mutual guilds",
    (403, 40003): "You are opening direct messages too fast",
    (400, 40003): "You are opening direct messages too fast",
    (403, 20026): "Your bot has been flagged by our anti-spam system for abusive behavior",
    (403, 50001): "Missing Access",
    (403, 50013): "Missing Permissions",
    (404, 10062): "Unknown interaction",
    (500, 0): "500: Internal Server Error",
    (502, 0): "502: Bad Gateway",
    (503, 0): "503: Service Unavailable",
}


class LocalDiscord:
    """Discord on loopback sockets, for a bot with `token`. Use it with `async with`.

    A bot has `answer_seconds` for the first answer to an interaction, and `token_seconds` for all that follow.
    `limits` are those of bot.rehearsal.limits: off, as Discord's, or smaller ones that find trouble soon. They are
    counted in real time, which `passes` moves on. Without `privileged` the bot may not ask for privileged intents.
    Its gateway is to be sent a heartbeat every `heartbeat_seconds`.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str = "rehearsal.token",  # noqa: S107 - good for nothing but this
        bot_name: str = "Dreams",
        shards: int = 1,
        answer_seconds: float = 3.0,
        token_seconds: float = 900.0,
        limits: Kind = "off",
        privileged: bool = True,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
    ) -> None:
        self.token: Final = token
        self.state: Final = state.State(bot_name)
        self.state.shards = shards
        self._port = port
        counted = Limits(limits, self.state.now)
        self._faults: Final = Faults()
        self._gateway: Final = Gateway(
            self.state, token, counted, self._faults, privileged=privileged, heartbeat=heartbeat_seconds
        )
        interactions = Interactions(self.state, answer_seconds, token_seconds)
        self._server: Final = Server(self.state, interactions, self._gateway, self._faults, counted, token)
        self._core: Final = Core(self.state, interactions, self._gateway, self._server.requests, answer_seconds)

    async def __aenter__(self) -> Self:
        self._port = await self._server.start(self._port)
        self.state.base_url = f"http://127.0.0.1:{self._port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.stop()

    @property
    def api_base(self) -> str:
        """What `discord.http.Route.BASE` must be."""
        return self.state.base_url + API

    @property
    def gateway(self) -> str:
        """What `DiscordWebSocket.DEFAULT_GATEWAY` must be, as a URL."""
        return self.state.base_url.replace("http", "ws", 1) + "/gateway"

    @property
    def requests(self) -> list[Request]:
        """All REST calls so far, in the order they were answered."""
        return self._server.requests

    @property
    def unknown(self) -> list[Request]:
        """The calls to routes that this Discord does not have."""
        return self._server.unknown

    @property
    def guilds(self) -> list[Guild]:
        """All servers, oldest first."""
        return [Guild(self._core, each) for each in self.state.guilds.values()]

    def founds(self, name: str, *, owner: str | state.User, bot_may: Iterable[str] = BOT_PERMISSIONS) -> Guild:
        """Found a server with the bot in it; `bot_may` are the permissions of the bot's role, by Discord's names."""
        world = self.state
        boss = world.add_user(owner, age=timedelta(days=1500)) if isinstance(owner, str) else owner
        record = state.Guild(world.next_id(), name, boss.id)
        everyone = permissions.bits(permissions.EVERYONE)
        record.roles[record.id] = state.Role(record.id, "@everyone", everyone, 0)
        own = state.Role(world.next_id(), world.bot.name, permissions.bits(bot_may), 1, managed=True)
        record.roles[own.id] = own
        record.members[boss.id] = state.Member(boss, datetime.now(UTC) - timedelta(days=700))
        world.guilds[record.id] = record
        guild = Guild(self._core, record)
        guild.adds_bot()
        return guild

    async def bot_ready(self, timeout: float = 10.0, *, synced: bool = True) -> None:  # noqa: ASYNC109
        """Wait until the bot's shards are connected and told READY, and commands are there if `synced`.

        Raises TimeoutError after `timeout` seconds.
        """

        def ready() -> bool | None:
            up = {session.shard[0] for session in self._gateway.connected if session.sent > 0}
            enough = len(up) >= max(session.shard[1] for session in self._gateway.connected) if up else False
            return True if enough and (self.state.syncs or not synced) else None

        await self.state.changes.until(ready, timeout)

    async def bot_gone(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109 - part of the stage API
        """Wait until no gateway socket is open. Raises TimeoutError after `timeout` seconds."""
        await self.state.changes.until(lambda: None if self._gateway.connected else True, timeout)

    def passes(self, seconds: float) -> None:
        """Let interaction tokens, nonces and what counts to limits age by `seconds` at once."""
        self.state.skip(seconds)

    def fails(
        self,
        method: str,
        path: str,
        *,
        times: int = 1,
        status: int | None = None,
        code: int = 0,
        message: str | None = None,
        drop_answer: bool = False,
        latency: float = 0.0,
    ) -> Fault:
        """Let the next `times` calls fail whose method (or "*") fits and whose path below /api/v10 matches in full.

        With `status` they are refused with Discord's `code`; with `drop_answer` they are carried out and the
        connection is cut; `latency` seconds come before either.
        """
        refusal = None
        if status is not None:
            refusal = Refusal(status, code, message or REASONS.get((status, code), f"{status}: Refused on demand"))
        return self._faults.order(Fault(method, re.compile(path), times, refusal, drop_answer, latency))

    def holds(self, method: str, path: str, *, after: bool = False) -> Gate:
        """Hold the next call that matches, before it is carried out or `after`, until released or cut."""
        gate = Gate(after=after)
        self._faults.order(Fault(method, re.compile(path), gate=gate))
        return gate

    def heals(self) -> None:
        """End all faults and any outage; calls still held are cut."""
        self._faults.clear()
        self._faults.down = False

    def goes_down(self) -> None:
        """Begin an outage: every call is answered 503, every gateway socket is cut, and none is let in."""
        self._faults.down = True
        self._gateway.cut()

    def comes_back(self, *, remembers: bool = True) -> None:
        """End the outage. Unless Discord `remembers` them, sessions cannot be resumed."""
        self._faults.down = False
        if not remembers:
            self._gateway.sessions.clear()

    def cuts_gateway(self) -> None:
        """Cut all gateway sockets without a word; sessions can be resumed."""
        self._gateway.cut()

    async def asks_reconnect(self) -> None:
        """Ask the bot to reconnect (op 7)."""
        await self._gateway.send_all({"op": RECONNECT, "d": None})

    async def invalidates_session(self, *, resumable: bool = False) -> None:
        """Tell the bot that its session is invalid (op 9), and forget it unless `resumable`."""
        await self._gateway.send_all({"op": INVALID_SESSION, "d": resumable})
        if not resumable:
            self._gateway.sessions.clear()

    def channel(self, channel_id: int) -> Channel:
        """Return a channel by id. Raises KeyError if there is none."""
        return Channel(self._core, self.state.channels[channel_id])
