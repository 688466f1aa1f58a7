"""The disk is full, or another program holds the file, for stretches of minutes in simulated nights."""

import asyncio
import errno
import os
import random
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Final

from tests.services.house import House
from tests.soak.counting import count
from tests.soak.lasting import Lasting, lasting
from tests.soak.people import PEOPLE
from tests.storage.trouble import held, no_more_pages, no_room, pages_again

NIGHTS: Final = 4
STEP: Final = 20
"""Minutes between two looks at the telephones."""
LASTS: Final = 60
"""Seconds by the clock outside; twelve times as long as who is refused waits."""
AN_ANSWER: Final = 0.3
"""Seconds in which who is refused was told so; whoever waits for what they did to be written down waits on."""
OFTEN: Final = 0.45

Trouble = Callable[[House], AbstractAsyncContextManager[None]]


def _held(house: House) -> AbstractAsyncContextManager[None]:
    return held(house.path)


def _refused(_: House) -> AbstractAsyncContextManager[None]:
    return no_room()


@asynccontextmanager
async def _no_pages(house: House) -> AsyncGenerator[None]:
    await no_more_pages(house.world.database)
    try:
        yield
    finally:
        await pages_again(house.world.database)


@asynccontextmanager
async def _ballast(house: House) -> AsyncGenerator[None]:
    """Fill the small disk to its last byte with something that is not ours."""
    heavy = house.path.with_name("ballast")
    with heavy.open("wb", buffering=0) as file:
        for size in (65_536, 512, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError as full:
                if full.errno != errno.ENOSPC:
                    raise
    try:
        yield
    finally:
        heavy.unlink()


FULL: Final[dict[str, Trouble]] = {"no page left": _no_pages, "writes refused": _refused}
ON_A_SMALL_DISK: Final[dict[str, Trouble]] = {"disk full": _ballast}
HELD: Final[dict[str, Trouble]] = {"held": _held}


async def one_server(
    home: Path, chance: random.Random, troubles: dict[str, Trouble], nights: int = NIGHTS
) -> Counter[str]:
    """Let a server dream for some nights, with a file that takes nothing now and then."""
    found = Counter[str]()
    async with lasting(home) as play:
        for name, hours in PEOPLE:
            await play.house.joins(name, hours)
        for _ in range(nights * 24 * 60 // STEP):
            if chance.random() < OFTEN:
                kind = chance.choice(sorted(troubles))
                found[kind] += 1
                await _trouble(play, chance, troubles[kind], found)
            else:
                await play.passes(STEP)
            await _answers(play, chance, found)
        await play.passes(60)
        found += play.pressed
        found += count(play.house, nights)
    return found


async def _trouble(play: Lasting, chance: random.Random, trouble: Trouble, found: Counter[str]) -> None:
    """For some minutes the file takes nothing; who is refused presses again afterwards, and it counts."""
    async with trouble(play.house):
        play.turn(chance.randint(1, STEP))
        pressing = {
            person: asyncio.create_task(play.presses(person, chance.randrange(3)))
            for person in play.house.joined
            if play.house.asked(person)
        }
        await play.lasts(LASTS)
        if pressing:
            await asyncio.wait(pressing.values(), timeout=AN_ANSWER)
    await play.rests()
    for person, press in pressing.items():
        if not await press:
            found["presses refused"] += 1
            found["clicks lost"] += not await play.presses(person, chance.randrange(3))


async def _answers(play: Lasting, chance: random.Random, found: Counter[str]) -> None:
    for person in play.house.joined:
        if play.house.asked(person) and chance.random() < 0.2:
            found["presses"] += 1
            found["clicks lost"] += not await play.presses(person, chance.randrange(3))


def small_disk(folder: Path | None) -> bool:
    """Whether a folder stands on a disk small enough to be filled."""
    if folder is None:
        return False
    free = os.statvfs(folder)
    return free.f_bavail * free.f_frsize < 64 * 2**20
