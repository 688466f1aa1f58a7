"""Discord's failures, on demand: errors, lost answers, slowness, calls held in mid-air."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Final

from bot.rehearsal.refusal import Refusal


class Lost(Exception):  # noqa: N818 - it is a way out, not an error of ours
    """The connection is to be cut without an answer."""


class Gate:
    """Holds the first call that comes to it. Made by `LocalDiscord.holds`."""

    def __init__(self, *, after: bool) -> None:
        self.after: Final = after
        """Whether the call is held after it was carried out, not before."""
        self._reached = asyncio.Event()
        self._opened = asyncio.Event()
        self._cut = False

    @property
    def is_reached(self) -> bool:
        """Whether a call came and is, or was, held."""
        return self._reached.is_set()

    async def reached(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109 - part of the stage API
        """Wait until a call is held. Raises TimeoutError after `timeout` seconds."""
        async with asyncio.timeout(timeout):
            await self._reached.wait()

    def release(self) -> None:
        """Let the call go on as if nothing had been."""
        self._opened.set()

    def cut(self) -> None:
        """Cut the call's connection: held before, it is not carried out; held after, its answer is lost."""
        self._cut = True
        self._opened.set()

    async def hold(self) -> None:
        """Hold a call here. Raises Lost if it is cut."""
        self._reached.set()
        await self._opened.wait()
        if self._cut:
            raise Lost


@dataclass(slots=True)
class Fault:
    """What is to happen to the next `times` calls that match. Latency in seconds."""

    method: str
    pattern: re.Pattern[str]
    times: int = 1
    refusal: Refusal | None = None
    drop_answer: bool = False
    latency: float = 0.0
    gate: Gate | None = None
    hits: int = 0
    """How many calls it met."""

    def matches(self, method: str, path: str) -> bool:
        """Whether it is for this call and not used up."""
        return self.hits < self.times and self.method in ("*", method) and self.pattern.fullmatch(path) is not None

    async def before(self) -> None:
        """Act before the call is carried out. Raises Refusal or Lost if it is not to be."""
        if self.latency:
            await asyncio.sleep(self.latency)
        if self.gate is not None and not self.gate.after:
            await self.gate.hold()
        if self.refusal is not None:
            raise self.refusal

    async def after(self) -> None:
        """Act between the deed and its answer. Raises Lost if there is to be no answer."""
        if self.gate is not None and self.gate.after:
            await self.gate.hold()
        if self.drop_answer:
            raise Lost


@dataclass(slots=True)
class Faults:
    """All that are ordered; the oldest that matches takes a call."""

    ordered: list[Fault] = field(default_factory=lambda: list[Fault]())
    down: bool = False
    """Whether all of Discord is out: 503 for every call, and no gateway."""

    def order(self, fault: Fault) -> Fault:
        """Add a fault."""
        self.ordered.append(fault)
        return fault

    def take(self, method: str, path: str) -> Fault | None:
        """Return the fault that meets this call, and count it."""
        for fault in self.ordered:
            if fault.matches(method, path):
                fault.hits += 1
                return fault
        return None

    def clear(self) -> None:
        """Forget all faults and cut what they hold."""
        for fault in self.ordered:
            if fault.gate is not None:
                fault.gate.cut()
        self.ordered.clear()
