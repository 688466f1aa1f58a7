"""Answers to interactions that Discord does not take."""

import asyncio

import pytest

from bot.rehearsal import Channel, LocalDiscord, Member
from bot.rehearsal.values import Json
from tests.rehearsal.parts import SELECT, Click, button, clicked, row, v2, words
from tests.rehearsal.raw import Raw, event

INPUT: Json = {"type": 4, "custom_id": "i", "style": 1}
OPTIONS: list[Json] = [{"label": n, "value": n} for n in "ab"]
CHOSEN: list[Json] = [each | {"default": True} for each in OPTIONS]


def label(component: Json, **more: object) -> Json:
    return {"type": 18, "label": "l", "component": component, **more}


def modal(*components: Json, **more: object) -> Json:
    return {"title": "t", "custom_id": "m", "components": list(components), **more}


async def commanded(raw: Raw, local: LocalDiscord, ada: Member, tales: Channel) -> Click:
    command = {"name": "card", "description": "d"}
    await raw("PUT", f"/applications/{local.state.application_id}/commands", [command])
    socket = await raw.identified()
    await event(socket, "READY")
    shown = asyncio.create_task(ada.uses("/card", channel=tales))
    return Click(raw, await event(socket, "INTERACTION_CREATE"), shown)


@pytest.mark.parametrize("kind", [0, 1, 2, 3, 6, 7, 8, 10, 12])
async def test_how_a_command_is_not_answered(
    raw: Raw, local: LocalDiscord, ada: Member, tales: Channel, kind: int
) -> None:
    used = await commanded(raw, local, ada, tales)
    assert await used.answers(kind, {"content": "a"}) == (400, 50035)
    assert await used.answers(4, {"content": "a"}) == (204, -1)
    assert (await used.shown).text == "a"


@pytest.mark.parametrize("kind", [1, 8, 10, 12])
async def test_how_a_press_is_not_answered(raw: Raw, ada: Member, tales: Channel, kind: int) -> None:
    click = await clicked(raw, ada, tales)
    assert await click.answers(kind) == (400, 50035)
    assert await click.answers(7, {"content": "b", "components": []}) == (204, -1)
    assert (await click.shown).text == "b"


async def test_a_form_is_not_answered_with_a_form(raw: Raw, ada: Member, tales: Channel) -> None:
    click = await clicked(raw, ada, tales)
    assert await click.answers(9, modal(label(INPUT))) == (204, -1)
    shown = await click.shown
    socket = await raw.identified()
    await event(socket, "READY")
    filled = asyncio.create_task(ada.fills(shown, {"l": "words"}))
    submitted = Click(raw, await event(socket, "INTERACTION_CREATE"), filled)
    assert await submitted.answers(9, modal(label(INPUT))) == (400, 50035)
    assert await submitted.answers(4, {"content": "thanks"}) == (204, -1)
    assert (await filled).text == "thanks"


async def test_mistakes_are_below_data(raw: Raw, ada: Member, tales: Channel) -> None:
    click = await clicked(raw, ada, tales)
    said = await raw("POST", click.callback, {"type": 4, "data": v2(row(button("a"), button("a")))})
    assert said.code == 50035
    assert said.errors.startswith('{"data": {"components": {"0": {"components": {"1": {"custom_id"')
    assert await click.answers(4, {}) == (400, 50006)
    assert await click.answers(4, {"content": "a" * 2001}) == (400, 50035)
    assert await click.answers(4, {"content": "a"}) == (204, -1)
    await click.shown


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (modal(label(INPUT), title=""), "REQUIRED"),
        (modal(label(INPUT), custom_id="c" * 101), "BAD_LENGTH"),
        (modal(label(INPUT), label(INPUT)), "CUSTOM_ID_DUPLICATED"),
        (modal(label(INPUT, description="d" * 101)), "BAD_LENGTH"),
        (modal({"type": 18, "label": "l"}), "CHOICES"),
        (modal(label(INPUT | {"style": 3})), "CHOICES"),
        (modal(label(INPUT | {"placeholder": "p" * 101})), "BAD_LENGTH"),
        (modal(label(INPUT | {"min_length": 5, "max_length": 4})), "BAD_RANGE"),
        (modal(label(INPUT | {"max_length": 4001})), "BAD_RANGE"),
        (modal(label(INPUT | {"max_length": 3, "value": "four"})), "BAD_LENGTH"),
        (modal(row(INPUT)), "REQUIRED"),
        (modal(row(button("a"))), "CHOICES"),
        (modal(button("a")), "CHOICES"),
        (modal(INPUT), "CHOICES"),
        (modal({"type": 17, "components": [words("a")]}), "CHOICES"),
        (modal(label(SELECT | {"disabled": True})), "MODAL_DISABLED"),
        (modal(label(SELECT | {"min_values": 0})), "BAD_RANGE"),
        (modal(label({"type": 21, "custom_id": "r", "options": OPTIONS[:1]})), "BAD_LENGTH"),
        (
            modal(label({"type": 21, "custom_id": "r", "options": [each | {"default": True} for each in OPTIONS]})),
            "DEF",
        ),
        (modal(label({"type": 22, "custom_id": "c", "options": [OPTIONS[0]] * 11})), "BAD_LENGTH"),
        (modal(label({"type": 22, "custom_id": "c", "options": OPTIONS, "max_values": 11})), "BAD_RANGE"),
        (modal(label({"type": 19, "custom_id": "f", "max_values": 11})), "BAD_RANGE"),
        (modal(label({"type": 23})), "REQUIRED"),
    ],
)
async def test_invalid_forms(raw: Raw, ada: Member, tales: Channel, data: Json, why: str) -> None:
    click = await clicked(raw, ada, tales)
    said = await raw("POST", click.callback, {"type": 9, "data": data})
    assert (said.status, said.code) == (400, 50035)
    assert why in said.errors
    assert await click.answers(4, {"content": "a"}) == (204, -1)
    await click.shown


