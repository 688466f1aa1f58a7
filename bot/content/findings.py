"""Collects what is wrong in one file, at its lines."""

from dataclasses import dataclass, field

from bot.content import strict
from bot.content.mistakes import Mistake

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found wrong in `file` so far."""

    file: str
    table: strict.Table
    mistakes: list[Mistake] = field(default_factory=list[Mistake])

    def wrong(self, path: Path, what: str, right: str) -> None:
        """Note a mistake at what stands at `path`."""
        self.mistakes.append(Mistake(self.file, strict.find(self.table, path), what, right))
