"""What single tables promise: events in sequence, blocks without names, qualities with owners, one bond for each."""

import sqlite3
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.chance import Seed
from bot.domain.encounter import Arrive, Close, DreamOn, Event, Pick, Speak
from bot.domain.nights import Night
from bot.domain.scene import BeatId, Role
from bot.domain.soulmark import draw
from bot.ids import DreamerId, GuildId, UserId
from bot.storage import blocks, bonds, dreamers, encounters, nights
from bot.storage.database import Database
from bot.storage.due import Occasion, clear_due, due_by, earliest, set_due
from tests.storage.rows import GUILD, NOON, add, begin, bind

HOST, GUEST, BEAT = Role.HOST, Role.GUEST, BeatId("bench")
SECRET = Seed("a secret")
EVENTS: list[Event] = [
    Arrive(HOST), Pick(GUEST, BEAT, "mine"), Speak(HOST, BEAT, "It's “so”."), DreamOn(GUEST, BEAT), Close(),
]  # fmt: skip


async def test_events_come_back_as_they_were_written_in_order(database: Database) -> None:
    async with database.transaction() as t:
        encounter = await begin(t, await add(t, 1), await add(t, 2))
        for seq, event in reversed(list(enumerate(EVENTS))):
            assert await encounters.add_event(t, encounter, seq, event, NOON)
        assert await encounters.events_of(t, encounter) == EVENTS


async def test_who_writes_event_n_second_is_told_so_and_the_first_stands(database: Database) -> None:
    async with database.transaction() as t:
        encounter = await begin(t, await add(t, 1), await add(t, 2))
        other = await begin(t, await add(t, 1), await add(t, 2))
        assert await encounters.add_event(t, encounter, 0, EVENTS[0], NOON)
        assert not await encounters.add_event(t, encounter, 0, EVENTS[1], NOON)
        assert await encounters.add_event(t, other, 0, EVENTS[1], NOON)
        assert await encounters.events_of(t, encounter) == EVENTS[:1]


async def test_even_without_asking_the_table_refuses_a_second_event_n(database: Database) -> None:
    async with database.transaction() as t:
        encounter = await begin(t, await add(t, 1))
        sql = "INSERT INTO event (encounter, seq, kind, at) VALUES (:encounter, 0, 'Close', 0)"
        await t.run(sql, encounter=encounter)
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            await t.run(sql, encounter=encounter)


async def test_erasing_takes_the_words_of_one_and_leaves_those_of_the_other(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo = await add(t, 1), await add(t, 2)
        one, two = await begin(t, ada, bo), await begin(t, bo, ada)
        for encounter in (one, two):
            await encounters.add_event(t, encounter, 0, Speak(HOST, BEAT, "the host's"), NOON)
            await encounters.add_event(t, encounter, 1, Speak(GUEST, BEAT, "the guest's"), NOON)
            await encounters.add_event(t, encounter, 2, Pick(HOST, BEAT, "mine"), NOON)
        await encounters.erase_words(t, ada)
        words = [
            [event.text for event in await encounters.events_of(t, encounter) if isinstance(event, Speak)]
            for encounter in (one, two)
        ]
        assert words == [["…", "the guest's"], ["the host's", "…"]]
        assert (await encounters.events_of(t, one))[2] == Pick(HOST, BEAT, "mine")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=st.integers(1, 2**63), two=st.integers(1, 2**63))
async def test_a_block_holds_both_ways_and_for_these_two_only(database: Database, one: int, two: int) -> None:
    a, b, c = UserId(one), UserId(two), UserId(one + two)
    async with database.transaction() as t:
        await t.run("DELETE FROM block")
        await blocks.add_block(t, SECRET, a, b, NOON)
        await blocks.add_block(t, SECRET, b, a, NOON)
        assert await blocks.is_blocked(t, SECRET, a, b)
        assert await blocks.is_blocked(t, SECRET, b, a)
        assert not await blocks.is_blocked(t, SECRET, a, c)
        assert not await blocks.is_blocked(t, Seed("another secret"), a, b)
        assert len(await t.all("SELECT * FROM block")) == 1


async def test_a_block_names_nobody(database: Database) -> None:
    one, two = UserId(81_234_567_890_123_456), UserId(98_765_432_109_876_543)
    async with database.transaction() as t:
        await blocks.add_block(t, SECRET, one, two, NOON)
        kept = str([tuple(row) for row in await t.all("SELECT * FROM block")])
    assert len(kept) > 64
    assert str(one) not in kept
    assert str(two) not in kept


