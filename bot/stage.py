"""A stage for the bot: a local Discord with one server, the bot as a process of its own, and a clock that obeys.

The rehearsal and the tests play on it; both speak in stage directions.
"""

import os
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Self

from bot.rehearsal import Channel, Guild, LocalDiscord, Member, Message, Shown
from bot.rehearsal.process import BotProcess
from bot.storage.database import open_database
from bot.storage.install import settle_in

EVENING: Final = datetime.fromisoformat("2026-03-02T18:00:00+00:00")
"""A Monday, when every play begins; its bedtimes lie after it."""

DREAMT: Final = "pick:"
"""How the `custom_id` of a dream's choice begins."""


class Stage:
    """One server, `Harbour`, with a story channel, a moderators' channel, and the bot."""

    def __init__(self, discord: LocalDiscord, process: BotProcess, home: Path) -> None:
        self.discord: Final = discord
        self.process: Final = process
        self.home: Final = home
        self.now = EVENING
        self.harbour: Final[Guild] = discord.founds("Harbour", owner="Moderator")
        self.tales: Final[Channel] = self.harbour.opens_channel("tales")
        self.desk: Final[Channel] = self.harbour.opens_channel("desk")
        self.moderator: Final[Member] = self.harbour.owner

    def told(self, member: Member, did: str, shown: Shown) -> None:
        """Called after each thing a member did, with what they were shown. Here nobody is watching."""

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

    async def comes(self, now: datetime) -> datetime | None:
        """Let it be `now`, and let the bot do all that is due; returns when the next thing is due."""
        self.now = now
        await self.process.order({"do": "clock", "at": now.isoformat(), "speed": 0})
        return await self.settles()

    async def passes(self, **time: float) -> datetime | None:
        """Let dream time pass."""
        return await self.comes(self.now + timedelta(**time))

    async def settles(self) -> datetime | None:
        """Wait until the bot has nothing left to do; returns when the next thing is due."""
        found = (await self.process.order({"do": "settle"}))["next"]
        return None if found is None else datetime.fromisoformat(str(found))

    async def opens_the_door(self, *, words: bool = True) -> None:
        """Let the moderator set the frame."""
        panel = await self.uses(self.moderator, "/dreams setup")
        panel = await self.picks(self.moderator, "Story channel", self.tales, on=panel)
        panel = await self.picks(self.moderator, "Moderators' channel", self.desk, on=panel)
        if words:
            panel = await self.presses(self.moderator, "Allow own words", on=panel)
        await self.presses(self.moderator, "Open the door", on=panel)

    async def sets_up_a_door(self, *, place: str = "Berlin", opens: str = "20:00", for_all: bool = False) -> Channel:
        """Let the moderator set up the evening door, in a channel of its own."""
        hall = self.harbour.opens_channel("hall")
        panel = await self.presses(self.moderator, "Evening door", on=await self.uses(self.moderator, "/dreams setup"))
        panel = await self.picks(self.moderator, "The door's channel", hall, on=panel)
        modal = await self.presses(self.moderator, "Hour", on=panel)
        filled = {"City, or what the server's clock says now": place, "Opens at": opens}
        panel = await self.presses(self.moderator, "That is right", on=await self.fills(self.moderator, modal, filled))
        if for_all:
            await self.presses(self.moderator, "Everybody uses it", on=panel)
        return hall

    async def joins(self, name: str, *, place: str = "Berlin", bedtime: str = "23:00", waking: str = "07:00") -> Member:
        """Bring a new member from consent to their first night."""
        member = self.harbour.welcomes(name)
        await self.enrols(member, place=place, bedtime=bedtime, waking=waking)
        return member

    async def enrols(
        self, member: Member, *, place: str = "Berlin", bedtime: str = "23:00", waking: str = "07:00", choice: int = 0
    ) -> Shown:
        """Play the first minute, with every button."""
        consent = await self.uses(member, "/soulmark")
        modal = await self.presses(member, "Join", on=consent)
        filled = {"Name": member.name}
        if any(field.label == "Own words" for field in modal.inputs):
            filled["Own words"] = "yes"
        mark = await self.fills(member, modal, filled)
        dream = await self.presses(member, "Close your eyes", on=mark)
        woken = await self.presses(member, dream.buttons[choice].label or "", on=dream)
        modal = await self.presses(member, "Where and when I sleep", on=woken)
        hours = {"City, or what your clock says now": place, "Asleep from": bedtime, "Awake at": waking}
        confirm = await self.fills(member, modal, hours)
        return await self.presses(member, "That is right", on=confirm)

    async def falls_asleep(self) -> None:
        """Let it be the next evening, with every dream on its phone."""
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

    async def answer_all(self, *members: Member, choice: int = 0) -> None:
        """Let members answer, in turn, until nobody is asked any more."""
        while await self.answer_one(*members, choice=choice):
            pass

    async def answer_one(self, *members: Member, choice: int = 0) -> bool:
        """Let the first who is asked something answer it; False where nobody is."""
        for member in members:
            if choices_of(member.phone.messages[-1]):
                await self.answers(member, choice)
                return True
        return False

    async def answers(self, member: Member, choice: int = 0) -> Shown:
        """Press a choice of the last message that offers one; past the last one it goes round."""
        message = last_choices(member)
        offered = choices_of(message)
        return await self.presses(member, custom_id=offered[choice % len(offered)], on=message)

    async def uses(self, member: Member, command: str) -> Shown:
        """Let a member use a command in the story channel."""
        shown = await member.uses(command, channel=self.tales)
        await self.settles()
        self.told(member, command, shown)
        return shown

    async def presses(
        self, member: Member, label: str | None = None, *, on: Shown, custom_id: str | None = None
    ) -> Shown:
        """Let a member press a button, and the bot finish what follows."""
        shown = await member.presses(label, on=on, custom_id=custom_id)
        await self.settles()
        name = label or next((button.label for button in on.buttons if button.custom_id == custom_id), "")
        self.told(member, f"[{name}]", shown)
        return shown

    async def picks(self, member: Member, placeholder: str, value: str | Channel, *, on: Shown) -> Shown:
        """Let a member pick from a select."""
        shown = await member.picks(placeholder, value, on=on)
        await self.settles()
        self.told(member, f"[{placeholder}: {value if isinstance(value, str) else value.name}]", shown)
        return shown

    async def fills(self, member: Member, modal: Shown, filled: dict[str, str]) -> Shown:
        """Let a member fill in a form."""
        shown = await member.fills(modal, filled)
        await self.settles()
        self.told(member, f"[{' · '.join(filled.values())}]", shown)
        return shown

    @classmethod
    @asynccontextmanager
    async def set(cls, home: Path, **settings: str) -> AsyncGenerator[Self]:
        """Set the stage, with the bot running; strike it at the end."""
        async with LocalDiscord() as discord:
            environment = {
                **os.environ,
                "DISCORD_TOKEN": discord.token,
                "DISCORD_API_BASE": discord.api_base,
                "DISCORD_GATEWAY": discord.gateway,
                "DREAMS_DB": str(home / "dreams.db"),
                "DREAMS_CLOCK": f"{EVENING.isoformat()}@0",
                "DREAMS_PACE": "45",
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                **settings,
            }
            process = BotProcess(environment, cwd=home)
            await _settle_in(home / "dreams.db")
            made = cls(discord, process, home)
            try:
                await made.begins()
                yield made
            finally:
                if process.running:
                    await process.kill()


async def _settle_in(path: Path) -> None:
    """Give the install its name and secret, so that the same play brings the same marks and dreams."""
    database = await open_database(path)
    try:
        async with database.transaction() as t:
            await settle_in(t, "rehearse", "every play the same")
    finally:
        await database.close()


def choices_of(message: Shown) -> list[str]:
    """Return the custom ids of the choices on a message of a dream."""
    return [button.custom_id for button in message.buttons if button.custom_id and button.custom_id.startswith(DREAMT)]


def last_choices(member: Member) -> Message:
    """Return the last message on a member's phone that offers a choice; raises LookupError."""
    for message in reversed(member.phone.messages):
        if choices_of(message):
            return message
    raise LookupError(f"{member.name} is asked nothing")


def dreams_on(member: Member) -> list[Message]:
    """Return the messages of dreams on a member's phone."""
    return [message for message in member.phone.messages if any(b.label == "Ways out" for b in message.buttons)]
