"""*Take it back* under one's own words: gone from both telephones, for ten minutes, and for nobody else."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final

import pytest_asyncio

from bot.rehearsal import Member
from bot.stage import Stage, dreams_on, last_choices
from tests.e2e.forger import beside, ids_shown, sends
from tests.e2e.kept import all_kept
from tests.e2e.stage import say, stage

HERONS: Final = "Nineteen herons stood on the roof"
TAKE_BACK: Final = say("button-unsay")


@pytest_asyncio.fixture
async def play(tmp_path: Path) -> AsyncGenerator[Stage]:
    async with stage(tmp_path) as made:
        await made.opens_the_door()
        yield made


async def _said(play: Stage) -> tuple[Member, Member]:
    """Let Ada say something to Bo, in the night in which there are words."""
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=4)
    await play.falls_asleep()
    form = await play.presses(ada, "Say something", on=last_choices(ada))
    await play.fills(ada, form, {"In your own words": HERONS})
    return ada, bo


def _reads(member: Member) -> str:
    return "\n".join(message.text for message in dreams_on(member))


async def test_it_is_gone_from_both_telephones_and_rings_on_neither(play: Stage) -> None:
    ada, bo = await _said(play)
    assert HERONS in _reads(ada)
    assert HERONS in _reads(bo)
    heard = [len(member.phone.messages) for member in (ada, bo)]
    told = await ada.presses(TAKE_BACK)
    await play.settles()
    assert say("line-taken-back-me") in told.text
    assert TAKE_BACK not in [button.label for button in told.buttons]
    assert HERONS not in _reads(ada) + _reads(bo)
    assert "said something that is not in this book." in _reads(bo)
    assert [len(member.phone.messages) for member in (ada, bo)] == heard
    await play.restarts()
    await play.answer_all(ada, bo)
    await play.wakes()
    assert HERONS not in _reads(ada) + _reads(bo)


async def test_pressed_twice_or_too_late_it_changes_nothing_and_says_why(play: Stage) -> None:
    ada, bo = await _said(play)
    message = next(one for one in dreams_on(ada) if TAKE_BACK in [button.label for button in one.buttons])
    pressed = next(button.custom_id for button in message.buttons if button.label == TAKE_BACK)
    await play.passes(minutes=10)
    assert not any(TAKE_BACK in [button.label for button in one.buttons] for one in dreams_on(ada))
    before = all_kept(play)
    told = await ada.presses_raw(pressed or "", message=message)
    assert (told.ephemeral, told.text) == (True, say("unsay-too-late", minutes=10))
    assert all_kept(play) == before
    assert HERONS in _reads(bo)


async def test_a_double_press_takes_back_once(play: Stage) -> None:
    ada, _ = await _said(play)
    message = next(one for one in dreams_on(ada) if TAKE_BACK in [button.label for button in one.buttons])
    pressed = next(button.custom_id for button in message.buttons if button.label == TAKE_BACK)
    first = await ada.presses_raw(pressed or "", message=message)
    await play.settles()
    before = all_kept(play)
    assert (await ada.presses_raw(pressed or "", message=message)).text == first.text
    await play.settles()
    assert all_kept(play) == before


async def test_nobody_else_takes_it_back_and_nothing_else_is_taken_back(play: Stage) -> None:
    ada, bo = await _said(play)
    mallory = await play.joins("Mallory")
    ids = [one for one in ids_shown(play) if one.action == "unsay"]
    assert ids
    before = all_kept(play)
    for forged in [*ids, *beside(ids)]:
        for member in (mallory, bo):
            told = await sends(member, forged, on=member.phone.messages[-1], where=member.phone)
            assert told.text in (say("dream-not-yours"), say("button-outdated"), say("dream-faded"))
    assert all_kept(play) == before
    assert HERONS in _reads(ada)
    assert HERONS in _reads(bo)
