"""How a bond ends, and what each half of it is left with."""

from datetime import datetime

from bot.domain import nights as sleep
from bot.domain.dreamer import Bond, Dreamer
from bot.domain.pairing import pool_of
from bot.domain.soulmark import Mark, draw
from bot.errors import DreamError
from bot.ids import DreamerId, EncounterId, GuildId, UserId
from bot.letters import Cooled
from bot.ports import Census, Member, NoAnswerError
from bot.services.invitations import take_down_between, take_down_of
from bot.services.pairing import Pairing, retire
from bot.services.under_way import load, other_of
from bot.services.world import World
from bot.storage import between, blocks, bonds, dreamers, encounters, nights, outbox, servers
from bot.storage.database import Transaction
from bot.storage.due import Occasion, clear_due
from bot.storage.outbox_row import Item


class Partings:
    """Leaving, parting, blocking, and being gone. Nobody is told who wished it."""

    def __init__(self, world: World, census: Census, pairing: Pairing) -> None:
        self._world = world
        self._census = census
        self._pairing = pairing

    async def part(self, user: UserId, encounter: EncounterId) -> None:
        """Part from whom one dreams this dream with; raises DreamError."""
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, encounter)
            me = under_way.people[under_way.role_of(user)]
            other = await other_of(t, under_way, under_way.role_of(user))
            bond = await bonds.bond_of(t, me.id)
            if bond is None or bond.other(me.id) != other.id:
                raise DreamError("parted-already")
            await self.end(t, bond, told=other.id, left=other.id)
        await self._pairing.someone_waits(me.guild, me.id)

    async def block(self, user: UserId, encounter: EncounterId) -> None:
        """Never meet this account again, in any server; raises DreamError."""
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, encounter)
            other = await other_of(t, under_way, under_way.role_of(user))
            if other.user is None:
                raise DreamError("they-are-gone")
        await self.keep_apart(user, other.user)

    async def keep_apart(self, user: UserId, other: UserId) -> None:
        """Let `user` never meet another account again, in any server, nor either tell the other anything."""
        async with self._world.database.transaction() as t:
            await blocks.add_block(t, self._world.install.secret, user, other, self._world.now())
            await take_down_between(t, self._world, user, other)
            mine = {dreamer.id for dreamer in await dreamers.dreamers_of(t, user)}
            waiting: list[tuple[GuildId, DreamerId]] = []
            for theirs in await dreamers.dreamers_of(t, other):
                bond = await bonds.bond_of(t, theirs.id)
                if bond is not None and bond.other(theirs.id) in mine:
                    await self.end(t, bond, told=theirs.id, left=None)
                    waiting.append((bond.guild, bond.other(theirs.id)))
        for guild, id_ in waiting:
            await self._pairing.someone_waits(guild, id_)
        self._world.clock.stir()

    async def still_here(self, dreamer: Dreamer) -> bool:
        """Whether a dreamer is still in their server, and still where their soulmate may be; else ends what must end.

        No answer from Discord is not a departure.
        """
        if dreamer.user is None:
            return False
        try:
            member = await self._census.member(dreamer.guild, dreamer.user)
        except NoAnswerError:
            return True
        if member is None:
            async with self._world.database.transaction() as t:
                await self.gone(t, dreamer.id)
            return False
        pool = await self._keep_pool(dreamer, member)
        async with self._world.database.transaction() as t:
            bond = await bonds.bond_of(t, dreamer.id)
            other = await dreamers.dreamer(t, bond.other(dreamer.id)) if bond else None
        if bond is None or other is None or not await self._sleeper_is_here(other):
            return True
        if await self._in_pool(other, pool):
            return True
        async with self._world.database.transaction() as t:
            if await bonds.bond_of(t, dreamer.id) == bond:
                await self.end(t, bond, told=other.id, left=None)
                await self._tell_cooled(t, dreamer, bond)
        return True

    async def _sleeper_is_here(self, other: Dreamer) -> bool:
        """Whether a soulmate is still in the server who is not asked after at a bedtime of their own: one who paused.

        If they surely are not, the bond ends here: nobody dreams of somebody who is gone. No answer is no departure.
        """
        if other.sleeps or other.user is None:
            return True
        try:
            member = await self._census.member(other.guild, other.user)
        except NoAnswerError:
            return True
        if member is None:
            async with self._world.database.transaction() as t:
                await self.gone(t, other.id)
        return member is not None

    async def _in_pool(self, dreamer: Dreamer, pool: str | None) -> bool:
        """Whether a dreamer is in this pool by the roles they hold now: the pools may have changed since last seen.

        No answer from Discord parts nobody.
        """
        if pool is None or pool == dreamer.pool or dreamer.user is None:
            return pool is not None
        try:
            member = await self._census.member(dreamer.guild, dreamer.user)
        except NoAnswerError:
            return True
        return member is None or await self._keep_pool(dreamer, member) == pool

    async def _keep_pool(self, dreamer: Dreamer, member: Member) -> str | None:
        async with self._world.database.transaction() as t:
            server = await servers.server_of(t, dreamer.guild)
            pool = pool_of(member.roles, server.pools)
            if pool is not None and pool != dreamer.pool:
                await dreamers.keep_pool(t, dreamer.id, pool)
            return pool

    async def gone(self, t: Transaction, id_: DreamerId) -> None:
        """A dreamer is no longer one here: their bond ends, no night is planned, and they wait for nobody."""
        bond = await bonds.bond_of(t, id_)
        if bond is not None:
            await self.end(t, bond, told=bond.other(id_), left=bond.other(id_))
        await take_down_of(t, self._world, id_)
        await retire(t, id_)

    async def end(self, t: Transaction, bond: Bond, *, told: DreamerId, left: DreamerId | None) -> None:
        """End a bond. Both keep their marks and wait again; `told` is told kindly, at waking, never why.

        `left` had no part in it, and is nearer to their turn by that; nobody where it was a block, or nobody's doing.
        """
        now = self._world.now()
        await bonds.end_bond(t, bond.id, left, now)
        for encounter in await encounters.open_encounters(t, bond.id):
            await encounters.end_encounter(t, encounter, now)
            await clear_due(t, Occasion.CLOSE, encounter)
            await nights.free_nights(t, encounter)
            for id_ in (bond.a, bond.b):
                await outbox.drop_unsaid(t, id_, encounter, "the bond ended")
        await between.drop_between(t, bond.id, "the bond ended")
        await dreamers.keep_waiting(t, [bond.a, bond.b], now)
        await self._pairing.plan_batch(t, bond.guild, now)
        await self._tell_cooled(t, await dreamers.dreamer(t, told), bond)
        self._world.clock.stir()

    async def draw_anew(self, t: Transaction, dreamer: Dreamer) -> Mark:
        """Give a dreamer another mark; raises DreamError for one who has none yet."""
        if dreamer.mark is None:
            raise DreamError("not-a-dreamer")
        return await drawn_anew(t, self._world, dreamer, dreamer.mark)

    async def someone_waits(self, guild: GuildId, id_: DreamerId) -> None:
        """Look at once for somebody for a dreamer who waits again."""
        await self._pairing.someone_waits(guild, id_)

    async def _tell_cooled(self, t: Transaction, dreamer: Dreamer, bond: Bond) -> None:
        if dreamer.mark is None or dreamer.hours is None:
            return
        motif = self._world.pack.motifs.get(dreamer.mark.motif)
        now = self._world.now()
        item = Item(
            key=f"cooled/{bond.id}/{dreamer.id}",
            letter=Cooled(motif.name if motif else dreamer.mark.motif),
            due_at=_next_waking(dreamer, now),
            dreamer=dreamer.id,
        )
        await outbox.post(t, item)


async def drawn_anew(t: Transaction, world: World, dreamer: Dreamer, before: Mark) -> Mark:
    """Give a dreamer another mark than the one they had."""
    worn = await dreamers.motifs_worn(t, dreamer.guild)
    mark = draw(world.seed("mark anew", before.seed), tuple(world.pack.motifs), worn)
    await dreamers.keep_mark(t, dreamer.id, mark)
    return mark


def _next_waking(dreamer: Dreamer, now: datetime) -> datetime:
    return now if dreamer.hours is None else sleep.night_at(dreamer.hours, now).waking
