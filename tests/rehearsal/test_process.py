"""A process that takes orders, one that dies of them, and a bot killed between deed and answer."""

import asyncio
from pathlib import Path

import pytest

from bot.rehearsal import Channel, LocalDiscord, Member
from bot.rehearsal.process import BotProcess, Died

OBEDIENT = """
import json, os, sys
print("awake", file=sys.stderr, flush=True)
print("not an answer", flush=True)
for line in sys.stdin:
    order = json.loads(line)
    if order["do"] == "die":
        print("last words", file=sys.stderr, flush=True)
        sys.exit(3)
    print(json.dumps({"id": order["id"], "did": order["do"], "sky": os.environ["SKY"]}), flush=True)
"""


@pytest.fixture
def process(tmp_path: Path) -> BotProcess:
    return BotProcess({"SKY": "clear"}, command=("-c", OBEDIENT), log=tmp_path / "log")


async def test_orders_are_answered(process: BotProcess, tmp_path: Path) -> None:
    await process.start()
    assert await process.order({"do": "sing"}) == {"id": 1, "did": "sing", "sky": "clear"}
    assert (await process.order({"do": "hum"}))["id"] == 2
    await process.kill()
    assert not process.running
    assert (tmp_path / "log").read_text() == "awake\n"
    assert "stdout: not an answer" in process.stderr
    with pytest.raises(Died, match="awake"):
        await process.order({"do": "sing"})
    await process.start()
    assert (await process.order({"do": "again"}))["did"] == "again"
    assert await process.terminate() < 0


async def test_a_death_is_told_with_the_last_words(process: BotProcess) -> None:
    await process.start()
    with pytest.raises(Died, match=r"exit code 3[\s\S]*last words"):
        await process.order({"do": "die"})
    assert await process.exited() == 3


async def test_a_bot_killed_in_mid_air_comes_back(local: LocalDiscord, tales: Channel, ada: Member) -> None:
    env = {"DISCORD_TOKEN": local.token, "DISCORD_API_BASE": local.api_base, "DISCORD_GATEWAY": local.gateway}
    process = BotProcess(env, command=("-m", "tests.rehearsal.bot"))
    await process.start()
    await local.bot_ready(timeout=30)
    assert await process.order({"channel": tales.id, "words": "one"}) == {"id": 1, "said": "one"}
    gate = local.holds("POST", r"/channels/\d+/messages", after=True)
    order = asyncio.create_task(process.order({"channel": tales.id, "words": "two"}))
    await gate.reached()
    await process.kill()
    with pytest.raises(Died):
        await order
    gate.release()
    await local.bot_gone()
    await process.start()
    await local.bot_ready(timeout=30)
    await ada.uses("/card", channel=tales)
    assert "Changed" in (await ada.presses("Change")).text
    assert [message.text.splitlines()[0] for message in tales.messages] == ["one", "two", "Changed"]
    await process.kill()
    await local.bot_gone()
