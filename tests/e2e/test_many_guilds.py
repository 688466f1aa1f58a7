"""A bot in many servers begins its nights when it is logged in: it waits for no server, and for no gateway."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import discord

from bot.app import App, build, clock_of
from bot.config import Settings
from bot.rehearsal import Channel, Guild, LocalDiscord, Member
from tests.bench.thousand import OFFER, enrol, phones, settle
from tests.cogs.pointing import pointed_at

GUILDS = 300
DREAMERS = 5
"""How many of the servers have a dreamer: enough to see that nights are dreamt, few enough not to wait for the pace."""

Towns = list[tuple[Guild, Channel, list[Member]]]


@asynccontextmanager
async def running(local: LocalDiscord, home: Path, towns: Towns, gateway: str = "") -> AsyncGenerator[App]:
    """The bot, in this process, on the evening when all of `towns` are offered a dream."""
    await enrol(home / "dreams.db", towns, 45)
    settings = Settings.model_validate(
        {
            "DISCORD_TOKEN": local.token,
            "DISCORD_API_BASE": local.api_base,
            "DISCORD_GATEWAY": gateway or local.gateway,
            "DREAMS_DB": str(home / "dreams.db"),
            "DREAMS_PACE": 45,
            "DREAMS_CLOCK": f"{OFFER.isoformat()}@1",
        }
    )
    with pointed_at(local):
        async with build(settings, clock_of(settings)) as app:
            task = asyncio.create_task(app.run(local.token))
            try:
                yield app
            finally:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task


async def all_dream(local: LocalDiscord, towns: Towns) -> None:
    """Wait until everybody has their dream."""
    await local.state.changes.until(lambda: all(phone.messages for phone in phones(towns)) or None, 60)


async def test_nights_begin_though_no_server_has_come_yet(tmp_path: Path) -> None:
    async with LocalDiscord() as local:
        towns = settle(local, DREAMERS, 1) + settle(local, GUILDS - DREAMERS, 0)
        for guild, _, _ in towns:
            guild.goes_dark()
        async with running(local, tmp_path, towns) as app:
            await local.bot_ready(60)
            await all_dream(local, towns)
            client = app.client
            assert [guild for guild in client.guilds if not guild.unavailable] == []
            come = {guild.id: asyncio.Event() for guild, _, _ in towns}

            async def on_guild_available(guild: discord.Guild) -> None:
                come[guild.id].set()

            # One that comes after `on_ready` is told as available, one before as nothing: so it is waited for.
            await client.wait_until_ready()
            client.event(on_guild_available)
            for guild, _, _ in towns:
                guild.comes_to_light()
            await asyncio.gather(*(event.wait() for event in come.values()))
            assert len(client.guilds) == GUILDS
            # What each costs is kept small: no members but itself, no messages.
            assert client.intents == discord.Intents(guilds=True, dm_messages=True)
            assert [guild for guild in client.guilds if list(guild.members) not in ([], [guild.me])] == []
            assert list(client.cached_messages) == []


async def test_nights_begin_though_the_gateway_is_silent(tmp_path: Path) -> None:
    asked = asyncio.Event()

    async def says_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(says_nothing, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    async with LocalDiscord() as local:
        towns = settle(local, DREAMERS, 1)
        async with running(local, tmp_path, towns, f"ws://127.0.0.1:{port}/gateway") as app:
            await all_dream(local, towns)
            await asked.wait()
            assert not app.client.is_ready()
    silent.close()
    await silent.wait_closed()
