"""Messages that Discord does not take, sent by a client without manners."""

import io
import json

import aiohttp
import pytest

from bot.rehearsal import Channel, LocalDiscord, Member
from bot.rehearsal.values import Json
from tests.rehearsal.parts import SELECT, button, row, v2, words
from tests.rehearsal.raw import Raw

FIELD: Json = {"name": "n", "value": "v"}
LIST = [{"id": str(n)} for n in range(3)]


def plain(**more: object) -> Json:
    return {"content": "a", **more}


def embeds(*given: Json) -> Json:
    return plain(embeds=list(given))


def picked(**more: object) -> Json:
    return v2(row(SELECT | more))


@pytest.mark.parametrize(
    ("body", "where", "why"),
    [
        (plain(embeds=[{"title": "t"}] * 11), "embeds", "MAX_LENGTH"),
        (embeds({"title": "t" * 257}), "embeds.0.title", "BAD_LENGTH"),
        (embeds({"footer": {"text": "t" * 2049}}), "embeds.0.footer.text", "BAD_LENGTH"),
        (embeds({"author": {"name": "t" * 257}}), "embeds.0.author.name", "BAD_LENGTH"),
        (embeds({"color": 1 << 24}), "embeds.0.color", "NUMBER_TYPE_MAX"),
        (embeds({"fields": [FIELD] * 26}), "embeds.0.fields", "MAX_LENGTH"),
        (embeds({"fields": [{"name": "", "value": "v"}]}), "embeds.0.fields.0.name", "REQUIRED"),
        (embeds({"fields": [{"name": "n", "value": "v" * 1025}]}), "embeds.0.fields.0.value", "BAD_LENGTH"),
        (embeds({"description": "d" * 3001}, {"description": "d" * 3000}), "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
        (plain(nonce={"a": 1}), "nonce", "NONCE"),
        (plain(allowed_mentions=["users"]), "allowed_mentions", "MODEL_TYPE_CONVERT"),
        (plain(allowed_mentions={"parse": ["all"]}), "allowed_mentions.parse.0", "CHOICES"),
        (plain(allowed_mentions={"users": ["1"] * 101}), "allowed_mentions.users", "MAX_LENGTH"),
        (plain(allowed_mentions={"parse": ["users"], "users": ["1"]}), "allowed_mentions", "PARSE_EXCLUSIVE"),
        (plain(attachments=[{"id": 0, "description": "d" * 1025}]), "attachments.0.description", "BAD_LENGTH"),
        (plain(components=[row(button(str(n))) for n in range(6)]), "components", "BAD_LENGTH"),
        (plain(components=[row()]), "components.0.components", "REQUIRED"),
        (v2(words("")), "components.0.content", "REQUIRED"),
        (v2(words("a") | {"id": 3}, words("b") | {"id": 3}), "components.1.id", "DUPLICATED"),
        (v2({"type": 14, "spacing": 3}), "components.0.spacing", "CHOICES"),
        (v2({"type": 17, "components": []}), "components.0.components", "REQUIRED"),
        (v2({"type": 17, "accent_color": -1, "components": [words("a")]}), "components.0.accent_color", "NUMBER"),
        (v2({"type": 12, "items": []}), "components.0.items", "REQUIRED"),
        (v2({"type": 13, "file": {"url": "https://a.b/c"}}), "components.0.file.url", "SCHEME"),
        (
            v2({"type": 9, "components": [button("b")], "accessory": button("a")}),
            "components.0.type",
            "CHOICES",
        ),
        (v2({"type": 4, "custom_id": "i", "style": 1, "label": "l"}), "components.0.type", "CHOICES"),
        (v2(row({"type": 4, "custom_id": "i", "style": 1})), "components.0.components.0.type", "CHOICES"),
        (v2(row(button("a", style=7))), "components.0.components.0.style", "CHOICES"),
        (v2(row({"type": 2, "style": 1, "custom_id": "a"})), "components.0.components.0", "MISSING_LABEL"),
        (v2(row({"type": 2, "style": 5, "label": "l"})), "components.0.components.0.url", "REQUIRED"),
        (v2(row({"type": 2, "style": 5, "label": "l", "url": "ftp://a"})), "components.0.components.0.url", "SCHEME"),
        (v2(row(button("a", url="https://a.b"))), "components.0.components.0.custom_id", "CUSTOM_ID_URL"),
        (v2(row({"type": 2, "style": 6, "label": "l"})), "components.0.components.0.sku_id", "REQUIRED"),
        (v2(row(button("a", emoji={"name": "moon"}))), "components.0.components.0.emoji.name", "INVALID_EMOJI"),
        (v2(row(SELECT, SELECT | {"custom_id": "t"})), "components.0.components", "WIDTH_EXCEEDED"),
        (picked(options=[]), "components.0.components.0.options", "REQUIRED"),
        (picked(options=[{"label": "A", "value": "a"}] * 2), "options.1.value", "VALUE_DUPLICATED"),
        (picked(options=[{"label": "l" * 101, "value": "a"}]), "options.0.label", "BAD_LENGTH"),
        (picked(max_values=2), "components.0.components.0.options", "BAD_LENGTH"),
        (picked(min_values=2), "components.0.components.0.max_values", "BAD_RANGE"),
        (picked(max_values=26), "components.0.components.0.max_values", "BAD_RANGE"),
        (
            picked(options=[{"label": n, "value": n, "default": True} for n in "ab"]),
            "components.0.components.0.options",
            "DEFAULTS",
        ),
        (v2(row({"type": 5, "custom_id": "u", "default_values": LIST})), "default_values", "BAD_LENGTH"),
        (
            v2(row({"type": 5, "custom_id": "u", "default_values": [{"id": "1", "type": "role"}]})),
            "default_values.0.type",
            "CHOICES",
        ),
    ],
)
async def test_invalid_bodies(raw: Raw, tales: Channel, body: Json, where: str, why: str) -> None:
    said = await raw("POST", f"/channels/{tales.id}/messages", body)
    assert (said.status, said.code) == (400, 50035)
    found = dict(_mistakes(said.body.get("errors")))
    assert [codes for path, codes in found.items() if path.endswith(where) and why in codes], found
    assert not tales.messages


def _mistakes(node: object, path: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return the path and the codes of every mistake in Discord's tree of errors."""
    if not isinstance(node, dict):
        return []
    found: list[tuple[str, str]] = []
    for key, inner in node.items():  # pyright: ignore[reportUnknownVariableType]
        if key == "_errors":
            found.append((".".join(path), json.dumps(inner)))
        else:
            found += _mistakes(inner, (*path, str(key)))  # pyright: ignore[reportUnknownArgumentType]
    return found


@pytest.mark.parametrize(
    "body",
    [
        plain(embeds=[{"title": "t"}] * 10),
        embeds({"description": "d" * 4096}, {"description": "d" * 1904}),
        plain(nonce=12345, allowed_mentions={"parse": ["everyone"], "users": ["1"] * 100, "replied_user": True}),
        plain(components=[row(button("a", emoji={"name": "1️⃣"}), button("b", emoji={"id": "1", "name": "moon"}))]),
        {"content": "a" * 2000},
        {"content": "  a" + " " * 3000},
        v2(row(SELECT | {"min_values": 0}), {"type": 14, "spacing": 2, "divider": False}),
        v2(row({"type": 2, "style": 5, "label": "l", "url": "discord://-/channels/1"})),
    ],
)
async def test_what_is_just_right(raw: Raw, tales: Channel, body: Json) -> None:
    assert (await raw("POST", f"/channels/{tales.id}/messages", body)).status == 200


@pytest.mark.parametrize("field", [{"poll": {"question": {"text": "?"}}}, {"sticker_ids": ["1"]}])
async def test_what_the_rehearsal_has_not(raw: Raw, tales: Channel, field: Json) -> None:
    said = await raw("POST", f"/channels/{tales.id}/messages", field)
    assert said.status == 501
    assert "The rehearsal has no" in str(said.body["message"])


async def test_too_many_files_and_too_large_ones(raw: Raw, tales: Channel) -> None:
    def upload(*files: bytes) -> aiohttp.FormData:
        form = aiohttp.FormData(quote_fields=False)
        for index, content in enumerate(files):
            form.add_field(f"files[{index}]", io.BytesIO(content), filename=f"{index}.txt")
        return form

    path = f"/channels/{tales.id}/messages"
    assert (await raw("POST", path, data=upload(*[b"a"] * 11))).code == 30015
    large = await raw("POST", path, data=upload(b"a" * (10 * 1024 * 1024 + 1)))
    assert (large.status, large.code) == (413, 40005)
    assert (await raw("POST", path, data=upload(*[b"a"] * 10))).status == 200


async def test_an_edit_may_not_leave_nothing(raw: Raw, tales: Channel) -> None:
    sent = await raw("POST", f"/channels/{tales.id}/messages", plain())
    path = f"/channels/{tales.id}/messages/{sent.id}"
    assert (await raw("PATCH", path, {"content": ""})).code == 50006
    assert (await raw("PATCH", path, {"content": "a" * 2001})).code == 50035
    assert (await raw("PATCH", path, v2())).code == 50035
    assert tales.messages[0].text == "a"


async def test_deletes(raw: Raw, tales: Channel, ada: Member) -> None:
    hers = await ada.writes("mine", where=tales)
    path = f"/channels/{tales.id}/messages"
    tales.forbids("manage_messages")
    assert (await raw("DELETE", f"{path}/{hers.id}")).code == 50013
    tales.allows("manage_messages")
    assert (await raw("DELETE", f"{path}/{hers.id}")).status == 204
    assert (await raw("DELETE", f"{path}/{hers.id}")).code == 10008


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"name": ""}, "name"),
        ({"name": "n" * 101}, "name"),
        ({}, "name"),
        ({"name": "n", "auto_archive_duration": 61}, "auto_archive_duration"),
    ],
)
async def test_threads_that_cannot_be(raw: Raw, tales: Channel, body: Json, where: str) -> None:
    sent = await raw("POST", f"/channels/{tales.id}/messages", plain())
    said = await raw("POST", f"/channels/{tales.id}/messages/{sent.id}/threads", body)
    assert (said.status, said.code) == (400, 50035)
    assert where in said.errors


