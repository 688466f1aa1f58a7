"""The courier: everything is said once, in order, at its pace, to whom it is meant."""

import asyncio
import re
from datetime import datetime, timedelta

import pytest

from bot.letters import Note
from bot.nightly.courier import AT_ONCE, Courier
from bot.pace import Pace
from bot.ports import Refusal
from bot.storage import outbox
from bot.storage.database import Transaction
from bot.storage.outbox_row import Deed, State
from tests.nightly.letters import door, passes_by, people, read, says, state_of, writes
from tests.services.house import TALES, House


async def test_each_is_told_in_order_though_many_are_told_at_once(house: House) -> None:
    everybody = await people(house, 5)
    for number in range(4):
        for person in everybody:
            await writes(house, f"{person}/{number}", person)
    await says(house)
    for person in everybody:
        assert read(house, door(person)) == [f"{person}/{number}" for number in range(4)]
    assert all(message.private for message in house.discord.messages)


class Slots(Pace):
    """A pace whose slots the test gives out."""

    def __init__(self, count: int) -> None:
        super().__init__(1)
        self.given = asyncio.Semaphore(count)

    async def slot(self) -> None:
        await self.given.acquire()


async def test_nothing_is_said_without_a_slot_of_the_pace(house: House) -> None:
    await house.silences_the_courier()
    everybody = await people(house, 5)
    for person in everybody:
        await writes(house, f"{person}", person)
    slots = Slots(3)
    house.courier = Courier(house.world, house.discord, slots)
    house.wakes_the_courier()
    while len(house.discord.messages) < 3:
        await house.clock.listen().wait()
    await passes_by(house, hours=1)
    assert len(house.discord.tries) == 3
    for _ in everybody:
        slots.given.release()
    await house.settles()
    assert len(house.discord.messages) == len(everybody)


async def test_slots_come_evenly_to_whoever_asks_and_are_not_saved_up(monkeypatch: pytest.MonkeyPatch) -> None:
    now, slept = [100.0], list[float]()

    async def leaps(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: now[0])
    monkeypatch.setattr(asyncio, "sleep", leaps)
    pace = Pace(4)
    for _ in range(4):
        await pace.slot()
    assert slept == [0.25, 0.5, 0.75]
    now[0] += 10
    for _ in range(2):
        await pace.slot()
    assert slept[3:] == [0.25], "one at once, and the next a slot later"


async def test_only_so_many_are_on_their_way_at_once(house: House) -> None:
    everybody = await people(house, 2 * AT_ONCE)
    house.discord.open.clear()
    for person in everybody:
        await writes(house, f"{person}", person)
    house.clock.stir()
    await house.discord.asked.wait()
    for _ in range(3 * AT_ONCE):
        async with house.transaction() as t:
            await outbox.claimed(t)
    assert house.discord.on_the_way == AT_ONCE
    house.discord.open.set()
    await house.settles()
    assert len(house.discord.messages) == len(everybody)
    assert house.discord.most_on_the_way == AT_ONCE


async def test_while_its_hands_are_full_it_does_not_look_for_more(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = await people(house, 2 * AT_ONCE)
    house.discord.open.clear()
    for person in everybody:
        await writes(house, f"{person}", person)
    house.clock.stir()
    await house.discord.asked.wait()
    for _ in range(3 * AT_ONCE):
        async with house.transaction() as t:
            await outbox.claimed(t)
    assert house.discord.on_the_way == AT_ONCE
    looked = 0
    looks = outbox.next_after

    async def counts(t: Transaction, now: datetime) -> tuple[datetime | None, datetime | None]:
        nonlocal looked
        looked += 1
        return await looks(t, now)

    monkeypatch.setattr(outbox, "next_after", counts)
    for _ in range(5):
        house.clock.stir()
        async with house.transaction() as t:
            await outbox.claimed(t)
    assert looked == 0
    house.discord.open.set()
    await house.settles()
    assert looked > 0
    assert len(house.discord.messages) == len(everybody)


async def test_a_nonce_is_the_install_and_the_row_and_never_longer_than_discord_takes(house: House) -> None:
    row = await writes(house, "one")
    await says(house)
    [one] = house.discord.tries
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9]+", one.nonce)
    assert one.nonce == f"{house.world.install.name}-{row}"
    assert len(f"{house.world.install.name}-{10**15}") <= 25


async def test_a_withdrawal_that_found_no_place_is_tried_again_by_the_next_run(house: House) -> None:
    row = await writes(house, "one")
    await says(house)
    house.discord.refused[TALES] = Refusal.NO_PLACE
    withdrawal = await writes(house, "withdrawal", deed=Deed.WITHDRAW, target=row)
    await says(house)
    assert await state_of(house, withdrawal) == (State.DROPPED, "no-place")
    assert read(house, TALES) == ["one"]
    house.discord.refused.clear()
    await house.silences_the_courier()
    house.courier = Courier(house.world, house.discord, Pace(1_000_000))
    house.wakes_the_courier()
    while read(house, TALES):
        await house.clock.listen().wait()
    await house.settles()
    assert (await state_of(house, withdrawal))[0] is State.SAID


async def test_too_late_it_is_not_said_unless_it_may_have_been_said_already(house: House) -> None:
    late = await writes(house, "late", expires_at=house.now - timedelta(seconds=1))
    just = await writes(house, "just", expires_at=house.now)
    await says(house)
    assert await state_of(house, late) == (State.DROPPED, "too late to matter")
    assert (await state_of(house, just))[0] is State.SAID
    assert read(house, TALES) == ["just"]


async def test_revisions_go_into_the_message_they_mean_and_withdrawals_take_it_away(house: House) -> None:
    [ada] = await people(house, 1)
    row = await writes(house, "one", ada)
    await says(house)
    async with house.transaction() as t:
        await outbox.reword(t, row, Note("other"))
    await writes(house, "revision", ada, deed=Deed.REVISE, target=row)
    await says(house)
    assert read(house, door(ada)) == ["other"]
    posted = await writes(house, "posted")
    await writes(house, "withdrawal", deed=Deed.WITHDRAW, target=posted)
    await says(house)
    assert read(house, TALES) == []


async def test_a_message_that_was_deleted_by_hand_can_be_revised_no_more_and_holds_up_nothing(house: House) -> None:
    [ada] = await people(house, 1)
    row = await writes(house, "one", ada)
    await says(house)
    house.discord.messages.clear()
    revision = await writes(house, "revision", ada, deed=Deed.REVISE, target=row)
    await writes(house, "two", ada)
    await says(house)
    assert await state_of(house, revision) == (State.DROPPED, "the message is gone")
    assert read(house, door(ada)) == ["two"]


async def test_what_belongs_to_something_that_was_never_said_is_not_said_either(house: House) -> None:
    first = await writes(house, "first", expires_at=house.now - timedelta(seconds=1))
    rows = [
        await writes(house, "revision", deed=Deed.REVISE, target=first),
        await writes(house, "withdrawal", deed=Deed.WITHDRAW, target=first),
        await writes(house, "in its thread", target=first, in_thread=True),
    ]
    await says(house)
    assert {await state_of(house, row) for row in rows} == {(State.DROPPED, "what it belongs to was never said")}


async def test_silence_is_passed_on(house: House) -> None:
    await writes(house, "loud")
    await writes(house, "quiet", silent=True)
    await says(house)
    said = {message.letter: message.silent for message in house.discord.messages}
    assert said == {Note("loud"): False, Note("quiet"): True}
