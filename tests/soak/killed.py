"""The bot is killed over and over in simulated nights, at any step of what it does to its file and to Discord."""

import random
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from tests.services.house import EVENING, House, _reader, pack  # pyright: ignore[reportPrivateUsage]  # its file
from tests.services.ports import StandingClock, no_power_cuts, no_waiting
from tests.soak.counting import count
from tests.soak.mortal import STEPS, Life, Mortal
from tests.soak.people import PEOPLE

NIGHTS: Final = 12
"""Nights of one server before the next one begins."""
LONGEST_LIFE: Final = 220
"""Steps; about what one hour of an evening takes."""
OFTEN: Final = 0.5
LONGEST_SLEEP: Final = 12
"""Minutes the bot stays down: a nonce is known for three."""


async def one_server(home: Path, chance: random.Random, kills: int = 1_000, nights: int = NIGHTS) -> Counter[str]:
    """Kill it at the most so often in one server's nights."""
    found = Counter[str]()
    with pytest.MonkeyPatch.context() as patch:
        clock = StandingClock(EVENING)
        no_power_cuts(patch)
        no_waiting(patch, clock)
        mortal = Mortal(home / "dreams.db", clock, pack())
        await mortal.awakes()
        with _reader(mortal.path) as mortal.house.reader:
            await mortal.house.opens()
            for name, hours in PEOPLE:
                await mortal.house.joins(name, hours)
            for _ in range(nights * 24):
                await _an_hour(mortal, chance, found, kills)
            await mortal.does(lambda house: house.passes(hours=1), None)
            found += count(mortal.house, nights)
        found += mortal.where
        await mortal.rests()
    return found


def _life(chance: random.Random) -> Life:
    """Half of the lives end at any step, half at one of a kind, so that the rare kinds have their share."""
    if chance.random() < 0.5:
        return Life(chance.randint(1, LONGEST_LIFE))
    return Life(chance.randint(1, 3), chance.choice(STEPS))


async def _an_hour(mortal: Mortal, chance: random.Random, found: Counter[str], kills: int) -> None:
    """An hour passes, in which those who are asked mostly answer; at any step of it the bot may die.

    Whoever pressed a button while it was down, or as it died, sees no answer, and presses the same one again later.
    """

    async def passes(house: House) -> None:
        await house.passes(minutes=60 - mortal.clock.now().minute)

    async def answers(house: House) -> None:
        for person in house.joined:
            if house.asked(person) and chance.random() < 0.6:
                found["presses"] += 1
                await house.answers(person, chance.randrange(3))

    for deed in (passes, answers):
        while True:
            life = _life(chance) if found["kills"] < kills and chance.random() < OFTEN else None
            if await mortal.does(deed, life):
                break
            found["kills"] += 1
            mortal.clock.passes_outside(seconds=chance.randint(0, LONGEST_SLEEP * 60))
            if deed is answers:
                found["pressed while down"] += 1
                break
