"""What the tables of the arc promise: once, in order, and of this bond and this dreamer only."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.encounter import Arrive, Event, Try
from bot.domain.nights import Night
from bot.domain.picture import Line, drawn
from bot.domain.scene import Role, Stage
from bot.domain.waiting import Wish
from bot.ids import BondId, DreamerId, EncounterId
from bot.letters import Dream, Hand, KeptWaiting, Known
from bot.storage import between, bonds, encounters, lessons, meetings, nights, outbox, pictures, register, wishes
from bot.storage.database import Database, Transaction
from bot.storage.outbox_row import Item
from tests.storage.rows import NOON, add, begin, bind

HOST, GUEST = Role.HOST, Role.GUEST
LATER = NOON + timedelta(hours=9)
TEXTS = st.sampled_from(["hums", "knots", "waits", "waits for me"])


async def two(t: Transaction, first: int = 1) -> tuple[DreamerId, DreamerId, BondId]:
    ada, bo = await add(t, first), await add(t, first + 1)
    return ada, bo, await bind(t, ada, bo)


async def a_night(
    t: Transaction, bond: BondId, host: DreamerId, guest: DreamerId | None, day: int, *answered: DreamerId
) -> EncounterId:
    """A dream of that day that is over; these answered in it."""
    encounter = await begin(t, host, guest, bond)
    night = Night(date(2026, 3, day), NOON, LATER)
    for one in (host, guest):
        if one is not None:
            await nights.plan_night(t, one, night, encounter)
            slept = await nights.night_in(t, one, encounter)
            assert slept is not None
            await nights.keep_offered(t, slept, NOON + timedelta(days=day))
            if one in answered:
                await nights.keep_answered(t, slept, LATER)
    await t.run("UPDATE encounter SET began_at = began_at + :day WHERE id = :id", day=day * 86_400, id=encounter)
    await encounters.end_encounter(t, encounter, LATER)
    return encounter


@pytest.mark.parametrize(
    "event",
    [Arrive(GUEST), Arrive(GUEST, "sore"), Try(HOST, "keeping-a-name", held=True), Try(GUEST, "knot", held=False)],
    ids=repr,
)
async def test_what_is_said_by_the_way_comes_back_as_it_was_written(database: Database, event: Event) -> None:
    async with database.transaction() as t:
        encounter = await begin(t, await add(t, 1), await add(t, 2))
        assert await encounters.add_event(t, encounter, 0, event, NOON)
        assert await encounters.events_of(t, encounter) == [event]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.tuples(TEXTS, st.none() | TEXTS), max_size=8))
async def test_a_picture_is_what_was_learnt_in_order(database: Database, lines: list[tuple[str, str | None]]) -> None:
    async with database.transaction() as t:
        ada, bo, bond = await fresh(t)
        encounter = await begin(t, ada, bo, bond)
        for at, (line, replaces) in enumerate(lines):
            await pictures.learn(t, bond, ada, line, replaces, encounter, NOON + timedelta(minutes=at))
            assert await pictures.picture_of(t, bond, ada) == drawn(lines[: at + 1])
        for at in range(len(lines)):
            then = NOON + timedelta(minutes=at)
            learnt = await pictures.learnt_in(t, bond)
            assert pictures.as_it_stood(learnt, ada, then) == drawn(lines[: at + 1])
            assert pictures.as_it_stood(learnt, bo, then) == ()
        assert await pictures.picture_of(t, bond, bo) == ()


async def fresh(t: Transaction) -> tuple[DreamerId, DreamerId, BondId]:
    """Two nobody has seen before, in this file."""
    return await two(t, 10 * (1 + await t.number("SELECT count(*) FROM dreamer")))


async def test_a_line_is_fresh_until_the_picture_was_said_whole(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, bond = await two(t)
        encounter = await begin(t, ada, bo, bond)
        for knower, line in ((ada, "hums"), (bo, "knots"), (ada, "waits")):
            await pictures.learn(t, bond, knower, line, None, encounter, NOON)
        assert await pictures.fresh_lines(t, bond, ada) == ["hums", "waits"]
        await pictures.keep_picture_told(t, bond, ada, LATER)
        assert await pictures.fresh_lines(t, bond, ada) == []
        assert await pictures.fresh_lines(t, bond, bo) == ["knots"]
        await pictures.learn(t, bond, ada, "waits", None, encounter, LATER)
        assert await pictures.fresh_lines(t, bond, ada) == []
        await pictures.learn(t, bond, ada, "waits for me", "waits", encounter, LATER)
        assert await pictures.fresh_lines(t, bond, ada) == ["waits for me"]
        assert (await pictures.picture_of(t, bond, ada))[-1] == Line("waits for me", "waits", fresh=True)


async def test_a_lesson_is_taught_asked_and_answered_for_once_and_of_each_alone(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, bond = await two(t)
        encounter = await begin(t, ada, bo, bond)
        for dreamer, lesson, now in ((ada, "knot", NOON), (bo, "knot", LATER), (ada, "knot", LATER)):
            await lessons.teach(t, bond, dreamer, lesson, encounter, now)
        assert [(one.dreamer, one.at) for one in await lessons.lessons_of(t, bond)] == [(ada, NOON), (bo, LATER)]
        await lessons.keep_asked(t, bond, ada, "knot", LATER)
        assert [one.asked for one in await lessons.lessons_of(t, bond)] == [True, False]
        assert await lessons.keep_held(t, bond, ada, "knot", held=False)
        assert not await lessons.keep_held(t, bond, ada, "knot", held=True)
        assert not await lessons.keep_held(t, bond, ada, "splice", held=True)
        assert await lessons.keep_held(t, bond, bo, "knot", held=True)
        held = await t.all("SELECT held FROM lesson ORDER BY dreamer")
        assert [row["held"] for row in held] == [0, 1]


async def test_a_page_takes_the_place_of_the_one_before_whole(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, _ = await two(t)
        await register.keep_page(t, ada, ["one", "two", "three"])
        await register.keep_page(t, bo, ["other"])
        await register.keep_page(t, ada, ["four", "one"])
        assert await register.page_of(t, ada) == ["four", "one"]
        await register.keep_page(t, ada, [])
        assert (await register.page_of(t, ada), await register.page_of(t, bo)) == ([], ["other"])


async def test_one_is_asked_what_they_wish_once_in_a_bond_and_may_wish_otherwise(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, bond = await two(t)
        await wishes.keep_wish(t, bond, ada, Wish.ALONE)
        assert not await wishes.dreams_alone(t, bond), "nobody was asked"
        assert [await wishes.ask_wish(t, bond, ada, NOON) for _ in range(2)] == [True, False]
        assert [await wishes.was_asked(t, bond, one) for one in (ada, bo)] == [True, False]
        await wishes.keep_wish(t, bond, ada, Wish.ALONE)
        assert await wishes.dreams_alone(t, bond)
        assert [await wishes.wished_alone(t, bond, one) for one in (ada, bo)] == [True, False]
        await wishes.keep_wish(t, bond, ada, Wish.WAIT)
        assert not await wishes.dreams_alone(t, bond)


async def test_a_hand_is_one_at_a_time_and_once_taken_for_good(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, bond = await two(t)
        assert await meetings.meeting_of(t, bond) is None
        assert await meetings.hold_out(t, bond, ada, NOON)
        assert not await meetings.hold_out(t, bond, bo, NOON), "the first stands"
        assert await meetings.meeting_of(t, bond) == meetings.Meeting(bond, ada, taken=False, ended=False)
        await meetings.end_meeting(t, bond, NOON)
        assert await meetings.hold_out(t, bond, bo, LATER)
        assert await meetings.met_in(t, ada) == []
        await meetings.take(t, bond, LATER)
        await meetings.end_meeting(t, bond, LATER)
        assert not await meetings.hold_out(t, bond, ada, LATER)
        assert await meetings.meeting_of(t, bond) == meetings.Meeting(bond, bo, taken=True, ended=True)
        assert [await meetings.met_in(t, one) for one in (ada, bo)] == [[bond], [bond]]


async def test_what_one_takes_to_bed_is_of_one_night(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, _ = await two(t)
        today, tomorrow = date(2026, 3, 2), date(2026, 3, 3)
        for what in ("sore", "glad"):
            await nights.carry(t, ada, today, what)
        await nights.carry(t, bo, today, "tired")
        assert [await nights.carried_to(t, ada, day) for day in (today, tomorrow)] == ["glad", ""]
        await nights.forget_carried(t, ada)
        assert [await nights.carried_to(t, one, today) for one in (ada, bo)] == ["", "tired"]


async def test_a_step_is_kept_as_it_was_first_come_to(database: Database) -> None:
    async with database.transaction() as t:
        _, _, bond = await two(t)
        for hours, stage in ((1, Stage.GLIMPSE), (2, Stage.DOUBT), (3, Stage.GLIMPSE)):
            await bonds.keep_stage(t, bond, stage, NOON + timedelta(hours=hours))
        steps = {Stage.MARKED: 0, Stage.GLIMPSE: 1, Stage.DOUBT: 2}
        assert await bonds.steps_of(t, bond) == {stage: NOON + timedelta(hours=at) for stage, at in steps.items()}


async def test_what_two_dreamt_is_told_apart_from_what_each_dreamt_with_others(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, old = await two(t)
        await a_night(t, old, ada, bo, 1, ada, bo)
        await bonds.end_bond(t, old, None, NOON)
        cy = await add(t, 9)
        bond = await bind(t, ada, cy)
        await a_night(t, bond, cy, ada, 3, ada)
        await a_night(t, bond, ada, None, 5, ada)
        fourth = await a_night(t, bond, ada, cy, 7, cy, ada)
        by = await encounters.dreamt_by(t, ada)
        assert [(one.host, one.guest) for one in by] == [(ada, cy), (ada, None), (cy, ada), (ada, bo)]
        among = await encounters.dreamt_in(t, bond)
        assert among == by[:3]
        assert [one.answered for one in among] == [{ada, cy}, {ada}, {ada}]
        assert await encounters.dreamt_by(t, ada, limit=2) == by[:2]
        assert await encounters.dreamt_by(t, bo) == by[3:]
        assert await encounters.shared_and_over(t, bond, 9) == [among[0], among[2]]
        assert await encounters.shared_and_over(t, bond, 1) == among[:1]
        assert await encounters.shared_and_answered(t, bond) == [(fourth, date(2026, 3, 7))]
        assert [await encounters.shared_nights(t, one) for one in (old, bond)] == [1, 2]


async def test_a_dream_under_way_is_not_over_and_one_not_offered_is_no_night(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, bond = await two(t)
        open_still = await begin(t, ada, bo, bond)
        for one in (ada, bo):
            await nights.plan_night(t, one, Night(date(2026, 3, 2), NOON, LATER), open_still)
        assert await encounters.shared_and_over(t, bond, 9) == []
        assert await encounters.shared_and_answered(t, bond) == []
        assert await encounters.shared_nights(t, bond) == 0
        assert len(await encounters.dreamt_in(t, bond)) == 1


async def posted(
    t: Transaction, key: str, letter: Hand | KeptWaiting | Dream, to: DreamerId, encounter: EncounterId | None = None
) -> None:
    assert await outbox.post(t, Item(key, letter, NOON, dreamer=to, encounter=encounter))


async def keys(t: Transaction, where: str = "TRUE") -> list[str]:
    return [row["key"] for row in await t.all(f"SELECT key FROM outbox WHERE {where} ORDER BY key")]


async def test_letters_between_two_are_dropped_with_their_bond_and_those_of_others_stay(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, bond = await two(t)
        other = BondId(int(f"{bond}0"))
        for of in (bond, other):
            await posted(t, f"hand/{of}/{ada}/0", Hand(of, "Ada"), bo)
            await posted(t, f"wish/{of}/{bo}", KeptWaiting(of, "Ada"), bo)
        await posted(t, f"hand/{bond}/{ada}/1", Hand(bond, "Ada"), bo)
        await t.run("UPDATE outbox SET state = 'said' WHERE key = :key", key=f"hand/{bond}/{ada}/0")
        assert await between.hands_shown(t, bond) == (2, False)
        await between.drop_between(t, bond, "over")
        assert await keys(t, "state = 'dropped'") == [f"hand/{bond}/{ada}/1", f"wish/{bond}/{bo}"]
        assert await between.hands_shown(t, bond) == (2, True)
        assert await between.hands_shown(t, other) == (1, False)


async def test_what_names_one_who_is_deleted_is_forgotten_in_every_bond_of_theirs(database: Database) -> None:
    async with database.transaction() as t:
        ada, bo, bond = await two(t)
        cy, di, others = await two(t, 5)
        alone, elsewhere = await begin(t, bo, None, bond), await begin(t, cy, None, others)
        for of, to, encounter in ((bond, bo, alone), (others, di, elsewhere)):
            await posted(t, f"hand/{of}/{to}/0", Hand(of, "Ada"), to)
            for tag, lines in (("evening", ()), ("waking", (Known("hums"),))):
                letter = Dream(encounter, "cut", "a well", (), picture=lines, picture_of="Ada")
                await posted(t, f"dream/{encounter}/{tag}/{to}", letter, to, encounter)
        await between.forget_between(t, ada)
        left = await keys(t)
        assert f"hand/{bond}/{bo}/0" not in left
        assert f"dream/{alone}/waking/{bo}" not in left
        assert f"dream/{alone}/evening/{bo}" in left
        assert len(left) == 1 + 3


@pytest.mark.parametrize(
    ("where", "index"),
    [
        ("encounter.host = :id OR encounter.guest = :id", ("encounter_host", "encounter_guest")),
        ("encounter.bond = :id", ("encounter_bond",)),
    ],
)
async def test_the_past_is_found_without_reading_every_dream(
    database: Database, where: str, index: tuple[str, ...]
) -> None:
    seen: list[str] = []
    async with database.transaction() as t:
        plain = t.all

        async def explained(sql: str, **values: str | float | None) -> list[object]:
            if where in sql:
                seen.extend(row["detail"] for row in await plain(f"EXPLAIN QUERY PLAN {sql}", **values))
            return list(await plain(sql, **values))

        t.all = explained  # type: ignore[method-assign]
        await encounters.dreamt_by(t, DreamerId(1))
        await encounters.dreamt_in(t, BondId(1))
    assert seen
    assert not [detail for detail in seen if detail.startswith("SCAN")]
    assert all(any(name in detail for detail in seen) for name in index)
