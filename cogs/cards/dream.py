"""A message of a dream as a card."""

from collections.abc import Iterator

import discord
from discord import ui

from bot.ids import RowId
from bot.letters import Dream, Known, Passage
from bot.phrases import Phrases
from cogs.buttons import button
from cogs.cards.layout import LONGEST, Button, Item, card, cut, listed, rows, somebody
from cogs.cards.pictures import MARK, POSTCARD, alt_of_scenery, alt_of_worn, gallery, worn_in_words


def dream(letter: Dream, row: RowId, phrases: Phrases) -> ui.LayoutView:
    """Return a message of a dream: what happened, what can be answered, the way out."""
    items: list[Item] = [ui.TextDisplay(dream_text(letter, phrases))]
    if letter.scenery is not None:
        items.insert(0, gallery(POSTCARD, alt_of_scenery(letter.scenery, letter.heading, phrases)))
    if letter.emblem is not None and letter.emblem.inked is not None:
        items.append(gallery(MARK, alt_of_worn(letter.emblem, phrases)))
    choices = [
        button(
            choice.label, "pick", letter.encounter, letter.beat, choice.id, row=row, style=discord.ButtonStyle.primary
        )
        for choice in letter.choices
    ]
    others: list[Button] = []
    if letter.unsay_until:
        others.append(button(phrases.say("button-unsay"), "unsay", letter.encounter, letter.unsay, row=row))
    if letter.may_speak:
        others.append(button(phrases.say("button-speak"), "speak", letter.encounter, letter.beat, row=row))
    if letter.may_dream_on:
        others.append(button(phrases.say("button-dream-on"), "dreamon", letter.encounter, letter.beat, row=row))
    if letter.may_keep:
        others.append(
            button(phrases.say("button-keep"), "keep", letter.encounter, row=row, style=discord.ButtonStyle.success)
        )
    if letter.may_hold_out:
        others.append(button(phrases.say("button-hold-out"), "handout", letter.encounter, row=row))
    others.append(button(phrases.say("button-ways-out"), "out", letter.encounter, row=row))
    if letter.wondering is not None:
        tried = ("tried", letter.encounter, letter.wondering.lesson)
        items += rows([button(phrases.say(f"button-tried-{how}"), *tried, how, row=row) for how in ("held", "not-yet")])
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
    parts += _morning(letter, phrases)
    picture_at = len(parts)
    if letter.wondering is not None:
        parts.append(phrases.say("wondering", question=letter.wondering.question))
    emblem = _emblem(letter, phrases)
    room = LONGEST - len(emblem)
    if picture := _picture(letter, phrases, room - len("\n\n".join([*parts, ""]))):
        parts.insert(picture_at, picture)
    return (cut("\n\n".join(parts), room) or "\N{HORIZONTAL ELLIPSIS}") + emblem


def _emblem(letter: Dream, phrases: Phrases) -> str:
    """Return the one sentence of what its reader is to the other; the picture, if there is one, follows it."""
    if letter.emblem is None:
        return ""
    mark, motif = worn_in_words(letter.emblem, phrases), letter.emblem.motif
    return f"\n\n{phrases.say('emblem-shown', name=letter.emblem.name, mark=mark, motif=motif)}"


def _morning(letter: Dream, phrases: Phrases) -> Iterator[str]:
    """Yield what a waking adds: what was achieved, and what may be tried."""
    if letter.achieved:
        yield f"**{letter.achieved}**"
    for attempt in letter.attempts:
        yield phrases.say("attempt", text=attempt)


def _picture(letter: Dream, phrases: Phrases, room: int) -> str:
    """Return the picture, whole, or as much of it as there is room for: what is new of it before all else."""
    head = somebody("picture-heading", letter.picture_of, phrases)
    return listed(head, [_known(line) for line in letter.picture], room, keep=[line.fresh for line in letter.picture])


def _known(line: Known) -> str:
    fresh = f"**{line.line}**" if line.fresh else line.line
    return f"~~{line.was}~~ {fresh}" if line.was else fresh


def _passage(passage: Passage, phrases: Phrases) -> str:
    match passage.kind:
        case "text":
            return passage.text
        case "chosen" if passage.name is None:
            return f"*{passage.text}*"
        case "said" if passage.name is None:
            return phrases.say("line-said-me", text=passage.text)
        case "taken-back" if passage.name is None:
            return f"-# {phrases.say('line-taken-back-me')}"
        case "taken-back":
            return f"-# {_of('line-taken-back', passage.name, phrases)}"
        case "page":
            quoted = "\n".join(f"> {line}" for line in passage.text.split("\n"))
            return f"{_of('line-page', passage.name, phrases)}\n{quoted}"
        case "carried":
            return f"-# {_of(f'line-carried-{passage.text}', passage.name, phrases)}"
        case "chosen" | "said" | "held" | "not-yet":
            return _of(f"line-{passage.kind}", passage.name, phrases, text=passage.text)


def _of(key: str, name: str | None, phrases: Phrases, **slots: str) -> str:
    """Say something of the other one, who may not have a name yet."""
    somebody = f"{key}-somebody"
    if not name and phrases.has(somebody):
        return phrases.say(somebody, **slots)
    return phrases.say(key, **slots, **({"name": name, "other": name} if name else {}))
