"""The laws of the outbox, one by one. `test_outbox_machine` tries them all at once."""

from datetime import datetime, timedelta
from typing import TypedDict, Unpack

import pytest

from bot.ids import ChannelId, DreamerId, EncounterId, ExcerptId, MessageId, ReportId, RowId
from bot.letters import Note, Posted, Reported
from bot.storage import dreamers, outbox
from bot.storage.database import Database, Transaction
from bot.storage.outbox_row import Deed, Item, OutboxRow, State
from tests.storage.rows import NOON, REAL, add, begin

HELLO = Note("hello")
TALES, DESK, NEW = ChannelId(1), ChannelId(2), ChannelId(3)


class More(TypedDict, total=False):
    encounter: EncounterId
    deed: Deed
    target: RowId
    after: RowId
    clicked_at: datetime


async def write(
    t: Transaction, key: str, dreamer: DreamerId | None = None, minutes: int = 0, **more: Unpack[More]
) -> RowId:
    due_at = NOON + timedelta(minutes=minutes)
    row = await outbox.post(t, Item(key, HELLO, due_at, dreamer, None if dreamer else TALES, **more))
    assert row is not None
    return row


async def claims(t: Transaction, minutes: int = 0, seconds_outside: int = 0) -> OutboxRow | None:
    return await outbox.claim(t, NOON + timedelta(minutes=minutes), REAL + timedelta(seconds=seconds_outside))


async def claim_all(t: Transaction, minutes: int = 0) -> list[RowId]:
    """Whatever can be claimed one after another, nothing being recorded in between."""
    found: list[RowId] = []
    while (row := await claims(t, minutes)) is not None:
        found.append(row.id)
    return found


async def state(t: Transaction, id_: RowId) -> State:
    row = await outbox.outbox_row(t, id_)
    assert row is not None
    return row.state


async def test_a_key_is_written_once_and_its_first_letter_stands(database: Database) -> None:
    async with database.transaction() as t:
        first = await write(t, "one")
        assert await outbox.post(t, Item("one", Note("other"), NOON, channel=DESK)) is None
        row = await outbox.outbox_row(t, first)
        assert row is not None
        assert (row.letter, row.channel) == (HELLO, TALES)


async def test_a_row_is_not_claimed_before_its_time_nor_twice(database: Database) -> None:
    async with database.transaction() as t:
        row = await write(t, "one", minutes=5)
        assert await claims(t, minutes=4) is None
        claimed = await claims(t, minutes=5)
        assert claimed is not None
        assert (claimed.id, claimed.state) == (row, State.WAITING)
        assert await claims(t, minutes=5) is None


