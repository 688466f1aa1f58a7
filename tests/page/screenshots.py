"""Screenshots of the page: `python -m tests.page.screenshots FOLDER`."""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Page, expect

from bot.rehearse import Rehearsal
from tests.page.browser import DESK, TELEPHONE, looking
from tests.page.people import Device, jumps, opens_the_door, settles


async def _play(on: Rehearsal, page: Page, folder: Path, name: str) -> None:
    """Play the first evening, with a picture of each of its moments."""
    narrow = (page.viewport_size or {"width": 0})["width"] < DESK[0]

    async def shoot(moment: str) -> None:
        await page.mouse.move(0, 0)
        await page.evaluate("document.fonts.ready")
        await page.screenshot(path=folder / f"{name}-{moment}.png")

    async def takes(device: Device, tab: str) -> None:
        if narrow:
            await page.get_by_role("navigation", name="Screens").get_by_role("button", name=tab).click()
        await expect(device.screen).to_be_visible()

    server, ada, bo = (Device(page, each) for each in ("The server", "Ada's telephone", "Bo's telephone"))
    await shoot("1-start")
    await opens_the_door(server)
    await shoot("2-door")
    await takes(ada, "Ada")
    await ada.screen.get_by_role("combobox").last.fill("/")
    await shoot("3-commands")
    await ada.uses("/soulmark")
    await ada.presses("Join")
    await shoot("4-form")
    await page.keyboard.press("Escape")
    await ada.enrols()
    await takes(bo, "Bo")
    await bo.enrols()
    await bo.presses("Show my mark")
    await settles(page, on)
    await jumps(page, on)
    await takes(ada, "Ada")
    await ada.goes("Dreams")
    await ada.answers()
    await takes(bo, "Bo")
    await bo.goes("Dreams")
    await takes(ada, "Ada")
    await expect(page.get_by_role("button", name="Jump to")).to_be_enabled()
    await shoot("5-night")
    await page.get_by_text("Behind the scenes").click()
    await shoot("6-works")
    await page.get_by_text("Behind the scenes").click()
    await jumps(page, on)
    await ada.sees("You wake.")
    await expect(page.get_by_role("button", name="Jump to")).to_be_enabled()
    await shoot("7-morning")


async def main(folder: Path) -> None:
    """Make them all: at a desk, dark and light, and on a telephone."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    for colours in ("dark", "light"):
        for name, size in (("desk", DESK), ("telephone", TELEPHONE)):
            with tempfile.TemporaryDirectory() as home:
                async with looking(Path(home), size=size, colours=colours) as (on, page):
                    await _play(on, page, folder, f"{name}-{colours}")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
