"""What a device shows beside messages: who types, what is unread, closed messages, the hour of whoever has it."""

import discord
import pytest
from discord import ui
from playwright.async_api import expect

from bot.rehearsal.state import Habits
from tests.page.browser import TELEPHONE
from tests.page.puppet import puppet

LOCKED_OUT = "Cannot send messages to this user"


async def test_the_bot_is_seen_typing_where_it_types_and_until_it_has() -> None:
    async with puppet() as stage:
        ada, bo = stage.telephone(stage.ada), stage.telephone(stage.bo)
        for device in (ada, bo):
            await device.goes("Dreams")
        await stage.room(stage.ada.phone).typing()
        await expect(ada.screen.locator(".typing")).to_have_text("Dreams is typing…")
        await expect(bo.screen.locator(".typing")).to_have_text("")
        await stage.room(stage.bo.phone).send("not to you")
        await bo.sees("not to you")
        await expect(bo.screen.locator(".typing")).to_have_text("")
        await expect(ada.screen.locator(".typing")).to_have_text("Dreams is typing…")
        await stage.room(stage.ada.phone).send("there")
        await ada.sees("there")
        await expect(ada.screen.locator(".typing")).to_have_text("")


async def test_what_was_not_looked_at_is_marked() -> None:
    async with puppet() as stage:
        ada = stage.telephone(stage.ada)
        tab = ada.screen.get_by_role("tab", name="Dreams")
        await expect(tab.locator(".count")).to_have_count(0)
        for words in ("one", "two"):
            await stage.room(stage.ada.phone).send(words)
        await expect(tab.get_by_label("2 unread")).to_be_visible()
        await expect(stage.telephone(stage.bo).screen.locator(".count")).to_have_count(0)
        await stage.ada.writes("my own", where=stage.ada.phone)
        await expect(tab.get_by_label("3 unread")).to_be_visible()
        await tab.click()
        await expect(ada.screen.locator(".count")).to_have_count(0)
        await stage.room(stage.ada.phone).send("three")
        await ada.sees("three")
        await expect(ada.screen.locator(".count")).to_have_count(0)


async def test_devices_that_lie_behind_are_marked_too() -> None:
    async with puppet(size=TELEPHONE) as stage:
        devices = stage.page.get_by_role("navigation", name="Screens")
        await stage.room(stage.bo.phone).send("one")
        await expect(devices.get_by_role("button", name="Bo").get_by_label("1 unread")).to_be_visible()
        await expect(devices.get_by_role("button", name="Ada").locator(".count")).to_have_count(0)
        await devices.get_by_role("button", name="Bo").click()
        await stage.telephone(stage.bo).goes("Dreams")
        await devices.get_by_role("button", name="Server").click()
        await expect(devices.locator(".count")).to_have_count(0)


async def test_closed_messages_keep_the_bot_out_and_the_panel_says_so() -> None:
    async with puppet() as stage:
        ada, works = stage.telephone(stage.ada), stage.page.get_by_role("list", name="Requests")
        await stage.page.get_by_text("Behind the scenes").click()
        await stage.page.get_by_label("Refused only").check()
        await expect(works).to_have_text("None.")
        await ada.goes("Dreams")
        await ada.does("Close direct messages")
        await expect(ada.screen.get_by_text("DMs closed")).to_be_visible()
        with pytest.raises(discord.Forbidden, match=LOCKED_OUT):
            await stage.room(stage.ada.phone).send("are you there")
        refused = works.get_by_role("listitem")
        await expect(refused).to_have_count(1)
        for words in ("403", "POST", f"/channels/{stage.ada.phone.id}/messages", "50007", LOCKED_OUT):
            await expect(refused.locator("summary")).to_contain_text(words)
        await refused.locator("summary").click()
        answered, asked = refused.locator("pre").first, refused.locator("pre").last
        await expect(asked).to_contain_text('"content": "are you there"')
        await expect(answered).to_contain_text('"code": 50007')
        await ada.does("Open direct messages")
        await expect(ada.screen.get_by_text("DMs closed")).to_have_count(0)
        await stage.room(stage.ada.phone).send("good morning")
        await ada.sees("good morning")
        await expect(works.get_by_role("listitem")).to_have_count(1)


async def test_the_panel_says_what_a_body_had_wrong() -> None:
    async with puppet() as stage:
        with pytest.raises(discord.HTTPException):
            await stage.shows(ui.ActionRow(*(ui.Button[ui.LayoutView](label=each, custom_id="same") for each in "ab")))
        await stage.page.get_by_text("Behind the scenes").click()
        reason = stage.page.get_by_role("list", name="Requests").locator(".reason")
        where = "components.0.components.1.custom_id"
        await expect(reason).to_have_text(f"50035 Invalid Form Body. {where}: Component custom id cannot be duplicated")


async def test_everybody_has_hours_of_their_own() -> None:
    async with puppet() as stage:
        ada, bo = stage.telephone(stage.ada), stage.telephone(stage.bo)
        for device in (ada, bo):
            await expect(device.screen.locator(".time")).to_have_text("21:00")
            await expect(device.screen.get_by_text("asleep")).to_have_count(0)
        await ada.screen.get_by_role("button", name="This member").click()
        form = ada.screen.get_by_role("dialog")
        await expect(form.get_by_label("Zone of their clock")).to_have_value("Europe/Berlin")
        await form.get_by_label("Zone of their clock").select_option("Asia/Tokyo")
        await form.get_by_label("Usually asleep from").fill("22:30")
        await form.get_by_label("to", exact=True).fill("06:15")
        await form.get_by_role("button", name="Save").click()
        await expect(ada.screen.locator(".time")).to_have_text("05:00")
        await expect(ada.screen.get_by_text("asleep till 06:15")).to_be_visible()
        await expect(bo.screen.locator(".time")).to_have_text("21:00")
        assert stage.ada.user.habits == Habits("Asia/Tokyo", "22:30", "06:15")
        await stage.page.reload()
        await expect(ada.screen.get_by_text("asleep till 06:15")).to_be_visible()

        server = stage.server
        await server.screen.get_by_role("button", name="People").click()
        await server.screen.get_by_role("dialog").get_by_role("button", name="Ada").click()
        await expect(server.screen.get_by_text("It is 05:00 there, and they sleep till 06:15.")).to_be_visible()


async def test_who_is_added_has_a_zone_and_hours() -> None:
    async with puppet() as stage:
        await stage.page.get_by_role("button", name="Add a member").click()
        form = stage.page.get_by_role("dialog", name="A new member")
        await form.get_by_label("Name").fill("Cleo")
        await form.get_by_label("Zone of their clock").select_option("Pacific/Auckland")
        await form.get_by_label("Usually asleep from").fill("09:00")
        await form.get_by_label("to", exact=True).fill("17:00")
        await form.get_by_role("button", name="Let them in").click()
        cleo = stage.page.get_by_role("region", name="Cleo's telephone")
        await expect(cleo.locator(".time")).to_have_text("09:00")
        await expect(cleo.get_by_text("asleep till 17:00")).to_be_visible()
