"""Instants as the database has them: whole seconds since 1970, UTC."""

from datetime import UTC, datetime


def seconds(instant: datetime) -> int:
    """Return an aware instant as the database keeps it."""
    return int(instant.timestamp())


def instant(value: int) -> datetime:
    """Return what the database kept as an aware instant."""
    return datetime.fromtimestamp(value, UTC)


def instant_or_none(value: int | None) -> datetime | None:
    """Return what the database kept, where it kept anything."""
    return None if value is None else instant(value)
