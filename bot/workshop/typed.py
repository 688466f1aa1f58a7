"""Where answers come from: a file, what is piped in, or whoever sits at the terminal."""

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

INPUT = "-"
"""Stands for the standard input where a file is asked for."""


class Typed:
    """Answers from a file, then from the terminal; lines that come from no terminal are shown behind their prompt."""

    def __init__(self, console: Console, answers: str | None) -> None:
        """Raises OSError on a file that cannot be read, once it is asked for."""
        self._console = console
        self._written = _lines(answers)
        self._writing = True

    def ask(self, prompt: str) -> str | None:
        """Return the next line; None where no more comes."""
        line = next(self._written, None)
        if line is not None:
            self._console.print(f"{prompt}{line}", markup=False)
            return line
        self._writing = False
        return self._at_terminal(prompt) if sys.stdin.isatty() else None

    def pause(self, prompt: str) -> str | None:
        """Return what is typed where somebody may want to stop and read; nothing of what was written before."""
        return self._at_terminal(prompt) if sys.stdin.isatty() and not self._writing else ""

    def _at_terminal(self, prompt: str) -> str | None:
        try:
            return self._console.input(f"[bold]{prompt}[/]")
        except (EOFError, KeyboardInterrupt):
            self._console.print()
            return None


def _lines(answers: str | None) -> Iterator[str]:
    if answers is not None and answers != INPUT:
        yield from Path(answers).read_text(encoding="utf-8").splitlines()
    elif not sys.stdin.isatty():
        for line in sys.stdin:
            yield line.rstrip("\n")
