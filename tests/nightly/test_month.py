"""One month of a small server, end to end, with what must hold after every single thing that happens."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.scene import Stage
from bot.domain.waiting import PAUSED
from tests.services.house import House, Person, house_at, number
from tests.services.ports import Fate, no_power_cuts, no_waiting

BEGINS = datetime(2026, 3, 5, 12, tzinfo=UTC)
"""Before the clocks change in New York (8 March) and in Europe (29 March)."""
DAYS = 31
LEAVES_ON = 15
MOST_A_NIGHT = 12
"""Messages of one dream to one dreamer, however much they answer."""


@dataclass(frozen=True, slots=True)
class Habit:
    """When somebody sleeps, and how likely they answer when they look at their phone in the evening and morning."""

    name: str
    hours: str
    evening: float
    morning: float


HABITS = (
    Habit("Ada", "Europe/Berlin 23:00 07:00", 0.9, 0.2),
    Habit("Bo", "Europe/Berlin 23:30 07:30", 0.1, 0.9),
    Habit("Cy", "Europe/London 22:00 06:00", 0.0, 0.0),
    Habit("Di", "Europe/Lisbon 22:15 06:30", 0.7, 0.7),
    Habit("Ed", "America/New_York 22:00 06:00", 0.8, 0.3),
    Habit("Flo", "America/New_York 21:45 05:45", 0.5, 0.5),
    Habit("Gus", "Asia/Kolkata 23:00 06:30", 1.0, 1.0),
    Habit("Hal", "Europe/Berlin 02:30 10:00", 0.6, 0.6),
)


class Month:
    """The month as it goes on, and all that must hold in it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.chance = random.Random(7)  # noqa: S311
        self.people: dict[str, Person] = {}
        self.rows: dict[object, object] = {}
        self.checked = 0

    async def holds(self) -> None:
        """What must be so after every step."""
        self.checked += 1
        self._nights_are_offered_once()
        self._bonds_are_of_two_and_one_each()
        self._no_row_is_lost()
        self._open_dreams_have_an_end()
        self._messages_are_bounded()
        await asyncio.sleep(0)

    def _nights_are_offered_once(self) -> None:
        nights = self.house.rows("SELECT dreamer, date, bedtime, waking FROM night WHERE offered_at IS NOT NULL")
        assert len({(night["dreamer"], night["date"]) for night in nights}) == len(nights)
        by_dreamer: dict[object, int] = {}
        for night in sorted(nights, key=lambda night: number(night["bedtime"])):
            before = by_dreamer.get(night["dreamer"], 0)
            assert number(night["bedtime"]) >= before, "two nights of one dreamer lie over each other"
            by_dreamer[night["dreamer"]] = number(night["waking"])

    def _bonds_are_of_two_and_one_each(self) -> None:
        bonds = self.house.rows("SELECT a, b, ended_at FROM bond")
        now = Counter(one for bond in bonds if bond["ended_at"] is None for one in (bond["a"], bond["b"]))
        assert set(now.values()) <= {1}
        assert len({frozenset((bond["a"], bond["b"])) for bond in bonds}) == len(bonds), "two were paired again"
        waiting = self.house.rows("SELECT id FROM dreamer WHERE waiting_since IS NOT NULL")
        assert now.keys().isdisjoint(row["id"] for row in waiting)

    def _no_row_is_lost(self) -> None:
        rows = {row["id"]: row["key"] for row in self.house.rows("SELECT id, key FROM outbox")}
        assert self.rows.items() <= rows.items()
        self.rows = rows
        said = self.house.rows("SELECT id FROM outbox WHERE state = 'said' AND deed = 'send' AND message IS NULL")
        assert said == []

    def _open_dreams_have_an_end(self) -> None:
        overdue = "SELECT id FROM encounter WHERE ended_at IS NULL AND closes_at < :now"
        assert self.house.rows(overdue, now=int(self.house.now.timestamp()) - 60) == []
        endless = """
            SELECT id FROM encounter WHERE ended_at IS NULL AND kind != 'first'
            AND NOT EXISTS (SELECT 1 FROM due WHERE kind = 'close' AND subject = encounter.id)
        """
        assert self.house.rows(endless) == []

    def _messages_are_bounded(self) -> None:
        told = self.house.rows(
            """
            SELECT o.dreamer, count(*) AS n, max(night.answered_at) AS answered FROM outbox o
            JOIN night ON night.encounter = o.encounter AND night.dreamer = o.dreamer
            WHERE o.deed = 'send' AND o.state != 'dropped' GROUP BY o.encounter, o.dreamer
            """
        )
        for row in told:
            assert number(row["n"]) <= (2 if row["answered"] is None else MOST_A_NIGHT)

    async def goes_on(self) -> None:
        """An hour passes; who looks at their phone now may answer."""
        await self.house.passes(hours=1)
        for habit in HABITS:
            person = self.people[habit.name]
            if self.house.asked(person) and self.chance.random() < self._likely(habit):
                await self.house.answers(person, self.chance.randrange(3))
                await self.holds()

    def _likely(self, habit: Habit) -> float:
        awake = self.house.rows(
            "SELECT max(waking) AS waking FROM night WHERE dreamer = :id AND woken_at IS NOT NULL",
            id=self.people[habit.name].id,
        )[0]["waking"]
        morning = awake is not None and timedelta(0) <= self.house.now - _at(awake) <= timedelta(hours=3)
        return habit.morning if morning else habit.evening / 3


