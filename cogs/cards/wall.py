"""The wall of marks as a card: a picture, names beneath it, pages; and what moderators may hang up."""

import discord
from discord import ui

from bot.phrases import Phrases
from bot.services.wall import Hung, Wall
from cogs.buttons import button
from cogs.cards.layout import LONGEST, Button, card, cut, rows
from cogs.cards.pictures import Picture, files, galleries, mark_in_words


def page(wall: Wall, phrases: Phrases, *, may_hang: bool) -> tuple[ui.LayoutView, list[discord.File]]:
    """Return a page of the wall. `may_hang`: who looks may hang it up for all to find."""
    buttons: list[Button] = [
        button(phrases.say(key), "wall", at)
        for key, at in (("button-earlier", wall.page - 1), ("button-later", wall.page + 1))
        if 0 <= at < wall.pages
    ]
    if may_hang:
        buttons.append(button(phrases.say("button-hang-wall"), "hangwall"))
    if not wall.hung:
        return card(ui.TextDisplay(phrases.say("wall-empty")), *rows(buttons)), []
    picture = _picture(wall, phrases)
    names = "\n".join(
        phrases.say("wall-line", number=one.number, name=one.name, mark=_mark(one, phrases)) for one in wall.hung
    )
    view = card(
        ui.TextDisplay(phrases.say("wall-heading")),
        *galleries(picture),
        ui.TextDisplay(cut(names, LONGEST - 400)),
        ui.TextDisplay(f"-# {phrases.say('wall-how')}"),
        *rows(buttons),
    )
    return view, files(picture)


def sign(phrases: Phrases) -> ui.LayoutView:
    """Return what hangs in a channel: the way to the wall, and nobody's mark."""
    return card(
        ui.TextDisplay(phrases.say("wall-sign")), ui.ActionRow(button(phrases.say("button-look-at-wall"), "lookwall"))
    )


def _picture(wall: Wall, phrases: Phrases) -> Picture | None:
    if wall.picture is None:
        return None
    seen = [
        phrases.say("wall-alt-mark", number=one.number, motif=one.motif.name, skin=phrases.say(one.skin.phrase))
        for one in wall.hung
        if one.drawn
    ]
    return Picture("wall.webp", wall.picture, phrases.say("wall-alt", count=len(seen), marks="; ".join(seen)))


def _mark(one: Hung, phrases: Phrases) -> str:
    words = mark_in_words(one.mark, one.motif, phrases)
    return words[0].lower() + words[1:]
