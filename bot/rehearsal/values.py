"""JSON as it comes from a stranger, and typed ways to read it."""

import json
from typing import cast

Json = dict[str, object]


def as_object(value: object) -> Json:
    """Return `value` if it is a JSON object, else an empty one."""
    return cast("Json", value) if isinstance(value, dict) else {}


def as_array(value: object) -> list[object]:
    """Return `value` if it is a JSON array, else an empty one."""
    return cast("list[object]", value) if isinstance(value, list) else []


def objects(value: object) -> list[Json]:
    """Return the objects of an array; whatever else is in it reads as an empty object."""
    return [as_object(each) for each in as_array(value)]


def text(value: object) -> str:
    """Return `value` if it is text, else an empty text."""
    return value if isinstance(value, str) else ""


def whole(value: object, default: int = 0) -> int:
    """Return a whole number, also from its decimal text as snowflakes come, else `default`."""
    if isinstance(value, bool):
        return default
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit():
        return int(value)
    return default


def copied(value: Json) -> Json:
    """Return a deep copy that shares nothing with `value`."""
    return as_object(json.loads(json.dumps(value)))
