"""What Discord refuses, asked by a client without manners."""

import json
import re

import aiohttp
import pytest

from bot.rehearsal import Channel, Guild, LocalDiscord, Member, NoAnswer
from bot.rehearsal.values import Json, objects, text
from tests.rehearsal.parts import MANY, SELECT, button, clicked, row, v2, words
from tests.rehearsal.raw import Raw, speaking


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (v2(words("a" * 2001), words("b" * 2000)), "TOTAL_TEXT_LENGTH"),
        (v2(words("a" * 4001)), "BAD_LENGTH"),
        (v2(*[words("a") for _ in range(41)]), "TOTAL_COMPONENTS"),
        (v2(words("a")) | {"content": "b"}, "LEGACY_FIELDS"),
        (v2(words("a")) | {"embeds": [{"title": "b"}]}, "LEGACY_FIELDS"),
        (v2(), "BASE_TYPE_REQUIRED"),
        (v2(button("a")), "BASE_TYPE_CHOICES"),
        (v2(row(button("a"), button("a"))), "CUSTOM_ID_DUPLICATED"),
        (v2(row(button("a" * 101))), "custom_id"),
        (v2(row(button(""))), "custom_id"),
        (v2(row(button("a", label="b" * 81))), "label"),
        (v2(row(button("a"), SELECT)), "WIDTH_EXCEEDED"),
        (v2(row(*[button(str(n)) for n in range(6)])), "BAD_LENGTH"),
        (v2(row(SELECT | {"options": MANY})), "options"),
        (v2(row(SELECT | {"placeholder": "p" * 151})), "placeholder"),
        (v2({"type": 9, "components": [words("a")]}), "accessory"),
        (v2({"type": 9, "components": [words("a") for _ in range(4)], "accessory": button("a")}), "BAD_LENGTH"),
        (v2({"type": 17, "components": [{"type": 17, "components": [words("a")]}]}), "BASE_TYPE_CHOICES"),
        (v2({"type": 12, "items": [{"media": {"url": "attachment://no.png"}}]}), "ATTACHMENT_NOT_FOUND"),
        ({"content": "a", "components": [words("a")]}, "BASE_TYPE_CHOICES"),
        ({"content": "a" * 2001}, "content"),
        ({"content": "a", "nonce": "n" * 26}, "nonce"),
        ({"content": "a", "embeds": [{"description": "d" * 4097}]}, "description"),
    ],
)
async def test_invalid_bodies(raw: Raw, tales: Channel, body: Json, where: str) -> None:
    said = await raw("POST", f"/channels/{tales.id}/messages", body)
    assert (said.status, said.code, said.body["message"]) == (400, 50035, "Invalid Form Body")
    assert where in said.errors
    assert not tales.messages


async def test_what_is_just_short_enough(raw: Raw, tales: Channel) -> None:
    rows = [row(*[button(f"{r}-{n}" + "x" * 90, label="b" * 80) for n in range(5)]) for r in range(6)]
    said = await raw("POST", f"/channels/{tales.id}/messages", v2(words("a" * 4000), *rows, words("b")))
    assert "TOTAL_TEXT" in said.errors
    said = await raw("POST", f"/channels/{tales.id}/messages", v2(words("a" * 4000), *rows))
    assert said.status == 200
    assert [each["id"] for each in objects(said.body["components"])] == [1, 2, 8, 14, 20, 26, 32]


async def test_the_v2_flag_stays(raw: Raw, tales: Channel) -> None:
    sent = await raw("POST", f"/channels/{tales.id}/messages", v2(words("a")))
    path = f"/channels/{tales.id}/messages/{sent.id}"
    assert "LEGACY_FIELDS" in (await raw("PATCH", path, {"content": "b"})).errors
    assert "CANNOT_REMOVE" in (await raw("PATCH", path, {"flags": 0})).errors
    assert (await raw("PATCH", path, v2(words("b")))).status == 200
    assert tales.messages[0].text == "b"
    plain = await raw("POST", f"/channels/{tales.id}/messages", {"content": "plain"})
    path = f"/channels/{tales.id}/messages/{plain.id}"
    assert "LEGACY_FIELDS" in (await raw("PATCH", path, v2(words("b")))).errors
    assert (await raw("PATCH", path, v2(words("b")) | {"content": None})).status == 200


async def test_nothing_is_not_a_message(raw: Raw, tales: Channel) -> None:
    said = await raw("POST", f"/channels/{tales.id}/messages", {"content": "  "})
    assert (said.status, said.code) == (400, 50006)


