"""What is kept of a quality that two dreams, or a dream and a day, changed at once."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.qualities import DEEPEST, DEPTH, TRUST, applied, kept, number
from bot.domain.scene import Effect

COUNTS = st.integers(0, 25)
TEXTS = st.sampled_from(["", "yes", "boat"])
EFFECTS = st.lists(st.tuples(st.sampled_from("+-"), st.integers(0, 30)), max_size=6)


@given(st.text(max_size=4), st.text(max_size=4))
def test_where_nothing_else_changed_it_the_dream_has_its_way(before: str, after: str):
    assert kept(TRUST, before, after, before) == after


@given(COUNTS, COUNTS, COUNTS)
def test_what_both_add_is_added_up_whichever_ends_first(before: int, one: int, other: int):
    after_one, after_other = str(before + one), str(before + other)
    both = kept(TRUST, str(before), after_one, after_other)
    assert both == kept(TRUST, str(before), after_other, after_one) == str(before + one + other)


@given(COUNTS, COUNTS, COUNTS)
def test_no_number_falls_below_none_and_depth_has_a_floor(before: int, after: int, by_now: int):
    assert int(kept(TRUST, str(before), str(after), str(by_now))) >= 0
    assert int(kept(DEPTH, str(before), str(min(after, DEEPEST)), str(min(by_now, DEEPEST)))) <= DEEPEST


@given(COUNTS, TEXTS.filter(bool))
def test_of_texts_the_later_word_holds(before: int, word: str):
    assert kept("goal", str(before), word, "7") == word
    assert kept("goal", word, "3", "7") == "3"
    assert kept("goal", "", word, "other") == word


def test_what_was_never_set_counts_none():
    assert kept(TRUST, "", "2", "3") == "5"
    assert kept(TRUST, "2", "", "3") == "1"


@given(COUNTS, EFFECTS)
def test_numbers_stay_in_their_bounds_whatever_scenes_do(start: int, changes: list[tuple[str, int]]):
    effects = [Effect(name, sign, str(by)) for sign, by in changes for name in (TRUST, DEPTH)]
    after = applied(effects, {TRUST: str(start), DEPTH: "5"})
    assert number(after, TRUST) >= 0
    assert 0 <= number(after, DEPTH) <= DEEPEST
