"""The fixture every test of these layers stands on."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.services.house import House, house_at
from tests.services.ports import no_power_cuts, no_waiting


@pytest_asyncio.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[House]:
    no_power_cuts(monkeypatch)
    async with house_at(tmp_path / "dreams.db") as made:
        no_waiting(monkeypatch, made.clock)
        yield made
