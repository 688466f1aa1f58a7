"""The journal: every night that was offered, to be seen at once and read again."""

import pytest

from bot.art.sky import Kind
from bot.errors import DreamError
from bot.ids import EncounterId
from bot.services.journal import A_PAGE
from tests.services.house import GUILD, House
from tests.services.test_arc import pair
from tests.services.test_telling import dreamt


async def test_each_night_is_a_line_and_what_became_of_it(house: House) -> None:
    ada, bo, kept = await dreamt(house)
    await house.keeps(ada, bo)
    await house.nights(2, bo)
    journal = await house.does.journals.open(GUILD, ada.user)
    assert [one.number for one in journal.lines] == list(range(1, len(journal.lines) + 1))
    assert [one.encounter for one in journal.lines if one.kept] == [kept]
    assert {one.kind for one in journal.lines[-2:]} == {Kind.SLEPT_THROUGH}
    assert journal.alone > 0
    assert journal.shared > 0
    assert journal.slept_through == 2
    assert journal.alone + journal.shared + journal.slept_through == len(journal.lines)
    assert all(one.title for one in journal.lines)


async def test_the_last_page_comes_first_and_earlier_ones_hold_a_row_of_the_sky_each(house: House) -> None:
    await house.opens()
    ada, bo = await pair(house)
    await house.nights(A_PAGE + 3, ada, bo)
    last = await house.does.journals.open(GUILD, ada.user)
    first = await house.does.journals.open(GUILD, ada.user, 0)
    assert (last.page, last.pages) == (1, 2)
    assert [one.number for one in first.lines] == list(range(1, A_PAGE + 1))
    assert last.lines[0].number == A_PAGE + 1
    assert first.sky == last.sky
    for nowhere in (-1, 2, 2**62):
        assert (await house.does.journals.open(GUILD, ada.user, nowhere)).page == 1


async def test_a_dream_is_read_again_with_ones_own_answers_and_nothing_left_to_press(house: House) -> None:
    await house.opens()
    ada, bo = await pair(house)
    await house.nights(3, ada, bo)
    journal = await house.does.journals.open(GUILD, ada.user)
    dreams = [await house.does.journals.read(GUILD, ada.user, one.encounter) for one in journal.lines]
    assert any(passage.kind == "chosen" for one in dreams for passage in one.passages)
    assert not any(one.choices or one.may_speak for one in dreams)


async def test_nobody_reads_anothers_nights(house: House) -> None:
    await house.opens()
    ada, bo = await pair(house)
    stranger = await house.joins("Cem")
    await house.nights(2, ada, bo, stranger)
    alone = [one for one in (await house.does.journals.open(GUILD, ada.user)).lines if one.kind is Kind.ALONE]
    for reader, dream in ((bo, alone[0].encounter), (stranger, alone[0].encounter), (ada, EncounterId(10**9))):
        with pytest.raises(DreamError) as refused:
            await house.does.journals.read(GUILD, reader.user, dream)
        assert refused.value.key == "not-your-dream"


async def test_before_the_first_night_there_is_no_sky(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    with pytest.raises(DreamError) as refused:
        await house.does.journals.open(GUILD, ada.user)
    assert refused.value.key == "no-dream-yet"
