"""The evening door: its post, once an evening."""

from bot.domain.door import NIGHT_LASTS, evening_before, next_evening
from bot.ids import GuildId
from bot.letters import EveningDoor
from bot.services.world import World
from bot.storage import doors, outbox, servers
from bot.storage.due import Occasion, clear_due, set_due
from bot.storage.outbox_row import Deed, Item


class Doors:
    """Called when a door's hour has come, once or again, late or in time."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def evening(self, guild: GuildId) -> None:
        """Open the door where somebody is told there, once an evening; the post before goes once this one stands."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            door = (await servers.server_of(t, guild)).door
            if not door.opens or door.channel is None:
                await clear_due(t, Occasion.DOOR, guild)
                return
            await set_due(t, Occasion.DOOR, guild, next_evening(door, now).at)
            evening = evening_before(door, now)
            over = evening.at + NIGHT_LASTS
            if (
                now > over
                or await servers.is_away(t, guild)
                or not await doors.anybody_at_door(t, guild, for_all=door.for_all)
            ):
                return
            before = await doors.last_post(t, guild)
            key = f"door/{guild}/{evening.date}"
            row = await outbox.post(t, Item(key, EveningDoor(), now, channel=door.channel, expires_at=over))
            if row is not None and before is not None:
                await outbox.post(
                    t,
                    Item(
                        f"door-gone/{before.id}",
                        EveningDoor(),
                        now,
                        channel=before.channel,
                        deed=Deed.WITHDRAW,
                        target=before.id,
                        after=row,
                    ),
                )
        self._world.clock.stir()
