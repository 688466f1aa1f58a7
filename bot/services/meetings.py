"""The waking meeting: in the server, one holds out a hand, the other takes it. It happens only when both say yes."""

from bot.domain.dreamer import Bond, Dreamer
from bot.domain.naming import plain
from bot.domain.scene import Stage
from bot.errors import DreamError
from bot.ids import BondId, EncounterId, UserId
from bot.letters import Hand, Met, Note
from bot.services.emblem import depth_of, worn
from bot.services.under_way import load
from bot.services.world import World
from bot.storage import between, bonds, dreamers, meetings, outbox, servers
from bot.storage.database import Transaction
from bot.storage.outbox_row import Deed, Item, State
from bot.worn import Worn


class Meetings:
    """Holding out a hand, taking it, and taking down again what shows it. Every method raises DreamError."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def hold_out(self, user: UserId, id_: EncounterId) -> bool:
        """Hold out a hand, from the message of a dream; returns whether the other one's was held out already.

        Then it is taken. The other one is asked in private: until they take it, nobody else knows.
        """
        now = self._world.now()
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            me = under_way.people[under_way.role_of(user)]
            if under_way.dreamt.bond is None:
                raise DreamError("nobody-else-here")
            bond, other = await self._other(t, under_way.dreamt.bond, me)
            meeting = await meetings.meeting_of(t, bond.id)
            if meeting is not None and not meeting.ended and meeting.held_out_by == other.id:
                await self._meet(t, bond, me, other)
                taken = True
            else:
                taken = False
                shown, lost = await between.hands_shown(t, bond.id)
                if await meetings.hold_out(t, bond.id, me.id, now) or lost:
                    letter = Hand(bond.id, plain(me.name))
                    await outbox.post(t, Item(f"hand/{bond.id}/{me.id}/{shown}", letter, now, dreamer=other.id))
        self._world.clock.stir()
        return taken

    async def take(self, user: UserId, id_: BondId) -> None:
        """Take the hand that is held out."""
        async with self._world.database.transaction() as t:
            bond, me, other = await self._of(t, user, id_)
            meeting = await meetings.meeting_of(t, bond.id)
            if meeting is None or meeting.ended or meeting.taken or meeting.held_out_by != other.id:
                raise DreamError("no-hand")
            await self._meet(t, bond, me, other)
        self._world.clock.stir()

    async def leave_it(self, user: UserId, id_: BondId) -> None:
        """Do not take it now. Nobody is told; it may be held out again."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            bond, _, _ = await self._of(t, user, id_)
            meeting = await meetings.meeting_of(t, bond.id)
            if meeting is not None and not meeting.taken:
                await meetings.end_meeting(t, bond.id, now)

    async def take_down(self, user: UserId, id_: BondId) -> None:
        """Delete the post that shows the two marks. Either of the two may, also when the bond is over."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            bond = await bonds.find_bond(t, id_)
            two = [await dreamers.dreamer(t, one) for one in (bond.a, bond.b)] if bond else []
            if bond is None or user not in {one.user for one in two}:
                raise DreamError("dream-not-yours")
            await take_meeting_down(t, self._world, bond.id)
            await meetings.end_meeting(t, bond.id, now)
        self._world.clock.stir()

    async def _meet(self, t: Transaction, bond: Bond, me: Dreamer, other: Dreamer) -> None:
        now = self._world.now()
        await meetings.take(t, bond.id, now)
        await between.drop_hands(t, bond.id, "taken")
        await bonds.keep_stage(t, bond.id, Stage.AFTER, now)
        first, second = [worn(self._world, one, await depth_of(t, bond, one)) for one in (other, me)]
        letter = Met(bond.id, (first, second))
        server = await servers.server_of(t, bond.guild)
        if server.story_channel is not None:
            await outbox.post(t, Item(_key(bond.id), letter, now, channel=server.story_channel))
        for one, by in ((me, other), (other, me)):
            slots = (("name", plain(by.name)),)
            await outbox.post(t, Item(f"met/{bond.id}/{one.id}", Note("reach-taken", slots), now, dreamer=one.id))

    async def _of(self, t: Transaction, user: UserId, id_: BondId) -> tuple[Bond, Dreamer, Dreamer]:
        bond = await bonds.find_bond(t, id_)
        for one in (bond.a, bond.b) if bond else ():
            me = await dreamers.dreamer(t, one)
            if me.user == user:
                return (await self._other(t, id_, me))[0], me, (await self._other(t, id_, me))[1]
        raise DreamError("dream-not-yours")

    async def _other(self, t: Transaction, id_: BondId, me: Dreamer) -> tuple[Bond, Dreamer]:
        """Return the bond, if it stands and has come so far, and the other one of it."""
        bond = await bonds.bond(t, id_)
        if bond.ended:
            raise DreamError("parted-already")
        if bond.stage is not Stage.WAKING:
            raise DreamError("no-hand")
        return bond, await dreamers.dreamer(t, bond.other(me.id))


async def take_meeting_down(t: Transaction, world: World, id_: BondId) -> None:
    """Delete the post of a meeting, and the bot's own copy of it."""
    row = await outbox.row_of_key(t, _key(id_))
    if row is None or not isinstance(row.letter, Met):
        return
    nobody = Worn("", "", "", "", "")
    empty = Met(id_, (nobody, nobody))
    await outbox.reword(t, row.id, empty)
    if row.state in (State.WAITING, State.DROPPED):
        await outbox.drop(t, row.id, "taken back")
        return
    item = Item(f"taken-back/{row.id}", empty, world.now(), channel=row.channel, deed=Deed.WITHDRAW, target=row.id)
    await outbox.post(t, item)


def _key(id_: BondId) -> str:
    return f"meeting/{id_}"
