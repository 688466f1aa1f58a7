"""The courier when Discord refuses, is slow, or loses what was said: nothing lost, nothing said twice."""

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.ids import ChannelId, MessageId, RowId
from bot.letters import Note
from bot.nightly.courier import LONGEST_BACKOFF, Courier
from bot.pace import Pace
from bot.ports import Refusal
from bot.storage import outbox
from bot.storage.outbox_row import State
from tests.nightly.letters import door, passes_by, people, read, says, says_in_the_end, state_of, writes
from tests.services.house import TALES, House
from tests.services.ports import Fate


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


async def test_what_has_no_place_is_dropped_as_such_so_that_it_can_be_revived(house: House) -> None:
    house.discord.refused[TALES] = Refusal.NO_PLACE
    row = await writes(house, "one")
    await says_in_the_end(house, minutes=1)
    assert await state_of(house, row) == (State.DROPPED, "no-place")


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
