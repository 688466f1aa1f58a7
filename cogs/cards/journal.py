"""The journal's card: a sky, a page of nights, one of them to read again."""

import discord
from discord import ui

from bot.phrases import Phrases
from bot.services.journal import Journal, Line
from cogs.buttons import button, custom_id
from cogs.cards.layout import Item, card, rows
from cogs.cards.pictures import Picture


def sky(journal: Journal, phrases: Phrases) -> Picture:
    """Return the sky of a journal, with what is to be seen in it told in words."""
    alt = phrases.say(
        "sky-alt",
        nights=journal.alone + journal.shared + journal.slept_through,
        alone=journal.alone,
        shared=journal.shared,
        slept=journal.slept_through,
        kept=journal.kept,
    )
    return Picture("sky.webp", journal.sky, alt)


def page(journal: Journal, phrases: Phrases) -> ui.LayoutView:
    """Return a page of a journal."""
    text = "\n".join(_line(one, phrases) for one in journal.lines)
    items: list[Item] = [
        ui.TextDisplay(phrases.say("journal-heading")),
        sky(journal, phrases).gallery(),
        ui.TextDisplay(text),
    ]
    readable = [one for one in journal.lines if one.title]
    if readable:
        select: ui.Select[ui.LayoutView] = ui.Select(
            custom_id=custom_id("reread"),
            placeholder=phrases.say("journal-placeholder"),
            options=[
                discord.SelectOption(label=f"{one.number}. {one.title}"[:100], value=str(one.encounter))
                for one in readable
            ],
        )
        items.append(ui.ActionRow(select))
    turns = [
        button(phrases.say(key), "journal", at)
        for key, at in (("button-earlier", journal.page - 1), ("button-later", journal.page + 1))
        if 0 <= at < journal.pages
    ]
    return card(*items, *rows(turns))


def _line(one: Line, phrases: Phrases) -> str:
    title = one.title or phrases.say("journal-gone")
    kept = f" · {phrases.say('night-kept')}" if one.kept else ""
    return f"{one.number}. {one.night:%d.%m.} **{title}** · {phrases.say(f'night-{one.kind}')}{kept}"
