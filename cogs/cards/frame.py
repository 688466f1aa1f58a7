"""The panel of `/dreams setup`."""

from typing import Final

import discord
from discord import ui

from bot.domain.bond import Pace
from bot.domain.server import Server
from bot.phrases import Phrases
from cogs.buttons import Interaction, button, custom_id
from cogs.cards import door
from cogs.cards.layout import Item, card, lacking, preset, rows

STORY_NEEDS: Final = (
    "view_channel", "send_messages", "read_message_history", "create_public_threads", "send_messages_in_threads",
)  # fmt: skip
REPORTS_NEED: Final = ("view_channel", "send_messages", "read_message_history")


def frame(interaction: Interaction, server: Server, phrases: Phrases) -> ui.LayoutView:
    """Return the frame of a server, for its moderators to set, with what the bot may not do in its channels."""
    missing = [
        *lacking(interaction.guild, server.story_channel, STORY_NEEDS, phrases),
        *lacking(interaction.guild, server.report_channel, REPORTS_NEED, phrases),
        *lacking(interaction.guild, server.door.channel, door.DOOR_NEEDS, phrases),
    ]
    story: ui.ChannelSelect[ui.LayoutView] = ui.ChannelSelect(
        custom_id=custom_id("setstory"),
        channel_types=[discord.ChannelType.text],
        placeholder=phrases.say("setup-story"),
        default_values=preset(server.story_channel),
    )
    reports: ui.ChannelSelect[ui.LayoutView] = ui.ChannelSelect(
        custom_id=custom_id("setreports"),
        channel_types=[discord.ChannelType.text],
        placeholder=phrases.say("setup-reports"),
        default_values=preset(server.report_channel),
    )
    pools: ui.RoleSelect[ui.LayoutView] = ui.RoleSelect(
        custom_id=custom_id("setpools"),
        min_values=0,
        max_values=25,
        placeholder=phrases.say("setup-pools"),
        default_values=[
            discord.SelectDefaultValue(id=role, type=discord.SelectDefaultValueType.role) for role in server.pools
        ],
    )
    pace: ui.Select[ui.LayoutView] = ui.Select(
        custom_id=custom_id("setpace"),
        options=[
            discord.SelectOption(label=phrases.say(f"pace-{one}"), value=one, default=one is server.pace)
            for one in Pace
        ],
        placeholder=phrases.say("setup-pace"),
    )
    words = "button-words-off" if server.own_words else "button-words-on"
    state = phrases.say("setup-open" if server.is_open else "setup-closed")
    days = phrases.say("setup-days", days=server.minimum_days)
    says = phrases.say("setup-words-on" if server.own_words else "setup-words-off")
    items: list[Item] = [
        ui.TextDisplay(phrases.say("setup-title")),
        ui.TextDisplay("\n".join([state, *missing])),
        ui.TextDisplay(phrases.say("setup-story-about")),
        ui.ActionRow(story),
        ui.TextDisplay(phrases.say("setup-reports-about")),
        ui.ActionRow(reports),
        ui.TextDisplay(phrases.say("setup-pools-about")),
        ui.ActionRow(pools),
        ui.TextDisplay(phrases.say("setup-pace-about")),
        ui.ActionRow(pace),
        ui.TextDisplay(f"{says}\n{days}\n{door.state(server.door, phrases)}"),
    ]
    last = [
        button(phrases.say(words), "setwords", 0 if server.own_words else 1),
        button(
            phrases.say("button-pictures-off" if server.pictures else "button-pictures-on"),
            "setpictures",
            0 if server.pictures else 1,
        ),
        button(phrases.say("button-days"), "setdays"),
        button(phrases.say("button-door"), "doorpanel"),
    ]
    if not server.is_open:
        last.append(button(phrases.say("button-open"), "setopen", style=discord.ButtonStyle.success))
    return card(*items, *rows(last))
