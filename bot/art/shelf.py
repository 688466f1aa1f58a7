"""Drawings on a shelf, each read when it is first asked for: reading all of them takes most of a second."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")


class Shelf(Mapping[str, T]):
    """The SVG files of a folder by their names, each read once; taking down a wrong one raises DrawingError."""

    def __init__(self, folder: Path, read: Callable[[str], T]) -> None:
        self._files: Final = {file.stem: file for file in sorted(folder.glob("*.svg"))}
        self._read: Final = read
        self._down: Final[dict[str, T]] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._down:
            self._down[name] = self._read(self._files[name].read_text(encoding="utf-8"))
        return self._down[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
