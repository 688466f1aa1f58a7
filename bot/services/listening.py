"""Listening to a friend: agreeing to, reading what is told, the one line to answer with, and the ways out of it."""

from dataclasses import dataclass

from bot.domain.dreamer import Dreamer
from bot.domain.friend import LINE_LIMIT
from bot.domain.naming import own_words, plain
from bot.domain.nights import night_at
from bot.errors import DreamError
from bot.ids import GuildId, ReportId, TellingId, UserId
from bot.letters import FriendsLine, Reported
from bot.ports import Census, Member
from bot.services.friends import draft, may_tell, member_of
from bot.services.invitations import line_key, stop_telling, take_down
from bot.services.manners import mind_pace_of_friend, mind_words
from bot.services.partings import Partings
from bot.services.reporting import LONGEST_REASON
from bot.services.world import World
from bot.storage import dreamers, friends, outbox, reports, servers
from bot.storage.database import Transaction
from bot.storage.friends import Telling
from bot.storage.outbox_row import Item
from bot.storage.removals import person_in


@dataclass(frozen=True, slots=True)
class Heard:
    """What a friend reads. Without a text they are asked first whether they want to be told."""

    telling: TellingId
    teller: UserId
    title: str = ""
    text: str = ""
    may_answer: bool = False


class Listening:
    """What somebody does who is told, and what both may do about it. Every method raises DreamError.

    Whoever is not the one it is for is told the same whether or not there is such a telling.
    """

    def __init__(self, world: World, census: Census, partings: Partings) -> None:
        self._world = world
        self._census = census
        self._partings = partings

    async def listen(self, guild: GuildId, user: UserId, member: Member, id_: TellingId, *, agrees: bool) -> Heard:
        """Return what is told, or the question whether to be told by this one, until it was agreed to: `agrees`."""
        now = self._world.now()
        await self._still_may(guild, user, member, id_)
        async with self._world.database.transaction() as t:
            telling, teller, whose = await self._to_me(t, guild, user, id_)
            if agrees:
                await friends.agree(t, teller.id, user, now)
            elif not await friends.has_agreed(t, teller.id, user):
                return Heard(id_, whose)
            told = await draft(t, self._world, teller, telling.encounter, own_words=telling.own_words)
            await friends.keep_heard(t, id_, now)
            return Heard(id_, whose, told.title, told.text, told.may_answer)

    async def refuse(self, user: UserId, id_: TellingId) -> None:
        """Not wish to be told anything by this one, in any server. They are not told."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            telling, teller = await self._known(t, id_)
            if telling.friend != user or teller.user is None:
                raise DreamError("friend-not-you")
            await friends.refuse(t, self._world.install.secret, teller.user, user, now)
            for dreamer in await dreamers.dreamers_of(t, teller.user):
                await stop_telling(t, self._world, dreamer.id, user)
        self._world.clock.stir()

    async def take_back(self, user: UserId, id_: TellingId) -> None:
        """Not wish to tell it any more."""
        async with self._world.database.transaction() as t:
            _, teller = await self._known(t, id_)
            if teller.user != user:
                raise DreamError("friend-not-yours")
            await take_down(t, self._world, id_)
        self._world.clock.stir()

    async def room(self, guild: GuildId, user: UserId, id_: TellingId) -> None:
        """Raise DreamError where no line can be answered with."""
        async with self._world.database.transaction() as t:
            await self._may_answer(t, guild, user, id_)

    async def answer(self, guild: GuildId, user: UserId, member: Member, id_: TellingId, text: str) -> None:
        """Answer with the one line there is; who told gets it by direct message, once."""
        now = self._world.now()
        await self._still_may(guild, user, member, id_)
        async with self._world.database.transaction() as t:
            telling, teller = await self._may_answer(t, guild, user, id_)
            line = own_words(text, LINE_LIMIT)
            await mind_words(t, guild, line, "words")
            await mind_pace_of_friend(t, user, now)
            told = await draft(t, self._world, teller, telling.encounter, own_words=False)
            await friends.keep_answer(t, id_, line, now)
            await take_down(t, self._world, id_)
            asleep = teller.hours is not None and night_at(teller.hours, now).bedtime <= now
            letter = FriendsLine(id_, user, told.title, plain(line))
            await outbox.post(t, Item(line_key(id_), letter, now, dreamer=teller.id, silent=asleep))
        self._world.clock.stir()

    async def may_report(self, user: UserId, id_: TellingId) -> None:
        """Raise DreamError where somebody read nothing that they could report."""
        async with self._world.database.transaction() as t:
            await self._read_by(t, user, id_)

    async def report(self, user: UserId, id_: TellingId, reason: str) -> None:
        """Report what was told, or what was answered, to the moderators; each of the two once."""
        now = self._world.now()
        reason = " ".join(reason.split())[:LONGEST_REASON]
        async with self._world.database.transaction() as t:
            telling, teller = await self._read_by(t, user, id_)
            server = await servers.server_of(t, teller.guild)
            if server.report_channel is None:
                raise DreamError("no-report-channel")
            of_line = teller.user == user
            key = f"report/told/{id_}/{'line' if of_line else 'dream'}"
            if await outbox.row_of_key(t, key):
                return
            copy = plain(telling.answer or "") if of_line else await self._copy(t, telling, teller)
            reported = telling.friend if of_line else teller.user or UserId(0)
            report = await self._keep_report(t, telling, (user, reported), teller.guild, reason, copy)
            card = Reported(report, user, reported, reason, copy, int(now.timestamp()))
            await outbox.post(t, Item(key, card, now, channel=server.report_channel))
        self._world.clock.stir()

    async def block(self, user: UserId, id_: TellingId) -> None:
        """Never be told by this account, tell it, or meet it, in any server."""
        async with self._world.database.transaction() as t:
            telling, teller = await self._known(t, id_)
        if teller.user is None or user not in (telling.friend, teller.user):
            raise DreamError("friend-not-you")
        await self._partings.keep_apart(user, telling.friend if user == teller.user else teller.user)

    async def _copy(self, t: Transaction, telling: Telling, teller: Dreamer) -> str:
        """Return what the friend read; nothing where its pages left the pack since."""
        try:
            told = await draft(t, self._world, teller, telling.encounter, own_words=telling.own_words)
        except DreamError:
            return ""
        return told.text

    async def _keep_report(
        self, t: Transaction, telling: Telling, accounts: tuple[UserId, UserId], guild: GuildId, reason: str, copy: str
    ) -> ReportId:
        """Keep a report over which something can be decided; 0 where one of the two is no dreamer."""
        two = [await dreamers.dreamer_of(t, guild, one) for one in accounts]
        reporter, reported = two
        if reporter is None or reported is None:
            return ReportId(0)
        person = person_in(self._world.install.secret, guild, accounts[1])
        return await reports.add_report(
            t, guild, telling.encounter, reporter.id, reported.id, person, reason, copy, self._world.now()
        )

    async def _still_may(self, guild: GuildId, user: UserId, member: Member, id_: TellingId) -> None:
        """Raise DreamError where somebody may not be told this, or no longer: by the roles both hold now."""
        async with self._world.database.transaction() as t:
            _, teller, account = await self._to_me(t, guild, user, id_)
        mine = await member_of(self._census, guild, account)
        async with self._world.database.transaction() as t:
            teller = await dreamers.dreamer(t, teller.id)
            if mine is None or not await may_tell(t, self._world, teller, mine, user, member):
                raise DreamError("friend-over")

    async def _may_answer(
        self, t: Transaction, guild: GuildId, user: UserId, id_: TellingId
    ) -> tuple[Telling, Dreamer]:
        telling, teller, _ = await self._to_me(t, guild, user, id_)
        if not telling.heard or not await friends.has_agreed(t, teller.id, user):
            raise DreamError("friend-not-you")
        server = await servers.server_of(t, guild)
        if not (server.own_words and teller.own_words):
            raise DreamError("friend-no-line")
        return telling, teller

    async def _to_me(
        self, t: Transaction, guild: GuildId, user: UserId, id_: TellingId
    ) -> tuple[Telling, Dreamer, UserId]:
        """Return what is told to somebody in this server, while it can be listened to."""
        telling, teller = await self._known(t, id_)
        if telling.friend != user or teller.guild != guild or teller.user is None:
            raise DreamError("friend-not-you")
        if not telling.open_at(self._world.now()):
            raise DreamError("friend-over")
        return telling, teller, teller.user

    async def _read_by(self, t: Transaction, user: UserId, id_: TellingId) -> tuple[Telling, Dreamer]:
        """Return a telling of which somebody read the other's part."""
        telling, teller = await self._known(t, id_)
        read_line = teller.user == user and telling.answer is not None
        if not read_line and not (telling.friend == user and telling.heard):
            raise DreamError("friend-not-you")
        return telling, teller

    async def _known(self, t: Transaction, id_: TellingId) -> tuple[Telling, Dreamer]:
        telling = await friends.telling(t, id_)
        if telling is None:
            raise DreamError("friend-not-you")
        return telling, await dreamers.dreamer(t, telling.teller)
