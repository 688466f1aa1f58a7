"""Who does not answer is told less and less; who wants a pause has one, and it ends by itself."""

import pytest

from bot.domain.waiting import MORNING_ONLY, PAUSED
from bot.letters import Dream, KeptWaiting, Note
from tests.services.house import GUILD, House, Person


def told(house: House, person: Person, since: int) -> list[str]:
    """What came since: the note a dream begins with, or the phrase."""
    came = [message.letter for message in house.messages(person)[since:]]
    return [
        (one.note or "dream") if isinstance(one, Dream) else one.phrase for one in came if isinstance(one, Dream | Note)
    ]


async def a_night(house: House, person: Person) -> list[str]:
    since = len(house.messages(person))
    await house.evening()
    await house.morning(11)
    return told(house, person, since)


async def test_who_ignores_two_nights_is_told_in_the_morning_only_and_after_five_no_more(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    nights = [await a_night(house, ada) for _ in range(PAUSED + 2)]
    assert nights[:MORNING_ONLY] == [["dream", "dream-waking"]] * MORNING_ONLY
    assert nights[MORNING_ONLY:PAUSED] == [["dream-waking"]] * (PAUSED - MORNING_ONLY)
    assert nights[PAUSED:] == [["paused-for-you"], []]
    assert (await house.dreamer_of(ada.user)).paused
    await house.does.enrol.pause(GUILD, ada.user, paused=False)
    assert await a_night(house, ada) == ["dream", "dream-waking"], "what was ignored before is forgotten"


@pytest.mark.parametrize("sign", ["answers", "carries", "changes hours"])
async def test_any_sign_of_life_brings_the_evenings_back(house: House, sign: str) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    for _ in range(MORNING_ONLY):
        await a_night(house, ada)
    assert await a_night(house, ada) == ["dream-waking"]
    match sign:
        case "answers":
            since = len(house.messages(ada))
            await house.evening()
            await house.morning(8)
            assert told(house, ada, since) == ["dream-waking"]
            await house.answers(ada)
            await house.passes(hours=4)
        case "carries":
            await house.does.beds.carry(GUILD, ada.user, "sore")
        case _:
            await house.sleeps(ada.user, "Europe/Berlin 23:00 07:00")
    assert (await a_night(house, ada))[0] == "dream"


async def test_the_morning_message_of_a_quiet_night_holds_all_of_the_dream(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    for _ in range(MORNING_ONLY + 1):
        await a_night(house, ada)
    dream = house.dreams(ada)[-1]
    assert dream.since == 0
    assert dream.passages
    assert dream.may_keep is False


async def test_a_pause_for_some_nights_ends_by_itself_and_nobody_is_paired_in_it(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.does.enrol.pause(GUILD, ada.user, paused=True, nights=3)
    bo = await house.joins("Bo")
    since = len(house.messages(ada))
    for _ in range(2):
        await a_night(house, bo)
    assert await house.soulmate(ada) is None
    assert house.messages(ada)[since:] == []
    for _ in range(2):
        await a_night(house, bo)
    assert not (await house.dreamer_of(ada.user)).paused
    assert told(house, ada, since)[0] == "dream"
    assert await house.soulmate(ada) == bo.id


async def test_who_dreams_again_earlier_is_not_woken_twice_and_a_pause_for_good_does_not_end(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.does.enrol.pause(GUILD, ada.user, paused=True, nights=3)
    await house.does.enrol.pause(GUILD, ada.user, paused=True)
    await house.passes(days=9)
    assert (await house.dreamer_of(ada.user)).paused
    await house.does.enrol.pause(GUILD, ada.user, paused=True, nights=3)
    await house.does.enrol.pause(GUILD, ada.user, paused=False)
    assert house.rows("SELECT * FROM due WHERE kind = 'resume'") == []


async def test_who_leaves_in_a_pause_stays_gone(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.does.enrol.pause(GUILD, ada.user, paused=True, nights=2)
    await house.does.enrol.leave(GUILD, ada.user)
    since = len(house.messages(ada))
    await house.passes(days=5)
    assert house.messages(ada)[since:] == []


async def test_whoever_answered_alone_until_the_other_was_paused_is_asked_what_they_wish(house: House) -> None:
    await house.opens()
    ada, bo = await house.joins("Ada"), await house.joins("Bo", "Europe/Berlin 23:30 07:30")
    for _ in range(PAUSED + 2):
        await house.evening(22, 0)
        await house.answer_all(ada)
        await house.morning(11)
    assert (await house.dreamer_of(bo.user)).paused
    asked = [message for message in house.messages(ada) if isinstance(message.letter, KeptWaiting)]
    assert len(asked) == 1
    assert asked[0].at.hour == 6, "at their waking, not in the night"
    assert not [message for message in house.messages(bo) if isinstance(message.letter, KeptWaiting)]
