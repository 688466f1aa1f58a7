"""How a card is put together."""

from collections.abc import Sequence
from typing import Final

import discord
from discord import ui

INK: Final = discord.Colour(0x3B3F6B)
"""The edge of a card: night, at a contrast that holds on Discord's light and dark."""

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
