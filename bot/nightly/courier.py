"""The courier: the only one who says what nobody clicked for, paced, once, and in order.

A row is claimed, said with a nonce that Discord knows again for some minutes, and recorded. What was under way when the
process ended, or when an answer was lost, is unsure: within the nonce's minutes it is said again under the same nonce,
later its message is looked for first.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from bot.ids import ChannelId, MessageId, RowId
from bot.letters import CopyGoesOn, Dream, Reported
from bot.nightly.patience import until_kept
from bot.pace import Pace
from bot.ports import Refusal, Sender, SendError
from bot.services.frame import NO_PLACE
from bot.services.world import World
from bot.storage import dreamers, outbox
from bot.storage.database import Transaction
from bot.storage.doors import UNREACHABLE
from bot.storage.outbox_row import Deed, OutboxRow, State

log = logging.getLogger(__name__)

NONCE_LIVES: Final = timedelta(minutes=2)
"""Discord says "the past few minutes"; this is the part of it that can be relied on."""

AT_ONCE: Final = 24
"""Sends under way at once: at half a second each this keeps up with the highest pace, which the almanac shares."""

STALE: Final = timedelta(minutes=5)
"""A claim older than this was lost by whoever made it: a click whose answer never came through."""

TRIES: Final = 10
"""After so many, a row that meets a bug of ours each time is given up, so that it holds up nobody's next one."""

LONGEST_BACKOFF: Final = 60.0
"""Seconds."""


