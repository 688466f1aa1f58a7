"""What editors are told of a pack's files."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import yaml

from bot.content.editors import FILES, Schema, schemas
from bot.content.schema import SceneShape, keys_of
from bot.content.schema_pack import PackShape
from tests.content.packs import COAT, TABLES, WELL

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", FILES)
def test_the_schema_that_is_handed_out_is_the_one_that_is_meant(name: str):
    assert json.loads((DOCS / f"{name}.schema.json").read_text(encoding="utf-8")) == schemas()[name]


def tables(node: object) -> Iterator[Schema]:
    if isinstance(node, dict):
        table = cast("Schema", node)
        yield table
        for value in table.values():
            yield from tables(value)
    elif isinstance(node, list):
        for value in cast("list[object]", node):
            yield from tables(value)


@pytest.mark.parametrize("name", FILES)
def test_every_key_says_what_it_is_for(name: str):
    described = 0
    for table in tables(schemas()[name]):
        for key, value in cast("dict[str, Schema]", table.get("properties", {})).items():
            assert value.get("description"), key
            described += 1
    assert described > 20


def test_the_keys_are_those_of_the_shapes():
    made = schemas()
    assert list(cast("Schema", made["scene"]["properties"])) == keys_of(SceneShape)
    assert list(cast("Schema", made["pack"]["properties"])) == keys_of(PackShape)
    assert "null" not in json.dumps(made)


def fits(node: object, schema: Schema, defs: dict[str, Schema]) -> bool:
    """Whether `node` fits, by the few words of JSON Schema that ours speak."""
    if "$ref" in schema:
        return fits(node, defs[str(schema["$ref"]).rsplit("/", 1)[1]], defs)
    if "anyOf" in schema:
        return any(fits(node, each, defs) for each in cast("list[Schema]", schema["anyOf"]))
    if "const" in schema or "enum" in schema:
        return node in cast("list[object]", schema.get("enum", [schema.get("const")]))
    match node:
        case dict():
            return fits_table(cast("Schema", node), schema, defs)
        case list():
            items = cast("Schema", schema.get("items", {}))
            return schema["type"] == "array" and all(fits(each, items, defs) for each in cast("list[object]", node))
        case _:
            return ("integer" if isinstance(node, int) else "string") == schema["type"]


def fits_table(node: Schema, schema: Schema, defs: dict[str, Schema]) -> bool:
    known = cast("dict[str, Schema]", schema.get("properties", {}))
    patterns = list(cast("dict[str, Schema]", schema.get("patternProperties", {})).items())
    other = patterns[0][1] if patterns else schema.get("additionalProperties", False)
    return (
        schema["type"] == "object"
        and set(cast("list[str]", schema.get("required", []))) <= node.keys()
        and all(
            fits(value, known.get(key) or cast("Schema", other), defs) if key in known or other else False
            for key, value in node.items()
        )
    )


@pytest.mark.parametrize(("name", "text"), [("scene", WELL), ("scene", COAT), ("pack", TABLES)])
def test_what_is_right_is_not_underlined(name: str, text: str):
    schema = schemas()[name]
    defs = cast("dict[str, Schema]", schema["$defs"])
    # As editors read it: YAML 1.2, in which yes and no are texts, and 120 is a number.
    read = yaml.load(text.replace(": yes\n", ": 'yes'\n"), Loader=yaml.SafeLoader)
    assert fits(read, schema, defs)
    assert not fits({**read, "bests": {}}, schema, defs)
    assert not fits({key: value for key, value in read.items() if key not in ("beats", "motifs", "wake")}, schema, defs)