async def test_forms_that_are_just_right(raw: Raw, ada: Member, tales: Channel) -> None:
    click = await clicked(raw, ada, tales)
    fields = [
        label(SELECT | {"min_values": 0, "required": False}),
        label({"type": 21, "custom_id": "r", "options": OPTIONS}),
        label({"type": 22, "custom_id": "c", "options": OPTIONS, "min_values": 0, "required": False}),
        label({"type": 19, "custom_id": "f", "min_values": 0, "required": False}),
        words("read this"),
    ]
    assert await click.answers(9, modal(*fields, title="t" * 45)) == (204, -1)
    assert "read this" in (await click.shown).text


async def test_webhooks_of_interactions(raw: Raw, ada: Member, tales: Channel, local: LocalDiscord) -> None:
    click = await clicked(raw, ada, tales)
    assert await click.answers(4, {"content": "a", "flags": 64}) == (204, -1)
    hidden = await raw("POST", click.webhook, {"content": "b", "flags": 64})
    assert hidden.status == 200
    assert (await raw("PATCH", f"{click.webhook}/messages/{hidden.id}", {"content": "a" * 2001})).code == 50035
    assert (await raw("DELETE", f"/channels/{tales.id}/messages/{hidden.id}")).code == 10008
    assert (await raw("DELETE", f"{click.webhook}/messages/{hidden.id}")).status == 204
    assert (await raw("DELETE", f"{click.webhook}/messages/{hidden.id}")).code == 10008
    assert (await raw("POST", f"/webhooks/{local.state.application_id}/forged", {"content": "a"})).code == 50027
    assert (await raw("POST", "/webhooks/1/forged", {"content": "a"})).status == 401
    await click.shown


async def test_an_interaction_of_another_token(raw: Raw, ada: Member, tales: Channel) -> None:
    click = await clicked(raw, ada, tales)
    number = click.callback.split("/")[2]
    assert (await raw("POST", f"/interactions/{number}/forged/callback", {"type": 6})).code == 10062
    assert await click.answers(4, {"content": "a"}) == (204, -1)
    await click.shown


async def test_whom_an_answer_pings(raw: Raw, ada: Member, tales: Channel) -> None:
    click = await clicked(raw, ada, tales)
    guild = tales.record.guild
    assert guild is not None
    said: Json = {"content": f"<@{ada.id}> <@&{guild.id}> @everyone"}
    assert await click.answers(4, said) == (204, -1)
    await click.shown
    assert tales.messages[-1].pings == ("Ada",)


async def test_old_tokens_are_forgotten(
    raw: Raw, ada: Member, tales: Channel, local: LocalDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.rehearsal.interactions.MOST_TOKENS", 1)
    first = await clicked(raw, ada, tales)
    assert await first.answers(4, {"content": "a"}) == (204, -1)
    await first.shown
    local.passes(901)
    second = await clicked(raw, ada, tales)
    assert await second.answers(4, {"content": "a"}) == (204, -1)
    await second.shown
    assert (await raw("POST", first.webhook, {"content": "late"})).code == 50027
