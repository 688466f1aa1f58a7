"""The soulmark: what is drawn for whom."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chance import Seed
from bot.domain.soulmark import Colour, Hand, Mark, Place, draw

seeds = st.text(max_size=20).map(Seed)
decks = st.lists(st.text("abcdefgh", min_size=1, max_size=3), min_size=1, max_size=12, unique=True)


@given(seeds, decks, st.integers(1, 3))
def test_no_two_share_a_motif_until_the_deck_is_used_up(seed: Seed, deck: list[str], rounds: int):
    worn: list[str] = []
    for number in range(len(deck) * rounds):
        worn.append(draw(Seed(f"{seed}{number}"), deck, worn).motif)
        counts = Counter(worn)
        assert max(counts.values()) - min(counts[motif] for motif in deck) <= 1
    assert Counter(worn) == dict.fromkeys(deck, rounds)


@given(seeds, decks, st.lists(st.text("abcdefgh", min_size=1, max_size=3), max_size=12))
def test_the_same_seed_draws_the_same_mark_whatever_the_order_of_the_deck(seed: Seed, deck: list[str], worn: list[str]):
    mark = draw(seed, deck, worn)
    assert mark == draw(seed, deck[::-1], worn[::-1])
    assert mark.motif in deck
    assert mark.seed != seed


def test_motifs_of_another_pack_take_nothing_from_this_one():
    assert draw(Seed("s"), ["bell", "rope"], ["scorpion", "bell"]).motif == "rope"


def test_marks_differ_in_all_that_can_differ():
    marks = [draw(Seed(str(number)), ["bell", "rope"], []) for number in range(400)]
    assert {mark.place for mark in marks} == set(Place)
    assert {mark.hand for mark in marks} == set(Hand)
    assert {mark.colour for mark in marks} == set(Colour)
    assert len({(mark.place, mark.hand, mark.colour) for mark in marks}) > 200
    assert len({mark.seed for mark in marks}) == len(marks)


def test_a_deck_without_motifs_is_a_mistake():
    with pytest.raises(ValueError, match="without motifs"):
        draw(Seed("s"), [], [])


@pytest.mark.parametrize(
    "kind",
    [Place, Hand, Colour],
)
def test_what_is_stored_and_said_is_one_plain_word_each(kind: type[Place | Hand | Colour]):
    said = [one.phrase for one in kind]
    assert len(set(said)) == len(said)
    assert all(phrase == f"{kind.__name__.lower()}-{one.value}" for phrase, one in zip(said, kind, strict=True))
    assert all(one.value.replace("-", "").isalpha() and one.value.islower() for one in kind)
    assert [kind(one.value) for one in kind] == list(kind)


def test_a_mark_is_a_value():
    mark = Mark("bell", Place.ANKLE, Hand.BRUSH, Colour.SOOT, Seed("s"))
    assert mark == Mark("bell", Place("ankle"), Hand("brush"), Colour("soot"), Seed("s"))
    assert hash(mark) == hash(Mark("bell", Place.ANKLE, Hand.BRUSH, Colour.SOOT, Seed("s")))
