"""Everybody can use it: with a keyboard alone, and on a telephone's width."""

from pathlib import Path

from playwright.async_api import Page, expect

from tests.page.browser import TELEPHONE, looking
from tests.page.people import Device, opens_the_door

FOCUSED = """() => {
    const at = document.activeElement;
    const where = at.closest("[role=dialog]") ?? at.closest(".screen");
    return [where?.getAttribute("aria-label") ?? "", at.getAttribute("role") ?? at.tagName, at.textContent];
}"""
TOO_WIDE = """() => [...document.querySelectorAll("html, body, .screen:not(.back), .screen:not(.back) *")]
    .filter(each => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline"
        && !["auto", "scroll"].includes(getComputedStyle(each).overflowX)
        && !each.matches(".unseen, option, select, .avatar, .place")
        && each.clientWidth > 0)
    .map(each => each.outerHTML.slice(0, 120))"""
MOST_STEPS = 60


async def tabs_to(page: Page, wanted: str, key: str = "Tab", where: str = "") -> None:
    """Press Tab until what is focused says, or is, what is wanted."""
    for _ in range(MOST_STEPS):
        await page.keyboard.press(key)
        place, role, words = await page.evaluate(FOCUSED)
        if wanted in (role, words.strip()) and where in place:
            return
    raise AssertionError(f"{wanted!r} is not reached with {key}")


async def test_somebody_joins_with_the_keyboard_alone(tmp_path: Path) -> None:
    async with looking(tmp_path) as (_, page):
        await opens_the_door(Device(page, "The server"))
        await page.evaluate("document.activeElement.blur()")
        ada = Device(page, "Ada's telephone")
        await tabs_to(page, "combobox", where="Ada")
        await page.keyboard.type("/soulmark")
        await expect(ada.screen.get_by_role("listbox").get_by_role("option")).to_have_count(1)
        await page.keyboard.press("Enter")
        await expect(ada.screen.get_by_role("button", name="Join")).to_be_visible()
        await tabs_to(page, "Join", "Shift+Tab")
        await page.keyboard.press("Enter")
        dialog = ada.screen.get_by_role("dialog")
        await expect(dialog.get_by_label("Name")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)
        await expect(ada.screen.get_by_role("button", name="Join")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(dialog.get_by_label("Name")).to_be_focused()
        await page.keyboard.press("Enter")
        closes = ada.screen.get_by_role("button", name="Close your eyes")
        await expect(closes).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(closes).to_have_count(0)
        await page.keyboard.press("Enter")
        await expect(ada.screen.get_by_role("button", name="Where and when I sleep")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(dialog.get_by_label("City")).to_be_focused()
        await page.keyboard.type("Berlin")
        await page.keyboard.press("Enter")
        await expect(ada.screen.get_by_role("button", name="That is right")).to_be_visible()
        await tabs_to(page, "That is right")
        await page.keyboard.press("Enter")
        await expect(ada.screen.get_by_role("button", name="Show my mark")).to_be_visible()


async def test_nothing_is_too_wide_for_a_telephone(tmp_path: Path) -> None:
    async with looking(tmp_path, size=TELEPHONE) as (_, page):
        server, ada = Device(page, "The server"), Device(page, "Ada's telephone")
        assert await page.evaluate(TOO_WIDE) == []
        await opens_the_door(server)
        assert await page.evaluate(TOO_WIDE) == []
        await page.get_by_role("navigation", name="Screens").get_by_role("button", name="Ada").click()
        await expect(ada.screen).to_be_visible()
        await expect(server.screen).to_be_hidden()
        await ada.uses("/soulmark")
        await ada.presses("Join")
        assert await page.evaluate(TOO_WIDE) == []
        await ada.sends_form()
        await ada.presses("Close your eyes")
        await expect(ada.last.locator(".button").first).to_be_visible()
        assert await page.evaluate(TOO_WIDE) == []
        await page.get_by_text("Behind the scenes").click()
        assert await page.evaluate(TOO_WIDE) == []


async def test_controls_have_names(tmp_path: Path) -> None:
    async with looking(tmp_path) as (_, page):
        await opens_the_door(Device(page, "The server"))
        nameless = await page.evaluate(
            """() => [...document.querySelectorAll("button, input, select, textarea, img")]
                .filter(each => !each.textContent.trim() && !each.labels?.length && !each.alt
                    && !each.getAttribute("aria-label"))
                .map(each => each.outerHTML)"""
        )
        assert nameless == []
