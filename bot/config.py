"""Settings, from the environment and `.env`. Each is described in `.env.example`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.clock import Setting


class ConfigError(Exception):
    """A setting is wrong; the message is one sentence: which, and what is right."""


class Settings(BaseSettings):
    """Everything a self-hoster can set. `description` says what is right, for the sentence of a wrong value."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", populate_by_name=True
    )

    token: SecretStr | None = Field(
        None, alias="DISCORD_TOKEN", description="the bot's token from the developer portal"
    )
    api_base: str = Field(
        "https://discord.com/api/v10",
        alias="DISCORD_API_BASE",
        pattern=r"^https?://\S+$",
        description="an address beginning with http:// or https://",
    )
    gateway: str | None = Field(
        None, alias="DISCORD_GATEWAY", pattern=r"^wss?://\S+$", description="an address beginning with ws:// or wss://"
    )
    db: Path = Field(Path("dreams.db"), alias="DREAMS_DB", description="a file in a folder that exists")
    pace: float = Field(20.0, alias="DREAMS_PACE", ge=0.1, le=45, description="messages a second, from 0.1 to 45")
    clock: str | None = Field(
        None, alias="DREAMS_CLOCK", description="an instant and a speed, such as 2026-03-01T20:00Z@60"
    )
    log: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", alias="DREAMS_LOG", description="DEBUG, INFO, WARNING or ERROR"
    )

    @field_validator("log", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("db")
    @classmethod
    def _in_a_folder(cls, value: Path) -> Path:
        if value.is_dir() or not value.absolute().parent.is_dir():
            raise ValueError("no such folder")
        return value

    @field_validator("clock")
    @classmethod
    def _readable_clock(cls, value: str | None) -> str | None:
        if value is not None:
            Setting.read(value, datetime.now(UTC))
        return value


def read_settings() -> Settings:
    """Read the settings; raises ConfigError."""
    try:
        return Settings()  # pyright: ignore[reportCallIssue]  # every field comes from the environment or its default
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = str(first["loc"][0])
        right = next((f.description for f in Settings.model_fields.values() if f.alias == name), "another value")
        raise ConfigError(f"{name} is {first['input']!r}, which cannot be: give {right}.") from wrong
