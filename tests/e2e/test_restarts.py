"""The bot is killed without a word at every place that hurts: nothing is lost, and nothing is said twice."""

import re
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.rehearsal import Member, NoAnswer, Shown
from bot.stage import Stage, choices_of, dreams_on, last_choices
from tests.e2e.stage import stage

SAY = r"/channels/\d+/messages"
FOLLOW_UP = r"/webhooks/.*"
CALLBACK = r"/interactions/.*"
THREAD = r"/channels/\d+/messages/\d+/threads"


class Fragile(Stage):
    """A stage on which the bot dies after every single thing a member did, and whenever time has passed."""

    def told(self, member: Member, did: str, shown: Shown) -> None:
        """Remember that something was done."""
        self.tired = True

    async def settles(self):  # noqa: D102
        found = await super().settles()
        if getattr(self, "tired", False):
            self.tired = False
            await self.restarts()
        return found


async def _whole_path(play: Stage) -> list[str]:
    """Play from the open door to the reading; returns all that anybody was told, in order."""
    await play.opens_the_door()
    ada, bo = await play.joins("Ada"), await play.joins("Bo", bedtime="23:30")
    await play.dreams_through(ada, bo, nights=5)
    for member in (ada, bo):
        await play.presses(member, "Keep this dream", on=dreams_on(member)[-1])
    shelf = await play.uses(ada, "/excerpt")
    dream = shelf.selects[0].options[0].value
    preview = await play.picks(ada, "A dream that both of you kept", dream, on=shelf)
    await play.presses(ada, "Offer it", on=preview)
    await play.presses(bo, "Agree", on=bo.phone.messages[-1])
    await play.uses(play.moderator, "/reading now")
    await play.passes(minutes=5)
    places = [ada.phone, bo.phone, play.tales, *play.tales.threads]
    return [message.text for place in places for message in place.messages]


async def test_killed_between_any_two_steps_the_play_is_the_same(tmp_path: Path) -> None:
    steady, fragile = tmp_path / "steady", tmp_path / "fragile"
    steady.mkdir()
    fragile.mkdir()
    async with stage(steady) as play:
        told = await _whole_path(play)
    async with stage(fragile, kind=Fragile) as play:
        assert await _whole_path(play) == told


Act = Callable[[Stage, Member], Awaitable[object]]


async def _evening(play: Stage, member: Member) -> None:
    await play.process.order({"do": "clock", "at": play.now.replace(hour=22, minute=30).isoformat(), "speed": 0})
    play.now = play.now.replace(hour=22, minute=30)


@pytest.mark.parametrize("after", [False, True], ids=["before it was said", "after it was said, before the answer"])
@pytest.mark.parametrize("old", [False, True], ids=["at once", "when the nonce is long forgotten"])
async def test_killed_between_commit_and_send_a_dream_is_said_once(tmp_path: Path, *, after: bool, old: bool) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = await play.joins("Ada")
        gate = play.discord.holds("POST", SAY, after=after)
        await _evening(play, ada)
        await gate.reached()
        await play.process.kill()
        gate.cut()
        await play.discord.bot_gone()
        if old:
            play.discord.passes(600)
            _age(play, 600)
        await play.begins()
        assert len(dreams_on(ada)) == 1
        await play.answers(ada)
        assert len(dreams_on(ada)) == 2


@pytest.mark.parametrize("after", [False, True], ids=["before it was said", "after it was said, before the answer"])
async def test_killed_before_the_next_passage_came_it_comes_once(tmp_path: Path, *, after: bool) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = await play.joins("Ada")
        await play.falls_asleep()
        gate = play.discord.holds("POST", FOLLOW_UP, after=after)
        await ada.presses(custom_id=choices_of(last_choices(ada))[0], on=last_choices(ada))
        await gate.reached()
        await play.process.kill()
        gate.cut()
        await play.discord.bot_gone()
        await play.begins()
        assert len(dreams_on(ada)) == 2
        await play.answers(ada)
        assert len(dreams_on(ada)) == 3


async def test_killed_before_a_press_was_answered_the_press_counts_and_the_button_still_answers(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = await play.joins("Ada")
        await play.falls_asleep()
        asked = last_choices(ada)
        pressed = choices_of(asked)[0]
        gate = play.discord.holds("POST", CALLBACK)
        with pytest.raises(NoAnswer):
            await _press_and_die(play, ada, asked, pressed, gate.reached, gate.cut)
        await play.discord.bot_gone()
        await play.begins()
        assert len(dreams_on(ada)) == 2
        again = await play.presses(ada, custom_id=pressed, on=asked)
        assert choices_of(again) == []
        assert "*Put the coat on*" in again.text or again.text.count("*") >= 2
        assert len(dreams_on(ada)) == 2


async def _press_and_die(
    play: Stage, member: Member, asked: Shown, pressed: str, reached: Callable[[], Awaitable[object]],
    cut: Callable[[], None],
) -> None:  # fmt: skip
    async def die() -> None:
        await reached()
        await play.process.kill()
        cut()

    import asyncio

    dying = asyncio.create_task(die())
    try:
        await member.presses(custom_id=pressed, on=asked)
    finally:
        await dying


@pytest.mark.parametrize("where", [SAY, FOLLOW_UP, CALLBACK])
async def test_a_lost_answer_loses_nothing_and_says_nothing_twice(tmp_path: Path, where: str) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = await play.joins("Ada")
        play.discord.fails("POST", where, drop_answer=True)
        await play.falls_asleep()
        await play.answers(ada)
        await play.answers(ada)
        assert len(dreams_on(ada)) == 3
        assert len({message.text for message in dreams_on(ada)}) == 3


@pytest.mark.parametrize("which", [1, 2, 3], ids=["the opening", "the thread", "the telling"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_a_reading_survives_being_cut_off_in_the_middle(tmp_path: Path, which: int, *, after: bool) -> None:
    async with stage(tmp_path) as play:
        await _agreed(play)
        posted = len(play.tales.messages)
        gate = play.discord.holds("POST", THREAD if which == 2 else SAY, after=after)
        if which == 3:
            gate.release()
            gate = play.discord.holds("POST", SAY, after=after)
        await play.moderator.uses("/reading now", channel=play.tales)
        await gate.reached()
        await play.process.kill()
        gate.cut()
        await play.discord.bot_gone()
        await play.begins()
        await play.passes(minutes=5)
        assert len(play.tales.messages) == posted + 1
        assert len(play.tales.threads) == 1
        assert [bool(re.search("1 of 1", message.text)) for message in play.tales.threads[0].messages].count(True) == 1


async def test_every_old_button_still_answers(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await _agreed(play)
        ada = next(member for member in _members(play) if member.name == "Ada")
        offered = [
            (message, button.custom_id)
            for message in ada.phone.messages
            for button in message.buttons
            if button.custom_id and not button.custom_id.startswith(("takeback", "refuse"))
        ]
        await play.restarts()
        before = _events(play)
        for message, custom_id in offered:
            assert (await ada.presses(custom_id=custom_id, on=message)).text
        await play.settles()
        assert _events(play) == before


def _age(play: Stage, seconds: int) -> None:
    """Let what was tried have been tried longer ago, as if the bot had been down for so long."""
    with sqlite3.connect(play.home / "dreams.db") as database:
        database.execute("UPDATE outbox SET tried_real = tried_real - ?, claimed_real = claimed_real - ?", (seconds, seconds))
    database.close()
