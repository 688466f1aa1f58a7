"""How much is said to whom, how loudly, and what may be said in words of one's own."""

from datetime import timedelta

import pytest

from bot.domain.scene import Role
from bot.errors import DreamError
from tests.services.house import GUILD, House, Person, beat_of, dream_in
from tests.services.test_nights import met

BUDGET = 2
"""Who does not answer gets the falling asleep and the waking."""


async def to_words(house: House, *, ada: bool = True, bo: bool = True, server: bool = True) -> tuple[Person, Person]:
    """Two who fall asleep into their first meeting; who of them agreed to own words, and whether the server did."""
    await house.opens(words=server)
    one, two = await house.joins("Ada", words=ada), await house.joins("Bo", words=bo)
    await house.nights(4, one, two)
    await house.evening()
    assert await house.tonight(one) == await house.tonight(two)
    return one, two


@pytest.mark.parametrize("answers_in", ["evening", "morning", "both", "never"])
async def test_who_does_not_answer_gets_two_messages_a_night_at_most(house: House, answers_in: str) -> None:
    ada, absent = await met(house)
    begun = len(house.messages(absent))
    for night in range(1, 13):
        await house.evening(22, 30)
        if answers_in in ("evening", "both"):
            await house.answer_all(ada)
        await house.morning(9, 0)
        if answers_in in ("morning", "both"):
            await house.answer_all(ada)
        await house.comes(house.now.replace(hour=12))
        # Else the bot would grow quiet.
        await house.stirs()
        assert len(house.messages(absent)) == begun + BUDGET * night
    rows = house.rows(
        "SELECT count(*) AS n FROM outbox WHERE dreamer = :id AND deed = 'send' GROUP BY encounter", id=absent.id
    )
    assert {row["n"] for row in rows} == {BUDGET}


async def test_what_the_other_did_is_laid_into_the_message_of_who_has_not_answered(house: House) -> None:
    ada, absent = await to_words(house)
    told, before = len(house.messages(absent)), house.dreams(absent)[-1]
    await house.answers(ada)
    after = house.dreams(absent)[-1]
    assert len(house.messages(absent)) == told
    assert after.passages[: len(before.passages)] == before.passages
    assert len(after.passages) > len(before.passages)
    assert after.choices
    assert after.choices != before.choices, "the new question stands beneath it"
    await house.answers(absent)


async def test_news_laid_in_late_does_not_undo_what_was_answered_meanwhile(house: House) -> None:
    """The message is revised to what it reads by then, not to what it read when the news came."""
    ada, bo = await to_words(house)
    await house.silences_the_courier()
    await house.answers(ada)
    message = house.asked(bo)
    assert message is not None
    dream = dream_in(message)
    stale = await house.does.dreams.pick(bo.user, dream.encounter, beat_of(dream), dream.choices[0].id, message.row)
    assert stale.pressed is not None
    house.discord.reads(message, stale.pressed)
    await house.answers(bo)
    answered = house.dreams(bo)[-1]
    assert answered.choices == ()
    house.wakes_the_courier()
    await house.settles()
    assert house.dreams(bo)[-1] == answered


async def test_nothing_is_told_twice_and_nothing_left_out_whatever_the_night(house: House) -> None:
    ada, bo = await met(house)
    for turns in ("", "a", "ab", "aab", "bba"):
        await house.evening(22, 30)
        for turn in turns:
            person = ada if turn == "a" else bo
            if house.asked(person):
                await house.answers(person)
        await house.morning(12, 0)
        for person in (ada, bo):
            encounter = await house.tonight(person)
            told = [dream for dream in house.dreams(person) if dream.encounter == encounter]
            texts = [passage.text for dream in told for passage in dream.passages if passage.kind == "text"]
            assert len(texts) == len(set(texts)), "a passage was told twice"
            since = [dream.since for dream in told]
            assert since[0] == 0
            assert since == sorted(since)
            last = await house.encounter(encounter)
            slept = house.rows("SELECT told FROM night WHERE encounter = :e AND dreamer = :d", e=encounter, d=person.id)
            assert slept == [{"told": len(last.moments)}]


async def test_in_ones_own_hours_messages_come_silently_unless_one_answered_just_now(house: House) -> None:
    ada, bo = await met(house)
    await house.evening(22, 45)
    assert house.messages(ada)[-1].silent is False, "offered before bedtime"
    await house.answers(bo)
    await house.answers(ada)
    await house.passes(minutes=4)
    await house.answers(ada)
    await house.passes(minutes=1)
    assert [message.silent for message in house.messages(bo)][-1] is False
    await house.answers(bo)
    [told] = [message for message in house.messages(ada) if message.at == house.now]
    assert told.silent is False, "Ada answered a minute ago"