async def test_unknown_routes_are_noted(raw: Raw, local: LocalDiscord) -> None:
    said = await raw("GET", "/dreams/of/you")
    assert (said.status, said.body) == (404, {"message": "404: Not Found", "code": 0})
    assert [(each.method, each.path) for each in local.unknown] == [("GET", "/dreams/of/you")]


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("PATCH", "/guilds/1/members/2", "time-outs"),
        ("PUT", "/guilds/1/members/2/roles/3", "roles"),
        ("GET", "/guilds/1/members", "lists of members"),
        ("PUT", "/guilds/1/bans/2", "bans"),
        ("GET", "/guilds/1/audit-logs", "knowledge of servers"),
        ("POST", "/guilds/1/channels", "changes to servers"),
        ("PUT", "/channels/1/messages/2/reactions/3/@me", "reactions"),
        ("POST", "/channels/1/threads", "threads but those of a message"),
        ("POST", "/applications/1/commands", "single commands"),
        ("GET", "/voice/regions", "voice"),
    ],
)
async def test_what_is_not_here_is_refused_by_name(
    raw: Raw, local: LocalDiscord, method: str, path: str, name: str
) -> None:
    said = await raw(method, path)
    assert (said.status, said.code) == (501, 0)
    assert re.match(f"The rehearsal has no .*{name}", str(said.body["message"]))
    assert [(each.method, each.path) for each in local.unknown] == [(method, path)]


async def test_what_was_answered_to_a_refused_call_is_kept(raw: Raw, local: LocalDiscord, tales: Channel) -> None:
    said = await raw("POST", f"/channels/{tales.id}/messages", {"content": ""})
    await raw("POST", f"/channels/{tales.id}/messages", {"content": "a"})
    assert [each.refusal for each in local.requests] == [said.body, None]


async def test_a_wrong_token(raw: Raw, tales: Channel) -> None:
    raw.token = "stolen"
    said = await raw("POST", f"/channels/{tales.id}/messages", {"content": "a"})
    assert (said.status, said.code) == (401, 0)
    socket = await raw.identified()
    assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
    assert socket.close_code == 4004


async def test_what_is_unknown(raw: Raw, harbour: Guild, tales: Channel, ada: Member) -> None:
    assert (await raw("GET", "/channels/1")).code == 10003
    assert (await raw("GET", f"/channels/{tales.id}/messages/1")).code == 10008
    ada.leaves()
    said = await raw("GET", f"/guilds/{harbour.id}/members/{ada.id}")
    assert (said.status, said.code) == (404, 10007)


async def test_where_the_bot_may_not(raw: Raw, tales: Channel) -> None:
    path = f"/channels/{tales.id}/messages"
    sent = await raw("POST", path, {"content": "a"})
    tales.forbids("create_public_threads")
    assert (await raw("POST", f"{path}/{sent.id}/threads", {"name": "t"})).code == 50013
    tales.forbids("send_messages")
    assert (await raw("POST", path, {"content": "a"})).code == 50013
    tales.forbids("view_channel")
    assert (await raw("POST", path, {"content": "a"})).code == 50001


async def test_others_messages(raw: Raw, ada: Member, tales: Channel) -> None:
    hers = await ada.writes("mine", where=tales)
    path = f"/channels/{tales.id}/messages/{hers.id}"
    assert (await raw("PATCH", path, {"content": "b"})).code == 50005
    on_phone = await ada.writes("mine")
    said = await raw("DELETE", f"/channels/{ada.phone.id}/messages/{on_phone.id}")
    assert (said.status, said.code) == (403, 50003)


async def test_a_closed_phone(raw: Raw, ada: Member) -> None:
    opened = await raw("POST", "/users/@me/channels", {"recipient_id": str(ada.id)})
    path = f"/channels/{opened.id}/messages"
    ada.closes_dms()
    assert (await raw("POST", path, {"content": "a"})).code == 50007
    ada.opens_dms()
    assert (await raw("POST", path, {"content": "a"})).status == 200
    ada.leaves()
    assert (await raw("POST", path, {"content": "a"})).code == 50278
    assert [message.text for message in ada.phone.messages] == ["a"]


async def test_the_same_nonce_is_said_once(raw: Raw, local: LocalDiscord, tales: Channel) -> None:
    path, body = f"/channels/{tales.id}/messages", {"content": "a", "nonce": "x-1", "enforce_nonce": True}
    first, second = await raw("POST", path, body), await raw("POST", path, body)
    assert first.id == second.id
    local.passes(600)
    assert (await raw("POST", path, body)).id != first.id
    assert len(tales.messages) == 2


async def test_one_thread_a_message(raw: Raw, tales: Channel) -> None:
    path = f"/channels/{tales.id}/messages"
    sent = await raw("POST", path, {"content": "a"})
    thread = await raw("POST", f"{path}/{sent.id}/threads", {"name": "Night"})
    assert (thread.status, thread.id) == (201, sent.id)
    again = await raw("POST", f"{path}/{sent.id}/threads", {"name": "Night"})
    assert (again.status, again.code) == (400, 160004)
    await raw("POST", f"/channels/{thread.id}/messages", {"content": "within"})
    assert [[each.text for each in each.messages] for each in tales.threads] == [["within"]]
    assert "thread" in (await raw("GET", f"{path}/{sent.id}")).body


