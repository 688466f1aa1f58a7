"""What moderators decide: over reports, over who may dream here. Each decision stands in the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.dreamer import Dreamer
from bot.domain.moderation import Decision, Did, Entry, Verdict
from bot.domain.nights import night_at
from bot.domain.turn import Turn, left_over, turns
from bot.errors import DreamError
from bot.ids import DreamerId, GuildId, ReportId, UserId
from bot.letters import Note
from bot.services.pairing import waiting_of
from bot.services.partings import Partings
from bot.services.world import World
from bot.storage import bonds, dreamers, members, outbox, record, removals, reports
from bot.storage.database import Transaction
from bot.storage.members import Listed
from bot.storage.outbox_row import Item
from bot.storage.reports import Report

A_PAGE: Final = 15
"""Dreamers, or lines of the record, on one page."""
MOST_REPORTS: Final = 8
"""Shown of one dreamer: the latest."""
LOOKS_RECORDED_EVERY: Final = timedelta(hours=1)
"""Who turns pages for an hour looked once: else the record would be full of it."""
LAST_PAGE: Final = 100_000
"""No server has as many; a forged number is held to it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of dreamers, or of the record: the `number`th of `count`, from 0."""

    number: int
    count: int
    members: Sequence[Listed] = ()
    entries: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of those who wait: the `number`th of `count`, from 0. `left_over`: their number cannot come out even."""

    number: int
    count: int
    lines: Sequence[tuple[UserId, Turn]]
    left_over: bool


@dataclass(frozen=True, slots=True)
class Complaint:
    """A report as moderators see it. Accounts are None once they were erased."""

    id: ReportId
    reporter: UserId | None
    at: datetime
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class File:
    """One member as moderators see them: who dreams with them only where that was reported."""

    user: UserId
    listed: Listed | None
    removed: bool
    complaints: Sequence[Complaint]


