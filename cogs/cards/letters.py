"""Letters as cards. What a dreamer reads is put together here, and nowhere else."""

from typing import Final

import discord
from discord import ui

from bot.ids import RowId
from bot.letters import Asking, Cooled, Dream, Letter, Note, Passage, Posted, ReadingOpens, ReadingPart, Reported
from bot.phrases import Phrases
from cogs.buttons import button
from cogs.cards.layout import Button, Item, card, rows

LONGEST: Final = 3_900
"""Characters of one card's text; Discord takes 4000."""


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


def dream(letter: Dream, row: RowId, phrases: Phrases) -> ui.LayoutView:
    """Return a message of a dream: what happened, what can be answered, the way out."""
    items: list[Item] = [ui.TextDisplay(dream_text(letter, phrases))]
    choices = [
        button(
            choice.label, "pick", letter.encounter, letter.beat, choice.id, row=row, style=discord.ButtonStyle.primary
        )
        for choice in letter.choices
    ]
    others: list[Button] = []
    if letter.may_speak:
        others.append(button(phrases.say("button-speak"), "speak", letter.encounter, letter.beat, row=row))
    if letter.may_dream_on:
        others.append(button(phrases.say("button-dream-on"), "dreamon", letter.encounter, letter.beat, row=row))
    if letter.may_keep:
        others.append(
            button(phrases.say("button-keep"), "keep", letter.encounter, row=row, style=discord.ButtonStyle.success)
        )
    others.append(button(phrases.say("button-ways-out"), "out", letter.encounter, row=row))
    return card(*items, *rows(choices), *rows(others))


def first_dream(letter: Dream, phrases: Phrases) -> ui.LayoutView:
    """Return the dream of the first minute as a panel; once it is answered, the way on."""
    choices = [
        button(choice.label, "first", letter.encounter, letter.beat, choice.id, style=discord.ButtonStyle.primary)
        for choice in letter.choices
    ]
    if not choices:
        choices = [button(phrases.say("button-hours"), "hours", style=discord.ButtonStyle.primary)]
    return card(ui.TextDisplay(dream_text(letter, phrases)), *rows(choices))


def dream_text(letter: Dream, phrases: Phrases) -> str:
    """Return the text of a message of a dream, as Discord's markdown."""
    parts: list[str] = []
    if letter.note is not None:
        parts.append(f"-# {_of(letter.note, letter.other, phrases)}")
    if letter.since == 0:
        parts.append(f"-# {letter.heading}")
    parts += [_passage(passage, phrases) for passage in letter.passages]
    if letter.waiting:
        parts.append(f"-# {_of('dream-waiting', letter.other, phrases)}")
    return _cut("\n\n".join(parts)) or "\N{HORIZONTAL ELLIPSIS}"


def _passage(passage: Passage, phrases: Phrases) -> str:
    match passage.kind:
        case "text":
            return passage.text
        case "chosen" if passage.name is None:
            return f"*{passage.text}*"
        case "said" if passage.name is None:
            return phrases.say("line-said-me", text=passage.text)
        case "chosen" | "said":
            return _of(f"line-{passage.kind}", passage.name, phrases, text=passage.text)


def _of(key: str, name: str | None, phrases: Phrases, **slots: str) -> str:
    """Say something of the other one, who may not have a name yet."""
    somebody = f"{key}-somebody"
    if not name and phrases.has(somebody):
        return phrases.say(somebody, **slots)
    return phrases.say(key, **slots, **({"name" if slots else "other": name} if name else {}))


def _with(text: str, *buttons: Button, told: str | None = None) -> ui.LayoutView:
    items: list[Item] = [ui.TextDisplay(text)]
    if told:
        items += [ui.Separator(), ui.TextDisplay(_cut(told, LONGEST - len(text)))]
    return card(*items, *rows(buttons))


def _cut(text: str, limit: int = LONGEST) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _plain(text: str) -> str:
    return discord.utils.escape_markdown(discord.utils.escape_mentions(text))
