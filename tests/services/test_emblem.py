"""The emblem's moment: at the waking after names were given each is shown, once, what they are to the other."""

import json
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.bond import Pace
from bot.domain.scene import Stage
from bot.domain.soulmark import Cover, Skin
from bot.letters import Dream
from bot.services import build_services
from bot.services.studio import Studio
from bot.storage import pictures
from tests.services.house import GUILD, House, Person, house_at, shipped
from tests.services.ports import no_power_cuts, no_waiting
from tests.services.test_arc import a_night, bond_id, pair, until


@pytest_asyncio.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[House]:
    """A house whose motifs are all drawn."""
    no_power_cuts(monkeypatch)
    async with house_at(tmp_path / "dreams.db", scenes=shipped()) as made:
        no_waiting(monkeypatch, made.clock)
        made.world = replace(made.world, drawings=frozenset(made.world.pack.motifs))
        made.does = build_services(made.world, made.census, made.doorbell, Studio({}, {}))
        await made.opens()
        await made.does.frame.pace(GUILD, Pace.BRISK)
        yield made


def shown(house: House, person: Person) -> list[Dream]:
    return [dream for dream in house.dreams(person) if dream.emblem is not None]


def named_in(house: House) -> object:
    """The dream in which names were given: the first that was over when they were known."""
    known = [
        row["id"]
        for row in house.rows("SELECT id, qualities FROM encounter ORDER BY id DESC")
        if json.loads(str(row["qualities"])).get("names") != "yes"
    ]
    return known[0]


async def test_each_is_shown_the_others_mark_once_at_the_waking_after_names_were_given(house: House) -> None:
    ada, bo = await pair(house)
    await house.does.wrists.wear(GUILD, bo.user, skin=Skin.OAK, cover=Cover.COVERED)
    await until(house, Stage.NEAR, ada, bo)
    for person, other in ((ada, bo), (bo, ada)):
        (dream,) = shown(house, person)
        assert dream.encounter == named_in(house)
        assert dream.passages[-1].text or dream.note
        mark = (await house.does.wrists.mine(GUILD, other.user)).mark
        assert dream.emblem is not None
        assert dream.emblem.name == other.name
        assert dream.emblem.motif == house.world.pack.motifs[mark.motif].name
        assert dream.emblem.inked is not None
        assert (dream.emblem.inked.seed, dream.emblem.inked.warmth) == (mark.seed, "warm")
    (of_bo,) = shown(house, ada)
    assert of_bo.emblem is not None
    assert of_bo.emblem.inked is not None
    assert of_bo.emblem.inked.skin == "oak"


async def test_it_is_told_in_words_alone_to_who_wants_no_pictures_or_where_the_server_does_not(house: House) -> None:
    ada, bo = await pair(house)
    await house.does.wrists.want_pictures(GUILD, ada.user, wanted=False)
    await until(house, Stage.LESSONS, ada, bo)
    inked = [shown(house, person)[0].emblem for person in (ada, bo)]
    assert [one is not None and one.inked is not None for one in inked] == [False, True]
    cy, di = await house.joins("Cy"), await house.joins("Di", "Europe/Berlin 23:30 07:30")
    await house.does.frame.pictures(GUILD, wanted=False)
    while not (shown(house, cy) and shown(house, di)):
        await a_night(house, cy, di)
    assert all(one.emblem is not None and one.emblem.inked is None for one in (*shown(house, cy), *shown(house, di)))


async def names_given_and_missed(house: House, ada: Person, bo: Person) -> None:
    """Names are given in the evening, and one of the two wants to hear no more of that dream."""
    for _ in range(20):
        await house.evening(22, 0)
        await house.answer_all(ada, bo)
        if house.rows("SELECT 1 FROM quality WHERE name = 'names' AND value = 'yes'"):
            break
        await house.morning(9)
        await house.answer_all(ada, bo)
    await house.does.ways_out.stop(ada.user, await house.tonight(ada))
    await house.morning(9)
    assert (len(shown(house, ada)), len(shown(house, bo))) == (0, 1)


async def test_who_stopped_that_dream_is_shown_it_at_the_next_waking(house: House) -> None:
    ada, bo = await pair(house)
    await names_given_and_missed(house, ada, bo)
    for _ in range(3):
        await a_night(house, ada, bo)
    assert len(shown(house, ada)) == len(shown(house, bo)) == 1


async def test_deleting_oneself_takes_ones_mark_out_of_what_the_other_was_shown(house: House) -> None:
    ada, bo = await pair(house)
    await house.does.wrists.wear(GUILD, bo.user, skin=Skin.WALNUT)
    await names_given_and_missed(house, ada, bo)
    await house.does.enrol.pause(GUILD, bo.user, paused=True)
    bond = await bond_id(house, ada)
    async with house.transaction() as t:
        await pictures.keep_picture_told(t, bond, ada.id, house.now)
    for _ in range(2):
        await a_night(house, ada)
    (alone,) = shown(house, ada)
    assert alone.picture == (), "nothing but the mark names the other"
    assert house.rows("SELECT 1 FROM encounter WHERE id = :id AND guest IS NULL", id=alone.encounter)
    await house.does.privacy.delete(bo.user)
    assert "walnut" not in str(house.dump())
    assert house.rows("SELECT 1 FROM emblem WHERE dreamer = :id", id=bo.id) == []
    assert house.rows("SELECT 1 FROM emblem WHERE dreamer = :id", id=ada.id) != []