class Moderation:
    """What moderators may do. Whether somebody is a moderator is asked of Discord, where they press."""

    def __init__(self, world: World, partings: Partings) -> None:
        self._world = world
        self._partings = partings

    async def decide(
        self, guild: GuildId, moderator: UserId, id_: ReportId, decision: Decision, server: str
    ) -> Verdict:
        """Decide over a report, once; returns what was decided. `server` is the server's name, for a warning.

        Raises DreamError for a report of another server, one on the moderator themselves, and a warning that
        could not arrive.
        """
        now = self._world.now()
        async with self._world.database.transaction() as t:
            report = await reports.report(t, id_)
            if report is None or report.guild != guild:
                raise DreamError("button-outdated")
            if report.verdict is not None:
                return report.verdict
            reported = await dreamers.dreamer(t, report.reported)
            if reported.user == moderator:
                raise DreamError("decide-not-oneself")
            if decision is Decision.WARNED:
                await self._warn(t, reported, report, server, now)
            elif decision is Decision.REMOVED and report.person is not None:
                await self._remove(t, reported, report.person, server, now)
            verdict = Verdict(decision, moderator, now)
            await reports.decide(t, id_, verdict)
            await record.note(t, guild, moderator, Did(decision.value), now, whom=reported.id, what=str(id_))
        self._world.clock.stir()
        return verdict

    async def members(self, guild: GuildId, moderator: UserId, number: int) -> Page:
        """Return a page of the dreamers of a server: how each of them stands, and never with whom.

        That a moderator looked is recorded, once an hour.
        """
        number = min(number, LAST_PAGE)
        async with self._world.database.transaction() as t:
            await self._looks(t, guild, moderator)
            found, count = await members.members(t, guild, number * A_PAGE, A_PAGE)
        return Page(number, _pages(count), members=found)

    async def waiting(self, guild: GuildId, moderator: UserId, number: int) -> Queue:
        """Return a page of those who wait, in the order of their turns; that a moderator looked is recorded."""
        number, now = min(number, LAST_PAGE), self._world.now()
        async with self._world.database.transaction() as t:
            await self._looks(t, guild, moderator)
            found = await dreamers.waiting_in(t, guild)
            waiting = await waiting_of(t, guild, found)
            met = await bonds.paired_before(t, guild)
        accounts = {one.id: one.user for one in found if one.user is not None}
        shown = turns(waiting, met, now)[number * A_PAGE : (number + 1) * A_PAGE]
        lines = [(accounts[one.dreamer], one) for one in shown]
        return Queue(number, _pages(len(waiting)), lines, left_over=left_over(waiting))

    async def member(self, guild: GuildId, moderator: UserId, user: UserId) -> File:
        """Return one of them; where reports say who dreams with them, that it was looked up is recorded."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            file = await self._file(t, guild, user)
            if file.listed is not None and file.complaints:
                await record.note(t, guild, moderator, Did.LOOKED, now, whom=file.listed.id, what="")
            return file

    async def remove(self, guild: GuildId, moderator: UserId, user: UserId, server: str) -> File:
        """Let a dreamer dream here no longer, until they are let back; a second time changes nothing."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if dreamer is None:
                raise DreamError("nobody-to-remove")
            if await self._remove(t, dreamer, self._person(guild, user), server, now):
                await record.note(t, guild, moderator, Did.REMOVED, now, whom=dreamer.id, what="")
            file = await self._file(t, guild, user)
        self._world.clock.stir()
        return file

    async def let_back(self, guild: GuildId, moderator: UserId, user: UserId) -> File:
        """Let somebody join again; for one who was not removed it changes nothing."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if await removals.let_back(t, guild, self._person(guild, user)):
                whom = dreamer.id if dreamer else None
                await record.note(t, guild, moderator, Did.LET_BACK, now, whom=whom, what="")
            return await self._file(t, guild, user)

    async def record(self, guild: GuildId, number: int) -> Page:
        """Return a page of what moderators did here, the latest first."""
        number = min(number, LAST_PAGE)
        async with self._world.database.transaction() as t:
            found, count = await record.entries(t, guild, number * A_PAGE, A_PAGE)
        return Page(number, _pages(count), entries=found)

    async def _looks(self, t: Transaction, guild: GuildId, moderator: UserId) -> None:
        now = self._world.now()
        if not await record.noted_since(t, guild, moderator, Did.LISTED, now - LOOKS_RECORDED_EVERY):
            await record.note(t, guild, moderator, Did.LISTED, now, whom=None, what="")

    async def _file(self, t: Transaction, guild: GuildId, user: UserId) -> File:
        listed = await members.member(t, guild, user)
        removed = await removals.is_removed(t, guild, self._person(guild, user))
        found = await reports.reports_on(t, listed.id, MOST_REPORTS) if listed else []
        return File(user, listed, removed, [await _complaint(t, one) for one in found])

    async def _warn(self, t: Transaction, reported: Dreamer, report: Report, server: str, now: datetime) -> None:
        if reported.user is None or not reported.can_be_told:
            raise DreamError("warning-cannot-arrive")
        night = night_at(reported.hours, now) if reported.hours else None
        silent = night is not None and night.bedtime <= now
        note = Note("warned", (("server", server),))
        await outbox.post(t, Item(f"warned/{report.id}", note, now, dreamer=reported.id, silent=silent))

    async def _remove(self, t: Transaction, dreamer: Dreamer, person: str, server: str, now: datetime) -> bool:
        if not await removals.remove(t, dreamer.guild, person, dreamer.id, now):
            return False
        channel = None if dreamer.at_door or dreamer.unreachable else dreamer.dm_channel
        await self._partings.gone(t, dreamer.id)
        if channel is not None:
            note = Note("removed", (("server", server),))
            key = f"removed/{dreamer.id}/{int(now.timestamp())}"
            await outbox.post(t, Item(key, note, now, dreamer=dreamer.id, channel=channel))
        return True

    def _person(self, guild: GuildId, user: UserId) -> str:
        return removals.person_in(self._world.install.secret, guild, user)


async def _complaint(t: Transaction, report: Report) -> Complaint:
    reporter = await _account(t, report.reporter)
    return Complaint(report.id, reporter, report.at, report.verdict)


async def _account(t: Transaction, id_: DreamerId) -> UserId | None:
    return (await dreamers.dreamer(t, id_)).user


def _pages(count: int) -> int:
    return max(1, -(-count // A_PAGE))
