"""Showing a dream to the server: offered by one, agreed to by the other, withdrawn by either, read aloud."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.domain.encounter import Spoke
from bot.domain.moderation import Did
from bot.domain.nights import night_at
from bot.domain.telling import tell, title
from bot.errors import DreamError
from bot.ids import ChannelId, DreamerId, EncounterId, ExcerptId, GuildId, UserId
from bot.letters import Asking, Posted, ReadingOpens, ReadingPart
from bot.services.under_way import UnderWay, load
from bot.services.world import World
from bot.storage import bonds, dreamers, excerpts, outbox, record, servers
from bot.storage.database import Transaction
from bot.storage.excerpts import Excerpt
from bot.storage.outbox_row import Deed, Item, State

BETWEEN_PARTS: Final = timedelta(seconds=20)
"""A telling takes about this long to read aloud; the next one waits for it."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A dream one has kept that could be offered."""

    encounter: EncounterId
    title: str
    by_both: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """How a dream would be told, before anybody else is asked."""

    encounter: EncounterId
    title: str
    telling: str
    has_words: bool


class Excerpts:
    """What two dreamers consent to show. Every method raises DreamError."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def shelf(self, guild: GuildId, user: UserId) -> Sequence[Shelf]:
        """Return the shared dreams a member kept that were never offered."""
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if dreamer is None:
                raise DreamError("not-a-dreamer")
            kept = await excerpts.keepsakes(t, dreamer.id)
            titled = [(one, await self._title(t, one.encounter)) for one in kept]
            return [Shelf(one.encounter, called, one.by_both) for one, called in titled if called is not None]

    async def preview(self, user: UserId, id_: EncounterId, *, own_words: bool) -> Preview:
        """Return how a dream would be told."""
        async with self._world.database.transaction() as t:
            under_way = await self._kept_by_both(t, user, id_)
            return _preview(under_way, own_words=own_words)

    async def offer(self, user: UserId, id_: EncounterId, *, own_words: bool) -> None:
        """Offer a dream's telling to the server; the other one is asked."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            under_way = await self._kept_by_both(t, user, id_)
            server = await servers.server_of(t, under_way.dreamt.guild)
            if server.story_channel is None:
                raise DreamError("no-story-channel")
            # Asking is a message to the other one: who parted, or blocked, is not to be reached by it.
            if under_way.dreamt.bond is None or (await bonds.bond(t, under_way.dreamt.bond)).ended:
                raise DreamError("parted-already")
            told = _preview(under_way, own_words=own_words)
            role = under_way.role_of(user)
            me, other = under_way.people[role], under_way.people[role.other]
            excerpt = await excerpts.offer(t, me.guild, id_, me.id, other.id, told.title, told.telling, now)
            if excerpt is None:
                raise DreamError("excerpt-offered-before")
            letter = Asking(excerpt, under_way.cast.person(role).name, told.title, told.telling)
            asleep = other.hours is not None and night_at(other.hours, now).bedtime <= now
            await outbox.post(t, Item(f"asking/{excerpt}", letter, now, dreamer=other.id, encounter=id_, silent=asleep))
        self._world.clock.stir()

    async def agree(self, user: UserId, id_: ExcerptId) -> Excerpt:
        """Agree to what the other offered; it is posted."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            excerpt = await self._mine(t, user, id_)
            me = await dreamers.dreamer(t, excerpt.asked)
            if me.user != user:
                raise DreamError("excerpt-not-yours-to-agree")
            if excerpt.ended:
                raise DreamError("excerpt-ended")
            server = await servers.server_of(t, excerpt.guild)
            if server.story_channel is None:
                raise DreamError("no-story-channel")
            await excerpts.agree(t, id_, now)
            letter = Posted(id_, excerpt.title, excerpt.telling)
            await outbox.post(t, Item(f"excerpt/{id_}", letter, now, channel=server.story_channel, excerpt=id_))
        self._world.clock.stir()
        return excerpt

    async def withdraw(self, user: UserId, id_: ExcerptId) -> None:
        """Refuse, or take back what was shown: every post of it goes."""
        async with self._world.database.transaction() as t:
            excerpt = await self._mine(t, user, id_)
            await take_back(t, self._world, excerpt)
        self._world.clock.stir()

    async def read_aloud(self, guild: GuildId, by: UserId | None = None) -> int:
        """Begin a reading of all that is consented to; returns how many tellings it has."""
        async with self._world.database.transaction() as t:
            server = await servers.server_of(t, guild)
            if server.story_channel is None:
                raise DreamError("no-story-channel")
            shown = await excerpts.excerpts_shown(t, guild)
            if not shown:
                raise DreamError("nothing-to-read")
            await self._write_reading(t, guild, server.story_channel, shown)
            if by is not None:
                await record.note(t, guild, by, Did.READ_ALOUD, self._world.now(), whom=None, what=str(len(shown)))
        self._world.clock.stir()
        return len(shown)

    async def _write_reading(self, t: Transaction, guild: GuildId, channel: ChannelId, shown: list[Excerpt]) -> None:
        now = self._world.now()
        reading = await excerpts.begin_reading(t, guild, now)
        opens = await outbox.post(
            t, Item(f"reading/{reading}/0", ReadingOpens(reading, len(shown)), now, channel=channel)
        )
        previous = opens
        for number, excerpt in enumerate(shown, start=1):
            part = ReadingPart(reading, excerpt.id, number, len(shown), excerpt.title, excerpt.telling)
            item = Item(
                f"reading/{reading}/{number}", part, now + BETWEEN_PARTS * (number - 1), channel=channel, target=opens,
                after=previous, in_thread=True, excerpt=excerpt.id,
            )  # fmt: skip
            previous = await outbox.post(t, item)

    async def _title(self, t: Transaction, id_: EncounterId) -> str | None:
        """What a dream is called; None where its pages are no longer in the pack."""
        try:
            under_way = await load(t, self._world, id_)
        except DreamError:
            return None
        return title(under_way.encounter.scene, under_way.cast, under_way.slots, under_way.dreamt.seed)

    async def _kept_by_both(self, t: Transaction, user: UserId, id_: EncounterId) -> UnderWay:
        under_way = await load(t, self._world, id_)
        role = under_way.role_of(user)
        if role.other not in under_way.people:
            raise DreamError("nobody-else-here")
        if not under_way.encounter.ended:
            raise DreamError("dream-not-over")
        for who, missing in ((role, "not-kept-by-you"), (role.other, "not-kept-by-both")):
            if not await excerpts.has_kept(t, id_, under_way.people[who].id):
                raise DreamError(missing)
        return under_way

    async def _mine(self, t: Transaction, user: UserId, id_: ExcerptId) -> Excerpt:
        excerpt = await excerpts.excerpt(t, id_)
        if excerpt is None:
            raise DreamError("excerpt-ended")
        for id_of in (excerpt.offered_by, excerpt.asked):
            if (await dreamers.dreamer(t, id_of)).user == user:
                return excerpt
        raise DreamError("excerpt-not-yours")


async def take_back(t: Transaction, world: World, excerpt: Excerpt) -> None:
    """End an excerpt, delete every message that shows it, and the bot's own copy of those."""
    now = world.now()
    await excerpts.end(t, excerpt.id, now)
    for row in await outbox.shown_rows(t, excerpt.id):
        if isinstance(row.letter, Posted | ReadingPart):
            await outbox.reword(t, row.id, replace(row.letter, title="", telling=""))
        if row.state in (State.WAITING, State.DROPPED):
            # Also what found no place: a new channel must not bring it back.
            await outbox.drop(t, row.id, "taken back")
        else:
            # Also where it is being said just now, or perhaps was: the withdrawal waits until that is known.
            item = Item(
                f"taken-back/{row.id}", Posted(excerpt.id, "", ""), now, channel=row.channel, deed=Deed.WITHDRAW,
                target=row.id,
            )  # fmt: skip
            await outbox.post(t, item)


async def take_back_all(t: Transaction, world: World, dreamer: DreamerId) -> None:
    """End every excerpt a dreamer is part of."""
    for excerpt in await excerpts.excerpts_of(t, dreamer):
        await take_back(t, world, excerpt)


def _preview(under_way: UnderWay, *, own_words: bool) -> Preview:
    encounter = under_way.encounter
    tonight = (under_way.cast, under_way.slots, under_way.dreamt.seed)
    has_words = any(isinstance(moment, Spoke) and not moment.taken_back for moment in encounter.moments)
    telling = tell(encounter, *tonight, own_words=own_words)
    return Preview(under_way.dreamt.id, title(encounter.scene, *tonight), telling, has_words)
