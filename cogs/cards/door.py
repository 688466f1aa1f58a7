"""The evening door: its post, what moderators choose for it, and how a dreamer stands to it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

import discord
from discord import ui

from bot.domain.door import Door
from bot.domain.dreamer import Dreamer
from bot.domain.nights import written
from bot.domain.server import Server
from bot.domain.zones import Found
from bot.ids import RowId
from bot.phrases import Phrases
from cogs.buttons import Interaction, button, custom_id
from cogs.cards.layout import Button, Item, card, lacking, preset, rows

DOOR_NEEDS: Final = ("view_channel", "send_messages", "read_message_history")
PRIMARY = discord.ButtonStyle.primary


def post(row: RowId, phrases: Phrases) -> ui.LayoutView:
    """Return the post of an evening."""
    enter = button(phrases.say("button-enter"), "enter", row=row, style=PRIMARY)
    about = button(phrases.say("button-about"), "about", row=row)
    return card(ui.TextDisplay(phrases.say("evening-door")), ui.ActionRow(enter, about))


def panel(interaction: Interaction, server: Server, phrases: Phrases) -> ui.LayoutView:
    """Return the panel on which moderators choose a door, with what the bot may not do in its channel."""
    door = server.door
    missing = lacking(interaction.guild, door.channel, DOOR_NEEDS, phrases)
    channel: ui.ChannelSelect[ui.LayoutView] = ui.ChannelSelect(
        custom_id=custom_id("doorchannel"),
        channel_types=[discord.ChannelType.text],
        placeholder=phrases.say("setup-door-channel"),
        default_values=preset(door.channel),
    )
    buttons = [button(phrases.say("button-door-hour"), "doorhour", style=PRIMARY)]
    if door.opens:
        key = "button-door-by-choice" if door.for_all else "button-door-for-all"
        buttons.append(button(phrases.say(key), "doorforall", 0 if door.for_all else 1))
    if door.channel is not None or door.zone is not None:
        buttons.append(button(phrases.say("button-door-close"), "doorclose"))
    buttons.append(button(phrases.say("button-back-to-frame"), "frame"))
    return card(
        ui.TextDisplay(phrases.say("setup-door-about")),
        ui.TextDisplay("\n".join([state(door, phrases), *missing])),
        ui.ActionRow(channel),
        *rows(buttons),
    )


def state(door: Door, phrases: Phrases) -> str:
    """Return how a server's door stands, in one line."""
    if door.zone is None or door.at is None or door.channel is None:
        unfinished = door.zone is not None or door.channel is not None
        return phrases.say("setup-door-unfinished" if unfinished else "setup-door-none")
    key = "setup-door-for-all" if door.for_all else "setup-door-by-choice"
    return phrases.say(key, channel=f"<#{door.channel}>", at=written(door.at), zone=door.zone)


def confirm_hour(zones: Sequence[Found], at: int, first: datetime, phrases: Phrases) -> ui.LayoutView:
    """Return a zone and an hour as local time, to be confirmed."""
    found = zones[0]
    text = phrases.say(
        "setup-door-confirm",
        local=found.local,
        place=found.label,
        at=written(at),
        first=f"<t:{int(first.timestamp())}:R>",
    )
    items: list[Item] = [ui.TextDisplay(text)]
    if len(zones) > 1:
        options = [
            discord.SelectOption(label=one.label[:100], value=one.zone, description=one.local, default=one is found)
            for one in zones
        ]
        select: ui.Select[ui.LayoutView] = ui.Select(
            custom_id=custom_id("doorzone", at), options=options, placeholder=phrases.say("zone-placeholder")
        )
        items.append(ui.ActionRow(select))
    keep = button(phrases.say("button-hours-right"), "doorkeep", at, found.zone, style=PRIMARY)
    return card(*items, ui.ActionRow(keep, button(phrases.say("button-door-hour"), "doorhour")))


def way(door: Door, dreamer: Dreamer, phrases: Phrases) -> Iterator[str]:
    """Yield how a dreamer's nights reach them, where there is anything to say about it."""
    coming, channel = door.takes(wanted=dreamer.wants_door), f"<#{door.channel}>"
    if coming:
        yield phrases.say("way-at-door" if dreamer.at_door else "way-door-next", channel=channel)
    elif dreamer.at_door:
        yield phrases.say("way-no-door" if dreamer.dm_channel is None else "way-messages-next")
    elif door.opens:
        yield phrases.say("way-by-message")


def choices(door: Door, dreamer: Dreamer, phrases: Phrases) -> list[Button]:
    """Return the buttons by which a dreamer chooses the other way, where there is one."""
    coming = door.takes(wanted=dreamer.wants_door)
    if door.opens and not coming:
        return [use_door(phrases)]
    if door.opens and door.for_all:
        return []
    return [button(phrases.say("button-use-messages"), "way", 0)] if coming or dreamer.at_door else []


def use_door(phrases: Phrases) -> Button:
    """Return the button by which a dreamer chooses the door."""
    return button(phrases.say("button-use-door"), "way", 1)


def other_way(key: str, phrases: Phrases) -> ui.LayoutView:
    """Return why nothing is told at the door to who is told by direct message, and the way to have it otherwise."""
    buttons = [use_door(phrases)]
    if key == "door-instead":
        buttons.append(button(phrases.say("button-try-again"), "knock"))
    return card(ui.TextDisplay(phrases.say(key)), ui.ActionRow(*buttons))
