"""Letters as cards. What a dreamer reads is put together here, and nowhere else."""

import discord
from discord import ui

from bot.ids import RowId
from bot.letters import (
    Asking,
    Cooled,
    Dream,
    Hand,
    KeptWaiting,
    Letter,
    Met,
    Note,
    Posted,
    ReadingOpens,
    ReadingPart,
    Reported,
)
from bot.phrases import Phrases
from cogs.buttons import button
from cogs.cards import between
from cogs.cards.dream import dream
from cogs.cards.layout import LONGEST, Button, Item, card, cut, rows


def draw(letter: Letter, row: RowId, phrases: Phrases) -> ui.LayoutView:
    """Return the card of a letter. Every button on it carries the row, by which its message can be found again."""
    match letter:
        case Dream():
            return dream(letter, row, phrases)
        case Note(phrase, slots):
            return _with(phrases.say(phrase, **dict(slots)), button(phrases.say("button-about"), "about", row=row))
        case Cooled(mark):
            return _with(
                phrases.say("cooled", mark=mark),
                button(phrases.say("button-keep-mark"), "keepmark", row=row),
                button(phrases.say("button-mark-anew"), "anew", row=row),
            )
        case KeptWaiting() | Hand() | Met():
            return between.draw(letter, row, phrases)
        case Asking(excerpt, name, title, telling):
            return _with(
                phrases.say("asking", name=name, title=title),
                button(phrases.say("button-agree"), "agree", excerpt, row=row, style=discord.ButtonStyle.primary),
                button(phrases.say("button-refuse"), "refuse", excerpt, row=row),
                told=telling,
            )
        case Posted(excerpt, title, telling):
            return _with(
                phrases.say("posted", title=title),
                button(phrases.say("button-take-back"), "takeback", excerpt, row=row),
                told=telling,
            )
        case ReadingOpens(_, count):
            return _with(
                phrases.say("reading-opens", count=count), button(phrases.say("button-about"), "about", row=row)
            )
        case ReadingPart(_, excerpt, number, count, title, telling):
            return _with(
                phrases.say("reading-part", title=title, number=number, count=count),
                button(phrases.say("button-take-back"), "takeback", excerpt, row=row),
                told=telling,
            )
        case Reported(report, reporter, reported, reason, copy):
            head = phrases.say(
                "reported", report=report, reporter=f"<@{reporter}>", reported=f"<@{reported}>", reason=_plain(reason)
            )
            return _with(head, button(phrases.say("button-about"), "about", row=row), told=copy)


def _with(text: str, *buttons: Button, told: str | None = None) -> ui.LayoutView:
    items: list[Item] = [ui.TextDisplay(text)]
    if told:
        items += [ui.Separator(), ui.TextDisplay(cut(told, LONGEST - len(text)))]
    return card(*items, *rows(buttons))


def _plain(text: str) -> str:
    return discord.utils.escape_markdown(discord.utils.escape_mentions(text))
