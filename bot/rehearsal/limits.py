"""How often a bot may ask: over all, on each route, for new DMs, and how often it may be wrong.

Where each number comes from. Discord says that those of the routes may change at any time, and tells them in headers.

Documented (developers/topics/rate-limits, developers/events/gateway):
  50 requests a second over all, interaction endpoints exempt; 10,000 answers of 401, 403 or 429 in 10 minutes and the
  address is shut out; 429s of scope `shared` do not count; 120 gateway events in 60 s; 1,000 IDENTIFY a day, one in 5 s
  for each `max_concurrency`; webhooks of interactions have the limits of other webhooks.
Observed, by libraries' logs and issues:
  message-create and message-edit 5 in 5 s, counted apart under one name (discord-api-docs#1442, #8073); message-delete
  5 in 1 s for messages younger than 10 s and unknown ones (discord-api-docs#8330, 2026), which is used for all here;
  webhook 5 in 2 s for a token; 25 to 40 new DM channels in a short time and a bot was flagged; an address shut out for
  ten minutes to an hour, where "temporarily" is documented.
Guesses, of a likely size, so that a client meets each limit at all:
  typing, thread-create, channel-edit, dm-open, member, guild, gateway-bot, commands-put; that a window opens with its
  first call; that 40003 comes after 25 new DM channels in ten minutes. Routes without a bucket have no limit of their
  own here; on Discord they have one that nobody told.
"""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import md5
from typing import Final, Literal

from bot.rehearsal.answer import Answer
from bot.rehearsal.refusal import Refusal

