"""Somebody at the evening door: entering brings what an interaction would, and so does a choice."""

from dataclasses import dataclass, field, replace

import pytest

from bot.domain.nights import Hours, wall_time
from bot.domain.wording import Pronouns
from bot.errors import DreamError
from bot.ids import ChannelId, GuildId, MessageId
from bot.letters import Dream, EveningDoor, Letter, Note
from bot.ports import Refusal
from bot.services.entering import Entered, Told
from tests.services.house import GUILD, House, Person, beat_of
from tests.services.ports import Message

HALL = ChannelId(72_000_000_000_000_003)
SEEN = MessageId(95_000_000_000_000_001)
"""An ephemeral message; nobody finds it again."""


@dataclass
class AtDoor:
    """A dreamer at the door, with the messages that stand open before them."""

    house: House
    person: Person
    open: list[Told] = field(default_factory=list[Told])

    async def enters(self) -> Entered:
        """Press *Enter tonight's dream*, and read what comes."""
        entered = await self.house.does.entering.enter(self.person.guild, self.person.user)
        for one in entered.told:
            if one.first:
                await self.house.courier.delivered(one.row, SEEN)
        self.open = list(entered.told)
        await self.house.settles()
        return entered

    @property
    def asked(self) -> Told | None:
        """The message that offers choices, if one does."""
        return next((one for one in reversed(self.open) if isinstance(one.letter, Dream) and one.letter.choices), None)

    async def answers(self, choice: int = 0) -> None:
        """Choose; the message is edited, and the next passage follows."""
        told = self.asked
        assert told is not None, f"{self.person.name} is not asked anything at the door"
        dream = dream_of(told)
        offered = dream.choices[choice % len(dream.choices)].id
        user = self.person.user
        answered = await self.house.does.dreams.pick(user, dream.encounter, beat_of(dream), offered, told.row)
        if answered.pressed is not None:
            self.open[self.open.index(told)] = replace(told, letter=answered.pressed)
        if answered.row is not None and answered.following is not None:
            await self.house.courier.delivered(answered.row, SEEN)
            self.open.append(Told(answered.row, answered.following, first=True))
        await self.house.settles()

    async def answers_all(self) -> None:
        """Enter, and answer until nothing is asked."""
        await self.enters()
        while self.asked:
            await self.answers()

    async def dreamer_at_door(self) -> bool:
        return (await self.house.dreamer_of(self.person.user, self.person.guild)).at_door


async def sets_up(house: House, *, opens: str = "20:00", for_all: bool = False, guild: GuildId = GUILD) -> None:
    """Moderators choose a door."""
    await house.does.frame.door_channel(guild, HALL)
    await house.does.frame.door_hour(guild, "Europe/Berlin", wall_time(opens))
    if for_all:
        await house.does.frame.door_for_all(guild, for_all=True)


async def joins_by_door(house: House, name: str, hours: str = "Europe/Berlin 23:00 07:00") -> AtDoor:
    """Somebody who takes no direct messages goes from consent to their first night by the door."""
    user = house.welcomes()
    house.doorbell.refuses[user] = Refusal.UNREACHABLE
    member = house.census.members[GUILD, user]
    with pytest.raises(DreamError, match="dms-closed"):
        await house.does.enrol.join(GUILD, user, member, name, Pronouns.THEY, own_words=True)
    await house.does.ways.use_door(GUILD, user)
    first = await house.does.enrol.first_dream(GUILD, user)
    await house.does.enrol.pick_first(user, first.encounter, beat_of(first), first.choices[0].id)
    zone, bedtime, waking = hours.split()
    await house.does.enrol.keep_sleep(GUILD, user, Hours(zone, wall_time(bedtime), wall_time(waking)))
    person = Person(user, name, (await house.dreamer_of(user)).id)
    house.joined.append(person)
    return AtDoor(house, person)


def posts(house: House) -> list[Message]:
    return [message for message in house.discord.messages if isinstance(message.letter, EveningDoor)]


def dream_of(told: Told) -> Dream:
    assert isinstance(told.letter, Dream)
    return told.letter


def kinds(entered: Entered) -> list[str]:
    """What was told, and the sentence after it: a dream by its note, a note by its phrase, else what it is."""
    return [*(_kind(one.letter) for one in entered.told), *([entered.sentence] if entered.sentence else [])]


def _kind(letter: Letter) -> str:
    if isinstance(letter, Dream):
        return letter.note or "dream"
    return letter.phrase if isinstance(letter, Note) else letter.kind
