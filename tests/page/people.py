"""What a person does on the page: they look at one device at a time, and press what they read there."""

from playwright.async_api import Locator, Page, expect

from bot.rehearsal.payloads import instant
from bot.rehearse import Rehearsal

CHOICE = "pick:"
"""How the `custom_id` of a dream's choice begins."""
FIRST = "first:"
"""And of the first dream's, in the first minute."""
MOST_JUMPS = 40
SHOWN = """there => import("/wire.js").then(({ get }) =>
    Object.entries(there).every(([id, edited]) => get("message", id)?.edited_timestamp === edited))"""


class Device:
    """The server's screen, or somebody's telephone."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.screen = page.get_by_role("region", name=name, exact=True)

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.screen.locator(".message").last

    async def goes(self, place: str) -> None:
        await self.screen.get_by_role("tab", name=place).click()

    async def uses(self, command: str) -> None:
        await self.screen.get_by_role("combobox").last.fill(command)
        await self.screen.get_by_role("combobox").last.press("Enter")

    async def presses(self, label: str) -> None:
        """Press a button of the newest message that has it."""
        await self.screen.locator(".message").get_by_role("button", name=label, exact=True).last.click()

    async def picks(self, placeholder: str, choice: str) -> None:
        await self.screen.locator(".message .select").and_(self.page.get_by_label(placeholder)).last.click()
        await self.screen.get_by_role("dialog").get_by_role("button", name=choice).click()

    async def does(self, thing: str) -> None:
        """Do something of the member's own, from their menu."""
        await self.screen.get_by_role("button", name="This member").click()
        await self.screen.get_by_role("dialog").get_by_role("button", name=thing).click()

    async def sees(self, words: str) -> None:
        await expect(self.screen.locator(".message").filter(has_text=words).last).to_be_visible()

    async def enrols(self) -> None:
        """Play the first minute with every button, in the story channel."""
        await self.goes("#tales")
        await self.uses("/soulmark")
        await self.presses("Join")
        await self.sends_form()
        await self.presses("Close your eyes")
        await self.screen.locator(f'.message button[data-id^="{FIRST}"]').first.click()
        await self.presses("Where and when I sleep")
        await self.screen.get_by_role("dialog").get_by_label("City").fill("Berlin")
        await self.sends_form()
        await self.presses("That is right")
        await expect(self.screen.get_by_role("button", name="That is right")).to_have_count(0)

    async def answers(self) -> bool:
        """Answer with the first choice of the newest message; False where it asks nothing."""
        asked = await self.last.evaluate(f"""last => last.querySelector('button[data-id^="{CHOICE}"]')?.dataset.id""")
        if asked is None:
            return False
        await self.screen.locator(f'button[data-id="{asked}"]').first.click()
        await expect(self.screen.locator(f'button[data-id="{asked}"]')).to_have_count(0)
        return True

    async def sends_form(self) -> None:
        """Send the open form as it is."""
        sheet = self.screen.get_by_role("dialog")
        await sheet.get_by_role("button", name="Submit").click()
        await expect(sheet).to_have_count(0)


async def opens_the_door(server: Device) -> None:
    """Let the moderator set the frame."""
    await server.uses("/dreams setup")
    await server.picks("Story channel", "#tales")
    await expect(server.last.get_by_label("Story channel: #tales")).to_be_visible()
    await server.picks("Moderators' channel", "#desk")
    await expect(server.last.get_by_label("Moderators' channel: #desk")).to_be_visible()
    await server.presses("Open the door")
    await server.sees("The door is open")


async def jumps(page: Page, on: Rehearsal) -> None:
    """Jump to what comes next, and wait until it came."""
    before = on.sky.now
    button = page.get_by_role("button", name="Jump to")
    await expect(button).to_be_enabled()
    await button.click()
    await on.discord.state.changes.until(lambda: True if on.sky.now > before and not on.sky.jumping else None, 20)


async def settles(page: Page, on: Rehearsal) -> None:
    """Wait until the bot has nothing left to do, and the page shows all that came of it."""
    await on.sky.settled()
    channels = list(on.discord.state.channels.values())
    there = {str(one.id): instant(one.edited_at) for room in channels for one in room.messages.values()}
    await page.wait_for_function(SHOWN, arg=there)


async def dreams_until(page: Page, on: Rehearsal, button: str, *devices: Device) -> None:
    """Let nights pass, everybody answering what they are asked, until all are offered `button` on their phone."""
    for _ in range(MOST_JUMPS):
        await jumps(page, on)
        await settles(page, on)
        while any([await device.answers() for device in devices]):
            await settles(page, on)
        offered = [await device.screen.get_by_role("button", name=button).count() for device in devices]
        if all(offered):
            return
    raise AssertionError(f"no {button!r} after {MOST_JUMPS} jumps")
