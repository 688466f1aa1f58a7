"""When one of two has been kept waiting for too long."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.waiting import NIGHTS, kept_waiting

BOTH, NOBODY = frozenset({"Ada", "Bo"}), frozenset[str]()
NIGHT = st.sampled_from([frozenset({"Ada"}), frozenset({"Bo"}), BOTH, NOBODY])


def one(name: str) -> frozenset[str]:
    return frozenset({name})


@given(st.lists(NIGHT, max_size=9))
def test_only_who_alone_answered_in_each_of_the_last_five_that_anybody_did_is_kept_waiting(
    answered: Sequence[frozenset[str]],
):
    waits = kept_waiting(answered)
    told = ["both" if len(night) == 2 else next(iter(night)) for night in answered if night]
    for name in ("Ada", "Bo"):
        assert (waits == name) == (told[:NIGHTS] == [name] * NIGHTS)
    assert waits in ("Ada", "Bo", None)


@given(st.lists(NIGHT, max_size=5), st.sampled_from(["Ada", "Bo"]))
def test_what_was_longer_ago_does_not_matter(before: list[frozenset[str]], name: str):
    assert kept_waiting([*[one(name)] * NIGHTS, *before]) == name


def test_one_night_of_the_other_begins_the_count_anew():
    assert kept_waiting([one("Ada")] * (NIGHTS - 1)) is None
    for other in (BOTH, one("Bo")):
        for at in range(NIGHTS):
            answered = [one("Ada")] * NIGHTS
            answered[at] = other
            assert kept_waiting(answered) is None


def test_a_night_nobody_answered_says_nothing_of_either():
    assert kept_waiting([NOBODY, *[one("Ada"), NOBODY] * NIGHTS]) == "Ada"
    assert kept_waiting([NOBODY, *[one("Ada"), NOBODY] * (NIGHTS - 1)]) is None


def test_two_who_both_stay_away_keep_nobody_waiting():
    assert kept_waiting([NOBODY] * 9) is None
    assert kept_waiting([BOTH] * 9) is None
