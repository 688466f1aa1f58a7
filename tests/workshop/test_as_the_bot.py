"""What the workshop keeps between two is what the bot keeps in its database, night for night, of the same answers."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.bond import PACINGS, Pace
from bot.domain.chance import Seed
from bot.domain.encounter import Event
from bot.domain.picker import Chosen
from bot.domain.scene import Kind, Role, Stage
from bot.domain.wording import Pronouns
from bot.ids import BondId, EncounterId
from bot.services.under_way import UnderWay, load
from bot.storage import encounters, lessons, pictures
from bot.workshop.night import begin_shared, first_night, grown_tonight, hand_due, morning, tonight
from bot.workshop.two import Sleeper, Two, begun
from tests.services.house import GUILD, House, Person, house_at, number
from tests.services.ports import no_power_cuts, no_waiting
from tests.workshop.packs import arc_pack

NIGHTS = 34


@pytest_asyncio.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[House]:
    no_power_cuts(monkeypatch)
    async with house_at(tmp_path / "dreams.db", scenes=arc_pack()) as made:
        no_waiting(monkeypatch, made.clock)
        await made.opens()
        await made.does.frame.pace(GUILD, Pace.BRISK)
        yield made


async def test_both_keep_the_same(house: House):
    ada, bo = await house.joins("Ada"), await house.joins("Bo", "Europe/Berlin 23:30 07:30")
    kept = _Beside(house, await _two(house, ada, bo))
    for night in range(NIGHTS):
        # Now and then one of them sleeps through, and what they choose is not always the same.
        there = [person for person, every in ((ada, 5), (bo, 7)) if night % every != every - 1]
        await _a_night(house, night, *there)
        await kept.follows(night + 1)
    assert kept.two.stage is Stage.WAKING
    assert hand_due(kept.two)
    assert kept.two.lessons
    assert {Kind.ECHO, Kind.VISIT, Kind.SPINE} <= {one.kind for one in kept.two.before}


async def _a_night(house: House, night: int, *people: Person) -> None:
    await house.evening(22, 0)
    for hour, minute in ((22, 50), (7, 45)):
        await (house.evening if hour > 12 else house.morning)(hour, minute)
        while asked := [person for person in people if house.asked(person)]:
            await house.passes(minutes=1)
            await house.answers(asked[0], night)
    await house.morning(11)


async def _two(house: House, ada: Person, bo: Person) -> Two:
    sleepers: list[Sleeper] = []
    for person in (ada, bo):
        dreamer = await house.dreamer_of(person.user)
        assert dreamer.mark is not None
        sleepers.append(Sleeper(person.id, person.name, Pronouns.THEY, dreamer.mark.motif))
    return Two(arc_pack(), sleepers[0], sleepers[1], Seed("beside"), PACINGS[Pace.BRISK])


class _Beside:
    """Two of the workshop's, who dream what the bot's two dreamt, with the same events."""

    def __init__(self, house: House, two: Two) -> None:
        self._house = house
        self._seen: set[int] = set()
        self.two = two

    async def follows(self, night: int) -> None:
        new = [number(row["id"]) for row in self._house.rows("SELECT id FROM encounter ORDER BY id")]
        new = [each for each in new if each not in self._seen]
        self._seen |= set(new)
        dreams = [await self._loaded(EncounterId(each)) for each in new]
        for bots, events in dreams:
            if bots.dreamt.kind is Kind.FIRST:
                self._dream(bots, events)
        self.two = grown_tonight(replace(self.two, night=night), self.two.a.id)
        for bots, events in dreams:
            if bots.dreamt.kind is not Kind.FIRST:
                self._dream(bots, events)
        await self._is_the_same()

    def _dream(self, bots: UnderWay, events: list[Event]) -> None:
        dreamt, two = bots.dreamt, self.two
        people = {role: two.other(two.other(one.id).id) for role, one in bots.people.items()}
        scene = bots.encounter.scene
        if dreamt.kind is Kind.FIRST:
            dream = next(one for one in first_night(two) if one.people == people)
        elif Role.GUEST in people:
            chosen = Chosen(scene, people[Role.HOST].id, 0)
            two, dream = begin_shared(two, chosen, tonight(two, people, {}))
        else:
            left = {"left": two.trace(people[Role.HOST].id)} if scene.kind is Kind.ECHO else {}
            dream = begun(two, scene, people, {**tonight(two, people, {}), **left})
        assert _said(dream.began_with) == _said(dreamt.qualities), scene.id
        dream = replace(dream, seed=dreamt.seed, slots=bots.slots)
        for event in events:
            dream = dream.after(event)
        assert dream.encounter == bots.encounter
        self.two = morning(two, dream)

    async def _is_the_same(self) -> None:
        house, two = self._house, self.two
        (bond,) = house.rows("SELECT * FROM bond")
        id_ = BondId(number(bond["id"]))
        assert two.stage.value == bond["stage"]
        async with house.transaction() as t:
            for one in two.both:
                known = await pictures.picture_of(t, id_, one.id)
                assert known == two.pictures.get(one.id, ())
            taught = await lessons.lessons_of(t, id_)
        assert {(one.dreamer, one.lesson, one.asked) for one in taught} == {
            (one.dreamer, one.lesson, one.asked) for one in two.lessons
        }

    async def _loaded(self, id_: EncounterId) -> tuple[UnderWay, list[Event]]:
        async with self._house.transaction() as t:
            return await load(t, self._house.world, id_), await encounters.events_of(t, id_)


def _said(qualities: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in qualities.items() if value}
