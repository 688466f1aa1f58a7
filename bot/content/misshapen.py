"""Says what does not fit the shape of a file, at its lines, in words for who wrote it."""

import re
from collections.abc import Iterator, Mapping, Sized
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError

from bot.content import strict
from bot.content.findings import Path
from bot.content.mistakes import Mistake, nearest
from bot.content.schema import keys_of

MOST_MISTAKES: Final = 40
"""Of one file. More would not be read; the rest is still there when these are mended."""

_LONGEST_QUOTED: Final = 40


def misshapen(error: ValidationError, shape: type[BaseModel], file: str, table: strict.Table) -> Iterator[Mistake]:
    """Yield what pydantic found wrong, at the lines of the file."""
    for each in error.errors(include_url=False)[:MOST_MISTAKES]:
        path: Path = each["loc"]
        what, right = _said(each["type"], path, each["input"], each.get("ctx", {}), shape)
        yield Mistake(file, strict.find(table, path), what, right)


def _said(kind: str, path: Path, given: object, context: Mapping[str, Any], shape: type[BaseModel]) -> tuple[str, str]:
    key = _key(path) if path[-1] != "[key]" else f"a key{_in(path) or ' here'}"
    match kind:
        case "missing":
            return f"{key} is missing{_in(path)}", "Write it."
        case "extra_forbidden":
            return f"{key} is no key{_in(path) or ' here'}", nearest(key, _keys_at(shape, path))
        case "literal_error" | "enum":
            return _one_of(key, str(given), re.findall(r"'([^']*)'", str(context.get("expected", ""))))
        case "string_pattern_mismatch":
            return f"{key} cannot be {_quoted(given)}", _pattern(path, str(given))
        case "string_too_short":
            return f"{key} is empty{_in(path)}", "Write it, or take the key out."
        case "string_too_long":
            return f"{key} has {len(str(given)):,} characters", f"At most {context['max_length']}."
        case "too_short" | "too_long":
            return _counted(kind, key, context, given)
        case "greater_than_equal" | "less_than_equal" | "int_parsing_size" | "value_error":
            return f"{key} cannot be {_quoted(given)}", f"Write a whole number{_range(shape, path)}."
        case _:
            return f"{key} is {_kind_of(given)}", _WANTED.get(kind, "Look how another file writes it.")


_WANTED: Final = {
    "string_type": "Write one text.",
    "int_type": "Write a whole number.",
    "tuple_type": "Write a list: each on a line of its own that begins with `- `.",
    "dict_type": "Write `name: …` lines under it, further in.",
    "model_type": "Write `key: text` lines under it, further in.",
}


def _one_of(key: str, given: str, known: list[str]) -> tuple[str, str]:
    if known == ["yes"]:
        return f"{key} cannot be {_quoted(given)}", "Write yes, or take the key out."
    return f"{key} cannot be {_quoted(given)}" if given else f"{key} is empty", nearest(given, known)


def _counted(kind: str, key: str, context: Mapping[str, Any], given: object) -> tuple[str, str]:
    there = len(given) if isinstance(given, Sized) else 0
    if kind == "too_short":
        return f"{key} has only {there}" if there else f"{key} is empty", f"Write at least {context['min_length']}."
    right = f"At most {context['max_length']}"
    return f"{key} has {there}", right + (": it is one night." if key == "beats" else ".")


def _key(path: Path) -> str:
    """Return the name of what is wrong; an item goes by the name of its list."""
    names = [str(step) for step in path if isinstance(step, str) and step != "[key]"]
    return names[-1] if names else "the file"


def _in(path: Path) -> str:
    """Return where a key is looked for."""
    match path:
        case ("beats", beat, "choices", int(number), *_):
            return f" in choice {number + 1} of {beat}"
        case ("beats", beat, "silence" | "speak" as part, _):
            return f" in the {part} of {beat}"
        case (*between, _, "[key]") if between:
            return f" in {between[-1]}"
        case (_, *between, _) if between:
            return f" in {between[-1]}" if isinstance(between[-1], str) else ""
        case _:
            return ""


def _pattern(path: Path, given: str) -> str:
    if _key(path) == "language":
        return "Write it as in en, or en-GB."
    like = re.sub(r"[^a-z0-9]+", "-", given.lower()).strip("-")[:_LONGEST_QUOTED].strip("-")
    return "Small letters, digits and single hyphens only" + (f", such as {like}." if like else ".")


def _quoted(given: object) -> str:
    text = str(given)
    return f"`{text[:_LONGEST_QUOTED]}…`" if len(text) > _LONGEST_QUOTED else f"`{text}`"


def _kind_of(given: object) -> str:
    match given:
        case str():
            return f"the text {_quoted(given)}" if given else "empty"
        case dict():
            return "a table"
        case _:
            return "a list"


def _range(shape: type[BaseModel], path: Path) -> str:
    """Return the bounds of the number at `path`, as its shape has them."""
    within = _shape_at(shape, path)
    for name, field in within.model_fields.items():
        if (field.alias or name) == path[-1]:
            bounds = {key: getattr(each, key) for each in field.metadata for key in ("ge", "le") if hasattr(each, key)}
            return f" from {bounds['ge']} to {bounds['le']}" if len(bounds) > 1 else ""
    return ""


def _keys_at(shape: type[BaseModel], path: Path) -> list[str]:
    return keys_of(_shape_at(shape, path))


def _shape_at(shape: type[BaseModel], path: Path) -> type[BaseModel]:
    """Return the shape in which the last step of `path` was looked for."""
    for step in path[:-1]:
        known = {field.alias or name: field for name, field in shape.model_fields.items()}
        if step in known:
            shape = _shape_in(known[str(step)].annotation) or shape
    return shape


def _shape_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - an annotation may be anything
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _shape_in(each))), None)
