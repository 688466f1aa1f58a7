"""discord.py pointed at a local Discord, and back again."""

from collections.abc import Generator
from contextlib import contextmanager

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.rehearsal import LocalDiscord


@contextmanager
def pointed_at(discord: LocalDiscord) -> Generator[None]:
    """Point discord.py at `discord` in this process."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = discord.api_base, yarl.URL(discord.gateway)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway
