"""Whose turn it is: the order moderators see is the order pairing goes by, and tells of no bond and no block."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.nights import Hours
from bot.domain.pairing import EVERYONE, Waiting, instant, worth
from bot.domain.turn import left_over, nobody_for, turns
from bot.ids import DreamerId
from tests.bench.bench_pairing import NOW

HOURS = Hours("Europe/Berlin", 60, 540)
NOBODY: frozenset[frozenset[DreamerId]] = frozenset()


def waiting(number: int, *, hours: float = 0.0, pool: str = EVERYONE, left: bool = False) -> Waiting:
    return Waiting(DreamerId(number), HOURS, NOW - timedelta(hours=hours), pool, left=left)


@st.composite
def people(draw: st.DrawFn) -> list[Waiting]:
    def one(number: int) -> Waiting:
        return waiting(
            number,
            hours=draw(st.integers(0, 200)),
            pool=draw(st.sampled_from(["young", "old"])),
            left=draw(st.booleans()),
        )

    return [one(number) for number in range(1, draw(st.integers(0, 8)) + 1)]


@given(people(), st.randoms(use_true_random=False))
def test_everybody_has_one_place_whatever_order_they_are_given_in(group: list[Waiting], random: Random) -> None:
    shuffled = sorted(group, key=lambda _: random.random())
    found = turns(group, NOBODY, NOW)
    assert found == turns(shuffled, NOBODY, NOW)
    assert [one.number for one in found] == list(range(1, len(group) + 1))
    assert sorted(one.dreamer for one in found) == sorted(one.dreamer for one in group)


@given(people(), st.integers(0, 7), st.integers(1, 72))
def test_waiting_longer_or_having_been_left_never_puts_anybody_further_back(
    group: list[Waiting], which: int, hours: int
) -> None:
    if not group:
        return
    one = group[which % len(group)]
    others = [other for other in group if other is not one]

    def place(of: Waiting) -> int:
        return next(turn.number for turn in turns([*others, of], NOBODY, NOW) if turn.dreamer == of.dreamer)

    assert place(replace(one, since=one.since - timedelta(hours=hours))) <= place(one)
    assert place(replace(one, left=True)) <= place(replace(one, left=False))


@given(people(), st.integers(0, 96), st.booleans())
def test_among_equals_in_sleep_the_newcomer_is_given_to_whose_turn_it_is(
    group: list[Waiting],
    hours: int,
    left: bool,  # noqa: FBT001 - drawn
) -> None:
    new = waiting(99, hours=hours, pool="old", left=left)
    found = instant(new, group, NOBODY, NOW)
    in_pool = [turn.dreamer for turn in turns(group, NOBODY, NOW) if turn.dreamer in _pool(group, "old")]
    assert found == (in_pool[0] if in_pool else None)


def _pool(group: list[Waiting], pool: str) -> set[DreamerId]:
    return {one.dreamer for one in group if one.pool == pool}


def test_who_was_left_counts_a_night_more_than_who_parted_with_them() -> None:
    parted, left, new = waiting(1, hours=30), waiting(2, hours=30, left=True), waiting(3)
    assert (parted.counted(NOW), left.counted(NOW)) == (1, 2)
    assert worth(left, new, NOBODY, NOW) == (worth(parted, new, NOBODY, NOW) or timedelta()) + timedelta(hours=2)
    assert instant(new, [parted, left], NOBODY, NOW) == left.dreamer


def test_who_is_due_goes_before_whoever_is_not_however_much_those_sleep_and_were_left() -> None:
    due = worth(waiting(1, hours=49), waiting(2), NOBODY, NOW) or timedelta()
    long = replace(waiting(3, hours=47, left=True), hours=Hours("Europe/Berlin", 1080, 600))
    other = replace(long, dreamer=DreamerId(4))
    assert (worth(long, other, NOBODY, NOW) or timedelta()) <= due


def test_the_odd_one_out_is_named_whether_pools_or_earlier_bonds_leave_nobody() -> None:
    group = [waiting(1), waiting(2), waiting(3, pool="old")]
    met = frozenset({frozenset({DreamerId(1), DreamerId(2)})})
    assert [one.alone for one in turns(group, NOBODY, NOW)] == [False, False, True]
    assert [one.alone for one in turns(group, met, NOW)] == [True, True, True]
    assert [one.other_pools for one in turns(group, NOBODY, NOW)] == [1, 1, 2]
    assert (left_over(group), left_over(group[:2]), left_over([])) == (True, False, False)
    assert nobody_for(group[0], [], NOBODY)
