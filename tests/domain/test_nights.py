"""Sleep and nights, in every zone and over every change of clocks."""

import contextlib
import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain import nights
from bot.domain.nights import Hours, Night
from bot.errors import DreamError

ZONES = sorted(nights.zone_names() - {"Factory"})
RESTLESS = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Antarctica/Casey",
    "Antarctica/Troll",
    "Africa/Cairo",
    "Asia/Beirut",
    "America/Havana",
    "Pacific/Kiritimati",
    "America/Nuuk",
    "Africa/Casablanca",
    "Asia/Pyongyang",
    "Pacific/Kwajalein",
]
zones = st.sampled_from(RESTLESS) | st.sampled_from(ZONES)
minutes = st.integers(0, 1439)
days = st.dates(date(1971, 1, 1), date(2060, 12, 31))
instants = st.integers(31_536_000, 2_871_763_200).map(lambda second: datetime.fromtimestamp(second, UTC))


@st.composite
def some_hours(draw: st.DrawFn, zone: st.SearchStrategy[str] = zones) -> Hours:
    bedtime = draw(minutes)
    asleep = draw(st.integers(nights.SHORTEST, nights.LONGEST))
    return Hours.checked(draw(zone), bedtime, (bedtime + asleep) % 1440)


def utc(*parts: int) -> datetime:
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def hours(zone: str, bedtime: str, waking: str) -> Hours:
    return Hours.checked(zone, nights.wall_time(bedtime), nights.wall_time(waking))


BERLIN = hours("Europe/Berlin", "23:00", "7:00")


@pytest.mark.parametrize(
    ("kept", "day", "bedtime", "waking"),
    [
        (BERLIN, date(2026, 1, 10), utc(2026, 1, 10, 22, 0), utc(2026, 1, 11, 6, 0)),
        # Spring takes an hour of sleep, autumn gives one.
        (BERLIN, date(2026, 3, 28), utc(2026, 3, 28, 22, 0), utc(2026, 3, 29, 5, 0)),
        (BERLIN, date(2026, 10, 24), utc(2026, 10, 24, 21, 0), utc(2026, 10, 25, 6, 0)),
        # In the gap, 02:30 is 03:30; in the fold, the first 02:30 is meant. Both are the evening before's night.
        (hours("Europe/Berlin", "2:30", "9:00"), date(2026, 3, 28), utc(2026, 3, 29, 1, 30), utc(2026, 3, 29, 7, 0)),
        (hours("Europe/Berlin", "2:30", "9:00"), date(2026, 10, 24), utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 8, 0)),
        (
            hours("America/New_York", "1:30", "8:00"),
            date(2025, 11, 1),
            utc(2025, 11, 2, 5, 30),
            utc(2025, 11, 2, 13, 0),
        ),
        (hours("America/New_York", "22:00", "6:00"), date(2026, 3, 7), utc(2026, 3, 8, 3, 0), utc(2026, 3, 8, 10, 0)),
        # Half an hour in spring: 02:15 is 02:45 there.
        (
            hours("Australia/Lord_Howe", "23", "2:15"),
            date(2026, 10, 3),
            utc(2026, 10, 3, 12, 30),
            utc(2026, 10, 3, 15, 45),
        ),
        (hours("Asia/Kathmandu", "22:00", "6:00"), date(2026, 5, 1), utc(2026, 5, 1, 16, 15), utc(2026, 5, 2, 0, 15)),
        # 06:00 is the first bedtime of its own day, 05:59 the last of the day before.
        (hours("Etc/UTC", "6:00", "12:00"), date(2026, 5, 1), utc(2026, 5, 1, 6, 0), utc(2026, 5, 1, 12, 0)),
        (hours("Etc/UTC", "5:59", "12:00"), date(2026, 5, 1), utc(2026, 5, 2, 5, 59), utc(2026, 5, 2, 12, 0)),
    ],
)
def test_a_night_lies_where_its_dreamers_clock_says(kept: Hours, day: date, bedtime: datetime, waking: datetime):
    night = nights.night_named(kept, day)
    assert night == Night(day, bedtime, waking)
    assert night.offer == bedtime - timedelta(minutes=45)


