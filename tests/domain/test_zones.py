"""Finding a zone by what people type."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import cities, zones
from bot.domain.nights import wall_time, zone, zone_names
from bot.errors import DreamError

NOW = datetime(2026, 1, 20, 20, 40, tzinfo=UTC)
instants = st.integers(1_704_067_200, 2_082_758_400).map(lambda second: datetime.fromtimestamp(second, UTC))


def or_none(look: Callable[[], tuple[zones.Found, ...]]) -> tuple[zones.Found, ...]:
    try:
        return look()
    except DreamError:
        return ()


@pytest.mark.parametrize(
    ("text", "zone_name", "label"),
    [
        ("Berlin", "Europe/Berlin", "Berlin, Germany"),
        ("são paulo", "America/Sao_Paulo", "São Paulo, Brazil"),
        ("SAO  PAULO", "America/Sao_Paulo", "São Paulo, Brazil"),
        ("new york", "America/New_York", "New York, United States"),
        ("Europe/Berlin", "Europe/Berlin", "Berlin, Germany"),
        ("america/argentina/buenos_aires", "America/Argentina/Buenos_Aires", "Buenos Aires, Argentina"),
        ("US/Pacific", "America/Los_Angeles", "Los Angeles, United States"),
        ("Germany", "Europe/Berlin", "Berlin, Germany"),
        ("de", "Europe/Berlin", "Berlin, Germany"),
        ("UK", "Europe/London", "London, United Kingdom"),
        ("South Korea", "Asia/Seoul", "Seoul, South Korea"),
        ("munchen", "Europe/Berlin", "München, Germany"),
        ("lodz", "Europe/Warsaw", "Łódź, Poland"),
        ("Washington, D.C.", "America/New_York", "New York, United States"),
        ("Calcutta", "Asia/Kolkata", "Calcutta"),
        ("PST", "America/Los_Angeles", "Los Angeles, United States"),
        ("est", "America/New_York", "New York, United States"),
        ("UTC", "Etc/UTC", "UTC"),
        ("Texas", "America/Chicago", "Texas, United States"),
        ("St Johns", "America/St_Johns", "St Johns, Canada"),
        ("Berlni", "Europe/Berlin", "Berlin, Germany"),
        ("Melborne", "Australia/Melbourne", "Melbourne, Australia"),
        ("Germny", "Europe/Berlin", "Berlin, Germany"),
        ("los ang", "America/Los_Angeles", "Los Angeles, United States"),
    ],
)
def test_places_are_found_as_people_write_them(text: str, zone_name: str, label: str):
    first = zones.find(text, NOW)[0]
    assert (first.zone, first.label) == (zone_name, label)


def test_a_name_of_several_places_finds_them_all():
    assert {found.zone for found in zones.find("Victoria", NOW)} == {"America/Vancouver", "Australia/Melbourne"}
    assert {"Asia/Tbilisi", "America/New_York"} <= {found.zone for found in zones.find("Georgia", NOW)}
    assert {found.label for found in zones.find("York", NOW)} >= {"York, United Kingdom", "New York, United States"}
    assert [found.label for found in zones.find("de", NOW)] == ["Berlin, Germany"]
    assert [found.label for found in zones.find("London", NOW)] == ["London, United Kingdom", "London, Canada"]


def test_a_country_answers_once_for_each_of_its_clocks():
    found = zones.find("usa", NOW)
    assert [one.label.partition(",")[0] for one in found[:4]] == ["New York", "Chicago", "Los Angeles", "Denver"]
    assert {"America/Phoenix", "Pacific/Honolulu", "America/Anchorage"} <= {one.zone for one in found}
    assert len(found) < 10


@pytest.mark.parametrize("text", ["", " ", "x", "xyzzyq", "🌙", "utc+19", "@everyone", "%" * 300])
def test_what_is_nowhere_is_refused(text: str):
    with pytest.raises(DreamError) as refused:
        zones.find(text, NOW)
    assert refused.value.key == "zone-not-found"


def test_the_clock_finds_those_who_keep_it_the_best_known_first():
    first, *others = zones.by_clock(wall_time("21:40"), NOW)
    assert (first.zone, first.label, first.local) == ("Europe/Berlin", "Berlin, Paris, Rome", "21:40")
    assert "Africa/Lagos" in {found.zone for found in others}
    assert "Europe/Paris" not in {found.zone for found in others}
    assert [found.zone for found in zones.by_clock(wall_time("2:25"), NOW)] == ["Asia/Kathmandu"]


def test_a_clock_may_be_ten_minutes_off_and_midnight_lies_between():
    late = datetime(2026, 1, 20, 22, 55, tzinfo=UTC)
    assert zones.by_clock(5, late)[0].zone == "Europe/Berlin"
    assert zones.by_clock(wall_time("23:45"), late)[0].zone == "Europe/Berlin"
    with pytest.raises(DreamError) as refused:
        zones.by_clock(6, late)
    assert (refused.value.key, refused.value.slots) == ("zone-not-at-clock", {"time": "00:06"})


@given(st.integers(0, 1439), instants)
def test_whatever_the_clock_says_all_that_is_found_keeps_it(minutes: int, now: datetime):
    found = or_none(lambda: zones.by_clock(minutes, now))
    assert len(found) <= 25
    assert len({one.label for one in found}) == len(found)
    for one in found:
        there = now.astimezone(zone(one.zone))
        assert one.local == f"{there:%H:%M}"
        apart = (there.hour * 60 + there.minute - minutes) % 1440
        assert min(apart, 1440 - apart) <= 10


@given(st.sampled_from(["Europe/Berlin", "America/Chicago", "Asia/Karachi", "Pacific/Auckland"]), instants)
def test_no_two_answers_of_the_clock_keep_the_same_time_for_a_year(name: str, now: datetime):
    local = now.astimezone(zone(name))
    found = zones.by_clock(local.hour * 60 + local.minute, now)
    years = [
        tuple((now + timedelta(days=day)).astimezone(zone(one.zone)).utcoffset() for day in range(366)) for one in found
    ]
    assert len(set(years)) == len(years)


@pytest.mark.parametrize(
    ("text", "hours"), [("UTC+2", 2), ("gmt-3", -3), ("+5:30", 5.5), ("UTC +0545", 5.75), ("utc−8", -8), ("UTC+14", 14)]
)
def test_an_offset_finds_those_who_keep_it_now(text: str, hours: float):
    found = zones.look_up(text, NOW)
    assert {NOW.astimezone(zone(one.zone)).utcoffset() for one in found} == {timedelta(hours=hours)}


def test_a_time_is_looked_up_by_the_clock_and_all_else_by_place():
    assert zones.look_up("9:40 pm", NOW) == zones.by_clock(wall_time("21:40"), NOW)
    assert zones.look_up("Lisbon", NOW) == zones.find("Lisbon", NOW)
    with pytest.raises(DreamError, match="zone-not-at-clock"):
        zones.look_up("9:17 pm", NOW)


@given(st.text(max_size=30) | st.sampled_from(sorted(zone_names())).map(lambda name: name[:7]), instants)
def test_any_text_is_found_or_refused(text: str, now: datetime):
    found = or_none(lambda: zones.look_up(text, now))
    assert len(found) <= 25
    assert all(one.zone in zone_names() and one.label and len(one.label) <= 100 for one in found)


@given(st.sampled_from(sorted(zone_names() - {"Factory"})))
def test_every_zone_is_found_by_its_full_name_or_what_people_mean_by_it(name: str):
    first = zones.find(name, NOW)[0]
    if "/" in name and name.rpartition("/")[2].lower() not in cities.SHORT:
        assert NOW.astimezone(zone(first.zone)).utcoffset() == NOW.astimezone(zone(name)).utcoffset()


@given(st.sampled_from([(name, city) for name, known in cities.CITIES.items() for city in known.split(", ")]))
def test_every_city_we_know_is_found_again_by_its_label(known: tuple[str, str]):
    name, city = known
    found = next(one for one in zones.find(city, NOW) if one.zone == name)
    assert zones.find(found.label, NOW)[0].zone == name


def test_our_own_tables_name_zones_that_exist():
    named = {*cities.CITIES, *cities.SHORT.values(), *cities.WELL_KNOWN.split()}
    assert named <= zone_names()
    assert len(cities.WELL_KNOWN.split()) == len(set(cities.WELL_KNOWN.split()))
