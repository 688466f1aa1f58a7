"""Every phrase the code says is there, and every phrase that is there is said."""

import re
from typing import Any

import pytest
from discord import app_commands
from fluent.syntax.ast import Junk

from bot.app import data_folder
from bot.client import COGS, DreamsClient
from bot.domain.moderation import Did
from bot.domain.soulmark import Colour, Hand, Place
from bot.domain.standing import Standing
from bot.domain.wording import Pronouns
from bot.phrases import Phrases
from tests.meta.house import text
from tests.meta.phrases import entries, keys, said, written

FAMILIES = {
    "place-": {str(one) for one in Place},
    "hand-": {str(one) for one in Hand},
    "colour-": {str(one) for one in Colour},
    "pronouns-": {str(one) for one in Pronouns},
    "state-": {str(one) for one in Standing},
    "did-": {str(one) for one in Did},
}
"""Phrases whose last part is a value: exactly these belong there."""


async def _commands() -> dict[str, app_commands.Command[Any, ..., Any] | app_commands.Group]:
    """Return every command and group of commands, by its full name with hyphens."""
    client = DreamsClient(Phrases(data_folder() / "phrases", strict=True))
    for cog in COGS:
        await client.load_extension(cog)
    found = {one.qualified_name.replace(" ", "-"): one for one in client.tree.walk_commands()}
    await client.close()
    return found


def test_every_phrase_can_be_read() -> None:
    # What Fluent cannot read it leaves out without a word: mostly an indented line that begins with *, [, . or }.
    assert [f"{file}: {entry.content}" for file, entry in entries() if isinstance(entry, Junk)] == []


def test_no_phrase_is_written_twice() -> None:
    assert sorted(written()) == sorted(keys())


def test_every_phrase_said_is_there() -> None:
    assert len(said().keys) > 80
    assert {key: where for key, where in said().keys.items() if key not in keys()} == {}


def test_every_phrase_there_is_said() -> None:
    patterns = [re.compile(pattern) for pattern in said().filled]
    unsaid = {key for key in keys() - said().texts if not any(pattern.fullmatch(key) for pattern in patterns)}
    assert unsaid == set()


@pytest.mark.parametrize("family", FAMILIES)
def test_families_are_whole(family: str) -> None:
    assert {key.removeprefix(family) for key in keys() if key.startswith(family)} == FAMILIES[family]


async def test_every_command_is_described_and_nothing_else_is() -> None:
    commands = await _commands()
    assert {"soulmark", "dreams-setup"} <= commands.keys()
    described = {key.removeprefix("command-") for key in keys() if key.startswith("command-")}
    assert described == commands.keys()
    say = Phrases(data_folder() / "phrases", strict=True).say
    assert {name: one.description for name, one in commands.items() if one.description != say(f"command-{name}")} == {}
    assert [name for name, one in commands.items() if not 1 <= len(one.description) <= 100] == []


async def test_every_command_is_in_the_readme() -> None:
    single = [one.qualified_name for one in (await _commands()).values() if isinstance(one, app_commands.Command)]
    assert [name for name in single if f"| `/{name}` |" not in text("README.md")] == []
