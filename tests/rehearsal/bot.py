"""A small bot on the real discord.py, for the local Discord to be tried with: in this process, or as one of its own."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import discord
import yarl
from discord import app_commands, ui
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.rehearsal import LocalDiscord


class Card(ui.LayoutView):
    """A container with words, a section with a button, a row of buttons and a select."""

    row = ui.ActionRow["Card"]()

    def __init__(self, words: str = "A card") -> None:
        super().__init__(timeout=None)
        button: ui.Button[Card] = ui.Button(label="Aside", custom_id="aside")
        section: ui.Section[Card] = ui.Section("beside the button", accessory=button)
        self.add_item(ui.Container[Card](ui.TextDisplay(words), ui.Separator(), section))
        self.remove_item(self.row)
        self.add_item(self.row)

    @row.button(label="Change", custom_id="change")
    async def change(self, interaction: discord.Interaction, _button: ui.Button["Card"]) -> None:
        """Edit the card in place."""
        await interaction.response.edit_message(view=Card("Changed"))

    @row.button(label="Whisper", custom_id="whisper")
    async def whisper(self, interaction: discord.Interaction, _button: ui.Button["Card"]) -> None:
        """Answer for one pair of eyes."""
        await interaction.response.send_message("psst", ephemeral=True)

    @row.button(label="Think", custom_id="think")
    async def think(self, interaction: discord.Interaction, _button: ui.Button["Card"]) -> None:
        """Defer, then follow up."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("thought")

    @row.button(label="Ask", custom_id="ask")
    async def ask(self, interaction: discord.Interaction, _button: ui.Button["Card"]) -> None:
        """Open a dialog."""
        await interaction.response.send_modal(Page())


class Choices(ui.View):
    """Selects of three kinds."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.select(placeholder="Which sky", custom_id="sky", options=[discord.SelectOption(label="Clear", value="c")])
    async def sky(self, interaction: discord.Interaction, select: ui.Select["Choices"]) -> None:
        """Say which."""
        await interaction.response.send_message(f"sky {select.values}")

    @ui.select(cls=ui.ChannelSelect, placeholder="Which channel", channel_types=[discord.ChannelType.text])
    async def place(self, interaction: discord.Interaction, select: ui.ChannelSelect["Choices"]) -> None:
        """Defer, then edit the message itself."""
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"place {select.values[0].name}")

    @ui.select(cls=ui.UserSelect, placeholder="Whom")
    async def whom(self, interaction: discord.Interaction, select: ui.UserSelect["Choices"]) -> None:
        """Say whom."""
        await interaction.response.send_message(f"whom {select.values[0]} {type(select.values[0]).__name__}")


class Page(ui.Modal, title="A page"):
    """All sorts of fields."""

    name = ui.Label["Page"](text="Name", component=ui.TextInput["Page"](custom_id="name", max_length=20))
    side = ui.Label["Page"](
        text="Side",
        component=ui.RadioGroup["Page"](
            options=[discord.RadioGroupOption(label="Left"), discord.RadioGroupOption(label="Right", value="r")],
        ),
    )
    sure = ui.Label["Page"](text="Sure", component=ui.Checkbox["Page"](custom_id="sure"))
    room = ui.Label["Page"](text="Room", component=ui.ChannelSelect["Page"](custom_id="room", required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Say what was filled in."""
        name, side, sure, room = (each.component for each in (self.name, self.side, self.sure, self.room))
        assert isinstance(name, ui.TextInput)
        assert isinstance(side, ui.RadioGroup)
        assert isinstance(sure, ui.Checkbox)
        assert isinstance(room, ui.ChannelSelect)
        rooms = ",".join(each.name for each in room.values)
        await interaction.response.send_message(f"{name.value}/{side.value}/{sure.value}/{rooms}")


class Desk(commands.Cog):
    """The commands."""

    dreams = app_commands.Group(
        name="dreams",
        description="Settings",
        default_permissions=discord.Permissions(manage_guild=True),
        guild_only=True,
    )

    @app_commands.command(name="card", description="Show a card")
    async def card(self, interaction: discord.Interaction) -> None:
        """Show the card."""
        await interaction.response.send_message(view=Card())

    @app_commands.command(name="choices", description="Show the selects")
    async def choices(self, interaction: discord.Interaction) -> None:
        """Show the selects."""
        await interaction.response.send_message("choose", view=Choices())

    @app_commands.command(name="speak", description="Say it")
    @app_commands.describe(words="what", times="how often", whom="to whom", place="where")
    async def speak(
        self,
        interaction: discord.Interaction,
        words: str,
        times: app_commands.Range[int, 1, 3] = 1,
        whom: discord.Member | None = None,
        place: discord.TextChannel | None = None,
    ) -> None:
        """Say something."""
        await interaction.response.send_message(f"{words}*{times} to {whom} in {place}")

    @speak.autocomplete("words")
    async def complete(self, _interaction: discord.Interaction, so_far: str) -> list[app_commands.Choice[str]]:
        """Offer two words."""
        return [app_commands.Choice(name=so_far + ending, value=so_far + ending) for ending in ("h", "k")]

    @dreams.command(name="setup", description="Set it up")
    async def setup(self, interaction: discord.Interaction) -> None:
        """Answer the moderator."""
        await interaction.response.send_message("set up", ephemeral=True)


async def report(interaction: discord.Interaction, message: discord.Message) -> None:
    """Repeat what was reported."""
    await interaction.response.send_message(f"reported: {message.content}", ephemeral=True)


class Small(commands.Bot):
    """The bot. `resumed` counts how often it took a session up again."""

    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.dm_messages = True
        super().__init__(
            commands.when_mentioned,
            intents=intents,
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
        )
        self.resumed = asyncio.Event()
        self.heard: list[str] = []

    async def setup_hook(self) -> None:
        """Register the commands and tell Discord."""
        await self.add_cog(Desk())
        self.tree.add_command(app_commands.ContextMenu(name="Report", callback=report))
        self.add_view(Card())
        await self.tree.sync()

    async def on_resumed(self) -> None:
        """Note it."""
        self.resumed.set()

    async def on_message(self, message: discord.Message) -> None:
        """Echo what is written on the phone."""
        if message.guild is None and message.author != self.user:
            self.heard.append(message.content)
            await message.channel.send(f"echo: {message.content}")


@asynccontextmanager
async def running(local: LocalDiscord) -> AsyncGenerator[Small, None]:
    """Run the bot in this process against a local Discord, and close it properly."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = local.api_base, yarl.URL(local.gateway)
    bot = Small()
    task = asyncio.create_task(bot.start(local.token))
    try:
        await local.bot_ready()
        yield bot
    finally:
        await bot.close()
        await task
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


async def obey(bot: Small) -> None:
    """Take orders of what to say where, and answer each when it is said."""
    while line := await asyncio.to_thread(sys.stdin.readline):
        order = json.loads(line)
        await bot.get_partial_messageable(order["channel"]).send(order["words"])
        sys.stdout.write(json.dumps({"id": order["id"], "said": order["words"]}) + "\n")
        sys.stdout.flush()


async def main() -> None:
    """Run as a process that is told by its environment where Discord is."""
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = (
        os.environ["DISCORD_API_BASE"],
        yarl.URL(os.environ["DISCORD_GATEWAY"]),
    )
    async with Small() as bot:
        orders = asyncio.create_task(obey(bot))
        await bot.start(os.environ["DISCORD_TOKEN"])
        await orders


if __name__ == "__main__":
    asyncio.run(main())
