"""What a member can do on the page beyond a press: menus of people and messages, selects, completions, files."""

from pathlib import Path

import discord
from discord import ui
from playwright.async_api import expect

from tests.page.puppet import PIXEL, puppet

COLOURS = ("red", "blue", "green", "black")


class Picks(ui.Modal, title="A picture"):
    """A form with a field for files."""

    pictures = ui.Label["Picks"](
        text="Pictures", component=ui.FileUpload["Picks"](custom_id="pictures", min_values=1, max_values=2)
    )
    more = ui.Label["Picks"](text="More", component=ui.FileUpload["Picks"](custom_id="more", required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Say what came."""
        upload = self.pictures.component
        assert isinstance(upload, ui.FileUpload)
        sizes = [f"{each.filename} {len(await each.read())} {each.content_type}" for each in upload.values]
        await interaction.response.send_message(", ".join(sizes))


class Which(ui.Select[ui.LayoutView]):
    """Says what was picked."""

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("picked " + ", ".join(self.values))


class Whom(ui.UserSelect[ui.LayoutView]):
    """Says who was picked."""

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("picked " + ", ".join(each.name for each in self.values))


class Asks(ui.Button[ui.LayoutView]):
    """Opens the form."""

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Picks())


async def test_what_apps_offer_on_people_and_messages() -> None:
    async with puppet() as stage:
        server = stage.server
        await server.screen.get_by_role("button", name="People").click()
        await server.screen.get_by_role("dialog").get_by_role("button", name="Bo").click()
        await server.screen.get_by_role("dialog").get_by_role("button", name="Wave").click()
        await server.sees("waves at Bo")

        await stage.ada.writes("a strange thing", where=stage.tales)
        message = server.screen.locator(".message").filter(has_text="a strange thing").last
        await message.hover()
        await message.get_by_role("button", name="More about this message of Ada").click()
        await server.screen.get_by_role("dialog").get_by_role("button", name="Report").click()
        await server.sees("reported: a strange thing")
        await expect(stage.telephone(stage.bo).screen.get_by_text("reported:")).to_have_count(0)


async def test_several_are_picked_and_sent_with_a_button() -> None:
    async with puppet() as stage:
        options = [discord.SelectOption(label=each.title(), value=each, default=each == "blue") for each in COLOURS]
        select = Which(placeholder="Which", options=options, min_values=2, max_values=3)
        await stage.shows(ui.ActionRow(select))
        server = stage.server
        await server.screen.get_by_role("button", name="Which: Blue").click()
        dialog = server.screen.get_by_role("dialog")
        await expect(dialog.get_by_label("Blue")).to_be_checked()
        await dialog.get_by_role("button", name="Done").click()
        await expect(dialog.get_by_role("alert")).to_have_text("Choose 2 to 3.")
        await dialog.get_by_label("Black").check()
        await dialog.get_by_role("button", name="Done").click()
        await server.sees("picked blue, black")
        await expect(dialog).to_have_count(0)


async def test_people_are_searched_and_picked() -> None:
    async with puppet() as stage:
        for number in range(9):
            stage.harbour.welcomes(f"Guest {number}")
        await stage.shows(ui.ActionRow(Whom(placeholder="Whom", max_values=2)))
        server = stage.server
        await server.screen.get_by_role("button", name="Whom").click()
        dialog = server.screen.get_by_role("dialog")
        await dialog.get_by_role("searchbox").fill("guest 7")
        await expect(dialog.get_by_role("checkbox").filter(visible=True)).to_have_count(1)
        await dialog.get_by_label("@Guest 7").check()
        await dialog.get_by_role("searchbox").fill("bo")
        await dialog.get_by_label("@Bo").check()
        await dialog.get_by_role("button", name="Done").click()
        await server.sees("picked Bo, Guest 7")


async def test_an_option_completes_while_one_types() -> None:
    async with puppet() as stage:
        ada = stage.telephone(stage.ada)
        await ada.goes("#tales")
        await ada.uses("/speak")
        dialog = ada.screen.get_by_role("dialog")
        await dialog.get_by_role("textbox", name="words").fill("oa")
        offers = dialog.get_by_role("group", name="Suggestions for words")
        await expect(offers.get_by_role("button")).to_have_text(["oah", "oak"])
        await offers.get_by_role("button", name="oak").click()
        await expect(dialog.get_by_role("textbox", name="words")).to_have_value("oak")
        await expect(offers.get_by_role("button")).to_have_count(0)
        await dialog.get_by_label("times").fill("3")
        await dialog.get_by_label("whom").select_option(label="@Bo")
        await dialog.get_by_role("button", name="Send").click()
        await ada.sees("oak*3 to Bo in None")


async def test_files_are_sent_in_a_form(tmp_path: Path) -> None:
    for name in ("my mark.png", "sea.png"):
        (tmp_path / name).write_bytes(PIXEL)
    async with puppet() as stage:
        await stage.shows(ui.ActionRow(Asks(label="Send a picture")))
        server = stage.server
        await server.presses("Send a picture")
        dialog = server.screen.get_by_role("dialog")
        field = dialog.get_by_label("Pictures")
        await expect(field).to_have_js_property("required", value=True)
        await expect(dialog.get_by_label("More (optional)")).to_have_js_property("multiple", value=False)
        await field.set_input_files([tmp_path / "my mark.png", tmp_path / "sea.png"])
        await dialog.get_by_role("button", name="Submit").click()
        await server.sees(f"my_mark.png {len(PIXEL)} image/png, sea.png {len(PIXEL)} image/png")
