"""Cards of marks: one's own with what may be chosen about it, another's, and the wall."""

from enum import StrEnum
from typing import TypeVar

import discord
from discord import ui

from bot.domain.soulmark import Cover, Skin
from bot.phrases import Phrases
from bot.services.wrists import Wrist
from cogs.buttons import button, custom_id
from cogs.cards.layout import card
from cogs.cards.pictures import files, galleries, mark_in_words, of_mark

Chosen = TypeVar("Chosen", bound=StrEnum)


def own_wrist(wrist: Wrist, phrases: Phrases) -> tuple[ui.LayoutView, list[discord.File]]:
    """Return one's mark with what may be chosen: the skin it is shown on, and who may see it."""
    picture = of_mark(wrist, phrases)
    skins = [(one, phrases.say(one.phrase)) for one in Skin]
    covers = [(one, phrases.say(one.phrase)) for one in Cover]
    view = card(
        *galleries(picture),
        ui.TextDisplay(f"## {mark_in_words(wrist.mark, wrist.motif, phrases)}"),
        ui.TextDisplay(phrases.say("wrist-about")),
        ui.ActionRow(_select("skin", skins, wrist.skin, phrases.say("skin-placeholder"))),
        ui.ActionRow(_select("cover", covers, wrist.cover, phrases.say("cover-placeholder"))),
        ui.ActionRow(
            button(
                phrases.say("button-pictures-off" if wrist.pictures else "button-pictures-on"),
                "pictures",
                0 if wrist.pictures else 1,
            )
        ),
    )
    return view, files(picture)


def looked_at(who: str, wrist: Wrist | None, phrases: Phrases) -> tuple[ui.LayoutView, list[discord.File]]:
    """Return what is to be seen of another's wrist. `who` is a mention; None stands for a covered one."""
    if wrist is None:
        return card(ui.TextDisplay(phrases.say("wrist-covered", name=who))), []
    picture = of_mark(wrist, phrases)
    view = card(
        ui.TextDisplay(phrases.say("wrist-seen", name=who)),
        *galleries(picture),
        ui.TextDisplay(f"## {mark_in_words(wrist.mark, wrist.motif, phrases)}"),
        ui.TextDisplay(f"-# {phrases.say('mark-shown-how')}"),
    )
    return view, files(picture)


def _select(
    action: str, options: list[tuple[Chosen, str]], chosen: Chosen, placeholder: str
) -> ui.Select[ui.LayoutView]:
    return ui.Select(
        custom_id=custom_id(action),
        placeholder=placeholder,
        options=[
            discord.SelectOption(label=label[0].upper() + label[1:], value=one.value, default=one is chosen)
            for one, label in options
        ],
    )
