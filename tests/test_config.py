"""Settings: what is wrong is said in one sentence, by name, with what is right."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.config import ConfigError, Settings, read_settings

ANY_TOKEN = {"DISCORD_TOKEN": "a.b.c"}
NAMES = [str(field.alias) for field in Settings.model_fields.values()]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_set_is_enough() -> None:
    settings = read_settings()
    assert settings.token is None
    assert settings.api_base == "https://discord.com/api/v10"
    assert settings.gateway is None
    assert settings.db == Path("dreams.db")
    assert settings.pace == 20
    assert settings.clock is None
    assert settings.log == "INFO"


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_value_is_as_good_as_none(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    unset = read_settings()
    monkeypatch.setenv(name, "")
    assert read_settings() == unset


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_line_in_the_file_is_as_good_as_none(name: str) -> None:
    unset = read_settings()
    Path(".env").write_text(f"{name}=\n", encoding="utf-8")
    assert read_settings() == unset


def test_the_file_is_read_and_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("DISCORD_TOKEN=from.the.file\nDREAMS_PACE=5\nSOMEBODY_ELSES=x\n", encoding="utf-8")
    monkeypatch.setenv("DREAMS_PACE", "7.5")
    monkeypatch.setenv("DREAMS_LOG", "warning")
    settings = read_settings()
    assert settings.token is not None
    assert settings.token.get_secret_value() == "from.the.file"
    assert "from.the.file" not in repr(settings)
    assert settings.pace == 7.5
    assert settings.log == "WARNING"


@pytest.mark.parametrize("pace", ["0.1", "45"])
def test_the_pace_goes_from_a_tenth_to_forty_five(pace: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DREAMS_PACE", pace)
    assert read_settings().pace == float(pace)


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("DISCORD_API_BASE", "discord.com/api", "http:// or https://"),
        ("DISCORD_API_BASE", "wss://discord.com", "http:// or https://"),
        ("DISCORD_GATEWAY", "https://gateway.discord.gg", "ws:// or wss://"),
        ("DREAMS_DB", "no-such-folder/dreams.db", "a file in a folder that exists"),
        ("DREAMS_DB", ".", "a file in a folder that exists"),
        ("DREAMS_PACE", "900", "from 0.1 to 45"),
        ("DREAMS_PACE", "0", "from 0.1 to 45"),
        ("DREAMS_PACE", "-1", "from 0.1 to 45"),
        ("DREAMS_PACE", "nan", "from 0.1 to 45"),
        ("DREAMS_PACE", "fast", "from 0.1 to 45"),
        ("DREAMS_CLOCK", "tomorrow", "2026-03-01T20:00Z@60"),
        ("DREAMS_CLOCK", "2026-03-01T20:00@60", "2026-03-01T20:00Z@60"),
        ("DREAMS_CLOCK", "2026-03-01T20:00Z@-1", "2026-03-01T20:00Z@60"),
        ("DREAMS_CLOCK", "2026-03-01T20:00Z@fast", "2026-03-01T20:00Z@60"),
        ("DREAMS_LOG", "LOUD", "DEBUG, INFO, WARNING or ERROR"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_right(
    name: str, value: str, right: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as wrong:
        read_settings()
    sentence = str(wrong.value)
    assert sentence.startswith(f"{name} is {value!r}")
    assert right in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def _dreams(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in NAMES}
    # Run where there is no .env; the package is found in the checkout all the same.
    environment["PYTHONPATH"] = str(Path(__file__).parents[1])
    return subprocess.run(
        command, env={**environment, **settings}, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_wrong_value_ends_the_start_with_one_line() -> None:
    done = _dreams("run", DREAMS_PACE="900", **ANY_TOKEN)
    assert done.returncode == 1
    assert done.stderr == "DREAMS_PACE is '900', which cannot be: give messages a second, from 0.1 to 45.\n"
    assert done.stdout == ""
    assert not Path("dreams.db").exists()


def test_a_missing_token_ends_the_start_with_one_line() -> None:
    done = _dreams("run")
    assert done.returncode == 2
    assert done.stderr.startswith("DISCORD_TOKEN is not set")
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_is_no_database_ends_the_start_with_one_line() -> None:
    Path("dreams.db").write_text("Dear diary, " * 100, encoding="utf-8")
    done = _dreams("run", DISCORD_API_BASE="http://127.0.0.1:9/api", **ANY_TOKEN)
    assert done.returncode == 1
    assert "dreams.db" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert Path("dreams.db").read_text(encoding="utf-8").startswith("Dear diary")


def test_the_version_is_told() -> None:
    done = _dreams("--version")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"dreams-of-you {version('dreams-of-you')}\n"
