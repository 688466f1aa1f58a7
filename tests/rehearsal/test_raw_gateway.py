"""The gateway, spoken to by a client that keeps no rules: intents, sessions, outages, guilds out of sight."""

import aiohttp
import pytest

from bot.rehearsal import Channel, Guild, LocalDiscord, Member, NoAnswer, NotAllowed
from bot.rehearsal.values import as_object, objects
from tests.rehearsal.bot import running
from tests.rehearsal.parts import v2, words
from tests.rehearsal.raw import Raw, event, speaking

GUILDS, MEMBERS, MESSAGES, DIRECT, CONTENT = 1, 1 << 1, 1 << 9, 1 << 12, 1 << 15


async def closed_with(socket: aiohttp.ClientWebSocketResponse) -> int | None:
    while (await socket.receive(timeout=5)).type is not aiohttp.WSMsgType.CLOSE:
        pass
    return socket.close_code


async def following(socket: aiohttp.ClientWebSocketResponse) -> str:
    return str(as_object(await socket.receive_json(timeout=5)).get("t"))


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"op": 8, "d": {}}, 4003),
        ({"op": 2, "d": {"token": "stolen", "intents": 1}}, 4004),
        ({"op": 6, "d": {"token": "stolen", "session_id": "s", "seq": 1}}, 4004),
        ({"op": 2, "d": {"intents": 1, "shard": [2, 2]}}, 4010),
        ({"op": 2, "d": {"intents": 1 << 40}}, 4013),
        ({"op": 2, "d": {}}, 4013),
    ],
)
async def test_frames_that_end_it(raw: Raw, frame: dict[str, dict[str, object]], code: int) -> None:
    socket = await raw.gateway()
    frame["d"].setdefault("token", raw.token)
    await socket.send_json(frame)
    assert await closed_with(socket) == code


async def test_who_was_closed_for_a_mistake_may_come_back(raw: Raw) -> None:
    socket = await raw.identified()
    ready = await event(socket, "READY")
    await socket.send_str("{")
    assert await closed_with(socket) == 4002
    again = await raw.gateway()
    await again.send_json({"op": 6, "d": {"token": raw.token, "session_id": ready["session_id"], "seq": 1}})
    assert await following(again) == "RESUMED"


async def test_more_frames_that_end_it(raw: Raw) -> None:
    garbage = await raw.gateway()
    await garbage.send_str("{")
    assert await closed_with(garbage) == 4002
    for frame, code in (({"op": 2, "d": {"token": raw.token, "intents": 1}}, 4005), ({"op": 77}, 4001)):
        socket = await raw.identified()
        await socket.send_json(frame)
        assert await closed_with(socket) == code


async def test_privileged_intents_must_be_granted() -> None:
    async with LocalDiscord(privileged=False) as local, speaking(local) as raw:
        assert await closed_with(await raw.identified(GUILDS | CONTENT)) == 4014
        await event(await raw.identified(GUILDS | DIRECT), "READY")


async def test_messages_go_to_who_asked(raw: Raw, ada: Member, tales: Channel, harbour: Guild) -> None:
    deaf, phone, all_ears = [
        await raw.identified(intents) for intents in (GUILDS, GUILDS | DIRECT, GUILDS | MESSAGES | CONTENT)
    ]
    for socket in (deaf, phone, all_ears):
        await event(socket, "GUILD_CREATE")
    await ada.writes("in the channel", where=tales)
    await ada.writes("on the phone")
    harbour.opens_channel("last")
    assert await following(deaf) == "CHANNEL_CREATE"
    assert (await event(phone, "MESSAGE_CREATE"))["content"] == "on the phone"
    assert await following(phone) == "CHANNEL_CREATE"
    assert (await event(all_ears, "MESSAGE_CREATE"))["content"] == "in the channel"
    assert await following(all_ears) == "CHANNEL_CREATE"


