"""Discord's bad days, and the gateway's."""

import asyncio

import aiohttp
import pytest

from bot.rehearsal import Channel, Guild, LocalDiscord, Member
from bot.rehearsal.values import as_object, objects
from tests.rehearsal.bot import running
from tests.rehearsal.raw import event, speaking


async def test_an_error_on_demand(local: LocalDiscord, tales: Channel) -> None:
    path = f"/channels/{tales.id}/messages"
    fault = local.fails("POST", r"/channels/\d+/messages", times=2, status=403, code=50007)
    async with speaking(local) as raw:
        codes = [(await raw("POST", path, {"content": "a"})).code for _ in range(3)]
    assert (codes, fault.hits) == ([50007, 50007, -1], 2)
    assert [each.status for each in local.requests] == [403, 403, 200]


async def test_a_lost_answer(local: LocalDiscord, tales: Channel) -> None:
    local.fails("POST", r"/channels/\d+/messages", drop_answer=True)
    async with speaking(local) as raw:
        with pytest.raises(aiohttp.ClientError):
            await raw("POST", f"/channels/{tales.id}/messages", {"content": "a"})
    assert [message.text for message in tales.messages] == ["a"]
    assert [each.status for each in local.requests] == [None]


@pytest.mark.parametrize("there", [0, 1])
async def test_a_call_held_and_cut(local: LocalDiscord, tales: Channel, there: int) -> None:
    gate = local.holds("POST", r"/channels/\d+/messages", after=there == 1)
    async with running(local) as small:
        channel = small.get_partial_messageable(tales.id)
        sending = small.loop.create_task(channel.send("a"))
        await gate.reached()
        assert len(tales.messages) == there
        gate.cut()
        with pytest.raises(aiohttp.ClientError):
            await sending
    assert len(tales.messages) == there


async def test_a_call_held_and_released(local: LocalDiscord, tales: Channel) -> None:
    gate = local.holds("POST", r"/channels/\d+/messages")
    async with running(local) as small:
        sending = small.loop.create_task(small.get_partial_messageable(tales.id).send("a", nonce=7))
        await gate.reached()
        gate.release()
        assert (await sending).content == "a"
        again = await small.get_partial_messageable(tales.id).send("a", nonce=7)
        assert again.id == (await sending).id


async def test_a_cut_socket_is_taken_up_again(local: LocalDiscord, ada: Member) -> None:
    async with running(local) as small:
        local.cuts_gateway()
        await local.bot_gone()
        await ada.writes("while you were out")
        async with asyncio.timeout(5):
            await small.resumed.wait()
        await ada.sees("echo: while you were out")
        assert small.heard == ["while you were out"]


async def test_a_reconnect_asked_for(local: LocalDiscord, ada: Member) -> None:
    async with running(local) as small:
        await local.asks_reconnect()
        async with asyncio.timeout(5):
            await small.resumed.wait()
        await ada.writes("hello")
        await ada.sees("echo: hello")


async def test_what_happened_is_replayed_or_declared_lost(local: LocalDiscord, harbour: Guild) -> None:
    async with speaking(local) as raw:
        first = await raw.identified()
        ready = await event(first, "READY")
        await event(first, "GUILD_CREATE")
        local.cuts_gateway()
        await local.bot_gone()
        harbour.opens_channel("missed")
        second = await raw.gateway()
        resume = {"token": raw.token, "session_id": ready["session_id"], "seq": 2}
        await second.send_json({"op": 6, "d": resume})
        assert (await event(second, "CHANNEL_CREATE"))["name"] == "missed"
        await event(second, "RESUMED")
        third = await raw.gateway()
        await third.send_json({"op": 6, "d": resume | {"session_id": "gone"}})
        assert (await third.receive_json())["op"] == 9


async def test_only_what_was_asked_for_is_told(local: LocalDiscord, harbour: Guild, ada: Member) -> None:
    async with speaking(local) as raw:
        socket = await raw.identified(intents=1)
        created = await event(socket, "GUILD_CREATE")
        assert [as_object(each["user"])["username"] for each in objects(created["members"])] == ["Dreams"]
        ada.leaves()
        await ada.writes("unheard")
        harbour.opens_channel("next")
        frame = await socket.receive_json()
        assert frame["t"] == "CHANNEL_CREATE"
