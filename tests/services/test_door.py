"""The evening door: one post an evening, and behind it the very letters a direct message would have brought."""

from datetime import timedelta

import pytest

from bot.domain.waiting import PAUSED
from bot.domain.wording import Pronouns
from bot.errors import DreamError
from bot.ids import EncounterId
from bot.letters import Dream
from bot.ports import Refusal
from tests.services.at_door import HALL, AtDoor, dream_of, joins_by_door, kinds, posts, sets_up
from tests.services.house import GUILD, House, beat_of, number


async def a_door(house: House) -> AtDoor:
    await house.opens()
    await sets_up(house)
    return await joins_by_door(house, "Ada")


def said(house: House, at: AtDoor) -> list[object]:
    """What came to somebody by direct message."""
    return list(house.messages(at.person))


# The post


async def test_one_post_an_evening_at_the_servers_hour_and_the_one_before_it_goes(house: House) -> None:
    ada = await a_door(house)
    assert posts(house) == []
    await house.comes(house.now.replace(hour=19))
    [first] = posts(house)
    assert (first.channel, first.at.hour, first.private) == (HALL, 19, False), "20:00 in Berlin"
    await house.morning()
    assert posts(house) == [first], "by day it stands"
    await house.evening(19, 30)
    [second] = posts(house)
    assert second.id != first.id
    assert house.messages(ada.person) == []


async def test_no_post_while_nobody_uses_the_door(house: House) -> None:
    await house.opens()
    await sets_up(house)
    bo = await house.joins("Bo")
    await house.passes(days=2)
    assert posts(house) == []
    await house.does.ways.use_door(GUILD, bo.user)
    await house.evening()
    assert len(posts(house)) == 1
    await house.does.enrol.pause(GUILD, bo.user, paused=True)
    await house.passes(days=2)
    assert len(house.rows("SELECT * FROM outbox WHERE key LIKE 'door/%'")) == 1


async def test_who_is_the_first_to_want_it_tonight_finds_it_open_tonight(house: House) -> None:
    await house.opens()
    await sets_up(house)
    await house.comes(house.now.replace(hour=20))
    bo = await house.joins("Bo")
    assert posts(house) == []
    await house.does.ways.use_door(GUILD, bo.user)
    await house.passes(minutes=1)
    assert len(posts(house)) == 1


@pytest.mark.parametrize(("hours", "comes"), [(5, 1), (11, 1), (14, 0)])
async def test_after_a_downtime_it_comes_late_but_not_when_the_night_is_over(
    house: House, hours: int, comes: int
) -> None:
    await a_door(house)
    await house.comes(house.now.replace(hour=18, minute=59))
    await house.oversleeps(house.now.replace(hour=19) + timedelta(hours=hours))
    assert len(posts(house)) == comes
    await house.evening(19, 30)
    assert len(posts(house)) == 1


async def test_the_same_evening_twice_is_one_post(house: House) -> None:
    await a_door(house)
    await house.comes(house.now.replace(hour=20))
    await house.does.doors.evening(GUILD)
    await house.does.frame.door_hour(GUILD, "Europe/Berlin", 21 * 60 + 30)
    await house.passes(hours=2)
    assert len(posts(house)) == 1


# Entering


async def test_what_is_behind_it_is_the_letter_a_direct_message_would_have_brought(house: House) -> None:
    ada = await a_door(house)
    await house.evening()
    entered = await ada.enters()
    dream = dream_of(entered.told[0])
    assert (kinds(entered), dream.since, bool(dream.choices)) == (["dream"], 0, True)
    assert said(house, ada) == []


async def test_entering_before_ones_bedtime_begins_the_night_as_going_to_bed_does(house: House) -> None:
    ada = await a_door(house)
    early = await ada.enters()
    assert kinds(early) == ["dream"], "23:00 in Berlin is within six hours"
    assert (await house.encounter(dream_of(early.told[0]).encounter)).moments
    await house.morning(13)
    assert kinds(await ada.enters()) == ["dream", "dream-waking"]
    again = await ada.enters()
    assert kinds(again)[-1] == "door-over"
    assert "<t:" in again.slots["at"]


