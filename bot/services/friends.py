"""Telling a friend: who may be told, what they would read, and asking them to listen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.dreamer import Dreamer
from bot.domain.encounter import Spoke
from bot.domain.friend import MOST_A_DAY, may_be_told, tell_friend, title_for_friend
from bot.domain.scene import Role
from bot.errors import DreamError
from bot.ids import ChannelId, EncounterId, GuildId, RowId, UserId
from bot.letters import Invited
from bot.ports import Census, Member, NoAnswerError
from bot.services.invitations import invite
from bot.services.under_way import UnderWay, load
from bot.services.world import World
from bot.storage import blocks, dreamers, friends, nights, removals, servers, wordlists
from bot.storage.database import Transaction

MOST_SHOWN = 25
"""Dreams to choose from: as many as Discord shows in one select."""


@dataclass(frozen=True, slots=True)
class Dreamed:
    """A dream that could be told."""

    encounter: EncounterId
    title: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A dream as a friend would read it. `may_answer`: whether they could answer with a line."""

    encounter: EncounterId
    title: str
    text: str
    has_words: bool
    may_answer: bool


class Friends:
    """What somebody does who tells a friend. Every method raises DreamError."""

    def __init__(self, world: World, census: Census) -> None:
        self._world = world
        self._census = census

    async def dreams(self, guild: GuildId, user: UserId) -> Sequence[Dreamed]:
        """Return the latest dreams of a member that are over."""
        async with self._world.database.transaction() as t:
            me = await self._teller(t, guild, user)
            found = [await self._dreamed(t, user, id_) for id_ in await friends.dreams_over(t, me.id, MOST_SHOWN)]
            return [one for one in found if one is not None]

    async def draft(self, guild: GuildId, user: UserId, id_: EncounterId, *, own_words: bool) -> Draft:
        """Return how a friend would read a dream."""
        async with self._world.database.transaction() as t:
            me = await self._teller(t, guild, user)
            return await draft(t, self._world, me, id_, own_words=own_words)

    async def offer(
        self, guild: GuildId, member: tuple[UserId, Member], friend: UserId, id_: EncounterId, channel: ChannelId,
        *, own_words: bool,
    ) -> tuple[RowId, Invited]:  # fmt: skip
        """Ask a friend, in a channel, to listen; returns the card, which the click is to bring.

        Why somebody cannot be told is not said: they may have blocked, or refused.
        """
        user, mine = member
        now = self._world.now()
        if friend == user:
            raise DreamError("friend-oneself")
        async with self._world.database.transaction() as t:
            me = await self._teller(t, guild, user)
            await draft(t, self._world, me, id_, own_words=own_words)
        theirs = await member_of(self._census, guild, friend)
        async with self._world.database.transaction() as t:
            me = await self._teller(t, guild, user)
            if theirs is None or not await may_tell(t, self._world, me, mine, friend, theirs):
                raise DreamError("friend-cannot")
            under_way = await load(t, self._world, id_)
            if friend in {one.user for one in under_way.people.values()}:
                raise DreamError("friend-was-there")
            if await friends.offered_since(t, me.id, now - timedelta(days=1)) >= MOST_A_DAY:
                raise DreamError("friend-enough-today", most=MOST_A_DAY)
            if not await friends.has_agreed(t, me.id, friend) and await self._asks_already(t, me, friend):
                raise DreamError("friend-asked-already")
            telling = await friends.offer_telling(t, me.id, friend, id_, now, own_words=own_words)
            if telling is None:
                raise DreamError("friend-told-before")
            await dreamers.keep_seen(t, me.id, now)
            letter = Invited(telling, user, friend)
            row = await invite(t, self._world, letter, channel)
        self._world.clock.stir()
        return row, letter

    async def _asks_already(self, t: Transaction, me: Dreamer, friend: UserId) -> bool:
        """Whether somebody who has not agreed yet is being asked: they are asked one thing at a time."""
        told = await friends.tellings_by(t, me.id)
        return any(one.friend == friend and one.open_at(self._world.now()) for one in told)

    async def _teller(self, t: Transaction, guild: GuildId, user: UserId) -> Dreamer:
        me = await dreamers.dreamer_of(t, guild, user)
        if me is None or not me.joined:
            raise DreamError("not-a-dreamer")
        return me

    async def _dreamed(self, t: Transaction, user: UserId, id_: EncounterId) -> Dreamed | None:
        """A dream that was told to its end; None where it broke off, or its pages left the pack."""
        try:
            under_way = await load(t, self._world, id_)
        except DreamError:
            return None
        return Dreamed(id_, _title(under_way, under_way.role_of(user))) if under_way.encounter.ended else None


async def draft(t: Transaction, world: World, teller: Dreamer, id_: EncounterId, *, own_words: bool) -> Draft:
    """Return a dream as `teller` tells it; raises DreamError where it is not theirs, or not over."""
    under_way = await load(t, world, id_)
    role = under_way.dreamt.casting.role_of(teller.id)
    if role is None:
        raise DreamError("dream-not-yours")
    slept = await nights.night_in(t, teller.id, id_)
    if not under_way.encounter.ended or (slept is not None and slept.woken_at is None):
        raise DreamError("friend-dream-not-over")
    server = await servers.server_of(t, teller.guild)
    has_words = server.own_words and await _may_quote(t, teller.guild, under_way, role)
    text = tell_friend(
        under_way.encounter, under_way.cast, under_way.slots, under_way.dreamt.seed, role,
        own_words=own_words and has_words,
    )  # fmt: skip
    return Draft(id_, _title(under_way, role), text, has_words, server.own_words and teller.own_words)


async def may_tell(t: Transaction, world: World, teller: Dreamer, mine: Member, friend: UserId, theirs: Member) -> bool:
    """Whether a dreamer may tell somebody: who blocked, refused, was removed or is of another pool is not told."""
    secret = world.install.secret
    if teller.user is None or not teller.joined:
        return False
    if await blocks.is_blocked(t, secret, teller.user, friend):
        return False
    if await friends.has_refused(t, secret, teller.user, friend):
        return False
    for one in (teller.user, friend):
        if await removals.is_removed(t, teller.guild, removals.person_in(secret, teller.guild, one)):
            return False
    server = await servers.server_of(t, teller.guild)
    since = theirs.joined_at
    if since is not None and world.clock.real() - since < timedelta(days=server.minimum_days):
        return False
    other = await dreamers.dreamer_of(t, teller.guild, friend)
    dreams = other is not None and other.joined
    return may_be_told(mine.roles, theirs.roles, server.pools, dreams=dreams)


async def member_of(census: Census, guild: GuildId, user: UserId) -> Member | None:
    """Return a member, None if they are not in the server; raises DreamError where Discord gives no answer."""
    try:
        return await census.member(guild, user)
    except NoAnswerError as silent:
        raise DreamError("friend-not-now") from silent


async def _may_quote(t: Transaction, guild: GuildId, under_way: UnderWay, role: Role) -> bool:
    """Whether the teller said something in words of their own that may be said here today."""
    spoken = [
        one.text
        for one in under_way.encounter.moments
        if isinstance(one, Spoke) and one.who is role and not one.taken_back
    ]
    listed = await wordlists.word_list(t, guild)
    return bool(spoken) and not any(listed.found_in(text) for text in spoken)


def _title(under_way: UnderWay, role: Role) -> str:
    return title_for_friend(under_way.encounter, under_way.cast, under_way.slots, under_way.dreamt.seed, role)
