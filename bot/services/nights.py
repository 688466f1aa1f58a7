"""Nights: what is decided at bedtime, said at waking, and taken for silence at the close."""

from datetime import datetime, timedelta
from typing import Final

from bot.domain import nights as sleep
from bot.domain.dreamer import Dreamer
from bot.domain.encounter import Arrive, Close
from bot.domain.nights import Night
from bot.domain.rush import SPREAD, TO_OFFER, TO_WAKE, place
from bot.domain.waiting import MORNING_ONLY, PAUSED
from bot.errors import DreamError
from bot.ids import DreamerId, EncounterId, GuildId, UserId
from bot.letters import Note
from bot.services.happening import happen
from bot.services.messages import lay_in, sayable, tell
from bot.services.partings import Partings
from bot.services.planning import Planning
from bot.services.under_way import UnderWay, load
from bot.services.waiting import ask_left_behind, ask_wish
from bot.services.ways import settle_way
from bot.services.world import World
from bot.storage import doors, dreamers, encounters, nights, outbox, servers
from bot.storage.database import Transaction
from bot.storage.due import Occasion, clear_due, due_at, in_a_rush, set_due
from bot.storage.outbox_row import Item

EARLIEST_TO_BED: Final = timedelta(hours=6)
"""Before one's bedtime: who says *I'm going to bed* earlier than that means a nap."""

TOLD_WITHIN: Final = timedelta(hours=20)
"""A waking that could not be told within it belongs to a day that is over."""


