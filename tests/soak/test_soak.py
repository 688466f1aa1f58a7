"""Small soaks, one of each kind: the large one is `python -m tests.soak`."""

import random
from collections import Counter
from pathlib import Path

from tests.soak import cut, file_trouble, forged, killed, outage
from tests.soak.counting import FAULTS
from tests.soak.page import page
from tests.soak.tally import Tally


def _faults(found: Counter[str]) -> dict[str, int]:
    return {what: found[what] for what in FAULTS if found[what]}


def _chance() -> random.Random:
    return random.Random(20)  # noqa: S311 - to be repeated by its seed


async def test_killed_again_and_again_it_loses_nothing(tmp_path: Path) -> None:
    found = await killed.one_server(tmp_path, _chance(), kills=40, nights=4)
    assert _faults(found) == {}
    assert found["kills"] > 20
    assert found["messages"] > 50


async def test_filled_it_loses_nothing(tmp_path: Path) -> None:
    found = await file_trouble.one_server(tmp_path, _chance(), file_trouble.FULL)
    assert _faults(found) == {}
    assert found["presses refused"] > 0
    assert min(found[kind] for kind in file_trouble.FULL) > 5


async def test_held_it_loses_nothing(tmp_path: Path) -> None:
    found = await file_trouble.one_server(tmp_path, _chance(), file_trouble.HELD)
    assert _faults(found) == {}
    assert found["presses refused"] > 0
    assert found["held"] > 5


async def test_after_an_outage_nobody_is_gone_or_flooded(tmp_path: Path) -> None:
    found = await outage.one_server(tmp_path, _chance(), crowd=12)
    assert _faults(found) == {}
    assert found["minutes out"] > 0
    assert found["messages"] > 50


async def test_cut_over_sockets_it_loses_nothing(tmp_path: Path) -> None:
    found = await cut.one_server(tmp_path, _chance(), nights=1)
    assert _faults(found) == {}
    assert found["presses"] > 0


async def test_forged_nothing_changes_and_nothing_leaks(tmp_path: Path) -> None:
    found = await forged.one_server(tmp_path, _chance(), presses=60)
    assert _faults(found) == {}
    assert found["as shown"] + found["bent"] == 60


def test_stopped_anywhere_it_goes_on_where_it_was(tmp_path: Path) -> None:
    tally, kept = Tally(1), tmp_path / "soak" / "seed-1.json"
    tally.add("killed", Counter({"kills": 7, "before a send": 7, "messages lost": 1}))
    tally.save(kept)
    again = Tally.load(kept, 1)
    assert again == tally
    again.add("killed", Counter({"kills": 3}))
    assert again.of("killed", "kills") == 10
    assert "messages lost 1 (killed)" in page(again, "{figures}")
