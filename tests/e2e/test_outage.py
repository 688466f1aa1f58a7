"""Discord is out, or something before it is: nobody has left, nothing is lost, and nobody is told anything twice."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import discord
import pytest

from bot.app import data_folder
from bot.client import DreamsClient
from bot.phrases import Phrases
from bot.rehearsal import LocalDiscord, Member, NoAnswer
from bot.rehearsal.process import BotProcess
from bot.stage import Stage, choices_of, dreams_on, last_choices
from tests.e2e.kept import all_kept
from tests.e2e.stage import stage
from tests.e2e.test_lost_answers import SAY

LONGEST_GAP = 256
"""Seconds between two tries to connect, at most: "within minutes"."""


@asynccontextmanager
async def _stage_of_outages(home: Path) -> AsyncGenerator[Stage]:
    """discord.py itself logs a connection it lost with everything that led there; that is no fault of the play."""
    async with Stage.set(home) as play:
        yield play
        assert "bug" not in play.process.stderr, play.process.stderr


async def _bound(play: Stage) -> tuple[Member, Member]:
    await play.opens_the_door()
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=2)
    assert all_kept(play)["bond"]
    return ada, bo


def _unavailable(play: Stage) -> int:
    return sum(call.status == 503 for call in play.discord.requests)


def _standing(play: Stage) -> list[tuple[object, ...]]:
    dreamers = [(one["user"], one["unreachable_at"], one["dm_channel"]) for one in all_kept(play)["dreamer"]]
    return [*dreamers, *((bond["a"], bond["b"], bond["ended_at"]) for bond in all_kept(play)["bond"])]


@pytest.mark.parametrize("remembers", [True, False], ids=["resumed", "session forgotten"])
async def test_an_evening_without_discord_is_made_up_for_and_nobody_has_left(
    tmp_path: Path, *, remembers: bool
) -> None:
    async with _stage_of_outages(tmp_path) as play:
        ada, bo = await _bound(play)
        before, heard = _standing(play), [len(dreams_on(member)) for member in (ada, bo)]
        play.discord.goes_down()
        play.now = play.now.replace(hour=22, minute=30)
        await play.process.order({"do": "clock", "at": play.now.isoformat(), "speed": 0})
        await play.discord.state.changes.until(lambda: _unavailable(play) > 3 or None, 30)
        asked = ada.phone.messages[-1]
        with pytest.raises(NoAnswer):
            await ada.presses_raw("about#0", message=asked)
        play.discord.comes_back(remembers=remembers)
        await play.discord.bot_ready(timeout=30)
        await play.settles()
        assert _standing(play) == before
        assert [len(dreams_on(member)) for member in (ada, bo)] == [one + 1 for one in heard]
        asked = last_choices(ada)
        await play.presses(ada, custom_id=choices_of(asked)[0], on=asked)
        assert len(dreams_on(ada)) == heard[0] + 2


async def test_what_stands_before_discord_says_nothing_about_a_person_or_a_channel(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = await play.joins("Ada")
        before = _standing(play)
        for status in (401, 403, 404, 429, 500):
            heard = len(dreams_on(ada))
            refused = play.discord.fails("POST", SAY, status=status, message="<html>")
            await play.falls_asleep()
            assert refused.hits == 1
            assert _standing(play) == before
            assert len(dreams_on(ada)) == heard + 1
            await play.answer_one(ada)
            await play.wakes()
            await play.passes(hours=12)


async def test_a_start_in_an_outage_ends_so_that_it_is_tried_again(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.process.kill()
        await play.discord.bot_gone()
        play.discord.goes_down()
        await play.process.start()
        assert await play.process.exited(60) == 3
        assert "Discord cannot be reached" in play.process.stderr
        play.discord.comes_back()
        await play.begins()


async def test_a_start_without_a_gateway_ends_so_that_it_is_tried_again(tmp_path: Path) -> None:
    async with LocalDiscord() as local:
        nowhere = {"DISCORD_GATEWAY": "ws://127.0.0.1:9/", "DREAMS_DB": str(tmp_path / "dreams.db"), "DREAMS_CLOCK": ""}
        found = {"PYTHONPATH": str(Path(__file__).parents[2])}
        reached = {"DISCORD_TOKEN": local.token, "DISCORD_API_BASE": local.api_base}
        process = BotProcess({**reached, **found, **nowhere}, cwd=tmp_path)
        await process.start()
        assert await process.exited(60) == 3


def test_after_a_long_outage_the_next_try_is_never_far_away() -> None:
    DreamsClient(Phrases(data_folder() / "phrases"))
    backoff = vars(discord.client)["ExponentialBackoff"]()
    delays = [backoff.delay() for _ in range(300)]
    assert max(delays) <= LONGEST_GAP
    assert max(delays) > LONGEST_GAP / 4, "1,000 IDENTIFY a day are to last for a day of outage"
