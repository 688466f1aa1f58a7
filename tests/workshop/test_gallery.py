"""The gallery: a page on which everything that is drawn stands, and what is wrong with a file is said."""

import re
from pathlib import Path

from typer.testing import CliRunner

from bot.__main__ import main
from bot.art.postcard import Hour
from bot.domain.soulmark import Hand, Place, Skin


def test_the_page_shows_all_that_it_names(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["gallery", str(tmp_path / "g"), "--only", "key,scorpion"])
    assert result.exit_code == 0, result.output
    page = (tmp_path / "g" / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
    assert {file.name for file in (tmp_path / "g").iterdir()} == {"index.html", *(name for name, _ in named)}
    alts = " ".join(alt for _, alt in named)
    for each in (*Hand, *Place, *Skin, *Hour, "ninety nights"):
        assert each in alts


def test_a_motif_that_is_not_drawn_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["gallery", str(tmp_path / "g"), "--only", "basilisk"])
    assert "basilisk: there is no basilisk.svg" in result.output
