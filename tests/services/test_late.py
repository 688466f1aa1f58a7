"""Nights in which something is out of the ordinary: the bot was down, the clocks changed, the hours did."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.ids import EncounterId
from bot.letters import Note
from tests.services.house import GUILD, House, Person, house_at, number
from tests.services.test_nights import met

FELL = datetime(2026, 10, 23, 12, tzinfo=UTC)
"""Two days before Berlin's clocks go back; New York follows a week later."""
SPRANG = datetime(2026, 3, 27, 12, tzinfo=UTC)


def notes(house: House, person: Person) -> list[str | None]:
    return [dream.note for dream in house.dreams(person)]


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-{text}+00:00")


async def test_down_through_the_offer_it_comes_late_and_silently_while_there_is_night_left(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.oversleeps(at("03T02:00"))
    [message] = house.messages(ada)
    assert message.silent
    await house.morning(6, 0)
    assert notes(house, ada) == [None, "dream-waking"]


async def test_down_through_the_whole_night_that_night_is_not_made_up_for(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.oversleeps(at("03T09:00"))
    assert house.messages(ada) == []
    await house.evening()
    assert notes(house, ada) == [None]
    assert [row["date"] for row in house.rows("SELECT date FROM night")] == ["2026-03-03"]


async def test_down_from_the_evening_past_the_close_the_morning_tells_how_it_went(house: House) -> None:
    ada, bo = await met(house)
    await house.evening(22, 30)
    encounter = await house.tonight(ada)
    await house.answers(ada)
    told = len(house.messages(ada)), len(house.messages(bo))
    await house.oversleeps(house.now.replace(hour=14) + timedelta(days=1))
    assert (await house.encounter(encounter)).ended
    assert len(house.messages(bo)) == told[1] + 1, "who did not answer gets the waking, and what came later laid in"
    assert house.dreams(bo)[-1].may_keep
    assert house.dreams(ada)[-1].may_keep
    assert len(house.messages(ada)) > told[0]


async def test_down_for_a_week_it_comes_back_to_one_night_and_not_to_seven(house: House) -> None:
    ada, bo = await met(house)
    await house.evening(22, 30)
    told = len(house.messages(ada)), len(house.messages(bo))
    await house.oversleeps(house.now + timedelta(days=7))
    assert len(house.messages(ada)) <= told[0] + 2, "at most the waking of the old night, and tonight"
    assert len(house.messages(bo)) <= told[1] + 2
    overdue = "SELECT * FROM encounter WHERE ended_at IS NULL AND closes_at <= :now"
    assert house.rows(overdue, now=int(house.now.timestamp())) == []


async def test_what_could_not_be_said_before_waking_is_told_at_waking_and_once(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.silences_the_courier()
    await house.evening()
    await house.morning(6, 0)
    house.wakes_the_courier()
    await house.settles()
    [dream] = house.dreams(ada)
    assert dream.note == "dream-waking"
    assert dream.choices
    assert dream.passages


async def test_a_dream_said_too_late_to_fall_asleep_by_is_not_said_but_told_at_waking(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.silences_the_courier()
    await house.evening()
    house.clock.turn(at("03T06:01"), 0)
    house.wakes_the_courier()
    await house.settles()
    assert house.messages(ada) == []
    await house.comes(at("03T06:01"))
    assert notes(house, ada) == ["dream-waking"]
    assert house.dreams(ada)[0].passages


@pytest.mark.parametrize("begins", [FELL, SPRANG])
@pytest.mark.parametrize("hours", ["23:00 07:00", "02:30 10:00", "18:00 02:30"])
async def test_when_the_clocks_change_every_night_comes_once_and_follows_the_clock_on_the_wall(
    tmp_path_factory: pytest.TempPathFactory, begins: datetime, hours: str
) -> None:
    async with house_at(tmp_path_factory.mktemp("house") / "dreams.db", begins) as house:
        await house.opens()
        ada = await house.joins("Ada", f"Europe/Berlin {hours}")
        for _ in range(5):
            await house.passes(days=1)
            await house.stirs()
        rows = house.rows("SELECT date, bedtime, waking, offered_at FROM night ORDER BY date")
        dates = [str(row["date"]) for row in rows]
        assert len(dates) == len(set(dates)) == 5
        assert all(row["offered_at"] is not None for row in rows)
        assert len(house.dreams(ada)) == 2 * 5
        berlin = [datetime.fromtimestamp(number(row["waking"]), ZoneInfo("Europe/Berlin")) for row in rows]
        woken = hours.split()[1]
        assert [f"{waking:%H:%M}" for waking in berlin].count(woken) >= 4, "but where the wall skipped that minute"


async def test_a_night_over_the_change_of_clocks_is_an_hour_longer_and_waking_comes_by_the_wall(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    async with house_at(tmp_path_factory.mktemp("house") / "dreams.db", FELL) as house:
        await house.opens()
        ada = await house.joins("Ada")
        await house.comes(datetime(2026, 10, 25, 5, 59, tzinfo=UTC))
        assert notes(house, ada)[-1] is None
        await house.passes(minutes=1)
        assert notes(house, ada)[-1] == "dream-waking"


async def test_changed_hours_hold_from_the_next_night_and_no_night_is_dreamt_twice(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.evening()
    await house.sleeps(ada.user, "Europe/Berlin 23:30 08:00")
    await house.passes(minutes=30)
    assert len(house.dreams(ada)) == 1
    await house.passes(days=1)
    assert [row["date"] for row in house.rows("SELECT date FROM night ORDER BY date")] == ["2026-03-02", "2026-03-03"]


async def test_hours_moved_so_that_the_offer_is_past_bring_the_dream_at_once(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada", "Europe/Berlin 03:00 11:00")
    await house.comes(at("02T22:30"))
    assert house.dreams(ada) == []
    await house.sleeps(ada.user, "Europe/Berlin 23:00 07:00")
    await house.passes(minutes=0)
    assert len(house.dreams(ada)) == 1


async def test_first_hours_told_within_them_begin_with_the_next_night(house: House) -> None:
    await house.opens()
    await house.comes(at("02T23:00"))
    ada = await house.joins("Ada")
    await house.passes(hours=12)
    assert house.dreams(ada) == []
    await house.evening()
    assert len(house.dreams(ada)) == 1


async def test_hours_moved_up_while_a_dream_is_open_close_it_before_the_next_is_offered(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.evening()
    first = await house.tonight(ada)
    await house.morning(7, 0)
    await house.sleeps(ada.user, "Europe/Berlin 09:30 16:00")
    await house.comes(at("03T07:45"))
    assert await house.tonight(ada) != first
    assert (await house.encounter(first)).ended
    open_now = house.rows("SELECT id FROM encounter WHERE ended_at IS NULL")
    assert [row["id"] for row in open_now] == [await house.tonight(ada)]


async def test_a_pause_that_comes_while_discord_is_asked_after_them_is_heeded(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    house.census.meanwhile = lambda: house.does.enrol.pause(GUILD, ada.user, paused=True)
    await house.evening()
    assert house.messages(ada) == []


async def test_who_moves_east_over_the_date_line_is_never_offered_two_dreams_of_one_name(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada", "Pacific/Auckland 23:00 07:00")
    await house.passes(days=1)
    await house.sleeps(ada.user, "Pacific/Honolulu 23:00 07:00")
    await house.passes(days=3)
    dates = [row["date"] for row in house.rows("SELECT date FROM night WHERE offered_at IS NOT NULL")]
    assert len(dates) == len(set(dates)) >= 3


async def test_a_word_in_the_direct_message_is_pointed_to_where_words_are_said(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    for _ in range(2):
        await house.does.dreams.point_to_words(ada.door)
    await house.settles()
    assert [message.letter for message in house.messages(ada)] == [Note("words-go-there")]


async def loses(house: House, encounter: EncounterId) -> None:
    """A new version of the pack no longer has the scene of this dream."""
    async with house.transaction() as t:
        await t.run("UPDATE encounter SET scene = 'torn-out' WHERE id = :id", id=encounter)


async def test_a_dream_whose_pages_left_the_pack_ends_quietly_and_tomorrow_brings_another(house: House) -> None:
    ada, bo = await met(house)
    await house.evening(22, 30)
    await loses(house, await house.tonight(ada))
    told = len(house.messages(ada)), len(house.messages(bo))
    await house.morning(12, 0)
    assert (len(house.messages(ada)), len(house.messages(bo))) == told
    assert house.rows("SELECT id FROM encounter WHERE ended_at IS NULL") == []
    await house.evening(22, 30)
    assert house.asked(ada) is not None
    assert await house.tonight(ada) == await house.tonight(bo)


async def test_who_was_to_walk_in_on_a_dream_that_is_gone_dreams_another(house: House) -> None:
    ada, bo = await met(house)
    await house.comes(house.now.replace(hour=21, minute=30))
    gone = await house.tonight(ada)
    await loses(house, gone)
    await house.comes(house.now.replace(hour=22, minute=30))
    assert await house.tonight(bo) != gone
    assert house.asked(bo) is not None
