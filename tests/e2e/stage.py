"""The stage of the end-to-end tests: at the end of each play nothing may have gone wrong behind it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.stage import Stage


@asynccontextmanager
async def stage(home: Path, **settings: str) -> AsyncGenerator[Stage]:
    """Set the stage; at the end no request was one that Discord does not know, and the bot met no bug."""
    async with Stage.set(home, **settings) as made:
        yield made
        assert made.discord.unknown == []
        assert "bug" not in made.process.stderr, made.process.stderr
        assert "Traceback" not in made.process.stderr, made.process.stderr
