"""The bot is removed from a server and let in again: silence meanwhile, and nights that go on where they stood."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio

from bot.rehearsal import Member
from bot.stage import Stage, dreams_on
from tests.e2e.kept import all_kept
from tests.e2e.stage import say, stage


@pytest_asyncio.fixture
async def play(tmp_path: Path) -> AsyncGenerator[Stage]:
    async with stage(tmp_path) as made:
        await made.opens_the_door()
        yield made


async def _two(play: Stage) -> tuple[Member, Member]:
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=2)
    return ada, bo


async def _known(play: Stage, *, away: bool) -> None:
    """Wait until the bot has noticed; it has no reason to answer anybody."""
    while any(row["away_since"] is not None for row in all_kept(play)["server"]) != away:
        await play.settles()


def _heard(*members: Member) -> list[int]:
    return [len(member.phone.messages) for member in members]


async def _nights_go_on(play: Stage, ada: Member, bo: Member) -> None:
    told = _heard(ada, bo)
    await play.falls_asleep()
    assert [now > before for now, before in zip(_heard(ada, bo), told, strict=True)] == [True, True]
    for member in (ada, bo):
        panel = await play.uses(member, "/soulmark")
        assert say("mark-warm") in panel.text
        assert say("unreachable-now") not in panel.text
        assert say("mark-cooled") not in panel.text
    assert len([row for row in all_kept(play)["bond"] if row["ended_at"] is None]) == 1


async def test_while_it_is_removed_nothing_is_sent_and_afterwards_nights_go_on(play: Stage) -> None:
    ada, bo = await _two(play)
    told = _heard(ada, bo)
    play.harbour.removes_bot()
    await _known(play, away=True)
    asked = len(play.discord.requests)
    for _ in range(3):
        await play.falls_asleep()
        await play.wakes()
    assert _heard(ada, bo) == told
    assert play.discord.requests[asked:] == [], "nobody is even asked after"
    play.harbour.adds_bot()
    await _known(play, away=False)
    await _nights_go_on(play, ada, bo)


async def test_who_was_asleep_when_it_was_removed_is_told_nothing_and_can_be_answered_to(play: Stage) -> None:
    ada, bo = await _two(play)
    await play.falls_asleep()
    told = _heard(ada, bo)
    play.harbour.removes_bot()
    await _known(play, away=True)
    await play.wakes()
    assert _heard(ada, bo) == told
    play.harbour.adds_bot()
    await _known(play, away=False)
    await play.passes(hours=3)
    await _nights_go_on(play, ada, bo)
    assert dreams_on(ada)


async def test_who_parted_meanwhile_from_an_old_message_is_told_to_the_other_at_a_morning(play: Stage) -> None:
    ada, bo = await _two(play)
    await play.falls_asleep()
    panel = await play.presses(ada, "Ways out", on=dreams_on(ada)[-1])
    play.harbour.removes_bot()
    await _known(play, away=True)
    await play.presses(ada, "Part", on=panel)
    await play.wakes()
    await play.comes(play.now.replace(hour=15))
    told = _heard(bo)
    play.harbour.adds_bot()
    await _known(play, away=False)
    await play.settles()
    assert _heard(bo) == told, "not in the afternoon"
    await play.falls_asleep()
    await play.wakes()
    cooled = [m for m in bo.phone.messages if any(b.label == say("button-mark-anew") for b in m.buttons)]
    assert len(cooled) == 1


async def test_removed_while_it_was_down_it_sends_nothing_when_it_comes_back_up(play: Stage) -> None:
    ada, bo = await _two(play)
    told = _heard(ada, bo)
    await play.process.kill()
    await play.discord.bot_gone()
    play.harbour.removes_bot()
    play.now = play.now.replace(hour=23)
    await play.begins()
    assert [row["away_since"] is None for row in all_kept(play)["server"]] == [False]
    await play.wakes()
    assert _heard(ada, bo) == told
    assert [row["unreachable_at"] for row in all_kept(play)["dreamer"]] == [None, None]
    await play.process.kill()
    await play.discord.bot_gone()
    play.harbour.adds_bot()
    await play.begins()
    assert [row["away_since"] for row in all_kept(play)["server"]] == [None]
    await _nights_go_on(play, ada, bo)


async def test_an_outage_is_no_removal(play: Stage) -> None:
    ada, bo = await _two(play)
    play.harbour.goes_dark()
    await play.falls_asleep()
    await play.wakes()
    assert [row["away_since"] for row in all_kept(play)["server"]] == [None]
    assert len([row for row in all_kept(play)["bond"] if row["ended_at"] is None]) == 1
    play.harbour.comes_to_light()
    await _nights_go_on(play, ada, bo)


async def test_a_restart_in_an_outage_is_no_removal_either(play: Stage) -> None:
    ada, bo = await _two(play)
    play.harbour.goes_dark()
    await play.process.kill()
    await play.discord.bot_gone()
    await play.begins()
    assert [row["away_since"] for row in all_kept(play)["server"]] == [None]
    play.harbour.comes_to_light()
    await _nights_go_on(play, ada, bo)
