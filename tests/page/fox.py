"""Firefox, driven by the protocol it speaks itself (WebDriver BiDi): nothing has to be installed beside it."""

import asyncio
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.rehearsal.values import Json, as_array, as_object, objects, text

NAMES = ("firefox", "firefox-esr")
ALONE = (
    "app.normandy.enabled",
    "browser.region.update.enabled",
    "browser.safebrowsing.downloads.remote.enabled",
    "datareporting.healthreport.uploadEnabled",
    "datareporting.policy.dataSubmissionEnabled",
    "extensions.getAddons.cache.enabled",
    "network.captive-portal-service.enabled",
    "network.connectivity-service.enabled",
)
"""What Firefox would else ask of the world outside by itself."""
LISTENS = "WebDriver BiDi listening on "
PATIENCE = 30.0


def found() -> str | None:
    """Return where Firefox is, if it is installed."""
    return next((path for name in NAMES if (path := shutil.which(name)) is not None), None)


class Fox:
    """One window of Firefox. `wrong` holds the errors that were logged in it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._sent = 0
        self._window = ""
        self.wrong: list[str] = []

    async def begins(self) -> None:
        """Begin a session, and listen to what is logged."""
        await self._asks("session.new", {"capabilities": {}})
        await self._asks("session.subscribe", {"events": ["log.entryAdded"]})
        windows = objects((await self._asks("browsingContext.getTree", {})).get("contexts"))
        self._window = text(windows[0].get("context"))

    async def _asks(self, method: str, given: Json) -> Json:
        self._sent += 1
        await self._socket.send_json({"id": self._sent, "method": method, "params": given})
        while True:
            told = as_object(await self._socket.receive_json(timeout=PATIENCE))
            if told.get("method") == "log.entryAdded":
                entry = as_object(told.get("params"))
                self.wrong += [text(entry.get("text"))] if entry.get("level") == "error" else []
            if told.get("id") == self._sent:
                assert told.get("type") == "success", told
                return as_object(told.get("result"))

    async def goes(self, address: str, size: tuple[int, int]) -> None:
        """Open an address in a window of this size."""
        viewport = {"width": size[0], "height": size[1]}
        await self._asks("browsingContext.setViewport", {"context": self._window, "viewport": viewport})
        await self._asks("browsingContext.navigate", {"context": self._window, "url": address, "wait": "complete"})

    async def runs(self, script: str) -> object:
        """Run the body of an async function in the page; returns what that returns, numbers, texts and lists."""
        asked: Json = {"expression": f"(async () => {{ {script} }})()", "awaitPromise": True}
        told = await self._asks("script.evaluate", asked | {"target": {"context": self._window}})
        assert told.get("type") == "success", told
        return _plain(as_object(told.get("result")))


def _plain(value: Json) -> object:
    inner = value.get("value")
    return [_plain(as_object(each)) for each in as_array(inner)] if value.get("type") == "array" else inner


@asynccontextmanager
async def firefox(path: str, home: Path) -> AsyncGenerator[Fox]:
    """Start Firefox with `home` as its profile, and end it; at the end nothing was logged as an error."""
    arguments = ("--headless", "--no-remote", "--profile", str(home), "--remote-debugging-port", "0")
    settings = "".join(f'user_pref("{name}", false);\n' for name in ALONE)
    (home / "user.js").write_text(settings, encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        path, *arguments, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    try:
        async with asyncio.timeout(PATIENCE):
            while LISTENS not in (line := (await process.stderr.readline()).decode()):
                assert line, "Firefox ended"
        async with aiohttp.ClientSession() as http:
            address = line.partition(LISTENS)[2].strip()
            async with http.ws_connect(f"{address}/session", max_msg_size=0) as socket:
                fox = Fox(socket)
                await fox.begins()
                yield fox
                assert fox.wrong == []
    finally:
        process.terminate()
        await process.communicate()
