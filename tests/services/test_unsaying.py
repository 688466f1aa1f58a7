"""What one said in a dream can be taken back for ten minutes: then it is gone for both, and kept for reports only."""

from dataclasses import replace

import pytest

from bot.domain.encounter import Spoke
from bot.domain.telling import tell
from bot.errors import DreamError
from bot.ids import EncounterId
from bot.letters import Asking, Dream, Passage
from bot.services.under_way import load
from bot.storage import outbox
from tests.services.house import House, Person, beat_of, number
from tests.services.ports import Message
from tests.services.test_messages import to_words
from tests.services.test_ways_out import reported

HERONS = "Nineteen herons stood on the roof."


def with_words(house: House, person: Person) -> Message:
    """The message that has a way to take words back."""
    return next(
        one for one in reversed(house.messages(person)) if isinstance(one.letter, Dream) and one.letter.unsay_until
    )


async def unsays(house: House, person: Person, message: Message | None = None) -> Dream:
    message = message or with_words(house, person)
    assert isinstance(message.letter, Dream)
    letter = await house.does.unsaying.unsay(person.user, message.letter.encounter, message.letter.unsay, message.row)
    house.discord.reads(message, letter)
    await house.settles()
    return letter


def kinds(house: House, person: Person) -> list[tuple[str, str | None]]:
    return [
        (passage.kind, passage.name)
        for dream in house.dreams(person)
        for passage in dream.passages
        if passage.kind in ("said", "taken-back")
    ]


async def test_what_is_taken_back_is_gone_for_both_and_stands_as_something_that_was_said(house: House) -> None:
    ada, bo = await to_words(house)
    await house.speaks(ada, HERONS)
    assert HERONS in str(house.dreams(bo))
    letter = await unsays(house, ada)
    assert letter.unsay_until == 0
    assert HERONS not in str(house.messages(ada)) + str(house.messages(bo))
    assert kinds(house, ada) == [("taken-back", None)]
    assert kinds(house, bo) == [("taken-back", "Ada")]
    await house.answer_all(ada, bo)
    await house.morning()
    assert HERONS not in str(house.messages(ada)) + str(house.messages(bo))


async def test_the_file_has_the_words_once_where_reports_find_them(house: House) -> None:
    ada, _ = await to_words(house)
    await house.speaks(ada, HERONS)
    await unsays(house, ada)
    found = [table for table, rows in house.dump().items() for row in rows if HERONS in str(row)]
    assert found == ["event"]
    assert HERONS not in str(await house.encounter(await house.tonight(ada))), "whatever is told of it later"


@pytest.mark.parametrize("who", ["who said it", "who read it"])
async def test_a_report_still_shows_it_and_says_that_it_was_taken_back(house: House, who: str) -> None:
    ada, bo = await to_words(house)
    await house.speaks(bo, "Another thing.")
    await unsays(house, bo)
    reporter = bo if who == "who said it" else ada
    await house.does.reporting.report(reporter.user, await house.tonight(ada), "look")
    await house.settles()
    [report] = reported(house)
    said_by = "(the one who reports)" if reporter is bo else "Bo"
    assert f"{said_by} wrote, and took back: Another thing." in report.copy


async def test_after_ten_minutes_nothing_changes_and_the_button_is_gone(house: House) -> None:
    ada, bo = await to_words(house)
    await house.speaks(ada, HERONS)
    message = with_words(house, ada)
    await house.passes(minutes=9, seconds=59)
    assert with_words(house, ada).letter == message.letter
    await house.passes(seconds=1)
    assert not any(dream.unsay_until for dream in house.dreams(ada))
    before = house.dump()
    with pytest.raises(DreamError, match="unsay-too-late"):
        await unsays(house, ada, message)
    assert house.dump() == before
    assert HERONS in str(house.dreams(bo))


async def test_taking_back_twice_changes_nothing_more(house: House) -> None:
    ada, _ = await to_words(house)
    await house.speaks(ada, HERONS)
    message = with_words(house, ada)
    first = await unsays(house, ada, message)
    before = house.dump()
    assert await unsays(house, ada, message) == first
    assert house.dump() == before


