"""Pictures on cards: the file, where it stands, and what it is in words for whoever cannot see it."""

from dataclasses import dataclass
from io import BytesIO

import discord
from discord import ui

from bot.client import DreamsClient
from bot.domain.scene import Motif
from bot.domain.soulmark import Mark, Warmth
from bot.letters import Dream, Letter, Met, Scenery
from bot.phrases import Phrases
from bot.services.wrists import Wrist
from bot.worn import Worn

MOST_ALT = 1024
"""Characters of alt text that Discord takes."""

POSTCARD = "tonight.webp"
MARK = "mark.webp"

FAINT, DEEP = 5, 13
"""Up to and from which depth lines are faint and deep; between them they are clear."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture a card shows. `alt` is all that somebody gets who does not see it."""

    name: str
    data: bytes
    alt: str

    def file(self) -> discord.File:
        """Return it to be sent along."""
        return discord.File(BytesIO(self.data), self.name, description=self.alt[:MOST_ALT])

    def gallery(self) -> ui.MediaGallery[ui.LayoutView]:
        """Return where it stands on the card."""
        return gallery(self.name, self.alt)


def gallery(name: str, alt: str) -> ui.MediaGallery[ui.LayoutView]:
    """Return where the picture of this name stands on a card; it is sent along, or is with the message already."""
    return ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{name}", description=alt[:MOST_ALT]))


async def sent_along(letter: Letter, client: DreamsClient) -> list[discord.File]:
    """Return the files that go with a new message of a letter."""
    pictures: list[Picture] = []
    phrases = client.phrases
    if isinstance(letter, Dream) and letter.scenery is not None:
        alt = alt_of_scenery(letter.scenery, letter.heading, phrases)
        pictures.append(Picture(POSTCARD, await client.services.studio.postcard(letter.scenery), alt))
    if isinstance(letter, Dream) and letter.emblem is not None and letter.emblem.inked is not None:
        drawn = await client.services.studio.worn(letter.emblem.inked)
        pictures.append(Picture(MARK, drawn, alt_of_worn(letter.emblem, phrases)))
    if isinstance(letter, Met):
        match [one.inked for one in letter.worn if one.inked is not None]:
            case [first, second]:
                drawn = await client.services.studio.side_by_side(first, second)
                pictures.append(Picture(MARK, drawn, alt_of_two(letter, phrases)))
            case [alone]:
                drawn = await client.services.studio.worn(alone)
                pictures.append(Picture(MARK, drawn, alt_of_two(letter, phrases)))
            case _:
                pass
    return [one.file() for one in pictures]


def alt_of_scenery(scenery: Scenery, heading: str, phrases: Phrases) -> str:
    """Return what a postcard shows: the place of the dream, and its light."""
    return phrases.say("postcard-alt", place=heading, light=phrases.say(f"hour-{scenery.hour}"))


def files(*pictures: Picture | None) -> list[discord.File]:
    """Return the files of those pictures that there are."""
    return [one.file() for one in pictures if one is not None]


def galleries(*pictures: Picture | None) -> list[ui.MediaGallery[ui.LayoutView]]:
    """Return where those pictures stand that there are."""
    return [one.gallery() for one in pictures if one is not None]


def of_mark(wrist: Wrist, phrases: Phrases) -> Picture | None:
    """Return the picture of a mark; None where it is not drawn yet."""
    if wrist.picture is None:
        return None
    return Picture(MARK, wrist.picture, alt_of_mark(wrist, phrases))


def alt_of_mark(wrist: Wrist, phrases: Phrases) -> str:
    """Return what a picture of a mark shows: what is drawn and how, where, on what, how deep and how warm."""
    words = mark_in_words(wrist.mark, wrist.motif, phrases)
    return _alt(words, wrist.motif.drawn, wrist.skin, wrist.depth, wrist.warmth, phrases)


def alt_of_worn(worn: Worn, phrases: Phrases) -> str:
    """Return the same of a mark that a letter tells of."""
    inked = worn.inked
    if inked is None:
        return worn_in_words(worn, phrases)
    return _alt(worn_in_words(worn, phrases), inked.drawn, inked.skin, inked.depth, inked.warmth, phrases)


def alt_of_two(letter: Met, phrases: Phrases) -> str:
    """Return what a picture of two marks shows, from the left to the right."""
    return " ".join(f"{one.name}: {alt_of_worn(one, phrases)}" for one in letter.worn if one.inked is not None)


def _alt(mark: str, drawn: str, skin: str, depth: int, warmth: str, phrases: Phrases) -> str:
    lines = "faint" if depth <= FAINT else "deep" if depth >= DEEP else "clear"
    on_skin = phrases.say(f"skin-{skin}")
    parts = [
        phrases.say("mark-alt", skin=on_skin, mark=_lower(mark), drawn=drawn[0].upper() + drawn[1:]),
        phrases.say(f"lines-{lines}"),
    ]
    if warmth != Warmth.WAITING:
        parts.append(phrases.say(f"looks-{warmth}"))
    return " ".join(parts)


def _lower(line: str) -> str:
    return line[0].lower() + line[1:]


def mark_in_words(mark: Mark, motif: Motif, phrases: Phrases) -> str:
    """Return a mark in one line: what, how, where, in which colour."""
    line = phrases.say(
        "mark-in-words",
        motif=motif.name,
        hand=phrases.say(mark.hand.phrase),
        place=phrases.say(mark.place.phrase),
        colour=phrases.say(mark.colour.phrase),
    )
    return line[0].upper() + line[1:]


def worn_in_words(worn: Worn, phrases: Phrases) -> str:
    """Return a mark that a letter tells of in one line, to stand inside a sentence."""
    return phrases.say(
        "mark-in-words",
        motif=worn.motif,
        hand=phrases.say(worn.hand),
        place=phrases.say(worn.place),
        colour=phrases.say(worn.colour),
    )
