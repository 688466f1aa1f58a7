"""The wheel carries what the program reads."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.meta.house import ROOT


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it as pip would, but without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def _files(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _in_checkout(folder: str) -> set[str]:
    there = (each for each in (ROOT / folder).rglob("*") if each.is_file() and "__pycache__" not in each.parts)
    return {each.relative_to(ROOT).as_posix() for each in there}


def test_the_wheel_carries_the_data(wheel: Path) -> None:
    data = {f"bot/{name}" for name in _in_checkout("data")}
    assert {"bot/data/packs/default/pack.yaml", "bot/data/phrases/en/common.ftl"} <= data
    assert data - _files(wheel) == set()


def test_the_wheel_carries_every_module_and_migration(wheel: Path) -> None:
    code = _in_checkout("bot") | _in_checkout("cogs")
    assert "bot/storage/migrations/0001_first_night.sql" in code
    assert code - _files(wheel) == set()


def test_the_wheel_carries_the_command_and_the_licence_and_no_more(wheel: Path) -> None:
    files = _files(wheel)
    info = next(name.split("/")[0] for name in files if name.endswith(".dist-info/METADATA"))
    assert {f"{info}/entry_points.txt", f"{info}/licenses/LICENSE"} <= files
    assert {name.split("/")[0] for name in files} == {"bot", "cogs", info}
    with zipfile.ZipFile(wheel) as archive:
        assert "dreams = bot.__main__:main" in archive.read(f"{info}/entry_points.txt").decode()
