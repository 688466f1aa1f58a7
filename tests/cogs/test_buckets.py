"""discord.py's rate-limit buckets: few are kept, and none that holds somebody back is dropped.

What is asked of the library here is private to it. If these fail after an upgrade, read `HTTPClient.get_ratelimit` and
`HTTPClient.request` again, and then `bot.client.Buckets`.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bot.app import data_folder
from bot.client import FEWEST_BUCKETS, DreamsClient
from bot.ids import ChannelId, GuildId, RowId, UserId
from bot.letters import Note
from bot.pace import Pace
from bot.phrases import Phrases
from bot.rehearsal import LocalDiscord
from cogs.post import Post
from tests.cogs.pointing import pointed_at

CHANNELS = 3 * FEWEST_BUCKETS


@asynccontextmanager
async def logged_in(discord: LocalDiscord) -> AsyncGenerator[DreamsClient]:
    """The bot's own client, with a token and without a gateway."""
    with pointed_at(discord):
        client = DreamsClient(Phrases(data_folder() / "phrases", strict=True))
        await client.http.static_login(discord.token)
        try:
            yield client
        finally:
            await client.http.close()
            await client.close()


def kept(client: DreamsClient) -> int:
    return len(client.http._buckets)  # pyright: ignore[reportPrivateUsage]  # what this test is about


async def test_the_buckets_of_many_channels_are_not_kept() -> None:
    async with LocalDiscord() as discord, logged_in(discord) as client:
        post = Post(client, Pace(1_000_000))
        harbour = discord.founds("Harbour", owner="Mayor")
        phones = [harbour.welcomes(f"Dreamer {number}").phone for number in range(CHANNELS)]
        most = 0
        for number, phone in enumerate(phones):
            letter, channel = Note("paused-for-you"), ChannelId(phone.id)
            await post.send(channel, letter, RowId(number), f"test-{number}", private=True, silent=False)
            most = max(most, kept(client))
        assert [len(phone.messages) for phone in phones] == [1] * CHANNELS
        assert 1 < most <= FEWEST_BUCKETS


async def test_a_bucket_that_is_used_up_is_kept_while_others_are_dropped() -> None:
    async with LocalDiscord(limits="real") as discord, logged_in(discord) as client:
        post = Post(client, Pace(1_000_000))
        harbour = discord.founds("Harbour", owner="Mayor")
        asked = GuildId(harbour.id), UserId(harbour.owner.id)
        await post.member(*asked)
        # Five in a second are allowed: one was asked, and six more find four.
        gate = discord.holds("GET", r"/guilds/\d+/members/\d+", after=True)
        asking = [asyncio.create_task(post.member(*asked)) for _ in range(6)]
        await gate.reached()
        held = dict(client.http._buckets)  # pyright: ignore[reportPrivateUsage]  # what this test is about
        for number in range(CHANNELS):
            client.http.get_ratelimit(f"another:{number}")
        left = client.http._buckets  # pyright: ignore[reportPrivateUsage]  # what this test is about
        holding = [key for key, bucket in held.items() if bucket.outgoing or bucket.remaining == 0]
        assert holding
        assert all(left.get(key) is held[key] for key in holding)
        gate.release()
        await asyncio.gather(*asking)
        answered = [request.status for request in discord.requests if "members" in request.path]
        assert answered == [200] * 7


async def test_whatever_is_under_way_the_new_bucket_is_there_for_the_next_who_asks() -> None:
    async with LocalDiscord() as discord, logged_in(discord) as client:
        for number in range(CHANNELS):
            made = client.http.get_ratelimit(f"channel:{number}")
            assert client.http.get_ratelimit(f"channel:{number}") is made


async def test_as_many_stay_as_have_an_open_window_twice_over() -> None:
    async with LocalDiscord() as discord, logged_in(discord) as client:
        for number in range(2 * FEWEST_BUCKETS):
            client.http.get_ratelimit(f"open:{number}").outgoing = 1
        for number in range(20 * FEWEST_BUCKETS):
            client.http.get_ratelimit(f"idle:{number}")
            assert kept(client) <= 2 * (2 * FEWEST_BUCKETS + 1)
        assert all(client.http.get_ratelimit(f"open:{number}").outgoing for number in range(2 * FEWEST_BUCKETS))
