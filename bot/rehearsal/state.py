"""What this Discord holds: users, guilds, channels, messages. In memory, and plain."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

from bot.rehearsal.values import Json

T = TypeVar("T")

DISCORD_EPOCH: Final = datetime(2015, 1, 1, tzinfo=UTC)
NONCE_SECONDS: Final = 300.0
MOST_NONCES: Final = 20_000
MOST_FILE_BYTES: Final = 256 * 1024 * 1024
"""What attachments may come to before the oldest are no longer served."""

TEXT, DIRECT, THREAD = 0, 1, 11
EPHEMERAL, HAS_THREAD, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 5, 1 << 7, 1 << 15


@dataclass(slots=True)
class Habits:
    """What only the rehearsal knows of whoever plays an account: the zone of their clock, and when they usually sleep.

    No `zone` is the zone of whoever looks on. Hours are by that clock, as "23:00"; from a time to the same is never.
    """

    zone: str = ""
    lies_down: str = "23:00"
    rises: str = "07:00"


@dataclass(slots=True)
class User:
    """An account. `dms_open` is whether it takes messages from a bot it shares a guild with."""

    id: int
    name: str
    locale: str = "en-US"
    bot: bool = False
    dms_open: bool = True
    habits: Habits = field(default_factory=Habits)


@dataclass(slots=True)
class Role:
    """A role of one guild; @everyone has the guild's own id."""

    id: int
    name: str
    permissions: int
    position: int
    managed: bool = False


@dataclass(slots=True)
class Member:
    """A user in one guild."""

    user: User
    joined_at: datetime
    role_ids: set[int] = field(default_factory=lambda: set[int]())
    nick: str | None = None


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a channel allows and denies to a role (kind 0) or a member (kind 1)."""

    target_id: int
    kind: int
    allow: int
    deny: int


@dataclass(slots=True)
class Attachment:
    """A file of a message, of `size` bytes. Its `content` is let go of when there are too many."""

    id: int
    filename: str
    content: bytes
    content_type: str
    url: str
    description: str | None = None
    size: int = 0

    def __post_init__(self) -> None:
        self.size = self.size or len(self.content)


@dataclass(frozen=True, slots=True)
class Pinged:
    """Whom a message pings, by id."""

    users: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    everyone: bool = False


@dataclass(slots=True)
class Message:
    """A message. `seen_by` is the only user who sees it, if it is ephemeral."""

    id: int
    channel_id: int
    author: User
    at: datetime
    content: str = ""
    components: list[Json] = field(default_factory=lambda: list[Json]())
    embeds: list[Json] = field(default_factory=lambda: list[Json]())
    attachments: list[Attachment] = field(default_factory=lambda: list[Attachment]())
    flags: int = 0
    kind: int = 0
    edited_at: datetime | None = None
    nonce: str | int | None = None
    seen_by: int | None = None
    reference: Json | None = None
    pinged: Pinged = Pinged()
    interaction: Json | None = None
    """The `interaction_metadata` of a message that answers an interaction."""


@dataclass(slots=True)
class Channel:
    """A text channel, a thread (then with `parent`) or a DM (then with `recipient`)."""

    id: int
    kind: int
    name: str = ""
    guild: "Guild | None" = None
    position: int = 0
    parent: "Channel | None" = None
    recipient: User | None = None
    owner_id: int = 0
    archived: bool = False
    locked: bool = False
    auto_archive_duration: int = 1440
    overwrites: dict[int, Overwrite] = field(default_factory=lambda: dict[int, Overwrite]())
    messages: dict[int, Message] = field(default_factory=lambda: dict[int, Message]())


@dataclass(slots=True)
class Guild:
    """A server."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=lambda: dict[int, Role]())
    members: dict[int, Member] = field(default_factory=lambda: dict[int, Member]())
    channels: dict[int, Channel] = field(default_factory=lambda: dict[int, Channel]())
    """Text channels and threads."""
    locale: str = "en-US"
    unavailable: bool = False
    """Whether Discord has lost sight of it for now."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something the gateway tells. `intent` is the bit that a session must have asked for, 0 for none."""

    name: str
    data: Json
    guild_id: int | None = None
    intent: int = 0


