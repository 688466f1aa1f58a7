"""The evening door: one post in a channel each evening, by which dreams are told in place of direct messages."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from bot.domain.nights import zone
from bot.ids import ChannelId

NIGHT_LASTS: Final = timedelta(hours=12)
"""After the door's hour: a post that is later than this, after a downtime, would open on a night that is over."""


@dataclass(frozen=True, slots=True)
class Door:
    """A server's door as its moderators chose it; `at` is in minutes of wall time in `zone`, 0 to 1439."""

    channel: ChannelId | None = None
    zone: str | None = None
    at: int | None = None
    for_all: bool = False
    """Whether everybody is told at the door; else each dreamer chooses."""

    @property
    def opens(self) -> bool:
        """Whether there is one: a place and an hour."""
        return self.channel is not None and self.zone is not None and self.at is not None

    def takes(self, *, wanted: bool) -> bool:
        """Whether a dreamer is told here from their next night on. `wanted`: whether they chose it."""
        return self.opens and (self.for_all or wanted)


NO_DOOR: Final = Door()


@dataclass(frozen=True, slots=True)
class Evening:
    """One evening of a door, by the local `date` of its hour; `at` is in UTC."""

    date: date
    at: datetime


def evening_before(door: Door, now: datetime) -> Evening:
    """Return the last evening whose hour has come; raises ValueError for a door that has no hour."""
    days = (_evening(door, _today(door, now) - timedelta(days=back)) for back in range(-1, 4))
    return next(one for one in days if one.at <= now)


def next_evening(door: Door, now: datetime) -> Evening:
    """Return the first evening whose hour is later than `now`; raises ValueError for a door that has no hour."""
    days = (_evening(door, _today(door, now) + timedelta(days=ahead)) for ahead in range(-1, 4))
    return next(one for one in days if one.at > now)


def _today(door: Door, now: datetime) -> date:
    if door.zone is None or door.at is None:
        raise ValueError("a door without an hour")
    return now.astimezone(zone(door.zone)).date()


def _evening(door: Door, day: date) -> Evening:
    if door.zone is None or door.at is None:
        raise ValueError("a door without an hour")
    at = datetime.combine(day, time(*divmod(door.at, 60)), tzinfo=zone(door.zone))
    return Evening(day, at.astimezone(UTC))
