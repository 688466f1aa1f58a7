"""The stage of the end-to-end tests: a local Discord, the bot as a process of its own, and a clock that obeys."""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.rehearsal import Channel, Guild, LocalDiscord, Member, Message, Shown
from bot.rehearsal.process import BotProcess

EVENING = datetime.fromisoformat("2026-03-02T18:00:00+00:00")
"""A Monday; bedtimes of the tests lie after it."""


class Stage:
    """One server, `Harbour`, with a story channel, a moderators' channel, and the bot."""

    def __init__(self, discord: LocalDiscord, process: BotProcess, home: Path) -> None:
        self.discord = discord
        self.process = process
        self.home = home
        self.now = EVENING
        self.harbour: Guild = discord.founds("Harbour", owner="Moderator")
        self.tales: Channel = self.harbour.opens_channel("tales")
        self.desk: Channel = self.harbour.opens_channel("desk")
        self.moderator: Member = self.harbour.owner

    async def begins(self) -> None:
        """Start the bot and set its clock."""
        await self.process.start()
        await self.discord.bot_ready()
        await self.comes(self.now)

    async def restarts(self) -> None:
        """Kill the bot without a word, and start it again."""
        await self.process.kill()
        await self.discord.bot_gone()
        await self.begins()

    async def comes(self, now: datetime) -> str | None:
        """Let it be `now`, and let the bot do all that is due; returns what is due next."""
        self.now = now
        await self.process.order({"do": "clock", "at": now.isoformat(), "speed": 0})
        return await self.settles()

    async def passes(self, **time: float) -> str | None:
        """Let dream time pass."""
        return await self.comes(self.now + timedelta(**time))

    async def settles(self) -> str | None:
        """Wait until the bot has nothing left to do; returns what is due next."""
        found = (await self.process.order({"do": "settle"}))["next"]
        return None if found is None else str(found)

    async def opens_the_door(self, *, words: bool = True) -> None:
        """Let the moderator set the frame."""
        panel = await self.moderator.uses("/dreams setup", channel=self.tales)
        panel = await self.moderator.picks("Story channel", self.tales, on=panel)
        panel = await self.moderator.picks("Moderators' channel", self.desk, on=panel)
        if words:
            panel = await self.moderator.presses("Allow own words", on=panel)
        await self.moderator.presses("Open the door", on=panel)

    async def joins(self, name: str, *, place: str = "Berlin", bedtime: str = "23:00", waking: str = "07:00") -> Member:
        """Bring a member from consent to their first night."""
        member = self.harbour.welcomes(name)
        await self.enrols(member, place=place, bedtime=bedtime, waking=waking)
        return member

    async def enrols(
        self, member: Member, *, place: str = "Berlin", bedtime: str = "23:00", waking: str = "07:00"
    ) -> Shown:
        """The first minute, with every button."""
        consent = await member.uses("/soulmark", channel=self.tales)
        modal = await member.presses("Join", on=consent)
        filled: dict[str, str] = {"Name": member.name}
        if any(field.label == "Own words" for field in modal.inputs):
            filled["Own words"] = "yes"
        mark = await member.fills(modal, filled)
        dream = await member.presses("Close your eyes", on=mark)
        woken = await member.presses(dream.buttons[0].label, on=dream)
        modal = await member.presses("Where and when I sleep", on=woken)
        hours = {"City, or what your clock says now": place, "Asleep from": bedtime, "Awake at": waking}
        confirm = await member.fills(modal, hours)
        return await member.presses("That is right", on=confirm)

    async def falls_asleep(self) -> None:
        """Let it be the next evening, with everybody's dream before them."""
        evening = self.now.replace(hour=22, minute=30)
        await self.comes(evening if evening > self.now else evening + timedelta(days=1))

    async def wakes(self) -> None:
        """Let it be the next morning, after everybody's waking."""
        morning = self.now.replace(hour=8, minute=0)
        await self.comes(morning if morning > self.now else morning + timedelta(days=1))

    async def dreams_through(self, *members: Member, nights: int) -> None:
        """Let nights pass in which everybody answers all they are asked, with the first choice there is."""
        for _ in range(nights):
            await self.falls_asleep()
            await self.answer_all(*members)
            await self.wakes()

    async def answer_all(self, *members: Member) -> None:
        """Let members answer, in turn, until nobody is asked any more."""
        while True:
            asked = [member for member in members if choices_of(member.phone.messages[-1])]
            for member in asked:
                await self.answers(member)
            if not asked:
                return

    async def answers(self, member: Member, at: int = 0) -> Shown:
        """Press a choice of the last message that offers one."""
        message = last_choices(member)
        answered = await member.presses(custom_id=choices_of(message)[at], on=message)
        await self.settles()
        return answered


def choices_of(message: Shown) -> list[str]:
    """Return the custom ids of the choices of a dream's message."""
    return [button.custom_id for button in message.buttons if button.custom_id and button.custom_id.startswith("pick:")]


def last_choices(member: Member) -> Message:
    """Return the last message on a member's phone that offers a choice."""
    return next(message for message in reversed(member.phone.messages) if choices_of(message))


def dreams_on(member: Member) -> list[Message]:
    """Return the messages of dreams on a member's phone."""
    return [message for message in member.phone.messages if any(b.label == "Ways out" for b in message.buttons)]


@asynccontextmanager
async def stage(home: Path, **settings: str) -> AsyncGenerator[Stage]:
    """Set the stage; at the end no request was one that Discord does not know, and the bot met no bug."""
    async with LocalDiscord() as discord:
        environment = {
            **os.environ,
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_BASE": discord.api_base,
            "DISCORD_GATEWAY": discord.gateway,
            "DREAMS_DB": str(home / "dreams.db"),
            "DREAMS_CLOCK": f"{EVENING.isoformat()}@0",
            "DREAMS_PACE": "45",
            **settings,
        }
        process = BotProcess(environment, cwd=Path.cwd())
        made = Stage(discord, process, home)
        try:
            await made.begins()
            yield made
        finally:
            if process.running:
                await process.kill()
        assert discord.unknown == []
        assert "bug " not in process.stderr, process.stderr
        assert "Traceback" not in process.stderr, process.stderr
