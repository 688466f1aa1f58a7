"""Who is paired with whom: the promises, and how near the sum comes to the best there is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.nights import Hours, usual_overlap
from bot.domain.pairing import EVERYONE, OTHERS, Waiting, batch, instant, pool_of, worth
from bot.ids import DreamerId, RoleId
from tests.bench.bench_pairing import NOW, optimum, population, total

NOBODY: frozenset[frozenset[DreamerId]] = frozenset()
LATE, EARLY, BY_DAY = (
    Hours("Europe/Berlin", 60, 540),
    Hours("Europe/Berlin", 1320, 360),
    Hours("Europe/Berlin", 600, 1080),
)
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"])


def waiting(number: int, hours: Hours = LATE, *, days: float = 0.0, pool: str = EVERYONE) -> Waiting:
    return Waiting(DreamerId(number), hours, NOW - timedelta(days=days), pool)


@st.composite
def people(draw: st.DrawFn, largest: int = 24) -> list[Waiting]:
    def one(number: int) -> Waiting:
        bedtime, asleep = draw(st.integers(0, 95)) * 15, draw(st.integers(12, 64)) * 15
        hours = Hours(draw(ZONES), bedtime, (bedtime + asleep) % 1440)
        return waiting(number, hours, days=draw(st.floats(0, 6)), pool=draw(st.sampled_from(["young", "old"])))

    return [one(number) for number in range(1, draw(st.integers(0, largest)) + 1)]


def blocked(draw: st.DrawFn, group: list[Waiting]) -> frozenset[frozenset[DreamerId]]:
    ids = st.sampled_from([one.dreamer for one in group] or [DreamerId(1)])
    return draw(st.frozensets(st.frozensets(ids, min_size=2, max_size=2), max_size=12)) if len(group) > 1 else NOBODY


@st.composite
def people_and_blocks(draw: st.DrawFn) -> tuple[list[Waiting], frozenset[frozenset[DreamerId]]]:
    group = draw(people())
    return group, blocked(draw, group)


@given(people_and_blocks())
def test_nobody_is_paired_twice_across_pools_or_with_whom_they_must_not_meet(
    given_: tuple[list[Waiting], frozenset[frozenset[DreamerId]]],
):
    group, forbidden = given_
    by_id = {one.dreamer: one for one in group}
    pairs = batch(group, forbidden, NOW)
    paired = [one for pair in pairs for one in pair]
    assert len(paired) == len(set(paired))
    for a, b in pairs:
        assert by_id[a].pool == by_id[b].pool
        assert frozenset((a, b)) not in forbidden


@given(people())
def test_who_does_not_fit_holds_out_for_three_days_at_most(group: list[Waiting]):
    by_id = {one.dreamer: one for one in group}
    for a, b in ((by_id[a], by_id[b]) for a, b in batch(group, NOBODY, NOW)):
        shorter = timedelta(minutes=min(a.hours.asleep, b.hours.asleep))
        # An eighth of an hour of grace: sleep is counted in steps of five minutes, and clocks may change in the week.
        fits = usual_overlap(a.hours, b.hours, NOW) >= 0.9 * shorter - timedelta(minutes=15)
        assert fits or min(a.since, b.since) < NOW - timedelta(days=2)


@given(people())
def test_nobody_who_is_due_is_left_while_there_is_anyone(group: list[Waiting]):
    pairs = batch(group, NOBODY, NOW)
    paired = {one for pair in pairs for one in pair}
    for pool in ("young", "old"):
        here = [one for one in group if one.pool == pool]
        due = [one for one in here if one.since < NOW - timedelta(days=2)]
        left = [one for one in due if one.dreamer not in paired]
        # All the due can be placed unless they are everybody, and odd.
        assert len(left) <= (len(here) == len(due) and len(here) % 2)


@given(people().flatmap(lambda group: st.tuples(st.just(group), st.permutations(group))))
def test_the_order_in_which_they_are_named_does_not_matter(both: tuple[list[Waiting], list[Waiting]]):
    assert batch(both[0], NOBODY, NOW) == batch(both[1], NOBODY, NOW)


@given(people())
def test_no_two_who_fit_are_left_over_together(group: list[Waiting]):
    paired = {one for pair in batch(group, NOBODY, NOW) for one in pair}
    left = [one for one in group if one.dreamer not in paired]
    assert not [(a, b) for a in left for b in left if worth(a, b, NOBODY, NOW) is not None]


@pytest.mark.parametrize("days", [2, 4])
def test_the_sum_comes_near_the_optimum(days: int):
    groups = [population(size, seed, days=days) for size in (20, 40, 80) for seed in range(3)]
    ratios = [total(group, batch(group, NOBODY, NOW)) / total(group, optimum(group)) for group in groups]
    assert max(ratios) <= 1.000001
    assert min(ratios) >= 0.9
    assert sum(ratios) / len(ratios) >= 0.97


def test_those_who_sleep_alike_are_paired_tonight_and_the_rest_hold_out():
    group = [waiting(1), waiting(2, EARLY), waiting(3), waiting(4, BY_DAY)]
    assert batch(group, NOBODY, NOW) == ((1, 3),)


def test_one_who_is_due_is_paired_even_without_any_overlap():
    assert batch([waiting(1), waiting(2, BY_DAY)], NOBODY, NOW) == ()
    assert batch([waiting(1, days=2), waiting(2, BY_DAY)], NOBODY, NOW) == ()
    assert batch([waiting(1, days=2.01), waiting(2, BY_DAY)], NOBODY, NOW) == ((1, 2),)


def test_one_who_is_due_goes_before_two_who_fit():
    assert batch([waiting(1), waiting(2), waiting(3, BY_DAY, days=2.5)], NOBODY, NOW) in (((1, 3),), ((2, 3),))


def test_of_two_who_fit_equally_the_one_who_waited_longer_is_taken():
    assert batch([waiting(1), waiting(2), waiting(3, days=1.5)], NOBODY, NOW) in (((1, 3),), ((2, 3),))


def test_who_is_left_over_is_taken_in_by_changing_partners():
    # 1 may have only 2, and 4 only 3; but 2 and 3 sleep longest together.
    only = frozenset(frozenset(map(DreamerId, pair)) for pair in ((1, 3), (1, 4), (2, 4)))
    long = Hours("Europe/Berlin", 1320, 540)
    group = [waiting(1, EARLY), waiting(2, long), waiting(3, long), waiting(4, EARLY)]
    assert batch(group, only, NOW) == ((1, 2), (3, 4))


def test_a_pair_is_worth_its_overlap_and_two_hours_for_each_night_waited():
    assert worth(waiting(1), waiting(2), NOBODY, NOW) == timedelta(hours=8)
    assert worth(waiting(1, days=1.5), waiting(2), NOBODY, NOW) == timedelta(hours=10)
    assert worth(waiting(1, days=1), waiting(2, days=2), NOBODY, NOW) == timedelta(hours=14)
    assert worth(waiting(1), waiting(2, BY_DAY), NOBODY, NOW) is None
    assert worth(waiting(1), waiting(2, pool="old"), NOBODY, NOW) is None
    assert worth(waiting(1), waiting(1), NOBODY, NOW) is None


def test_a_newcomer_who_fits_somebody_is_paired_at_once():
    group = [waiting(1, BY_DAY), waiting(2, EARLY), waiting(3), waiting(4, days=1), waiting(5, pool="old", days=2)]
    assert instant(waiting(9), group, NOBODY, NOW) == 4
    assert instant(waiting(9), group, frozenset({frozenset({DreamerId(4), DreamerId(9)})}), NOW) == 3
    assert instant(waiting(9), group[:2], NOBODY, NOW) is None
    assert instant(waiting(3), [waiting(3)], NOBODY, NOW) is None


def test_a_newcomer_gets_whoever_shares_the_most_sleep():
    brief = Hours("Europe/Berlin", 120, 300)
    assert instant(waiting(9), [waiting(1, brief, days=2), waiting(2)], NOBODY, NOW) == 2
    assert instant(waiting(9), [waiting(1, brief, days=2)], NOBODY, NOW) == 1


@given(people(), people(1))
def test_whoever_is_paired_at_once_could_be_paired_tonight(group: list[Waiting], newcomer: list[Waiting]):
    for one in newcomer:
        new = Waiting(DreamerId(99), one.hours, NOW, one.pool)
        found = instant(new, group, NOBODY, NOW)
        chosen = [other for other in group if other.dreamer == found]
        assert all(worth(new, other, NOBODY, NOW) is not None for other in chosen)
        assert chosen or not [other for other in group if other.since == NOW and worth(new, other, NOBODY, NOW)]


@pytest.mark.parametrize(
    ("held", "configured", "pool"),
    [
        ([], [], EVERYONE),
        ([7], [], EVERYONE),
        ([7], [1], OTHERS),
        ([1, 7], [1], "1"),
        ([1, 7], [1, 2], "1"),
        ([2], [1, 2], "2"),
        ([7], [1, 2], None),
        ([1, 2], [1, 2], None),
        ([1], [1, 1], "1"),
        ([], [1, 1], OTHERS),
    ],
)
def test_pools_keep_apart_and_never_guess(held: list[int], configured: list[int], pool: str | None):
    assert pool_of(list(map(RoleId, held)), list(map(RoleId, configured))) == pool


def test_pairing_holds_over_a_change_of_clocks():
    evening = datetime(2026, 3, 27, 18, tzinfo=UTC)
    after = evening + timedelta(days=7)

    def both(since: datetime) -> list[Waiting]:
        kept = (Hours("Europe/Berlin", 1380, 420), Hours("Africa/Lagos", 1380, 420))
        return [Waiting(DreamerId(number), hours, since, EVERYONE) for number, hours in enumerate(kept, 1)]

    # Alike for a night and an hour apart for six, which is nine tenths of the sleep; then an hour apart, which is less.
    assert usual_overlap(both(evening)[0].hours, both(evening)[1].hours, evening) < timedelta(hours=7, minutes=15)
    assert batch(both(evening), NOBODY, evening) == ((1, 2),)
    assert batch(both(after), NOBODY, after) == ()
