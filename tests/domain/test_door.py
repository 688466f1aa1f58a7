"""When a server's door opens: once an evening by its own clock, and never twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.door import Door, evening_before, next_evening
from bot.domain.nights import zone, zone_names
from bot.ids import ChannelId

HALL = ChannelId(1)
DOORS = st.builds(Door, st.just(HALL), st.sampled_from(sorted(zone_names())), st.integers(0, 24 * 60 - 1))
NOWS = st.datetimes(datetime(2012, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware


@given(DOORS, NOWS)
def test_one_evening_has_come_and_the_next_has_not(door: Door, now: datetime) -> None:
    before, after = evening_before(door, now), next_evening(door, now)
    assert before.at <= now < after.at
    assert before.date < after.date
    assert after.at - before.at <= timedelta(hours=28)
    assert next_evening(door, before.at) == after
    assert evening_before(door, after.at) == after


@given(DOORS, NOWS)
def test_by_its_own_clock_it_is_the_hour_that_was_chosen_but_in_the_hour_a_spring_skips(
    door: Door, now: datetime
) -> None:
    evening = next_evening(door, now)
    assert door.zone is not None
    assert door.at is not None
    there = evening.at.astimezone(zone(door.zone))
    late = (there.hour * 60 + there.minute - door.at) % (24 * 60)
    assert late <= 180
    assert late == 0 or there.utcoffset() != (there - timedelta(hours=6)).utcoffset()


def test_in_the_two_changes_of_a_year_it_opens_once_each_evening() -> None:
    for day in (datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 10, 23, tzinfo=UTC)):
        door, at = Door(HALL, "Europe/Berlin", 2 * 60 + 30), day
        dates: list[date] = []
        for _ in range(5):
            evening = next_evening(door, at)
            at = evening.at
            dates.append(evening.date)
        assert len(set(dates)) == 5
        assert (dates[-1] - dates[0]).days == 4


def test_a_door_takes_whoever_wants_it_or_everybody_and_nobody_before_it_has_a_place_and_an_hour() -> None:
    whole = Door(HALL, "Europe/Berlin", 1200)
    assert [whole.takes(wanted=one) for one in (True, False)] == [True, False]
    assert Door(HALL, "Europe/Berlin", 1200, for_all=True).takes(wanted=False)
    for part in (Door(None, "Europe/Berlin", 1200, for_all=True), Door(HALL, for_all=True), Door()):
        assert not part.opens
        assert not part.takes(wanted=True)


def test_a_door_without_an_hour_has_no_evening() -> None:
    for ask in (evening_before, next_evening):
        with pytest.raises(ValueError, match="without an hour"):
            ask(Door(HALL), datetime(2026, 3, 2, tzinfo=UTC))
