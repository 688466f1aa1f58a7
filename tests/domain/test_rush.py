"""A rush is spread as far as the pace asks for it, and no further."""

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rush import OF_ONE_SERVER, SPREAD, TO_OFFER, TO_WAKE, place

paces = st.floats(0.1, 45)
few = st.integers(0, 200)


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.sampled_from([TO_OFFER, TO_WAKE]), paces)
def test_nobody_is_put_off_further_than_the_spread(there: int, neighbours: int, calls: int, pace: float) -> None:
    assert timedelta() <= place(there, min(there, neighbours), calls, pace) < SPREAD


@given(st.sampled_from([TO_OFFER, TO_WAKE]), paces)
def test_whoever_is_alone_is_not_put_off(calls: int, pace: float) -> None:
    assert place(0, 0, calls, pace) == timedelta()


@given(few, st.sampled_from([TO_OFFER, TO_WAKE]), paces)
def test_no_more_have_their_turn_in_any_time_than_the_pace_carries(many: int, calls: int, pace: float) -> None:
    turns = [there * calls / pace for there in range(many) if there * calls / pace < SPREAD.total_seconds()]
    placed = [place(there, 0, calls, pace).total_seconds() for there in range(len(turns))]
    assert placed == sorted(placed)
    # In whole seconds: whoever comes in a second comes in it, and in no earlier one.
    for second, there in Counter(placed).items():
        assert second <= turns[placed.index(second)] < second + 1
        assert there <= pace / calls + 1


@given(few, st.floats(1, 45))
def test_of_one_server_no_more_are_asked_after_than_discord_answers(many: int, pace: float) -> None:
    seconds = Counter(place(there, there, TO_OFFER, pace) for there in range(many))
    assert all(there <= OF_ONE_SERVER + 1 for there in seconds.values())
