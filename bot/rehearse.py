"""The rehearsal with its page: a local Discord, the bot as a process, a sky, and a browser that shows it all."""

import asyncio
import os
import signal
import sys
import tempfile
import webbrowser
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.rehearsal import LocalDiscord, Shown, keeping
from bot.rehearsal.page import Diary, Page, Step
from bot.rehearsal.process import BotProcess
from bot.rehearsal.sky import Sky
from bot.rehearsal.views import Message

EVENING: Final = 18
"""The hour at which a rehearsal begins, today and where it is played."""
KEPT_AS: Final = ".discord.json"
"""What stands behind the database's name where the rest of a kept rehearsal is."""
KEEP_EVERY: Final = 5.0
"""Seconds between two times a kept rehearsal is written down."""
NIGHT_ON_A_PHONE: Final = 3
"""How many messages of dreams a phone has, at least, after a night that was answered."""

Say = Callable[[str], object]


class KeptError(Exception):
    """A kept rehearsal cannot be continued; the message says why."""


def _ids(shown: Shown, action: str) -> bool:
    return any(
        str(component.get("custom_id", "")).partition("#")[0].partition(":")[0] == action
        for component in shown.components
    )


def _seen(discord: LocalDiscord) -> list[list[Message]]:
    """Return the messages of every channel, ephemeral ones too."""
    rooms = [discord.channel(channel) for channel in list(discord.state.channels)]
    return [[room.view(message) for message in room.record.messages.values()] for room in rooms]


def _open_door(discord: LocalDiscord) -> bool:
    return any(_ids(each, "setstory") and not _ids(each, "setopen") for room in _seen(discord) for each in room)


def _two_dream(discord: LocalDiscord) -> bool:
    direct = [channel for channel in discord.state.channels.values() if channel.recipient is not None]
    return sum(1 for each in direct if any(message.author.bot for message in each.messages.values())) > 1


def _a_night(discord: LocalDiscord) -> bool:
    return any(sum(1 for each in room if _ids(each, "out")) >= NIGHT_ON_A_PHONE for room in _seen(discord))


STEPS: Final = (
    Step("In the server, as the Moderator: /dreams setup. Choose both channels, open the door.", _open_door),
    Step("On both phones, in #tales: /soulmark. Join, close your eyes, say when you sleep.", _two_dream),
    Step("Jump until a dream arrives. Answer it on the phones, then jump to the morning.", _a_night),
)


class Rehearsal:
    """A rehearsal that is on: the Discord, the sky over it, and the page's address."""

    def __init__(self, discord: LocalDiscord, sky: Sky, page: Page) -> None:
        self.discord: Final = discord
        self.sky: Final = sky
        self.page: Final = page

    @property
    def address(self) -> str:
        """Where the page is."""
        return self.page.address


@asynccontextmanager
async def rehearsal(home: Path, *, keep: Path | None = None, port: int = 0) -> AsyncGenerator[Rehearsal]:
    """Set everything up, the bot still coming up when this returns; end it all cleanly.

    `home` is a folder for what is not kept. Raises KeptError where `keep` cannot be continued.
    """
    async with LocalDiscord() as discord:
        notes = _continue(discord, keep) if keep is not None else {}
        phones = [int(each) for each in notes.pop("phones", "").split()] or _found(discord)
        now = notes.pop("now", "")
        dream = datetime.fromisoformat(now) if now else _evening()
        sky = Sky(discord, _maker(discord, home, keep), dream)
        diary = Diary(lambda: sky.now)
        diary.times.update({int(message): time for message, time in notes.items()})
        async with Page(discord, sky, steps=STEPS, phones=phones, diary=diary, port=port) as page:
            waking = asyncio.create_task(_wake(sky))
            keeper = asyncio.create_task(_keep_writing(discord, sky, diary, phones, keep, waking)) if keep else None
            try:
                yield Rehearsal(discord, sky, page)
            finally:
                for task in filter(None, (waking, keeper)):
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task
                await sky.end()
                if keep is not None:
                    _write(discord, sky, diary, phones, keep)


