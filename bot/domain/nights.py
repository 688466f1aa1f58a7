"""Sleep and nights: when one dreamer sleeps by their own clock, and when two sleep at once.

Wall time becomes an instant in one place, and only instants in UTC are ever subtracted: the difference of two aware
local times ignores the hour that was lost or given between them. In a gap of spring a wall time is read by the offset
before it, so 02:30 is 03:30; in a fold of autumn the first of the two is meant.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from bot.errors import DreamError

OFFER_AHEAD = timedelta(minutes=45)
"""How long before bedtime a dream is offered: dreams are played at the edges of sleep."""
OPEN_AFTER_WAKING = timedelta(hours=3)
"""How long after the later waking an encounter stays open, for the same reason."""
SHARED = timedelta(minutes=30)
"""Half an hour of sleep at once makes a night that can be shared; rule of the world: sleep is the gate."""
SHORTEST = 3 * 60
LONGEST = 16 * 60
"""Minutes. Shorter leaves no room for a dream, longer no day between two nights; a choice of ours."""

_DAY = 24 * 60
_NAMED_BEFORE = 6 * 60
"""A night is named by the local date of bedtime minus six hours, so that 01:00 belongs to the evening before."""
_LEAP = timedelta(hours=3)
_WEEK = 7
_STEP = timedelta(minutes=5)
_STEPS = timedelta(days=_WEEK) // _STEP

_zones: dict[str, ZoneInfo] = {}
"""Held for good: `zoneinfo` drops the ones nobody has used lately and reads them again."""


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Return every name of the shipped tz database."""
    return frozenset(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())


def zone(name: str) -> ZoneInfo:
    """Return the zone of a tz database name; raises DreamError `zone-unknown` where there is none.

    Read from the `tzdata` package and not from the machine, so that a night is the same night on every machine.
    """
    known = _zones.get(name)
    if known is None:
        if name not in zone_names():
            raise DreamError("zone-unknown")
        with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
            known = _zones[name] = ZoneInfo.from_file(file, key=name)
    return known


