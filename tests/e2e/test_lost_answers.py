"""The bot dies between commit and send, or an answer of Discord's is lost: nothing is lost, nothing is said twice."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.rehearsal import Member, NoAnswer
from bot.stage import Stage, choices_of, dreams_on, last_choices
from tests.e2e.stage import agree_to_show, dies_at, stage

SAY = r"/channels/\d+/messages"
FOLLOW_UP = r"/webhooks/\d+/[^/]+"
CALLBACK = r"/interactions/\d+/[^/]+/callback"
THREAD = r"/channels/\d+/messages/\d+/threads"

BEFORE_AND_AFTER = pytest.mark.parametrize("after", [False, True], ids=["before the act", "after the act"])
LONG = 600
"""Seconds: longer than Discord remembers a nonce."""


@BEFORE_AND_AFTER
@pytest.mark.parametrize("late", [False, True], ids=["back at once", "back when the nonce is forgotten"])
async def test_killed_between_commit_and_send_a_dream_is_said_once(tmp_path: Path, *, after: bool, late: bool) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = await play.joins("Ada")
        gate = play.discord.holds("POST", SAY, after=after)
        play.now = play.now.replace(hour=22, minute=30)
        await play.process.order({"do": "clock", "at": play.now.isoformat(), "speed": 0})
        await dies_at(play, gate)
        if late:
            play.discord.passes(LONG)
            _was_down(play, LONG)
        await play.begins()
        assert len(dreams_on(ada)) == 1
        await play.answers(ada)
        assert len(dreams_on(ada)) == 2


@BEFORE_AND_AFTER
async def test_killed_before_the_next_passage_came_it_comes_once(tmp_path: Path, *, after: bool) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = await play.joins("Ada")
        await play.falls_asleep()
        gate = play.discord.holds("POST", FOLLOW_UP, after=after)
        asked = last_choices(ada)
        await ada.presses(custom_id=choices_of(asked)[0], on=asked)
        await dies_at(play, gate)
        await play.begins()
        assert len(dreams_on(ada)) == 2
        await play.answer_all(ada)
        assert _none_twice(ada)


@BEFORE_AND_AFTER
async def test_killed_before_a_press_was_answered_it_counts_and_the_button_answers(
    tmp_path: Path, *, after: bool
) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = await play.joins("Ada")
        await play.falls_asleep()
        asked = last_choices(ada)
        pressed = choices_of(asked)[0]
        gate = play.discord.holds("POST", CALLBACK, after=after)
        dying = asyncio.create_task(dies_at(play, gate))
        try:
            await ada.presses(custom_id=pressed, on=asked)
        except NoAnswer:
            assert not after
        await dying
        await play.begins()
        assert len(dreams_on(ada)) == 2
        again = await ada.presses_raw(pressed, message=asked, channel=ada.phone)
        await play.settles()
        assert choices_of(again) == []
        assert len(dreams_on(ada)) == 2


@pytest.mark.parametrize("where", [SAY, FOLLOW_UP, CALLBACK], ids=["a message", "a follow-up", "a callback"])
async def test_a_lost_answer_loses_nothing_and_says_nothing_twice(tmp_path: Path, where: str) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = await play.joins("Ada")
        lost = play.discord.fails("POST", where, drop_answer=True)
        await play.falls_asleep()
        answered = 0
        while await play.answer_one(ada):
            answered += 1
        assert lost.hits == 1
        assert len(dreams_on(ada)) == 1 + answered
        assert _none_twice(ada)


@BEFORE_AND_AFTER
@pytest.mark.parametrize("which", ["the opening", "the thread", "the telling"])
async def test_a_reading_cut_off_in_the_middle_is_read_to_its_end(tmp_path: Path, which: str, *, after: bool) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada, bo = await play.joins("Ada"), await play.joins("Bo")
        await play.dreams_through(ada, bo, nights=5)
        await agree_to_show(play, ada, bo)
        posted = len(play.tales.messages)
        gate = play.discord.holds("POST", THREAD if which == "the thread" else SAY, after=after)
        await play.moderator.uses("/reading now", channel=play.tales)
        if which == "the telling":
            await gate.reached()
            opening, gate = gate, play.discord.holds("POST", SAY, after=after)
            opening.release()
        await dies_at(play, gate)
        await play.begins()
        assert len(play.tales.messages) == posted + 1
        assert len(play.tales.threads) == 1
        assert ["1 of 1" in message.text for message in play.tales.threads[0].messages].count(True) == 1


def _none_twice(member: Member) -> bool:
    texts = [message.text for message in dreams_on(member)]
    return len(texts) == len(set(texts))


def _was_down(play: Stage, seconds: int) -> None:
    """Let what was tried have been tried so much longer ago."""
    with sqlite3.connect(play.home / "dreams.db") as database:
        database.execute("UPDATE outbox SET tried_real = tried_real - ?", (seconds,))
    database.close()
