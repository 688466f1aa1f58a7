"""Bare discord.py that sends cards at a pace, for the bot to be compared with. Told what to send over a pipe."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

AT_ONCE = 8
"""Sends under way at once, as the bot's courier has them."""


class Bare(discord.Client):
    """A client that keeps as little as the bot does."""

    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.dm_messages = True
        super().__init__(
            intents=intents,
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
        )

    async def card(self, channel: int, words: str, number: int) -> None:
        """Send one card of words and two buttons."""
        view: discord.ui.LayoutView = discord.ui.LayoutView(timeout=None)
        row: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow()
        for choice in range(2):
            row.add_item(discord.ui.Button(label=f"Choice {choice}", custom_id=f"bare:{number}:{choice}"))
        view.add_item(discord.ui.Container(discord.ui.TextDisplay(words), row))
        place = self.get_partial_messageable(channel, type=discord.ChannelType.private)
        await place.send(view=view, nonce=f"bare-{number}")

    async def all(self, cards: Mapping[str, str], pace: float) -> None:
        """Send every card, one after another at a pace, some under way at once."""
        under_way: set[asyncio.Task[None]] = set()
        for number, (channel, words) in enumerate(cards.items()):
            while len(under_way) >= AT_ONCE:
                await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            task = asyncio.create_task(self.card(int(channel), words, number))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
            await asyncio.sleep(1 / pace)
        await asyncio.gather(*under_way)


async def main() -> None:
    """Connect and obey."""
    Route.BASE = os.environ["DISCORD_API_BASE"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY"])
    async with Bare() as client:
        running = asyncio.create_task(client.start(os.environ["DISCORD_TOKEN"]))
        while line := await asyncio.to_thread(sys.stdin.readline):
            order = json.loads(line)
            await client.wait_until_ready()
            await client.all(order.get("cards", {}), order.get("pace", 1.0))
            sys.stdout.write(json.dumps({"id": order["id"]}) + "\n")
            sys.stdout.flush()
        await client.close()
        await running


if __name__ == "__main__":
    asyncio.run(main())
