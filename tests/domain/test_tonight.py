"""Whose country tonight lies in, and what may be said of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chance import Seed, turned
from bot.domain.scene import Kind, Role
from bot.domain.tonight import NOTHING_ASKED, NOTHING_LEFT, countries, given_tonight, slots_of, slots_tonight
from tests.domain.made import scene, tables

HOST, GUEST = Role.HOST, Role.GUEST
PACK = tables()
MARKS = st.fixed_dictionaries({role: st.sampled_from(["fox", "heron"]) for role in Role})
HOME = {"fox": ("flats", "ropes"), "heron": ("river", "baskets")}
VISIT, LONE = scene("visit"), scene("lone", Kind.LANDSCAPE)


@given(MARKS)
def test_each_comes_from_what_the_others_mark_shows_and_the_dream_lies_in_the_hosts(marks: dict[Role, str]):
    came = countries(PACK, marks, lone=False)
    assert {role: (one.country, one.craft) for role, one in came.items()} == {
        HOST: HOME[marks[GUEST]],
        GUEST: HOME[marks[HOST]],
    }
    slots = slots_tonight(PACK, VISIT, marks, Seed("0"))
    assert slots["country.name"] == f"the {HOME[marks[GUEST]][0]}"
    assert slots["craft.name"] == slots["host.craft.name"] == HOME[marks[GUEST]][1]
    assert slots["guest.craft.name"] == HOME[marks[HOST]][1]
    assert slots["host.mark"] == f"a {marks[HOST]}"


@given(st.sampled_from(["fox", "heron"]))
def test_who_dreams_alone_is_where_their_own_mark_leads(mark: str):
    assert countries(PACK, {HOST: mark}, lone=True)[HOST].country == HOME[mark][0]
    slots = slots_tonight(PACK, LONE, {HOST: mark}, Seed("0"))
    assert (slots["country.name"], slots["craft.name"]) == (f"the {HOME[mark][0]}", HOME[mark][1])
    assert slots["mark"] == f"a {mark}"
    assert not [name for name in slots if name.startswith(("host.", "guest."))]


@given(MARKS, st.dictionaries(st.sampled_from(Role), st.sampled_from(["sore", "glad"])), st.booleans())
def test_what_no_scene_sets_is_so_of_everyone_here_and_of_nobody_else(
    marks: dict[Role, str],
    carried: dict[Role, str],
    lone: bool,  # noqa: FBT001
):
    so = given_tonight(PACK, marks, carried, lone=lone)
    here = [HOST] if lone else list(Role)
    assert so.keys() == {f"{role}.{name}" for role in here for name in ("country", "craft", "carried")}
    assert all(so[f"{role}.carried"] == carried.get(role, "") for role in here)


def test_what_was_left_and_asked_is_said_as_it_was_and_else_there_is_a_word_for_it():
    marks = {HOST: "fox", GUEST: "heron"}
    slots = slots_tonight(PACK, VISIT, marks, Seed("0"), "a wet rope", "Whose was it?")
    assert (slots["left"], slots["question"]) == ("a wet rope", "Whose was it?")
    for nothing in (None, ""):
        slots = slots_tonight(PACK, VISIT, marks, Seed("0"), nothing, nothing)
        assert (slots["left"], slots["question"]) == (NOTHING_LEFT, NOTHING_ASKED)


def test_words_stay_the_same_all_night_and_go_round_as_the_scene_returns():
    listed = scene("listed", Kind.LANDSCAPE)
    listed = replace(listed, words={"far": ("a door", "a hat", "a heron")})
    seed = Seed("0")
    said = [slots_tonight(PACK, listed, {HOST: "fox"}, turned(seed, times))["far"] for times in range(3)]
    assert sorted(said) == ["a door", "a hat", "a heron"]
    assert said[0] == slots_tonight(PACK, listed, {HOST: "fox"}, seed)["far"]


def test_a_motif_that_left_the_pack_is_told_of():
    for lone, marks in ((True, {HOST: "whale"}), (False, {HOST: "fox", GUEST: "whale"})):
        with pytest.raises(KeyError):
            countries(PACK, marks, lone=lone)


def test_of_one_dreamer_alone_it_is_said_where_they_come_from_and_what_they_wear():
    slots = slots_of(PACK, PACK.motifs["fox"], PACK.motifs["heron"])
    assert (slots["country.name"], slots["craft.name"], slots["mark"]) == ("the flats", "ropes", "a heron")
