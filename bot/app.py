"""The one place where everything is built and joined."""

import asyncio
import contextlib
import importlib
import logging
import secrets
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, cast

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.art.drawing import Drawing, read
from bot.art.postcard import View, read_view
from bot.art.shelf import Shelf
from bot.client import DreamsClient
from bot.clock import Clock, Setting
from bot.config import ConfigError, Settings
from bot.content.mistakes import PackError
from bot.content.prove import ready
from bot.errors import NotKeptError
from bot.ids import DreamerId, EncounterId, GuildId
from bot.nightly.almanac import Almanac
from bot.nightly.courier import Courier
from bot.pace import Pace
from bot.phrases import Phrases
from bot.ports import Census, Doorbell, Sender
from bot.services import Services, build_services
from bot.services.studio import Studio
from bot.services.world import World
from bot.storage.database import StorageError, open_database
from bot.storage.due import Occasion
from bot.storage.install import settle_in

log = logging.getLogger(__name__)

SERVERS_KNOWN_WITHIN: Final = 8.0
"""Seconds; a bot of ten thousand servers was told all of them within three."""

STOPS_WITHIN: Final = 1.0
"""Seconds for what is under way to be finished, so that a process asked to end ends within two."""


class Ports(Sender, Census, Doorbell):
    """What `cogs.post` answers."""


def data_folder() -> Path:
    """Return the shipped data: beside the packages in a checkout, inside `bot` in a wheel."""
    here = Path(__file__).parent
    return next(folder for folder in (here / "data", here.parent / "data") if folder.is_dir())


class App:
    """A bot, built and ready to run."""

    def __init__(self, client: DreamsClient, almanac: Almanac) -> None:
        self.client: Final = client
        self.almanac: Final = almanac

    async def run(self, token: str) -> None:
        """Run until cancelled or told to stop by a signal; raises discord.LoginFailure for a refused token."""
        loop = asyncio.get_running_loop()
        stopped = asyncio.Event()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, stopped.set)
        tasks: list[asyncio.Task[object]] = [
            asyncio.create_task(self._connect(token), name="discord"),
            asyncio.create_task(stopped.wait(), name="signal"),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                _raise_of(task)
        finally:
            await self._stop(tasks)

    async def _connect(self, token: str) -> object:
        """Log in first, so that nothing is begun for a token that Discord refuses; then run all parts as one.

        What is sent begins once Discord has told which servers the bot is in: it may have been removed meanwhile. For a
        gateway that says nothing no night waits long.
        """
        await self.client.login(token)
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self._stay_connected(), name="gateway")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SERVERS_KNOWN_WITHIN):
                    await self.client.servers_known.wait()
            parts.create_task(self.client.courier.run(), name="courier")
            parts.create_task(self.almanac.run(), name="almanac")

    async def _stay_connected(self) -> None:
        try:
            await self.client.connect()
        except AttributeError as wrong:
            # Where its very first connection fails, discord.py asks the socket it has not got where it was.
            if getattr(self.client, "ws", None) is not None:
                raise
            raise discord.GatewayNotFound from wrong

    async def _stop(self, tasks: list[asyncio.Task[object]]) -> None:
        for task in tasks:
            task.cancel()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOPS_WITHIN):
                await asyncio.gather(*tasks, return_exceptions=True)
                await self.client.courier.finish()
                await self.client.close()


@asynccontextmanager
async def build(settings: Settings, clock: Clock) -> AsyncGenerator[App]:
    """Build everything from the settings; raises PackError, StorageError, NotKeptError, ConfigError."""
    pack = ready(data_folder() / "packs" / "default")
    phrases = Phrases(data_folder() / "phrases")
    point_at(settings)
    views = views_in(data_folder() / "postcards")
    drawings = drawings_in(data_folder() / "marks")
    studio = Studio(drawings, views)
    database = await open_database(settings.db)
    try:
        async with database.transaction() as t:
            install = await settle_in(t, secrets.token_hex(4), secrets.token_hex(32))
        world = World(database, clock, pack, install, settings.pace, frozenset(views), frozenset(drawings))
        client = DreamsClient(phrases)
        pace = Pace(settings.pace)
        post = cast("Callable[[DreamsClient, Pace], Ports]", importlib.import_module("cogs.post").Post)(client, pace)
        client.services = build_services(world, post, post, studio)
        client.courier = Courier(world, post, pace)
        yield App(client, Almanac(world, _handlers(client.services)))
    finally:
        studio.close()
        await database.close()


def drawings_in(folder: Path) -> Mapping[str, Drawing]:
    """Return the drawing of every motif that has one, by its name."""
    return Shelf(folder, read)


def views_in(folder: Path) -> Mapping[str, View]:
    """Return the view of every country that has one, by its name."""
    return Shelf(folder, read_view)


def clock_of(settings: Settings) -> Clock:
    """Return the clock the settings ask for."""
    if settings.clock is None:
        return Clock()
    return Clock(Setting.read(settings.clock, datetime.now(UTC)))


def point_at(settings: Settings) -> None:
    """Point discord.py at Discord, or at whatever stands in its place; raises ConfigError."""
    Route.BASE = settings.api_base.rstrip("/")
    if settings.gateway is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway)


def _raise_of(task: asyncio.Task[object]) -> None:
    """Raise what ended a task: of several, what came first."""
    wrong = task.exception()
    while isinstance(wrong, BaseExceptionGroup):
        wrong = cast("BaseExceptionGroup[BaseException]", wrong).exceptions[0]
    if wrong is not None:
        raise wrong


def _handlers(services: Services) -> dict[Occasion, Callable[[int], Awaitable[None]]]:
    return {
        Occasion.BEDTIME: lambda subject: services.nights.bedtime(DreamerId(subject)),
        Occasion.WAKING: lambda subject: services.nights.waking(DreamerId(subject)),
        Occasion.CLOSE: lambda subject: services.nights.close(EncounterId(subject)),
        Occasion.RESUME: lambda subject: services.enrol.resume(DreamerId(subject)),
        Occasion.ERASE: lambda subject: services.erasing.gone_for_long(GuildId(subject)),
        Occasion.DOOR: lambda subject: services.doors.evening(GuildId(subject)),
        Occasion.PAIRING: lambda subject: services.pairing.batch(GuildId(subject)),
    }


def sentence_for(wrong: BaseException) -> tuple[int, str] | None:
    """Return the exit code and the sentence for an error that a self-hoster can mend; None for a bug."""
    match wrong:
        case discord.LoginFailure():
            return 2, "Discord refused DISCORD_TOKEN: copy the bot's token again from the developer portal."
        case aiohttp.ClientError() | TimeoutError() | discord.GatewayNotFound() | discord.DiscordServerError():
            return 3, f"Discord cannot be reached at {Route.BASE}: check the network, then start again."
        case NotKeptError():
            return 4, f"The database takes nothing now: {wrong}. Make room, or end what writes to it; then start again."
        case ConfigError() | StorageError():
            return 1, str(wrong)
        case PackError():
            return 1, f"The pack cannot be used:\n{wrong}"
        case _:
            return None
