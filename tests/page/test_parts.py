"""What a message can hold is shown as it is: pictures, files, embeds, replies."""

import io

import discord
from discord import ui
from playwright.async_api import expect

from tests.page.puppet import picture, puppet

ELSEWHERE = "https://pictures.example/far.png"


async def test_a_gallery_shows_its_pictures_and_says_what_is_on_them() -> None:
    items = [
        discord.MediaGalleryItem("attachment://sea.png", description="The sea at night"),
        discord.MediaGalleryItem("attachment://door.png", description="A door", spoiler=True),
        discord.MediaGalleryItem(ELSEWHERE, description="Far away"),
    ]
    async with puppet() as stage:
        gallery = ui.MediaGallery[ui.LayoutView](*items)
        await stage.shows(ui.Container(gallery), files=[picture("sea.png"), picture("door.png")])
        shown = stage.server.last.locator(".gallery")
        sea, door = shown.get_by_alt_text("The sea at night"), shown.get_by_alt_text("A door")
        await expect(sea).to_be_visible()
        await stage.page.wait_for_function("image => image.naturalWidth === 1", arg=await sea.element_handle())
        await expect(door).to_be_hidden()
        await shown.get_by_role("button", name="Spoiler").click()
        await expect(door).to_be_visible()
        told = shown.get_by_text("The sea at night")
        await expect(told).to_be_hidden()
        await shown.get_by_text("ALT").first.click()
        await expect(told).to_be_visible()
        # It is named, and not fetched: `opened` would have seen that.
        await expect(shown.get_by_text(ELSEWHERE)).to_be_visible()
        assert await shown.locator("img").count() == 2


async def test_what_is_covered_is_shown_at_a_press() -> None:
    async with puppet() as stage:
        await stage.shows(ui.Container(ui.TextDisplay("how it ends"), spoiler=True))
        words = stage.server.last.get_by_text("how it ends")
        await expect(words).to_be_hidden()
        await stage.server.last.get_by_role("button", name="Spoiler").press("Enter")
        await expect(words).to_be_visible()


async def test_a_section_has_its_picture_beside_the_words() -> None:
    async with puppet() as stage:
        thumbnail = ui.Thumbnail[ui.LayoutView]("attachment://mark.png", description="A mark")
        section = ui.Section[ui.LayoutView]("Your mark", accessory=thumbnail)
        await stage.shows(section, files=[picture("mark.png")])
        beside, words = stage.server.last.get_by_alt_text("A mark"), stage.server.last.get_by_text("Your mark")
        await expect(beside).to_be_visible()
        at, told = await beside.bounding_box(), await words.bounding_box()
        assert at is not None
        assert told is not None
        assert at["x"] > told["x"] + told["width"] - 1


async def test_files_can_be_opened() -> None:
    async with puppet() as stage:
        await stage.room(stage.tales).send(
            "take these", files=[discord.File(io.BytesIO(b"a" * 3000), "notes.txt"), picture("still.png")]
        )
        message = stage.server.last
        link = message.get_by_role("link", name="notes.txt")
        await expect(message.locator(".file")).to_have_text("▤notes.txt · 3 KB")
        fetched = await stage.page.request.get(stage.page.url.rstrip("/") + str(await link.get_attribute("href")))
        assert await fetched.body() == b"a" * 3000
        await expect(message.locator("img")).to_have_count(1)
        await stage.shows(ui.File("attachment://mark.png"), files=[picture("mark.png")])
        await expect(stage.server.last.get_by_role("link", name="mark.png")).to_be_visible()
        await expect(stage.server.last.locator("img")).to_have_count(0)


async def test_an_embed_is_drawn_whole() -> None:
    async with puppet() as stage:
        embed = discord.Embed(title="A night", description="It was **long**.", colour=0x2B3170)
        embed.set_author(name="Somebody").set_footer(text="The end")
        embed.add_field(name="Where", value="a _pier_")
        await stage.room(stage.tales).send(embed=embed)
        card = stage.server.last.locator(".card")
        await expect(card.get_by_role("heading", name="A night")).to_be_visible()
        assert await card.locator("strong").all_inner_texts() == ["long", "Where"]
        assert await card.locator("em").all_inner_texts() == ["pier"]
        for words in ("Somebody", "The end"):
            await expect(card.get_by_text(words)).to_be_visible()
        edge = await card.evaluate("card => getComputedStyle(card).borderLeftColor")
        assert edge == "rgb(43, 49, 112)"


async def test_a_reply_says_what_it_answers() -> None:
    async with puppet() as stage:
        asked = await stage.ada.writes("who is **there**", where=stage.tales)
        room = stage.room(stage.tales)
        await room.get_partial_message(asked.id).reply("nobody")
        await expect(stage.server.last.locator(".reply")).to_have_text("Ada who is there")
        await room.get_partial_message(asked.id).delete()
        await expect(stage.server.last.locator(".reply")).to_have_text("The message this answers was deleted")
