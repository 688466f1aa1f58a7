"""What time it is. Whoever asks is given a `Clock`; nothing else reads the time."""

import asyncio
import contextlib
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST_SLEEP = 60.0
"""Seconds. A sleeping task looks up at least this often, so a machine that was suspended catches up."""


@dataclass(frozen=True, slots=True)
class Setting:
    """At the real instant `began` the dream clock showed `dream`; since then it runs `speed` times as fast."""

    dream: datetime
    speed: float
    began: datetime

    @classmethod
    def read(cls, text: str, real: datetime) -> "Setting":
        """Read `<dream instant>@<speed>[/<real instant it began>]`; raises ValueError saying what would be right."""
        dream, at, rest = text.partition("@")
        speed, _, began = rest.partition("/")
        try:
            setting = cls(_instant(dream), float(speed if at else "1"), _instant(began) if began else real)
        except ValueError as wrong:
            raise ValueError("write it as 2026-03-01T20:00Z@60, speed 0 or more") from wrong
        if not 0 <= setting.speed <= 100_000:
            raise ValueError("write a speed from 0 (it stands) to 100000")
        return setting


class Clock:
    """The time in the dream world: real time unless a setting says otherwise."""

    def __init__(self, setting: Setting | None = None) -> None:
        self._setting = setting
        self._stirred = asyncio.Event()

    def now(self) -> datetime:
        """Return the dream time, in UTC."""
        if self._setting is None:
            return self.real()
        passed = (self.real() - self._setting.began).total_seconds()
        return self._setting.dream + timedelta(seconds=passed * self._setting.speed)

    def real(self) -> datetime:
        """Return the time outside, in UTC: for what Discord counts, such as nonces and tokens."""
        return datetime.fromtimestamp(time.time(), UTC)

    def turn(self, dream: datetime, speed: float) -> None:
        """Set the clock; whoever sleeps by it wakes and looks again."""
        self._setting = Setting(dream, speed, self.real())
        self.stir()

    def stir(self) -> None:
        """Wake whoever sleeps by this clock: there may be something to do."""
        self._stirred.set()
        self._stirred = asyncio.Event()

    def listen(self) -> asyncio.Event:
        """Return what the next `stir` sets. Take it before looking for work, so that no stir is missed."""
        return self._stirred

    async def sleep_until(self, at: datetime | None, stirred: asyncio.Event) -> None:
        """Sleep until `at`, until `stirred` (from `listen`) is set, or for `LONGEST_SLEEP`."""
        speed = self._setting.speed if self._setting else 1.0
        wait = LONGEST_SLEEP
        if at is not None and speed > 0:
            wait = min(wait, max(0.0, (at - self.now()).total_seconds() / speed))
        # Not `wait_for`: before Python 3.12 it loses a cancellation that comes together with a stir.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await stirred.wait()


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text.strip())
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset, such as Z")
    return instant.astimezone(UTC)
