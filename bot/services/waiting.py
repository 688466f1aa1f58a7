"""One who was kept waiting for too long is asked, once, what they wish."""

from datetime import datetime
from typing import Final

from bot.domain.dreamer import Dreamer
from bot.domain.naming import plain
from bot.domain.nights import night_at
from bot.domain.qualities import NAMES
from bot.domain.scene import Role
from bot.domain.waiting import NIGHTS, Wish, kept_waiting
from bot.errors import DreamError
from bot.ids import BondId, UserId
from bot.letters import KeptWaiting
from bot.services.partings import Partings
from bot.services.passages import other_name
from bot.services.under_way import UnderWay
from bot.services.world import World
from bot.storage import bonds, dreamers, encounters, outbox, wishes
from bot.storage.database import Transaction
from bot.storage.outbox_row import Item

LOOKED_BACK: Final = 4 * NIGHTS
"""Shared nights in which five answered ones are looked for."""


class Waiting:
    """What one who was kept waiting wishes. Nobody is told of it but them."""

    def __init__(self, world: World, partings: Partings) -> None:
        self._world = world
        self._partings = partings

    async def wish(self, user: UserId, id_: BondId, wish: Wish) -> None:
        """Keep what somebody wishes, and do it; raises DreamError."""
        async with self._world.database.transaction() as t:
            bond = await bonds.find_bond(t, id_)
            if bond is None or bond.ended:
                raise DreamError("parted-already")
            two = [await dreamers.dreamer(t, one) for one in (bond.a, bond.b)]
            me = next((one for one in two if one.user == user), None)
            if me is None or not await wishes.was_asked(t, bond.id, me.id):
                raise DreamError("dream-not-yours")
            await wishes.keep_wish(t, bond.id, me.id, wish)
            if wish is Wish.ANEW:
                await self._partings.end(t, bond, told=bond.other(me.id), left=me.id)
                await self._partings.draw_anew(t, me)
        if wish is Wish.ANEW:
            await self._partings.someone_waits(me.guild, me.id)
        self._world.clock.stir()


async def ask_wish(t: Transaction, under_way: UnderWay, role: Role, now: datetime) -> None:
    """Ask, at waking, one who alone answered in the last shared nights."""
    id_, me = under_way.dreamt.bond, under_way.people[role]
    if id_ is None or Role.GUEST not in under_way.people or await wishes.was_asked(t, id_, me.id):
        return
    # Tonight's may still be answered this morning.
    before = await encounters.shared_and_over(t, id_, LOOKED_BACK)
    if kept_waiting([one.answered for one in before]) != me.id or not await wishes.ask_wish(t, id_, me.id, now):
        return
    letter = KeptWaiting(id_, other_name(under_way, role) or "")
    await outbox.post(t, Item(f"wish/{id_}/{me.id}", letter, now, dreamer=me.id))


async def ask_left_behind(t: Transaction, absent: Dreamer, now: datetime) -> None:
    """Ask, at their next waking, one who answered alone until the other one's nights were paused for them."""
    bond = await bonds.bond_of(t, absent.id)
    if bond is None:
        return
    other = await dreamers.dreamer(t, bond.other(absent.id))
    late = [one.answered for one in await encounters.shared_and_over(t, bond.id, LOOKED_BACK) if one.answered]
    if not late or late[0] != frozenset({other.id}) or other.hours is None:
        return
    if not await wishes.ask_wish(t, bond.id, other.id, now):
        return
    names = (await bonds.qualities_of(t, bond.id, {})).get(NAMES) == "yes"
    letter = KeptWaiting(bond.id, plain(absent.name) if names else "")
    waking = night_at(other.hours, now).waking
    await outbox.post(t, Item(f"wish/{bond.id}/{other.id}", letter, waking, dreamer=other.id))
