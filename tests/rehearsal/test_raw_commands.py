"""Commands that Discord does not register, and answers it does not take to what is typed."""

import asyncio

import pytest

from bot.rehearsal import Channel, Guild, LocalDiscord, Member
from bot.rehearsal.values import Json, as_object, objects
from tests.rehearsal.raw import Raw, Said, event


def slash(name: str = "card", **more: object) -> Json:
    return {"type": 1, "name": name, "description": "d", **more}


def option(name: str = "words", kind: int = 3, **more: object) -> Json:
    return {"type": kind, "name": name, "description": "d", **more}


async def put(raw: Raw, local: LocalDiscord, *commands: Json) -> Said:
    return await raw("PUT", f"/applications/{local.state.application_id}/commands", list(commands))


CHOICE: Json = {"name": "n", "value": "v"}


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (slash("Card"), "INVALID_NAME"),
        (slash(""), "INVALID_NAME"),
        (slash("c" * 33), "INVALID_NAME"),
        (slash("two words"), "INVALID_NAME"),
        (slash(name_localizations={"de": "Karte"}), "INVALID_NAME"),
        (slash() | {"description": ""}, "REQUIRED"),
        (slash() | {"description": "d" * 101}, "BAD_LENGTH"),
        (slash(description_localizations={"de": "d" * 101}), "BAD_LENGTH"),
        (slash(options=[option("Words")]), "INVALID_NAME"),
        (slash(options=[option(), option()]), "NAME_INVALID"),
        (slash(options=[option(kind=12)]), "TYPE_INVALID"),
        (slash(options=[option(), option("other", required=True)]), "REQUIRED_INVALID"),
        (slash(options=[option(f"o{n}") for n in range(26)]), "MAX_LENGTH"),
        (slash(options=[option(), option("sub", 1)]), "TYPE_INVALID"),
        (slash(options=[option("group", 2, options=[option("inner", 2)])]), "TYPE_INVALID"),
        (slash(options=[option("group", 2, options=[option()])]), "TYPE_INVALID"),
        (slash(options=[option("sub", 1, options=[option("inner", 1)])]), "TYPE_INVALID"),
        (slash(options=[option(choices=[CHOICE] * 26)]), "MAX_LENGTH"),
        (slash(options=[option(choices=[{"name": "n" * 101, "value": "v"}])]), "BAD_LENGTH"),
        (slash(options=[option(choices=[{"name": "n", "value": "v" * 101}])]), "BAD_LENGTH"),
        (slash(options=[option(kind=4, choices=[CHOICE])]), "NUMBER_TYPE_COERCE"),
        (slash(options=[option(choices=[CHOICE], autocomplete=True)]), "AUTOCOMPLETE_INVALID"),
        (slash(options=[option(kind=6, autocomplete=True)]), "AUTOCOMPLETE_INVALID"),
        (slash(options=[option(max_length=6001)]), "NUMBER_TYPE_MAX"),
        (slash(options=[option(f"o{n}", choices=[CHOICE | {"value": "v" * 100}] * 4) for n in range(20)]), "LARGE"),
        ({"type": 2, "name": "n" * 33}, "BAD_LENGTH"),
        ({"type": 3, "name": "Report", "description": "d"}, "DESCRIPTION_INVALID"),
        ({"type": 9, "name": "n"}, "CHOICES"),
    ],
)
async def test_invalid_commands(raw: Raw, local: LocalDiscord, command: Json, why: str) -> None:
    said = await put(raw, local, command)
    assert (said.status, said.code) == (400, 50035)
    assert why in said.errors
    assert not local.state.commands


async def test_how_many_there_may_be(raw: Raw, local: LocalDiscord) -> None:
    entries: list[Json] = [{"type": kind, "name": f"n{n}"} for kind in (2, 3) for n in range(15)]
    hundred = [slash(f"c{n}") for n in range(100)]
    assert (await put(raw, local, *hundred, *entries)).status == 200
    assert (await put(raw, local, *hundred, slash("more"))).code == 30032
    assert (await put(raw, local, *entries, {"type": 2, "name": "more"})).code == 30032
    assert "DUPLICATE_NAME" in (await put(raw, local, slash(), slash())).errors
    assert (await put(raw, local, slash("n0"), *entries)).status == 200, "names are apart by type"


async def test_what_is_just_right(raw: Raw, local: LocalDiscord) -> None:
    group = option("group", 2, options=[option("sub", 1, options=[option("in", required=True), option("on")])])
    said = await put(raw, local, slash("träume", options=[group]), slash("夢", options=[option(autocomplete=True)]))
    assert said.status == 200
    assert [each["name"] for each in said.items] == ["träume", "夢"]


async def test_anothers_application(raw: Raw) -> None:
    assert (await raw("PUT", "/applications/1/commands", [])).code == 20012


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"type": 8, "data": {"choices": [CHOICE] * 26}}, "data"),
        ({"type": 8, "data": {"choices": [{"name": "n" * 101, "value": "v"}]}}, "BAD_LENGTH"),
        ({"type": 8, "data": {"choices": [{"name": "n", "value": 3}]}}, "REQUIRED"),
        ({"type": 8, "data": {"choices": [{"name": "n", "value": ""}]}}, "REQUIRED"),
        ({"type": 4, "data": {"content": "a"}}, "type"),
        ({"type": 9, "data": {}}, "type"),
    ],
)
async def test_what_completes_nothing(
    raw: Raw, local: LocalDiscord, ada: Member, tales: Channel, answer: Json, why: str
) -> None:
    await put(raw, local, slash(options=[option(autocomplete=True)]))
    socket = await raw.identified()
    await event(socket, "READY")
    typing = asyncio.create_task(ada.types("/card", "words", "so", channel=tales))
    asked = await event(socket, "INTERACTION_CREATE")
    assert objects(as_object(asked["data"])["options"])[0]["value"] == "so"
    callback = f"/interactions/{asked['id']}/{asked['token']}/callback"
    said = await raw("POST", callback, answer)
    assert (said.status, said.code) == (400, 50035)
    assert why in said.errors
    assert (await raw("POST", callback, {"type": 8, "data": {"choices": [CHOICE]}})).status == 204
    assert await typing == ["n"]


async def test_a_command_of_one_guild_says_so(
    raw: Raw, local: LocalDiscord, ada: Member, tales: Channel, harbour: Guild
) -> None:
    entry: Json = {"type": 2, "name": "Greet"}
    path = f"/applications/{local.state.application_id}/guilds/{harbour.id}/commands"
    assert (await raw("PUT", path, [slash(), entry])).status == 200
    assert [each["name"] for each in (await raw("GET", path)).items] == ["card", "Greet"]
    socket = await raw.identified()
    await event(socket, "READY")
    for act in (ada.uses("/card", channel=tales), ada.chooses("Greet", ada, channel=tales)):
        shown = asyncio.create_task(act)
        asked = await event(socket, "INTERACTION_CREATE")
        assert as_object(asked["data"])["guild_id"] == str(harbour.id)
        callback = f"/interactions/{asked['id']}/{asked['token']}/callback"
        assert (await raw("POST", callback, {"type": 4, "data": {"content": "a"}})).status == 204
        await shown
