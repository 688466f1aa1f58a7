"""The page, played as a newcomer plays it: the door, two phones, a night, a morning, a reading."""

from pathlib import Path

from playwright.async_api import expect

from tests.page.browser import looking
from tests.page.people import Device, dreams_until, jumps, opens_the_door, settles


async def test_the_first_minute_and_the_first_reading(tmp_path: Path) -> None:
    async with looking(tmp_path) as (on, page):
        server, ada, bo = (Device(page, name) for name in ("The server", "Ada's telephone", "Bo's telephone"))
        steps = page.get_by_role("region", name="First steps")
        await opens_the_door(server)
        await expect(steps.locator(".done")).to_have_count(1)
        for device in (ada, bo):
            await device.enrols()
        await expect(steps.locator(".done")).to_have_count(2)

        await jumps(page, on)
        await settles(page, on)
        for device in (ada, bo):
            await expect(device.screen.locator(".count")).to_have_count(1)
            await device.goes("Dreams")
            await expect(device.screen.locator(".count")).to_have_count(0)
            assert await device.answers()
        await jumps(page, on)
        await ada.sees("You wake.")
        await expect(steps).to_be_hidden()

        await dreams_until(page, on, "Keep this dream", ada, bo)
        for device in (ada, bo):
            await device.presses("Keep this dream")
        await ada.sees("Kept")
        await settles(page, on)
        await ada.goes("#tales")
        await ada.uses("/excerpt")
        await ada.screen.locator(".message .select").last.click()
        await ada.screen.get_by_role("dialog").locator(".choice").first.click()
        await ada.presses("Offer it")
        await bo.presses("Agree")
        await bo.sees("Agreed.")
        await settles(page, on)
        await server.uses("/reading now")
        await server.screen.get_by_role("tab", name="read aloud").click()
        await expect(server.last.get_by_role("button", name="Take it back")).to_be_visible()
        await ada.screen.get_by_role("tab", name="read aloud").click()
        await expect(ada.last.get_by_role("button", name="Take it back")).to_be_visible()


async def test_a_member_leaves_closes_their_messages_and_the_bot_is_restarted(tmp_path: Path) -> None:
    async with looking(tmp_path) as (on, page):
        ada = Device(page, "Ada's telephone")
        member = next(each for each in on.discord.state.users.values() if each.name == "Ada")
        await ada.does("Close direct messages")
        await expect(ada.screen.get_by_text("DMs closed")).to_be_visible()
        assert member.dms_open is False
        await ada.does("Leave Harbour")
        await expect(ada.screen.get_by_role("tab")).to_have_count(1)
        assert member.id not in on.discord.guilds[0].record.members
        await ada.screen.get_by_role("button", name="Join it again").click()
        await expect(ada.screen.get_by_role("tab")).to_have_count(2)

        server = Device(page, "The server")
        await server.screen.get_by_role("button", name="People").click()
        await server.screen.get_by_role("dialog").get_by_role("button", name="Ada").click()
        await server.screen.get_by_role("button", name="Kick from the server").click()
        await expect(ada.screen.get_by_role("button", name="Join it again")).to_be_visible()

        await page.get_by_role("button", name="Restart the bot").click()
        await on.discord.bot_gone(20)
        await on.discord.bot_ready(20)
        await expect(page.get_by_role("radio", name="Stands")).to_be_enabled()


async def test_somebody_is_added_and_the_clock_runs(tmp_path: Path) -> None:
    async with looking(tmp_path) as (on, page):
        await page.get_by_role("button", name="Add a member").click()
        dialog = page.get_by_role("dialog", name="A new member")
        await dialog.get_by_label("Name").fill("Cleo")
        await dialog.get_by_role("button", name="Let them in").click()
        cleo = Device(page, "Cleo's telephone")
        await expect(cleo.screen).to_be_visible()
        before = on.sky.now
        await page.get_by_text("3600×").click()
        await expect(page.get_by_role("radio", name="3600×")).to_be_checked()
        await on.discord.state.changes.until(lambda: on.sky.speed == 3600 or None, 10)
        await page.get_by_text("Stands").click()
        await on.discord.state.changes.until(lambda: on.sky.speed == 0 or None, 10)
        assert on.sky.now > before
