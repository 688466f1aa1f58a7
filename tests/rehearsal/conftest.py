from collections.abc import AsyncIterator

import pytest

from bot.rehearsal import Channel, Guild, LocalDiscord, Member
from tests.rehearsal.raw import Raw, speaking


@pytest.fixture
async def local() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord() as discord:
        yield discord


@pytest.fixture
def harbour(local: LocalDiscord) -> Guild:
    return local.founds("Harbour", owner="Moderator")


@pytest.fixture
def tales(harbour: Guild) -> Channel:
    return harbour.opens_channel("tales")


@pytest.fixture
def ada(harbour: Guild) -> Member:
    return harbour.welcomes("Ada")


@pytest.fixture
async def raw(local: LocalDiscord) -> AsyncIterator[Raw]:
    async with speaking(local) as client:
        yield client
