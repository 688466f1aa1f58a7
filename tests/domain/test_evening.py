"""What an evening brings: for two, for one, and what was left to be found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.bond import PACINGS, Pace, Past
from bot.domain.chance import Seed
from bot.domain.evening import scene_for_one, scene_for_two
from bot.domain.picker import Past as Dreamt
from bot.domain.scene import Condition, Kind, Scene, Stage
from tests.domain.made import ADA, BO, pack, scene

PACING = PACINGS[Pace.PLAIN]
LATE = Past(both_dreamt_alone=True, nights_in_stage=50, lone_since_shared=0, lessons=9, trust=9, depth=20)
OPEN = (Condition("open", "is", "yes"),)
SEEDS = [Seed(str(number)) for number in range(60)]
LONE = st.lists(
    st.tuples(
        st.sampled_from([Kind.LANDSCAPE, Kind.MEMORY, Kind.ECHO, Kind.FIRST]),
        st.lists(st.sampled_from(Stage), max_size=2, unique=True),
    ),
    max_size=6,
).map(lambda drawn: [scene(str(number), kind, *stages) for number, (kind, stages) in enumerate(drawn)])


def alone(scenes: list[Scene], stage: Stage, trace: str, seed: Seed) -> tuple[Scene, dict[str, str]] | None:
    found = scene_for_one(pack(*scenes), stage, ADA, {"host.tired": "yes"}, trace, (), seed)
    return (found[0].scene, dict(found[1])) if found else None


def together(scenes: list[Scene], stage: Stage, *dreamt: Dreamt, past: Past = LATE) -> str | None:
    found = scene_for_two(pack(*scenes), stage, past, PACING, {ADA: {}, BO: {}}, dreamt, Seed("0"))
    return found.scene.id if found else None


@given(LONE, st.sampled_from(Stage), st.sampled_from(["", "a rope"]), st.sampled_from(SEEDS))
def test_a_lone_night_is_lost_to_no_stage(scenes: list[Scene], stage: Stage, trace: str, seed: Seed):
    found = alone(scenes, stage, trace, seed)
    plain = [one for one in scenes if one.kind in (Kind.LANDSCAPE, Kind.MEMORY)]
    here = [one for one in plain if not one.stages or stage in one.stages]
    if found is None:
        assert not plain
        return
    dreamt, qualities = found
    assert dreamt.kind is not Kind.FIRST, "that one comes once, on joining"
    if dreamt.kind is Kind.ECHO:
        assert trace
        assert qualities == {"host.tired": "yes", "left": trace}
        assert not dreamt.stages or stage in dreamt.stages
    else:
        assert dreamt in (here or plain), "this stage's own come first"
        assert qualities == {"host.tired": "yes"}


def test_a_trace_is_found_on_about_half_the_nights_and_only_where_there_is_one():
    scenes = [scene("echo", Kind.ECHO), scene("plain", Kind.LANDSCAPE)]
    for trace, low, high in (("", 0, 0), ("a rope", 15, 45)):
        found = [alone(scenes, Stage.DOUBT, trace, seed) for seed in SEEDS]
        assert all(found)
        assert low <= sum(one[0].kind is Kind.ECHO for one in found if one) <= high


def test_a_trace_no_echo_of_the_pack_tells_of_costs_no_night():
    assert all(alone([scene("plain", Kind.MEMORY)], Stage.NEAR, "a rope", seed) for seed in SEEDS)
    assert alone([scene("echo", Kind.ECHO)], Stage.NEAR, "", SEEDS[0]) is None


@pytest.mark.parametrize(("stage", "kind"), [(Stage.GLIMPSE, Kind.GLIMPSE), (Stage.WORDS, Kind.SPINE)])
def test_what_moves_the_arc_is_dreamt_where_it_can_be(stage: Stage, kind: Kind):
    assert together([scene("visit"), scene("moves", kind, stage)], stage) == "moves"
    assert together([scene("visit"), scene("moves", kind, stage, when=OPEN)], stage) is None
    assert together([scene("visit")], stage) == "visit", "a pack without a spine is no dead end"


@pytest.mark.parametrize("stage", [Stage.REGISTER, Stage.WOUND, Stage.DOOR, Stage.WAKING])
def test_until_a_spine_with_conditions_of_its_own_can_be_dreamt_they_visit(stage: Stage):
    assert together([scene("visit"), scene("moves", Kind.SPINE, stage, when=OPEN)], stage) == "visit"
    assert together([scene("moves", Kind.SPINE, stage, when=OPEN)], stage) is None


def test_the_scene_of_waking_comes_until_both_answered_it_and_not_again():
    scenes = [scene("visit"), scene("hand", Kind.SPINE, Stage.WAKING)]
    assert together(scenes, Stage.WAKING) == "hand"
    hand = scenes[1].id
    assert together(scenes, Stage.WAKING, Dreamt(hand, ADA, 1, counted=False)) == "hand"
    assert together(scenes, Stage.WAKING, Dreamt(hand, ADA, 1)) == "visit"


def test_a_spine_of_another_stage_does_not_count_for_the_hand():
    scenes = [scene("visit"), scene("hand", Kind.SPINE, Stage.WAKING), scene("door", Kind.SPINE, Stage.DOOR)]
    assert together(scenes, Stage.WAKING, Dreamt(scenes[2].id, ADA, 1)) == "hand"


def test_the_register_is_opened_after_its_nights():
    scenes = [scene("visit"), scene("book", Kind.SPINE, Stage.REGISTER)]
    early = Past(both_dreamt_alone=True, nights_in_stage=PACING.register - 1, lone_since_shared=0)
    assert together(scenes, Stage.REGISTER, past=early) == "visit"
    assert together(scenes, Stage.REGISTER) == "book"
