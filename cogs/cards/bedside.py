"""What stands beside a dreamer's bed: panels of `/dream`."""

from collections.abc import Iterator, Sequence
from typing import Final

import discord
from discord import ui

from bot.domain.chronicle import Chapter
from bot.domain.tonight import CARRIED
from bot.letters import Dream
from bot.phrases import Phrases
from bot.services.bed import Bed
from cogs.buttons import button, custom_id
from cogs.cards.door import use_door
from cogs.cards.dream import dream_text
from cogs.cards.layout import LONGEST, Item, card, cut, rows, words

NOTHING: Final = "nothing"
"""What is chosen by who keeps it to themselves."""

PRIMARY = discord.ButtonStyle.primary


def bedside(bed: Bed, phrases: Phrases) -> ui.LayoutView:
    """Return the panel of `/dream`."""
    options = [
        discord.SelectOption(label=phrases.say(f"carry-{what}"), value=what, default=(bed.carried or NOTHING) == what)
        for what in (*CARRIED, NOTHING)
    ]
    select: ui.Select[ui.LayoutView] = ui.Select(
        custom_id=custom_id("carry"), options=options, placeholder=phrases.say("carry-placeholder")
    )
    go = ("button-enter", "enter") if bed.at_door else ("button-to-bed", "tobed")
    buttons = [
        button(phrases.say(go[0]), go[1], style=PRIMARY),
        button(phrases.say("button-again"), "again"),
    ]
    if bed.may_write:
        buttons.append(button(phrases.say("button-page"), "page"))
    if bed.bond is not None:
        buttons += [button(phrases.say("button-known"), "known"), button(phrases.say("button-story"), "story")]
    buttons.append(button(phrases.say("button-tell-friend"), "tellfriend"))
    items: list[Item] = [
        ui.TextDisplay(phrases.say("bedside-door" if bed.at_door else "bedside")),
        ui.ActionRow(select),
        *rows(buttons),
    ]
    if bed.unreachable:
        ways = [button(phrases.say("button-try-again"), "knock", style=PRIMARY)]
        if bed.door_opens:
            ways.append(use_door(phrases))
        items += [ui.TextDisplay(phrases.say("unreachable-now")), ui.ActionRow(*ways)]
    if bed.alone and bed.bond is not None:
        share = button(phrases.say("button-share-again"), "wish", bed.bond, "wait")
        items += [ui.TextDisplay(phrases.say("dreaming-alone")), ui.ActionRow(share)]
    return card(*items)


def again(letter: Dream, phrases: Phrases) -> ui.LayoutView:
    """Return a dream as far as it was told."""
    return card(ui.TextDisplay(dream_text(letter, phrases)), ui.TextDisplay(f"-# {phrases.say('again-how')}"))


def story(chapters: Sequence[Chapter], phrases: Phrases) -> Iterator[ui.LayoutView]:
    """Yield a card for each chapter of a bond, or more where one is longer than a card."""
    if not chapters:
        yield words(phrases.say("story-empty"))
    for number, chapter in enumerate(chapters, start=1):
        text = f"### {phrases.say('story-chapter', number=number)}"
        for at, paragraph in enumerate(chapter.paragraphs):
            longer = f"{text}\n{paragraph}" if at == 0 else f"{text}\n\n{paragraph}"
            if len(longer) > LONGEST and at:
                yield words(cut(text))
                longer = paragraph
            text = longer
        yield words(cut(text))
