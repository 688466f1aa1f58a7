"""The fixture every test of these layers stands on."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio

from tests.services.house import House, house_at


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncGenerator[House]:
    async with house_at(tmp_path / "dreams.db") as made:
        yield made
