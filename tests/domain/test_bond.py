"""How a bond moves from stage to stage: forward only, by nights or by what both answered, and never into a dead end."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.bond import (
    NEXT,
    PACINGS,
    PATIENCE,
    SHARED,
    Pace,
    Pacing,
    Past,
    grown,
    kinds_shared,
    moved_on,
    pacing_in,
    shared_tonight,
    spine_tonight,
)
from bot.domain.chance import Seed
from bot.domain.encounter import Close, Encounter, Event, Pick, fold
from bot.domain.scene import Kind, Role, Scene, Stage
from tests.domain.made import FIRST, pack, scene, teaching

HOST, GUEST = Role.HOST, Role.GUEST
ORDER = list(Stage)
STAGES = st.sampled_from(Stage)
PACES = st.sampled_from(Pace)
SMALL = st.integers(0, 80)
PASTS = st.builds(Past, st.booleans(), SMALL, st.integers(0, 6), SMALL, st.integers(0, 30), st.integers(0, 20))
SEEDS = st.text(max_size=8).map(Seed)
NOTHING_YET = Past(both_dreamt_alone=False, nights_in_stage=0, lone_since_shared=0)


def dreamt(one: Scene, *who: Role) -> Encounter:
    """A shared dream in which these two answered."""
    answers: list[Event] = [Pick(role, FIRST, "yes") for role in who]
    return fold(one, {}, [*answers, Close()])


def after(stage: Stage, nights: int, pace: Pace = Pace.PLAIN, **had: int) -> Stage:
    past = replace(NOTHING_YET, both_dreamt_alone=True, nights_in_stage=nights, **had)
    return grown(stage, past, PACINGS[pace])


@given(STAGES, PASTS, PACES)
def test_nights_take_a_bond_to_where_it_is_or_one_further(stage: Stage, past: Past, pace: Pace):
    assert ORDER.index(grown(stage, past, PACINGS[pace])) - ORDER.index(stage) in (0, 1)


@given(STAGES, PASTS, PASTS, PACES)
def test_who_has_more_behind_them_is_never_less_far(stage: Stage, one: Past, besides: Past, pace: Pace):
    more = Past(
        one.both_dreamt_alone or besides.both_dreamt_alone,
        one.nights_in_stage + besides.nights_in_stage,
        one.lone_since_shared,
        one.lessons + besides.lessons,
        one.trust + besides.trust,
        one.depth + besides.depth,
    )
    here, there = (grown(stage, past, PACINGS[pace]) for past in (one, more))
    assert ORDER.index(here) <= ORDER.index(there)


@given(PASTS, PACES)
def test_stages_moved_by_scenes_or_by_hands_are_not_moved_by_nights(past: Past, pace: Pace):
    for stage in {*NEXT, Stage.WAKING, Stage.AFTER}:
        assert grown(stage, past, PACINGS[pace]) is stage


def test_a_bond_leaves_the_mark_once_both_have_dreamt_alone():
    assert grown(Stage.MARKED, NOTHING_YET, PACINGS[Pace.PLAIN]) is Stage.MARKED
    assert after(Stage.MARKED, 0) is Stage.GLIMPSE


@pytest.mark.parametrize("pace", Pace)
@pytest.mark.parametrize(
    ("stage", "wanted"), [(Stage.DOUBT, "doubt"), (Stage.DISTANCE, "distance")], ids=["doubt", "distance"]
)
def test_so_many_nights_pass_and_not_one_less(stage: Stage, wanted: str, pace: Pace):
    nights = getattr(PACINGS[pace], wanted)
    assert after(stage, nights - 1, pace) is stage
    assert after(stage, nights, pace) is ORDER[ORDER.index(stage) + 1]


@pytest.mark.parametrize("pace", Pace)
def test_lessons_and_trust_and_nights_are_all_wanted_before_the_register(pace: Pace):
    wants = PACINGS[pace]
    enough = {"nights": wants.learning, "lessons": wants.lessons, "trust": wants.trust}
    assert after(Stage.LESSONS, pace=pace, **enough) is Stage.REGISTER
    for short in enough:
        less = {**enough, short: enough[short] - 1}
        assert after(Stage.LESSONS, pace=pace, **less) is Stage.LESSONS, short


@pytest.mark.parametrize("pace", Pace)
def test_reserve_is_no_dead_end_but_absence_is_not_reserve(pace: Pace):
    wants = PACINGS[pace]
    patient = PATIENCE * wants.learning
    assert after(Stage.LESSONS, patient, pace, lessons=1) is Stage.REGISTER
    assert after(Stage.LESSONS, patient - 1, pace, lessons=1) is Stage.LESSONS
    assert after(Stage.LESSONS, 10 * patient, pace, lessons=0, trust=20) is Stage.LESSONS
    assert after(Stage.NEAR, PATIENCE * wants.near, pace) is Stage.WAKING
    assert after(Stage.NEAR, PATIENCE * wants.near - 1, pace) is Stage.NEAR


@pytest.mark.parametrize("pace", Pace)
def test_depth_brings_two_to_waking_and_no_sooner_than_the_nights_of_nearness(pace: Pace):
    wants = PACINGS[pace]
    assert after(Stage.NEAR, wants.near, pace, depth=wants.depth) is Stage.WAKING
    assert after(Stage.NEAR, wants.near - 1, pace, depth=20) is Stage.NEAR


def test_a_pack_is_asked_for_no_more_lessons_than_it_teaches():
    assert pacing_in(pack(scene("a")), Pace.PLAIN) == replace(PACINGS[Pace.PLAIN], lessons=0)
    taught = pack(teaching("a", "knot"), teaching("b", "knot"), teaching("c", "splice"))
    assert pacing_in(taught, Pace.PLAIN).lessons == 2
    assert pacing_in(taught, Pace.BRISK) == PACINGS[Pace.BRISK]


def test_in_a_pack_that_teaches_nothing_the_lessons_end_all_the_same():
    wants = pacing_in(pack(scene("a")), Pace.PLAIN)
    past = replace(NOTHING_YET, nights_in_stage=PATIENCE * wants.learning)
    assert grown(Stage.LESSONS, past, wants) is Stage.REGISTER
    assert grown(Stage.LESSONS, replace(past, nights_in_stage=wants.learning), wants) is Stage.LESSONS
    trusting = replace(past, nights_in_stage=wants.learning, trust=wants.trust)
    assert grown(Stage.LESSONS, trusting, wants) is Stage.REGISTER


@given(STAGES, PASTS, PACES, SEEDS)
def test_stages_that_share_all_or_nothing_leave_nothing_to_chance(stage: Stage, past: Past, pace: Pace, seed: Seed):
    shared = shared_tonight(stage, past, PACINGS[pace], seed)
    if SHARED[stage] in (0, 1):
        assert shared == bool(SHARED[stage])
    elif past.lone_since_shared >= PACINGS[pace].lonely:
        assert shared, "kept apart for too long"
    assert shared == shared_tonight(stage, past, PACINGS[pace], seed)


@pytest.mark.parametrize(("stage", "low", "high"), [(Stage.LESSONS, 0.45, 0.55), (Stage.DISTANCE, 0.2, 0.3)])
def test_of_many_nights_the_part_of_the_arc_is_shared(stage: Stage, low: float, high: float):
    met = sum(shared_tonight(stage, NOTHING_YET, PACINGS[Pace.PLAIN], Seed(str(night))) for night in range(2_000))
    assert low < met / 2_000 < high


@given(PASTS, PACES, st.booleans())
def test_what_moves_the_arc_is_due_where_it_can_move_it(past: Past, pace: Pace, held_out: bool):  # noqa: FBT001
    wants: Pacing = PACINGS[pace]
    due = {stage: spine_tonight(stage, past, wants, hand_held_out=held_out) for stage in Stage}
    assert due.pop(Stage.REGISTER) == (past.nights_in_stage >= wants.register)
    assert due.pop(Stage.WAKING) == (not held_out)
    assert {stage for stage, is_due in due.items() if is_due} == set(NEXT) - {Stage.REGISTER}


SPINES = st.lists(
    st.tuples(st.sampled_from([Kind.SPINE, Kind.GLIMPSE, Kind.VISIT]), st.lists(STAGES, max_size=3, unique=True)),
    max_size=6,
).map(lambda drawn: [scene(str(number), kind, *stages) for number, (kind, stages) in enumerate(drawn)])


def moving(scenes: Iterable[Scene], stage: Stage) -> list[Scene]:
    kind = Kind.GLIMPSE if stage is Stage.GLIMPSE else Kind.SPINE
    return [one for one in scenes if one.kind is kind and (not one.stages or stage in one.stages)]


@given(SPINES, STAGES, st.booleans())
def test_a_night_brings_the_scene_that_is_due_and_else_a_visit(scenes: list[Scene], stage: Stage, due: bool):  # noqa: FBT001
    kinds = kinds_shared(scenes, stage, spine=due)
    if due and moving(scenes, stage):
        assert kinds == (moving(scenes, stage)[0].kind,)
    else:
        assert kinds == (Kind.VISIT,)


@given(SPINES, STAGES, st.sets(st.sampled_from(Role)))
def test_a_dream_moves_a_bond_on_only_if_both_answered_and_it_was_the_one(
    scenes: list[Scene], stage: Stage, who: set[Role]
):
    for one in scenes:
        moved = moved_on(stage, dreamt(one, *who), scenes)
        right = one in moving(scenes, stage) if moving(scenes, stage) else not one.stages or stage in one.stages
        assert moved is (NEXT.get(stage, stage) if right and len(who) == 2 else stage)
        assert ORDER.index(moved) - ORDER.index(stage) in (0, 1)


@pytest.mark.parametrize("stage", NEXT)
def test_in_a_pack_without_a_spine_any_shared_dream_does(stage: Stage):
    visit = scene("visit")
    assert kinds_shared([visit], stage, spine=True) == (Kind.VISIT,)
    assert moved_on(stage, dreamt(visit, HOST, GUEST), [visit]) is NEXT[stage]
    spine = scene("spine", Kind.GLIMPSE if stage is Stage.GLIMPSE else Kind.SPINE, stage)
    assert moved_on(stage, dreamt(visit, HOST, GUEST), [visit, spine]) is stage
    assert moved_on(stage, dreamt(spine, HOST), [visit, spine]) is stage