async def test_whoever_comes_too_early_is_told_from_when(house: House) -> None:
    ada = await a_door(house)
    await house.sleeps(ada.person.user, "Europe/Berlin 03:00 09:00")
    entered = await ada.enters()
    assert kinds(entered) == ["door-early"]
    assert house.rows("SELECT * FROM night") == []


async def test_entering_again_tells_the_dream_as_it_stands(house: House) -> None:
    ada = await a_door(house)
    await house.evening()
    await ada.enters()
    first = ada.open[-1]
    again = await ada.enters()
    assert [(one.row, one.letter, one.first) for one in again.told] == [(first.row, first.letter, False)]
    await ada.answers()
    chosen = [passage for one in ada.open for passage in dream_of(one).passages]
    again = await ada.enters()
    assert [passage for one in again.told for passage in dream_of(one).passages] == chosen
    assert [bool(dream_of(one).choices) for one in again.told] == [False, bool(dream_of(again.told[-1]).choices)]


async def test_the_morning_waits_too_and_whoever_slept_through_the_evening_has_all_of_it(house: House) -> None:
    ada = await a_door(house)
    await house.evening()
    await house.morning()
    entered = await ada.enters()
    assert kinds(entered) == ["dream-waking"]
    assert dream_of(entered.told[0]).since == 0
    await ada.answers()
    await house.comes(house.now.replace(hour=12))
    assert kinds(await ada.enters())[-1] in ("dream-closed", "door-over")
    assert kinds(await ada.enters())[-1] == "door-over"


async def test_one_at_the_door_and_one_by_message_are_in_the_same_dream(house: House) -> None:
    ada = await a_door(house)
    bo = await house.joins("Bo")
    for _ in range(4):
        await house.evening()
        await ada.answers_all()
        await house.answer_all(bo)
        await ada.answers_all()
        await house.morning()
        await ada.answers_all()
        await house.answer_all(bo)
        await ada.answers_all()
    await house.evening()
    await ada.enters()
    encounter = dream_of(ada.open[-1]).encounter
    assert encounter == await house.tonight(bo)
    heard = len(house.messages(bo))
    await ada.answers()
    await house.answers(bo)
    while ada.asked or house.asked(bo):
        await ada.answers_all()
        await house.answer_all(bo)
    assert (await house.encounter(encounter)).answered == {await house.role(one, encounter) for one in (ada.person, bo)}
    await house.morning()
    await ada.enters()
    assert dream_of(ada.open[-1]).may_keep
    _, both = await house.does.dreams.keep(bo.user, encounter, house.messages(bo)[-1].row)
    assert not both
    _, both = await house.does.dreams.keep(ada.person.user, encounter, ada.open[-1].row)
    assert both
    assert len(house.messages(bo)) > heard
    assert said(house, ada) == []


async def test_what_the_other_did_meanwhile_stands_there_when_one_enters(house: House) -> None:
    ada = await a_door(house)
    bo = await house.joins("Bo")
    for _ in range(4):
        await house.evening()
        await ada.answers_all()
        await house.answer_all(bo)
        await ada.answers_all()
        await house.morning()
    await house.evening()
    await house.answers(bo)
    entered = await ada.enters()
    shown = [passage for one in entered.told for passage in dream_of(one).passages]
    assert any(passage.name for passage in shown), "their choice, in their name"
    assert ada.asked


async def test_an_old_button_in_an_old_answer_shows_the_dream_as_it_stands(house: House) -> None:
    ada = await a_door(house)
    await house.evening()
    await ada.enters()
    old = ada.open[-1]
    await ada.answers()
    dream = dream_of(old)
    answered = await house.does.dreams.pick(
        ada.person.user, dream.encounter, beat_of(dream), dream.choices[0].id, old.row
    )
    assert answered.pressed is not None
    assert not answered.pressed.choices


# Once only


async def test_what_an_interaction_did_not_bring_waits_and_never_goes_by_message(house: House) -> None:
    ada = await a_door(house)
    await house.evening()
    entered = await house.does.entering.enter(GUILD, ada.person.user)
    assert entered.told[0].first
    await house.courier.undelivered(entered.told[0].row)
    await house.passes(minutes=30)
    again = await ada.enters()
    assert [(one.row, one.first) for one in again.told] == [(entered.told[0].row, True)]
    assert said(house, ada) == []


