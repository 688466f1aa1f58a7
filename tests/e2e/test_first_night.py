"""The narrow path through everything, one chapter after another."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio

from bot.rehearsal import Message
from bot.stage import Stage, choices_of, dreams_on, last_choices
from tests.e2e.stage import stage


@pytest_asyncio.fixture
async def play(tmp_path: Path) -> AsyncGenerator[Stage]:
    async with stage(tmp_path) as made:
        yield made


async def test_nobody_can_join_until_the_door_is_open(play: Stage) -> None:
    ada = play.harbour.welcomes("Ada")
    told = await ada.uses("/soulmark", channel=play.tales)
    assert "/dreams setup" in told.text
    await play.opens_the_door()
    told = await ada.uses("/soulmark", channel=play.tales)
    assert [button.label for button in told.buttons] == ["Join", "What is kept?"]


async def test_the_first_minute(play: Stage) -> None:
    await play.opens_the_door()
    ada = play.harbour.welcomes("Ada")
    done = await play.enrols(ada)
    assert "One more dreamer in this server, and yours is here." in done.text
    hello = "This is where your dreams will arrive, Ada. Nothing to do here until you sleep."
    assert [message.text for message in ada.phone.messages] == [hello]
    shown = await ada.presses("Show my mark", on=done)
    assert isinstance(shown, Message)
    assert not shown.ephemeral
    assert [message.id for message in play.tales.messages] == [shown.id]


async def test_the_first_night_is_dreamt_alone(play: Stage) -> None:
    await play.opens_the_door()
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.passes(hours=4)
    for member in (ada, bo):
        assert len(dreams_on(member)) == 1
        chosen = await play.answers(member)
        assert choices_of(chosen) == []
        assert len(dreams_on(member)) == 2
    await play.answer_all(ada, bo)
    await play.passes(hours=9)
    for member in (ada, bo):
        woken = dreams_on(member)[-1].text
        assert woken.startswith("-# You wake. Some of it is still here.")
        assert woken.splitlines()[2][-1].isalpha(), "a dream is cut at waking, in the middle of a sentence"


async def test_by_the_fifth_night_there_are_words(play: Stage) -> None:
    await play.opens_the_door()
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=4)
    await play.falls_asleep()
    assert "Say something" in [button.label for button in last_choices(ada).buttons]
    spoken = await ada.presses("Say something", on=last_choices(ada))
    await ada.fills(spoken, {"In your own words": "The stool is not for sale, is it?"})
    await play.settles()
    assert "“The stool is not for sale, is it?”" in "\n".join(message.text for message in bo.phone.messages)


async def test_a_dream_is_kept_told_and_read_aloud(play: Stage) -> None:
    await play.opens_the_door()
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=5)
    for member in (ada, bo):
        await member.presses("Keep this dream", on=dreams_on(member)[-1])
    assert "Kept, by both of you now." in (await bo.sees("Kept, by both", where=bo.phone)).text
    shelf = await ada.uses("/excerpt", channel=play.tales)
    preview = await ada.picks("A dream that both of you kept", shelf.selects[0].options[0].value, on=shelf)
    await ada.presses("Offer it", on=preview)
    await play.settles()
    asked = bo.phone.messages[-1]
    assert play.tales.messages == []
    await bo.presses("Agree", on=asked)
    await play.settles()
    posted = play.tales.messages[-1]
    assert "As Far as the Middle" in posted.text

    told = await play.moderator.uses("/reading now", channel=play.tales)
    assert "one dream" in told.text
    await play.settles()
    assert [thread.name for thread in play.tales.threads] == ["Dreams, read aloud"]
    assert "As Far as the Middle" in play.tales.threads[0].messages[-1].text

    await bo.presses("Take it back", on=posted)
    await play.settles()
    assert "As Far as the Middle" not in "\n".join(message.text for message in play.tales.messages)
    assert "As Far as the Middle" not in "\n".join(message.text for message in play.tales.threads[0].messages)
