"""A shelf of drawings: each is read once, when it is first asked for."""

from pathlib import Path

import pytest

from bot.art.shapes import DrawingError
from bot.art.shelf import Shelf


def test_each_is_read_once_when_it_is_asked_for(tmp_path: Path) -> None:
    for name in ("owl", "key"):
        (tmp_path / f"{name}.svg").write_text(name, encoding="utf-8")
    read: list[str] = []

    def reads(text: str) -> str:
        read.append(text)
        return text.upper()

    shelf = Shelf(tmp_path, reads)
    assert (list(shelf), len(shelf), read) == (["key", "owl"], 2, [])
    assert [shelf["owl"], shelf["owl"], shelf.get("fox")] == ["OWL", "OWL", None]
    assert read == ["owl"]


def test_a_wrong_one_is_told_of_whenever_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "owl.svg").write_text("", encoding="utf-8")

    def refuses(_: str) -> str:
        raise DrawingError(["it is empty"])

    shelf = Shelf(tmp_path, refuses)
    for _ in range(2):
        with pytest.raises(DrawingError):
            shelf["owl"]
