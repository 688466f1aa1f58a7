"""The ports of the bot, answered in memory: who is in a server, whose door opens, and a Discord that can fail."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import Enum

import pytest

from bot.clock import Clock, Setting
from bot.ids import ChannelId, GuildId, MessageId, RoleId, RowId, UserId
from bot.letters import Letter
from bot.ports import Member, NoAnswerError, Refusal, SendError
from bot.storage import database

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NONCE_IS_KNOWN = timedelta(minutes=3)
"""How long this Discord remembers a nonce: a little longer than the courier relies on."""


A_MOMENT = 0.001
"""Seconds; whoever sleeps for less only gives way to others."""


class StandingClock(Clock):
    """A clock that stands until it is turned, inside and outside. Outside it is another year: nobody may mix them."""

    def __init__(self, dream: datetime) -> None:
        self.outside = datetime(2033, 5, 5, 5, 5, tzinfo=UTC)
        super().__init__(Setting(dream, 0, self.outside))

    def real(self) -> datetime:
        return self.outside

    def passes_outside(self, **time: float) -> None:
        self.outside += timedelta(**time)
        self.stir()


def no_waiting(monkeypatch: pytest.MonkeyPatch, clock: StandingClock) -> None:
    """Whoever sleeps for some seconds sleeps by the clock on the wall outside, which leaps there at once."""
    turn_of_the_loop = asyncio.sleep

    async def leaps(seconds: float) -> None:
        if seconds > A_MOMENT:
            clock.outside += timedelta(seconds=seconds)
        await turn_of_the_loop(0)

    monkeypatch.setattr(asyncio, "sleep", leaps)


def no_power_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody pulls the plug in these tests, so no write is waited for; `tests/storage` keeps the file as it is kept."""
    calm = [pragma.replace("synchronous = FULL", "synchronous = OFF") for pragma in database.PRAGMAS]
    monkeypatch.setattr(database, "PRAGMAS", tuple(calm))


class Census:
    """Who is in which server."""

    def __init__(self) -> None:
        self.members: dict[tuple[GuildId, UserId], Member] = {}
        self.silent: set[UserId] = set()
        """Those about whom Discord gives no answer."""
        self.asked: list[UserId] = []
        self.meanwhile: Callable[[], Awaitable[None]] | None = None
        """What happens while Discord is thinking about its answer."""

    def has(self, guild: GuildId, user: UserId, *roles: int) -> Member:
        self.members[guild, user] = Member(frozenset(map(RoleId, roles)), LONG_AGO)
        return self.members[guild, user]

    async def member(self, guild: GuildId, user: UserId) -> Member | None:
        self.asked.append(user)
        await asyncio.sleep(0)
        if self.meanwhile is not None:
            await self.meanwhile()
        if user in self.silent:
            raise NoAnswerError
        return self.members.get((guild, user))


class Doorbell:
    """Opens direct messages; a person has one with the bot, whatever server they come from."""

    def __init__(self) -> None:
        self.refuses: dict[UserId, Refusal] = {}
        self.rung: list[tuple[UserId, str, str]] = []

    async def open(self, user: UserId, nonce: str, phrase: str, slots: Mapping[str, str]) -> ChannelId:
        assert slots["name"]
        if user in self.refuses:
            raise SendError(self.refuses[user])
        self.rung.append((user, nonce, phrase))
        return door_of(user)


def door_of(user: UserId) -> ChannelId:
    return ChannelId(90_000_000_000_000_000 + user)


class Fate(Enum):
    """What becomes of a message whose answer never comes."""

    SAID_BUT_UNHEARD = "it was said, and the answer lost"
    NEVER_SAID = "it was lost on the way"


@dataclass(frozen=True, slots=True)
class Message:
    """One message that stands in a channel, as it reads now."""

    id: MessageId
    channel: ChannelId
    row: RowId
    letter: Letter
    at: datetime
    private: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Try:
    """Something the courier asked to be said."""

    channel: ChannelId
    row: RowId
    nonce: str
    at: datetime