async def test_history_pages(raw: Raw, tales: Channel) -> None:
    path = f"/channels/{tales.id}/messages"
    ids = [(await raw("POST", path, {"content": str(n)})).id for n in range(5)]
    ids.reverse()

    async def listed(query: str) -> list[str]:
        return [text(each["id"]) for each in (await raw("GET", f"{path}?{query}")).items]

    assert await listed("limit=2") == ids[:2]
    assert await listed(f"limit=2&before={ids[1]}") == ids[2:4]
    assert await listed(f"limit=2&after={ids[4]}") == ids[2:4]
    assert await listed(f"limit=3&around={ids[2]}") == ids[1:4]


async def test_files_come_along(raw: Raw, tales: Channel) -> None:
    gallery: Json = {"type": 12, "items": [{"media": {"url": "attachment://mark.png"}, "description": "a mark"}]}
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps(v2(gallery)))
    form.add_field("files[0]", b"\x89PNG", filename="mark.png", content_type="application/octet-stream")
    said = await raw("POST", f"/channels/{tales.id}/messages", data=form)
    assert said.status == 200
    (file,) = tales.messages[0].attachments
    assert file.filename == "mark.png"
    async with aiohttp.ClientSession() as session, session.get(file.url) as answer:
        assert (answer.content_type, await answer.read()) == ("image/png", b"\x89PNG")


async def test_an_interaction_is_answered_once(raw: Raw, ada: Member, tales: Channel) -> None:
    click = await clicked(raw, ada, tales)
    assert (await raw("POST", click.webhook, {"content": "early"})).code == 10015
    assert await click.answers(4, {"content": ""}) == (400, 50006)
    assert await click.answers(4, {"content": "first"}) == (204, -1)
    assert await click.answers(4, {"content": "second"}) == (400, 40060)
    assert (await click.shown).text == "first"


async def test_a_late_answer(raw: Raw, ada: Member, tales: Channel, local: LocalDiscord) -> None:
    click = await clicked(raw, ada, tales)
    local.passes(4)
    assert await click.answers(4, {"content": "late"}) == (404, 10062)
    click.shown.cancel()


async def test_an_answer_that_never_comes() -> None:
    async with LocalDiscord(answer_seconds=0.05) as local, speaking(local) as raw:
        harbour = local.founds("Harbour", owner="Moderator")
        click = await clicked(raw, harbour.welcomes("Ada"), harbour.opens_channel("tales"))
        with pytest.raises(NoAnswer, match="did not respond"):
            await click.shown
        assert await click.answers(6) == (404, 10062)


async def test_an_expired_token(raw: Raw, ada: Member, tales: Channel, local: LocalDiscord) -> None:
    click = await clicked(raw, ada, tales)
    assert await click.answers(5, {"flags": 64}) == (204, -1)
    local.passes(16 * 60)
    said = await raw("POST", click.webhook, {"content": "too late"})
    assert (said.status, said.code) == (401, 50027)
    click.shown.cancel()


async def test_an_ephemeral_answer_is_out_of_the_bots_history(raw: Raw, ada: Member, tales: Channel) -> None:
    click = await clicked(raw, ada, tales)
    await click.answers(4, {"content": "psst", "flags": 64})
    shown = await click.shown
    assert shown.ephemeral
    listed = await raw("GET", f"/channels/{tales.id}/messages")
    assert [each["content"] for each in listed.items] == ["a"]
    mine = await raw("GET", f"{click.webhook}/messages/@original")
    assert mine.body["content"] == "psst"
    assert (await raw("PATCH", f"/channels/{tales.id}/messages/{mine.id}", {"content": "b"})).code == 10008


@pytest.mark.parametrize(
    "data",
    [
        {"title": "t" * 46, "custom_id": "m", "components": [words("a")]},
        {"title": "t", "custom_id": "m", "components": []},
        {"title": "t", "custom_id": "m", "components": [words("a") for _ in range(6)]},
        {"title": "t", "custom_id": "m", "components": [{"type": 18, "label": "l" * 46, "component": SELECT}]},
        {"title": "t", "custom_id": "m", "components": [{"type": 18, "label": "l", "component": button("a")}]},
    ],
)
async def test_invalid_dialogs(raw: Raw, ada: Member, tales: Channel, data: Json) -> None:
    click = await clicked(raw, ada, tales)
    assert await click.answers(9, data) == (400, 50035)
    assert await click.answers(6) == (204, -1)
    assert (await raw("PATCH", f"{click.webhook}/messages/@original", {"content": "b"})).status == 200
    assert (await click.shown).text == "b"


async def test_what_is_no_json(raw: Raw, tales: Channel) -> None:
    form = aiohttp.FormData()
    form.add_field("payload_json", "{", content_type="application/json")
    said = await raw("POST", f"/channels/{tales.id}/messages", data=form)
    assert (said.status, said.code) == (400, 50109)


async def test_a_deferred_update_is_also_answered_by_an_ordinary_edit(raw: Raw, ada: Member, tales: Channel) -> None:
    click = await clicked(raw, ada, tales)
    assert await click.answers(6) == (204, -1)
    assert (await raw("PATCH", f"/channels/{tales.id}/messages/{tales.messages[0].id}", {"content": "b"})).status == 200
    assert (await click.shown).text == "b"
