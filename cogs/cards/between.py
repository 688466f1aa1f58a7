"""What passes between two who are a pair, outside of dreams: a wish to wait, a hand, a meeting."""

import discord
from discord import ui

from bot.domain.waiting import Wish
from bot.ids import RowId
from bot.letters import Hand, KeptWaiting, Met, Worn
from bot.phrases import Phrases
from cogs.buttons import button
from cogs.cards.layout import Button, Item, card, rows, somebody


def draw(letter: KeptWaiting | Hand | Met, row: RowId, phrases: Phrases) -> ui.LayoutView:
    """Return the card of such a letter."""
    match letter:
        case KeptWaiting(bond, name):
            wishes: list[Button] = [
                button(phrases.say(f"button-wish-{wish}"), "wish", bond, wish, row=row) for wish in Wish
            ]
            return card(ui.TextDisplay(somebody("kept-waiting", name, phrases)), *rows(wishes))
        case Hand(bond, name):
            return card(
                ui.TextDisplay(phrases.say("reach", name=name)),
                ui.ActionRow(
                    button(
                        phrases.say("button-hand-take"), "handtake", bond, row=row, style=discord.ButtonStyle.primary
                    ),
                    button(phrases.say("button-hand-leave"), "handleave", bond, row=row),
                ),
            )
        case Met():
            return _met(letter, row, phrases)


def _met(letter: Met, row: RowId, phrases: Phrases) -> ui.LayoutView:
    worn: list[Item] = [
        ui.TextDisplay(phrases.say("met-mark", name=one.name, mark=_worn(one, phrases)))
        for one in letter.worn
        if one.name
    ]
    first, second = (one.name for one in letter.worn)
    return card(
        ui.TextDisplay(phrases.say("met", first=first, second=second)),
        *worn,
        ui.ActionRow(button(phrases.say("button-take-down"), "takedown", letter.bond, row=row)),
    )


def _worn(worn: Worn, phrases: Phrases) -> str:
    return phrases.say(
        "mark-in-words",
        motif=worn.motif,
        hand=phrases.say(worn.hand),
        place=phrases.say(worn.place),
        colour=phrases.say(worn.colour),
    )
