"""Marks looked at: one's own always, another's where it is not covered."""

from io import BytesIO

import pytest
from PIL import Image

from bot.app import data_folder
from bot.art.drawing import read
from bot.domain.soulmark import Cover, Skin, Warmth
from bot.errors import DreamError
from bot.ids import GuildId, UserId
from bot.services.studio import Studio
from bot.services.wrists import Wrists
from tests.services.house import ELSEWHERE, GUILD, House

KEY = read((data_folder() / "marks" / "key.svg").read_text(encoding="utf-8"))


@pytest.fixture
def wrists(house: House) -> Wrists:
    """Every motif drawn as a key."""
    return Wrists(house.world, Studio(dict.fromkeys(house.world.pack.motifs, KEY), {}))


async def test_ones_own_mark_is_a_picture_on_paper_until_a_skin_is_chosen(house: House, wrists: Wrists) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    before = await wrists.mine(GUILD, ada.user)
    await wrists.wear(GUILD, ada.user, skin=Skin.WALNUT)
    after = await wrists.mine(GUILD, ada.user)
    assert (before.skin, after.skin) == (Skin.PAPER, Skin.WALNUT)
    assert before.cover is after.cover is Cover.COVERED
    assert before.picture is not None
    assert after.picture is not None
    assert Image.open(BytesIO(before.picture)).size == (512, 512)
    assert before.picture != after.picture


@pytest.mark.parametrize("cover", Cover)
async def test_anothers_mark_is_seen_where_it_is_not_covered(house: House, wrists: Wrists, cover: Cover) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await wrists.wear(GUILD, ada.user, cover=cover)
    seen = await wrists.theirs(GUILD, ada.user, house.welcomes())
    assert (seen is None) is (cover is Cover.COVERED)


async def test_covered_and_without_a_mark_look_alike(house: House, wrists: Wrists) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    stranger = house.welcomes()
    assert await wrists.theirs(GUILD, ada.user, stranger) is None
    assert await wrists.theirs(GUILD, stranger, ada.user) is None
    await wrists.wear(GUILD, ada.user, cover=Cover.LOOKED_AT)
    assert await wrists.theirs(ELSEWHERE, ada.user, stranger) is None


async def test_a_mark_is_warm_while_somebody_is_behind_it_and_cold_once_they_parted(
    house: House, wrists: Wrists
) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    warmth = [(await wrists.mine(GUILD, ada.user)).warmth]
    bo = await house.joins("Bo")
    await house.nights(2, ada, bo)
    warmth.append((await wrists.mine(GUILD, ada.user)).warmth)
    await house.does.partings.part(bo.user, await house.tonight(bo))
    warmth.append((await wrists.mine(GUILD, ada.user)).warmth)
    assert warmth == [Warmth.WAITING, Warmth.WARM, Warmth.COLD]


async def test_a_motif_that_nobody_drew_stands_in_words_alone(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    wrist = await house.does.wrists.mine(GUILD, ada.user)
    assert wrist.picture is None
    assert wrist.motif.id == wrist.mark.motif


async def test_who_has_no_mark_has_nothing_to_choose(house: House, wrists: Wrists) -> None:
    await house.opens()
    for doing in (wrists.mine(GUILD, UserId(404)), wrists.wear(GuildId(404), UserId(404), skin=Skin.OAK)):
        with pytest.raises(DreamError) as refused:
            await doing
        assert refused.value.key == "not-a-dreamer"


async def test_deleting_oneself_forgets_skin_and_cover(house: House, wrists: Wrists) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await wrists.wear(GUILD, ada.user, skin=Skin.WALNUT, cover=Cover.ON_THE_WALL)
    await house.does.privacy.delete(ada.user)
    assert await wrists.theirs(GUILD, ada.user, house.welcomes()) is None
    assert "walnut" not in str(house.dump())
    assert "on-the-wall" not in str(house.dump())
