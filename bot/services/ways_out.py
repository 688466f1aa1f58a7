"""The ways out that every message of a dream carries. Others are in `partings` and `reporting`."""

from enum import Enum

from bot.errors import DreamError
from bot.ids import EncounterId, GuildId, UserId
from bot.services.under_way import load, other_of
from bot.services.world import World
from bot.storage import nights, outbox


class Company(Enum):
    """Whether there is somebody to get away from: in the dream itself, or behind the mark only."""

    NOBODY = "nobody"
    AWAKE = "awake"
    IN_THE_DREAM = "in the dream"


class WaysOut:
    """Stopping, and asking who they are. Every method raises DreamError for anybody who is not in the dream."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def check(self, user: UserId, id_: EncounterId) -> Company:
        """Return who else there is to get away from."""
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            role = under_way.role_of(user)
            if role.other in under_way.people:
                return Company.IN_THE_DREAM
            try:
                await other_of(t, under_way, role)
            except DreamError:
                return Company.NOBODY
            return Company.AWAKE

    async def who(self, user: UserId, id_: EncounterId) -> UserId:
        """Return the account of the other one: nobody is masked."""
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            other = await other_of(t, under_way, under_way.role_of(user))
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
