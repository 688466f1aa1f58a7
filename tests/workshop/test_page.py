"""The page on writing scenes, followed to the letter by somebody who has a terminal and nothing else."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import main
from bot.content.prove import check
from bot.content.schema import BeatShape, SceneShape, keys_of
from bot.domain.qualities import GIVEN
from bot.domain.scene import Kind, Stage
from bot.domain.tonight import COUNTRY_SLOTS, CRAFT_SLOTS
from bot.workshop.lengths import bounds, ways

PAGE = (Path(__file__).parents[2] / "docs" / "writing-scenes.md").read_text(encoding="utf-8")
TYPED = {"new my-pack": "\nA Table\n\n\n\n\n\n\n", "play": "1\n1\n"}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


WHOLE = next(block for block in blocks("yaml") if "\nscene: " in block)


def test_every_command_of_the_page_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    commands = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("dreams ")]
    assert len(commands) >= 9
    for command in commands:
        words = shlex.split(command)[1:]
        result = CliRunner().invoke(main, words, input=TYPED.get(" ".join(words[1:]), ""))
        assert result.exit_code == 0, f"{command}\n{result.output}"
        if "--title" in words:
            (tmp_path / "my-pack" / "scenes" / "visit" / "the-last-match.yaml").write_text(WHOLE, encoding="utf-8")
    assert set(check(Path("my-pack")).scenes) == {"a-table", "the-last-match"}


def test_the_scene_of_the_page_is_a_good_one(tmp_path: Path):
    assert CliRunner().invoke(main, ["pack", "new", str(tmp_path), *_NEW]).exit_code == 0
    (tmp_path / "scenes" / "visit" / "the-last-match.yaml").write_text(WHOLE, encoding="utf-8")
    pack = check(tmp_path)
    (scene,) = pack.scenes.values()
    fewest, most = bounds(scene.kind)
    assert all(fewest <= words <= most for each in ways(scene, pack).values() for words in each)


def test_the_page_shows_pieces_of_the_scene_it_ends_with():
    pieces = [block for block in blocks("yaml") if block != WHOLE]
    assert len(pieces) >= 3
    for piece in pieces:
        for line in piece.splitlines():
            assert line in WHOLE, line


def test_the_reference_names_every_key():
    reference = PAGE[PAGE.index("## Reference") :]
    named = set(re.findall(r"[a-z]+", " ".join(re.findall(r"`([^`]+)`", reference))))
    known = {*keys_of(SceneShape), *keys_of(BeatShape), *Kind, *Stage, *COUNTRY_SLOTS, *CRAFT_SLOTS, *GIVEN}
    assert {str(each) for each in known} - named == set()


_NEW = (
    *("--title", "The Last Match", "--kind", "visit", "--place", "a stove", "--stage", "near", "--motifs", "hand"),
    *("--country", "any"),
)