async def test_killed_while_it_was_told_it_is_told_when_they_enter_again(house: House) -> None:
    ada = await a_door(house)
    await house.evening()
    entered = await house.does.entering.enter(GUILD, ada.person.user)
    await house.silences_the_courier()
    house.courier.quiet.clear()
    house.wakes_the_courier()
    await house.courier.quiet.wait()
    assert [row["state"] for row in house.rows("SELECT state FROM outbox WHERE at_door = 1")] == ["unsure"]
    again = await ada.enters()
    assert [one.row for one in again.told] == [entered.told[0].row]
    assert [row["state"] for row in house.rows("SELECT state FROM outbox WHERE at_door = 1")] == ["said"]
    assert said(house, ada) == []


# Nights ignored


async def test_whoever_does_not_come_to_the_door_has_ignored_the_night_and_is_told_when_they_come(house: House) -> None:
    ada = await a_door(house)
    for _ in range(PAUSED + 1):
        await house.evening()
        await house.morning(11)
    assert (await house.dreamer_of(ada.person.user)).paused
    entered = await ada.enters()
    assert "paused-for-you" in kinds(entered)
    assert kinds(await ada.enters())[-1] == "door-paused"
    await house.does.enrol.pause(GUILD, ada.person.user, paused=False)
    await house.evening()
    assert kinds(await ada.enters())[-1] == "dream"
    assert said(house, ada) == []


async def test_whoever_dreams_again_before_they_come_is_not_told_of_a_pause_that_is_over(house: House) -> None:
    ada = await a_door(house)
    for _ in range(PAUSED + 1):
        await house.evening()
        await house.morning(11)
    await house.does.enrol.pause(GUILD, ada.person.user, paused=False)
    await house.evening()
    assert "paused-for-you" not in kinds(await ada.enters())


async def test_coming_to_the_door_is_a_sign_of_life_though_nothing_is_answered(house: House) -> None:
    ada = await a_door(house)
    for _ in range(PAUSED + 2):
        await house.evening()
        assert "dream" in kinds(await ada.enters())
        await house.morning(11)
    assert not (await house.dreamer_of(ada.person.user)).paused


# Who is turned away, and with what sentence


async def test_whoever_has_nothing_behind_it_hears_why(house: House) -> None:
    ada = await a_door(house)
    stranger = house.welcomes()
    with pytest.raises(DreamError, match="not-a-dreamer"):
        await house.does.entering.enter(GUILD, stranger)
    bo = await house.joins("Bo")
    with pytest.raises(DreamError, match="door-by-message"):
        await house.does.entering.enter(GUILD, bo.user)
    await house.does.enrol.pause(GUILD, ada.person.user, paused=True)
    assert kinds(await ada.enters()) == ["door-paused"]
    await house.does.enrol.pause(GUILD, ada.person.user, paused=False)
    await house.evening()
    await ada.enters()
    await house.does.ways_out.stop(ada.person.user, dream_of(ada.open[-1]).encounter)
    assert kinds(await ada.enters()) == ["door-stopped"]
    await house.does.enrol.leave(GUILD, ada.person.user)
    with pytest.raises(DreamError, match="not-a-dreamer"):
        await ada.enters()


async def test_whoever_has_not_said_when_they_sleep_is_asked_to(house: House) -> None:
    await house.opens()
    await sets_up(house, for_all=True)
    user = house.welcomes()
    member = house.census.members[GUILD, user]
    await house.does.enrol.join(GUILD, user, member, "Ada", Pronouns.THEY, own_words=False)
    assert (await house.does.entering.enter(GUILD, user)).sentence == "door-hours"


# Choosing


async def test_in_a_server_where_everybody_uses_it_no_direct_message_is_ever_opened(house: House) -> None:
    await house.opens()
    await sets_up(house, for_all=True)
    ada = AtDoor(house, await house.joins("Ada"))
    assert (house.doorbell.rung, await ada.dreamer_at_door()) == ([], True)
    await house.evening()
    assert kinds(await ada.enters()) == ["dream"]
    with pytest.raises(DreamError, match="door-is-for-all"):
        await house.does.ways.use_messages(GUILD, ada.person.user)
    await house.does.ways.knock(GUILD, ada.person.user)
    assert house.doorbell.rung == []
    assert house.discord.in_channel(ada.person.door) == []


