"""The wall of marks: who chose it hangs there, and nobody else."""

from io import BytesIO

import pytest
from PIL import Image

from bot.app import data_folder
from bot.art.drawing import read
from bot.domain.soulmark import Cover
from bot.ids import UserId
from bot.services.studio import Studio
from bot.services.wall import A_PAGE, Walls
from bot.services.wrists import Wrists
from tests.services.house import ELSEWHERE, GUILD, House, Person

KEY = read((data_folder() / "marks" / "key.svg").read_text(encoding="utf-8"))
MODERATOR = UserId(7)


@pytest.fixture
def walls(house: House) -> Walls:
    """Every motif drawn as a key."""
    studio = Studio(dict.fromkeys(house.world.pack.motifs, KEY), {})
    return Walls(house.world, Wrists(house.world, studio), studio)


async def hangs(house: House, name: str) -> Person:
    person = await house.joins(name)
    await house.does.wrists.wear(GUILD, person.user, cover=Cover.ON_THE_WALL)
    return person


async def names(walls: Walls) -> list[str]:
    return [one.name for one in (await walls.look(GUILD)).hung]


async def test_only_who_chose_the_wall_hangs_on_it_and_only_in_their_server(house: House, walls: Walls) -> None:
    await house.opens()
    assert (await walls.look(GUILD)).hung == ()
    ada, bo = await house.joins("Ada"), await house.joins("Bo")
    await hangs(house, "Cy")
    await house.does.wrists.wear(GUILD, bo.user, cover=Cover.LOOKED_AT)
    assert await names(walls) == ["Cy"]
    await house.does.wrists.wear(GUILD, ada.user, cover=Cover.ON_THE_WALL)
    assert await names(walls) == ["Ada", "Cy"]
    await house.does.wrists.wear(GUILD, ada.user, cover=Cover.COVERED)
    assert await names(walls) == ["Cy"]
    assert (await walls.look(ELSEWHERE)).hung == ()


async def test_who_left_was_removed_or_erased_does_not_hang_there(house: House, walls: Walls) -> None:
    await house.opens()
    ada, bo, cy = [await hangs(house, name) for name in ("Ada", "Bo", "Cy")]
    assert await names(walls) == ["Ada", "Bo", "Cy"]
    await house.does.enrol.leave(GUILD, ada.user)
    assert await names(walls) == ["Bo", "Cy"]
    await house.does.moderation.remove(GUILD, MODERATOR, bo.user, "Harbour")
    assert await names(walls) == ["Cy"]
    await house.does.privacy.delete(cy.user)
    assert await names(walls) == []


async def test_it_has_pages_of_nine_and_any_other_number_is_the_last(house: House, walls: Walls) -> None:
    await house.opens()
    for number in range(A_PAGE + 2):
        await hangs(house, f"Ada {number}")
    first, second = await walls.look(GUILD, 0), await walls.look(GUILD, 1)
    assert [one.number for one in first.hung] == list(range(1, 10))
    assert [one.number for one in second.hung] == [1, 2]
    assert (first.pages, second.page) == (2, 1)
    assert await walls.look(GUILD, 10**18) == second
    assert first.picture is not None
    assert second.picture is not None
    (wide, high), (_, low) = (Image.open(BytesIO(one.picture or b"")).size for one in (first, second))
    assert wide == high > low


async def test_what_nobody_drew_hangs_there_in_words(house: House) -> None:
    await house.opens()
    await hangs(house, "Ada")
    wall = await house.does.walls.look(GUILD)
    assert wall.picture is None
    assert [(one.name, one.drawn) for one in wall.hung] == [("Ada", False)]