class Changes:
    """Wakes whoever waits for something to become true."""

    def __init__(self) -> None:
        self._changed = asyncio.Event()

    def tell(self) -> None:
        """Say that something changed."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, find: Callable[[], T | None], timeout: float) -> T:  # noqa: ASYNC109 - part of the stage API
        """Return what `find` finds as soon as it is not None. Raises TimeoutError after `timeout` seconds."""
        async with asyncio.timeout(timeout):
            while (found := find()) is None:
                await self._changed.wait()
            return found


def snowflake_at(moment: datetime) -> int:
    """Return the lowest snowflake of a moment."""
    return int((moment - DISCORD_EPOCH) / timedelta(milliseconds=1)) << 22


class State:
    """Everything there is, and who is told of changes."""

    def __init__(self, bot_name: str) -> None:
        self.changes: Final = Changes()
        self.listeners: Final[list[Callable[[Event], None]]] = []
        self.users: Final[dict[int, User]] = {}
        self.guilds: Final[dict[int, Guild]] = {}
        self.channels: Final[dict[int, Channel]] = {}
        self.commands: Final[dict[int, list[Json]]] = {}
        """Application commands by guild id; 0 holds the global ones."""
        self.files: Final[dict[str, Attachment]] = {}
        """Attachments by the path they are served under."""
        self.greeted: Final[set[int]] = set()
        """Users whose DM channel the bot has opened."""
        self.base_url = ""
        self.shards = 1
        self.syncs = 0
        """How often commands were put."""
        self._file_bytes = 0
        self._nonces: Final[dict[tuple[int, str], tuple[float, Message]]] = {}
        self._direct: Final[dict[int, Channel]] = {}
        self._last_id = 0
        self._skipped = 0.0
        self.bot: Final = self.add_user(bot_name, bot=True, age=timedelta(days=400))
        self.application_id: Final = self.bot.id

    def next_id(self) -> int:
        """Return a snowflake greater than all before it."""
        self._last_id = max(self._last_id + 1, snowflake_at(datetime.now(UTC)))
        return self._last_id

    def now(self) -> float:
        """Return seconds of a clock that only goes forward, and that `skip` moves on."""
        return time.monotonic() + self._skipped

    def skip(self, seconds: float) -> None:
        """Let tokens and nonces age by `seconds` at once."""
        self._skipped += seconds

    def tell(self, event: Event) -> None:
        """Tell the gateway, then whoever waits."""
        for listener in self.listeners:
            listener(event)
        self.changes.tell()

    def add_user(self, name: str, *, bot: bool = False, age: timedelta, locale: str = "en-US") -> User:
        """Return a new account that is `age` old, which its id tells."""
        user_id = snowflake_at(datetime.now(UTC) - age)
        while user_id in self.users:
            user_id += 1
        user = User(user_id, name, bot=bot, locale=locale)
        self.users[user_id] = user
        return user

    def direct_channel(self, user: User) -> Channel:
        """Return the DM channel of a user and the bot; there is one, as soon as it is asked for."""
        if user.id not in self._direct:
            channel = Channel(self.next_id(), DIRECT, recipient=user)
            self._direct[user.id] = self.channels[channel.id] = channel
        return self._direct[user.id]

    def keep_file(self, path: str, attachment: Attachment) -> None:
        """Serve an attachment under a path; the oldest go once there are too many bytes."""
        self.files[path] = attachment
        self._file_bytes += attachment.size
        while self._file_bytes > MOST_FILE_BYTES and len(self.files) > 1:
            oldest = self.files.pop(next(iter(self.files)))
            self._file_bytes -= oldest.size
            oldest.content = b""

    def shares_guild(self, user: User) -> bool:
        """Whether the bot and a user have a guild in common."""
        return any(user.id in guild.members and self.bot.id in guild.members for guild in self.guilds.values())

    def said_before(self, author: User, nonce: str | int) -> Message | None:
        """Return the message an author sent with this nonce in the past minutes."""
        since, message = self._nonces.get((author.id, str(nonce)), (0.0, None))
        return message if message is not None and self.now() - since < NONCE_SECONDS else None

    def remember_nonce(self, message: Message) -> None:
        """Keep the nonce of a message that is to be sent once only; of too many, those that count no more go."""
        if len(self._nonces) >= MOST_NONCES:
            old = [key for key, (since, _) in self._nonces.items() if self.now() - since >= NONCE_SECONDS]
            for key in old:
                del self._nonces[key]
        self._nonces[message.author.id, str(message.nonce)] = (self.now(), message)
