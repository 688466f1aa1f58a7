"""What a dream is headed by: a postcard of the country it lies in, for who wants pictures."""

from bot.art.postcard import hour_of
from bot.domain.scene import Role
from bot.letters import Scenery
from bot.services.under_way import UnderWay
from bot.services.world import World
from bot.storage import servers
from bot.storage.database import Transaction


async def scenery(t: Transaction, world: World, under_way: UnderWay, role: Role) -> Scenery | None:
    """Return what heads a dream for `role`; None where it is not drawn, or they or their server want no pictures."""
    country = world.pack.countries.get(under_way.encounter.qualities.get(f"{Role.HOST}.country", ""))
    if country is None or country.id not in world.postcards or not under_way.people[role].pictures:
        return None
    if not (await servers.server_of(t, under_way.dreamt.guild)).pictures:
        return None
    seed = under_way.dreamt.seed
    return Scenery(country.id, seed, hour_of(seed))
