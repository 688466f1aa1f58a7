"""The house's shape: short files, every module under a contract, secrets and databases kept out."""

import re
import tomllib

import pathspec
import pytest

from tests.meta.house import OURS, ROOT, sources, text

MOST_LINES = 350
SHARED_BY_COGS = {"cogs.base", "cogs.buttons", "cogs.cards", "cogs.post"}
CONTRACTS = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]


def _modules(package: str) -> set[str]:
    """Return what stands directly in a package."""
    folders = {f"{package}.{each.parent.name}" for each in (ROOT / package).glob("*/__init__.py")}
    return folders | {f"{package}.{each.stem}" for each in (ROOT / package).glob("*.py") if each.stem != "__init__"}


def test_files_fit_in_the_head() -> None:
    found = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in sources()}
    assert len(found) > 50
    assert {name: lines for name, lines in found.items() if lines > MOST_LINES} == {}


def test_every_module_stands_under_a_contract() -> None:
    free = {"bot.app", "bot.client"}
    held = {module for contract in CONTRACTS for module in contract.get("source_modules", [])}
    held.update(*(contract["modules"] for contract in CONTRACTS if contract["type"] == "independence"))
    assert _modules("bot") - free - held == set()
    assert _modules("cogs") - held == set()


def test_contracts_name_only_what_there_is() -> None:
    named = {
        module
        for contract in CONTRACTS
        for key in ("source_modules", "forbidden_modules", "modules")
        for module in contract.get(key, [])
        if module.split(".")[0] in OURS
    }
    assert named - _modules("bot") - _modules("cogs") - set(OURS) == set()


def test_every_cog_is_held_apart_from_every_other() -> None:
    (apart,) = (set(contract["modules"]) for contract in CONTRACTS if contract["type"] == "independence")
    assert apart == _modules("cogs") - SHARED_BY_COGS


def test_contracts_hold_direct_imports() -> None:
    assert [c["name"] for c in CONTRACTS if c["type"] == "forbidden" and c["allow_indirect_imports"] is not True] == []


def test_contributing_shows_every_layer() -> None:
    table = text("CONTRIBUTING.md")
    layers = [each.parent.name for each in (ROOT / "bot").glob("*/__init__.py")]
    assert [layer for layer in layers if f"`{layer}`" not in table] == []


@pytest.mark.parametrize(
    "kept_out",
    [".env", "dreams.db", "dreams.db-wal", "dreams.db-shm", "dreams.db.before-0002", "kept/x.sqlite3", "uv.lock"],
)
def test_secrets_and_databases_stay_out(kept_out: str) -> None:
    # Read by pathspec rather than git: the tests run where there is nothing but Python.
    assert pathspec.GitIgnoreSpec.from_lines(text(".gitignore").splitlines()).match_file(kept_out)


@pytest.mark.parametrize(
    "kept", [".env.example", "constraints.txt", "bot/storage/database.py", "data/packs/default/pack.yaml"]
)
def test_what_belongs_here_is_not_kept_out(kept: str) -> None:
    assert (ROOT / kept).is_file()
    assert not pathspec.GitIgnoreSpec.from_lines(text(".gitignore").splitlines()).match_file(kept)


def test_the_changelog_says_what_is_coming() -> None:
    unreleased = re.search(r"^## \[Unreleased\]\n(.*?)(?=^## |\Z)", text("CHANGELOG.md"), re.M | re.S)
    assert unreleased is not None
    assert re.search(r"^- \S", unreleased[1], re.M)


def test_no_link_between_our_pages_leads_nowhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
    ]
    assert links
    assert [f"{page.name}: {target}" for page, target in links if not (page.parent / target).exists()] == []


def test_no_cache_that_lives_as_long_as_the_process_is_without_bound() -> None:
    # One inside a function is gone with the call.
    endless = re.compile(r"^@(?:functools\.)?(?:cache\b|lru_cache\(\s*(?:maxsize\s*=\s*)?None)", re.M)
    read = {file: file.read_text(encoding="utf-8") for file in sources()}
    assert any("@lru_cache(maxsize=" in words for words in read.values())
    assert [file.name for file, words in read.items() if endless.search(words)] == []
