"""Channels that are gone or closed to the bot: moderators are told, and what was to be said there waits."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio

from bot.rehearsal import Member
from bot.stage import Stage, dreams_on
from tests.e2e.stage import say, stage

SHOWN = "Too Big for One Hand"
"""The one dream two can share before they have met."""


@pytest_asyncio.fixture
async def play(tmp_path: Path) -> AsyncGenerator[Stage]:
    async with stage(tmp_path) as made:
        await made.opens_the_door()
        yield made


async def test_somebody_else_may_not_press_what_everybody_sees(play: Stage) -> None:
    ada, bo = await _shown_to_the_server(play)
    nobody = play.harbour.welcomes("Nobody")
    told = await nobody.presses("Take it back", on=play.tales.messages[-1])
    assert (told.ephemeral, told.text) == (True, say("excerpt-not-yours"))
    assert play.tales.messages[-1].buttons
    assert ada.name not in told.text
    assert bo.name not in told.text


async def test_what_was_agreed_while_the_story_channel_was_gone_appears_in_the_new_one(play: Stage) -> None:
    ada, bo = await _asked(play)
    play.tales.closes()
    stories = play.harbour.opens_channel("stories")
    await play.presses(bo, "Agree", on=bo.phone.messages[-1])
    panel = await play.moderator.uses("/dreams setup", channel=play.desk)
    assert say("setup-channel-gone") in panel.text
    panel = await play.picks(play.moderator, "Story channel", stories, on=panel)
    assert say("setup-channel-gone") not in panel.text
    assert SHOWN in stories.messages[-1].text
    await play.presses(ada, "Take it back", on=stories.messages[-1])
    assert stories.messages == []


async def test_what_was_taken_back_while_the_story_channel_was_gone_never_appears(play: Stage) -> None:
    _, bo = await _asked(play)
    play.tales.closes()
    stories = play.harbour.opens_channel("stories")
    agreed = await play.presses(bo, "Agree", on=bo.phone.messages[-1])
    await play.presses(bo, "Take it back", on=agreed)
    panel = await play.moderator.uses("/dreams setup", channel=play.desk)
    await play.picks(play.moderator, "Story channel", stories, on=panel)
    assert stories.messages == []


async def test_a_story_channel_where_the_bot_may_not_speak_is_named_with_what_is_missing(play: Stage) -> None:
    _, bo = await _asked(play)
    play.tales.forbids("send_messages", "create_public_threads")
    await play.presses(bo, "Agree", on=bo.phone.messages[-1])
    assert play.tales.messages == []
    panel = await play.uses(play.moderator, "/dreams setup")
    lacks = f"{say('permission-send-messages')}, {say('permission-create-public-threads')}"
    assert say("setup-lacks", channel=f"<#{play.tales.id}>", lacks=lacks) in panel.text
    stories = play.harbour.opens_channel("stories")
    panel = await play.picks(play.moderator, "Story channel", stories, on=panel)
    assert lacks not in panel.text
    assert SHOWN in stories.messages[-1].text


async def test_a_permission_given_back_brings_what_waited_for_it(play: Stage) -> None:
    _, bo = await _asked(play)
    play.tales.forbids("send_messages")
    await play.presses(bo, "Agree", on=bo.phone.messages[-1])
    play.tales.allows("send_messages")
    panel = await play.uses(play.moderator, "/dreams setup")
    await play.picks(play.moderator, "Story channel", play.tales, on=panel)
    assert SHOWN in play.tales.messages[-1].text


async def test_a_report_waits_for_a_new_moderators_channel_and_never_comes_to_the_story_channel(play: Stage) -> None:
    panel = await play.uses(play.moderator, "/dreams setup")
    await play.picks(play.moderator, "Moderators' channel", play.tales, on=panel)
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=1)
    await play.falls_asleep()
    panel = await play.presses(ada, "Ways out", on=dreams_on(ada)[-1])
    form = await play.presses(ada, "Report", on=panel)
    play.tales.closes()
    await play.fills(ada, form, {"What is wrong?": "Look at this."})
    stories = play.harbour.opens_channel("stories")
    panel = await play.moderator.uses("/dreams setup", channel=play.desk)
    panel = await play.picks(play.moderator, "Story channel", stories, on=panel)
    assert stories.messages == []
    await play.picks(play.moderator, "Moderators' channel", play.desk, on=panel)
    assert stories.messages == []
    assert "Look at this." in play.desk.messages[-1].text


async def _asked(play: Stage) -> tuple[Member, Member]:
    """Let two dream from afar, keep it, and one ask the other to show it."""
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=2)
    for member in (ada, bo):
        await play.presses(member, "Keep this dream", on=dreams_on(member)[-1])
    shelf = await play.uses(ada, "/excerpt")
    preview = await play.picks(ada, "A dream that both of you kept", SHOWN, on=shelf)
    await play.presses(ada, "Offer it", on=preview)
    return ada, bo


async def _shown_to_the_server(play: Stage) -> tuple[Member, Member]:
    ada, bo = await _asked(play)
    await play.presses(bo, "Agree", on=bo.phone.messages[-1])
    return ada, bo
