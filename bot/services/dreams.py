"""Acting in a dream: choosing, speaking, going on alone, keeping it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.encounter import DreamOn, Event, Pick, Speak, Try
from bot.domain.naming import own_words, plain
from bot.domain.qualities import ASKED, TRUST, number
from bot.domain.scene import BeatId, Role
from bot.errors import DreamError
from bot.ids import ChannelId, EncounterId, RowId, UserId
from bot.letters import Dream, Note, Passage
from bot.services.happening import happen
from bot.services.manners import mind_pace, mind_words
from bot.services.messages import chosen_line, sayable, tell, tell_other, words_allowed
from bot.services.under_way import UnderWay, load
from bot.services.unsaying import may_unsay
from bot.services.world import World
from bot.storage import bonds, dreamers, excerpts, lessons, nights, outbox
from bot.storage.database import Transaction
from bot.storage.outbox_row import Item


@dataclass(frozen=True, slots=True)
class Answered:
    """What a click leads to: the pressed message as it reads now, and the row its interaction is to bring."""

    pressed: Dream | None
    row: RowId | None
    following: Dream | None


@dataclass(frozen=True, slots=True)
class Room:
    """What a dreamer may say, and where: for the modal that asks."""

    beat: BeatId
    limit: int


class Dreams:
    """What a dreamer does in a dream. Every method raises DreamError."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def pick(self, user: UserId, id_: EncounterId, beat: BeatId, choice: str, pressed: RowId) -> Answered:
        """Choose. An old or repeated press changes nothing and shows the message as it stands."""
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            role = under_way.role_of(user)
            line = chosen_line(under_way, role, choice) if beat == under_way.encounter.beat.id else None
            return await self._act(t, under_way, role, Pick(role, beat, choice), pressed, line)

    async def speak(self, user: UserId, id_: EncounterId, beat: BeatId, text: str, pressed: RowId) -> Answered:
        """Say something in words of one's own."""
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            role = under_way.role_of(user)
            await _room(t, under_way, role, beat)
            speak = under_way.encounter.beat.ask and under_way.encounter.beat.ask.speak
            words = own_words(text, speak.limit if speak else 0)
            await mind_words(t, under_way.dreamt.guild, words, "words")
            await mind_pace(t, under_way.people[role].id, id_, self._world.now())
            line = Passage("said", plain(words))
            return await self._act(t, under_way, role, Speak(role, beat, words), pressed, line)

    async def room_to_speak(self, user: UserId, id_: EncounterId, beat: BeatId) -> Room:
        """Return what may be said now; raises DreamError where nothing may."""
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            return await _room(t, under_way, under_way.role_of(user), beat)

    async def dream_on(self, user: UserId, id_: EncounterId, beat: BeatId, pressed: RowId) -> Answered:
        """Go on without the other, whose silence is taken."""
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            role = under_way.role_of(user)
            return await self._act(t, under_way, role, DreamOn(role, beat), pressed, None)

    async def tried(self, user: UserId, id_: EncounterId, lesson: str, pressed: RowId, *, held: bool) -> Dream:
        """Say whether something that was taught held, awake; returns the pressed message as it reads now.

        It is tried by day, when the dream that asked is over: then it is kept all the same, and the other not told.
        """
        now = self._world.now()
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            role, bond = under_way.role_of(user), under_way.dreamt.bond
            me = under_way.people[role]
            asked = under_way.dreamt.qualities.get(f"{role}.{ASKED}") == lesson
            if asked and bond is not None and await lessons.keep_held(t, bond, me.id, lesson, held=held):
                _, changed = await happen(t, self._world, id_, Try(role, lesson, held), now)
                if held and not changed:
                    parts = {role: me.id}
                    trust = number(await bonds.qualities_of(t, bond, parts), TRUST)
                    await bonds.keep_qualities(t, bond, parts, {TRUST: str(trust + 1)})
            row = await outbox.outbox_row(t, pressed)
            letter = row.letter if row and row.dreamer == me.id else None
            if row is None or not isinstance(letter, Dream):
                raise DreamError("dream-moved-past")
            letter = replace(letter, wondering=None).as_of(int(now.timestamp()))
            await outbox.reword(t, row.id, letter)
            return letter

    async def keep(self, user: UserId, id_: EncounterId, pressed: RowId) -> tuple[Dream | None, bool]:
        """Keep a dream that has ended; returns the pressed message, and whether both have kept it now."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            role = under_way.role_of(user)
            if not under_way.encounter.ended:
                raise DreamError("dream-not-over")
            await excerpts.keep(t, id_, under_way.people[role].id, now)
            both = [await excerpts.has_kept(t, id_, dreamer.id) for dreamer in under_way.people.values()]
            row = await outbox.outbox_row(t, pressed)
            letter = row.letter if row and row.dreamer == under_way.people[role].id else None
            if row is None or not isinstance(letter, Dream):
                return None, all(both)
            letter = replace(letter, may_keep=False).as_of(int(now.timestamp()))
            await outbox.reword(t, row.id, letter)
            return letter, all(both)

    async def point_to_words(self, channel: ChannelId) -> None:
        """Whoever writes in the direct message is told where words are said, once a day."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_at(t, channel)
            if dreamer is None:
                return
            await outbox.post(t, Item(f"hint/{dreamer}/{now.date()}", Note("words-go-there"), now, dreamer=dreamer))
        self._world.clock.stir()

    async def _act(
        self, t: Transaction, under_way: UnderWay, role: Role, event: Event, pressed: RowId, line: Passage | None
    ) -> Answered:
        now = self._world.now()
        me = under_way.people[role]
        row = await outbox.outbox_row(t, pressed)
        message = row.letter if row and row.dreamer == me.id and isinstance(row.letter, Dream) else None
        if under_way.dreamt.ended_at is not None and not under_way.encounter.ended:
            raise DreamError("dream-broken-off")
        after, changed = await happen(t, self._world, under_way.dreamt.id, event, now)
        if not changed:
            shown = message.settled() if message and message.beat != after.encounter.beat.id else message
            shown = shown and shown.as_of(int(now.timestamp()))
            if message is None:
                raise DreamError("dream-moved-past")
            return Answered(shown, None, None)
        slept = await nights.night_in(t, me.id, under_way.dreamt.id)
        if slept is not None:
            await nights.keep_answered(t, slept, now)
        following = await self._following(t, after, role, now)
        if row is not None and message is not None:
            message = message.answered(line) if line else message.settled()
            if isinstance(event, Speak):
                message = await may_unsay(t, message, row.id, under_way.seq, me.id, now)
            waiting = following[0] is None and not after.over and after.encounter.kept_waiting(role)
            message = replace(message, waiting=waiting)
            await outbox.reword(t, row.id, message)
        if role.other in after.people:
            await tell_other(t, self._world, after, role.other, now)
        self._world.clock.stir()
        return Answered(message, *following)

    async def _following(
        self, t: Transaction, after: UnderWay, role: Role, now: datetime
    ) -> tuple[RowId | None, Dream | None]:
        """The next passage comes by the click itself. Who waits for the other is only told so in the message."""
        slept = await nights.night_in(t, after.people[role].id, after.dreamt.id)
        if slept is None or slept.told >= sayable(after, woken=slept.woken_at is not None):
            return None, None
        row = await tell(t, self._world, after, role, now, tag=str(after.seq), clicked_at=self._world.clock.real())
        written = await outbox.outbox_row(t, row) if row is not None else None
        following = written.letter if written else None
        return row, following if isinstance(following, Dream) else None


async def _room(t: Transaction, under_way: UnderWay, role: Role, beat: BeatId) -> Room:
    ask = under_way.encounter.beat.ask
    if under_way.over or beat != under_way.encounter.beat.id or ask is None or not under_way.encounter.may_speak(role):
        raise DreamError("dream-moved-past")
    if ask.speak is None or not await words_allowed(t, under_way):
        raise DreamError("words-not-allowed")
    return Room(beat, ask.speak.limit)
