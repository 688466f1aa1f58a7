"""The register: what one wrote of oneself, else what the pack says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chance import Seed
from bot.domain.register import LINES, is_read_in, page
from bot.domain.scene import Kind, Role
from bot.domain.wording import Cast, Person
from tests.domain.made import FIRST, scene, tables

HOST, GUEST = Role.HOST, Role.GUEST
MARKS = {HOST: "fox", GUEST: "heron"}
CAST = Cast(Person("Ada"), Person("Bo"))
SAYS = ("Comes from {country.name}.", "Has {craft.tool}.", "Wears {mark}.", "Owes a boat.", "Was early once.")
PACK = tables(register=SAYS)
SEEDS = st.integers(0, 200).map(lambda number: Seed(str(number)))


@given(st.sampled_from(Role), st.lists(st.text(min_size=1), min_size=1, max_size=5), SEEDS)
def test_what_one_wrote_stands_as_it_was_written_up_to_three_lines(of: Role, written: list[str], seed: Seed):
    assert page(PACK, MARKS, of, written, seed, CAST) == written[:LINES]


@given(st.sampled_from(Role), SEEDS)
def test_else_three_lines_of_the_pack_stand_in_its_order_and_the_same_again(of: Role, seed: Seed):
    lines = page(PACK, MARKS, of, (), seed, CAST)
    assert lines == page(PACK, MARKS, of, [], seed, CAST)
    here, tool, mark = {HOST: ("river", "baskets", "fox"), GUEST: ("flats", "ropes", "heron")}[of]
    said = [f"Comes from the {here}.", f"Has a tool of {tool}.", f"Wears a {mark}.", *SAYS[3:]]
    assert len(lines) == LINES
    assert [line for line in said if line in lines] == lines


def test_the_two_pages_do_not_say_the_same_and_every_line_comes_up():
    nights = [Seed(str(number)) for number in range(60)]
    pages = {role: [page(PACK, MARKS, role, (), seed, CAST) for seed in nights] for role in Role}
    assert any(len({line for line in one if line in SAYS}) for one in pages[HOST])
    for role in Role:
        assert len({line for one in pages[role] for line in one}) == len(SAYS)
    same = {role: [[SAYS.index(line) for line in one if line in SAYS] for one in pages[role]] for role in Role}
    assert same[HOST] != same[GUEST]
    of_both = zip(same[HOST], same[GUEST], strict=True)
    assert all(len(set(mine) & set(theirs)) <= 2 * LINES - len(SAYS) for mine, theirs in of_both)


def test_a_pack_that_says_little_says_all_it_has():
    assert page(tables(register=SAYS[3:]), MARKS, HOST, (), Seed("0"), CAST) == list(SAYS[3:])
    assert page(tables(), MARKS, HOST, (), Seed("0"), CAST) == []


def test_a_motif_the_pack_has_not_is_told_of():
    with pytest.raises(KeyError):
        page(PACK, {HOST: "fox", GUEST: "whale"}, HOST, (), Seed("0"), CAST)


def test_a_scene_reads_it_where_one_of_its_beats_does():
    plain = scene("plain", Kind.SPINE)
    reads = replace(plain, beats={**plain.beats, FIRST: replace(plain.beats[FIRST], register=True)})
    assert (is_read_in(plain), is_read_in(reads)) == (False, True)
