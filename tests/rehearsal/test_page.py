"""The page's server: whom it lets in, what it tells, what an act answers. No browser is needed for these."""

import asyncio
import json
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientSession, WSServerHandshakeError

from bot.rehearsal import Channel, LocalDiscord, Member
from bot.rehearsal.page import Page, Step
from bot.rehearsal.process import BotProcess
from bot.rehearsal.sky import Sky
from bot.rehearsal.state import Habits
from tests.rehearsal.bot import running


@pytest.fixture
async def page(local: LocalDiscord, ada: Member) -> AsyncGenerator[Page]:
    sky = Sky(local, lambda _: BotProcess({}), datetime(2026, 3, 2, 18, tzinfo=UTC))
    step = Step("Say something.", lambda discord: any(room.messages for room in discord.state.channels.values()))
    async with Page(local, sky, steps=[step], phones=[ada.id]) as made:
        yield made


@pytest.fixture
async def http() -> AsyncGenerator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def _act(http: ClientSession, page: Page, **body: object) -> dict[str, Any]:
    origin = page.address.rstrip("/")
    async with http.post(page.address + "act", json=body, headers={"Origin": origin}) as answer:
        assert answer.status == 200
        return await answer.json()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://bent.example", "Host": "bent.example"},
        {"Host": "bent.example"},
    ],
)
async def test_no_other_page_can_drive_it(page: Page, http: ClientSession, headers: dict[str, str]) -> None:
    async with http.post(page.address + "act", json={"do": "restart"}, headers=headers) as answer:
        assert answer.status == 403
    with pytest.raises(WSServerHandshakeError):
        await http.ws_connect(page.address + "live", headers=headers)


async def test_an_act_is_json(page: Page, http: ClientSession) -> None:
    headers = {"Origin": page.address.rstrip("/"), "Content-Type": "text/plain"}
    async with http.post(page.address + "act", data="{}", headers=headers) as answer:
        assert answer.status == 415


@pytest.mark.parametrize("path", ["server.py", "..%2fserver.py", "%2e%2e/view.py", "attachments/x", "static/main.js"])
async def test_it_serves_its_own_files_and_no_others(page: Page, http: ClientSession, path: str) -> None:
    async with http.get(page.address + path) as answer:
        assert answer.status == 404
    async with http.get(page.address) as answer:
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_what_happens_is_told(page: Page, http: ClientSession, tales: Channel, ada: Member) -> None:
    async with http.ws_connect(page.address + "live", headers={"Origin": page.address.rstrip("/")}) as socket:
        first = await socket.receive_json(timeout=5)
        assert first["fresh"] is True
        assert first["rows"][f"member:{ada.id}"]["name"] == "Ada"
        assert first["rows"]["steps:"]["lines"][0]["done"] is False
        done = await _act(http, page, do="write", member=str(ada.id), channel=str(tales.id), words="hello")
        rows: dict[str, Any] = {}
        async with asyncio.timeout(5):
            while f"message:{done['message']}" not in rows:
                rows |= (await socket.receive_json())["rows"]
        assert rows[f"message:{done['message']}"]["content"] == "hello"
        assert rows["steps:"]["lines"][0]["done"] is True


async def test_an_act_that_cannot_be_done_says_why(
    page: Page, http: ClientSession, tales: Channel, ada: Member
) -> None:
    who = {"member": str(ada.id), "channel": str(tales.id)}
    assert "no command" in (await _act(http, page, do="use", words="/nothing", **who))["wrong"]
    assert "gone" in (await _act(http, page, do="press", message="1", custom_id="x", **who))["wrong"]
    assert "not running" in (await _act(http, page, do="jump"))["wrong"]
    assert "no act" in (await _act(http, page, do="fly"))["wrong"]
    long = await _act(http, page, do="write", words="x" * 2001, **who)
    assert "Invalid Form Body" in long["wrong"]


async def test_habits_that_cannot_be(page: Page, http: ClientSession, ada: Member) -> None:
    who = {"do": "habits", "member": str(ada.id)}
    assert "no time zone" in (await _act(http, page, **who, zone="../etc/passwd"))["wrong"]
    assert "no time zone" in (await _act(http, page, **who, zone="Mars/Olympus"))["wrong"]
    assert "no time of a day" in (await _act(http, page, **who, lies_down="25:00"))["wrong"]
    assert ada.user.habits == Habits()
    assert await _act(http, page, **who, zone="Asia/Tokyo", rises="06:00") == {}
    assert ada.user.habits == Habits("Asia/Tokyo", "23:00", "06:00")


async def test_a_stranger_bot_is_played_with(
    local: LocalDiscord, page: Page, http: ClientSession, tales: Channel, ada: Member
) -> None:
    who = {"member": str(ada.id), "channel": str(tales.id)}
    async with running(local):
        offered = await _act(http, page, do="complete", words="/speak", option="words", so_far="a", given={}, **who)
        assert [each["value"] for each in offered["choices"]] == ["ah", "ak"]
        options = [{"name": "words", "type": 3, "value": "hey"}, {"name": "whom", "type": 6, "value": str(ada.id)}]
        await _act(http, page, do="use", words="/speak", options=options, **who)
        assert "hey*1 to Ada" in tales.messages[-1].text
        shown = await _act(http, page, do="use", words="/card", **who)
        asked = await _act(http, page, do="press", message=shown["message"], custom_id="ask", **who)
        fields = {each["component"]["custom_id"]: each["label"] for each in asked["modal"]["components"]}
        side = next(name for name, label in fields.items() if label == "Side")
        filled = {"name": "Ada", side: "r", "sure": True, "room": [str(tales.id)]}
        await _act(http, page, do="fill", opened=asked["opened"], fields=filled, **who)
        assert tales.messages[-1].text == "Ada/r/True/tales"
        again = await _act(http, page, do="fill", opened=asked["opened"], fields=filled, **who)
        assert "not open" in again["wrong"]
        silent = await _act(http, page, do="press", message=shown["message"], custom_id="aside", **who)
        assert silent["wrong"] == "This interaction failed"
        reported = await _act(http, page, do="choose", entry="Report", message=str(tales.messages[0].id), **who)
        assert json.loads(json.dumps(reported)).keys() == {"message"}
        assert "wrong" in await _act(http, page, do="dismiss", message=str(tales.messages[0].id), **who)
        assert await _act(http, page, do="dismiss", message=reported["message"], **who) == {}
