"""The card of `/soulmate`: what one has of the other one, and the ways to them and away."""

import discord
from discord import ui

from bot.phrases import Phrases
from bot.services.soulmates import KnownLine, Soulmate
from cogs.buttons import button
from cogs.cards.layout import LONGEST, Item, card, listed, rows, somebody
from cogs.cards.pictures import files, galleries, mark_in_words, of_mark


def soulmate(known: Soulmate, phrases: Phrases) -> tuple[ui.LayoutView, list[discord.File]]:
    """Return the card. Of a picture that is longer than a card the oldest lines are left out, and a word says so."""
    picture = of_mark(known.emblem, phrases) if known.emblem else None
    worn = _worn(known, phrases)
    page = _page(known, phrases)
    how = phrases.say("picture-how") if known.picture else ""
    room = LONGEST - sum(len(text) for text in (worn, page, how))
    texts: list[Item] = [ui.TextDisplay(text) for text in (worn, _picture(known, room, phrases), how, page) if text]
    ways = [button(phrases.say("button-who"), "whois"), button(phrases.say("button-story"), "story")]
    if known.latest is not None:
        ways.append(button(phrases.say("button-ways-out"), "out", known.latest))
    return card(*galleries(picture), *texts, *rows(ways)), files(picture)


def _worn(known: Soulmate, phrases: Phrases) -> str:
    if known.emblem is None:
        return ""
    mark = mark_in_words(known.emblem.mark, known.emblem.motif, phrases)
    return phrases.say("emblem-worn", name=known.name, mark=mark[0].lower() + mark[1:])


def _picture(known: Soulmate, room: int, phrases: Phrases) -> str:
    if not known.picture:
        return somebody("picture-nothing", known.name, phrases)
    head = somebody("picture-heading", known.name, phrases)
    lines = [_line(one, phrases) for one in known.picture]
    return listed(head, lines, room, missing=lambda count: phrases.say("picture-missing", count=count))


def _line(one: KnownLine, phrases: Phrases) -> str:
    if one.was is None:
        return phrases.say("picture-line", line=one.line, night=one.night)
    return phrases.say("picture-revised", was=one.was, line=one.line, night=one.night)


def _page(known: Soulmate, phrases: Phrases) -> str:
    if not known.page:
        return ""
    quoted = "\n".join(f"> {line}" for line in known.page)
    head = (
        phrases.say("line-page", name=known.name, other=known.name) if known.name else phrases.say("line-page-somebody")
    )
    return f"{head}\n{quoted}"