async def _wake(sky: Sky) -> None:
    # A bot that does not come up is seen on the page, with its log; there it can be started again.
    with suppress(TimeoutError):
        await sky.start()


def _evening() -> datetime:
    here = datetime.now().astimezone()
    return here.replace(hour=EVENING, minute=0, second=0, microsecond=0).astimezone(UTC)


def _found(discord: LocalDiscord) -> list[int]:
    """Found the server; returns whose phones are shown."""
    harbour = discord.founds("Harbour", owner="Moderator")
    harbour.opens_channel("tales")
    desk = harbour.opens_channel("desk")
    desk.forbids("view_channel", to=harbour.record.roles[harbour.id])
    desk.allows("view_channel", "send_messages", "read_message_history")
    return [harbour.welcomes(name).id for name in ("Ada", "Bo")]


def _maker(discord: LocalDiscord, home: Path, keep: Path | None) -> Callable[[str], BotProcess]:
    environment = {
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_BASE": discord.api_base,
        "DISCORD_GATEWAY": discord.gateway,
        "DREAMS_DB": str((keep or home / "dreams.db").absolute()),
        "DREAMS_PACE": "45",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    return lambda clock: BotProcess({**environment, "DREAMS_CLOCK": clock}, cwd=home)


def _beside(keep: Path) -> Path:
    return keep.with_name(keep.name + KEPT_AS)


def _continue(discord: LocalDiscord, keep: Path) -> dict[str, str]:
    """Read what was kept, if anything was; returns the notes."""
    world = _beside(keep)
    if not keep.absolute().parent.is_dir():
        raise KeptError(f"There is no folder {keep.absolute().parent} to keep the rehearsal in.")
    if keep.exists() != world.exists():
        there, gone = (keep, world) if keep.exists() else (world, keep)
        raise KeptError(f"{there} is there and {gone} is not: only both together can be continued.")
    if not world.exists():
        return {}
    try:
        return keeping.read(discord, world.read_text(encoding="utf-8"))
    except ValueError as wrong:
        raise KeptError(f"{world} cannot be read: {wrong}") from wrong


async def _keep_writing(
    discord: LocalDiscord, sky: Sky, diary: Diary, phones: list[int], keep: Path, waking: asyncio.Task[None]
) -> None:
    """Write it down again and again, from when the bot has made its database on: one without the other is no use."""
    await asyncio.wait([waking])
    while True:
        _write(discord, sky, diary, phones, keep)
        await asyncio.sleep(KEEP_EVERY)


def _write(discord: LocalDiscord, sky: Sky, diary: Diary, phones: list[int], keep: Path) -> None:
    if not keep.exists():
        return
    notes = {str(message): time for message, time in diary.times.items()}
    notes |= {"now": sky.now.isoformat(), "phones": " ".join(map(str, phones))}
    world = _beside(keep)
    fresh = world.with_name(world.name + ".new")
    fresh.write_text(keeping.written(discord, notes), encoding="utf-8")
    fresh.replace(world)


async def play(say: Say, *, keep: Path | None = None, port: int = 0, browser: bool = True) -> int:
    """Rehearse until told to stop by a signal; returns the exit code."""
    stopped = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stopped.set)
    with tempfile.TemporaryDirectory(prefix="dreams-") as home:
        try:
            async with rehearsal(Path(home), keep=keep, port=port) as on:
                say(f"The rehearsal is at {on.address} (Ctrl-C ends it)")
                if browser and _has_a_screen():
                    await asyncio.to_thread(webbrowser.open, on.address)
                await stopped.wait()
        except KeptError as wrong:
            say(str(wrong))
            return 1
        except OSError as wrong:
            say(f"The page cannot be served at port {port}: {wrong.strerror or wrong}")
            return 1
    return 0


def _has_a_screen() -> bool:
    """Whether a browser would open beside this terminal, and not in it."""
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
