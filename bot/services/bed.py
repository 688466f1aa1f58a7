"""Before sleeping: what one carries to bed, and last night's dream once more."""

from dataclasses import dataclass

from bot.domain.dreamer import Dreamer
from bot.domain.scene import Role, Stage
from bot.domain.tonight import CARRIED
from bot.errors import DreamError
from bot.ids import BondId, GuildId, UserId
from bot.letters import Dream
from bot.services.messages import letter, told_until
from bot.services.nights import night_ahead
from bot.services.under_way import load
from bot.services.world import World
from bot.storage import bonds, dreamers, nights, servers, wishes
from bot.storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Bed:
    """How somebody goes to bed tonight."""

    carried: str
    """A value of the quality `carried`; "" for nothing, or what they keep to themselves."""
    bond: BondId | None
    stage: Stage | None
    may_write: bool
    """Whether a page of the register may be written: only where own words may be used."""
    unreachable: bool
    """Whether the last direct message did not reach them."""
    at_door: bool
    """Whether tonight's dream is told at the server's door."""
    door_opens: bool
    """Whether their server has one."""
    alone: bool
    """Whether they wished to dream alone, and may wish otherwise."""


class Beds:
    """What a dreamer says and sees before sleeping. Every method raises DreamError for one who is no dreamer."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def look(self, guild: GuildId, user: UserId) -> Bed:
        """Return how somebody goes to bed tonight."""
        async with self._world.database.transaction() as t:
            dreamer = await self._dreamer(t, guild, user)
            night = await night_ahead(t, dreamer, self._world.now())
            carried = await nights.carried_to(t, dreamer.id, night.date) if night else ""
            bond = await bonds.bond_of(t, dreamer.id)
            alone = bond is not None and await wishes.wished_alone(t, bond.id, dreamer.id)
            server = await servers.server_of(t, guild)
            return Bed(
                carried=carried,
                bond=bond.id if bond else None,
                stage=bond.stage if bond else None,
                may_write=server.own_words and dreamer.own_words,
                unreachable=not dreamer.can_be_told,
                at_door=dreamer.at_door or server.door.takes(wanted=dreamer.wants_door),
                door_opens=server.door.opens,
                alone=alone,
            )

    async def carry(self, guild: GuildId, user: UserId, what: str) -> None:
        """Keep what somebody takes to bed tonight; "" where they keep it to themselves."""
        async with self._world.database.transaction() as t:
            dreamer = await self._dreamer(t, guild, user)
            night = await night_ahead(t, dreamer, self._world.now())
            if night is None or (what and what not in CARRIED):
                raise DreamError("button-outdated")
            await dreamers.keep_seen(t, dreamer.id, self._world.now())
            await nights.carry(t, dreamer.id, night.date, what)

    async def again(self, guild: GuildId, user: UserId) -> Dream:
        """Return the latest dream as far as its dreamer was told it, their own answers in their place."""
        async with self._world.database.transaction() as t:
            dreamer = await self._dreamer(t, guild, user)
            slept = await nights.last_night(t, dreamer.id)
            if slept is None or slept.encounter is None:
                raise DreamError("no-dream-yet")
            under_way = await load(t, self._world, slept.encounter)
            role = under_way.dreamt.casting.role_of(dreamer.id) or Role.HOST
            until = await told_until(t, slept, self._world.now())
            if until == 0:
                raise DreamError("dream-at-door")
            told = letter(under_way, role, since=0, until=until, words=False, own_lines=True)
            return told.settled()

    async def _dreamer(self, t: Transaction, guild: GuildId, user: UserId) -> Dreamer:
        dreamer = await dreamers.dreamer_of(t, guild, user)
        if dreamer is None or dreamer.hours is None:
            raise DreamError("not-a-dreamer")
        return dreamer
