"""What one has of the other one: lines with their nights, the mark after the names, the page once it was read."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.bond import Pace
from bot.domain.scene import Stage
from bot.domain.soulmark import Cover, Warmth
from bot.errors import DreamError
from bot.ids import EncounterId
from bot.services.journal import Line
from tests.services.house import GUILD, House, Person, house_at, number, shipped
from tests.services.ports import no_power_cuts, no_waiting
from tests.services.test_arc import a_night, pair, until


@pytest_asyncio.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[House]:
    no_power_cuts(monkeypatch)
    async with house_at(tmp_path / "dreams.db", scenes=shipped()) as made:
        no_waiting(monkeypatch, made.clock)
        await made.opens()
        await made.does.frame.pace(GUILD, Pace.BRISK)
        yield made


def page_told(house: House, person: Person) -> list[str]:
    pages = [passage for dream in house.dreams(person) for passage in dream.passages if passage.kind == "page"]
    return pages[-1].text.split("\n") if pages else []


async def nights_of(house: House, person: Person) -> list[Line]:
    first = await house.does.journals.open(GUILD, person.user, 0)
    pages = [await house.does.journals.open(GUILD, person.user, at) for at in range(first.pages)]
    return [line for page in pages for line in page.lines]


async def test_each_line_stands_with_the_night_under_which_the_journal_has_it(house: House) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.NEAR, ada, bo)
    has = await house.does.soulmates.look(GUILD, ada.user)
    assert len(has.picture) > 3
    rows = house.rows("SELECT line, encounter FROM picture_line WHERE knower = :id ORDER BY id", id=ada.id)
    learnt_in = {row["line"]: row["encounter"] for row in rows}
    journal = {line.encounter: line.number for line in await nights_of(house, ada)}
    own = [one for one in has.picture if learnt_in[one.line] in journal]
    assert own
    assert all(journal[EncounterId(number(learnt_in[one.line]))] == one.night for one in own)
    assert all(1 <= one.night <= len(journal) for one in has.picture)


async def test_neither_name_nor_mark_is_there_before_names_were_given(house: House) -> None:
    ada, bo = await pair(house)
    await house.does.wrists.wear(GUILD, bo.user, cover=Cover.ON_THE_WALL)
    has = await house.does.soulmates.look(GUILD, ada.user)
    assert (has.name, has.emblem) == ("", None)
    await house.does.wrists.wear(GUILD, bo.user, cover=Cover.COVERED)
    await until(house, Stage.LESSONS, ada, bo)
    has = await house.does.soulmates.look(GUILD, ada.user)
    assert has.name == "Bo"
    assert has.emblem is not None
    assert has.emblem.mark == (await house.does.wrists.mine(GUILD, bo.user)).mark
    assert has.emblem.warmth is Warmth.WARM


async def test_the_page_is_there_once_it_was_read_and_only_for_who_was_told_it(house: House) -> None:
    ada, bo = await pair(house)
    await house.does.known.write_page(GUILD, bo.user, ["Owes the library a heron."])
    while not page_told(house, ada):
        has = await house.does.soulmates.look(GUILD, ada.user)
        assert has.page == ()
        await a_night(house, ada, bo)
    has = await house.does.soulmates.look(GUILD, ada.user)
    assert list(has.page) == page_told(house, ada) == ["Owes the library a heron."]


async def test_nothing_covers_a_mark_from_the_one_it_shows_once_names_were_given(house: House) -> None:
    ada, bo = await pair(house)
    wrists = house.does.wrists
    assert await wrists.theirs(GUILD, ada.user, bo.user) is None
    await until(house, Stage.LESSONS, ada, bo)
    seen = await wrists.theirs(GUILD, ada.user, bo.user)
    assert seen is not None
    assert seen.mark == (await wrists.mine(GUILD, ada.user)).mark
    cy = await house.joins("Cy")
    assert await wrists.theirs(GUILD, ada.user, cy.user) is None
    await house.does.partings.part(bo.user, await house.tonight(bo))
    assert await wrists.theirs(GUILD, ada.user, bo.user) is None


async def test_who_they_are_is_told_from_the_first_hour_and_the_ways_out_are_of_a_dream_of_ones_own(
    house: House,
) -> None:
    ada, bo = await pair(house)
    assert await house.does.soulmates.who(GUILD, ada.user) == bo.user
    has = await house.does.soulmates.look(GUILD, ada.user)
    assert has.latest is not None
    assert await house.does.ways_out.who(ada.user, has.latest) == bo.user
    await a_night(house, ada, bo)
    later = await house.does.soulmates.look(GUILD, ada.user)
    assert later.latest == await house.tonight(ada)


async def test_who_has_nobody_has_nothing_to_look_at(house: House) -> None:
    ada = await house.joins("Ada")
    for user, why in ((ada.user, "nobody-yet"), (house.welcomes(), "not-a-dreamer")):
        for asking in (house.does.soulmates.look(GUILD, user), house.does.soulmates.who(GUILD, user)):
            with pytest.raises(DreamError, match=why):
                await asking