async def test_content_is_for_who_asked_was_written_to_or_wrote(
    raw: Raw, local: LocalDiscord, ada: Member, tales: Channel
) -> None:
    socket = await raw.identified(GUILDS | MESSAGES | DIRECT)
    await event(socket, "READY")
    await ada.writes("among us", where=tales)
    await ada.writes(f"<@{local.state.bot.id}> listen", where=tales)
    await ada.writes("on the phone")
    await raw("POST", f"/channels/{tales.id}/messages", v2(words("mine")))
    heard = [await event(socket, "MESSAGE_CREATE") for _ in range(4)]
    assert [each["content"] for each in heard[:3]] == ["", f"<@{local.state.bot.id}> listen", "on the phone"]
    assert objects(heard[3]["components"])[0]["content"] == "mine"


async def test_a_channel_out_of_sight_is_out_of_hearing(raw: Raw, ada: Member, tales: Channel, harbour: Guild) -> None:
    socket = await raw.identified(GUILDS | MESSAGES)
    await event(socket, "GUILD_CREATE")
    tales.forbids("view_channel")
    assert await following(socket) == "CHANNEL_UPDATE"
    await ada.writes("behind the door", where=tales)
    harbour.opens_channel("last")
    assert await following(socket) == "CHANNEL_CREATE"


async def test_members_are_for_who_asked(raw: Raw, ada: Member, harbour: Guild) -> None:
    told, untold = await raw.identified(GUILDS | MEMBERS), await raw.identified(GUILDS)
    for socket in (told, untold):
        await event(socket, "GUILD_CREATE")
    ada.leaves()
    ada.comes_back()
    harbour.opens_channel("last")
    assert [await following(told) for _ in range(3)] == ["GUILD_MEMBER_REMOVE", "GUILD_MEMBER_ADD", "CHANNEL_CREATE"]
    assert await following(untold) == "CHANNEL_CREATE"


async def test_without_the_guilds_intent_no_guild_is_told(raw: Raw, harbour: Guild, ada: Member) -> None:
    socket = await raw.identified(DIRECT)
    ready = await event(socket, "READY")
    assert objects(ready["guilds"]) == [{"id": str(harbour.id), "unavailable": True}]
    harbour.opens_channel("unheard")
    await ada.writes("hello")
    assert await following(socket) == "MESSAGE_CREATE"


async def test_a_guild_that_comes_late_and_goes_dark(raw: Raw, harbour: Guild, tales: Channel, ada: Member) -> None:
    harbour.goes_dark()
    socket = await raw.identified(GUILDS | DIRECT)
    await event(socket, "READY")
    harbour.opens_channel("unheard")
    with pytest.raises(NotAllowed, match="unavailable"):
        await ada.presses_raw("a", channel=tales)
    await ada.writes("still here")
    assert await following(socket) == "MESSAGE_CREATE"
    harbour.comes_to_light()
    created = await event(socket, "GUILD_CREATE")
    assert [each["name"] for each in objects(created["channels"])] == ["tales", "unheard"]
    harbour.goes_dark()
    assert await event(socket, "GUILD_DELETE") == {"id": str(harbour.id), "unavailable": True}


async def test_an_unavailable_guild_tells_of_nobody_that_they_left(
    raw: Raw, harbour: Guild, tales: Channel, ada: Member
) -> None:
    gone, place = harbour.welcomes("Bo"), f"/guilds/{harbour.id}"
    gone.leaves()
    paths = [place, f"{place}/channels", f"{place}/roles", f"/channels/{tales.id}", f"/channels/{tales.id}/messages"]
    paths += [f"{place}/members/{each.id}" for each in (ada, gone)]
    harbour.goes_dark()
    said = [await raw("GET", path) for path in paths]
    said.append(await raw("POST", f"/channels/{tales.id}/messages", {"content": "a"}))
    assert {(each.status, each.code) for each in said} == {(503, 0)}
    assert (await raw("POST", f"/channels/{ada.phone.id}/messages", {"content": "a"})).status == 200
    harbour.comes_to_light()
    assert [(await raw("GET", path)).status for path in paths] == [200] * 6 + [404]