async def test_a_thread_is_renamed_by_the_same_rules(raw: Raw, tales: Channel) -> None:
    sent = await raw("POST", f"/channels/{tales.id}/messages", plain())
    thread = await raw("POST", f"/channels/{tales.id}/messages/{sent.id}/threads", {"name": "n"})
    assert (await raw("PATCH", f"/channels/{thread.id}", {"name": "n" * 101})).code == 50035
    assert (await raw("PATCH", f"/channels/{thread.id}", {"auto_archive_duration": 5})).code == 50035
    assert (await raw("PATCH", f"/channels/{thread.id}", {"name": "night", "archived": True})).status == 200
    assert [each.name for each in tales.threads] == ["night"]


async def test_whom_an_ordinary_message_and_an_answer_ping(raw: Raw, tales: Channel, ada: Member) -> None:
    said = await raw("POST", f"/channels/{tales.id}/messages", {"content": f"<@{ada.id}>"})
    assert said.status == 200
    assert tales.messages[0].pings == ("Ada",)
    await raw("POST", f"/channels/{tales.id}/messages", {"content": f"<@{ada.id}>", "allowed_mentions": {"parse": []}})
    assert tales.messages[1].pings == ()


async def test_only_the_last_calls_are_kept(raw: Raw, local: LocalDiscord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.rehearsal.server.MOST_KEPT", 10)
    for number in range(25):
        await raw("GET", f"/channels/{number}")
    assert 5 <= len(local.requests) <= 10
    assert local.requests[-1].path == "/channels/24"


async def test_only_the_last_files_are_kept(
    raw: Raw, local: LocalDiscord, tales: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.rehearsal.state.MOST_FILE_BYTES", 100)
    for content in (b"a" * 60, b"b" * 60):
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("files[0]", content, filename="a.txt")
        await raw("POST", f"/channels/{tales.id}/messages", data=form)
    assert [each.content[:1] for each in local.state.files.values()] == [b"b"]
    assert [each.attachments[0].size for each in tales.messages] == [60, 60]
