"""What a dreamer has of the other one: the picture with its nights, the mark, the page of the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain import register
from bot.domain.dreamer import Bond, Dreamer
from bot.domain.naming import plain
from bot.domain.picture import drawn
from bot.domain.qualities import NAMES
from bot.errors import DreamError
from bot.ids import EncounterId, GuildId, UserId
from bot.services.messages import told_until
from bot.services.passages import passages
from bot.services.under_way import load
from bot.services.world import World
from bot.services.wrists import Wrist, Wrists
from bot.storage import bonds, dreamers, encounters, journal, nights, pictures
from bot.storage.database import Transaction
from bot.storage.journal import Entry
from bot.storage.pictures import Learnt


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line of the picture. `was`: what it revised; `night`: which of one's own nights it is of, as in the journal."""

    line: str
    was: str | None
    night: int


@dataclass(frozen=True, slots=True)
class Soulmate:
    """What a dreamer has of the other one. Until names were given `name` is "", and there is no `emblem`."""

    name: str
    picture: tuple[KnownLine, ...]
    page: tuple[str, ...] = ()
    """Their page of the register, once it was read."""
    emblem: Wrist | None = None
    """The mark they wear."""
    latest: EncounterId | None = None
    """The dream whose ways out lead away from them."""


class Soulmates:
    """What one has of the other. Every method raises DreamError for one who has nobody."""

    def __init__(self, world: World, wrists: Wrists) -> None:
        self._world = world
        self._wrists = wrists

    async def look(self, guild: GuildId, user: UserId) -> Soulmate:
        """Return what a dreamer has of their soulmate."""
        async with self._world.database.transaction() as t:
            me, bond, other = await self._two(t, guild, user)
            named = (await bonds.qualities_of(t, bond.id, {})).get(NAMES) == "yes"
            learnt = [one for one in await pictures.learnt_in(t, bond.id) if one.knower == me.id]
            picture = _with_nights(learnt, await journal.entries(t, me.id), await nights.dates_in(t, bond.id))
            page = await self._page_read(t, me, bond)
            latest = await encounters.latest_in(t, me.id, bond.id)
        emblem = await self._wrists.emblem(guild, user) if named else None
        return Soulmate(plain(other.name) if named else "", picture, page, emblem, latest)

    async def who(self, guild: GuildId, user: UserId) -> UserId:
        """Return the account of one's soulmate: nobody is masked."""
        async with self._world.database.transaction() as t:
            _, _, other = await self._two(t, guild, user)
        if other.user is None:
            raise DreamError("they-are-gone")
        return other.user

    async def _page_read(self, t: Transaction, me: Dreamer, bond: Bond) -> tuple[str, ...]:
        """Return the other's page of the register as a dream last opened it; nothing before one was read."""
        for id_, scene_id in await encounters.shared_scenes(t, bond.id):
            scene = self._world.pack.scenes.get(scene_id)
            slept = await nights.night_in(t, me.id, id_)
            if scene is None or slept is None or not register.is_read_in(scene):
                continue
            try:
                under_way = await load(t, self._world, id_)
            except DreamError:
                continue
            role = under_way.dreamt.casting.role_of(me.id)
            told = under_way.encounter.moments[: await told_until(t, slept, self._world.now())]
            read = [one.text for one in passages(under_way, role, told) if one.kind == "page"] if role else []
            if read:
                return tuple(read[-1].split("\n"))
        return ()

    async def _two(self, t: Transaction, guild: GuildId, user: UserId) -> tuple[Dreamer, Bond, Dreamer]:
        me = await dreamers.dreamer_of(t, guild, user)
        if me is None:
            raise DreamError("not-a-dreamer")
        bond = await bonds.bond_of(t, me.id)
        if bond is None:
            raise DreamError("nobody-yet")
        return me, bond, await dreamers.dreamer(t, bond.other(me.id))


def _with_nights(
    learnt: Sequence[Learnt], entries: Sequence[Entry], dates: Mapping[EncounterId, date]
) -> tuple[KnownLine, ...]:
    """Return the picture as it stands, each line with its night.

    What a lone dream of the other's told is of the night one had oneself when they dreamt it.
    """
    nights_of = {entry.encounter: number for number, entry in enumerate(entries, start=1)}
    latest = {one.line: one for one in learnt}

    def night(one: Learnt) -> int:
        until = sum(entry.night <= dates.get(one.encounter, one.at.date()) for entry in entries)
        return nights_of.get(one.encounter, max(1, until))

    standing = drawn((one.line, one.replaces) for one in learnt)
    return tuple(KnownLine(line.text, line.was, night(latest[line.text])) for line in standing)