def test_the_day_samoa_skipped_has_no_night_and_the_sleep_before_it_keeps_its_length():
    kept = hours("Pacific/Apia", "23:00", "7:00")
    before, skipped, after = (nights.night_named(kept, date(2011, 12, day)) for day in (29, 30, 31))
    assert before == Night(date(2011, 12, 29), utc(2011, 12, 30, 9, 0), utc(2011, 12, 30, 17, 0))
    assert skipped == after == Night(date(2011, 12, 31), utc(2011, 12, 31, 9, 0), utc(2011, 12, 31, 17, 0))
    dreamt = itertools.takewhile(lambda night: night.date < date(2012, 1, 2), nights.coming(kept, before.offer))
    assert [night.date.day for night in dreamt] == [29, 31, 1]


@given(some_hours(), days)
@example(Hours("Pacific/Apia", 30, 480), date(2011, 12, 28))
@example(Hours("Pacific/Kwajalein", 1380, 420), date(1993, 8, 20))
@example(Hours("Pacific/Kiritimati", 1380, 420), date(1994, 12, 30))
@example(Hours("Antarctica/Casey", 120, 300), date(2009, 10, 17))
def test_each_date_is_one_night_in_order_and_apart(kept: Hours, first: date):
    named = [nights.night_named(kept, first + timedelta(days=day)) for day in range(8)]
    for one, other in itertools.pairwise(named):
        assert one == other or (one.date < other.date and one.waking < other.offer)
    for night in named:
        assert nights.night_named(kept, night.date) == night
        assert timedelta() < night.waking - night.bedtime < timedelta(hours=19)
        there = nights.zone(kept.zone)
        # A gap may carry bedtime past six in the morning, which names another day; without one the name is the rule's.
        if night.bedtime.astimezone(there).strftime("%H:%M") == nights.written(kept.bedtime):
            assert (night.bedtime.astimezone(there).replace(tzinfo=None) - timedelta(hours=6)).date() == night.date


@given(some_hours(), st.integers(2024, 2040))
def test_a_year_has_a_night_for_every_date(kept: Hours, year: int):
    start = datetime(year, 1, 1, 12, tzinfo=UTC)
    year_of_nights = list(itertools.islice(nights.coming(kept, start), 366))
    assert [night.date - year_of_nights[0].date for night in year_of_nights] == [timedelta(days=d) for d in range(366)]


@given(some_hours(), instants)
def test_the_night_at_an_instant_is_under_way_or_next(kept: Hours, now: datetime):
    night = nights.night_at(kept, now)
    assert night.waking > now
    assert all(
        nights.night_named(kept, night.date - timedelta(days=back)).waking <= now
        or nights.night_named(kept, night.date - timedelta(days=back)) == night
        for back in (1, 2)
    )


@given(some_hours(), instants)
def test_offers_follow_one_another_without_a_gap(kept: Hours, now: datetime):
    offer = nights.next_offer(kept, now)
    assert offer > now
    assert nights.next_offer(kept, offer) > offer
    assert nights.next_offer(kept, offer - timedelta(microseconds=1)) == offer
    assert offer - now < timedelta(days=2, hours=3)


@given(some_hours(), some_hours(), instants)
def test_overlap_is_the_time_both_sleep(mine: Hours, theirs: Hours, now: datetime):
    a, b = nights.night_at(mine, now), nights.night_at(theirs, now)
    both = nights.overlap(a, b)
    assert both == nights.overlap(b, a)
    assert timedelta() <= both <= min(a.waking - a.bedtime, b.waking - b.bedtime)
    halfway = max(a.bedtime, b.bedtime) + both / 2
    assert (both > timedelta()) == (a.bedtime < halfway < a.waking and b.bedtime < halfway < b.waking)


@pytest.mark.parametrize(("waking", "meet"), [("23:29", False), ("23:30", True)])
def test_half_an_hour_at_once_can_be_shared(waking: str, *, meet: bool):
    a = nights.night_named(hours("Etc/UTC", "23:00", "7:00"), date(2026, 5, 1))
    kept = hours("Etc/UTC", "18:00", waking)
    b = nights.night_named(kept, date(2026, 5, 1))
    assert nights.shared(a, b) is meet
    assert nights.night_beside(kept, a) == (b if meet else None)