def _at(seconds: object) -> datetime:
    return datetime.fromtimestamp(number(seconds), UTC)


@pytest_asyncio.fixture
async def month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Month]:
    no_power_cuts(monkeypatch)
    async with house_at(tmp_path / "dreams.db", BEGINS) as house:
        no_waiting(monkeypatch, house.clock)
        month = Month(house)
        await house.opens()
        for habit in HABITS:
            month.people[habit.name] = await house.joins(habit.name, habit.hours)
        house.after_each = month.holds
        yield month


async def test_a_month_of_a_small_server(month: Month) -> None:
    house, people = month.house, month.people
    mate = None
    for day in range(DAYS):
        if day == LEAVES_ON:
            mate = await house.soulmate(people["Ada"])
            del house.census.members[people["Ada"].guild, people["Ada"].user]
        for _ in range(24):
            if month.chance.random() < 0.05:
                house.discord.fates.append(month.chance.choice([*Fate]))
            await month.goes_on()
            house.clock.passes_outside(hours=1)
            await house.settles()
    assert month.checked > 500

    offered = Counter(row["dreamer"] for row in house.rows("SELECT dreamer FROM night WHERE offered_at IS NOT NULL"))
    for habit in HABITS:
        nights = offered[people[habit.name].id]
        match habit.name:
            case "Ada":
                assert LEAVES_ON - 1 <= nights <= LEAVES_ON + 1
            case "Cy":
                assert nights == PAUSED, "who never answers is left in peace"
            case _:
                assert nights in (DAYS - 1, DAYS)

    assert mate is not None
    assert await house.soulmate(people["Ada"]) is None
    [cooled] = [one for one in people.values() if one.id == mate]
    assert [message.letter.kind for message in house.messages(cooled)].count("cooled") == 1

    overdue = "SELECT key FROM outbox WHERE state IN ('waiting', 'unsure', 'claimed') AND due_at <= :now"
    assert house.rows(overdue, now=int(house.now.timestamp())) == []
    keys = Counter(message.row for message in house.discord.messages)
    assert keys.most_common(1)[0][1] == 1, "something was said twice"
    stages = {row["stage"] for row in house.rows("SELECT stage FROM bond")}
    assert Stage.LESSONS in stages, "who answers gets to the lessons within a month"
    assert len(house.rows("SELECT id FROM encounter WHERE guest IS NOT NULL")) > 20