class Courier:
    """Says the outbox, at the pace it is given."""

    def __init__(self, world: World, sender: Sender, pace: Pace) -> None:
        self._world = world
        self._sender = sender
        self._pace = pace
        self._under_way: dict[asyncio.Task[None], RowId] = {}
        self._failures = 0
        self._flagged = False
        self.quiet = asyncio.Event()
        """Set while nothing is to be said."""

    async def run(self) -> None:
        """Say what is due, for ever. What the process before this one left unrecorded comes first."""
        await until_kept(self._look_back)
        while True:
            stirred = self._world.clock.listen()
            if len(self._under_way) >= AT_ONCE:
                # What comes next need not be known yet, and costs more the more there is to be said.
                await self._world.clock.sleep_until(None, stirred)
                continue
            if not self._flagged and await until_kept(self._take_one):
                if self._failures:
                    await asyncio.sleep(self._backoff())
                continue
            await until_kept(partial(self._rest, stirred))

    async def finish(self) -> None:
        """Wait for what is being said."""
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def delivered(self, row: RowId, message: MessageId | None) -> None:
        """Record that a click's own answer brought this row."""
        await self._write(lambda t: outbox.said(t, row, message))
        self._world.clock.stir()

    async def undelivered(self, row: RowId) -> None:
        """A click's own answer did not come through, or nobody knows: look for it, else say it by direct message."""
        await self._write(lambda t: outbox.try_again(t, row, self._world.clock.real(), unsure=True))
        self._world.clock.stir()

    async def _write(self, writes: Callable[[Transaction], Awaitable[None]]) -> None:
        """Write what became of a row; what happened on Discord is not to be forgotten because a disk is full."""

        async def once() -> None:
            async with self._world.database.transaction() as t:
                await writes(t)

        await until_kept(once)

    async def _look_back(self) -> None:
        async with self._world.database.transaction() as t:
            unsure = await outbox.doubt_claimed(t, self._world.clock.real())
            # Taking back is a promise: what could not be reached in the last run is tried again in this one.
            await outbox.revive_withdrawals(t, NO_PLACE)
        if unsure:
            log.info("%s messages were under way when the last run ended; looking after them", unsure)

    async def _take_one(self) -> bool:
        real = self._world.clock.real()
        async with self._world.database.transaction() as t:
            row = await outbox.claim(t, self._world.now(), real)
        if row is None:
            return False
        task = asyncio.create_task(self._deliver(row), name=f"row {row.id}")
        self._under_way[task] = row.id
        task.add_done_callback(self._done)
        return True

    def _done(self, task: asyncio.Task[None]) -> None:
        self._under_way.pop(task, None)
        if not task.cancelled() and (wrong := task.exception()) is not None:
            log.error("%s could not be said or recorded", task.get_name(), exc_info=wrong)
        self._world.clock.stir()

    async def _rest(self, stirred: asyncio.Event) -> None:
        real = self._world.clock.real()
        async with self._world.database.transaction() as t:
            doubted = await outbox.doubt_claimed(t, real - STALE, self._under_way.values())
            at, held_until = await outbox.next_after(t, self._world.now())
        if doubted:
            return
        if not self._under_way and held_until is None:
            self.quiet.set()
        held = (held_until - real).total_seconds() if held_until is not None and held_until > real else None
        with suppress(TimeoutError):
            async with asyncio.timeout(held):
                await self._world.clock.sleep_until(at, stirred)
        self.quiet.clear()

    async def _deliver(self, row: OutboxRow) -> None:
        await self._pace.slot()
        try:
            await self._say(row)
        except SendError as refused:
            log.warning("row %s, try %s: %s", row.id, row.attempts + 1, refused)
            await self._refused(row, refused.refusal)
        except Exception:
            log.exception("bug: row %s could not be said", row.id)
            self._failures += 1
            await (self._later(row, unsure=True) if row.attempts < TRIES else self._drop(row, "a bug"))
        else:
            self._failures = 0

    async def _say(self, row: OutboxRow) -> None:
        now = self._world.now()
        if row.expires_at is not None and now > row.expires_at and row.state is State.WAITING:
            return await self._drop(row, "too late to matter")
        if row.taken_back and row.state is State.WAITING:
            return await self._drop(row, "taken back")
        if row.target is not None and row.target_message is None:
            return await self._drop(row, "what it belongs to was never said")
        place = ChannelId(row.target_message) if row.in_thread and row.target_message else row.channel
        if place is None:
            return await self._drop(row, "nowhere to say it")
        if isinstance(row.letter, Dream):
            row = replace(row, letter=row.letter.as_of(int(now.timestamp())))
        message = row.target_message if row.deed is not Deed.SEND else None
        if row.deed is Deed.REVISE and message is not None and row.target is not None:
            await self._sender.revise(place, message, row.letter, row.target)
        elif row.deed is Deed.WITHDRAW and message is not None:
            await self._sender.withdraw(row.target_channel or place, message)
        else:
            message = await self._say_once(row, place)
            if message is None:
                return await self._drop(row, "taken back")
        return await self._write(partial(_said, row=row, message=message))

    async def _say_once(self, row: OutboxRow, place: ChannelId) -> MessageId | None:
        """Say it, unless it was said; None where it was not, and was taken back meanwhile."""
        if row.state is State.UNSURE and (row.by_click or row.taken_back or self._nonce_is_old(row)):
            found = await self._sender.find(place, row.id)
            if found is not None or row.taken_back:
                return found
        nonce = f"{self._world.install.name}-{row.id}"
        return await self._sender.send(place, row.letter, row.id, nonce, private=row.private, silent=row.silent)

    def _nonce_is_old(self, row: OutboxRow) -> bool:
        return row.tried_real is None or self._world.clock.real() - row.tried_real > NONCE_LIVES

    async def _refused(self, row: OutboxRow, refusal: Refusal) -> None:
        match refusal:
            case Refusal.UNREACHABLE:
                await self._unreachable(row)
            case Refusal.NO_PLACE:
                await self._drop(row, NO_PLACE)
            case Refusal.NO_MESSAGE:
                await self._drop(row, "the message is gone")
            case Refusal.FLAGGED:
                self._flagged = True
                log.critical(
                    "Discord has flagged this bot: nothing more is sent until it is restarted. See docs/running.md."
                )
                await self._later(row, unsure=row.state is State.UNSURE)
            case Refusal.BUSY | Refusal.TOO_FAST:
                self._failures += 1
                await self._later(row, unsure=row.state is State.UNSURE)
            case Refusal.UNCERTAIN:
                self._failures += 1
                await self._later(row, unsure=True)

    async def _unreachable(self, row: OutboxRow) -> None:
        async def drops(t: Transaction) -> None:
            await outbox.drop(t, row.id, UNREACHABLE)
            if row.dreamer is not None:
                await dreamers.keep_unreachable(t, row.dreamer, self._world.now())
                await outbox.drop_by_message(t, row.dreamer, UNREACHABLE)

        await self._write(drops)

    async def _drop(self, row: OutboxRow, why: str) -> None:
        log.info("row %s is not said: %s", row.id, why)
        await self._write(lambda t: outbox.drop(t, row.id, why))

    async def _later(self, row: OutboxRow, *, unsure: bool) -> None:
        at = self._world.clock.real() + timedelta(seconds=self._backoff())
        await self._write(lambda t: outbox.try_again(t, row.id, at, unsure=unsure))

    def _backoff(self) -> float:
        return min(LONGEST_BACKOFF, 2.0 ** min(self._failures, 6) / 2)


async def _said(t: Transaction, *, row: OutboxRow, message: MessageId | None) -> None:
    await outbox.said(t, row.id, message)
    if isinstance(row.letter, Reported | CopyGoesOn):
        await outbox.reword(t, row.id, row.letter.sealed())
