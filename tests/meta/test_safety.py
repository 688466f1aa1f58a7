"""What docs/safety.md says is shown by a test is shown by a test that is there."""

import re

import pytest

from tests.meta.house import ROOT, text

NAMED = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", text("docs/safety.md"))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_every_test_it_names_is_there(file: str, name: str) -> None:
    assert (ROOT / file).is_file()
    assert re.search(rf"^(?:async )?def {name}\(", text(file), re.M)


def test_every_line_of_it_names_a_test_and_every_part_says_what_nothing_stops() -> None:
    parts = text("docs/safety.md").split("\n## ")[1:]
    assert len(parts) == 7
    for part in parts:
        lines = part.split("\n- ")[1:]
        assert lines
        assert [line for line in lines if "::test_" not in line] == []
        assert "\nNothing stops: " in part
