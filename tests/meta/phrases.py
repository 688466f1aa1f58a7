"""Which phrases there are, and which the code says: read from the source, not from a run."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from fluent.syntax import FluentParser
from fluent.syntax.ast import EntryType, Message

from tests.meta.house import ROOT, sources

# Where a phrase's key stands in a call: by the called name, the position.
SAYS = {"say": 0, "DreamError": 0, "Note": 0, "said": 0, "_of": 0, "_ask_once": 0, "_modal": 0, "_line": 1}
KEYWORDS = {"note", "about", "phrase"}
KEY = re.compile(r"[a-z]+(-[a-z]+)*")
NOT_OURS = ("rehearsal", "content", "storage", "workshop")
"""Packages of `bot` that say nothing to a member."""


@cache
def entries() -> tuple[tuple[str, EntryType], ...]:
    """Return everything in the phrase files, each with its file's name."""
    files = sorted((ROOT / "data" / "phrases" / "en").glob("*.ftl"))
    read = ((file.name, FluentParser().parse(file.read_text(encoding="utf-8"))) for file in files)
    return tuple((name, entry) for name, resource in read for entry in resource.body)


def written() -> list[str]:
    return [entry.id.name for _, entry in entries() if isinstance(entry, Message)]


def keys() -> frozenset[str]:
    return frozenset(written())


@dataclass
class Said:
    """What the code says: whole keys with where, keys with a part filled in, and every text that stands in it."""

    keys: dict[str, str] = field(default_factory=dict[str, str])
    filled: dict[str, str] = field(default_factory=dict[str, str])
    texts: set[str] = field(default_factory=set[str])


@cache
def said() -> Said:
    found = Said()
    for file in sources():
        if any(part in NOT_OURS for part in file.relative_to(ROOT).parts):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        where = str(file.relative_to(ROOT))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            for argument in _keys_of(call):
                _take(argument, f"{where}:{call.lineno}", found)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.texts.add(node.value)
            elif isinstance(node, ast.JoinedStr) and (pattern := _pattern(node)) is not None:
                found.filled.setdefault(pattern, f"{where}:{node.lineno}")
    return found


def _keys_of(call: ast.Call) -> Iterator[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    at = SAYS.get(name)
    if at is not None and at < len(call.args):
        yield call.args[at]
    yield from (each.value for each in call.keywords if each.arg in KEYWORDS)


def _take(argument: ast.expr, where: str, found: Said) -> None:
    """Take the keys an argument may be: itself, or either side of a condition."""
    match argument:
        case ast.Constant(value=str(text)):
            found.keys[text] = where
        case ast.IfExp(body=body, orelse=other):
            _take(body, where, found)
            _take(other, where, found)
        case _:
            pass


def _pattern(joined: ast.JoinedStr) -> str | None:
    """Return a key with a part filled in as a pattern; None for what cannot be a key."""
    parts = [str(part.value) if isinstance(part, ast.Constant) else "" for part in joined.values]
    if not any(parts) or not KEY.fullmatch("x".join(["", *parts, ""]).strip("-")):
        return None
    # A part that is filled in stands beside a hyphen, and beside a word that narrows it down.
    if not any(re.search(r"[a-z]{3,}-$|^-[a-z]{3,}", part) for part in parts):
        return None
    return "".join(re.escape(part) or r"[a-z]+(?:-[a-z]+)*" for part in parts)
