"""The ways out that every message of a dream carries. Others are in `partings` and `reporting`."""

from bot.domain.dreamer import Dreamer
from bot.errors import DreamError
from bot.ids import EncounterId, GuildId, UserId
from bot.services.under_way import UnderWay, load
from bot.services.world import World
from bot.storage import nights, outbox
from bot.storage.database import Transaction


class WaysOut:
    """Stopping, and asking who they are. Every method raises DreamError for anybody who is not in the dream."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def check(self, user: UserId, id_: EncounterId) -> bool:
        """Return whether there is anybody else in this dream."""
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            return under_way.role_of(user).other in under_way.people

    async def who(self, user: UserId, id_: EncounterId) -> UserId:
        """Return the account of the other one: nobody is masked."""
        async with self._world.database.transaction() as t:
            _, _, other = await self._two(t, user, id_)
            if other.user is None:
                raise DreamError("they-are-gone")
            return other.user

    async def stop(self, user: UserId, id_: EncounterId) -> GuildId:
        """Hear no more of this dream; returns whose server it is. Its other half is told nothing."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            me = under_way.people[under_way.role_of(user)]
            slept = await nights.night_in(t, me.id, id_)
            if slept is not None:
                await nights.keep_stopped(t, slept, now)
            await outbox.drop_unsaid(t, me.id, id_, "stopped")
            return me.guild

    async def _two(self, t: Transaction, user: UserId, id_: EncounterId) -> tuple[UnderWay, Dreamer, Dreamer]:
        under_way = await load(t, self._world, id_)
        role = under_way.role_of(user)
        if role.other not in under_way.people:
            raise DreamError("nobody-else-here")
        return under_way, under_way.people[role], under_way.people[role.other]
