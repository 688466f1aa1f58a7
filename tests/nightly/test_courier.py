"""The courier: everything is said once, in order, at its pace, whatever Discord makes of it."""

import asyncio
import re
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypedDict, Unpack

import pytest

from bot.ids import ChannelId, DreamerId, MessageId, RowId
from bot.letters import Note
from bot.nightly.courier import AT_ONCE, LONGEST_BACKOFF, Courier
from bot.pace import Pace
from bot.ports import Refusal
from bot.storage import outbox
from bot.storage.outbox_row import Deed, Item, State
from tests.services.house import TALES, House
from tests.services.ports import Fate
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


async def test_what_is_still_on_its_way_after_a_long_time_is_not_said_a_second_time(house: House) -> None:
    """discord.py may wait for minutes at a limit; that is not a claim that was lost."""
    row = await writes(house, "slow")
    house.discord.open.clear()
    house.clock.stir()
    await house.discord.asked.wait()
    await passes_by(house, hours=1)
    house.discord.open.set()
    await house.settles()
    assert read(house, TALES) == ["slow"]
    assert [one.row for one in house.discord.tries] == [row]
    assert house.discord.looked_for == []


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


async def test_a_nonce_is_the_install_and_the_row_and_never_longer_than_discord_takes(house: House) -> None:
    row = await writes(house, "one")
    await says(house)
    [one] = house.discord.tries
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9]+", one.nonce)
    assert one.nonce == f"{house.world.install.name}-{row}"
    assert len(f"{house.world.install.name}-{10**15}") <= 25


@pytest.mark.parametrize("fate", Fate)
@pytest.mark.parametrize("minutes", [0, 30])
async def test_when_the_answer_is_lost_it_is_said_once_all_the_same(house: House, fate: Fate, minutes: int) -> None:
    """Within the nonce's minutes Discord knows it again; later it is looked for first."""
    row = await writes(house, "one")
    house.discord.fates.append(fate)
    await says(house)
    assert (await state_of(house, row))[0] is State.UNSURE
    house.clock.outside += timedelta(minutes=minutes)
    await says_in_the_end(house, minutes=2)
    assert read(house, TALES) == ["one"]
    assert (await state_of(house, row))[0] is State.SAID
    assert house.discord.looked_for == ([row] if minutes else [])
    assert len({one.nonce for one in house.discord.tries}) == 1


@pytest.mark.parametrize("was_said", ["said", "not said"])
@pytest.mark.parametrize("minutes", [0, 30])
async def test_what_was_under_way_when_the_process_ended_is_looked_after_first(
    house: House, was_said: str, minutes: int
) -> None:
    await house.silences_the_courier()
    row = await writes(house, "one")
    async with house.transaction() as t:
        claimed = await outbox.claim(t, house.now, house.clock.real())
    assert claimed is not None
    if was_said == "said":
        nonce = f"{house.world.install.name}-{row}"
        await house.discord.send(TALES, claimed.letter, row, nonce, private=False, silent=False)
    house.clock.outside += timedelta(minutes=minutes)
    house.courier = Courier(house.world, house.discord, Pace(1_000_000))
    house.wakes_the_courier()
    await says_in_the_end(house, minutes=2)
    assert read(house, TALES) == ["one"]
    assert (await state_of(house, row))[0] is State.SAID


@pytest.mark.parametrize("arrived", [True, False])
async def test_what_a_click_should_have_brought_is_looked_for_before_it_is_said_by_message(
    house: House, *, arrived: bool
) -> None:
    """A webhook's answer has no nonce, however few minutes have passed."""
    [ada] = await people(house, 1)
    row = await writes(house, "clicked", ada, clicked_at=house.clock.real())
    if arrived:
        house.discord.stands(door(ada), Note("clicked"), row, private=True, silent=False)
    await house.courier.undelivered(row)
    await says_in_the_end(house, minutes=2)
    assert house.discord.looked_for == [row]
    assert read(house, door(ada)) == ["clicked"]
    assert (await state_of(house, row))[0] is State.SAID


async def test_a_click_whose_answer_was_never_heard_of_again_is_looked_after_some_minutes_later(house: House) -> None:
    [ada] = await people(house, 1)
    row = await writes(house, "clicked", ada, clicked_at=house.clock.real())
    await writes(house, "later", ada)
    house.clock.passes_outside(minutes=4)
    for _ in range(5):
        async with house.transaction() as t:
            assert await outbox.claimed(t) == 1, "its interaction may still bring it"
    house.clock.passes_outside(minutes=2)
    await house.settles()
    assert read(house, door(ada)) == ["clicked", "later"]
    assert house.discord.looked_for == [row]