@dataclass(frozen=True, slots=True)
class Hours:
    """When a dreamer sleeps: `bedtime` and `waking` in minutes of local wall time, 0 to 1439."""

    zone: str
    bedtime: int
    waking: int

    @classmethod
    def checked(cls, zone_name: str, bedtime: int, waking: int) -> "Hours":
        """Return hours somebody may keep.

        Raises DreamError `zone-unknown`, `hours-equal`, `hours-too-short`, `hours-too-long`; ValueError for minutes
        that are not of a day, which no reader of times returns.
        """
        if not (0 <= bedtime < _DAY and 0 <= waking < _DAY):
            message = f"minutes of a day are 0 to {_DAY - 1}, not {bedtime} and {waking}"
            raise ValueError(message)
        zone(zone_name)
        hours = cls(zone_name, bedtime, waking)
        told: dict[str, str | int] = {"bedtime": written(bedtime), "waking": written(waking)}
        if bedtime == waking:
            raise DreamError("hours-equal", **told)
        if hours.asleep < SHORTEST:
            raise DreamError("hours-too-short", hours=SHORTEST // 60, **told)
        if hours.asleep > LONGEST:
            raise DreamError("hours-too-long", hours=LONGEST // 60, **told)
        return hours

    @property
    def asleep(self) -> int:
        """Minutes from bedtime to waking on a night without a change of clocks."""
        return (self.waking - self.bedtime) % _DAY


@dataclass(frozen=True, slots=True)
class Night:
    """One dreamer's sleep, named by its `date`; `bedtime` and `waking` are instants in UTC."""

    date: date
    bedtime: datetime
    waking: datetime

    @property
    def offer(self) -> datetime:
        """When its dream is offered."""
        return self.bedtime - OFFER_AHEAD


def night_named(hours: Hours, day: date) -> Night:
    """Return the night that `day` names.

    A day the zone's calendar skipped, as Samoa's 30 December 2011, has no night: the night after it is returned, under
    its own name. No night is dreamt twice, and none is made of an evening that never came. Where the clocks leap by
    three hours or more in one sleep (a date line moved, a polar station changed its mind) the sleep keeps its length.
    """
    there = zone(hours.zone)
    lies_down = day + timedelta(days=hours.bedtime < _NAMED_BEFORE)
    rises = lies_down + timedelta(days=hours.waking <= hours.bedtime)
    bedtime = _instant(lies_down, hours.bedtime, there)
    if bedtime.astimezone(there).date() > lies_down and _skipped(lies_down, hours.bedtime, there):
        return night_named(hours, day + timedelta(days=1))
    waking = _instant(rises, hours.waking, there)
    asleep = timedelta(minutes=hours.asleep)
    if abs(waking - bedtime - asleep) >= _LEAP:
        waking = bedtime + asleep
    return Night(day, bedtime, waking)


def _instant(day: date, minutes: int, there: ZoneInfo) -> datetime:
    return datetime.combine(day, time(*divmod(minutes, 60)), tzinfo=there).astimezone(UTC)


def _skipped(day: date, minutes: int, there: ZoneInfo) -> bool:
    """Return whether the clocks leapt over this wall time by a whole day."""
    meant = datetime.combine(day, time(*divmod(minutes, 60)), tzinfo=UTC)
    read = _instant(day, minutes, there).astimezone(there).replace(tzinfo=UTC)
    return read - meant >= timedelta(days=1)


def coming(hours: Hours, now: datetime) -> Iterator[Night]:
    """Yield the nights that are not over at `now`, in order and without end; each date once."""
    # Two days back: a night named for a day may lie wholly in the next one.
    first = now.astimezone(zone(hours.zone)).date() - timedelta(days=2)
    for days in itertools.count():
        day = first + timedelta(days=days)
        night = night_named(hours, day)
        if night.date == day and night.waking > now:
            yield night


def night_at(hours: Hours, now: datetime) -> Night:
    """Return the night that is under way at `now`, from its offer to its waking, or else the next one."""
    return next(coming(hours, now))


def next_offer(hours: Hours, after: datetime) -> datetime:
    """Return the first offer later than `after`."""
    return next(night.offer for night in coming(hours, after) if night.offer > after)


def next_night(last: Night | None, hours: Hours, now: datetime) -> Night:
    """Return the night to dream after `last`, the latest one dreamt or under way, by the `hours` as they are now.

    Hours may have changed since, and hours hold from the next night: whatever became of bedtime and zone, the next
    night has a later name, so none is dreamt twice. None is lost that is still to be slept by the new hours; flying
    east over the date line, the same date comes round again and is slept without a dream.
    """
    return next(night for night in coming(hours, now) if last is None or night.date > last.date)


def next_offer_after_change(last: Night | None, hours: Hours, now: datetime) -> datetime:
    """Return when the next dream is to be offered: `now` where the offer is past and the sleep is not."""
    return max(next_night(last, hours, now).offer, now)


def overlap(a: Night, b: Night) -> timedelta:
    """Return how long both are asleep at once; zero where they are not."""
    return max(min(a.waking, b.waking) - max(a.bedtime, b.bedtime), timedelta())


def shared(a: Night, b: Night) -> bool:
    """Return whether the two can meet: half an hour of sleep at once."""
    return overlap(a, b) >= SHARED


def night_beside(hours: Hours, night: Night) -> Night | None:
    """Return the night of one who keeps `hours` that overlaps `night` the most, or None if the two cannot meet."""
    beside = itertools.takewhile(lambda other: other.bedtime < night.waking, coming(hours, night.bedtime))
    best = max(beside, key=lambda other: overlap(night, other), default=None)
    return best if best is not None and shared(night, best) else None


def closing(a: Night, b: Night | None, next_offers: Iterable[datetime]) -> datetime:
    """Return when the encounter of these nights closes; `b` is None in a lone dream.

    Three hours after the later waking, but never into either's next night: not past any of `next_offers`.
    """
    waking = a.waking if b is None else max(a.waking, b.waking)
    return min([waking + OPEN_AFTER_WAKING, *next_offers])


def week(hours: Hours, around: datetime) -> int:
    """Return the sleep of the seven days from `around` as bits, one for each five minutes, the earliest lowest.

    Two weeks of the same `around` are laid over each other with `&`; this is what makes pairing a thousand cheap.
    """
    bits = 0
    for night in coming(hours, around):
        begins = max(round((night.bedtime - around) / _STEP), 0)
        if begins >= _STEPS:
            return bits
        ends = min(round((night.waking - around) / _STEP), _STEPS)
        bits |= (1 << ends) - (1 << begins)
    return bits


def nightly(steps: int) -> timedelta:
    """Return what so many steps of a `week`, its bits, come to for one night."""
    return _STEP * steps / _WEEK


def nightly_steps(span: timedelta) -> int:
    """Return the steps of a `week` that make so much of every night."""
    return round(span * _WEEK / _STEP)


def usual_overlap(a: Hours, b: Hours, around: datetime) -> timedelta:
    """Return the mean sleep at once in the seven nights from `around`, to about five minutes."""
    return nightly((week(a, around) & week(b, around)).bit_count())


_TIME = re.compile(r"([0-9]{1,2})(?:\s*[:.h,]\s*([0-5][0-9])|([0-5][0-9]))?\s*(?:([ap])\.?\s?m\.?)?")
_AROUND_TIME = re.compile(r"^(?:at|um|about|around)\s+|\s*(?:o['’]?clock|uhr|hrs?|h)\.?$")
_NAMED_TIMES = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0, "12 noon": 12 * 60, "12 midnight": 0}


def wall_time(text: str) -> int:
    """Return the minutes of the day that `text` says: "23:30", "11pm", "11:30 pm", "23", "7.15", "2330", "noon".

    Raises DreamError `time-unreadable`.
    """
    said = _AROUND_TIME.sub("", unicodedata.normalize("NFKC", text).strip().casefold()).strip()
    if said in _NAMED_TIMES:
        return _NAMED_TIMES[said]
    match = _TIME.fullmatch(said)
    if match is None:
        raise DreamError("time-unreadable")
    hour, minute, half = int(match[1]), int(match[2] or match[3] or 0), match[4]
    if (hour, minute) == (24, 0) and not half:
        hour = 0
    # "23:30 pm" is said often and means one thing; "23:30 am" and "0 pm" mean none.
    if hour >= 24 or (half == "a" and hour > 12) or (half == "p" and hour == 0):
        raise DreamError("time-unreadable")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute


def written(minutes: int) -> str:
    """Return minutes of the day as "23:30"."""
    return "{:02}:{:02}".format(*divmod(minutes % _DAY, 60))
