"""Limits, met by a client that does not mind them. The clock is moved on; nobody waits."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.rehearsal import LocalDiscord
from tests.rehearsal.bot import running
from tests.rehearsal.raw import Raw, Said, event, speaking


@pytest.fixture
async def real() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord(limits="real") as discord:
        yield discord


@pytest.fixture
async def strict() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord(limits="strict") as discord:
        yield discord


async def test_without_limits_nothing_is_said_of_them(raw: Raw) -> None:
    said = [await raw("GET", "/users/@me") for _ in range(60)]
    assert {each.status for each in said} == {200}
    assert not [name for name in said[0].headers if name.startswith("X-RateLimit")]


async def test_fifty_a_second_over_all(real: LocalDiscord) -> None:
    async with speaking(real) as raw:
        said: list[Said] = []
        while not said or said[-1].status == 200:
            said.append(await raw("GET", "/users/@me"))
        assert len(said) > 50
        last = said[-1]
        assert (last.status, last.body["global"], last.body["message"]) == (429, True, "You are being rate limited.")
        assert isinstance(last.body["retry_after"], float)
        assert last.headers["X-RateLimit-Global"] == "true"
        assert last.headers["X-RateLimit-Scope"] == "global"
        assert last.headers["Retry-After"] == "1"
        assert last.headers["Via"]
        real.passes(1)
        assert (await raw("GET", "/users/@me")).status == 200


async def test_interactions_do_not_count_over_all(strict: LocalDiscord) -> None:
    async with speaking(strict) as raw:
        said = [await raw("POST", f"/interactions/1/token{n}/callback", {"type": 4}) for n in range(30)]
        assert {each.code for each in said} == {10062}
        assert (await raw("GET", "/users/@me")).status == 200


async def test_a_bucket_of_each_channel(real: LocalDiscord) -> None:
    harbour = real.founds("Harbour", owner="Moderator")
    one, two = harbour.opens_channel("one"), harbour.opens_channel("two")
    async with speaking(real) as raw:
        said = [await raw("POST", f"/channels/{one.id}/messages", {"content": "a"}) for _ in range(6)]
        assert [each.status for each in said] == [200] * 5 + [429]
        assert [each.headers["X-RateLimit-Remaining"] for each in said] == ["4", "3", "2", "1", "0", "0"]
        assert said[0].headers["X-RateLimit-Limit"] == "5"
        assert float(said[0].headers["X-RateLimit-Reset-After"]) > 4
        last = said[-1]
        assert (last.body["global"], last.headers["X-RateLimit-Scope"]) == (False, "user")
        other = await raw("POST", f"/channels/{two.id}/messages", {"content": "a"})
        assert other.status == 200
        assert other.headers["X-RateLimit-Bucket"] == last.headers["X-RateLimit-Bucket"]
        edited = await raw("PATCH", f"/channels/{one.id}/messages/{said[0].id}", {"content": "b"})
        assert (edited.status, edited.headers["X-RateLimit-Remaining"]) == (200, "4")
        real.passes(5)
        assert (await raw("POST", f"/channels/{one.id}/messages", {"content": "a"})).status == 200


async def test_new_direct_messages_too_fast(strict: LocalDiscord) -> None:
    harbour = strict.founds("Harbour", owner="Moderator")
    members = [harbour.welcomes(f"Ada{n}") for n in range(5)]
    async with speaking(strict) as raw:

        async def opened(number: int) -> Said:
            strict.passes(20)
            return await raw("POST", "/users/@me/channels", {"recipient_id": str(members[number].id)})

        assert [(await opened(n)).status for n in range(3)] == [200, 200, 200]
        refused = await opened(3)
        assert (refused.status, refused.code) == (400, 40003)
        assert (await opened(0)).status == 200, "one that is open already"
        await members[4].writes("I wrote first")
        assert (await opened(4)).status == 200
        strict.passes(600)
        assert (await opened(3)).status == 200


async def test_too_often_wrong_and_the_address_is_shut_out(strict: LocalDiscord) -> None:
    async with speaking(strict) as raw:
        raw.token = "stolen"
        said = [await raw("GET", "/users/@me") for _ in range(50)]
        assert {each.status for each in said} == {401}
        raw.token = strict.token
        out = await raw("GET", "/users/@me")
        assert (out.status, out.raw) == (429, "error code: 1015")
        assert "Via" not in out.headers
        assert int(out.headers["Retry-After"]) > 500
        strict.passes(600)
        assert (await raw("GET", "/users/@me")).status == 200


async def test_too_many_gateway_events(strict: LocalDiscord) -> None:
    async with speaking(strict) as raw:
        socket = await raw.identified()
        for _ in range(20):
            await socket.send_json({"op": 1, "d": None})
        while (await socket.receive()).type is not aiohttp.WSMsgType.CLOSE:
            pass
        assert socket.close_code == 4008


async def test_the_identifies_of_a_day(strict: LocalDiscord) -> None:
    async with speaking(strict) as raw:
        await event(await raw.identified(), "READY")
        assert (await (await raw.identified()).receive_json())["op"] == 9
        for _ in range(4):
            strict.passes(5)
            await event(await raw.identified(), "READY")
        told = await raw("GET", "/gateway/bot")
        limit = told.body["session_start_limit"]
        assert isinstance(limit, dict)
        assert (limit["total"], limit["remaining"], limit["max_concurrency"]) == (5, 0, 1)  # pyright: ignore[reportUnknownArgumentType]
        strict.passes(5)
        socket = await raw.identified()
        await socket.receive()
        assert socket.close_code == 4004


async def test_discord_py_tries_again_when_it_may(real: LocalDiscord) -> None:
    tales = real.founds("Harbour", owner="Moderator").opens_channel("tales")
    path = f"/channels/{tales.id}/messages"
    async with running(real) as small, speaking(real) as raw:
        assert [(await raw("POST", path, {"content": "a"})).status for _ in range(5)] == [200] * 5
        real.passes(4.9)
        await small.get_partial_messageable(tales.id).send("b")
    assert [each.status for each in real.requests if each.path == path] == [200] * 5 + [429, 200]