async def test_nobody_takes_back_what_another_said(house: House) -> None:
    ada, bo = await to_words(house)
    await house.speaks(ada, HERONS)
    message = with_words(house, ada)
    assert isinstance(message.letter, Dream)
    encounter, seq = message.letter.encounter, message.letter.unsay
    before = house.dump()
    theirs = house.messages(bo)[-1].row
    for user, number_, row, why in (
        (bo.user, seq, theirs, "button-outdated"),
        (bo.user, seq, message.row, "button-outdated"),
        (ada.user, seq, theirs, "button-outdated"),
        (ada.user, seq + 1, message.row, "button-outdated"),
        (house.welcomes(), seq, message.row, "dream-not-yours"),
    ):
        with pytest.raises(DreamError, match=why):
            await house.does.unsaying.unsay(user, encounter, number_, row)
    assert house.dump() == before


async def test_of_the_same_words_said_twice_only_those_taken_back_go(house: House) -> None:
    ada, bo = await to_words(house)
    await house.speaks(ada, "Hm.")
    words, message = ("said", None), with_words(house, ada)
    doubled = Passage("said", "Hm.")
    async with house.transaction() as t:
        # No scene of these asks for words twice; the same words of an earlier moment stand before them.
        found = await outbox.outbox_row(t, message.row)
        assert found is not None
        assert isinstance(found.letter, Dream)
        letter = replace(found.letter, passages=(doubled, *found.letter.passages))
        await outbox.reword(t, message.row, letter)
        encounter = found.letter.encounter
        await t.run(
            """
            INSERT INTO event (encounter, seq, kind, role, beat, answer, at)
            SELECT encounter, -1, kind, role, beat, answer, at FROM event WHERE encounter = :id AND kind = 'Speak'
            """,
            id=encounter,
        )
    after = await unsays(house, ada)
    assert [(one.kind, one.name) for one in after.passages if one.kind != "text"] == [words, ("taken-back", None)]
    assert bo


async def test_words_on_their_way_to_the_other_one_do_not_arrive(house: House) -> None:
    ada, bo = await to_words(house)
    await house.silences_the_courier()
    message = house.asked(ada)
    assert message is not None
    assert isinstance(message.letter, Dream)
    dream = message.letter
    answered = await house.does.dreams.speak(ada.user, dream.encounter, beat_of(dream), HERONS, message.row)
    await house.arrives(ada, message, answered)
    letter = with_words(house, ada).letter
    assert isinstance(letter, Dream)
    await house.does.unsaying.unsay(ada.user, dream.encounter, letter.unsay, message.row)
    house.wakes_the_courier()
    await house.settles()
    assert HERONS not in str(house.messages(bo))
    assert kinds(house, bo) == [("taken-back", "Ada")]


async def test_a_telling_does_not_quote_it_and_what_was_offered_with_it_is_withdrawn(house: House) -> None:
    ada, bo = await to_words(house)
    await house.morning(7, 1)
    encounter = await late_words(house, ada, bo)
    await house.does.excerpts.offer(ada.user, encounter, own_words=True)
    await house.settles()
    assert HERONS in str([one.letter for one in house.messages(bo) if isinstance(one.letter, Asking)])
    await unsays(house, ada)
    assert HERONS not in str(house.messages(bo))
    assert house.rows("SELECT ended_at IS NOT NULL AS ended FROM excerpt") == [{"ended": 1}]
    async with house.transaction() as t:
        under_way = await load(t, house.world, encounter)
    assert any(isinstance(moment, Spoke) for moment in under_way.encounter.moments)
    told = tell(under_way.encounter, under_way.cast, under_way.slots, under_way.dreamt.seed, own_words=True)
    assert HERONS not in told
    assert "said something not in this book" in told


async def late_words(house: House, ada: Person, bo: Person) -> EncounterId:
    """Somebody speaks in the morning, the dream comes to its end, and both keep it."""
    for person in (ada, bo):
        if house.asked(person) and house.dreams(person)[-1].may_speak:
            await house.speaks(person, HERONS)
    await house.answer_all(ada, bo)
    return await house.keeps(ada, bo)


async def test_what_was_taken_back_goes_with_its_writer(house: House) -> None:
    ada, _ = await to_words(house)
    await house.speaks(ada, HERONS)
    await unsays(house, ada)
    await house.does.privacy.delete(ada.user)
    assert HERONS not in str(house.dump())
    assert number(house.rows("SELECT count(*) AS n FROM event WHERE taken_back_at IS NOT NULL")[0]["n"]) == 1
