"""Telling a friend, as both see it: what is told, the card that invites, the line that answers."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.ids import RowId
from bot.letters import FriendsLine, Invited
from bot.phrases import Phrases
from bot.services.friends import Draft, Dreamed
from bot.services.listening import Heard
from cogs.buttons import NO_ROW, button, custom_id
from cogs.cards.layout import LONGEST, Button, Item, card, cut, rows

PRIMARY = discord.ButtonStyle.primary
DANGER = discord.ButtonStyle.danger


def draw(letter: Invited | FriendsLine, row: RowId, phrases: Phrases) -> ui.LayoutView:
    """Return the card of such a letter."""
    match letter:
        case Invited(telling, teller, friend):
            return card(
                ui.TextDisplay(phrases.say("friend-invited", teller=f"<@{teller}>", friend=f"<@{friend}>")),
                ui.ActionRow(
                    button(phrases.say("button-listen"), "listen", telling, row=row, style=PRIMARY),
                    button(phrases.say("button-not-for-me"), "notforme", telling, row=row),
                    button(phrases.say("button-untell"), "untell", telling, row=row),
                ),
            )
        case FriendsLine(telling, friend, title, line):
            return card(
                ui.TextDisplay(phrases.say("friend-line", friend=f"<@{friend}>", title=title, line=line)),
                *rows(_ways_out(telling, phrases, row)),
            )


def dreams(found: Sequence[Dreamed], phrases: Phrases) -> ui.LayoutView:
    """Return the dreams that could be told, one of them to be chosen."""
    if not found:
        return card(ui.TextDisplay(phrases.say("friend-nothing-yet")))
    select: ui.Select[ui.LayoutView] = ui.Select(
        custom_id=custom_id("telldream"),
        placeholder=phrases.say("friend-dream-placeholder"),
        options=[discord.SelectOption(label=one.title[:100], value=str(one.encounter)) for one in found],
    )
    return card(ui.TextDisplay(phrases.say("friend-which")), ui.ActionRow(select))


def draft(told: Draft, phrases: Phrases, *, words: bool) -> ui.LayoutView:
    """Return a dream as a friend would read it, and the place to name one."""
    whom: ui.UserSelect[ui.LayoutView] = ui.UserSelect(
        custom_id=custom_id("tellwhom", told.encounter, int(words)), placeholder=phrases.say("friend-placeholder")
    )
    other: list[Button] = []
    if told.has_words:
        key = "button-without-my-words" if words else "button-with-my-words"
        other.append(button(phrases.say(key), "telldream", told.encounter, int(not words)))
    how = phrases.say("friend-draft-line" if told.may_answer else "friend-draft-no-line")
    about = f"-# {phrases.say('friend-draft')} {how}"
    head = f"### {told.title}"
    return card(
        ui.TextDisplay(head),
        ui.TextDisplay(cut(told.text, LONGEST - len(head) - len(about))),
        ui.Separator(),
        ui.TextDisplay(about),
        ui.ActionRow(whom),
        *rows(other),
    )


def asked(heard: Heard, phrases: Phrases) -> ui.LayoutView:
    """Ask somebody whether they want to be told dreams by this one."""
    return card(
        ui.TextDisplay(phrases.say("friend-ask", teller=f"<@{heard.teller}>")),
        ui.ActionRow(
            button(phrases.say("button-be-told"), "betold", heard.telling, style=PRIMARY),
            button(phrases.say("button-not-for-me"), "notforme", heard.telling),
        ),
    )


def told(heard: Heard, phrases: Phrases) -> ui.LayoutView:
    """Return what a friend is told, with a way to answer and the ways out."""
    buttons: list[Button] = []
    if heard.may_answer:
        buttons.append(button(phrases.say("button-line"), "line", heard.telling, style=PRIMARY))
    buttons += [button(phrases.say("button-not-for-me"), "notforme", heard.telling), *_ways_out(heard.telling, phrases)]
    head = f"### {heard.title}\n-# {phrases.say('friend-told-by', teller=f'<@{heard.teller}>')}"
    about = f"-# {phrases.say('friend-told-how')}"
    text = cut(heard.text, LONGEST - len(head) - len(about))
    items: list[Item] = [ui.TextDisplay(head), ui.TextDisplay(text), ui.Separator(), ui.TextDisplay(about)]
    return card(*items, *rows(buttons))


def _ways_out(telling: int, phrases: Phrases, row: RowId = NO_ROW) -> list[Button]:
    return [
        button(phrases.say("button-report"), "toldreport", telling, row=row),
        button(phrases.say("button-block"), "toldblock", telling, row=row, style=DANGER),
    ]
