"""A mark as a letter tells of it, and what a picture of it takes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inked:
    """How a mark is drawn: values of `bot.domain.soulmark`, and of the motif its id and what is to be seen of it."""

    motif: str
    drawn: str
    place: str
    hand: str
    colour: str
    seed: str
    skin: str
    depth: int
    """The bond's, 0 to 20."""
    warmth: str


@dataclass(frozen=True, slots=True)
class Worn:
    """A mark and whose it is: the motif with its article, the rest as phrase keys."""

    name: str
    motif: str
    hand: str
    place: str
    colour: str
    inked: Inked | None = None
    """None where it is told in words alone."""