async def test_a_dreamer_is_in_one_bond_at_a_time_on_whichever_side(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, cy = await add(t, 1), await add(t, 2), await add(t, 3)
        first = await bind(t, bo, ada)
        found = [await bonds.bond_of(t, one) for one in (ada, bo)]
        assert [bond and (bond.id, bond.a, bond.b) for bond in found] == [(first, ada, bo), (first, ada, bo)]
        for two in ((ada, cy), (cy, bo), (ada, bo)):
            with pytest.raises(LookupError):
                await bind(t, *two)
        await bonds.end_bond(t, first, None, NOON)
        await bind(t, ada, cy)
        assert await bonds.bond_of(t, bo) is None
        assert await bonds.paired_before(t, (await bonds.bond(t, first)).guild) == {
            frozenset((ada, bo)),
            frozenset((ada, cy)),
        }


async def test_the_middle_one_of_a_chain_cannot_be_bound_twice(database: Database) -> None:
    """The one with the higher number in one bond, and with the lower in another."""
    async with database.transaction() as t:
        ada, bo, cy = await add(t, 1), await add(t, 2), await add(t, 3)
        await bind(t, ada, bo)
        with pytest.raises(LookupError):
            await bind(t, bo, cy)


async def test_qualities_belong_to_the_person_whatever_part_they_play(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo = await add(t, 1), await add(t, 2)
        bond = await bind(t, ada, bo)
        told = {"host.greeted": "yes", "guest.lesson.keeping-a-name": "yes", "depth": "3"}
        await bonds.keep_qualities(t, bond, {HOST: ada, GUEST: bo}, told)
        turned = {"guest.greeted": "yes", "host.lesson.keeping-a-name": "yes", "depth": "3"}
        assert await bonds.qualities_of(t, bond, {HOST: bo, GUEST: ada}) == turned
        assert await bonds.qualities_of(t, bond, {HOST: ada}) == {"host.greeted": "yes", "depth": "3"}
        await bonds.keep_qualities(t, bond, {HOST: bo, GUEST: ada}, {"guest.greeted": "no"})
        assert (await bonds.qualities_of(t, bond, {HOST: ada, GUEST: bo}))["host.greeted"] == "no"


async def test_what_is_so_in_one_bond_is_not_so_in_the_next(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, cy = await add(t, 1), await add(t, 2), await add(t, 3)
        first = await bind(t, ada, bo)
        await bonds.keep_qualities(t, first, {HOST: ada, GUEST: bo}, {"depth": "3", "host.greeted": "yes"})
        await bonds.end_bond(t, first, None, NOON)
        second = await bind(t, ada, cy)
        assert await bonds.qualities_of(t, second, {HOST: ada, GUEST: cy}) == {}


async def test_without_a_bond_nothing_is_so_between_strangers(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo = await add(t, 1), await add(t, 2)
        await bonds.keep_qualities(t, None, {HOST: ada}, {"trust": "4", "host.left": "a key"})
        assert await bonds.qualities_of(t, None, {HOST: bo}) == {}
        assert (await bonds.qualities_of(t, None, {HOST: ada}))["host.left"] == "a key"


async def test_a_night_of_one_name_is_given_to_one_dream_only(database: Database) -> None:
    async with database.transaction() as t:
        ada = await add(t, 1)
        one, other = await begin(t, ada), await begin(t, ada)
        night = Night(date(2026, 3, 2), NOON, NOON + timedelta(hours=8))
        await nights.plan_night(t, ada, night, one)
        with pytest.raises(sqlite3.IntegrityError):
            await nights.plan_night(t, ada, night, other)


async def test_only_who_wears_a_mark_here_and_was_not_erased_takes_a_motif(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, away = await add(t, 1), await add(t, 2), await add(t, 3, GuildId(8))
        await add(t, 4)
        for one, motif in ((ada, "moth"), (bo, "heron"), (away, "fox")):
            await dreamers.keep_mark(t, one, draw(SECRET, (motif,), ()))
        await dreamers.erase(t, ada)
        assert await dreamers.motifs_worn(t, GUILD) == ["heron"]


async def test_what_is_due_is_due_once_at_the_latest_word_and_the_earliest_first(database: Database) -> None:
    async with database.transaction() as t:
        await set_due(t, Occasion.WAKING, 1, NOON + timedelta(hours=3))
        await set_due(t, Occasion.WAKING, 1, NOON + timedelta(hours=1))
        await set_due(t, Occasion.BEDTIME, 1, NOON)
        await set_due(t, Occasion.CLOSE, 1, NOON + timedelta(hours=2))
        later = await due_by(t, NOON + timedelta(hours=1), 8)
        assert [one.occasion for one in later] == [Occasion.BEDTIME, Occasion.WAKING]
        assert len(await due_by(t, NOON + timedelta(hours=9), 2)) == 2
        await clear_due(t, Occasion.BEDTIME, 1)
        assert await earliest(t) == NOON + timedelta(hours=1)


async def test_erasing_leaves_nothing_of_a_dreamer_but_a_number(database: Database) -> None:
    async with database.transaction() as t:
        ada = await add(t, 1)
        blank = await add(t, 2)
        await bonds.keep_qualities(t, None, {HOST: ada}, {"host.left": "a key"})
        for id_ in (ada, blank):
            await dreamers.erase(t, id_)
        rows = [dict(row) for row in await t.all("SELECT * FROM dreamer ORDER BY id")]
        assert rows[0].pop("id") == DreamerId(ada)
        rows[1].pop("id")
        assert rows[0] == rows[1]
        assert await t.all("SELECT * FROM quality") == []
