"""Which scene is dreamt tonight: the laws of STORY.md, *Tonight*, over packs and pasts nobody wrote."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chance import Seed
from bot.domain.picker import MOTIF_NIGHTS, SWAPPED_NIGHTS, Chosen, Past, choose_scene
from bot.domain.scene import Condition, Kind, Scene, SceneId, Stage
from bot.ids import DreamerId
from tests.domain.made import ADA, BO, by_id, scene

VISITS, SPINES = (Kind.VISIT,), (Kind.SPINE,)
BOTH = {ADA: {"trust": "3"}, BO: {"trust": "3", "host.tired": "yes"}}
TIRED = Condition("host.tired", "is", "yes")
TRUSTED = Condition("trust", ">=", "2")
THRICE = Condition("trust", "is", "3")
OPEN = Condition("open", "is", "yes")
SEEDS = st.integers(0, 9).map(lambda number: Seed(str(number)))


@st.composite
def a_pack(draw: st.DrawFn, kind: Kind = Kind.VISIT) -> list[Scene]:
    """Up to six scenes of one kind that differ in everything the picker looks at."""
    conditions = st.lists(st.sampled_from([TIRED, TRUSTED, OPEN]), max_size=3, unique=True).map(tuple)
    return [
        scene(
            f"s{number}",
            kind,
            *draw(st.sampled_from([(), (Stage.LESSONS,), (Stage.NEAR,)])),
            when=draw(st.sampled_from([(), (TIRED,), (TRUSTED,), (OPEN,)])),
            prefer=draw(conditions),
            motifs=draw(st.sampled_from([(), ("rope",), ("well",), ("rope", "well")])),
            cooldown=draw(st.sampled_from([0, 3, 30, 90])),
        )
        for number in range(draw(st.integers(1, 6)))
    ]


@st.composite
def a_past(draw: st.DrawFn, names: Sequence[str] = ("s0", "s1", "s2", "s3", "gone")) -> list[Past]:
    """What was dreamt, the latest first; scenes may have left the pack."""
    ago = sorted(draw(st.lists(st.integers(0, 100), max_size=12)))
    return [
        Past(SceneId(draw(st.sampled_from(names))), draw(st.sampled_from([ADA, BO])), nights, draw(st.booleans()))
        for nights in ago
    ]


def tonight(
    scenes: Sequence[Scene],
    past: Sequence[Past] = (),
    seed: str = "0",
    kinds: Sequence[Kind] = VISITS,
    stage: Stage | None = Stage.LESSONS,
) -> Chosen | None:
    return choose_scene(by_id(scenes), kinds, stage, BOTH, past, Seed(seed))


def fitting(scenes: Sequence[Scene]) -> set[tuple[str, DreamerId]]:
    """Every scene and host that may be, told by hand."""
    holds: dict[tuple[Condition, ...], tuple[DreamerId, ...]] = {
        (): (ADA, BO),
        (TRUSTED,): (ADA, BO),
        (TIRED,): (BO,),
        (OPEN,): (),
    }
    here = [one for one in scenes if not one.stages or Stage.LESSONS in one.stages]
    return {(one.id, host) for one in here for host in holds[one.when]}


def points(one: Scene, host: DreamerId) -> int:
    return sum(condition is TRUSTED or (condition is TIRED and host == BO) for condition in one.prefer)


def last(past: Sequence[Past], id_: str, *hosts: DreamerId) -> int | None:
    """How many nights ago it was dreamt with one of these as host."""
    return min((one.nights for one in past if one.scene == id_ and one.host in hosts), default=None)


def rested(past: Sequence[Past], one: Scene, host: DreamerId) -> bool:
    same, other = last(past, one.id, host), last(past, one.id, BO if host == ADA else ADA)
    return (same is None or same > one.cooldown) and (other is None or other > SWAPPED_NIGHTS)


def worn(past: Sequence[Past], scenes: Sequence[Scene]) -> set[str]:
    recent = {one.scene for one in past if one.nights <= MOTIF_NIGHTS}
    return {motif for one in scenes if one.id in recent for motif in one.motifs}


@given(a_pack(), a_past(), SEEDS)
def test_something_is_dreamt_wherever_something_fits_and_only_what_fits(
    scenes: list[Scene], past: list[Past], seed: Seed
):
    chosen = tonight(scenes, past, seed)
    may = fitting(scenes)
    assert (chosen is not None) == bool(may)
    if chosen is not None:
        assert (chosen.scene.id, chosen.host) in may
        assert chosen.before == [one.scene for one in past].count(chosen.scene.id)


@given(a_pack(), a_past(), SEEDS)
def test_the_same_night_is_chosen_the_same_however_the_pack_lies(scenes: list[Scene], past: list[Past], seed: Seed):
    assert tonight(scenes, past, seed) == tonight(scenes, past, seed) == tonight(scenes[::-1], past, seed)


@given(a_pack(), a_past(), SEEDS)
def test_freshness_is_given_up_motifs_first_and_then_the_oldest_comes(
    scenes: list[Scene], past: list[Past], seed: Seed
):
    chosen = tonight(scenes, past, seed)
    if chosen is None:
        return
    known = {one.id: one for one in scenes}
    fresh = {(id_, host) for id_, host in fitting(scenes) if rested(past, known[SceneId(id_)], host)}
    unworn = {(id_, host) for id_, host in fresh if not worn(past, scenes) & set(known[SceneId(id_)].motifs)}
    if fresh:
        assert (chosen.scene.id, chosen.host) in (unworn or fresh)
        return
    latest = {id_: last(past, id_, ADA, BO) for id_, _ in fitting(scenes)}
    assert latest[chosen.scene.id] == max(ago for ago in latest.values() if ago is not None)


@given(a_pack(), SEEDS)
def test_what_fits_best_is_preferred_by_more_than_one_point_only(scenes: list[Scene], seed: Seed):
    chosen = tonight(scenes, (), seed)
    if chosen is not None:
        known = {one.id: one for one in scenes}
        best = max(points(known[SceneId(id_)], host) for id_, host in fitting(scenes))
        assert points(chosen.scene, chosen.host) >= best - 1


def test_one_point_is_not_worth_a_repetition_and_two_are():
    plain, one, two = scene("plain"), scene("one", prefer=(TRUSTED,)), scene("two", prefer=(TRUSTED, THRICE))
    lately = [Past(each.id, host, 40) for each in (one, two) for host in (BO, ADA)]
    assert tonight([plain, one], lately).scene is plain  # type: ignore[union-attr]
    assert tonight([plain, two], lately).scene is two  # type: ignore[union-attr]


@pytest.mark.parametrize("cooldown", [0, 3, 60])
def test_a_scene_cools_down_for_its_own_nights_with_this_casting(cooldown: int):
    other = scene("other", prefer=())
    cooling = scene("cooling", prefer=(TRUSTED, THRICE), cooldown=cooldown)
    for nights in (cooldown, cooldown + 1):
        past = [Past(cooling.id, ADA, nights), Past(cooling.id, BO, nights)]
        chosen = choose_scene(by_id([cooling, other]), VISITS, None, {ADA: BOTH[ADA]}, past[:1], Seed("0"))
        assert chosen is not None
        assert (chosen.scene is cooling) == (nights > cooldown)


def test_with_the_roles_swapped_it_comes_no_sooner_than_in_thirty_nights_whatever_its_cooldown():
    hasty = scene("hasty", prefer=(TRUSTED, THRICE), cooldown=0)
    other = scene("other", cooldown=0)
    for nights in (SWAPPED_NIGHTS, SWAPPED_NIGHTS + 1):
        past = [Past(hasty.id, BO, nights)]
        chosen = choose_scene(by_id([hasty, other]), VISITS, None, {ADA: BOTH[ADA]}, past, Seed("0"))
        assert chosen is not None
        assert (chosen.scene is hasty) == (nights > SWAPPED_NIGHTS)


@pytest.mark.parametrize(("nights", "drops"), [(0, True), (MOTIF_NIGHTS, True), (MOTIF_NIGHTS + 1, False)])
def test_a_motif_of_the_last_five_nights_rests_whoever_was_host(nights: int, drops: bool):  # noqa: FBT001
    seen, like, unlike = scene("seen", motifs=("rope",)), scene("like", motifs=("rope",)), scene("unlike")
    past = [Past(seen.id, BO, nights)]
    picked = {chosen.scene.id for seed in range(20) if (chosen := tonight([seen, like, unlike], past, str(seed)))}
    assert picked == ({unlike.id} if drops else {like.id, unlike.id})


def test_where_every_motif_is_worn_what_has_cooled_still_goes_by_preference():
    seen = scene("seen", motifs=("rope",), cooldown=90)
    dear = scene("dear", prefer=(TRUSTED, THRICE), motifs=("rope",))
    past = [Past(seen.id, ADA, 1), Past(seen.id, BO, 1), Past(dear.id, ADA, 40), Past(dear.id, BO, 40)]
    assert tonight([seen, dear, scene("never", motifs=("rope",))], past).scene is dear  # type: ignore[union-attr]


def test_where_nothing_has_cooled_the_oldest_comes():
    past = [
        Past(SceneId("a"), ADA, 2),
        Past(SceneId("a"), BO, 3),
        Past(SceneId("b"), BO, 7),
        Past(SceneId("b"), ADA, 8),
    ]
    for names in ("ab", "ba"):
        assert tonight([scene(name) for name in names], past).scene.id == "b"  # type: ignore[union-attr]
    dearer = [scene("a", prefer=(TRUSTED, THRICE)), scene("b")]
    assert tonight(dearer, past).scene.id == "b"  # type: ignore[union-attr]


def test_of_what_is_left_the_least_recently_dreamt_comes_and_never_dreamt_before_all():
    scenes = [scene(name, cooldown=0) for name in ("a", "b", "c")]
    past = [Past(SceneId("b"), ADA, 50), Past(SceneId("a"), ADA, 70), Past(SceneId("a"), BO, 70)]
    assert tonight(scenes, past).scene.id == "c"  # type: ignore[union-attr]
    assert tonight(scenes[:2], past).scene.id == "a"  # type: ignore[union-attr]


@given(SEEDS, st.integers(2, 12))
def test_the_host_goes_round(seed: Seed, nights: int):
    scenes = [scene(f"s{number}", cooldown=0) for number in range(30)]
    past: list[Past] = []
    hosts: list[DreamerId] = []
    for night in range(nights):
        chosen = tonight(scenes, past, f"{seed}{night}")
        assert chosen is not None
        hosts.append(chosen.host)
        past = [Past(chosen.scene.id, chosen.host, 1), *(replace(one, nights=one.nights + 1) for one in past)]
    assert all(one != other for one, other in pairwise(hosts))


@given(a_pack(Kind.SPINE), a_past(), SEEDS)
def test_what_moves_the_arc_comes_in_the_telling_slept_through_least_and_waits_for_no_freshness(
    scenes: list[Scene], past: list[Past], seed: Seed
):
    chosen = tonight(scenes, past, seed, SPINES)
    assert (chosen is not None) == bool(fitting(scenes))
    if chosen is not None:
        often = [one.scene for one in past]
        assert chosen.before == min(often.count(SceneId(id_)) for id_, _ in fitting(scenes))


def test_a_spine_slept_through_comes_in_its_other_telling_and_then_goes_round():
    scenes = [scene(name, Kind.SPINE, Stage.WORDS, cooldown=90) for name in ("one", "other")]
    past: list[Past] = []
    told: list[str] = []
    for _ in range(4):
        chosen = tonight(scenes, past, kinds=SPINES, stage=Stage.WORDS)
        assert chosen is not None
        told.append(chosen.scene.id)
        past = [Past(chosen.scene.id, chosen.host, 0, counted=False), *past]
    assert set(told[:2]) == set(told[2:]) == {"one", "other"}


def test_ties_fall_by_seed_and_not_always_the_same():
    scenes = [scene(f"s{number}") for number in range(5)]
    chosen = [tonight(scenes, seed=str(seed)) for seed in range(60)]
    assert len({(one.scene.id, one.host) for one in chosen if one}) == 10


def test_stage_and_kind_are_kept_to_unless_any_stage_will_do():
    near, glimpse = scene("near", Kind.VISIT, Stage.NEAR), scene("glimpse", Kind.GLIMPSE, Stage.LESSONS)
    assert tonight([near, glimpse]) is None
    assert tonight([near, glimpse], stage=None).scene is near  # type: ignore[union-attr]
