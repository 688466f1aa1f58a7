"""JSON Schema of a pack's files, by which editors complete keys, say what they are for, and underline mistakes."""

from collections.abc import Mapping
from typing import Final, cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from bot.content.schema import SceneShape
from bot.content.schema_pack import PackShape

Schema = dict[str, object]

FILES: Final[Mapping[str, type[BaseModel]]] = {"scene": SceneShape, "pack": PackShape}
"""What there is a schema of: a scene's file, and `pack.yaml`."""

_RENAMED: Final = {"ge": "minimum", "le": "maximum"}
"""Bounds that stand behind a check of our own, which pydantic names as they are written."""
_DROPPED: Final = ("title", "default")
"""What an editor would only repeat from the key beside it."""


def schemas() -> dict[str, Schema]:
    """Return the JSON Schema of every kind of file, by its name in `FILES`."""
    return {name: schema(shape) for name, shape in FILES.items()}


def schema(shape: type[BaseModel]) -> Schema:
    """Return the JSON Schema of one kind of file, as an editor reads it: keys as they are written, nothing null."""
    made = _plain(cast("Schema", shape.model_json_schema(by_alias=True)))
    return {"$schema": GenerateJsonSchema.schema_dialect, **cast("Schema", made)}


def _plain(node: object) -> object:
    """Return part of a schema without what a writer cannot mean: a key is left out, never null."""
    if isinstance(node, list):
        return [_plain(each) for each in cast("list[object]", node)]
    if not isinstance(node, dict):
        return node
    table = cast("Schema", node)
    merged = {_RENAMED.get(key, key): value for key, value in _without_null(table).items()}
    properties = cast("Schema", merged.pop("properties", {}))
    plain = {key: _plain(value) for key, value in merged.items() if key not in _DROPPED}
    if "patternProperties" in plain:
        plain.setdefault("additionalProperties", False)
    if properties:
        plain["properties"] = {key: _key(key, _plain(value)) for key, value in properties.items()}
    return plain


def _without_null(table: Schema) -> Schema:
    options = cast("list[Schema]", table.get("anyOf", []))
    kept = [option for option in options if option.get("type") != "null"]
    if not options or len(kept) > 1:
        return table
    return {**{key: value for key, value in table.items() if key != "anyOf"}, **kept[0]}


def _key(key: str, node: object) -> object:
    """A line of the picture may be written as a text alone, which the shape takes for its `line`."""
    if key != "dossier":
        return node
    table = cast("Schema", node)
    text = {"type": "string", "minLength": 1, "maxLength": 200}
    return {**table, "additionalProperties": {"anyOf": [text, table["additionalProperties"]]}}
