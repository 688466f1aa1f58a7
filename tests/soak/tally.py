"""What the soak counts, kept in a file so that it can be stopped anywhere and goes on where it was."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

KINDS: Final = ("killed", "filled", "held", "outage", "cut", "forged")
"""What is done to it, in the order of the page."""


@dataclass
class Tally:
    """Counts by kind. What is counted of a round is added when the round is whole."""

    seed: int
    seconds: float = 0.0
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {kind: Counter[str]() for kind in KINDS})

    def add(self, kind: str, found: Counter[str]) -> None:
        """Add a whole round."""
        self.counts[kind] += found
        self.counts[kind]["rounds"] += 1

    def of(self, kind: str, what: str) -> int:
        """Return a count."""
        return self.counts[kind][what]

    def save(self, path: Path) -> None:
        """Write it all, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps({"seconds": self.seconds, "counts": self.counts}, indent=1), encoding="utf-8")
        fresh.replace(path)

    @classmethod
    def load(cls, path: Path, seed: int) -> "Tally":
        """Return what was kept, or an empty tally."""
        tally = cls(seed)
        if path.is_file():
            kept = json.loads(path.read_text("utf-8"))
            tally.seconds = float(kept["seconds"])
            tally.counts |= {kind: Counter[str](found) for kind, found in kept["counts"].items()}
        return tally
