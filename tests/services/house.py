"""The house the services live in: a real database file, the shipped pack, and a clock that stands until it is turned.

Its functions read as stage directions: somebody joins, the evening comes, one of them answers.
"""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from bot.app import data_folder
from bot.content.prove import check
from bot.domain.dreamer import Bond, Dreamer
from bot.domain.encounter import Encounter
from bot.domain.nights import Hours, wall_time
from bot.domain.scene import BeatId, Pack, Role
from bot.domain.wording import Pronouns
from bot.errors import DreamError
from bot.ids import ChannelId, DreamerId, EncounterId, GuildId, RoleId, UserId
from bot.letters import Dream
from bot.nightly.courier import Courier
from bot.pace import Pace
from bot.services import build_services
from bot.services.dreams import Answered
from bot.services.studio import Studio
from bot.services.under_way import load
from bot.services.world import World
from bot.storage import bonds, dreamers, due, outbox
from bot.storage.database import Transaction, open_database
from bot.storage.due import Due, Occasion
from bot.storage.install import settle_in
from tests.services.ports import Census, Discord, Doorbell, Message, StandingClock, door_of

GUILD, ELSEWHERE = GuildId(71_000_000_000_000_001), GuildId(71_000_000_000_000_002)
TALES, DESK = ChannelId(72_000_000_000_000_001), ChannelId(72_000_000_000_000_002)
EVENING = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
"""A Monday; the bedtimes of the tests lie after it."""

Dump = dict[str, list[dict[str, object]]]


@lru_cache(maxsize=1)
def pack() -> Pack:
    """Seven scenes that stay as they are, whatever becomes of the pack that ships."""
    return check(Path(__file__).parent / "pack")


@lru_cache(maxsize=1)
def shipped() -> Pack:
    return check(data_folder() / "packs" / "default")


@dataclass(frozen=True, slots=True)
class Person:
    """A member who became a dreamer of a server."""

    user: UserId
    name: str
    id: DreamerId
    guild: GuildId = GUILD

    @property
    def door(self) -> ChannelId:
        return door_of(self.user)


