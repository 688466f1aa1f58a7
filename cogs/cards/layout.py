"""How a card is put together."""

from collections.abc import Callable, Sequence
from typing import Final

import discord
from discord import ui

from bot.ids import ChannelId
from bot.phrases import Phrases

INK: Final = discord.Colour(0x3B3F6B)
"""The edge of a card: night, at a contrast that holds on Discord's light and dark."""

LONGEST: Final = 3_900
"""Characters of one card's text; Discord takes 4000."""

IN_A_ROW: Final = 5

Button = ui.Button[ui.LayoutView]
Item = ui.Item[ui.LayoutView]


def card(*items: Item) -> ui.LayoutView:
    """Return a card of `items`.

    It is stopped at once: our presses are answered by their `custom_id`, and a view that runs would be kept in memory
    for every message ever sent.
    """
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items, accent_colour=INK))
    view.stop()
    return view


def words(text: str) -> ui.LayoutView:
    """Return a card that only says something."""
    return card(ui.TextDisplay(text))


def rows(buttons: Sequence[Button]) -> list[Item]:
    """Return rows of buttons."""
    return [ui.ActionRow(*buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]


def cut(text: str, limit: int = LONGEST) -> str:
    """Return a text of at most `limit` characters, cut where it is longer."""
    return text if len(text) <= limit else text[: limit - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _dots(_: int) -> str:
    return "\N{HORIZONTAL ELLIPSIS}"


def listed(
    head: str, lines: Sequence[str], room: int, *, keep: Sequence[bool] = (), missing: Callable[[int], str] = _dots
) -> str:
    """Return a list of at most `room` characters under its head, "" where there is no room for any of it.

    What does not fit is left out from the top, but what is to be kept goes last; `missing` says how many are.
    """
    left = list(zip(lines, keep or [False] * len(lines), strict=True))
    while left:
        shown = [] if len(left) == len(lines) else [missing(len(lines) - len(left))]
        text = "\n".join([head, *shown, *(f"- {line}" for line, _ in left)])
        if len(text) <= room:
            return text
        left.pop(next((at for at, (_, kept) in enumerate(left) if not kept), 0))
    return ""


def somebody(key: str, name: str, phrases: Phrases) -> str:
    """Say something of the other one by name, or of somebody whose name is not known yet."""
    return phrases.say(key, name=name) if name else phrases.say(f"{key}-somebody")


def lacking(guild: discord.Guild | None, id_: ChannelId | None, needs: tuple[str, ...], phrases: Phrases) -> list[str]:
    """Return a line for a channel that is gone, or for what the bot may not do there."""
    if guild is None or id_ is None:
        return []
    channel = guild.get_channel(id_)
    if channel is None:
        return [phrases.say("setup-channel-gone")]
    have = channel.permissions_for(guild.me)
    lacks = [phrases.say(f"permission-{need.replace('_', '-')}") for need in needs if not getattr(have, need)]
    return [phrases.say("setup-lacks", channel=channel.mention, lacks=", ".join(lacks))] if lacks else []


def preset(channel: int | None) -> list[discord.SelectDefaultValue]:
    """Return a channel as a select shows it that was chosen before."""
    if channel is None:
        return []
    return [discord.SelectDefaultValue(id=channel, type=discord.SelectDefaultValueType.channel)]
