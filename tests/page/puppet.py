"""A bot of no particular kind on the page: it shows whatever a test tells it to, with every part a page must draw."""

import io
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import discord
from discord import app_commands, ui
from playwright.async_api import Page

from bot.rehearsal import Channel, Guild, LocalDiscord, Member
from bot.rehearsal.page import Page as PageServer
from bot.rehearsal.process import BotProcess
from bot.rehearsal.sky import Sky
from tests.page.browser import DESK, opened
from tests.page.people import Device
from tests.rehearsal.bot import Small, running

EVENING = datetime(2026, 3, 2, 20, tzinfo=UTC)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f000384018099"
    "3d1d2d0000000049454e44ae426082"
)
"""A picture of one pixel."""


@dataclass
class Puppet:
    """The stage: two telephones, the server's screen, and the bot, whose strings a test pulls."""

    local: LocalDiscord
    bot: Small
    page: Page
    harbour: Guild
    tales: Channel
    ada: Member
    bo: Member

    @property
    def server(self) -> Device:
        return Device(self.page, "The server")

    def telephone(self, member: Member) -> Device:
        return Device(self.page, f"{member.name}'s telephone")

    def room(self, channel: Channel) -> discord.PartialMessageable:
        return self.bot.get_partial_messageable(channel.id)

    async def shows(self, *items: "ui.Item[ui.LayoutView]", files: Sequence[discord.File] = ()) -> None:
        """Show these parts in #tales."""
        view = ui.LayoutView(timeout=None)
        for item in items:
            view.add_item(item)
        await self.room(self.tales).send(view=view, files=list(files))


def picture(name: str) -> discord.File:
    return discord.File(io.BytesIO(PIXEL), name)


async def _wave(interaction: discord.Interaction, member: discord.Member) -> None:
    await interaction.response.send_message(f"waves at {member.display_name}")


@asynccontextmanager
async def puppet(*, size: tuple[int, int] = DESK) -> AsyncGenerator[Puppet]:
    """Put a bot that runs in this process on a page, with Ada's telephone and Bo's, in a server with #tales."""
    async with LocalDiscord() as local:
        harbour = local.founds("Harbour", owner="Moderator")
        tales = harbour.opens_channel("tales")
        ada, bo = harbour.welcomes("Ada"), harbour.welcomes("Bo")
        sky = Sky(local, lambda _: BotProcess({}), EVENING)
        async with running(local) as bot, PageServer(local, sky, phones=[ada.id, bo.id]) as served:
            bot.tree.add_command(app_commands.ContextMenu(name="Wave", callback=_wave))
            await bot.tree.sync()
            async with opened(served.address, size=size) as page:
                yield Puppet(local, bot, page, harbour, tales, ada, bo)
            assert local.unknown == []
