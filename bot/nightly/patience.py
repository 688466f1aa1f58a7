"""What must be written is written, as soon as the database takes it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from bot.errors import NotKeptError

log = logging.getLogger(__name__)

BREATH: Final = 5.0
"""Seconds between two tries: a full disk is not made emptier by asking, and a waiting line in the log is enough."""

T = TypeVar("T")


async def until_kept(writes: Callable[[], Awaitable[T]]) -> T:
    """Do it again and again until the database takes it, and return what came of it."""
    while True:
        try:
            return await writes()
        except NotKeptError as wrong:
            await breathe(wrong)


async def breathe(wrong: NotKeptError) -> None:
    """Say that the database takes nothing, and wait before it is asked again."""
    log.warning("the database takes nothing now, and is asked again in %.0f s: %s", BREATH, wrong)
    await asyncio.sleep(BREATH)