class Nights:
    """The way of a night. `bedtime`, `waking` and `close` are called when they are due, once or again."""

    def __init__(self, world: World, partings: Partings) -> None:
        self._world = world
        self._partings = partings
        self._planning = Planning(world)

    async def bedtime(self, id_: DreamerId) -> None:
        """Offer a dreamer tonight's dream."""
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer(t, id_)
            if away := await servers.is_away_from(t, id_):
                await schedule_bedtime(t, self._world, dreamer, self._world.now())
        if away:
            return
        if not dreamer.sleeps or dreamer.user is None:
            async with self._world.database.transaction() as t:
                await clear_due(t, Occasion.BEDTIME, id_)
            return
        if not await self._partings.still_here(dreamer):
            return
        await self._close_before(id_)
        now = self._world.now()
        async with self._world.database.transaction() as t:
            dreamer = await settle_way(t, id_)
            ignored = await nights.ignored(t, id_)
            if ignored >= PAUSED:
                await dreamers.keep_paused(t, id_, now)
                await outbox.post(t, Item(f"paused/{id_}/{now.date()}", Note("paused-for-you"), now, dreamer=id_))
                await ask_left_behind(t, dreamer, now)
                dreamer = await dreamers.dreamer(t, id_)
            await self._fall_asleep(t, dreamer, now, quiet=ignored >= MORNING_ONLY)
            await schedule_bedtime(t, self._world, dreamer, now)
        self._world.clock.stir()

    async def go_to_bed(self, guild: GuildId, user: UserId) -> None:
        """Offer tonight's dream now, because its dreamer goes to bed; raises DreamError."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if dreamer is None or dreamer.hours is None:
                raise DreamError("not-a-dreamer")
            if dreamer.paused:
                raise DreamError("dreams-paused")
            last = await nights.last_night(t, dreamer.id)
            if last is not None and now < last.night.waking:
                raise DreamError("dream-is-here")
            night = await night_ahead(t, dreamer, now)
            if night is None or night.bedtime - now > EARLIEST_TO_BED:
                raise DreamError("bed-too-early", time=sleep.written(dreamer.hours.bedtime))
            if (await servers.server_of(t, guild)).door.takes(wanted=dreamer.wants_door):
                raise DreamError("dream-at-door")
            await dreamers.keep_seen(t, dreamer.id, now)
            await set_due(t, Occasion.BEDTIME, dreamer.id, now)
        self._world.clock.stir()

    async def waking(self, id_: DreamerId) -> None:
        """Tell a dreamer, at waking, what the night still holds."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            await clear_due(t, Occasion.WAKING, id_)
            if await servers.is_away_from(t, id_):
                return
            slept = await nights.last_night(t, id_)
            if slept is None or slept.encounter is None or slept.woken_at is not None or slept.stopped:
                return
            under_way = await self._unfaded(t, slept.encounter, now)
            if under_way is None:
                return
            role = under_way.dreamt.casting.role_of(id_)
            if role is None or (under_way.over and not under_way.encounter.ended):
                return
            unsaid = await outbox.first_unsaid(t, id_, slept.encounter)
            if unsaid is not None:
                await outbox.drop_messages(t, id_, slept.encounter, "told at waking")
                await nights.keep_told(t, slept, getattr(unsaid.letter, "since", 0), unsaid.id)
            await nights.keep_woken(t, slept, now)
            told_all = unsaid is None and slept.told >= sayable(under_way, woken=True)
            note = "dream-woken" if told_all and under_way.encounter.ended else "dream-waking"
            await tell(t, self._world, under_way, role, now, tag="waking", note=note, expires_at=now + TOLD_WITHIN)
            await ask_wish(t, under_way, role, now)
        self._world.clock.stir()

    async def close(self, id_: EncounterId) -> None:
        """Take every missing answer for silence, and let the dream end."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            await clear_due(t, Occasion.CLOSE, id_)
            under_way = await self._unfaded(t, id_, now)
            if under_way is None:
                return
            under_way, changed = await happen(t, self._world, under_way, Close(), now)
            if not changed:
                return
            for role, dreamer in under_way.people.items():
                slept = await nights.night_in(t, dreamer.id, id_)
                if slept is None or slept.woken_at is None:
                    continue
                if slept.answered_at is None:
                    await lay_in(t, self._world, under_way, role, now, tag="close")
                else:
                    await tell(t, self._world, under_way, role, now, tag="close", note="dream-closed")
        self._world.clock.stir()

    async def _close_before(self, id_: DreamerId) -> None:
        """No dream stays open into the next night of either, whatever became of their hours since it began."""
        async with self._world.database.transaction() as t:
            last = await nights.last_night(t, id_)
        if last is not None and last.encounter is not None and last.night.waking <= self._world.now():
            await self.close(last.encounter)

    async def _unfaded(self, t: Transaction, id_: EncounterId, now: datetime) -> UnderWay | None:
        """Return a dream; None if its pages left the pack: then it ends here, and nobody is told."""
        try:
            return await load(t, self._world, id_)
        except DreamError:
            await encounters.end_encounter(t, id_, now)
            return None

    async def _fall_asleep(self, t: Transaction, dreamer: Dreamer, now: datetime, *, quiet: bool) -> None:
        if not dreamer.sleeps or not dreamer.can_be_told:
            return
        night = await night_ahead(t, dreamer, now)
        if night is None or night.waking <= now or night.bedtime - now > EARLIEST_TO_BED:
            return
        slept = await nights.night_of(t, dreamer.id, night.date)
        if slept is not None and slept.encounter and await self._unfaded(t, slept.encounter, now) is None:
            await nights.free_nights(t, slept.encounter)
            slept = await nights.night_of(t, dreamer.id, night.date)
        if slept is None:
            await self._planning.plan(t, dreamer, night, now)
            slept = await nights.night_of(t, dreamer.id, night.date)
        if slept is None or slept.encounter is None or slept.offered_at is not None:
            return
        await nights.keep_offered(t, slept, now)
        await self._arrive(t, dreamer.id, slept.encounter, night, now, quiet=quiet)
        await _set_in_turn(t, self._world, Occasion.WAKING, dreamer, slept.night.waking, TO_WAKE)

    async def _arrive(
        self, t: Transaction, id_: DreamerId, encounter: EncounterId, night: Night, now: datetime, *, quiet: bool
    ) -> None:
        """Let a dreamer fall asleep into a dream. `quiet`: they are told of it only at waking."""
        under_way = await load(t, self._world, encounter)
        role = under_way.dreamt.casting.role_of(id_)
        if role is None:
            return
        carried = await nights.carried_to(t, id_, night.date)
        under_way, _ = await happen(t, self._world, under_way, Arrive(role, carried), now)
        if not quiet:
            await tell(t, self._world, under_way, role, now, tag="falling-asleep", expires_at=night.waking)


async def wake_up(t: Transaction, world: World, dreamer: Dreamer, now: datetime) -> None:
    """Let a dreamer have nights again."""
    await clear_due(t, Occasion.RESUME, dreamer.id)
    await doors.drop_paused(t, dreamer.id)
    await dreamers.keep_paused(t, dreamer.id, None)
    await dreamers.keep_seen(t, dreamer.id, now)
    await schedule_bedtime(t, world, await dreamers.dreamer(t, dreamer.id), now)


async def schedule_bedtime(
    t: Transaction, world: World, dreamer: Dreamer, now: datetime, *, tonight: bool = False
) -> None:
    """Say when a dreamer is next offered a dream. `tonight`: at once, where the offer is past and the sleep is not."""
    if not dreamer.sleeps or dreamer.hours is None:
        await clear_due(t, Occasion.BEDTIME, dreamer.id)
        return
    night = await night_ahead(t, dreamer, now)
    if night is not None and night.offer > now:
        await _set_in_turn(t, world, Occasion.BEDTIME, dreamer, night.offer, TO_OFFER)
    elif tonight:
        await set_due(t, Occasion.BEDTIME, dreamer.id, now)
    elif night is None or not await _turn_is_to_come(t, dreamer, night, now):
        offer = sleep.next_offer(dreamer.hours, now)
        await _set_in_turn(t, world, Occasion.BEDTIME, dreamer, offer, TO_OFFER)


async def _turn_is_to_come(t: Transaction, dreamer: Dreamer, night: Night, now: datetime) -> bool:
    """Whether a dreamer still waits for tonight's dream because others are offered theirs before."""
    turn = await due_at(t, Occasion.BEDTIME, dreamer.id)
    return turn is not None and now < turn < night.offer + SPREAD


async def _set_in_turn(
    t: Transaction, world: World, occasion: Occasion, dreamer: Dreamer, at: datetime, calls: int
) -> None:
    """Say when something is due, after those for whom it is due at the same time, as far as the pace asks for it."""
    there, neighbours = await in_a_rush(t, occasion, at, at + SPREAD, dreamer.id, dreamer.guild)
    await set_due(t, occasion, dreamer.id, at + place(there, neighbours, calls, world.pace))


async def night_ahead(t: Transaction, dreamer: Dreamer, now: datetime) -> Night | None:
    """Return the night to dream next: never one of a name that was dreamt, whatever became of the hours."""
    if dreamer.hours is None:
        return None
    last = await nights.last_night(t, dreamer.id)
    return sleep.next_night(last.night if last else None, dreamer.hours, now)
