"""Exact versions: every distribution that is installed has one, and it is the same wherever it is written."""

import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement

from tests.meta.house import canonical, constraints, satisfied, text

PROJECT = tomllib.loads(text("pyproject.toml"))
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]


def _declared() -> list[Requirement]:
    lines = [*PROJECT["project"]["dependencies"], *(line for extra in EXTRAS.values() for line in extra)]
    return [one for one in map(Requirement, lines) if one.name != PROJECT["project"]["name"]]


def _reached(declared: Iterable[Requirement]) -> set[str]:
    """Return every distribution that the requirements reach from here, as far as it is installed."""
    waiting = [(one, "") for one in declared]
    reached: set[str] = set()
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        wanted, extra = waiting.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
            continue
        reached.add(canonical(wanted.name))
        key = (canonical(wanted.name), frozenset(wanted.extras))
        if key in seen:
            continue
        seen.add(key)
        try:
            needs = distribution(wanted.name).requires or []
        except PackageNotFoundError:
            continue
        waiting += [(Requirement(line), each) for line in needs for each in ("", *wanted.extras)]
    return reached


def test_every_distribution_reached_has_an_exact_version() -> None:
    reached = _reached(_declared())
    # The walk reached further than what is declared, or it walked nowhere.
    assert {"aiohttp", "pydantic-core", "pluggy", "idna"} <= reached
    assert reached - constraints().keys() == set()


def test_the_exact_versions_are_ones_we_ask_for() -> None:
    assert [str(one) for one in _declared() if not satisfied(one)] == []


def test_the_build_installs_the_same_exact_versions() -> None:
    pinned = constraints()
    for line in PROJECT["build-system"]["requires"]:
        name, _, version = line.partition("==")
        assert pinned[canonical(name)] == version, line
    reached = _reached([Requirement("hatchling")])
    named = {canonical(Requirement(line).name) for line in PROJECT["build-system"]["requires"]}
    assert reached <= named


def test_the_exact_versions_name_no_host() -> None:
    assert "://" not in text("constraints.txt")
    assert "--" not in text("constraints.txt")