async def test_a_choice_holds_from_the_next_night_in_both_directions(house: House) -> None:
    await house.opens()
    await sets_up(house)
    bo = AtDoor(house, await house.joins("Bo"))
    await house.evening()
    await house.does.ways.use_door(GUILD, bo.person.user)
    assert kinds(await bo.enters()) == ["door-next-night"]
    told = len(house.messages(bo.person))
    await house.morning()
    assert len(house.messages(bo.person)) == told + 1, "tonight's dream goes on where it began"
    await house.evening()
    assert kinds(await bo.enters())[-1] == "dream"
    assert len(house.messages(bo.person)) == told + 1
    await house.does.ways.use_messages(GUILD, bo.person.user)
    await house.morning()
    assert len(house.messages(bo.person)) == told + 1
    assert "dream-waking" in kinds(await bo.enters())
    await house.evening()
    assert len(house.messages(bo.person)) == told + 2
    with pytest.raises(DreamError, match="door-by-message"):
        await bo.enters()


async def test_who_wants_messages_again_must_be_reached_by_them_and_else_stays_at_the_door(house: House) -> None:
    ada = await a_door(house)
    with pytest.raises(DreamError, match="dms-closed"):
        await house.does.ways.use_messages(GUILD, ada.person.user)
    await house.evening()
    assert kinds(await ada.enters()) == ["dream"]


async def test_whose_messages_are_closed_in_the_night_reads_the_same_dream_at_the_door_at_once(house: House) -> None:
    await house.opens()
    await sets_up(house)
    bo = AtDoor(house, await house.joins("Bo"))
    house.discord.refused[bo.person.door] = Refusal.UNREACHABLE
    await house.evening()
    with pytest.raises(DreamError, match="door-instead"):
        await bo.enters()
    await house.does.ways.use_door(GUILD, bo.person.user)
    assert kinds(await bo.enters()) == ["dream"]
    await bo.answers()
    assert house.messages(bo.person) == []


async def test_without_a_door_nobody_can_choose_it_and_who_has_no_other_way_keeps_the_command(house: House) -> None:
    ada = await a_door(house)
    bo = await house.joins("Bo")
    await house.does.frame.close_door(GUILD)
    with pytest.raises(DreamError, match="no-door"):
        await house.does.ways.use_door(GUILD, bo.user)
    await house.evening()
    assert posts(house) == []
    bed = await house.does.beds.look(GUILD, ada.person.user)
    assert (bed.at_door, bed.unreachable) == (True, False)
    assert kinds(await ada.enters()) == ["dream"]
    assert said(house, ada) == []


async def test_everybody_changes_with_their_server_from_their_next_night(house: House) -> None:
    await house.opens()
    await sets_up(house)
    bo = AtDoor(house, await house.joins("Bo"))
    await house.does.frame.door_for_all(GUILD, for_all=True)
    await house.evening()
    assert house.messages(bo.person) == []
    assert kinds(await bo.enters()) == ["dream"]
    await house.does.frame.door_for_all(GUILD, for_all=False)
    await house.morning(12)
    await house.evening()
    assert any(isinstance(message.letter, Dream) for message in house.messages(bo.person))


async def test_going_to_bed_points_to_the_door(house: House) -> None:
    ada = await a_door(house)
    with pytest.raises(DreamError, match="dream-at-door"):
        await house.does.nights.go_to_bed(GUILD, ada.person.user)
    await house.evening()
    with pytest.raises(DreamError, match="dream-at-door"):
        await house.does.beds.again(GUILD, ada.person.user)
    slept = EncounterId(number(house.rows("SELECT encounter FROM night")[0]["encounter"]))
    assert (await house.does.journals.read(GUILD, ada.person.user, slept)).passages == (), "nor is it read there"
    await ada.enters()
    assert (await house.does.journals.read(GUILD, ada.person.user, slept)).passages
    assert (await house.does.beds.again(GUILD, ada.person.user)).passages
