"""The whole arc over sockets: a bedtime and a morning answer each, until two have met awake; and who stays away."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio

from bot.rehearsal import Member, Message
from bot.stage import Stage, choices_of, dreams_on
from tests.e2e.stage import say, stage

NIGHTS = 24
"""More than a brisk arc takes."""


@pytest_asyncio.fixture
async def play(tmp_path: Path) -> AsyncGenerator[Stage]:
    async with stage(tmp_path) as made:
        await made.opens_the_door()
        panel = await made.uses(made.moderator, "/dreams setup")
        await made.picks(made.moderator, say("setup-pace"), say("pace-brisk"), on=panel)
        yield made


async def _a_night(play: Stage, *members: Member) -> None:
    """Each of these answers once before sleep and once after waking."""
    await play.falls_asleep()
    await _once_each(play, *members)
    await play.wakes()
    await _once_each(play, *members)
    await play.passes(hours=4)


async def _once_each(play: Stage, *members: Member) -> None:
    for member in members:
        if choices_of(member.phone.messages[-1]):
            await play.answers(member)


def _with(member: Member, text: str) -> list[Message]:
    return [message for message in member.phone.messages if text in message.text]


def _pressable(member: Member, label: str) -> Message | None:
    found = (one for one in reversed(dreams_on(member)) if any(button.label == label for button in one.buttons))
    return next(found, None)


async def test_two_come_from_the_mark_to_the_waking_meeting_and_dream_on(play: Stage) -> None:
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    hand = None
    for night in range(NIGHTS):
        if (hand := _pressable(ada, say("button-hold-out"))) is not None:
            break
        if night == 4:
            await play.restarts()
        await _a_night(play, ada, bo)
    assert hand is not None, "no hand could be held out"
    assert _with(ada, say("picture-heading", name="Bo")), "what is known of Bo was said"
    assert _with(bo, say("line-page", name="Ada", other="Ada")), "the register was read"
    for member in (ada, bo):
        (shown,) = _with(member, "**What you are.**")
        assert "mark.webp" in [file.filename for file in shown.attachments], "each was shown once what they are"

    assert (await play.presses(ada, say("button-hold-out"), on=hand)).text == say("reach-held-out")
    assert play.tales.messages == []
    asked = bo.phone.messages[-1]
    assert asked.text == say("reach", name="Ada")
    assert (await play.presses(bo, say("button-hand-take"), on=asked)).text == say("reach-taken-now")
    (post,) = play.tales.messages
    assert say("met", first="Ada", second="Bo") in post.text
    assert "**Bo** wears" in post.text
    (both,) = post.attachments
    assert both.description.startswith("Ada: ")
    assert " Bo: " in both.description

    heard = len(dreams_on(ada))
    await _a_night(play, ada, bo)
    assert len(dreams_on(ada)) > heard
    story = await play.presses(ada, say("button-story"), on=await play.uses(ada, "/dream"))
    assert say("story-chapter", number=1) in story.text
    assert (await play.presses(bo, say("button-take-down"), on=post)).text == say("meeting-taken-down")
    assert play.tales.messages == []


async def test_where_the_bot_may_attach_nothing_the_meeting_is_shown_in_words(play: Stage) -> None:
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    while (hand := _pressable(ada, say("button-hold-out"))) is None:
        await _a_night(play, ada, bo)
    play.tales.forbids("attach_files")
    await play.presses(ada, say("button-hold-out"), on=hand)
    await play.presses(bo, say("button-hand-take"), on=bo.phone.messages[-1])
    (post,) = play.tales.messages
    assert post.attachments == ()
    assert "**Ada** wears" in post.text


async def test_who_is_left_to_answer_alone_is_asked_once_and_nothing_is_spent(play: Stage) -> None:
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    for _ in range(9):
        await _a_night(play, ada)
    (asked,) = _with(ada, "Five nights have gone by")
    assert not _with(bo, "Five nights have gone by")
    told = await play.presses(ada, say("button-wish-alone"), on=asked)
    assert told.text == say("wished-alone")
    bedside = await play.uses(ada, "/dream")
    assert say("dreaming-alone") in bedside.text
    nothing = await play.presses(ada, say("button-known"), on=bedside)
    assert nothing.text == say("picture-nothing-somebody")
    await play.presses(bo, say("button-dream-again"), on=await play.uses(bo, "/soulmark"))
    await play.presses(ada, say("button-share-again"), on=bedside)
    assert say("dreaming-alone") not in (await play.uses(ada, "/dream")).text


async def test_when_one_stops_in_the_middle_the_other_dreams_alone_and_later_they_go_on(play: Stage) -> None:
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    for _ in range(6):
        await _a_night(play, ada, bo)
    known = (await play.presses(ada, say("button-known"), on=await play.uses(ada, "/dream"))).text
    assert say("picture-heading", name="Bo") in known
    await play.presses(bo, say("button-pause"), on=await play.uses(bo, "/soulmark"))
    heard, dreamt = len(bo.phone.messages), len(dreams_on(ada))
    for _ in range(6):
        await _a_night(play, ada)
    assert len(bo.phone.messages) == heard
    assert len(dreams_on(ada)) >= dreamt + 6, "nobody loses a night by it"
    assert not _with(ada, "Five nights have gone by"), "who is away is not to blame"
    await play.presses(bo, say("button-dream-again"), on=await play.uses(bo, "/soulmark"))
    for _ in range(3):
        await _a_night(play, ada, bo)
    later = (await play.presses(ada, say("button-known"), on=await play.uses(ada, "/dream"))).text
    assert set(known.splitlines()) <= set(later.splitlines()), "what was known is known still"


async def test_a_pair_whose_sleep_never_overlaps_still_dreams_and_still_has_a_way_to_each_other(play: Stage) -> None:
    ada = await play.joins("Ada", bedtime="23:00", waking="06:00")
    bo = await play.joins("Bo", bedtime="12:00", waking="19:00")
    for _ in range(5):
        await play.falls_asleep()
        await play.answer_all(ada, bo)
        await play.wakes()
        await play.passes(hours=5)
        await play.answer_all(ada, bo)
    assert len(dreams_on(ada)) >= 5
    assert len(dreams_on(bo)) >= 5
    assert not any("has not answered yet" in message.text for message in ada.phone.messages)


async def test_what_one_carries_and_writes_is_kept_and_shown_at_the_bedside(play: Stage) -> None:
    ada = await play.joins("Ada")
    bedside = await play.uses(ada, "/dream")
    bedside = await play.picks(ada, say("carry-placeholder"), say("carry-sore"), on=bedside)
    again = await play.uses(ada, "/dream")
    assert [option.label for option in again.selects[0].options if option.default] == [say("carry-sore")]
    assert (await play.presses(ada, say("button-again"), on=again)).text == say("no-dream-yet")
    page = await play.presses(ada, say("button-page"), on=again)
    told = await play.fills(ada, page, {say("modal-page-first"): "Sings on stairs."})
    assert told.text == say("page-kept", count=1)
    page = await play.presses(ada, say("button-page"), on=again)
    assert page.inputs[0].value == "Sings on stairs."
    refused = await play.fills(ada, page, {say("modal-page-first"): "see https://example.com"})
    assert refused.text == say("words-link")
    given_back = await play.presses(ada, say("button-page"), on=again)
    assert given_back.inputs[0].value == "see https://example.com", "what was refused is not to be typed again"
    await play.fills(ada, given_back, {say("modal-page-first"): "Sings on stairs."})
    assert (await play.presses(ada, say("button-page"), on=again)).inputs[0].value == "Sings on stairs."
    gone = await play.presses(ada, say("button-to-bed"), on=again)
    assert gone.text == say("gone-to-bed")
    assert len(dreams_on(ada)) == 1
    dream = await play.presses(ada, say("button-again"), on=again)
    assert dream.text.startswith(dreams_on(ada)[0].text.split("\n")[0])


async def test_who_cannot_be_reached_is_told_at_their_next_command_and_comes_back_with_one_press(play: Stage) -> None:
    ada = await play.joins("Ada")
    ada.closes_dms()
    await play.falls_asleep()
    bedside = await play.uses(ada, "/dream")
    assert say("unreachable-now") in bedside.text
    ada.opens_dms()
    await play.presses(ada, say("button-try-again"), on=bedside)
    assert say("unreachable-now") not in (await play.uses(ada, "/dream")).text
    await play.wakes()
    dreamt = len(dreams_on(ada))
    await play.falls_asleep()
    assert len(dreams_on(ada)) == dreamt + 1
