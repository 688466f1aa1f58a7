"""The discord.py client: its intents, its cogs, and what they find on it."""

from collections.abc import Awaitable, Callable
from typing import Final

import discord
from discord.ext import commands

from bot.nightly.courier import Courier
from bot.phrases import Phrases
from bot.services import Services

COGS: Final = (
    "cogs.answers",
    "cogs.moderators",
    "cogs.setup",
    "cogs.soulmark",
    "cogs.sleep",
    "cogs.bed",
    "cogs.dreams",
    "cogs.hands",
    "cogs.ways_out",
    "cogs.readings",
    "cogs.privacy",
)


class DreamsClient(commands.Bot):
    """Holds what cogs use. `services` and `courier` are set by `app.build` before the client starts."""

    services: Services
    courier: Courier

    def __init__(self, phrases: Phrases) -> None:
        # No voice is used here, and its warnings would be the first thing a self-hoster reads.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
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
        self.phrases: Final = phrases
        self.handlers: Final[dict[str, Callable[..., Awaitable[None]]]] = {}
        """What answers a press, by its action."""
        self.answering: int = 0
        """Presses being answered now."""

    async def setup_hook(self) -> None:
        """Load the cogs and tell Discord which commands there are."""
        for cog in COGS:
            await self.load_extension(cog)
        await self.tree.sync()
