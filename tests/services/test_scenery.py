"""Postcards head dreams: the first message of a night, for who wants them, where the server does."""

from dataclasses import replace

import pytest_asyncio

from bot.services import build_services
from bot.services.studio import Studio
from tests.services.house import GUILD, House, Person
from tests.services.test_arc import pair


@pytest_asyncio.fixture
async def drawn(house: House) -> House:
    """A house whose countries are all drawn."""
    world = replace(house.world, postcards=frozenset(house.world.pack.countries))
    house.does = build_services(world, house.census, house.doorbell, Studio({}, {}))
    await house.opens()
    return house


def headed(house: House, person: Person) -> list[bool]:
    return [letter.scenery is not None for letter in house.dreams(person)]


async def test_the_first_message_of_a_night_is_headed_and_no_other(drawn: House) -> None:
    ada, bo = await pair(drawn)
    await drawn.nights(3, ada, bo)
    for person in (ada, bo):
        firsts = [letter for letter in drawn.dreams(person) if letter.since == 0]
        assert len(firsts) >= 3
        assert all((letter.scenery is not None) is (letter.since == 0) for letter in drawn.dreams(person))


async def test_both_see_the_same_country_in_the_same_light(drawn: House) -> None:
    ada, bo = await pair(drawn)
    await drawn.nights(6, ada, bo)
    seen: dict[int, set[object]] = {}
    for person in (ada, bo):
        for letter in drawn.dreams(person):
            if letter.scenery is not None:
                seen.setdefault(letter.encounter, set()).add(letter.scenery)
    assert all(len(each) == 1 for each in seen.values())
    assert len({scenery for each in seen.values() for scenery in each}) > 3


async def test_who_wants_none_gets_none_and_the_other_does(drawn: House) -> None:
    ada, bo = await pair(drawn)
    await drawn.does.wrists.want_pictures(GUILD, ada.user, wanted=False)
    await drawn.nights(2, ada, bo)
    assert not any(headed(drawn, ada))
    assert any(headed(drawn, bo))


async def test_a_server_without_pictures_has_none(drawn: House) -> None:
    ada, bo = await pair(drawn)
    await drawn.does.frame.pictures(GUILD, wanted=False)
    await drawn.nights(2, ada, bo)
    assert not any(headed(drawn, ada) + headed(drawn, bo))


async def test_a_country_that_nobody_drew_heads_nothing(house: House) -> None:
    await house.opens()
    ada, bo = await pair(house)
    await house.nights(2, ada, bo)
    assert not any(headed(house, ada))


async def test_what_is_laid_into_the_message_keeps_its_head(drawn: House) -> None:
    ada, bo = await pair(drawn)
    await drawn.nights(6, bo)
    last = drawn.dreams(ada)[-1]
    assert last.since == 0
    assert last.scenery is not None