Kind = Literal["off", "real", "strict"]
INVALID: Final = frozenset({401, 403, 429})
GLOBAL_WINDOW, INVALID_WINDOW = 1.0, 600.0
SHUT_OUT: Final = 600.0
"""Seconds an address is shut out."""
MOST_COUNTS: Final = 10_000
VIA: Final = {"Via": "1.1 google"}
"""Discord's front. discord.py takes a 429 without it for one of Cloudflare's, and does not try again."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """`most` calls in a `window` of seconds that opens with the first. Some share what Discord names them by."""

    most: int
    window: float
    hash_of: str = ""


BUCKETS: Final = {
    # Which of these are documented, observed or guessed is said at the head of this file.
    "message-create": Bucket(5, 5.0, "message-write"),
    "message-edit": Bucket(5, 5.0, "message-write"),
    "message-delete": Bucket(5, 1.0),
    "typing": Bucket(5, 5.0),
    "thread-create": Bucket(50, 300.0),
    "channel-edit": Bucket(5, 15.0),
    "dm-open": Bucket(10, 10.0),
    "member": Bucket(5, 1.0),
    "guild": Bucket(5, 5.0),
    "gateway-bot": Bucket(2, 5.0),
    "commands-put": Bucket(2, 20.0),
    "webhook": Bucket(5, 2.0),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """The numbers of one strictness. `dms` new DM channels in `dm_window` seconds; `events` gateway frames in 60 s."""

    over_all: int = 50
    invalid: int = 10_000
    dms: int = 25
    dm_window: float = 600.0
    events: int = 120
    identifies: int = 1000
    most_in_bucket: int = 1000


REAL: Final = Measure()
STRICT: Final = Measure(over_all=10, invalid=50, dms=3, dm_window=600.0, events=20, identifies=5, most_in_bucket=2)


@dataclass(slots=True)
class Count:
    """What was used of one bucket since its window opened."""

    opened: float
    used: int = 0


class Limits:
    """Counts calls by a clock of seconds, `now`. Off, it knows no limits and says nothing in headers."""

    def __init__(self, kind: Kind, now: Callable[[], float]) -> None:
        self.kind: Final = kind
        self.measure: Final = STRICT if kind == "strict" else REAL
        self._now = now
        self._second = Count(0.0)
        self._counts: dict[tuple[str, ...], Count] = {}
        self._invalid: Final[deque[float]] = deque()
        self._dms: Final[deque[float]] = deque()
        self._identifies: Final[deque[float]] = deque()
        self._out_until = 0.0

    @property
    def on(self) -> bool:
        """Whether there are limits."""
        return self.kind != "off"

    def shut_out(self) -> Answer | None:
        """Return what an address that was wrong too often gets: a page of Cloudflare's, not JSON, without `Via`."""
        left = self._out_until - self._now()
        if not self.on or left <= 0:
            return None
        headers = {"Retry-After": str(math.ceil(left)), "Server": "cloudflare"}
        return Answer(429, headers=headers, page="error code: 1015")

    def take(self, bucket_name: str, parts: tuple[str, ...], *, over_all: bool) -> tuple[Answer | None, dict[str, str]]:
        """Count a call on a path with these variable `parts`, and `over_all` if it belongs there.

        Return the 429 if it is one too many, and the headers for whatever is answered.
        """
        if not self.on:
            return None, {}
        if over_all and (wait := self._over_all()) is not None:
            return _too_many(wait, {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}, over_all=True), {}
        bucket = BUCKETS.get(bucket_name)
        if bucket is None:
            return None, dict(VIA)
        most = min(bucket.most, self.measure.most_in_bucket)
        count = self._count((bucket_name, *parts[: 2 if bucket_name == "webhook" else 1]), bucket.window)
        left = max(bucket.window - (self._now() - count.opened), 0.001)
        count.used += 1
        headers = VIA | {
            "X-RateLimit-Limit": str(most),
            "X-RateLimit-Remaining": str(max(most - count.used, 0)),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": md5((bucket.hash_of or bucket_name).encode(), usedforsecurity=False).hexdigest(),
        }
        if count.used > most:
            return _too_many(left, headers | {"X-RateLimit-Scope": "user"}, over_all=False), headers
        return None, headers

    def _over_all(self) -> float | None:
        """Count a call to the 50 a second; return how many seconds to wait if it is over."""
        now = self._now()
        if now - self._second.opened >= GLOBAL_WINDOW:
            self._second = Count(now)
        self._second.used += 1
        return None if self._second.used <= self.measure.over_all else GLOBAL_WINDOW - (now - self._second.opened)

    def _count(self, key: tuple[str, ...], window: float) -> Count:
        now = self._now()
        found = self._counts.get(key)
        if found is None or now - found.opened >= window:
            if len(self._counts) >= MOST_COUNTS:
                self._counts = {each: count for each, count in self._counts.items() if now - count.opened < 300.0}
            found = self._counts[key] = Count(now)
        return found

    def note(self, answer: Answer) -> None:
        """Count an answer that was sent, if it is one of those that shut an address out."""
        if not self.on or answer.status not in INVALID:
            return
        if _recent(self._invalid, self._now(), INVALID_WINDOW) >= self.measure.invalid:
            self._out_until = self._now() + SHUT_OUT
            self._invalid.clear()

    def open_direct(self) -> None:
        """Count a DM channel that was not there before. Raises Refusal 40003 if they come too fast."""
        if not self.on:
            return
        _forget(self._dms, self._now(), self.measure.dm_window)
        if len(self._dms) >= self.measure.dms:
            raise Refusal(400, 40003, "You are opening direct messages too fast")
        self._dms.append(self._now())

    def session_start(self) -> dict[str, object]:
        """Return the `session_start_limit` of GET /gateway/bot."""
        _forget(self._identifies, self._now(), 86_400.0)
        total = self.measure.identifies
        left = 86_400.0 - (self._now() - self._identifies[0]) if self._identifies else 86_400.0
        remaining = max(total - len(self._identifies), 0)
        return {"total": total, "remaining": remaining, "reset_after": int(left * 1000), "max_concurrency": 1}

    def identify(self) -> Literal["welcome", "too soon", "none left"]:
        """Count an IDENTIFY. One in 5 s is let in; with none left for the day Discord resets the bot's token."""
        if not self.on:
            return "welcome"
        _forget(self._identifies, self._now(), 86_400.0)
        if len(self._identifies) >= self.measure.identifies:
            return "none left"
        if self._identifies and self._now() - self._identifies[-1] < 5.0:
            return "too soon"
        self._identifies.append(self._now())
        return "welcome"

    def frames(self) -> Callable[[], bool]:
        """Return a counter for one socket: whether one more frame from the bot is one too many."""
        sent: deque[float] = deque()
        return lambda: self.on and _recent(sent, self._now(), 60.0) > self.measure.events


def _forget(times: deque[float], now: float, window: float) -> None:
    while times and now - times[0] >= window:
        times.popleft()


def _recent(times: deque[float], now: float, window: float) -> int:
    """Note that something happened now; return how often it did within the window."""
    _forget(times, now, window)
    times.append(now)
    return len(times)


def _too_many(wait: float, headers: dict[str, str], *, over_all: bool) -> Answer:
    said = {"message": "You are being rate limited.", "retry_after": round(wait, 3), "global": over_all}
    return Answer(429, said, VIA | headers | {"Retry-After": str(math.ceil(wait))})
