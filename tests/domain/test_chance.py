"""Chance that can be told again: seeds, and the turning that spares a returning scene its old words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chance import Seed, choose, grow, roll, turned

SEEDS = st.text(max_size=12).map(Seed)
GROWN = SEEDS.map(lambda seed: grow(seed))
"""As seeds are that were not turned."""
PARTS = st.lists(st.text(max_size=5) | st.integers(), max_size=3)


@given(SEEDS, PARTS, st.integers(1, 9), st.integers(0, 40))
def test_as_many_returns_in_a_row_as_there_are_options_use_each_of_them_once(
    seed: Seed, parts: list[str | int], count: int, first: int
):
    options = range(count)
    fell = [choose(options, turned(seed, times), *parts) for times in range(first, first + count)]
    assert sorted(fell) == list(options)
    assert choose(options, turned(seed, first + count), *parts) == fell[0]


@given(GROWN, PARTS, st.integers(1, 9))
def test_the_first_time_nothing_is_turned(seed: Seed, parts: list[str | int], count: int):
    assert choose(range(count), turned(seed, 0), *parts) == choose(range(count), seed, *parts)


@given(GROWN, PARTS, st.integers(0, 1_000))
def test_what_is_rolled_or_grown_is_not_turned(seed: Seed, parts: list[str | int], times: int):
    assert roll(turned(seed, times), *parts) == roll(seed, *parts)
    assert grow(turned(seed, times), *parts) == grow(seed, *parts)


@given(SEEDS, PARTS)
def test_a_roll_is_in_its_bounds_and_the_same_again(seed: Seed, parts: list[str | int]):
    assert 0 <= roll(seed, *parts) < 1
    assert roll(seed, *parts) == roll(seed, *parts)


@given(SEEDS, st.lists(st.text(max_size=3), min_size=2, max_size=2, unique=True))
def test_parts_are_told_apart_also_where_they_touch(seed: Seed, parts: list[str]):
    one, other = parts
    assert grow(seed, one) != grow(seed, other)
    assert grow(seed, "ab", "c") != grow(seed, "a", "bc")


def test_what_falls_here_falls_so_on_every_machine_and_in_every_year():
    assert grow(Seed("a"), "b", 3) == "7846fd4ab34df89ba5fe10ab688ef484"
    assert choose("abcdefgh", Seed("night"), "x") == "d"


def test_no_choice_can_be_made_of_nothing():
    with pytest.raises(ZeroDivisionError):
        choose((), Seed("0"))


def test_all_options_fall_about_as_often():
    fell = [choose("abcd", Seed(str(number))) for number in range(4_000)]
    assert all(850 < fell.count(letter) < 1_150 for letter in "abcd")
