"""What passes between two who are a pair, outside of dreams: a wish to wait, a hand, a meeting."""

import discord
from discord import ui

from bot.domain.waiting import Wish
from bot.ids import RowId
from bot.letters import Hand, KeptWaiting, Met
from bot.phrases import Phrases
from cogs.buttons import button
from cogs.cards.layout import Button, Item, card, rows, somebody
from cogs.cards.pictures import MARK, alt_of_two, gallery, worn_in_words


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
    drawn = any(one.inked for one in letter.worn)
    worn: list[Item] = [
        ui.TextDisplay(phrases.say("met-mark", name=one.name, mark=worn_in_words(one, phrases)))
        for one in letter.worn
        if one.name
    ]
    first, second = (one.name for one in letter.worn)
    return card(
        ui.TextDisplay(phrases.say("met", first=first, second=second)),
        *([gallery(MARK, alt_of_two(letter, phrases))] if drawn else []),
        *worn,
        ui.ActionRow(button(phrases.say("button-take-down"), "takedown", letter.bond, row=row)),
    )
