"""What two set out to do together: night by night, and done once."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.goal import GOAL, TOWARDS, a_night_nearer
from bot.domain.scene import Goal

BOAT, SHED = Goal("boat", "to mend the boat", 3, "The boat was mended."), Goal("shed", "to paint it", 1, "It was red.")
GOALS = {one.id: one for one in (BOAT, SHED)}


@given(st.integers(1, 30), st.dictionaries(st.sampled_from(["trust", "depth"]), st.just("4")))
def test_a_goal_is_done_in_as_many_nights_as_it_takes_and_once(nights: int, besides: dict[str, str]):
    goals = {"wall": Goal("wall", "to build a wall", nights, "It stood.")}
    qualities = {**besides, GOAL: "wall"}
    done: list[int] = []
    for night in range(1, 2 * nights + 2):
        changes, achieved = a_night_nearer(goals, qualities)
        qualities |= changes
        if achieved is not None:
            assert achieved is goals["wall"]
            done.append(night)
    assert done == [nights]
    assert qualities == {**besides, GOAL: "", TOWARDS: "0", "goal.wall": "done"}


def test_without_a_goal_or_with_one_that_left_the_pack_no_night_counts():
    for set_out in ({}, {GOAL: ""}, {GOAL: "tower"}, {GOAL: "tower", TOWARDS: "2"}):
        assert a_night_nearer(GOALS, set_out) == ({}, None)
    assert a_night_nearer({}, {GOAL: "boat"}) == ({}, None)


def test_the_next_goal_begins_at_no_night_and_the_last_stays_done():
    qualities: dict[str, str] = {GOAL: "boat"}
    for _ in range(BOAT.nights):
        qualities |= a_night_nearer(GOALS, qualities)[0]
    qualities[GOAL] = "shed"
    changes, achieved = a_night_nearer(GOALS, qualities)
    assert achieved is SHED
    assert {**qualities, **changes} == {GOAL: "", TOWARDS: "0", "goal.boat": "done", "goal.shed": "done"}


def test_a_count_that_is_no_number_counts_as_none():
    assert a_night_nearer(GOALS, {GOAL: "boat", TOWARDS: "many"}) == ({TOWARDS: "1"}, None)