async def test_who_does_not_beat_is_closed_and_their_session_over() -> None:
    async with LocalDiscord(heartbeat_seconds=0.05) as local, speaking(local) as raw:
        socket = await raw.identified()
        ready = await event(socket, "READY")
        assert await closed_with(socket) == 4009
        again = await raw.gateway()
        await again.send_json({"op": 6, "d": {"token": raw.token, "session_id": ready["session_id"], "seq": 1}})
        assert await again.receive_json(timeout=5) == {"op": 9, "d": False}


async def test_who_beats_is_heard() -> None:
    async with LocalDiscord(heartbeat_seconds=0.4) as local, speaking(local) as raw:
        socket = await raw.identified()
        await event(socket, "READY")
        # Each is answered after 20 ms at the earliest, so that this lasts longer than silence may.
        for _ in range(60):
            await socket.send_json({"op": 1, "d": None})
            assert await socket.receive_json(timeout=5) == {"op": 11}


async def test_discord_py_sees_a_guild_come_late(local: LocalDiscord, harbour: Guild, ada: Member) -> None:
    harbour.goes_dark()
    async with running(local) as small:
        await ada.writes("hello")
        await ada.sees("echo: hello")
        assert [guild.unavailable for guild in small.guilds] == [True]
        came = small.loop.create_task(small.wait_for("guild_available", timeout=5))
        await ada.writes("is it there")
        await ada.sees("echo: is it there")
        harbour.comes_to_light()
        assert (await came).name == "Harbour"


async def test_a_sequence_that_never_was(raw: Raw, local: LocalDiscord) -> None:
    ready = await event(await raw.identified(), "READY")
    local.cuts_gateway()
    await local.bot_gone()
    resume = {"token": raw.token, "session_id": ready["session_id"], "seq": 99}
    socket = await raw.gateway()
    await socket.send_json({"op": 6, "d": resume})
    assert await closed_with(socket) == 4007


async def test_an_outage(raw: Raw, local: LocalDiscord, ada: Member) -> None:
    socket = await raw.identified()
    ready = await event(socket, "READY")
    local.goes_down()
    await local.bot_gone()
    assert (await raw("GET", "/users/@me")).status == 503
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await raw.gateway()
    await ada.writes("is anybody there")
    with pytest.raises(NoAnswer, match="not connected"):
        await ada.presses_raw("a")
    local.comes_back()
    assert (await raw("GET", "/users/@me")).status == 200
    again = await raw.gateway()
    await again.send_json({"op": 6, "d": {"token": raw.token, "session_id": ready["session_id"], "seq": 1}})
    assert (await event(again, "MESSAGE_CREATE"))["content"] == "is anybody there"
    assert await following(again) == "INTERACTION_CREATE"
    assert await following(again) == "RESUMED"


async def test_an_outage_that_forgets(raw: Raw, local: LocalDiscord) -> None:
    ready = await event(await raw.identified(), "READY")
    local.goes_down()
    await local.bot_gone()
    local.comes_back(remembers=False)
    again = await raw.gateway()
    await again.send_json({"op": 6, "d": {"token": raw.token, "session_id": ready["session_id"], "seq": 1}})
    assert await again.receive_json(timeout=5) == {"op": 9, "d": False}


async def test_discord_py_lives_through_an_outage(local: LocalDiscord, ada: Member) -> None:
    async with running(local):
        local.goes_down()
        await local.bot_gone()
        local.comes_back()
        await local.bot_ready()
        await ada.writes("hello")
        await ada.sees("echo: hello")


@pytest.mark.parametrize(
    ("status", "code"), [(403, 50007), (403, 50278), (400, 40003), (403, 20026), (500, 0), (502, 0), (503, 0)]
)
async def test_refusals_on_demand(raw: Raw, local: LocalDiscord, tales: Channel, status: int, code: int) -> None:
    local.fails("POST", r"/channels/\d+/messages", status=status, code=code)
    said = await raw("POST", f"/channels/{tales.id}/messages", {"content": "a"})
    assert (said.status, said.code) == (status, code)
    assert "on demand" not in str(said.body["message"])
