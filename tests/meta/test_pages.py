"""What the README promises is so: settings, commands, permissions."""

import re

import discord
import pytest
from dotenv import dotenv_values

from bot.config import Settings
from tests.meta.house import ROOT, text
from tests.meta.phrases import keys

FIELDS = {str(field.alias): field for field in Settings.model_fields.values()}
EXAMPLE = re.compile(r"^#? ?([A-Z_]+)=(.*)$", re.M)
CI_TAKES = re.compile(r"grep -E '(\^python3 [^']*)' README\.md")


def test_every_setting_is_in_the_example_and_in_the_readme() -> None:
    example = [name for name, _ in EXAMPLE.findall(text(".env.example"))]
    assert sorted(example) == sorted(FIELDS)
    table = re.findall(r"^\| `([A-Z_]+)` \|", text("README.md"), re.M)
    assert sorted(table) == sorted(FIELDS)


def test_the_example_shows_the_defaults() -> None:
    for name, value in EXAMPLE.findall(text(".env.example")):
        default = FIELDS[name].default
        if value or default is not None:
            assert type(default)(value) == default, name


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_the_readme_shows_the_defaults(name: str) -> None:
    row = re.search(rf"^\| `{name}` \|[^|]*\| ([^|]*?) \|$", text("README.md"), re.M)
    assert row is not None
    default = FIELDS[name].default
    if default is None:
        assert "`" not in row[1]
    else:
        assert type(default)(row[1].strip("`")) == default


def test_the_example_as_it_is_sets_nothing() -> None:
    assert {name: value for name, value in dotenv_values(ROOT / ".env.example").items() if value} == {}


def test_ci_runs_the_commands_of_the_readme() -> None:
    takes = CI_TAKES.findall(text(".ci/run"))
    assert len(takes) == 3
    for pattern in takes:
        assert len(re.findall(pattern, text("README.md"), re.M)) == 1, pattern
    # It has no test command of its own that could say something else.
    assert len(re.findall(r"-m pytest", text(".ci/run"))) == sum("-m pytest" in pattern for pattern in takes) == 2


def test_the_invitation_asks_for_what_setup_checks() -> None:
    needed = {key.removeprefix("permission-").replace("-", "_") for key in keys() if key.startswith("permission-")}
    assert needed
    (asked,) = set(re.findall(r"permissions=(\d+)", text("README.md")))
    assert int(asked) == discord.Permissions(**dict.fromkeys(needed, True)).value
    assert "scope=bot+applications.commands" in text("README.md")
