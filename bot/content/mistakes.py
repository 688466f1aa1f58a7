"""What is wrong with a pack, said so that its writer can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing that is wrong (`what`), where it stands, and what would be right. Line 0 is the file as a whole."""

    file: str
    line: int
    what: str
    right: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}. {self.right}"


class PackError(Exception):
    """A pack is all or nothing: any mistake refuses it."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(map(str, self.mistakes)))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return what would be right in place of `name`: the known name most like it, or all of them."""
    names = sorted(set(known))
    if close := get_close_matches(name, names, n=1):
        return f"Did you mean {close[0]}?"
    return f"Known: {', '.join(names)}." if names else "There is none to name yet."
