"""The picture one dreamer has of the other: line by line, lines revising lines."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of somebody. `was` is the line it revised, `fresh` that its bearer was not told of it yet."""

    text: str
    was: str | None = None
    fresh: bool = False


Picture = tuple[Line, ...]


def learnt(picture: Picture, text: str, replaces: str | None = None) -> Picture:
    """Return the picture after a line was learnt.

    What is known already changes nothing. A line that revises another takes its place, as the other stood; where that
    one never stood, it is new.
    """
    if any(line.text == text for line in picture):
        return picture
    kept = [line for line in picture if line.text != replaces]
    revised = len(kept) < len(picture)
    return (*kept, Line(text, was=replaces if revised else None, fresh=True))


def drawn(lines: Iterable[tuple[str, str | None]]) -> Picture:
    """Return the picture that so many lines make, each with the one it replaces, in the order they were learnt."""
    picture: Picture = ()
    for text, replaces in lines:
        picture = learnt(picture, text, replaces)
    return picture