async def test_a_dreamer_is_told_one_thing_at_a_time_in_order_and_others_do_not_wait_for_it(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo = await add(t, 1), await add(t, 2)
        second = await write(t, "ada 2", ada, minutes=1)
        first = await write(t, "ada 1", ada)
        third = await write(t, "bo 1", bo, minutes=1)
        assert await claim_all(t, minutes=9) == [first, third]
        await outbox.said(t, first, MessageId(1))
        assert await claim_all(t, minutes=9) == [second]


@pytest.mark.parametrize("was", [State.UNSURE, State.WAITING])
async def test_what_is_tried_again_is_not_overtaken_and_waits_in_real_time(database: Database, was: State) -> None:
    async with database.transaction() as t:
        ada = await add(t, 1)
        first, second = await write(t, "1", ada), await write(t, "2", ada, minutes=1)
        await claims(t)
        await outbox.try_again(t, first, REAL + timedelta(seconds=30), unsure=was is State.UNSURE)
        assert await claims(t, minutes=600, seconds_outside=29) is None
        row = await claims(t, minutes=600, seconds_outside=30)
        assert row is not None
        assert (row.id, row.state) == (first, was)
        await outbox.said(t, first, None)
        assert await claim_all(t, minutes=600) == [second]


async def test_who_rests_learns_both_when_the_next_comes_due_and_until_when_the_due_is_held_back(
    database: Database,
) -> None:
    async with database.transaction() as t:
        assert await outbox.next_after(t, NOON) == (None, None)
        held = await write(t, "held", await add(t, 1))
        await write(t, "later", await add(t, 2), minutes=7)
        await claims(t)
        await outbox.try_again(t, held, REAL + timedelta(seconds=30), unsure=False)
        assert await outbox.next_after(t, NOON) == (NOON + timedelta(minutes=7), REAL + timedelta(seconds=30))


@pytest.mark.parametrize("end", ["said", "dropped"])
async def test_what_comes_after_another_waits_until_that_is_said_or_dropped(database: Database, end: str) -> None:
    async with database.transaction() as t:
        first = await write(t, "first")
        after = await write(t, "after", after=first)
        revised = await write(t, "revise", target=first, deed=Deed.REVISE)
        assert await claim_all(t, minutes=9) == [first]
        await (outbox.said(t, first, MessageId(8)) if end == "said" else outbox.drop(t, first, "why"))
        assert await claim_all(t, minutes=9) == [after, revised]
        row = await outbox.outbox_row(t, revised)
        assert row is not None
        assert row.target_message == (8 if end == "said" else None)


async def test_what_a_click_brings_is_claimed_from_the_start_and_holds_up_its_dreamer(database: Database) -> None:
    async with database.transaction() as t:
        ada = await add(t, 1)
        waiting = await write(t, "waiting", ada)
        clicked = await write(t, "clicked", ada, clicked_at=REAL)
        assert await claim_all(t) == []
        assert await outbox.claimed(t) == 1
        await outbox.said(t, clicked, MessageId(1))
        assert await claim_all(t) == [waiting]


async def test_a_claim_nobody_recorded_is_unsure_and_remembers_when_it_was_first_tried(database: Database) -> None:
    async with database.transaction() as t:
        row = await write(t, "one")
        await claims(t)
        assert await outbox.doubt_claimed(t, REAL - timedelta(seconds=1)) == 0
        assert await outbox.doubt_claimed(t, REAL) == 1
        again = await claims(t, seconds_outside=600)
        assert again is not None
        assert (again.id, again.state, again.tried_real) == (row, State.UNSURE, REAL)
        await outbox.try_again(t, row, REAL, unsure=True)
        third = await claims(t, seconds_outside=900)
        assert third is not None
        assert third.tried_real == REAL, "the nonce is as old as the first try"


async def test_what_surely_was_not_said_begins_its_nonce_anew(database: Database) -> None:
    async with database.transaction() as t:
        row = await write(t, "one")
        await claims(t)
        await outbox.try_again(t, row, REAL, unsure=False)
        await claims(t, seconds_outside=600)
        found = await outbox.outbox_row(t, row)
        assert found is not None
        assert found.tried_real == REAL + timedelta(seconds=600)


async def test_dropping_what_a_dreamer_was_not_told_leaves_what_is_on_its_way_and_what_others_hear(
    database: Database,
) -> None:
    async with database.transaction() as t:
        ada, bo = await add(t, 1), await add(t, 2)
        tonight, other = await begin(t, ada, bo), await begin(t, ada, bo)
        on_its_way = await write(t, "on its way", ada, encounter=tonight)
        await claims(t)
        dropped = await write(t, "a", ada, encounter=tonight)
        kept = [await write(t, "b", ada, encounter=other), await write(t, "c", bo, encounter=tonight)]
        await outbox.drop_unsaid(t, ada, tonight, "stopped")
        assert await state(t, on_its_way) is State.CLAIMED
        assert await state(t, dropped) is State.DROPPED
        assert [await state(t, row) for row in kept] == [State.WAITING, State.WAITING]


async def test_who_cannot_be_reached_has_no_place_to_be_told_until_their_door_opens_again(database: Database) -> None:
    async with database.transaction() as t:
        ada = await add(t, 1)
        row = await write(t, "one", ada)
        for reachable in (True, False, True):
            if reachable:
                await dreamers.keep_dm_channel(t, ada, ChannelId(5))
            else:
                await dreamers.keep_unreachable(t, ada, NOON)
            found = await outbox.outbox_row(t, row)
            assert found is not None
            assert (found.channel is not None) is reachable


async def test_a_new_channel_brings_back_what_had_no_place_and_nothing_else(database: Database) -> None:
    async with database.transaction() as t:
        gone, late, elsewhere, said = [await write(t, key) for key in ("gone", "late", "elsewhere", "said")]
        await outbox.drop(t, gone, "no-place")
        await outbox.drop(t, late, "too late to matter")
        await outbox.said(t, said, MessageId(1))
        await t.run("UPDATE outbox SET channel = 9, state = 'dropped', why = 'no-place' WHERE id = :id", id=elsewhere)
        await outbox.revive(t, TALES, NEW, "no-place", reports=False)
        assert await claim_all(t) == [gone]
        found = await outbox.outbox_row(t, gone)
        assert found is not None
        assert found.channel == NEW


async def test_where_both_stood_in_one_channel_a_report_never_follows_the_stories(database: Database) -> None:
    async with database.transaction() as t:
        story = await outbox.post(t, Item("excerpt/1", Posted(ExcerptId(1), "T", "told"), NOON, channel=TALES))
        report = await outbox.post(t, Item("report/1", Reported(ReportId(1), 2, 3, "why", "copy"), NOON, channel=TALES))
        assert story is not None
        assert report is not None
        await outbox.drop(t, story, "no-place")
        await outbox.drop(t, report, "no-place")
        await outbox.revive(t, TALES, NEW, "no-place", reports=False)
        assert await state(t, report) is State.DROPPED
        await outbox.revive(t, TALES, DESK, "no-place", reports=True)
        rows = [await outbox.outbox_row(t, id_) for id_ in (story, report)]
        assert [row and row.channel for row in rows] == [NEW, DESK]
