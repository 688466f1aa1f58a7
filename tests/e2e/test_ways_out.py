"""Every way out of a dream does what it says, at once, and tells the other one nothing but that a mark has cooled."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio

from bot.rehearsal import Member, Message, Shown
from bot.stage import Stage, choices_of, dreams_on, last_choices
from tests.e2e.kept import all_kept, written_anywhere
from tests.e2e.stage import say, stage

HERONS = "Nineteen herons stood on the roof"


@pytest_asyncio.fixture
async def play(tmp_path: Path) -> AsyncGenerator[Stage]:
    async with stage(tmp_path) as made:
        await made.opens_the_door()
        yield made


async def test_who_stops_hears_no_more_of_the_dream_and_the_other_dreams_on(play: Stage) -> None:
    ada, bo = await _in_a_shared_dream(play)
    told = await _takes(play, ada, "Stop tonight")
    assert (told.ephemeral, told.text) == (True, say("stopped"))
    heard = len(ada.phone.messages)
    await play.answer_all(bo)
    await play.wakes()
    await play.passes(hours=6)
    assert len(ada.phone.messages) == heard
    assert say("dream-woken") in bo.phone.messages[-1].text or say("dream-closed") in bo.phone.messages[-1].text
    await play.falls_asleep()
    assert len(ada.phone.messages) == heard + 1, "stopping is for one night"


async def test_who_pauses_hears_nothing_until_they_want_to_dream_again(play: Stage) -> None:
    ada, bo = await _in_a_shared_dream(play)
    told = await _takes(play, ada, "Pause my nights")
    assert told.text == say("paused")
    heard = len(ada.phone.messages)
    for _ in range(3):
        await play.falls_asleep()
        await play.answer_all(bo)
        await play.wakes()
    assert len(ada.phone.messages) == heard
    panel = await play.uses(ada, "/soulmark")
    assert say("paused-now") in panel.text
    await play.presses(ada, "Dream again", on=panel)
    await play.falls_asleep()
    assert len(ada.phone.messages) == heard + 1


async def test_a_report_comes_to_the_moderators_with_the_dream_as_it_was_received(play: Stage) -> None:
    ada, bo = await _met(play)
    await _says(play, bo, HERONS)
    form = await _takes(play, ada, "Report")
    told = await play.fills(ada, form, {"What is wrong?": "He is rude.\n# @everyone <@&1> **look**"})
    assert (told.ephemeral, told.text) == (True, say("report-arrived"))
    (report,) = play.desk.messages
    assert f"<@{ada.id}>" in report.text
    assert f"<@{bo.id}>" in report.text
    assert f"(the other one) wrote: {HERONS}" in report.text, "names were not given yet"
    assert "He is rude. # @\u200beveryone" in report.text
    assert report.pings == ()
    assert "report" not in "\n".join(message.text for message in bo.phone.messages).lower()
    assert play.tales.messages == []


async def test_a_report_never_takes_the_other_ones_line_for_the_reporters(play: Stage) -> None:
    ada, bo = await _in_a_shared_dream(play)
    line = await _chooses_alike(play, ada, bo)
    form = await _takes(play, ada, "Report")
    await play.fills(ada, form, {"What is wrong?": "Look at this."})
    (report,) = play.desk.messages
    assert report.text.count(f"(the one who reports) chose: {line}") == 1
    assert report.text.count(f"(the other one) chose: {line}") == 1


async def test_who_they_are_is_told_at_once_and_to_the_one_who_asked(play: Stage) -> None:
    ada, bo = await _in_a_shared_dream(play)
    heard = len(bo.phone.messages)
    told = await _takes(play, ada, "Who are they?")
    assert (told.ephemeral, told.text) == (True, say("who-they-are", mention=f"<@{bo.id}>"))
    assert len(bo.phone.messages) == heard


async def test_who_parts_is_gone_at_once_and_the_other_hears_it_kindly_in_the_morning(play: Stage) -> None:
    ada, bo = await _in_a_shared_dream(play)
    told = await _takes(play, bo, "Part")
    assert told.text == say("parted")
    assert (await _takes(play, bo, "Part")).text == say("parted-already")
    heard = len(ada.phone.messages)
    told = await play.presses(ada, custom_id=choices_of(last_choices(ada))[0], on=last_choices(ada))
    assert told.text == say("dream-broken-off")
    assert len(ada.phone.messages) == heard
    await play.wakes()
    cooled = ada.phone.messages[-1]
    assert _says_it_cooled(cooled)
    assert bo.name not in cooled.text
    assert len(ada.phone.messages) == heard + 1
    panel = await play.uses(ada, "/soulmark")
    before = panel.text.split("\n")[0]
    await play.presses(ada, say("button-mark-anew"), on=cooled)
    assert (await play.uses(ada, "/soulmark")).text.split("\n")[0] != before


async def test_who_parted_is_not_paired_with_the_same_one_again(play: Stage) -> None:
    ada, bo = await _in_a_shared_dream(play)
    await _takes(play, bo, "Part")
    await play.passes(days=4)
    assert not await _is_paired(play, ada)
    await play.joins("Cy")
    assert await _is_paired(play, ada) != await _is_paired(play, bo)


async def test_a_block_binds_accounts_in_every_server_and_outlives_deletion(play: Stage) -> None:
    other = Stage(play.discord, play.process, play.home)
    await other.opens_the_door()
    ada, bo = await _in_a_shared_dream(play)
    other.now = play.now
    ada_there, bo_there = other.harbour.welcomes(ada.user), other.harbour.welcomes(bo.user)
    for member in (ada_there, bo_there):
        await other.enrols(member)
    assert await _is_paired(other, ada_there)
    heard = [message.text for message in bo.phone.messages]
    assert (await _takes(play, ada, "Block")).text == say("blocked")
    assert not await _is_paired(play, ada)
    assert not await _is_paired(other, bo_there)
    assert [message.text for message in bo.phone.messages] == heard
    await play.presses(ada, "Yes, delete everything", on=await play.uses(ada, "/privacy delete"))
    await play.passes(days=1)
    await play.enrols(ada)
    other.now = play.now
    await other.enrols(ada_there)
    await play.passes(days=4)
    assert not await _is_paired(play, bo)
    assert not await _is_paired(other, bo_there)
    block = all_kept(play)["block"]
    assert len(block) == 1
    assert str(ada.id) not in str(block)


async def test_who_leaves_is_asked_once_and_gone_and_comes_back_with_the_mark(play: Stage) -> None:
    ada, bo = await _in_a_shared_dream(play)
    panel = await play.uses(ada, "/soulmark")
    mark = panel.text.split("\n")[0]
    asked = await play.presses(ada, "Leave", on=panel)
    assert (await play.presses(ada, "No", on=asked)).text == say("never-mind")
    asked = await play.presses(ada, "Leave", on=await play.uses(ada, "/soulmark"))
    assert (await play.presses(ada, "Yes, leave", on=asked)).text == say("left")
    heard = len(ada.phone.messages)
    await play.wakes()
    assert _says_it_cooled(bo.phone.messages[-1])
    await play.passes(days=2)
    assert len(ada.phone.messages) == heard
    modal = await play.presses(ada, "Join", on=await play.uses(ada, "/soulmark"))
    back = await play.fills(ada, modal, {"Name": "Ada"})
    assert mark in back.text


async def test_an_old_button_does_not_bring_back_who_left(play: Stage) -> None:
    ada = play.harbour.welcomes("Ada")
    await play.enrols(ada)
    panel = await play.uses(ada, "/soulmark")
    modal = await play.presses(ada, "Change my hours", on=panel)
    confirm = await play.fills(ada, modal, {})
    asked = await play.presses(ada, "Leave", on=await play.uses(ada, "/soulmark"))
    await play.presses(ada, "Yes, leave", on=asked)
    assert (await play.presses(ada, "That is right", on=confirm)).text == say("not-a-dreamer")
    assert (await play.uses(ada, "/sleep hours")).text == say("not-a-dreamer")
    bo = await play.joins("Bo")
    await play.passes(days=4)
    assert not await _is_paired(play, bo)


async def test_who_deletes_themselves_leaves_no_trace(play: Stage) -> None:
    quillon, bo = await _met(play, "Quillon")
    await _says(play, quillon, HERONS)
    await play.answer_all(quillon, bo)
    await play.wakes()
    await _shows(play, quillon, bo)
    await play.uses(play.moderator, "/reading now")
    await play.falls_asleep()
    form = await _takes(play, bo, "Report", on=_dream_with(bo, HERONS))
    await play.fills(bo, form, {"What is wrong?": f"Quillon said: {HERONS}"})
    await quillon.writes("Is anybody there?")
    await quillon.sees(say("words-go-there"))
    await play.settles()
    assert HERONS in _all_told(play)
    assert written_anywhere(play, HERONS)
    done = await play.presses(quillon, "Yes, delete everything", on=await play.uses(quillon, "/privacy delete"))
    assert done.text == say("deleted", count=1)
    await play.settles()
    for trace in ("Quillon", str(quillon.id), str(quillon.phone.id), HERONS, "herons"):
        assert written_anywhere(play, trace) == []
    assert HERONS not in _all_told(play)
    assert written_anywhere(play, str(bo.id))
    await play.wakes()
    told = await _takes(play, bo, "Who are they?", on=_dream_with(bo, HERONS))
    assert told.text == say("they-are-gone")


async def _in_a_shared_dream(play: Stage) -> tuple[Member, Member]:
    """Let two come to the night in which they see one another from afar."""
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=1)
    await play.falls_asleep()
    return ada, bo


async def _met(play: Stage, name: str = "Ada") -> tuple[Member, Member]:
    """Let two come to the night in which there are words."""
    one, bo = await play.joins(name), await play.joins("Bo")
    await play.dreams_through(one, bo, nights=4)
    await play.falls_asleep()
    return one, bo


async def _says(play: Stage, member: Member, words: str) -> None:
    form = await play.presses(member, "Say something", on=last_choices(member))
    await play.fills(member, form, {"In your own words": words})


async def _takes(play: Stage, member: Member, way: str, on: Shown | None = None) -> Shown:
    """Let somebody take a way out of their last dream."""
    panel = await play.presses(member, "Ways out", on=on or dreams_on(member)[-1])
    assert panel.ephemeral
    return await play.presses(member, way, on=panel)


async def _chooses_alike(play: Stage, ada: Member, bo: Member) -> str:
    """Let both give the same answer; returns its words."""
    asked = last_choices(ada)
    label = next(button.label for button in asked.buttons if button.custom_id == choices_of(asked)[0])
    await play.answers(bo)
    await play.answers(ada)
    return label


async def _shows(play: Stage, one: Member, other: Member) -> None:
    """Let two show the server the dream they woke from, with what they said in it."""
    for member in (one, other):
        await play.presses(member, "Keep this dream", on=dreams_on(member)[-1])
    shelf = await play.uses(one, "/excerpt")
    preview = await play.picks(one, "A dream that both of you kept", shelf.selects[0].options[0].value, on=shelf)
    preview = await play.presses(one, "With what we said", on=preview)
    await play.presses(one, "Offer it", on=preview)
    await play.presses(other, "Agree", on=other.phone.messages[-1])


async def _is_paired(play: Stage, member: Member) -> bool:
    return say("mark-warm") in (await play.uses(member, "/soulmark")).text


def _says_it_cooled(message: Message) -> bool:
    return [button.label for button in message.buttons] == [say("button-keep-mark"), say("button-mark-anew")]


def _dream_with(member: Member, words: str) -> Shown:
    return next(message for message in dreams_on(member) if words in message.text)


def _all_told(play: Stage) -> str:
    """Return all that stands in the server."""
    places = [play.tales, *play.tales.threads]
    return "\n".join(message.text for place in places for message in place.messages)
