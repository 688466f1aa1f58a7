"""Parts of bodies, and a click seen from the bot's side."""

import asyncio

from bot.rehearsal import Channel, Member, Shown
from bot.rehearsal.values import Json
from tests.rehearsal.raw import Raw, event

V2 = 1 << 15


def words(content: str) -> Json:
    return {"type": 10, "content": content}


def button(custom_id: str, label: str = "Go", **more: object) -> Json:
    return {"type": 2, "style": 1, "label": label, "custom_id": custom_id, **more}


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def v2(*components: Json) -> Json:
    return {"flags": V2, "components": list(components)}


SELECT: Json = {"type": 3, "custom_id": "s", "options": [{"label": "A", "value": "a"}]}
MANY: list[Json] = [{"label": str(n), "value": str(n)} for n in range(26)]


class Click:
    """A click on its way, seen from the bot's side of the gateway."""

    def __init__(self, raw: Raw, data: Json, shown: "asyncio.Task[Shown]") -> None:
        self._raw = raw
        self.shown = shown
        self.callback = f"/interactions/{data['id']}/{data['token']}/callback"
        self.webhook = f"/webhooks/{data['application_id']}/{data['token']}"

    async def answers(self, kind: int, data: Json | None = None) -> tuple[int, int]:
        said = await self._raw("POST", self.callback, {"type": kind, "data": data or {}})
        return said.status, said.code


async def clicked(raw: Raw, ada: Member, tales: Channel) -> Click:
    socket = await raw.identified()
    await event(socket, "READY")
    await raw("POST", f"/channels/{tales.id}/messages", {"content": "a", "components": [row(button("go"))]})
    shown = asyncio.create_task(ada.presses("Go"))
    return Click(raw, await event(socket, "INTERACTION_CREATE"), shown)
