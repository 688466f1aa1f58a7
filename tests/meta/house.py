"""Where things stand in the checkout, for the house rules."""

import re
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
OURS = ("bot", "cogs")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def sources() -> Iterator[Path]:
    for package in OURS:
        yield from sorted((ROOT / package).rglob("*.py"))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def constraints() -> dict[str, str]:
    """Return the pinned versions, by canonical name; asserts that nothing but `name==version` and comments is there."""
    pinned: dict[str, str] = {}
    for line in text("constraints.txt").splitlines():
        if not line or line.startswith("#"):
            continue
        assert re.fullmatch(r"[A-Za-z0-9][\w.-]*==[\w.]+", line), line
        name, version = line.split("==")
        assert canonical(name) not in pinned, line
        pinned[canonical(name)] = version
    return pinned


def satisfied(requirement: Requirement) -> bool:
    pinned = constraints().get(canonical(requirement.name))
    return pinned is not None and requirement.specifier.contains(pinned)