class House:
    def __init__(self, world: World, clock: StandingClock, path: Path) -> None:
        self.path, self.world, self.clock = path, world, clock
        self.census, self.doorbell, self.discord = Census(), Doorbell(), Discord(clock)
        self.does = build_services(world, self.census, self.doorbell, Studio({}, {}))
        self.courier = Courier(world, self.discord, Pace(1_000_000))
        self.saying: asyncio.Task[None] | None = None
        self.reader: sqlite3.Connection
        self.after_each: Callable[[], Awaitable[None]] | None = None
        """Called after each thing that was due."""
        self.joined: list[Person] = []
        self.people_so_far = 0

    # The server

    async def opens(self, guild: GuildId = GUILD, *, words: bool = True, pools: tuple[int, ...] = ()) -> None:
        """Moderators set the frame and open the door."""
        frame = self.does.frame
        await frame.story_channel(guild, TALES)
        await frame.report_channel(guild, DESK)
        await frame.own_words(guild, allowed=words)
        await frame.pools(guild, tuple(map(RoleId, pools)))
        await frame.open(guild)

    def welcomes(self, *roles: int, guild: GuildId = GUILD, user: UserId | None = None) -> UserId:
        """Somebody becomes a member."""
        self.people_so_far += 1
        user = user or UserId(83_000_000_000_000_000 + self.people_so_far)
        self.census.has(guild, user, *roles)
        return user

    async def joins(
        self,
        name: str,
        hours: str = "Europe/Berlin 23:00 07:00",
        *,
        roles: tuple[int, ...] = (),
        words: bool = True,
        guild: GuildId = GUILD,
        user: UserId | None = None,
    ) -> Person:
        """Somebody goes all the way from consent to their first night."""
        user = self.welcomes(*roles, guild=guild, user=user)
        member = self.census.members[guild, user]
        await self.does.enrol.join(guild, user, member, name, Pronouns.THEY, own_words=words)
        first = await self.does.enrol.first_dream(guild, user)
        if first.choices:
            await self.does.enrol.pick_first(user, first.encounter, beat_of(first), first.choices[0].id)
        await self.sleeps(user, hours, guild=guild)
        person = Person(user, name, (await self.dreamer_of(user, guild)).id, guild)
        self.joined.append(person)
        return person

    async def sleeps(self, user: UserId, hours: str, *, guild: GuildId = GUILD) -> None:
        """Somebody says when they sleep, as "zone bedtime waking"."""
        zone, bedtime, waking = hours.split()
        await self.does.enrol.keep_sleep(guild, user, Hours(zone, wall_time(bedtime), wall_time(waking)))

    # Time

    @property
    def now(self) -> datetime:
        return self.clock.now()

    async def comes(self, when: datetime) -> None:
        """It becomes `when`; whatever is due until then is done at its time, and said."""
        await self.settles()
        while (at := await self._next()) is not None and at <= when:
            self.clock.turn(max(self.now, at), 0)
            for one in await self.due_now():
                await self.does_due(one)
            await self.settles()
        self.clock.turn(when, 0)
        await self.settles()

    async def passes(self, **time: float) -> None:
        await self.comes(self.now + timedelta(**time))

    async def oversleeps(self, when: datetime) -> None:
        """The bot was down until `when`, and comes back to what was due all that time."""
        self.clock.turn(when, 0)
        await self.comes(when)

    async def evening(self, hour: int = 21, minute: int = 30) -> None:
        """It becomes evening: half an hour before the usual bedtime, when the dream has been offered."""
        await self.comes(_next_at(self.now, hour, minute))

    async def morning(self, hour: int = 8, minute: int = 0) -> None:
        await self.comes(_next_at(self.now, hour, minute))

    async def due_now(self) -> list[Due]:
        async with self.transaction() as t:
            return await due.due_by(t, self.now, 8)

    async def does_due(self, one: Due) -> None:
        does = self.does
        match one.occasion:
            case Occasion.BEDTIME:
                await does.nights.bedtime(DreamerId(one.subject))
            case Occasion.WAKING:
                await does.nights.waking(DreamerId(one.subject))
            case Occasion.CLOSE:
                await does.nights.close(EncounterId(one.subject))
            case Occasion.PAIRING:
                await does.pairing.batch(GuildId(one.subject))
            case Occasion.ERASE:
                await does.erasing.gone_for_long(GuildId(one.subject))
            case Occasion.DOOR:
                await does.doors.evening(GuildId(one.subject))
            case Occasion.RESUME:
                await does.enrol.resume(DreamerId(one.subject))
        if self.after_each is not None:
            await self.after_each()

    async def settles(self) -> None:
        """The courier says all it can say now."""
        while self.saying is not None:
            stirred = self.clock.listen()
            if not await self._something_to_say():
                break
            assert not self.saying.done(), "the courier stopped"
            await stirred.wait()

    def wakes_the_courier(self) -> None:
        self.saying = asyncio.create_task(self.courier.run())

    async def silences_the_courier(self) -> None:
        """From now on nothing is said; what is on its way arrives."""
        if self.saying is not None:
            self.saying.cancel()
            with suppress(asyncio.CancelledError):
                await self.saying
        self.saying = None
        await self.courier.finish()

    async def _something_to_say(self) -> bool:
        async with self.transaction() as t:
            _, held_until = await outbox.next_after(t, self.now)
            under_way = await outbox.claimed(t)
        return under_way > 0 or (held_until is not None and held_until <= self.clock.real())

    async def _next(self) -> datetime | None:
        async with self.transaction() as t:
            at, (row, _) = await due.earliest(t), await outbox.next_after(t, self.now)
        return min([one for one in (at, row) if one is not None], default=None)

    # Dreams

    def messages(self, person: Person) -> list[Message]:
        """What stands in somebody's direct message, in order."""
        return self.discord.in_channel(person.door)

    def dreams(self, person: Person) -> list[Dream]:
        """The messages of dreams somebody reads, as they read now."""
        return [message.letter for message in self.messages(person) if isinstance(message.letter, Dream)]

    def asked(self, person: Person) -> Message | None:
        """The last message of a dream, if it offers choices."""
        last = next((one for one in reversed(self.messages(person)) if isinstance(one.letter, Dream)), None)
        return last if last and isinstance(last.letter, Dream) and last.letter.choices else None

    async def answers(self, person: Person, choice: int = 0) -> Answered:
        """Somebody presses a choice; the press brings its own answer, as it does on Discord."""
        message = self.asked(person)
        assert message is not None, f"{person.name} is not asked anything"
        dream = dream_in(message)
        offered = dream.choices[choice % len(dream.choices)]
        answered = await self.does.dreams.pick(person.user, dream.encounter, beat_of(dream), offered.id, message.row)
        await self.brings(person, message, answered)
        return answered

    async def speaks(self, person: Person, text: str) -> Answered:
        """Somebody says something in words of their own."""
        message = self.asked(person)
        assert message is not None, f"{person.name} is not asked anything"
        dream = dream_in(message)
        answered = await self.does.dreams.speak(person.user, dream.encounter, beat_of(dream), text, message.row)
        await self.brings(person, message, answered)
        return answered

    async def brings(self, person: Person, message: Message, answered: Answered) -> None:
        """The interaction edits the pressed message and brings the next one; then the courier goes on."""
        await self.arrives(person, message, answered)
        await self.settles()

    async def arrives(self, person: Person, message: Message, answered: Answered) -> None:
        """What a press led to is there to be read."""
        if answered.pressed is not None:
            self.discord.reads(message, answered.pressed)
        if answered.row is not None:
            assert answered.following is not None
            said = self.discord.stands(person.door, answered.following, answered.row, private=True, silent=False)
            await self.courier.delivered(answered.row, said)

    async def stirs(self, *people: Person) -> None:
        """These people do something here, so that it is known they are not gone; everybody, where none are named."""
        for person in people or self.joined:
            with suppress(DreamError):
                await self.does.beds.carry(person.guild, person.user, "")

    async def answer_all(self, *people: Person) -> None:
        """All of them answer whatever they are asked, in turn, a minute apart, until nobody is asked any more."""
        while asked := [person for person in people if self.asked(person)]:
            for person in asked:
                await self.passes(minutes=1)
                if self.asked(person):
                    await self.answers(person)

    async def nights(self, count: int, *people: Person) -> None:
        """Nights pass in which these people answer in the evening."""
        for _ in range(count):
            await self.evening()
            await self.answer_all(*people)
            await self.morning()

    async def tonight(self, person: Person) -> EncounterId:
        """The encounter somebody's last message is of."""
        return self.dreams(person)[-1].encounter

    async def keeps(self, *people: Person) -> EncounterId:
        """These people keep the dream their last message is of."""
        for person in people:
            message = self.messages(person)[-1]
            await self.does.dreams.keep(person.user, dream_in(message).encounter, message.row)
        return await self.tonight(people[0])

    # Looking at it

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        async with self.world.database.transaction() as t:
            yield t

    async def dreamer_of(self, user: UserId, guild: GuildId = GUILD) -> Dreamer:
        async with self.transaction() as t:
            found = await dreamers.dreamer_of(t, guild, user)
        assert found is not None
        return found

    async def bond_of(self, person: Person) -> Bond | None:
        async with self.transaction() as t:
            return await bonds.bond_of(t, person.id)

    async def soulmate(self, person: Person) -> DreamerId | None:
        bond = await self.bond_of(person)
        return bond.other(person.id) if bond else None

    async def encounter(self, id_: EncounterId) -> Encounter:
        async with self.transaction() as t:
            return (await load(t, self.world, id_)).encounter

    async def role(self, person: Person, id_: EncounterId) -> Role:
        async with self.transaction() as t:
            return (await load(t, self.world, id_)).role_of(person.user)

    def rows(self, sql: str, **values: object) -> list[dict[str, object]]:
        """What another program reads in the database file."""
        return [dict(row) for row in self.reader.execute(sql, values)]

    def dump(self) -> Dump:
        """Every table of the database file, whole."""
        names = [str(row["name"]) for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: self.rows(f"SELECT * FROM {name}") for name in names}


def beat_of(dream: Dream) -> BeatId:
    return BeatId(dream.beat)


def _next_at(now: datetime, hour: int, minute: int) -> datetime:
    at = now.replace(hour=hour, minute=minute, second=0)
    return at if at > now else at + timedelta(days=1)


@contextmanager
def _reader(path: Path) -> Generator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def dream_in(message: Message) -> Dream:
    assert isinstance(message.letter, Dream)
    return message.letter


def number(value: object) -> int:
    """What a row of the file holds, which is known to be a number."""
    assert isinstance(value, int)
    return value


@asynccontextmanager
async def house_at(path: Path, now: datetime = EVENING, scenes: Pack | None = None) -> AsyncGenerator[House]:
    database = await open_database(path)
    try:
        async with database.transaction() as t:
            install = await settle_in(t, "0badcafe", "a secret for tests")
        clock = StandingClock(now)
        house = House(World(database, clock, scenes or pack(), install), clock, path)
        house.wakes_the_courier()
        with _reader(path) as house.reader:
            yield house
        await house.silences_the_courier()
    finally:
        await database.close()
