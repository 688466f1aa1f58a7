"""Broken packs and what is said about them: `- ` what stands there, `+ ` what takes its place, `> ` what must be said.

A backslash begins an escape as in Python, for what nobody could see; `%3(o)` is `ooo`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """One broken pack. `said` are all its mistakes, as `line: what. right`."""

    stands: str
    takes: str
    said: tuple[str, ...]

    def broken(self, text: str) -> str:
        """Return `text` with the mistake in it."""
        assert self.stands in text, self.stands
        # Where nothing takes the place of whole lines, they go.
        stands = self.stands if self.takes else self.stands + "\n"
        return text.replace(stands, self.takes, 1)


def cases(name: str) -> Iterator[Case]:
    """Yield what stands in `<name>.txt`."""
    text = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.split("\n") if line[:2] in ("- ", "+ ", "> ")]
        if lines:
            yield Case(_of(lines, "- "), _of(lines, "+ "), tuple(line[2:] for line in lines if line[:2] == "> "))


def _of(lines: list[str], sign: str) -> str:
    return _spelt("\n".join(line[2:] for line in lines if line[:2] == sign))


def _spelt(text: str) -> str:
    text = re.sub(r"%(\d+)\(([^)]*)\)", lambda found: found[2] * int(found[1]), text)
    return re.sub(
        r"\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(\\))",
        lambda found: "\\" if found[3] else chr(int(found[1] or found[2], 16)),
        text,
    )
