"""An open database in a fresh file."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio

from bot.storage.database import Database, open_database


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    opened = await open_database(tmp_path / "dreams.db")
    yield opened
    await opened.close()