async def test_what_discord_does_not_take_is_tried_again_ever_more_slowly_and_in_order(house: House) -> None:
    [ada] = await people(house, 1)
    await writes(house, "one", ada)
    await writes(house, "two", ada)
    house.discord.fates.extend([Refusal.BUSY] * 8)
    for _ in range(600):
        house.clock.passes_outside(seconds=1)
        await house.settles()
    assert read(house, door(ada)) == ["one", "two"]
    at = [one.at for one in house.discord.tries][:9]
    waits = [(later - sooner).total_seconds() for sooner, later in pairwise(at)]
    assert waits == sorted(waits)
    assert waits[0] < 5
    assert 30 <= waits[-1] <= 2 * LONGEST_BACKOFF
    assert house.discord.looked_for == [], "it surely was not said"


async def test_one_who_waits_for_discord_holds_up_nobody_else(house: House) -> None:
    ada, bo = await people(house, 2)
    await writes(house, "ada", ada)
    house.discord.refused[door(ada)] = Refusal.BUSY
    await says(house)
    await writes(house, "bo", bo)
    await says_in_the_end(house, minutes=3)
    assert read(house, door(bo)) == ["bo"]
    assert read(house, door(ada)) == []


async def test_flagged_it_says_nothing_more_to_anybody_until_it_is_started_again(house: House) -> None:
    everybody = await people(house, 4)
    rows = [await writes(house, f"{person}", person) for person in everybody]
    await house.silences_the_courier()
    house.discord.fates.append(Refusal.FLAGGED)
    house.courier = Courier(house.world, house.discord, Pace(1_000_000))
    house.wakes_the_courier()
    await house.discord.asked.wait()
    await passes_by(house, hours=5)
    tried = len(house.discord.tries)
    await passes_by(house, hours=5)
    assert len(house.discord.tries) == tried
    assert tried <= len(rows)
    await house.silences_the_courier()
    house.courier = Courier(house.world, house.discord, Pace(1_000_000))
    house.wakes_the_courier()
    await says_in_the_end(house, minutes=2)
    assert sorted(len(read(house, door(person))) for person in everybody) == [1] * 4


async def passes_by(house: House, hours: int) -> None:
    """Hours pass, in which the courier has its turn again and again."""
    for _ in range(10 * hours):
        house.clock.passes_outside(minutes=6)
        async with house.transaction() as t:
            await outbox.claimed(t)


async def test_who_cannot_be_reached_is_noted_their_other_messages_dropped_and_not_tried_again(house: House) -> None:
    ada, bo = await people(house, 2)
    rows = [await writes(house, f"ada/{number}", ada) for number in range(3)]
    await writes(house, "bo", bo)
    house.discord.refused[door(ada)] = Refusal.UNREACHABLE
    await says_in_the_end(house, minutes=2)
    assert [await state_of(house, row) for row in rows] == [(State.DROPPED, "unreachable")] * 3
    assert read(house, door(bo)) == ["bo"]
    tries = len(house.discord.tries)
    await writes(house, "ada/later", ada)
    await says_in_the_end(house, minutes=2)
    assert len(house.discord.tries) == tries, "whoever takes no messages is not written to until they press a button"


async def test_what_has_no_place_is_dropped_and_revised_once_there_is_one(house: House) -> None:
    house.discord.refused[TALES] = Refusal.NO_PLACE
    row = await writes(house, "one")
    await says_in_the_end(house, minutes=1)
    assert await state_of(house, row) == (State.DROPPED, "no-place")


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


async def test_a_bug_of_ours_holds_up_nobody_and_is_given_up_in_the_end(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo = await people(house, 2)
    broken = await writes(house, "broken", ada)
    await writes(house, "next", ada)
    await writes(house, "bo", bo)
    send = house.discord.send

    async def breaks(channel: ChannelId, letter: Note, row: RowId, nonce: str, **how: bool) -> MessageId:
        if row == broken:
            raise ZeroDivisionError
        return await send(channel, letter, row, nonce, private=how["private"], silent=how["silent"])

    monkeypatch.setattr(house.discord, "send", breaks)
    await says(house)
    await says_in_the_end(house, minutes=60)
    assert read(house, door(bo)) == ["bo"]
    assert read(house, door(ada)) == ["next"]
    assert await state_of(house, broken) == (State.DROPPED, "a bug")


async def test_silence_is_passed_on(house: House) -> None:
    await writes(house, "loud")
    await writes(house, "quiet", silent=True)
    await says(house)
    said = {message.letter: message.silent for message in house.discord.messages}
    assert said == {Note("loud"): False, Note("quiet"): True}
