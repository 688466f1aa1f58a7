"""Finds characters that a reader cannot see, or that change how others are seen."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_UNUSUAL: Final = re.compile(r"[^\n -~]+")
"""What no English keyboard writes, and tabs."""
_FORBIDDEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
_INVISIBLE: Final = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\ufffc\U00016fe4\U0001d159"
)
"""Letters, by Unicode's count, that show nothing."""
_SELECTORS: Final = (("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef"))
"""They choose how the letter before them looks, and show nothing themselves."""
_MOST_ON_ONE: Final = 4
"""Marks on one letter: Vietnamese and pointed Hebrew need fewer."""


def unseen(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where something is that may not be, what is wrong with it, and what would be right."""
    for found in _UNUSUAL.finditer(text):
        marks = 0
        for at, letter in enumerate(found[0], found.start()):
            kind = unicodedata.category(letter)
            if letter == "\t":
                yield at, "there is a tab", "Write spaces."
            elif kind in _FORBIDDEN or letter in _INVISIBLE or _selects(letter):
                yield at, f"there is the invisible character U+{ord(letter):04X}", "Take it out."
            marks = marks + 1 if kind in ("Mn", "Me") else 0
            if marks > _MOST_ON_ONE:
                yield at, "there are many marks on one letter", f"At most {_MOST_ON_ONE}."


def _selects(letter: str) -> bool:
    return any(low <= letter <= high for low, high in _SELECTORS)
