"""Pictures on cards: the file, where it stands, and what it is in words for whoever cannot see it."""

from dataclasses import dataclass
from io import BytesIO

import discord
from discord import ui

from bot.domain.scene import Motif
from bot.domain.soulmark import Mark, Warmth
from bot.letters import Dream, Letter, Scenery
from bot.phrases import Phrases
from bot.services.studio import Studio
from bot.services.wrists import Wrist

MOST_ALT = 1024
"""Characters of alt text that Discord takes."""

POSTCARD = "tonight.webp"

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


async def sent_along(letter: Letter, studio: Studio, phrases: Phrases) -> list[discord.File]:
    """Return the files that go with a new message of a letter."""
    if not isinstance(letter, Dream) or letter.scenery is None:
        return []
    card = await studio.postcard(letter.scenery)
    return [Picture(POSTCARD, card, alt_of_scenery(letter.scenery, letter.heading, phrases)).file()]


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
    return Picture("mark.webp", wrist.picture, alt_of_mark(wrist, phrases))


def alt_of_mark(wrist: Wrist, phrases: Phrases) -> str:
    """Return what a picture of a mark shows: what is drawn and how, where, on what, how deep and how warm."""
    depth = "faint" if wrist.depth <= FAINT else "deep" if wrist.depth >= DEEP else "clear"
    parts = [
        phrases.say(
            "mark-alt",
            skin=phrases.say(wrist.skin.phrase),
            mark=_lower(mark_in_words(wrist.mark, wrist.motif, phrases)),
            drawn=wrist.motif.drawn[0].upper() + wrist.motif.drawn[1:],
        ),
        phrases.say(f"lines-{depth}"),
    ]
    if wrist.warmth is not Warmth.WAITING:
        parts.append(phrases.say(f"looks-{wrist.warmth}"))
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
