"""Where answers come from: a file, what is piped in, or whoever sits at the terminal."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console

INPUT = "-"
"""Stands for the standard input where a file is asked for."""


def typed_by(console: Console, answers: str | None) -> Callable[[str], str | None]:
    """Return what asks for a line after a prompt: from the file `answers`, then at the terminal.

    Lines that do not come from a terminal are shown behind their prompt. Raises OSError on a file that cannot be read.
    """
    written = _lines(answers)

    def ask(prompt: str) -> str | None:
        line = next(written, None)
        if line is None and sys.stdin.isatty():
            try:
                return console.input(f"[bold]{prompt}[/]")
            except (EOFError, KeyboardInterrupt):
                console.print()
                return None
        if line is not None:
            console.print(f"{prompt}{line}", markup=False)
        return line

    return ask


def _lines(answers: str | None) -> Iterator[str]:
    if answers is not None and answers != INPUT:
        yield from Path(answers).read_text(encoding="utf-8").splitlines()
    elif not sys.stdin.isatty():
        for line in sys.stdin:
            yield line.rstrip("\n")
