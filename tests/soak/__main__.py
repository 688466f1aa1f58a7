"""Kills the bot over and over in simulated nights: `python -m tests.soak [KILLS] [SEED]`.

Prints what was lost and what was said twice. Bounded by the number of kills, and the same for the same seed.
"""

import asyncio
import logging
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.services.house import EVENING, House, _reader, shipped  # pyright: ignore[reportPrivateUsage]  # its file
from tests.services.ports import StandingClock, no_power_cuts, no_waiting
from tests.soak.mortal import STEPS, Life, Mortal

NIGHTS: Final = 12
"""Nights of one server before the next one begins."""
PEOPLE: Final = (
    ("Ada", "Europe/Berlin 23:00 07:00"),
    ("Bo", "Europe/Berlin 23:30 07:30"),
    ("Cy", "Europe/London 22:00 06:00"),
    ("Di", "Asia/Kolkata 23:00 06:30"),
    ("Ed", "America/New_York 22:00 06:00"),
    ("Flo", "America/New_York 21:45 05:45"),
)
LONGEST_LIFE: Final = 220
"""Steps; about what one hour of an evening takes."""
OFTEN: Final = 0.5
LONGEST_SLEEP: Final = 12
"""Minutes the bot stays down: a nonce is known for three."""


@dataclass
class Tally:
    """What came of it."""

    kills: int = 0
    nights: int = 0
    nights_lost: int = 0
    messages: int = 0
    unsaid: int = 0
    repeated: int = 0
    hung: int = 0


async def _one_server(home: Path, chance: random.Random, tally: Tally, kills: int, where: Counter[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        clock = StandingClock(EVENING)
        no_power_cuts(patch)
        no_waiting(patch, clock)
        mortal = Mortal(home / "dreams.db", clock, shipped())
        await mortal.awakes()
        with _reader(mortal.path) as mortal.house.reader:
            await mortal.house.opens()
            for name, hours in PEOPLE:
                await mortal.house.joins(name, hours)
            for _ in range(NIGHTS * 24):
                await _an_hour(mortal, chance, tally, kills)
            await mortal.does(lambda house: house.passes(hours=1), None)
            _count(mortal.house, mortal, tally)
        where.update(mortal.where)
        await mortal.rests()


def _life(chance: random.Random) -> Life:
    """Half of the lives end at any step, half at one of a kind, so that the rare kinds have their share."""
    if chance.random() < 0.5:
        return Life(chance.randint(1, LONGEST_LIFE))
    return Life(chance.randint(1, 3), chance.choice(STEPS))


async def _an_hour(mortal: Mortal, chance: random.Random, tally: Tally, kills: int) -> None:
    """An hour passes, in which those who are asked mostly answer; at any step of it the bot may die."""

    async def passes(house: House) -> None:
        await house.passes(minutes=60 - mortal.clock.now().minute)

    async def answers(house: House) -> None:
        for person in house.joined:
            if house.asked(person) and chance.random() < 0.6:
                await house.answers(person, chance.randrange(3))

    for deed in (passes, answers):
        while True:
            life = _life(chance) if tally.kills < kills and chance.random() < OFTEN else None
            if await mortal.does(deed, life):
                break
            tally.kills += 1
            mortal.clock.passes_outside(seconds=chance.randint(0, LONGEST_SLEEP * 60))
            if deed is answers:
                # Whoever pressed sees no answer, and presses again another time.
                break


def _count(house: House, mortal: Mortal, tally: Tally) -> None:
    by_row = Counter(message.row for message in mortal.discord.messages)
    tally.messages += len(by_row)
    tally.repeated += sum(count - 1 for count in by_row.values())
    now = int(mortal.clock.now().timestamp())
    unsaid = house.rows(
        """
        SELECT id, key, state FROM outbox WHERE deed = 'send' AND due_at <= :now AND state != 'dropped'
        """,
        now=now,
    )
    tally.unsaid += sum(row["id"] not in by_row for row in unsaid)
    hung = "SELECT count(*) AS n FROM encounter WHERE ended_at IS NULL AND closes_at < :now"
    tally.hung += int(str(house.rows(hung, now=now - 3600)[0]["n"]))
    for person in house.joined:
        dates = house.rows("SELECT date FROM night WHERE dreamer = :id AND offered_at IS NOT NULL", id=person.id)
        paused = house.rows("SELECT paused_at FROM dreamer WHERE id = :id AND paused_at IS NOT NULL", id=person.id)
        assert len({str(row["date"]) for row in dates}) == len(dates), "a night was dreamt twice"
        tally.nights += len(dates)
        tally.nights_lost += 0 if paused else max(0, NIGHTS - 1 - len(dates))


async def main(kills: int, seed: int) -> Tally:
    """Kill it so often; servers follow one another until that is done."""
    tally, chance, where = Tally(), random.Random(seed), Counter[str]()  # noqa: S311 - to be repeated by its seed
    while tally.kills < kills:
        with tempfile.TemporaryDirectory() as home:
            await _one_server(Path(home), chance, tally, kills, where)
        sys.stderr.write(f"{tally.kills} of {kills} kills\n")
    _print(tally, where)
    return tally


def _print(tally: Tally, where: Counter[str]) -> None:
    lines = [
        "| killed | times |",
        "|---|---|",
        *(f"| {kind} | {where[kind]} |" for kind in STEPS),
        f"| **in all** | **{tally.kills}** |",
        "",
        "| of | there were | lost | twice |",
        "|---|---|---|---|",
        f"| nights | {tally.nights} | {tally.nights_lost} | 0 |",
        f"| messages | {tally.messages} | {tally.unsaid} | {tally.repeated} |",
        f"| dreams left open past their close | | {tally.hung} | |",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
