"""Nights: what is decided at bedtime, said at waking, and taken for silence at the close."""

from datetime import datetime, timedelta
from typing import Final

from bot.domain import nights as sleep
from bot.domain.bond import LONGEST_LONELY, Past, grown, shared_tonight
from bot.domain.dreamer import Bond, Casting, Dreamer
from bot.domain.encounter import Arrive, Close
from bot.domain.nights import Night
from bot.domain.picker import Past as Dreamt
from bot.domain.picker import choose_scene
from bot.domain.scene import Kind, Role, Stage
from bot.errors import DreamError
from bot.ids import DreamerId, EncounterId, GuildId, UserId
from bot.services.messages import lay_in, tell
from bot.services.partings import Partings
from bot.services.under_way import happen, load
from bot.services.world import World
from bot.storage import bonds, dreamers, encounters, nights, outbox
from bot.storage.database import Transaction
from bot.storage.due import Occasion, clear_due, set_due
from bot.storage.encounters import Draft

EARLIEST_TO_BED: Final = timedelta(hours=6)
"""Before one's bedtime: who says *I'm going to bed* earlier than that means a nap."""

TOLD_WITHIN: Final = timedelta(hours=20)
"""A waking that could not be told within it belongs to a day that is over."""


class Nights:
    """The way of a night. `bedtime`, `waking` and `close` are called when they are due, once or again."""

    def __init__(self, world: World, partings: Partings) -> None:
        self._world = world
        self._partings = partings

    async def bedtime(self, id_: DreamerId) -> None:
        """Offer a dreamer tonight's dream."""
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer(t, id_)
        if not dreamer.sleeps or dreamer.user is None:
            async with self._world.database.transaction() as t:
                await clear_due(t, Occasion.BEDTIME, id_)
            return
        if not await self._partings.still_here(dreamer):
            return
        await self._close_before(id_)
        now = self._world.now()
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer(t, id_)
            await self._fall_asleep(t, dreamer, now)
            await schedule_bedtime(t, dreamer, now)
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
            day = await nights.last_date(t, dreamer.id)
            last = await nights.night_of(t, dreamer.id, day) if day else None
            if last is not None and now < last.night.waking:
                raise DreamError("dream-is-here")
            night = await _night_ahead(t, dreamer, now)
            if night is None or night.bedtime - now > EARLIEST_TO_BED:
                raise DreamError("bed-too-early", time=sleep.written(dreamer.hours.bedtime))
            await set_due(t, Occasion.BEDTIME, dreamer.id, now)
        self._world.clock.stir()

    async def waking(self, id_: DreamerId) -> None:
        """Tell a dreamer, at waking, what the night still holds."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            await clear_due(t, Occasion.WAKING, id_)
            day = await nights.last_date(t, id_)
            slept = await nights.night_of(t, id_, day) if day else None
            if slept is None or slept.encounter is None or slept.woken_at is not None or slept.stopped:
                return
            if await self._faded(t, slept.encounter, now):
                return
            under_way = await load(t, self._world, slept.encounter)
            role = under_way.dreamt.casting.role_of(id_)
            if role is None or (under_way.over and not under_way.encounter.ended):
                return
            unsaid = await outbox.first_unsaid(t, id_, slept.encounter)
            if unsaid is not None:
                await outbox.drop_messages(t, id_, slept.encounter, "told at waking")
                await nights.keep_told(t, slept, getattr(unsaid.letter, "since", 0), unsaid.id)
            await nights.keep_woken(t, slept, now)
            told_all = unsaid is None and slept.told >= len(under_way.encounter.moments)
            note = "dream-woken" if told_all and under_way.encounter.ended else "dream-waking"
            await tell(t, under_way, role, now, tag="waking", note=note, expires_at=now + TOLD_WITHIN)
        self._world.clock.stir()

    async def close(self, id_: EncounterId) -> None:
        """Take every missing answer for silence, and let the dream end."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            await clear_due(t, Occasion.CLOSE, id_)
            if await self._faded(t, id_, now):
                return
            under_way, changed = await happen(t, self._world, id_, Close(), now)
            if not changed:
                return
            for role, dreamer in under_way.people.items():
                slept = await nights.night_in(t, dreamer.id, id_)
                if slept is None or slept.woken_at is None:
                    continue
                if slept.answered_at is None:
                    await lay_in(t, under_way, role, now, tag="close")
                else:
                    await tell(t, under_way, role, now, tag="close", note="dream-closed")
        self._world.clock.stir()

    async def _close_before(self, id_: DreamerId) -> None:
        """No dream stays open into the next night of either, whatever became of their hours since it began."""
        async with self._world.database.transaction() as t:
            day = await nights.last_date(t, id_)
            last = await nights.night_of(t, id_, day) if day else None
        if last is not None and last.encounter is not None and last.night.waking <= self._world.now():
            await self.close(last.encounter)

    async def _faded(self, t: Transaction, id_: EncounterId, now: datetime) -> bool:
        """Whether a dream cannot go on because its pages left the pack: then it ends here, and nobody is told."""
        try:
            await load(t, self._world, id_)
        except DreamError:
            await encounters.end_encounter(t, id_, now)
            return True
        return False

    async def _fall_asleep(self, t: Transaction, dreamer: Dreamer, now: datetime) -> None:
        if not dreamer.sleeps or dreamer.unreachable or dreamer.dm_channel is None:
            return
        night = await _night_ahead(t, dreamer, now)
        if night is None or night.waking <= now or night.bedtime - now > EARLIEST_TO_BED:
            return
        slept = await nights.night_of(t, dreamer.id, night.date)
        if slept is not None and slept.encounter is not None and await self._faded(t, slept.encounter, now):
            await nights.free_nights(t, slept.encounter)
            slept = await nights.night_of(t, dreamer.id, night.date)
        if slept is None:
            await self._plan(t, dreamer, night, now)
            slept = await nights.night_of(t, dreamer.id, night.date)
        if slept is None or slept.encounter is None or slept.offered_at is not None:
            return
        await nights.keep_offered(t, slept, now)
        await self._arrive(t, dreamer.id, slept.encounter, night, now)
        await set_due(t, Occasion.WAKING, dreamer.id, slept.night.waking)

    async def _arrive(
        self, t: Transaction, id_: DreamerId, encounter: EncounterId, night: Night, now: datetime
    ) -> None:
        under_way = await load(t, self._world, encounter)
        role = under_way.dreamt.casting.role_of(id_)
        if role is None:
            return
        under_way, _ = await happen(t, self._world, encounter, Arrive(role), now)
        await tell(t, under_way, role, now, tag="falling-asleep", expires_at=night.waking)

    async def _plan(self, t: Transaction, dreamer: Dreamer, night: Night, now: datetime) -> None:
        """Decide what this night is, and begin it: shared, if it can be, for both at once."""
        bond = await bonds.bond_of(t, dreamer.id)
        if bond is not None:
            bond = await self._grow(t, bond, dreamer, now)
            other = await dreamers.dreamer(t, bond.other(dreamer.id))
            beside = await self._meeting(t, bond, dreamer, other, night)
            if beside is not None and await self._begin_shared(t, bond, dreamer, other, night, beside, now):
                return
        await self._begin_lone(t, dreamer, bond, night, now)

    async def _grow(self, t: Transaction, bond: Bond, dreamer: Dreamer, now: datetime) -> Bond:
        stage = grown(bond.stage, await _past(t, bond, dreamer))
        if stage is not bond.stage:
            await bonds.keep_stage(t, bond.id, stage, now)
        return await bonds.bond(t, bond.id)

    async def _meeting(
        self, t: Transaction, bond: Bond, dreamer: Dreamer, other: Dreamer, night: Night
    ) -> Night | None:
        """Return the other's night, if it is still free and the two are to meet in it."""
        if not other.sleeps or other.hours is None or other.unreachable or other.dm_channel is None:
            return None
        beside = sleep.night_beside(other.hours, night)
        if beside is None or await nights.night_of(t, other.id, beside.date) is not None:
            return None
        last = await nights.last_date(t, other.id)
        if last is not None and beside.date <= last:
            return None
        seed = self._world.seed("shared", bond.id, night.date.isoformat())
        return beside if shared_tonight(bond.stage, await _past(t, bond, dreamer), seed) else None

    async def _begin_shared(
        self, t: Transaction, bond: Bond, dreamer: Dreamer, other: Dreamer, night: Night, beside: Night, now: datetime
    ) -> bool:
        """Begin a dream of both. The host's part goes round; False where the pack has no scene for them."""
        so_far = await encounters.shared_so_far(t, bond.id)
        host, guest = (dreamer, other) if (so_far % 2 == 0) == (dreamer.id == bond.a) else (other, dreamer)
        if dreamer.hours is None or other.hours is None:
            return False
        nexts = (sleep.next_offer(dreamer.hours, night.offer), sleep.next_offer(other.hours, beside.offer))
        closes = sleep.closing(night, beside, nexts)
        kinds = (Kind.GLIMPSE,) if bond.stage is Stage.GLIMPSE else (Kind.VISIT, Kind.SPINE)
        encounter = await self._begin(t, bond, host, guest, kinds, night, closes, now)
        if encounter is None:
            return False
        await nights.plan_night(t, dreamer.id, night, encounter)
        await nights.plan_night(t, other.id, beside, encounter)
        return True

    async def _begin_lone(
        self, t: Transaction, dreamer: Dreamer, bond: Bond | None, night: Night, now: datetime
    ) -> None:
        if dreamer.hours is None:
            return
        closes = sleep.closing(night, None, (sleep.next_offer(dreamer.hours, night.offer),))
        kinds = (Kind.LANDSCAPE, Kind.MEMORY, Kind.ECHO)
        encounter = await self._begin(t, bond, dreamer, None, kinds, night, closes, now)
        if encounter is not None:
            await nights.plan_night(t, dreamer.id, night, encounter)

    async def _begin(
        self, t: Transaction, bond: Bond | None, host: Dreamer, guest: Dreamer | None, kinds: tuple[Kind, ...],
        night: Night, closes: datetime, now: datetime,
    ) -> EncounterId | None:  # fmt: skip
        seed = self._world.seed("night", host.id, night.date.isoformat())
        parts = {Role.HOST: host.id} | ({Role.GUEST: guest.id} if guest else {})
        qualities = await bonds.qualities_of(t, bond.id if bond else None, parts)
        finder = guest or host
        qualities["left"] = (await bonds.qualities_of(t, None, {Role.HOST: finder.id})).get("host.left", "")
        past = [Dreamt(scene, max(0, (now - at).days)) for scene, at in await encounters.scenes_dreamt(t, host.id)]
        stage = bond.stage if bond else Stage.MARKED
        scene = choose_scene(self._world.pack.scenes.values(), kinds, stage, qualities, past, seed)
        if scene is None or host.mark is None or (guest is not None and guest.mark is None):
            return None
        motifs = {Role.HOST: host.mark.motif} | ({Role.GUEST: guest.mark.motif} if guest and guest.mark else {})
        draft = Draft(
            host.guild, bond.id if bond else None, Casting(host.id, guest.id if guest else None), scene.id, scene.kind,
            self._world.pack.version, motifs, seed, qualities, closes,
        )  # fmt: skip
        encounter = await encounters.begin_encounter(t, draft, now)
        await set_due(t, Occasion.CLOSE, encounter, closes)
        return encounter


