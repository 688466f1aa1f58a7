"""A text as its writer wrote it, brought to one line a paragraph, and looked through for what would not be shown."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.wording import WordingError, parse

_MARKUP: Final = re.compile(r"[@<>*_~`\\]|^#|^- ", re.MULTILINE)
"""What Discord would not show as it stands."""


def unwrapped(text: str) -> str:
    """Return a text unwrapped: lines of the file run on, an empty line begins a paragraph."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))


def broken(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an unwrapped text, and what would be right."""
    if match := _MARKUP.search(text):
        yield f"there is {match[0]!r} in the text", "Discord would read it as markup: leave it out."
    try:
        parse(text)
    except WordingError as error:
        yield f"the text has {error}", "Write {slot}, {Host has/have}, {guest.their} or [this|or this]."