async def test_who_has_been_asleep_for_a_while_is_not_woken_by_the_other(house: House) -> None:
    ada, bo = await met(house)
    await house.evening(22, 30)
    await house.answers(ada)
    await house.passes(minutes=30)
    await house.answers(bo)
    assert house.messages(ada)[-1].at == house.now
    assert house.messages(ada)[-1].silent
    await house.morning(6, 0)
    waking = house.messages(ada)[-1]
    assert dream_in(waking).note == "dream-waking"
    assert not waking.silent


async def test_who_is_asked_for_an_excerpt_in_their_sleep_is_not_woken_by_it(house: House) -> None:
    ada, bo = await met(house, bo="America/New_York 22:00 08:00")
    await house.comes(house.now.replace(hour=2) + timedelta(days=1))
    await house.comes(house.now.replace(hour=18))
    kept = await house.keeps(ada, bo)
    await house.comes((house.now + timedelta(days=1)).replace(hour=10))
    await house.does.excerpts.offer(ada.user, kept, own_words=False)
    await house.settles()
    [asking] = [message for message in house.messages(bo) if message.letter.kind == "asking"]
    assert asking.silent


@pytest.mark.parametrize(("ada", "bo", "server"), [(False, True, True), (True, False, True), (True, True, False)])
async def test_words_of_ones_own_need_both_and_the_server(house: House, *, ada: bool, bo: bool, server: bool) -> None:
    two = await to_words(house, ada=ada, bo=bo, server=server)
    for person in two:
        dream = house.dreams(person)[-1]
        assert not dream.may_speak
        message = house.asked(person)
        assert message is not None
        before = house.dump()
        for attempt in (
            house.does.dreams.speak(person.user, dream.encounter, beat_of(dream), "Hello.", message.row),
            house.does.dreams.room_to_speak(person.user, dream.encounter, beat_of(dream)),
        ):
            with pytest.raises(DreamError, match="words-not-allowed"):
                await attempt
        assert house.dump() == before


async def test_words_reach_the_other_attributed_and_as_they_were_said(house: House) -> None:
    ada, bo = await to_words(house)
    dream = house.dreams(ada)[-1]
    assert dream.may_speak
    assert (await house.does.dreams.room_to_speak(ada.user, dream.encounter, beat_of(dream))).limit == 300
    answered = await house.speaks(ada, "The *stool* is not for sale,   is it?")
    assert answered.pressed is not None
    assert answered.pressed.passages[-1].kind == "said"
    said = [passage for dream in house.dreams(bo) for passage in dream.passages if passage.kind == "said"]
    assert [passage.text for passage in said] == ["The \\*stool\\* is not for sale, is it?"]
    assert said[0].name is not None, "it is not the reader who said it"


@pytest.mark.parametrize("withdraws", ["Ada", "Bo", "the server"])
async def test_consent_to_words_can_be_taken_back_in_the_middle_of_a_dream(house: House, withdraws: str) -> None:
    ada, bo = await to_words(house)
    if withdraws == "the server":
        await house.does.frame.own_words(GUILD, allowed=False)
    else:
        person = ada if withdraws == "Ada" else bo
        await house.does.enrol.agree_to_words(GUILD, person.user, agreed=False)
    with pytest.raises(DreamError, match="words-not-allowed"):
        await house.speaks(ada, "Hello?")
    await house.answers(ada)


@pytest.mark.parametrize("words", ["", "   ", "x" * 301, "<@1234>", "see discord.gg/abc", "a\u202eb"])
async def test_words_that_are_refused_leave_the_question_open(house: House, words: str) -> None:
    ada, _ = await to_words(house)
    before = house.dump()
    with pytest.raises(DreamError, match="words-"):
        await house.speaks(ada, words)
    assert house.dump() == before
    await house.speaks(ada, "A kind word.")


async def test_before_they_met_there_are_no_words_and_no_names(house: House) -> None:
    ada, bo = await met(house)
    await house.evening(22, 30)
    await house.answers(bo)
    await house.answers(ada)
    for person in (ada, bo):
        for dream in house.dreams(person):
            assert not dream.may_speak
            assert dream.other in ("", None)
            assert "Ada" not in str(dream)
            assert "Bo" not in str(dream)


async def test_each_reads_the_other_by_name_once_they_have_met(house: House) -> None:
    ada, bo = await to_words(house)
    await house.answer_all(ada, bo)
    await house.morning()
    assert house.dreams(ada)[-1].other == "Bo"
    assert house.dreams(bo)[-1].other == "Ada"


async def test_each_reads_the_same_moment_from_where_they_stand(house: House) -> None:
    ada, bo = await met(house)
    await house.evening(22, 30)
    encounter = await house.tonight(ada)
    host, guest = (ada, bo) if await house.role(ada, encounter) is Role.HOST else (bo, ada)
    assert "You are smaller than you are" in house.dreams(host)[-1].passages[0].text
    assert "You know the ground" in house.dreams(guest)[-1].passages[0].text
