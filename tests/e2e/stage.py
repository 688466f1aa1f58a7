"""The stage of the end-to-end tests: at the end of each play nothing may have gone wrong behind it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from bot.app import data_folder
from bot.phrases import Phrases
from bot.rehearsal import Gate, Member
from bot.stage import Stage, dreams_on

say: Final = Phrases(data_folder() / "phrases", strict=True).say
"""What a member is told, by the phrase's key."""


@asynccontextmanager
async def stage(home: Path, kind: type[Stage] = Stage, **settings: str) -> AsyncGenerator[Stage]:
    """Set the stage; at the end no request was one that Discord does not know, and the bot met no bug."""
    async with kind.set(home, **settings) as made:
        yield made
        assert made.discord.unknown == []
        assert "bug" not in made.process.stderr, made.process.stderr
        assert "Traceback" not in made.process.stderr, made.process.stderr


async def agree_to_show(play: Stage, ada: Member, bo: Member) -> None:
    """Let two who just woke keep their dream, and agree to show it to the server."""
    for member in (ada, bo):
        await play.presses(member, "Keep this dream", on=dreams_on(member)[-1])
    shelf = await play.uses(ada, "/excerpt")
    dream = shelf.selects[0].options[0].value
    preview = await play.picks(ada, "A dream that both of you kept", dream, on=shelf)
    await play.presses(ada, "Offer it", on=preview)
    await play.presses(bo, "Agree", on=bo.phone.messages[-1])


async def dies_at(play: Stage, gate: Gate) -> None:
    """Kill the bot once it has come to `gate`, and see it gone."""
    await gate.reached()
    await play.process.kill()
    gate.cut()
    await play.discord.bot_gone()
