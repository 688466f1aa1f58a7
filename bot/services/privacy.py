"""A person's data is theirs: deleting it everywhere."""

from bot.ids import UserId
from bot.services.excerpts import take_back_all
from bot.services.frame import NO_PLACE
from bot.services.invitations import forget_friend, forget_teller
from bot.services.meetings import take_meeting_down
from bot.services.partings import Partings
from bot.services.world import World
from bot.storage import dreamers, encounters, excerpts, meetings, nights, outbox, register, reports
from bot.storage.between import forget_between


class Privacy:
    """What a person may ask for about themselves, wherever they are a dreamer."""

    def __init__(self, world: World, partings: Partings) -> None:
        self._world = world
        self._partings = partings

    async def delete(self, user: UserId) -> int:
        """Delete a person from every server; returns in how many they dreamt, 1 where they were only told dreams.

        Stays: that two numbers once were a bond and shared dreams, without name or words; blocks, and whom they
        did not wish to be told by, as keyed hashes; and what moderators were told, in their channel.
        """
        async with self._world.database.transaction() as t:
            found = await dreamers.dreamers_of(t, user)
            for dreamer in found:
                await self._partings.gone(t, dreamer.id)
                await take_back_all(t, self._world, dreamer.id)
                for bond in await meetings.met_in(t, dreamer.id):
                    await take_meeting_down(t, self._world, bond)
                await encounters.erase_words(t, dreamer.id)
                await register.keep_page(t, dreamer.id, [])
                await nights.forget_carried(t, dreamer.id)
                await outbox.forget_letters(t, dreamer.id, NO_PLACE)
                await forget_between(t, dreamer.id)
                await forget_teller(t, self._world, dreamer.id)
                await excerpts.forget_excerpts(t, dreamer.id)
                await reports.forget_reports(t, dreamer.id)
                await dreamers.erase(t, dreamer.id)
            was_told = await forget_friend(t, self._world, user)
        self._world.clock.stir()
        return len(found) or int(was_told)
