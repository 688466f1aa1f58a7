"""The discord.py client: its intents, its cogs, and what they find on it."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, Literal

import discord
from discord.backoff import ExponentialBackoff
from discord.ext import commands
from discord.http import HTTPClient

from bot.nightly.courier import Courier
from bot.nightly.patience import until_kept
from bot.phrases import Phrases
from bot.services import Services

COGS: Final = (
    "cogs.servers",
    "cogs.answers",
    "cogs.moderators",
    "cogs.setup",
    "cogs.setup_door",
    "cogs.soulmark",
    "cogs.soulmate",
    "cogs.wrists",
    "cogs.wall",
    "cogs.sleep",
    "cogs.bed",
    "cogs.journal",
    "cogs.door",
    "cogs.dreams",
    "cogs.hands",
    "cogs.ways_out",
    "cogs.readings",
    "cogs.friends",
    "cogs.privacy",
)


MOST_DRAFTS: Final = 500
"""What was refused and is not sent again is forgotten, the oldest first; a restart forgets all of it."""


class Drafts:
    """What members filled into forms that were refused, so that they need not type it again. In memory only."""

    def __init__(self) -> None:
        self._kept: Final[OrderedDict[tuple[int, str], Mapping[str, str]]] = OrderedDict()

    def keep(self, user: int, form: str, fields: Mapping[str, str]) -> None:
        """Keep what somebody filled in; `form` is the form's `custom_id`."""
        self._kept[user, form] = dict(fields)
        self._kept.move_to_end((user, form))
        if len(self._kept) > MOST_DRAFTS:
            self._kept.popitem(last=False)

    def of(self, user: int, form: str) -> Mapping[str, str]:
        """Return what somebody filled in before it was refused; nothing where it was not."""
        return self._kept.get((user, form), {})

    def forget(self, user: int) -> None:
        """Forget all that somebody filled in: they deleted themselves."""
        for key in [key for key in self._kept if key[0] == user]:
            del self._kept[key]

    def drop(self, user: int, form: str) -> None:
        """Forget it: it was taken."""
        self._kept.pop((user, form), None)


FEWEST_BUCKETS: Final = 256
"""Below this many nothing is dropped; discord.py's own number."""


class Buckets:
    """discord.py's rate-limit buckets, one for each channel written to and server asked, dropped in its place.

    By itself it keeps each for five minutes and, above 256, looks at all of them for every new one. Here those that
    hold nobody back are dropped, and only once there are twice as many as were left the last time: as many stay as
    have an open window, twice over, and what a message costs does not depend on how many channels there are.
    """

    def __init__(self, http: HTTPClient) -> None:
        self._kept: Final = http._buckets  # pyright: ignore[reportPrivateUsage]  # held by test_buckets
        self._drop_at = FEWEST_BUCKETS
        http._try_clear_expired_ratelimits = self.drop_idle  # pyright: ignore[reportPrivateUsage]  # as above

    def drop_idle(self) -> None:
        """Called by discord.py after each new bucket, which is the last."""
        if len(self._kept) < self._drop_at:
            return
        # Whoever still waits in one that is dropped holds on to it; the newest is not used yet.
        *others, _ = self._kept.items()
        for key, bucket in others:
            if bucket.outgoing == 0 and (bucket.expires is None or bucket.is_expired()):
                del self._kept[key]
        self._drop_at = max(FEWEST_BUCKETS, 2 * len(self._kept))


class Backoff(ExponentialBackoff[Literal[False]]):
    """How long discord.py waits before it connects again: half a minute to four after a long outage, not seventeen.

    Shorter would in a day of outage spend the 1,000 IDENTIFY a day.
    """

    def __init__(self, base: int = 1, *, integral: Literal[False] = False) -> None:
        super().__init__(base, integral=integral)
        self._max = 8
        # After a calm longer than the longest wait the first one is short again; by itself it takes 34 minutes.
        self._reset_time = 300


class DreamsClient(commands.Bot):
    """Holds what cogs use. `services` and `courier` are set by `app.build` before the client starts."""

    services: Services
    courier: Courier

    def __init__(self, phrases: Phrases) -> None:
        # No voice is used here, and its warnings would be the first thing a self-hoster reads.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        discord.client.ExponentialBackoff = Backoff  # pyright: ignore[reportPrivateImportUsage]  # no other way in
        intents = discord.Intents.none()
        intents.guilds = True
        intents.dm_messages = True
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
        )
        Buckets(self.http)
        self.phrases: Final = phrases
        self.handlers: Final[dict[str, Callable[..., Awaitable[None]]]] = {}
        """What answers a press, by its action."""
        self.drafts: Final = Drafts()
        self.servers_known: Final = asyncio.Event()
        """Set once it is known which servers the bot is in: before, nothing is to be sent."""
        self.answering: int = 0
        """Presses being answered now."""

    async def until_kept(self, writes: Callable[[], Awaitable[None]]) -> None:
        """Do what Discord tells once only again and again, until the database takes it."""
        await until_kept(writes)

    async def setup_hook(self) -> None:
        """Load the cogs and tell Discord which commands there are."""
        for cog in COGS:
            await self.load_extension(cog)
        await self.tree.sync()