@given(some_hours(), some_hours(), instants)
def test_the_night_beside_is_the_one_that_overlaps_most(mine: Hours, theirs: Hours, now: datetime):
    a = nights.night_at(mine, now)
    around = [nights.night_named(theirs, a.date + timedelta(days=day)) for day in range(-3, 4)]
    best = max(nights.overlap(a, b) for b in around)
    beside = nights.night_beside(theirs, a)
    assert (nights.overlap(a, beside) if beside else None) == (best if best >= timedelta(minutes=30) else None)


def test_an_encounter_stays_open_three_hours_after_the_later_waking():
    a = nights.night_named(BERLIN, date(2026, 1, 10))
    b = nights.night_named(hours("Europe/London", "23:30", "8:00"), date(2026, 1, 10))
    offers = [nights.next_offer(BERLIN, a.offer), nights.next_offer(hours("Europe/London", "23:30", "8:00"), b.offer)]
    assert nights.closing(a, None, offers[:1]) == utc(2026, 1, 11, 9, 0)
    assert nights.closing(a, b, offers) == utc(2026, 1, 11, 11, 0)


def test_an_encounter_closes_at_the_next_offer_of_the_one_who_woke_long_before():
    by_day = hours("Europe/Berlin", "6:30", "22:00")
    a = nights.night_named(BERLIN, date(2026, 1, 10))
    b = nights.night_beside(by_day, a)
    assert b is not None
    offers = [nights.next_offer(BERLIN, a.offer), nights.next_offer(by_day, b.offer)]
    assert nights.closing(a, b, offers) == utc(2026, 1, 11, 21, 15)


@given(some_hours(), some_hours(), instants)
def test_an_encounter_never_runs_into_the_next_night_of_either(mine: Hours, theirs: Hours, now: datetime):
    a = nights.night_at(mine, now)
    b = nights.night_beside(theirs, a)
    offers = [nights.next_offer(mine, a.offer)] + ([nights.next_offer(theirs, b.offer)] if b else [])
    closes = nights.closing(a, b, offers)
    assert closes > a.bedtime
    assert all(closes <= offer for offer in offers)


@given(some_hours(st.just("Etc/UTC")), some_hours(st.just("Asia/Kathmandu")), instants)
def test_usual_overlap_is_the_same_both_ways_and_at_most_the_shorter_sleep(mine: Hours, theirs: Hours, now: datetime):
    usual = nights.usual_overlap(mine, theirs, now)
    assert usual == nights.usual_overlap(theirs, mine, now)
    assert usual <= timedelta(minutes=min(mine.asleep, theirs.asleep) + 5)
    alone = nights.usual_overlap(mine, mine, now)
    assert abs(alone - timedelta(minutes=mine.asleep)) <= timedelta(minutes=5)


def test_usual_overlap_says_how_much_is_slept_at_once():
    new_york = hours("America/New_York", "22:00", "6:00")
    # 03:00 to 11:00 against 22:00 to 06:00 in UTC.
    assert nights.usual_overlap(BERLIN, new_york, utc(2026, 1, 10, 12, 0)) == timedelta(hours=3)
    assert nights.usual_overlap(BERLIN, hours("Europe/Berlin", "8:00", "16:00"), utc(2026, 1, 10, 12, 0)) == timedelta()


@given(
    some_hours(), st.lists(st.tuples(some_hours(), st.timedeltas(timedelta(), timedelta(days=2))), max_size=8), instants
)
def test_whoever_changes_hours_and_zones_dreams_no_night_twice(
    kept: Hours, changes: list[tuple[Hours, timedelta]], now: datetime
):
    last = nights.next_night(None, kept, now)
    for changed, later in changes:
        now += later
        offer = nights.next_offer_after_change(last, changed, now)
        following = nights.next_night(last, changed, now)
        assert offer >= now
        assert following.date > last.date
        assert following.waking > now
        last = following


@given(
    some_hours(st.sampled_from(["Europe/Berlin", "America/New_York"])),
    instants,
    st.timedeltas(timedelta(), timedelta(days=1)),
)
def test_who_changes_nothing_loses_no_night(kept: Hours, now: datetime, later: timedelta):
    last = nights.night_at(kept, now)
    after = min(now + later, last.waking)
    assert nights.next_night(last, kept, after).date == last.date + timedelta(days=1)