async def schedule_bedtime(t: Transaction, dreamer: Dreamer, now: datetime, *, tonight: bool = False) -> None:
    """Say when a dreamer is next offered a dream. `tonight`: at once, where the offer is past and the sleep is not."""
    if not dreamer.sleeps or dreamer.hours is None:
        await clear_due(t, Occasion.BEDTIME, dreamer.id)
        return
    night = await _night_ahead(t, dreamer, now)
    if night is None or (night.offer <= now and not tonight):
        at = sleep.next_offer(dreamer.hours, now)
    else:
        at = max(night.offer, now)
    await set_due(t, Occasion.BEDTIME, dreamer.id, at)


async def _night_ahead(t: Transaction, dreamer: Dreamer, now: datetime) -> Night | None:
    """Return the night to dream next: never one of a name that was dreamt, whatever became of the hours."""
    if dreamer.hours is None:
        return None
    day = await nights.last_date(t, dreamer.id)
    last = await nights.night_of(t, dreamer.id, day) if day else None
    return sleep.next_night(last.night if last else None, dreamer.hours, now)


async def _past(t: Transaction, bond: Bond, dreamer: Dreamer) -> Past:
    lone = [await nights.nights_since(t, one, _EVER, shared=False) for one in (bond.a, bond.b)]
    since_shared = 0
    for kind in await nights.kinds_of_late(t, dreamer.id, LONGEST_LONELY + 1):
        if kind:
            break
        since_shared += 1
    return Past(
        both_dreamt_alone=min(lone) >= 1,
        nights_in_stage=await nights.nights_since(t, dreamer.id, bond.stage_at),
        lone_since_shared=since_shared,
    )


_EVER: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
