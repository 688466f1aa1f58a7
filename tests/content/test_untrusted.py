"""Files from nobody knows whom: refused or read, whatever is in them, and soon."""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.mistakes import PackError
from bot.content.prove import check
from bot.domain.scene import Pack
from tests.content.mutations import STRANGE, mutated
from tests.content.packs import COAT, TABLES, WELL, put

MOST_CALLS = 3_000_000
"""Of Python functions: the whole pack that ships takes a tenth of them, and no clock is asked."""


def outcome(scene: str | bytes = WELL, tables: str | bytes = TABLES) -> Pack | PackError:
    with TemporaryDirectory() as folder:
        try:
            return check(put(Path(folder), scene, tables))
        except PackError as error:
            refused = error
    assert refused.mistakes
    assert all(each.what and each.right and len(str(each)) < 1_500 for each in refused.mistakes)
    return refused


@given(mutated(WELL))
@settings(max_examples=150, deadline=None)
def test_no_accident_to_a_scene_is_more_than_a_mistake(scene: bytes):
    outcome(scene)


@given(mutated(COAT))
@settings(max_examples=100, deadline=None)
def test_no_accident_to_a_lone_scene_is_more_than_a_mistake(scene: bytes):
    outcome(scene)


@given(mutated(TABLES))
@settings(max_examples=60, deadline=None)
def test_no_accident_to_the_tables_is_more_than_a_mistake(tables: bytes):
    outcome(tables=tables)


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_no_bytes_are_more_than_a_mistake(scene: bytes):
    outcome(scene)


@given(st.lists(st.sampled_from(STRANGE), max_size=30).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_text_of_a_scene_is_more_than_a_mistake(text: str):
    # Quoted, it comes past YAML to all that reads texts.
    quoted = '"' + text[:1_900].replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
    for stands in ("told: It came up full of light.", "label: Hold on", "leave: a full bucket", "[depth + 1]"):
        key, _, _ = stands.partition(": ")
        takes = f"{key}: {quoted}" if key != stands else f"[{quoted}]"
        outcome(WELL.replace(stands, takes, 1).encode("utf-8", "surrogatepass"))


def calls(work: Callable[[], object]) -> int:
    """Return how many Python functions `work` called."""
    count = 0

    def called(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


LAUGHS = "a: &a [lol, lol]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
HEAD = WELL[: WELL.index("beats:")]


def beats(number: int, body: str) -> str:
    return HEAD + "beats:\n" + "".join(f"  b{n}:\n{body.format(n=n, next=n + 1)}" for n in range(number))


@pytest.mark.parametrize(
    ("scene", "said"),
    [
        (LAUGHS, "an anchor to YAML"),
        (HEAD + "beats: " + "[" * 60_000, "prose stands in [ ]"),
        (HEAD.replace("when: [", "when: [" + "[" * 50_000), "prose stands in [ ]"),
        (HEAD + "beats: " + "{" * 60_000, "a text cannot begin with {"),
        (HEAD + "beats:\n  " + "- " * 30_000 + "b", "more than 12 levels deep"),
        (HEAD + "beats:\n  " + "? " * 30_000 + "b", "more than 12 levels deep"),
        (HEAD + "title: " + "o" * 1_000_000, "the file has"),
        (HEAD + "place2: " + "o" * 50_000, "this text has 50,000 characters"),
        (HEAD + "beats:\n" + "".join(f"  b{n}: x\n" for n in range(5_000)), "b0 is the text `x`"),
        (HEAD + "beats:\n" + "  b:\n" + "".join(f"    k{n}: x\n" for n in range(5_000)), "told is missing in b"),
        (beats(12, "    both: a {{{{{n}\n    told: skip\n    then: b{next}\n"), "the text has a lone {"),
        (WELL.replace("told: It came up", "told: " + "{" * 1_900, 1), "a text cannot begin with {"),
        (WELL.replace("told: It came up", "told: It" + "{host} " * 280, 1), "this told form can come to"),
        (WELL.replace("full of light.", "[a|b]" * 390, 1), ""),
        (
            WELL.replace("depth >= 3", ", ".join(["depth >= 3"] * 4_000)),
            "when has 4002",
        ),
    ],
)
def test_what_is_made_to_hang_a_reader_costs_it_little(scene: str, said: str):
    found: list[Pack | PackError] = []
    assert calls(lambda: found.append(outcome(scene))) < MOST_CALLS
    assert said in str(found[0])


def test_one_file_tells_a_screenful_of_mistakes_at_most():
    refused = outcome(HEAD + "beats:\n  b:\n" + "".join(f"    k{n}: x\n" for n in range(3_000)))
    assert isinstance(refused, PackError)
    assert len(refused.mistakes) <= 40
