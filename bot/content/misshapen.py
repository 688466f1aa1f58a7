"""Says what does not fit the shape of a file, at its lines."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from bot.content import strict
from bot.content.findings import Path
from bot.content.mistakes import Mistake, nearest
from bot.content.schema import keys_of


def misshapen(error: ValidationError, shape: type[BaseModel], file: str, table: strict.Table) -> Iterator[Mistake]:
    """Yield what pydantic found wrong, at the lines of the file."""
    for each in error.errors(include_url=False, include_context=True):
        path: Path = each["loc"]
        name = ".".join(str(step) for step in path if step != "[key]")
        match each["type"]:
            case "missing":
                what, right = f"{name} is missing", "Write it."
            case "extra_forbidden":
                what, right = f"{name} is no key here", nearest(str(path[-1]), _keys_at(shape, path))
            case _:
                what, right = f"{name} cannot be so", f"{each['msg']}."
        yield Mistake(file, strict.find(table, path), what, right)


def _keys_at(shape: type[BaseModel], path: Path) -> list[str]:
    """Return the keys of the shape in which the last step of `path` was looked for."""
    for step in path[:-1]:
        known = {field.alias or name: field for name, field in shape.model_fields.items()}
        if step in known:
            shape = _shape_in(known[str(step)].annotation) or shape
    return keys_of(shape)


def _shape_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - an annotation may be anything
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _shape_in(each))), None)
