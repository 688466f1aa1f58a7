"""A browser of the system's, and a rehearsal to look at."""

import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, async_playwright

from bot.rehearse import Rehearsal, rehearsal

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
DESK = (1440, 900)
TELEPHONE = (375, 740)


def found() -> str:
    """Return where the browser is; raises LookupError where there is none."""
    paths = [path for name in NAMES if (path := shutil.which(name)) is not None]
    if not paths:
        raise LookupError(f"none of {', '.join(NAMES)} is installed: these tests need one")
    return paths[0]


@asynccontextmanager
async def chromium() -> AsyncGenerator[Browser]:
    """Start the browser, and end it."""
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=found(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def opened(
    address: str, *, size: tuple[int, int] = DESK, colours: Literal["light", "dark"] = "dark"
) -> AsyncGenerator[Page]:
    """Open a page in a browser in Berlin; at the end nothing went wrong in it, and it asked for nothing elsewhere."""
    wrong: list[str] = []
    async with chromium() as browser:
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=colours,
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
        )
        page = await context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else wrong.append(asked.url))
        await page.goto(address)
        await page.locator(".screen").first.wait_for()
        yield page
        await context.close()
        assert wrong == []


@asynccontextmanager
async def looking(
    home: Path, *, size: tuple[int, int] = DESK, colours: Literal["light", "dark"] = "dark"
) -> AsyncGenerator[tuple[Rehearsal, Page]]:
    """Open a rehearsal in a browser; at the end nothing went wrong in the bot either."""
    async with rehearsal(home) as on:
        try:
            await on.discord.bot_ready(20)
        except TimeoutError:
            raise TimeoutError(f"the bot did not come up; its log ends:\n{on.sky.log}") from None
        async with opened(on.address, size=size, colours=colours) as page:
            yield on, page
        assert on.discord.unknown == []
        assert "Traceback" not in on.sky.log, on.sky.log
