"""Letters for the courier, and what became of them."""

from datetime import datetime
from typing import TypedDict, Unpack

from bot.ids import ChannelId, DreamerId, RowId
from bot.letters import Note
from bot.storage import outbox
from bot.storage.outbox_row import Deed, Item, State
from tests.services.house import TALES, House
from tests.storage.rows import add


async def people(house: House, count: int) -> list[DreamerId]:
    async with house.transaction() as t:
        return [await add(t, user) for user in range(1, count + 1)]


def door(person: DreamerId) -> ChannelId:
    return ChannelId(9_000 + person)


class More(TypedDict, total=False):
    deed: Deed
    target: RowId
    in_thread: bool
    silent: bool
    expires_at: datetime
    clicked_at: datetime


async def writes(house: House, key: str, to: DreamerId | None = None, **more: Unpack[More]) -> RowId:
    item = Item(key, Note(key), house.now, dreamer=to, channel=None if to else TALES, **more)
    async with house.transaction() as t:
        row = await outbox.post(t, item)
    assert row is not None
    return row


async def says(house: House) -> None:
    """The courier says what it can, without waiting for what is put off."""
    house.clock.stir()
    await house.settles()


async def says_in_the_end(house: House, minutes: int = 30) -> None:
    """Time enough passes outside for whatever was put off."""
    await says(house)
    for _ in range(minutes):
        house.clock.passes_outside(minutes=1)
        await house.settles()


def read(house: House, channel: ChannelId) -> list[str]:
    return [message.letter.phrase for message in house.discord.in_channel(channel) if isinstance(message.letter, Note)]


async def state_of(house: House, row: RowId) -> tuple[State, str | None]:
    found = house.rows("SELECT state, why FROM outbox WHERE id = :id", id=row)[0]
    return State(str(found["state"])), None if found["why"] is None else str(found["why"])


async def passes_by(house: House, hours: int) -> None:
    """Hours pass, in which the courier has its turn again and again."""
    for _ in range(10 * hours):
        house.clock.passes_outside(minutes=6)
        async with house.transaction() as t:
            await outbox.claimed(t)
