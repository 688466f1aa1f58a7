"""Entering tonight's dream by the door: what waits there is told, and the dream as it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from bot.domain.dreamer import Dreamer
from bot.errors import DreamError
from bot.ids import DreamerId, GuildId, RowId, UserId
from bot.letters import Dream, Letter
from bot.services.messages import sayable, tell
from bot.services.nights import EARLIEST_TO_BED, Nights, night_ahead
from bot.services.under_way import UnderWay, load
from bot.services.world import World
from bot.storage import doors, dreamers, encounters, nights, outbox, removals, servers
from bot.storage.database import Transaction
from bot.storage.nights import Slept
from bot.storage.outbox_row import OutboxRow, State

AGAIN: Final = RowId(0)
"""In place of a row: what is only read once more, and answered nowhere."""
ROOM: Final = 3_000
"""Characters of what was told already that are told again in one message; a card holds 3900, its heading included."""


@dataclass(frozen=True, slots=True)
class Told:
    """One message at the door. `first`: it was not told before, and that it is has to be recorded."""

    row: RowId
    letter: Letter
    first: bool


@dataclass(frozen=True, slots=True)
class Entered:
    """What is told at the door, and a sentence after it where there is one to say."""

    told: Sequence[Told]
    sentence: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict[str, str])


class Entering:
    """What *Enter tonight's dream* does. Raises DreamError."""

    def __init__(self, world: World, nights_: Nights) -> None:
        self._world = world
        self._nights = nights_

    async def enter(self, guild: GuildId, user: UserId) -> Entered:
        """Tell a dreamer what waits for them, and tonight's dream as it stands; begin it if they go to bed with it."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            dreamer = await self._dreamer(t, guild, user)
            await dreamers.keep_seen(t, dreamer.id, now)
            begins = await _may_begin(t, dreamer, now)
        if begins:
            await self._nights.bedtime(dreamer.id)
        async with self._world.database.transaction() as t:
            return await self._tell(t, dreamer.id, now)

    async def _dreamer(self, t: Transaction, guild: GuildId, user: UserId) -> Dreamer:
        """Return who enters; raises DreamError for whoever is not told at this door."""
        if await removals.is_removed(t, guild, removals.person_in(self._world.install.secret, guild, user)):
            raise DreamError("removed-here")
        dreamer = await dreamers.dreamer_of(t, guild, user)
        if dreamer is None or not dreamer.joined:
            raise DreamError("not-a-dreamer")
        door = (await servers.server_of(t, guild)).door
        if not dreamer.at_door and not door.takes(wanted=dreamer.wants_door):
            raise DreamError("door-by-message" if dreamer.can_be_told else "door-instead")
        return dreamer

    async def _tell(self, t: Transaction, id_: DreamerId, now: datetime) -> Entered:
        dreamer = await dreamers.dreamer(t, id_)
        slept = await nights.last_night(t, id_)
        under_way = await self._under_way(t, slept)
        if not dreamer.at_door:
            return Entered((), *await _not_yet(t, dreamer, now))
        if under_way is not None:
            await self._catch_up(t, under_way, id_, now)
        tonight, others = _parted(await doors.waiting_at_door(t, id_, now), slept)
        told = await self._others(t, others, now)
        shown: Sequence[Told] = ()
        if slept is not None and under_way is not None and not slept.stopped and _to_be_read(under_way):
            shown = _as_it_stands(await outbox.told_of(t, id_, under_way.dreamt.id), tonight, now)
        for one in (*told, *shown):
            if one.first:
                await doors.take_from_door(t, one.row, self._world.clock.real())
        if dreamer.paused:
            return Entered((*told, *shown), None if told else "door-paused")
        return Entered((*told, *shown), *await _beside(t, dreamer, slept, under_way, shown, now))

    async def _under_way(self, t: Transaction, slept: Slept | None) -> UnderWay | None:
        """Return the dream of a night; None where there is none, or its pages left the pack."""
        if slept is None or slept.encounter is None:
            return None
        try:
            return await load(t, self._world, slept.encounter)
        except DreamError:
            return None

    async def _catch_up(self, t: Transaction, under_way: UnderWay, id_: DreamerId, now: datetime) -> None:
        """Write what has happened and was told to nobody: in a quiet night, or while it was not their turn."""
        role = under_way.dreamt.casting.role_of(id_)
        slept = await nights.night_in(t, id_, under_way.dreamt.id)
        if role is None or slept is None or not _to_be_read(under_way):
            return
        if slept.told < sayable(under_way, woken=slept.woken_at is not None):
            await tell(t, self._world, under_way, role, now, tag=f"door-{slept.told}")

    async def _others(self, t: Transaction, rows: Iterable[OutboxRow], now: datetime) -> Sequence[Told]:
        """Return what else waits; what is too late to matter is dropped, and nothing of an older dream is answered."""
        told: list[Told] = []
        for row in rows:
            if row.expires_at is not None and now > row.expires_at:
                await outbox.drop(t, row.id, "too late to matter")
            elif isinstance(row.letter, Dream):
                told.append(Told(row.id, _by_now(row.letter, now).settled(), first=True))
            else:
                told.append(Told(row.id, row.letter, first=True))
        return told


async def _not_yet(t: Transaction, dreamer: Dreamer, now: datetime) -> tuple[str, Mapping[str, str]]:
    """Return why somebody whose next nights are told here has nothing here yet."""
    if dreamer.hours is None:
        return "door-hours", {}
    return ("door-paused", {}) if dreamer.paused else ("door-next-night", await _from_when(t, dreamer, now))


async def _beside(
    t: Transaction,
    dreamer: Dreamer,
    slept: Slept | None,
    under_way: UnderWay | None,
    shown: Sequence[Told],
    now: datetime,
) -> tuple[str | None, Mapping[str, str]]:
    """Return what is to be said beside the dream, or in its place."""
    if dreamer.hours is None:
        return "door-hours", {}
    again = await _from_when(t, dreamer, now)
    if slept is None or under_way is None:
        return ("door-early", again) if slept is None or now >= slept.night.waking else ("dream-faded", {})
    if slept.stopped:
        return "door-stopped", again
    if not _to_be_read(under_way):
        return "door-broken-off", again
    if not shown:
        return "door-early", again
    read_before = not any(one.first for one in shown)
    return ("door-over", again) if under_way.over and now >= slept.night.waking and read_before else (None, {})


async def _from_when(t: Transaction, dreamer: Dreamer, now: datetime) -> Mapping[str, str]:
    """Return, as a slot, from when the next dream can be entered."""
    night = await night_ahead(t, dreamer, now)
    return {} if night is None else {"at": f"<t:{int((night.bedtime - EARLIEST_TO_BED).timestamp())}:f>"}


def _parted(waiting: Iterable[OutboxRow], slept: Slept | None) -> tuple[Sequence[OutboxRow], Sequence[OutboxRow]]:
    """Return what waits of the latest dream, and what else."""
    tonight: list[OutboxRow] = []
    others: list[OutboxRow] = []
    for row in waiting:
        of_tonight = slept is not None and row.encounter == slept.encounter and isinstance(row.letter, Dream)
        (tonight if of_tonight else others).append(row)
    return tonight, others


async def _may_begin(t: Transaction, dreamer: Dreamer, now: datetime) -> bool:
    """Whether entering is going to bed: within six hours before it, and with no dream open that is still to be read."""
    if not dreamer.sleeps:
        return False
    last = await nights.last_night(t, dreamer.id)
    if last is not None:
        open_still = last.encounter is not None and await _is_open(t, last)
        if now < last.night.waking or open_still:
            return False
    night = await night_ahead(t, dreamer, now)
    return night is not None and night.bedtime - now <= EARLIEST_TO_BED


async def _is_open(t: Transaction, slept: Slept) -> bool:
    dreamt = await encounters.dreamt(t, slept.encounter) if slept.encounter else None
    return dreamt is not None and dreamt.ended_at is None


def _to_be_read(under_way: UnderWay) -> bool:
    return not under_way.over or under_way.encounter.ended


def _as_it_stands(rows: Iterable[OutboxRow], fresh: Sequence[OutboxRow], now: datetime) -> Sequence[Told]:
    """Return a dream as it stands: what was told once more in few messages, then what was not, or else its last one."""
    waiting = {row.id for row in fresh}
    before = [row for row in rows if row.id not in waiting and row.state in (State.SAID, State.CLAIMED)]
    letters = [(row.id, row.letter) for row in before if isinstance(row.letter, Dream)]
    newest = [(row.id, row.letter) for row in fresh if isinstance(row.letter, Dream)] or letters[-1:]
    earlier = letters if fresh else letters[:-1]
    told = [Told(AGAIN, letter, first=False) for letter in _told_again(letter for _, letter in earlier)]
    for number, (row, letter) in enumerate(newest, start=1):
        # Of several, only the last can still be answered.
        shown = _by_now(letter, now) if number == len(newest) else _by_now(letter, now).settled()
        told.append(Told(row, shown, first=bool(fresh)))
    return told


def _told_again(told: Iterable[Dream]) -> list[Dream]:
    """Return what was told of a dream, to be read once more, in as few messages as hold it; nothing of it is asked."""
    joined: list[Dream] = []
    for letter in told:
        read = Dream(
            letter.encounter, letter.beat, letter.heading, letter.passages, other=letter.other, since=letter.since
        )
        if joined and _length(joined[-1]) + _length(read) <= ROOM:
            joined[-1] = replace(joined[-1], passages=joined[-1].passages + read.passages)
        else:
            joined.append(read)
    return joined


def _by_now(letter: Dream, now: datetime) -> Dream:
    return letter.as_of(int(now.timestamp()))


def _length(letter: Dream) -> int:
    # Beside its text a passage takes a name and some marks.
    return sum(len(passage.text) + 60 for passage in letter.passages)
