"""Letters as cards. What a dreamer reads is put together here, and nowhere else."""

from typing import Final

import discord
from discord import ui

from bot.domain.moderation import Decision
from bot.ids import RowId
from bot.letters import (
    Asking,
    Cooled,
    CopyGoesOn,
    Dream,
    EveningDoor,
    FriendsLine,
    Hand,
    Invited,
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
from cogs.cards import between, door, friends
from cogs.cards.dream import dream
from cogs.cards.layout import LONGEST, Button, Item, card, cut, rows

_DECISIONS: Final = {
    Decision.DISMISSED: discord.ButtonStyle.secondary,
    Decision.WARNED: discord.ButtonStyle.primary,
    Decision.REMOVED: discord.ButtonStyle.danger,
}


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
        case Posted() | ReadingOpens() | ReadingPart() | EveningDoor():
            return _for_all(letter, row, phrases)
        case Reported() | CopyGoesOn():
            return _for_moderators(letter, row, phrases)
        case Invited() | FriendsLine():
            return friends.draw(letter, row, phrases)


def _for_all(letter: Posted | ReadingOpens | ReadingPart | EveningDoor, row: RowId, phrases: Phrases) -> ui.LayoutView:
    match letter:
        case EveningDoor():
            return door.post(row, phrases)
        case ReadingOpens(_, count):
            return _with(
                phrases.say("reading-opens", count=count), button(phrases.say("button-about"), "about", row=row)
            )
        case Posted(excerpt, title, telling):
            head = phrases.say("posted", title=title)
        case ReadingPart(_, excerpt, number, count, title, telling):
            head = phrases.say("reading-part", title=title, number=number, count=count)
    return _with(head, button(phrases.say("button-take-back"), "takeback", excerpt, row=row), told=telling)


def _for_moderators(letter: Reported | CopyGoesOn, row: RowId, phrases: Phrases) -> ui.LayoutView:
    if isinstance(letter, Reported):
        return _reported(letter, row, phrases)
    head = phrases.say("copy-goes-on", report=letter.report, number=letter.number, count=letter.count)
    return _with(head, button(phrases.say("button-about"), "about", row=row), told=letter.copy)


def _reported(letter: Reported, row: RowId, phrases: Phrases) -> ui.LayoutView:
    head = phrases.say(
        "reported" if letter.report else "reported-no-dreamer",
        report=letter.report,
        reporter=f"<@{letter.reporter}>",
        reported=f"<@{letter.reported}>",
        at=f"<t:{letter.at}:f>",
        reason=_plain(letter.reason),
    )
    follows = "copy-nothing" if not letter.copy else "copy-in-parts" if letter.further else "copy-whole"
    about = phrases.say(follows, reporter=f"<@{letter.reporter}>", further=letter.further)
    decisions = [
        button(phrases.say(f"button-decide-{one}"), "decide", letter.report, one, row=row, style=style)
        for one, style in _DECISIONS.items()
        if letter.report
    ]
    return _with(
        f"{head}\n{about}", *decisions, button(phrases.say("button-about"), "about", row=row), told=letter.copy
    )


def _with(text: str, *buttons: Button, told: str | None = None) -> ui.LayoutView:
    items: list[Item] = [ui.TextDisplay(text)]
    if told:
        items += [ui.Separator(), ui.TextDisplay(cut(told, LONGEST - len(text)))]
    return card(*items, *rows(buttons))


def _plain(text: str) -> str:
    return discord.utils.escape_markdown(discord.utils.escape_mentions(text))
