"""A text as its writer wrote it: brought to one line a paragraph, and looked through for what would not be shown."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.wording import WordingError, parse

_MARKUP: Final = re.compile(r"(?P<sign>[@<>*_~`\\])|^(?P<head>#+|-#|-|\+|[0-9]{1,9}[.)])(?= )", re.MULTILINE)
_LINK: Final = re.compile(r"[a-z]{2,20}://|\bwww\.|discord(?:app)?\.(?:gg|com|me)\b|\bdsc\.gg\b|mailto:", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"[\[\]{}|]")
_LONGEST_SHOWN: Final = 40


def unwrapped(text: str) -> str:
    """Return a text unwrapped: lines of the file run on, an empty line begins a paragraph."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))


def marked(text: str) -> Iterator[tuple[str, str]]:
    """Yield what Discord would make something else of, and what would be right."""
    if match := _LINK.search(text):
        yield f"there is a link ({match[0]})", "Take it out: nothing in a dream leads out of it."
    elif match := _MARKUP.search(text):
        if match["head"]:
            yield (
                f"a paragraph begins with `{match['head']}`",
                "Discord would make a heading or a list of it: reword it.",
            )
        elif match["sign"] == "@":
            yield "there is @ in the text", "Discord would read it as a mention of somebody: write it in words."
        elif match["sign"] in "<>":
            right = "Discord makes mentions, emoji and quotations of it: take it out."
            yield f"there is {match['sign']} in the text", right
        else:
            yield f"there is {match['sign']} in the text", "Discord would read it as markup: take it out."


def broken(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an unwrapped text, and what would be right."""
    yield from marked(text)
    try:
        parse(text)
    except WordingError as error:
        yield f"the text has {_short(str(error))}", "Write {slot}, {Host has/have}, {guest.their} or [this|or this]."


def bare(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a text that is said as it stands, without slots."""
    yield from marked(text)
    if match := _BRACKETS.search(text):
        yield f"there is {match[0]} in the text", "It is said as it stands: no slots, no variants."


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN * 3 else f"{text[: _LONGEST_SHOWN * 3]}…"
