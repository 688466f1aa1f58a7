"""The database is held by another program, or the disk takes nothing: a press is told so, and good again afterwards."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.rehearsal import Modal, Shown
from bot.stage import Stage, choices_of, dreams_on, last_choices
from tests.e2e.stage import say, stage
from tests.storage.trouble import held, no_room

Trouble = Callable[[Stage], AbstractAsyncContextManager[None]]


def _held(play: Stage) -> AbstractAsyncContextManager[None]:
    return held(play.home / "dreams.db")


def _no_room(play: Stage) -> AbstractAsyncContextManager[None]:
    assert play.process.pid is not None
    return no_room(play.process.pid)


BOTH = pytest.mark.parametrize("trouble", [_held, _no_room], ids=["held", "full"])


@BOTH
async def test_a_press_is_told_in_time_and_the_same_button_is_good_afterwards(tmp_path: Path, trouble: Trouble) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = await play.joins("Ada")
        await play.falls_asleep()
        asked = last_choices(ada)
        async with trouble(play):
            answers = [await ada.presses(custom_id=choices_of(asked)[0], on=asked) for _ in range(2)]
        assert [answer.text for answer in answers] == [say("not-kept")] * 2
        assert all(answer.ephemeral for answer in answers)
        await play.presses(ada, custom_id=choices_of(asked)[0], on=asked)
        assert len(dreams_on(ada)) == 2


@BOTH
async def test_a_night_that_falls_into_it_comes_when_it_is_over(tmp_path: Path, trouble: Trouble) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada, bo = await play.joins("Ada"), await play.joins("Bo")
        heard = [len(member.phone.messages) for member in (ada, bo)]
        play.now = play.now.replace(hour=22, minute=30)
        async with trouble(play):
            await play.process.order({"do": "clock", "at": play.now.isoformat(), "speed": 0})
            while "takes nothing" not in play.process.stderr:  # noqa: ASYNC110 - its log is all that tells
                await asyncio.sleep(0)
            assert [len(member.phone.messages) for member in (ada, bo)] == heard
        await play.settles()
        assert [len(member.phone.messages) for member in (ada, bo)] == [one + 1 for one in heard]


async def test_what_was_filled_in_meanwhile_stands_in_the_form_again(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = play.harbour.welcomes("Ada")
        consent = await play.uses(ada, "/soulmark")
        modal = await play.presses(ada, "Join", on=consent)
        async with _held(play):
            answer = await ada.fills(modal, {"Name": "Ada of the Stairs"})
        assert answer.text == say("not-kept")
        again = await play.presses(ada, "Join", on=consent)
        assert _value_of(again, "Name") == "Ada of the Stairs"


async def test_a_bot_that_cannot_begin_because_of_it_says_so_and_may_begin_again(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.process.kill()
        await play.discord.bot_gone()
        async with _held(play):
            await play.process.start()
            assert await play.process.exited(30) == 4
        assert "The database takes nothing now: database is locked." in play.process.stderr
        await play.begins()


def _value_of(modal: Shown, label: str) -> str:
    assert isinstance(modal, Modal)
    return next(field.value for field in modal.inputs if field.label == label)
