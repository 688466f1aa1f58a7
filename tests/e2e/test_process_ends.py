"""The bot ends when it is asked to, whatever it is doing, and says in one sentence why it cannot begin."""

import os
import signal
from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal import LocalDiscord
from bot.rehearsal.process import BotProcess
from tests.e2e.stage import stage

PROMISED = 2.0
"""Seconds within which it ends; where nothing holds it up it takes a tenth of that."""

PATIENCE = 10.0
"""Seconds, where it first waits for what is in mid-air; a busy machine must not turn that into a failure."""

REFUSED = {"DISCORD_TOKEN": "not.the.token"}

SIGNALS = pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])


@pytest.fixture
async def local() -> AsyncGenerator[LocalDiscord]:
    async with LocalDiscord() as discord:
        yield discord


def _bot(local: LocalDiscord, home: Path, **settings: str) -> BotProcess:
    reached = {"DISCORD_TOKEN": local.token, "DISCORD_API_BASE": local.api_base, "DISCORD_GATEWAY": local.gateway}
    found = {"PYTHONPATH": str(Path(__file__).parents[2]), "DREAMS_DB": str(home / "dreams.db"), "DREAMS_CLOCK": ""}
    return BotProcess({**reached, **found, **settings}, cwd=home)


async def _ends(process: BotProcess, sign: signal.Signals, within: float = PROMISED) -> int:
    assert process.pid is not None
    os.kill(process.pid, sign)
    return await process.exited(within)


@SIGNALS
async def test_a_running_bot_ends_cleanly(tmp_path: Path, sign: signal.Signals) -> None:
    async with stage(tmp_path) as play:
        assert await _ends(play.process, sign) == 0
        await play.discord.bot_gone()
        assert "Unclosed" not in play.process.stderr


@SIGNALS
async def test_it_ends_while_it_is_still_logging_in(local: LocalDiscord, tmp_path: Path, sign: signal.Signals) -> None:
    gate = local.holds("GET", r"/users/@me")
    process = _bot(local, tmp_path)
    await process.start()
    await gate.reached(timeout=30)
    assert await _ends(process, sign) == 0
    gate.cut()
    assert "Traceback" not in process.stderr


@SIGNALS
async def test_it_ends_while_discord_keeps_it_waiting(tmp_path: Path, sign: signal.Signals) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = await play.joins("Ada")
        heard = len(ada.phone.messages)
        gate = play.discord.holds("POST", r"/channels/\d+/messages")
        play.now += timedelta(hours=4)
        await play.process.order({"do": "clock", "at": play.now.isoformat(), "speed": 0})
        await gate.reached()
        assert await _ends(play.process, sign, PATIENCE) == 0
        gate.cut()
        await play.discord.bot_gone()
        # What was in mid-air is not lost: it is said after the next start, once.
        await play.begins()
        assert len(ada.phone.messages) == heard + 1


async def test_a_refused_token_is_one_sentence(local: LocalDiscord, tmp_path: Path) -> None:
    process = _bot(local, tmp_path, DREAMS_LOG="WARNING", **REFUSED)
    await process.start()
    assert await process.exited(30) == 2
    assert process.stderr == "Discord refused DISCORD_TOKEN: copy the bot's token again from the developer portal."


async def test_a_discord_that_cannot_be_reached_is_one_sentence(local: LocalDiscord, tmp_path: Path) -> None:
    nobody = "http://127.0.0.1:9/api/v10"
    process = _bot(local, tmp_path, DISCORD_API_BASE=nobody, DREAMS_LOG="WARNING")
    await process.start()
    assert await process.exited(60) == 3
    assert process.stderr == f"Discord cannot be reached at {nobody}: check the network, then start again."
