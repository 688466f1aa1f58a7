"""Over sockets: answers dropped, connections cut, presses lost, the bot down when a button is pressed."""

import asyncio
import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Final

from bot.rehearsal import Member, Message, NoAnswer
from bot.stage import Stage, choices_of

NIGHTS: Final = 5
SAY, FOLLOW_UP, CALLBACK = r"/channels/\d+/messages", r"/webhooks/\d+/[^/]+", r"/interactions/\d+/[^/]+/callback"
LOST: Final = {"message's answer": SAY, "follow-up's answer": FOLLOW_UP, "callback's answer": CALLBACK}


async def one_server(home: Path, chance: random.Random, nights: int = NIGHTS) -> Counter[str]:
    """Let two dream for some nights, in each of which something is cut."""
    found = Counter[str]()
    async with Stage.set(home) as play:
        await play.opens_the_door()
        both = (await play.joins("Ada"), await play.joins("Bo"))
        for _ in range(nights):
            await _cuts(play, chance, found)
            await play.falls_asleep()
            await _answers(play, chance, both, found)
            await _cuts(play, chance, found)
            await play.wakes()
            found["nights"] += 2
        play.discord.heals()
        await play.settles()
        _count(play, both, found)
        found["bugs"] += play.process.stderr.count(" bug ")
    return found


async def _cuts(play: Stage, chance: random.Random, found: Counter[str]) -> None:
    """Order answers to be lost, or cut the gateway."""
    for name, path in LOST.items():
        if chance.random() < 0.4:
            found[name] += 1
            play.discord.fails("POST", path, drop_answer=True)
    match chance.randrange(6):
        case 0:
            found["gateway cut"] += 1
            play.discord.cuts_gateway()
            await play.discord.bot_gone()
        case 1:
            found["session invalid"] += 1
            await play.discord.invalidates_session()
        case 2:
            found["asked to reconnect"] += 1
            await play.discord.asks_reconnect()
        case _:
            return
    await play.discord.bot_ready(timeout=60)


async def _answers(play: Stage, chance: random.Random, both: tuple[Member, Member], found: Counter[str]) -> None:
    """Answer what is asked; now and then while the bot is down, and again once it is back, after a while."""
    for _ in range(3):
        for member in both:
            asked = member.phone.messages[-1]
            if not choices_of(asked):
                continue
            if chance.random() < 0.15:
                await _missed(play, chance, member, asked, found)
            else:
                await _presses(play, member, asked, found)


async def _missed(play: Stage, chance: random.Random, member: Member, asked: Message, found: Counter[str]) -> None:
    await play.process.kill()
    await play.discord.bot_gone()
    found["pressed while down"] += 1
    try:
        await member.presses(custom_id=choices_of(asked)[0], on=asked)
    except NoAnswer:
        found["did not respond"] += 1
    for _ in range(chance.randint(1, 2)):
        play.discord.passes(chance.choice((30, 600, 7_200)))
        await play.begins()
        if chance.random() < 0.3:
            await play.restarts()
            found["restarts"] += 1
        await play.process.kill()
        await play.discord.bot_gone()
        found["restarts"] += 1
    await play.begins()
    lost = found["clicks lost"]
    await _presses(play, member, asked, found)
    found["dead buttons"] += found["clicks lost"] - lost


async def _presses(play: Stage, member: Member, asked: Message, found: Counter[str]) -> None:
    """Press; where no answer came through, the press still counts and what it led to comes."""
    found["presses"] += 1
    pressing = asyncio.create_task(member.presses(custom_id=choices_of(asked)[0], on=asked))
    try:
        await pressing
    except NoAnswer:
        found["answers lost"] += 1
    await play.settles()
    stands = next(message for message in member.phone.messages if message.id == asked.id)
    found["clicks lost"] += choices_of(stands) == choices_of(asked)


def _count(play: Stage, both: tuple[Member, Member], found: Counter[str]) -> None:
    stand = Counter(row for member in both for message in member.phone.messages if (row := _row_on(message)))
    found["messages"] += len(stand)
    found["messages twice"] += sum(times - 1 for times in stand.values())
    with closing(sqlite3.connect(play.home / "dreams.db")) as file:
        rows = file.execute(
            "SELECT id FROM outbox WHERE deed = 'send' AND dreamer IS NOT NULL AND state != 'dropped' AND due_at <= ?",
            (int(play.now.timestamp()),),
        ).fetchall()
        (gone,) = file.execute("SELECT count(*) FROM bond WHERE ended_at IS NOT NULL").fetchone()
    found["messages lost"] += sum(row[0] not in stand for row in rows)
    found["taken for gone"] += gone


def _row_on(message: Message) -> int:
    rows = {int(button.custom_id.rpartition("#")[2]) for button in message.buttons if button.custom_id}
    return max(rows, default=0)
