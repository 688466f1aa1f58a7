"""A mistake is reported with its file and line, what is wrong and what would be right."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content.mistakes import Mistake, PackError
from bot.content.prove import check
from tests.content.broken import Case, cases
from tests.content.packs import COAT, TABLES, WELL, put


def mistakes(folder: Path) -> tuple[Mistake, ...]:
    with pytest.raises(PackError) as refused:
        check(folder)
    return refused.value.mistakes


def said(found: tuple[Mistake, ...], file: str) -> Iterator[str]:
    """Yield mistakes as the cases have them: the file is named where it is another one."""
    for mistake in found:
        where = f"{mistake.line}" if mistake.file == file else f"{mistake.file}:{mistake.line}"
        yield f"{where}: {mistake.what}. {mistake.right}"


def named(name: str) -> pytest.MarkDecorator:
    found = list(cases(name))
    ids = [" ".join(each.takes.split())[:60] or "without" for each in found]
    return pytest.mark.parametrize("case", found, ids=ids)


@named("scene")
def test_a_broken_scene_is_refused(tmp_path: Path, case: Case):
    found = mistakes(put(tmp_path, case.broken(WELL)))
    assert tuple(said(found, "scenes/a.yaml")) == case.said


@named("lone")
def test_a_broken_lone_scene_is_refused(tmp_path: Path, case: Case):
    found = mistakes(put(tmp_path, case.broken(COAT)))
    assert tuple(said(found, "scenes/a.yaml")) == case.said


@named("pack")
def test_broken_tables_are_refused(tmp_path: Path, case: Case):
    found = mistakes(put(tmp_path, tables=case.broken(TABLES)))
    assert tuple(said(found, "pack.yaml")) == case.said


def test_there_are_more_than_a_hundred_kinds_of_mistake():
    told = {(each.takes, each.said) for name in ("scene", "lone", "pack") for each in cases(name)}
    assert len(told) > 100
    assert all(each.said for name in ("scene", "lone", "pack") for each in cases(name))


def test_all_mistakes_are_told_at_once(tmp_path: Path):
    wrong = WELL.replace("told: held on", "told: holds on").replace("{far}, and", "{fur}, and")
    assert len(mistakes(put(tmp_path, wrong))) == 2
