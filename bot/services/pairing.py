"""Pairing those who wait: at once where two sleep alike, else in the evening's batch. Nobody is told who."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain import pairing
from bot.domain.dreamer import Dreamer
from bot.domain.nights import next_offer
from bot.domain.pairing import Waiting, pool_of
from bot.ids import DreamerId, GuildId
from bot.ports import Census, NoAnswerError
from bot.services.world import World
from bot.storage import blocks, bonds, dreamers, outbox, servers
from bot.storage.database import Transaction
from bot.storage.due import Occasion, clear_due, set_due

BEFORE_OFFER: Final = timedelta(hours=1)
"""The batch runs this long before the first of those who wait is offered a dream."""

Two = tuple[DreamerId, DreamerId]


class Pairing:
    """Who is bound to whom. Only members who are surely there now, and in one pool, are ever bound."""

    def __init__(self, world: World, census: Census) -> None:
        self._world = world
        self._census = census

    async def someone_waits(self, guild: GuildId, id_: DreamerId) -> None:
        """A dreamer waits from now on: bind them at once if somebody sleeps as they do."""
        apart: set[frozenset[DreamerId]] = set()
        absent: set[DreamerId] = set()
        while id_ not in absent:
            waiting, forbidden = await self._who_waits(guild, absent)
            me = next((one for one in waiting if one.dreamer == id_), None)
            if me is None:
                break
            others = [one for one in waiting if one.dreamer != id_]
            found = pairing.instant(me, others, forbidden | apart, self._world.now())
            if found is None:
                break
            missing = await self._absent_of((id_, found))
            absent |= missing
            if not missing and await self._bind(guild, (id_, found)):
                return
            apart.add(frozenset((id_, found)))
        async with self._world.database.transaction() as t:
            await self.plan_batch(t, guild, self._world.now())
        self._world.clock.stir()

    async def batch(self, guild: GuildId) -> None:
        """Bind those who wait in a server, as well as tonight allows."""
        apart: set[frozenset[DreamerId]] = set()
        absent: set[DreamerId] = set()
        while True:
            waiting, forbidden = await self._who_waits(guild, absent)
            again = False
            for pair in pairing.batch(waiting, forbidden | apart, self._world.now()):
                missing = await self._absent_of(pair)
                absent |= missing
                if missing or not await self._bind(guild, pair):
                    apart.add(frozenset(pair))
                    again = True
            if not again:
                break
        async with self._world.database.transaction() as t:
            await self.plan_batch(t, guild, self._world.now())

    async def plan_batch(self, t: Transaction, guild: GuildId, now: datetime) -> None:
        """Say when the next batch is due: never, while fewer than two wait."""
        waiting = [one.hours for one in await dreamers.waiting_in(t, guild) if one.hours is not None]
        if len(waiting) < 2:
            await clear_due(t, Occasion.PAIRING, guild)
            return
        first = min(next_offer(hours, now + BEFORE_OFFER) for hours in waiting)
        await set_due(t, Occasion.PAIRING, guild, first - BEFORE_OFFER)

    async def _who_waits(
        self, guild: GuildId, absent: set[DreamerId]
    ) -> tuple[list[Waiting], set[frozenset[DreamerId]]]:
        async with self._world.database.transaction() as t:
            waiting = [one for one in await dreamers.waiting_in(t, guild) if one.id not in absent]
            return await waiting_of(t, guild, waiting), await bonds.paired_before(t, guild)

    async def _absent_of(self, two: Two) -> set[DreamerId]:
        """Return who of the two cannot be bound to anybody now."""
        return {id_ for id_ in two if not await self._may_be_bound(id_)}

    async def _bind(self, guild: GuildId, two: Two) -> bool:
        """Bind two; False where these two are not to be bound after all."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            one, other = [await dreamers.dreamer(t, id_) for id_ in two]
            if one.waiting_since is None or other.waiting_since is None or one.pool != other.pool:
                return False
            if one.user is None or other.user is None or one.user == other.user:
                return False
            if await blocks.is_blocked(t, self._world.install.secret, one.user, other.user):
                return False
            await bonds.add_bond(t, guild, *two, now)
            await dreamers.keep_waiting(t, two, None)
        return True

    async def _may_be_bound(self, id_: DreamerId) -> bool:
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer(t, id_)
        if dreamer.user is None:
            return False
        try:
            member = await self._census.member(dreamer.guild, dreamer.user)
        except NoAnswerError:
            return False
        async with self._world.database.transaction() as t:
            if member is None:
                await retire(t, id_)
                return False
            pool = pool_of(member.roles, (await servers.server_of(t, dreamer.guild)).pools)
            if pool is not None and pool != dreamer.pool:
                await dreamers.keep_pool(t, id_, pool)
        return pool is not None


async def retire(t: Transaction, id_: DreamerId) -> None:
    """A dreamer dreams here no longer: no night is planned for them, and they wait for nobody. Their mark stays."""
    await dreamers.keep_waiting(t, [id_], None)
    await dreamers.stop_sleeping(t, id_)
    await dreamers.forget_ways(t, id_)
    for occasion in (Occasion.BEDTIME, Occasion.WAKING, Occasion.RESUME):
        await clear_due(t, occasion, id_)
    await outbox.drop_unsaid(t, id_, None, "no longer a dreamer here")


async def waiting_of(t: Transaction, guild: GuildId, found: Sequence[Dreamer]) -> list[Waiting]:
    """Return those of these dreamers who wait, as pairing sees them."""
    left = await bonds.left_behind(t, guild)
    return [
        Waiting(one.id, one.hours, one.waiting_since, one.pool, left=one.id in left)
        for one in found
        if one.hours is not None and one.waiting_since is not None
    ]
