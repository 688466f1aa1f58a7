"""The bot is killed without a word between any two steps, and nobody notices."""

import re
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from bot.rehearsal import LocalDiscord, Member, Message, Shown
from bot.rehearsal.process import BotProcess
from bot.stage import Stage
from tests.e2e.stage import agree_to_show, stage

STRIDE: Final = 4
"""Every step is followed by a death in one of so many plays: one play with all of them takes minutes."""


class Fragile(Stage):
    """A stage on which the bot dies at every fourth step: when somebody did something, or time has passed."""

    def __init__(self, discord: LocalDiscord, process: BotProcess, home: Path) -> None:
        super().__init__(discord, process, home)
        self.until_death = 0
        self.deaths = 0

    async def settles(self) -> datetime | None:
        """Settle; where it is time, die, come back, and settle again."""
        settled = await super().settles()
        self.until_death -= 1
        if self.until_death >= 0:
            return settled
        self.until_death = STRIDE - 1
        await self.process.kill()
        await self.discord.bot_gone()
        await self.process.start()
        await self.discord.bot_ready()
        await self.process.order({"do": "clock", "at": self.now.isoformat(), "speed": 0})
        self.deaths += 1
        return await super().settles()


async def _whole_path(play: Stage) -> list[str]:
    """Play from the open door to the reading; returns all that anybody was told, in order."""
    await play.opens_the_door()
    ada, bo = await play.joins("Ada"), await play.joins("Bo", bedtime="23:30")
    await play.dreams_through(ada, bo, nights=5)
    await agree_to_show(play, ada, bo)
    await play.uses(play.moderator, "/reading now")
    places = [ada.phone, bo.phone, play.tales, *play.tales.threads]
    return [message.text for place in places for message in place.messages]


@pytest.mark.parametrize("first", range(STRIDE))
async def test_killed_between_any_two_steps_the_play_is_the_same(tmp_path: Path, first: int) -> None:
    steady, fragile = tmp_path / "steady", tmp_path / "fragile"
    steady.mkdir()
    fragile.mkdir()
    async with stage(steady) as play:
        told = await _whole_path(play)
    async with stage(fragile, Fragile) as play:
        assert isinstance(play, Fragile)
        play.until_death = first
        assert await _whole_path(play) == told
        assert play.deaths > 50 // STRIDE


async def test_a_form_opened_before_a_restart_is_taken_after_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = play.harbour.welcomes("Ada")
        modal = await play.presses(ada, "Join", on=await play.uses(ada, "/soulmark"))
        await play.restarts()
        mark = await play.fills(ada, modal, {"Name": "Ada"})
        assert "It does not wash off." in mark.text


async def test_every_old_button_still_answers_also_beside_a_message_that_was_edited(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada, bo = await play.joins("Ada"), await play.joins("Bo")
        offered = await _night_by_night(play, ada, bo)
        await play.restarts()
        told = _passages(ada)
        for message, custom_id in offered:
            answer: Shown = await ada.presses_raw(custom_id, message=message, channel=ada.phone)
            assert answer.text
        await play.settles()
        assert _passages(ada) == told


def _passages(member: Member) -> list[str]:
    """Return what a member's phone tells, but for the line that says who is waited for: it goes when it is over."""
    return [re.sub(r"\n\n-# .* stays open\.$", "", message.text) for message in member.phone.messages]


async def _night_by_night(play: Stage, ada: Member, bo: Member) -> list[tuple[Message, str]]:
    """Dream five nights; returns every button that ever stood on Ada's phone, answered or not."""
    offered: dict[str, Message] = {}
    for _ in range(5):
        await play.falls_asleep()
        for _ in range(6):
            for message in ada.phone.messages:
                offered.update({button.custom_id: message for button in message.buttons if button.custom_id})
            await play.answer_one(ada, bo)
        await play.wakes()
    return [(message, custom_id) for custom_id, message in offered.items() if not custom_id.startswith("keep")]
