"""Discord is out for 3 to 40 minutes of an evening: nobody has left, nothing is lost, nobody is flooded afterwards."""

import asyncio
import random
from collections import Counter
from pathlib import Path
from typing import Final

from bot.ids import ChannelId, GuildId, MessageId, RowId, UserId
from bot.letters import Letter
from bot.ports import Member, NoAnswerError, Refusal, SendError
from tests.services.house import House
from tests.services.ports import Census, Discord
from tests.soak.counting import count
from tests.soak.lasting import PACE, Lasting, lasting

NIGHTS: Final = 3
CROWD: Final = 40
STEP: Final = 5
"""Minutes."""
CLEARS_WITHIN: Final = 300
"""Seconds: "within minutes"."""
KINDS: Final = ("5xx", "429", "refused")


class Weather:
    """How Discord does."""

    def __init__(self, chance: random.Random) -> None:
        self.kind = ""
        self._chance = chance

    def refuses(self) -> SendError:
        """Return what a send is answered; of a 5xx nobody knows whether it came after the act."""
        return SendError(Refusal.BUSY if self.kind == "429" else Refusal.UNCERTAIN)

    @property
    def said_all_the_same(self) -> bool:
        """Whether a message stands though its sender was told 5xx."""
        return self.kind == "5xx" and self._chance.random() < 0.2


class RoughDiscord(Discord):
    """A sender in such weather."""

    weather: Weather

    async def send(
        self, channel: ChannelId, letter: Letter, row: RowId, nonce: str, *, private: bool, silent: bool
    ) -> MessageId:
        if self.weather.kind and not self.weather.said_all_the_same:
            await asyncio.sleep(0)
            raise self.weather.refuses()
        said = await super().send(channel, letter, row, nonce, private=private, silent=silent)
        if self.weather.kind:
            raise self.weather.refuses()
        return said

    async def revise(self, channel: ChannelId, message: MessageId, letter: Letter, row: RowId) -> None:
        if self.weather.kind:
            raise self.weather.refuses()
        await super().revise(channel, message, letter, row)

    async def find(self, channel: ChannelId, row: RowId) -> MessageId | None:
        if self.weather.kind:
            raise self.weather.refuses()
        return await super().find(channel, row)


class RoughCensus(Census):
    """Nobody is told who is there."""

    weather: Weather

    async def member(self, guild: GuildId, user: UserId) -> Member | None:
        if self.weather.kind:
            raise NoAnswerError
        return await super().member(guild, user)


async def one_server(home: Path, chance: random.Random, crowd: int = CROWD) -> Counter[str]:
    """Let a crowd of one zone dream for some nights, with an outage in each."""
    found, weather = Counter[str](), Weather(chance)
    async with lasting(home, lambda house: _expose(house, weather)) as play:
        for number in range(crowd):
            await play.house.joins(f"D{number}", f"Europe/Berlin 23:{number % 30:02} 07:{number % 30:02}")
        for _ in range(NIGHTS):
            begins, lasts = chance.randrange(STEP, 300, STEP), chance.randint(3, 40)
            # Half of the outages begin in the hour of bedtimes, the rest at any time of evening and night.
            begins = chance.randrange(170, 225, STEP) if chance.random() < 0.5 else begins
            await _until(play, chance, 18 * 60 + begins)
            await _outage(play, chance, weather, lasts, found)
            await _until(play, chance, 18 * 60)
        found += count(play.house, NIGHTS)
    return found


def _expose(house: House, weather: Weather) -> None:
    discord, census = RoughDiscord(house.clock), RoughCensus()
    discord.weather = census.weather = weather
    house.discord, house.census = discord, census


async def _outage(play: Lasting, chance: random.Random, weather: Weather, minutes: int, found: Counter[str]) -> None:
    house = play.house
    weather.kind = chance.choice(KINDS)
    found[weather.kind] += 1
    found["minutes out"] += minutes
    await play.lasts(60 * minutes)
    weather.kind = ""
    ended, stood = house.clock.outside, len(house.discord.messages)
    said_before = len(house.discord.tries)
    await play.rests()
    took = (house.clock.outside - ended).total_seconds()
    tries = [one.at for one in house.discord.tries[said_before:]]
    most = max((sum(0 <= (later - at).total_seconds() < 1 for later in tries) for at in tries), default=0)
    found["backlog"] += len(house.discord.messages) - stood
    found["longest to clear"] = max(found["longest to clear"], round(took))
    found["most a second"] = max(found["most a second"], most)
    found["slow"] += took > CLEARS_WITHIN
    found["floods"] += most > PACE + 1


async def _until(play: Lasting, chance: random.Random, minute_of_day: int) -> None:
    """Let it become that minute of the day, everybody answering now and then."""
    now = play.house.now.hour * 60 + play.house.now.minute
    for _ in range((minute_of_day - now) % (24 * 60) // STEP or 24 * 60 // STEP):
        await play.passes(STEP)
        for person in play.house.joined:
            if play.house.asked(person) and chance.random() < 0.05:
                await play.presses(person, chance.randrange(3))
