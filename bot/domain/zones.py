"""Finding a dreamer's zone by what they say: a city, a country, or what their clock shows now."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib import resources

from bot.domain.cities import CITIES, COUNTRIES, READABLE, SHORT, WELL_KNOWN
from bot.domain.nights import wall_time, written, zone, zone_names
from bot.errors import DreamError

MOST = 25
"""As many as Discord shows in one list."""
SLACK = 10
"""Minutes a clock may be off."""

_CITIES_SHOWN = 3
_DAY = 24 * 60
_CLOSE = 0.75
_INITIALS = 3
_SHORTEST = 2
_OF_CITIES = frozenset({"Africa", "America", "Asia", "Atlantic", "Europe", "Indian", "Pacific"})
"""The areas of the tz database that name cities; old ones such as US and Brazil name clocks."""
_RANK = {name: rank for rank, name in enumerate(WELL_KNOWN.split())}
# Letters with a stroke or of two kinds have no accent to take away.
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-−])\s*([0-9]{1,2})(?::?([0-5][0-9]))?")


@dataclass(frozen=True, slots=True)
class Found:
    """A zone one may mean: its tz database name, the words to show for it, and its wall time now ("21:40")."""

    zone: str
    label: str
    local: str


@dataclass(frozen=True, slots=True)
class _Tables:
    places: Mapping[str, tuple[tuple[str, str], ...]]
    """Folded name to (zone, label)."""
    labels: Mapping[str, tuple[str, str]]
    """Folded label, as it is once it was shown, to the same."""
    countries: Mapping[str, tuple[str, str]]
    """Folded name or ISO code to (code, name)."""
    within: Mapping[str, tuple[str, ...]]
    """ISO code to its zones, the most populous first."""
    country_of: Mapping[str, str]


def look_up(text: str, now: datetime) -> tuple[Found, ...]:
    """Return the zones that `text` may mean: by the clock where it reads as a time of day, else by place.

    Raises what `by_clock` and `find` raise.
    """
    try:
        minutes = wall_time(text)
    except DreamError:
        return find(text, now)
    return by_clock(minutes, now)


def find(text: str, now: datetime) -> tuple[Found, ...]:
    """Return the zones whose place `text` may name, the best first, at most 25.

    Cities of the tz database and other big ones, states and provinces, full zone names, abbreviations as people mean
    them ("PST"), offsets ("UTC+2") and countries (one answer for each clock kept there), in any case and without
    accents. Whole names first; only if there are none, beginnings; only if there are none, close misspellings.
    Raises DreamError `zone-not-found`.
    """
    wanted = _folded(text)
    offset = _OFFSET.fullmatch(text.strip().casefold())
    if offset is not None:
        return _at_offset(offset, now)
    hits = _named(wanted, now) or _misspelt(wanted, now)
    if not hits:
        raise DreamError("zone-not-found")
    return _found(hits, now)


def by_clock(minutes: int, now: datetime) -> tuple[Found, ...]:
    """Return the zones where it is `minutes` of the day now, give or take ten, at most 25, the most populous first.

    Zones that keep the same time for the coming year are one answer, labelled by its best-known cities. Raises
    DreamError `zone-not-at-clock`.
    """
    near = [name for name in _tables().country_of if _apart(_local(name, now), minutes) <= SLACK]
    if not near:
        raise DreamError("zone-not-at-clock", time=written(minutes))
    return _found(_by_behaviour(near, now), now)


def _at_offset(offset: re.Match[str], now: datetime) -> tuple[Found, ...]:
    ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    if offset[1] != "+":
        ahead = -ahead
    near = [name for name in _tables().country_of if now.astimezone(zone(name)).utcoffset() == ahead]
    if not near:
        raise DreamError("zone-not-found")
    return _found(_by_behaviour(near, now), now)


def _named(wanted: str, now: datetime) -> list[tuple[str, str]]:
    """Return what has the folded name `wanted`, or else what begins with it."""
    tables = _tables()
    if wanted in tables.labels:
        return [tables.labels[wanted]]
    hits = list(tables.places.get(wanted, ()))
    if wanted in tables.countries:
        hits += _of_country(*tables.countries[wanted], now)
    if hits:
        # Short ones are codes and initials: "de" is not the middle of Rio de Janeiro.
        words = (key for key in tables.places if f" {wanted} " in f" {key} ")
        return hits + (_of(words) if len(wanted) > _INITIALS else [])
    if len(wanted) < _SHORTEST:
        return []
    hits = _of(key for key in tables.places if f" {wanted}" in f" {key}")
    for key in tables.countries:
        if len(key) > _INITIALS and key.startswith(wanted):
            hits += _of_country(*tables.countries[key], now)
    return sorted(hits, key=lambda hit: _rank(hit[0]))


def _misspelt(wanted: str, now: datetime) -> list[tuple[str, str]]:
    tables = _tables()
    # Codes and initials are left out: everything short is close to one of them.
    known = [key for key in {**tables.places, **tables.countries} if len(key) > _INITIALS]
    hits: list[tuple[str, str]] = []
    for key in difflib.get_close_matches(wanted, known, n=5, cutoff=_CLOSE):
        hits += tables.places.get(key, ())
        if key in tables.countries:
            hits += _of_country(*tables.countries[key], now)
    return hits


def _of(keys: Iterable[str]) -> list[tuple[str, str]]:
    return [hit for key in keys for hit in _tables().places[key]]


def _of_country(code: str, name: str, now: datetime) -> list[tuple[str, str]]:
    return [(zone_, f"{label}, {name}") for zone_, label in _by_behaviour(_tables().within[code], now)]


def _found(hits: Iterable[tuple[str, str]], now: datetime) -> tuple[Found, ...]:
    by_label = {label: name for name, label in reversed(list(hits))}
    once = list(reversed(by_label.items()))[:MOST]
    return tuple(Found(name, label, written(_local(name, now))) for label, name in once)


def _by_behaviour(names: Iterable[str], now: datetime) -> list[tuple[str, str]]:
    """Return one (zone, label) for each set of zones that keep the same time on every day of the coming year."""
    days = [now.astimezone(UTC) + timedelta(days=day) for day in range(366)]
    alike: dict[tuple[timedelta | None, ...], list[str]] = {}
    for name in names:
        there = zone(name)
        alike.setdefault(tuple(day.astimezone(there).utcoffset() for day in days), []).append(name)
    # Sorting is stable: unknown ones stay in the order of the tables, which puts the populous first.
    groups = [sorted(group, key=_rank) for group in alike.values()]
    groups.sort(key=lambda group: _rank(group[0]))
    return [(group[0], _cities(group)) for group in groups]


def _cities(group: list[str]) -> str:
    known = [name for name in group if name in _RANK] or group
    return ", ".join(map(_city, known[:_CITIES_SHOWN]))


def _rank(name: str) -> int:
    return _RANK.get(name, len(_RANK))


def _city(name: str) -> str:
    own = name.rpartition("/")[2].replace("_", " ")
    # The tz database writes ASCII; our own table may know how the city is spelt.
    known = CITIES.get(name, "").split(", ")
    return next((city for city in known if _folded(city) == _folded(own)), own)


def _local(name: str, now: datetime) -> int:
    there = now.astimezone(zone(name))
    return there.hour * 60 + there.minute


def _apart(a: int, b: int) -> int:
    apart = abs(a - b) % _DAY
    return min(apart, _DAY - apart)


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN_LETTERS))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w/+]|_", " ", re.sub(r"['’.]", "", bare)).split())


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    """Read the tables that the `tzdata` package ships, once; the only place that reads them."""
    shipped = resources.files("tzdata").joinpath("zoneinfo")
    iso, tab, links = (
        _rows(shipped.joinpath(name).read_text("utf-8")) for name in ("iso3166.tab", "zone.tab", "tzdata.zi")
    )
    names = {code: READABLE.get(code, name) for code, name in iso}
    within: dict[str, list[str]] = {}
    for code, _, name, *_ in tab:
        within.setdefault(code, []).append(name)
    country_of = {name: names[code] for code, inside in within.items() for name in inside}
    aliases = {alias: name for _, name, alias in (row[0].split() for row in links if row[0].startswith("L "))}
    places = _places(country_of, aliases)
    return _Tables(
        places=places,
        labels={_folded(label): (name, label) for hits in places.values() for name, label in hits},
        countries=_countries(names, within),
        within={code: tuple(inside) for code, inside in within.items()},
        country_of=country_of,
    )


def _rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _places(country_of: Mapping[str, str], aliases: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    places: dict[str, dict[str, str]] = {}

    def add(said: str, name: str, label: str) -> None:
        places.setdefault(_folded(said), {}).setdefault(name, label)

    def city(name: str) -> str:
        return f"{_city(name)}, {country_of[name]}" if name in country_of else name.removeprefix("Etc/")

    for said, name in SHORT.items():
        add(said, name, city(name))
    for name in country_of:
        add(_city(name), name, city(name))
    for name, cities in CITIES.items():
        for one in cities.split(", "):
            add(one, name, f"{one}, {country_of[name]}")
    for name in sorted(zone_names() - {"Factory"}):
        meant = name if name in country_of else aliases.get(name, name)
        if name not in SHORT and name.casefold() not in SHORT:
            add(name, meant, city(meant))
        # Old names of cities (Calcutta) may lie in another country than the zone they now share.
        if name not in country_of and name.partition("/")[0] in _OF_CITIES:
            add(_city(name), meant, _city(name))
    return {said: tuple(found.items()) for said, found in places.items()}


def _countries(names: Mapping[str, str], within: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, str]]:
    said = {**{code: code for code in names}, **{name: code for code, name in names.items()}, **COUNTRIES}
    return {_folded(name): (code, names[code]) for name, code in said.items() if code in within}
