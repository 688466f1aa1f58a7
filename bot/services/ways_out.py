"""The ways out that every message of a dream carries. Parting and blocking are in `partings`."""

from collections.abc import Iterable, Iterator

from bot.domain.dreamer import Dreamer
from bot.errors import DreamError
from bot.ids import EncounterId, GuildId, UserId
from bot.letters import Dream, Letter, Reported
from bot.services.under_way import UnderWay, load
from bot.services.world import World
from bot.storage import nights, outbox, reports, servers
from bot.storage.database import Transaction
from bot.storage.outbox_row import Item

LONGEST_REASON = 500
"""Characters; more is asked for by the moderators themselves."""


class WaysOut:
    """Stopping, reporting, asking who they are. Every method raises DreamError for anybody who is not in the dream."""

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

    async def report(self, user: UserId, id_: EncounterId, reason: str) -> None:
        """Report this dream to the moderators, with the bot's own copy of it."""
        now = self._world.now()
        reason = " ".join(reason.split())[:LONGEST_REASON]
        async with self._world.database.transaction() as t:
            under_way, me, other = await self._two(t, user, id_)
            server = await servers.server_of(t, under_way.dreamt.guild)
            if server.report_channel is None:
                raise DreamError("no-report-channel")
            copy = "\n".join(_lines(await outbox.copy_for(t, me.id, id_)))
            report = await reports.add_report(t, under_way.dreamt.guild, id_, me.id, other.id, reason, copy, now)
            letter = Reported(report, user, other.user or 0, reason, copy)
            item = Item(f"report/{report}", letter, now, channel=server.report_channel, encounter=id_)
            await outbox.post(t, item)
        self._world.clock.stir()

    async def _two(self, t: Transaction, user: UserId, id_: EncounterId) -> tuple[UnderWay, Dreamer, Dreamer]:
        under_way = await load(t, self._world, id_)
        role = under_way.role_of(user)
        if role.other not in under_way.people:
            raise DreamError("nobody-else-here")
        return under_way, under_way.people[role], under_way.people[role.other]


def _lines(letters: Iterable[Letter]) -> Iterator[str]:
    for letter in letters:
        for passage in letter.passages if isinstance(letter, Dream) else ():
            who = "(the one who reports)" if passage.name is None else passage.name or "(the other one)"
            match passage.kind:
                case "text":
                    yield passage.text
                case "chosen":
                    yield f"{who} chose: {passage.text}"
                case "said":
                    yield f"{who} wrote: {passage.text}"
                case "page":
                    yield f"The register said of {who}: {passage.text}"
                case _:
                    pass
