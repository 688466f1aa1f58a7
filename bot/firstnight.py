"""The first nights of two members, played through the real bot and printed as a person would read them."""

import re
import tempfile
import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.rehearsal import Channel, LocalDiscord, Member, Message, Modal, Shown
from bot.rehearsal.process import BotProcess
from bot.stage import Stage, dreams_on, last_choices

WIDTH: Final = 88
NIGHTS: Final = 5
"""By the fifth night there are words."""

Print = Callable[[str], object]


async def play(say: Print) -> int:
    """Play it; returns the exit code: 0 where the bot asked Discord for nothing that Discord does not know."""
    with tempfile.TemporaryDirectory(prefix="dreams-") as home:
        async with Rehearsed.set(Path(home)) as stage:
            stage.say = say
            await _act(stage)
            if stage.discord.unknown:
                say(f"The bot asked for what Discord does not have: {stage.discord.unknown}")
                return 1
    return 0


class Rehearsed(Stage):
    """A stage that prints what happens on it."""

    def __init__(self, discord: LocalDiscord, process: BotProcess, home: Path) -> None:
        super().__init__(discord, process, home)
        self.say: Print = str
        self._members: list[Member] = []
        self._shown: dict[int, list[str]] = {}

    def told(self, member: Member, did: str, shown: Shown) -> None:
        """Print what a member did, and what they were shown for it, unless it is read on their phone."""
        self.say(f"\n{member.name} ▸ {did}")
        if isinstance(shown, Modal):
            self.say(f"  │ {shown.title} {' · '.join(field.label for field in shown.inputs)}")
        elif isinstance(shown, Message) and (shown.ephemeral or shown.channel_id != member.phone.id):
            self._print(shown)
        if member not in self._members:
            self._members.append(member)
        self.looks_around()

    def looks_around(self) -> None:
        """Print what is new on every phone, and in the story channel and its threads."""
        for member in self._members:
            self._news(member.phone, f"{member.name}'s phone, {self.now:%H:%M}")
        for channel in (self.tales, *self.tales.threads):
            self._news(channel, f"#{channel.name}")

    def chapter(self, title: str) -> None:
        """Print a heading."""
        self.say(f"\n━━ {title} {'━' * (WIDTH - len(title) - 4)}")

    def _news(self, channel: Channel, where: str) -> None:
        for message in channel.messages:
            if self._fresh(message):
                self.say(f"\n  ┌ {where}")
                self._print(message)

    def _fresh(self, shown: Message) -> list[str]:
        """Return the lines of a message that were not printed yet: of one that was edited, only what is new."""
        lines = self._plain(shown.text).split("\n")
        before = self._shown.get(shown.id)
        return lines if before is None else [line for line in lines if line and line not in before]

    def _print(self, shown: Message) -> None:
        fresh = self._fresh(shown)
        self._shown[shown.id] = self._plain(shown.text).split("\n")
        labels = "  ".join(f"[{button.label}]" for button in shown.buttons if button.label)
        for line in [*fresh, labels]:
            for wrapped in textwrap.wrap(line, WIDTH - 4) or [""]:
                self.say(f"  │ {wrapped}".rstrip())

    def _plain(self, text: str) -> str:
        """Return Discord's markdown as a terminal can show it."""
        names = {str(user.id): user.name for user in self.discord.state.users.values()}
        text = re.sub(r"^(-#|#{1,3}) ", "", text, flags=re.MULTILINE)
        text = re.sub(r"<@(\d+)>", lambda found: f"@{names.get(found[1], 'somebody')}", text)
        text = re.sub(r"<t:(\d+):R>", lambda found: f"{datetime.fromtimestamp(int(found[1]), UTC):at %H:%M UTC}", text)
        return re.sub(r"\\([*_~`|>#\\-])", r"\1", text.replace("**", ""))


async def _act(stage: Rehearsed) -> None:
    stage.chapter("A moderator opens the door")
    await stage.opens_the_door()
    stage.chapter("Ada, the first minute")
    ada = stage.harbour.welcomes("Ada")
    card = await stage.enrols(ada)
    await stage.presses(ada, "Show my mark", on=card)
    stage.chapter("Bo, the first minute")
    bo = stage.harbour.welcomes("Bo")
    await stage.enrols(bo, bedtime="23:30", waking="7:30", choice=1)
    for night in range(1, NIGHTS + 1):
        stage.chapter(f"Night {night}")
        await _night(stage, ada, bo, night)
    await _read_aloud(stage, ada, bo)


async def _night(stage: Rehearsed, ada: Member, bo: Member, night: int) -> None:
    await stage.falls_asleep()
    stage.looks_around()
    if night == NIGHTS:
        modal = await stage.presses(ada, "Say something", on=last_choices(ada))
        await stage.fills(ada, modal, {"In your own words": "Is that stool taken?"})
    await stage.answer_all(ada, bo, choice=night)
    await stage.wakes()
    stage.looks_around()


async def _read_aloud(stage: Rehearsed, ada: Member, bo: Member) -> None:
    stage.chapter("What they kept")
    for member in (ada, bo):
        await stage.presses(member, "Keep this dream", on=dreams_on(member)[-1])
    shelf = await stage.uses(ada, "/excerpt")
    preview = await stage.picks(ada, "A dream that both of you kept", shelf.selects[0].options[0].value, on=shelf)
    preview = await stage.presses(ada, "With what we said", on=preview)
    await stage.presses(ada, "Offer it", on=preview)
    asked = next(message for message in reversed(bo.phone.messages) if "Agree" in _labels(message))
    await stage.presses(bo, "Agree", on=asked)
    stage.chapter("A reading")
    await stage.uses(stage.moderator, "/reading now")


def _labels(message: Message) -> list[str]:
    return [button.label for button in message.buttons if button.label]