def test_an_earlier_bedtime_chosen_this_evening_is_offered_at_once():
    now = utc(2026, 1, 10, 21, 30)
    last = nights.night_named(BERLIN, date(2026, 1, 9))
    assert nights.next_offer_after_change(last, hours("Europe/Berlin", "22:00", "6:00"), now) == now


def test_flying_east_over_the_date_line_sleeps_the_same_date_once_more_without_a_dream():
    auckland, los_angeles = (hours(zone, "23:00", "7:00") for zone in ("Pacific/Auckland", "America/Los_Angeles"))
    last = nights.night_named(auckland, date(2026, 1, 10))
    landed = utc(2026, 1, 11, 1, 0)
    assert nights.night_at(los_angeles, landed).date == last.date
    assert nights.next_night(last, los_angeles, landed).date == date(2026, 1, 11)
    there_again = nights.night_named(los_angeles, date(2026, 1, 11))
    assert nights.next_night(there_again, auckland, utc(2026, 1, 13, 5, 0)).date == date(2026, 1, 13)


@pytest.mark.parametrize(
    ("zone", "bedtime", "waking", "key"),
    [
        ("Europe/Berlin", 1380, 1380, "hours-equal"),
        ("Europe/Berlin", 1380, 119, "hours-too-short"),
        ("Europe/Berlin", 1380, 901, "hours-too-long"),
        ("Europe/Atlantis", 1380, 420, "zone-unknown"),
        ("../../etc/passwd", 1380, 420, "zone-unknown"),
        ("Europe", 1380, 420, "zone-unknown"),
        ("", 1380, 420, "zone-unknown"),
    ],
)
def test_hours_nobody_can_keep_are_refused(zone: str, bedtime: int, waking: int, key: str):
    with pytest.raises(DreamError) as refused:
        Hours.checked(zone, bedtime, waking)
    assert refused.value.key == key


def test_three_and_sixteen_hours_are_sleep():
    assert Hours.checked("Europe/Berlin", 1380, 120).asleep == 180
    assert Hours.checked("Europe/Berlin", 1380, 900).asleep == 960


@pytest.mark.parametrize(("bedtime", "waking"), [(-1, 420), (1440, 420), (1380, 1440)])
def test_minutes_of_no_day_are_a_mistake_of_ours(bedtime: int, waking: int):
    with pytest.raises(ValueError, match="minutes of a day"):
        Hours.checked("Europe/Berlin", bedtime, waking)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("23:30", "23:30"),
        ("11pm", "23:00"),
        ("11:30 pm", "23:30"),
        ("23", "23:00"),
        ("7.15", "07:15"),
        ("7h15", "07:15"),
        ("noon", "12:00"),
        ("Midnight", "00:00"),
        ("12am", "00:00"),
        ("12 pm", "12:00"),
        ("12:05 a.m.", "00:05"),
        (" 11 P.M. ", "23:00"),
        ("2330", "23:30"),
        ("730", "07:30"),
        ("23h", "23:00"),
        ("23 Uhr", "23:00"),
        ("24:00", "00:00"),
        ("at 10 o'clock", "10:00"),
        ("23:30 pm", "23:30"),
        ("0:30 am", "00:30"),
        ("２３：３０", "23:30"),
        ("8 p m", "20:00"),
    ],
)
def test_times_are_read_as_people_write_them(text: str, said: str):
    assert nights.written(nights.wall_time(text)) == said


@pytest.mark.parametrize(
    "text", ["", "late", "25", "24:01", "24pm", "7:60", "13 am", "0 pm", "-3", "12345", "half past", "7:5", "٢٣:٣٠x"]
)
def test_what_is_no_time_is_refused(text: str):
    with pytest.raises(DreamError) as refused:
        nights.wall_time(text)
    assert refused.value.key == "time-unreadable"


@given(minutes)
def test_what_is_written_is_read_again(minute: int):
    assert nights.wall_time(nights.written(minute)) == minute


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_refused(text: str):
    with contextlib.suppress(DreamError):
        assert 0 <= nights.wall_time(text) < 1440
