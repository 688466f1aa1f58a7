"""The narrow path through everything, one chapter after another."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio

from bot.rehearsal import Message
from tests.e2e.stage import Stage, dreams_on, stage


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
    assert (
        ada.phone.messages[0].text == "This is where your dreams will arrive, Ada. Nothing to do here until you sleep."
    )
    shown = await ada.presses("Show my mark", on=done)
    assert isinstance(shown, Message)
    assert not shown.ephemeral
    assert shown in play.tales.messages


async def test_a_night(play: Stage) -> None:
    await play.opens_the_door()
    ada = await play.joins("Ada")
    bo = await play.joins("Bo")
    await play.passes(hours=4)
    assert len(dreams_on(ada)) == 1
    assert len(dreams_on(bo)) == 1
