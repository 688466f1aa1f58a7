"""What a server does not want said is not said, whoever tries and wherever; and nobody floods a dream."""

import pytest

from bot.domain.moderation import Did
from bot.errors import DreamError
from bot.services import manners
from tests.services.house import ELSEWHERE, GUILD, House
from tests.services.test_messages import to_words
from tests.services.test_moderation import MODERATOR, record


async def lists(house: House, *words: str) -> None:
    await house.does.manners.keep_words(GUILD, MODERATOR, "\n".join(words))


@pytest.mark.parametrize("text", ["You NINNY.", "n i n n y", "nіnny", "n\u0301inny", "n.i.n.n.y", "ninnyyyy"])
async def test_what_is_listed_is_not_said_and_the_dream_stays_as_it_was(house: House, text: str) -> None:
    ada, bo = await to_words(house)
    await lists(house, "ninny", "dunce")
    before = house.dump()
    with pytest.raises(DreamError, match="words-listed") as refused:
        await house.speaks(ada, text)
    assert refused.value.slots == {"word": "ninny"}
    assert house.dump() == before
    await house.speaks(ada, "You ninnyhammer.")
    assert "ninnyhammer" in str(house.dreams(bo))


async def test_nor_does_it_stand_in_a_name_or_on_a_page_of_the_register(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.does.known.write_page(GUILD, ada.user, ["Walks early."])
    await lists(house, "ninny")
    before = house.dump()
    with pytest.raises(DreamError, match="name-listed"):
        await house.joins("Ninny")
    with pytest.raises(DreamError, match="words-listed"):
        await house.does.known.write_page(GUILD, ada.user, ["Walks late.", "Is no ninny."])
    assert house.dump() == before


async def test_a_list_is_one_servers_and_stands_in_its_record_without_its_words(house: House) -> None:
    await house.opens()
    await house.opens(ELSEWHERE)
    for _ in range(2):
        await lists(house, "ninny", "dunce")
    assert await house.does.manners.words(GUILD) == ("ninny", "dunce")
    assert await house.does.manners.words(ELSEWHERE) == ()
    await house.joins("Ninny", guild=ELSEWHERE)
    assert await record(house) == [(Did.WORDS, MODERATOR, None)]
    assert "ninny" not in str(house.rows("SELECT * FROM record"))
    await lists(house)
    await house.joins("Ninny")


async def test_a_list_that_is_none_changes_nothing(house: House) -> None:
    await house.opens()
    await lists(house, "ninny")
    before = house.dump()
    with pytest.raises(DreamError, match="list-word-too-long"):
        await lists(house, "dunce", "x" * 41)
    assert house.dump() == before


async def floods(house: House, encounter: int, who: str, times: int) -> None:
    """Somebody has spoken so often in a dream just now, or as long ago as its last word."""
    async with house.transaction() as t:
        for seq in range(1000, 1000 + times):
            await t.run(
                "INSERT INTO event (encounter, seq, kind, role, beat, answer, at)"
                " VALUES (:id, :seq, 'Speak', :role, 'none', 'again', :now)",
                id=encounter,
                seq=seq,
                role=who,
                now=int(house.now.timestamp()),
            )


async def test_who_floods_a_dream_is_asked_to_wait_a_minute(house: House) -> None:
    ada, bo = await to_words(house)
    encounter = await house.tonight(ada)
    await floods(house, encounter, await house.role(ada, encounter), manners.AT_ONCE)
    with pytest.raises(DreamError, match="words-too-fast"):
        await house.speaks(ada, "Again!")
    await house.passes(seconds=59)
    with pytest.raises(DreamError, match="words-too-fast"):
        await house.speaks(ada, "Again!")
    await house.passes(seconds=1)
    await house.speaks(ada, "And again.")
    assert "And again." in str(house.dreams(bo))


async def test_nobody_speaks_more_than_so_often_a_day_in_however_many_dreams(house: House) -> None:
    ada, bo = await to_words(house)
    earlier = house.dreams(ada)[0].encounter
    await floods(house, earlier, await house.role(ada, earlier), manners.A_DAY)
    await house.passes(minutes=2)
    with pytest.raises(DreamError, match="words-enough-today"):
        await house.speaks(ada, "One more.")
    await house.speaks(bo, "One of mine.")