@dataclass
class Discord:
    """A sender that keeps what it is told, refuses and loses what it is asked to, and remembers nonces for a while."""

    clock: StandingClock
    messages: list[Message] = field(default_factory=list[Message])
    tries: list[Try] = field(default_factory=list[Try])
    looked_for: list[RowId] = field(default_factory=list[RowId])
    fates: deque[Fate | Refusal | None] = field(default_factory=deque[Fate | Refusal | None])
    """What becomes of the next sends, one after another; when it is empty all goes well."""
    refused: dict[ChannelId, Refusal] = field(default_factory=dict[ChannelId, Refusal])
    open: asyncio.Event = field(default_factory=asyncio.Event)
    """While it is not set, whatever is being sent stays on its way."""
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once something is being sent."""
    on_the_way: int = 0
    most_on_the_way: int = 0
    _nonces: dict[str, tuple[MessageId, datetime]] = field(default_factory=dict[str, tuple[MessageId, datetime]])
    _last: int = 1_000

    def __post_init__(self) -> None:
        self.open.set()

    async def send(
        self, channel: ChannelId, letter: Letter, row: RowId, nonce: str, *, private: bool, silent: bool
    ) -> MessageId:
        self.tries.append(Try(channel, row, nonce, self.clock.real()))
        self.on_the_way += 1
        self.asked.set()
        self.most_on_the_way = max(self.most_on_the_way, self.on_the_way)
        await self.open.wait()
        await asyncio.sleep(0)
        self.on_the_way -= 1
        fate = self.fates.popleft() if self.fates else None
        if channel in self.refused:
            raise SendError(self.refused[channel])
        if isinstance(fate, Refusal):
            raise SendError(fate)
        if fate is Fate.NEVER_SAID:
            raise SendError(Refusal.UNCERTAIN)
        said = self._remembered(nonce)
        if said is None:
            said = self.stands(channel, letter, row, private=private, silent=silent)
            self._nonces[nonce] = said, self.clock.real()
        if fate is Fate.SAID_BUT_UNHEARD:
            raise SendError(Refusal.UNCERTAIN)
        return said

    async def revise(self, channel: ChannelId, message: MessageId, letter: Letter, row: RowId) -> None:
        found = self._message(channel, message)
        assert found.row == row, "a message keeps its row"
        self.reads(found, letter)

    async def withdraw(self, channel: ChannelId, message: MessageId) -> None:
        if channel in self.refused:
            raise SendError(self.refused[channel])
        found = [one for one in self.messages if one.id == message]
        assert all(one.channel == channel for one in found), "deleted in another channel than it stands in"
        self.messages = [one for one in self.messages if one.id != message]

    async def find(self, channel: ChannelId, row: RowId) -> MessageId | None:
        self.looked_for.append(row)
        return next((one.id for one in reversed(self.messages) if one.channel == channel and one.row == row), None)

    def stands(self, channel: ChannelId, letter: Letter, row: RowId, *, private: bool, silent: bool) -> MessageId:
        """Let a message stand in a channel, whoever brought it."""
        self._last += 1
        at = self.clock.now()
        self.messages.append(Message(MessageId(self._last), channel, row, letter, at, private, silent))
        return MessageId(self._last)

    def reads(self, message: Message, letter: Letter) -> None:
        """Let a message read otherwise."""
        at = next(at for at, one in enumerate(self.messages) if one.id == message.id)
        self.messages[at] = replace(message, letter=letter)

    def in_channel(self, channel: ChannelId) -> list[Message]:
        return [message for message in self.messages if message.channel == channel]

    def _message(self, channel: ChannelId, id_: MessageId) -> Message:
        found = next((one for one in self.messages if one.id == id_ and one.channel == channel), None)
        if found is None:
            raise SendError(Refusal.NO_MESSAGE)
        return found

    def _remembered(self, nonce: str) -> MessageId | None:
        found = self._nonces.get(nonce)
        return found[0] if found and self.clock.real() - found[1] <= NONCE_IS_KNOWN else None
