"""Two who are come so far that something can be dreamt tonight."""

from pathlib import Path

from bot.content.prove import check
from bot.domain.bond import Pace
from bot.domain.chance import Seed
from bot.domain.qualities import holds
from bot.domain.scene import Kind, Role, SceneId, Stage
from bot.workshop.prepared import come_so_far, the_scene
from tests.content.packs import WELL
from tests.workshop.packs import arc_pack, begun, put


def test_who_comes_so_far_has_a_past():
    for stage in Stage:
        two = come_so_far(arc_pack(), Seed("x"), stage, Pace.PLAIN)
        assert two.stage is stage
        assert len(two.before) >= two.night
    two = come_so_far(arc_pack(), Seed("x"), Stage.DOOR, Pace.PLAIN)
    assert (two.stage, two.between["quarrel"], two.between["question"]) == (Stage.DOOR, "yes", "Whose table is it?")
    assert two.began[Stage.DOOR] == two.night > 20


def test_where_a_pack_leads_nobody_they_are_set(tmp_path: Path):
    two = come_so_far(check(put(tmp_path, begun("one", Kind.VISIT))), Seed("x"), Stage.NEAR, Pace.PLAIN)
    assert (two.stage, two.between["names"], two.before) == (Stage.NEAR, "yes", ())


def test_what_a_scene_asks_for_is_made_so_and_no_more(tmp_path: Path):
    pack = check(put(tmp_path, WELL))
    scene = pack.scenes[SceneId("well-with-no-bottom")]
    for seed in "abcdef":
        two, dream = the_scene(pack, scene, Seed(seed), None, {"trust": "2"})
        assert holds(scene.when, dream.began_with)
        assert dream.slots["country.name"] == pack.countries["salt-flats"].name
        assert (dream.began_with["depth"], dream.began_with["trust"]) == ("3", "2")
        assert "guest.lesson.bowline" not in dream.began_with
        assert two.stage is Stage.LESSONS


def test_conditions_that_hold_are_left_as_they_are(tmp_path: Path):
    asks = begun("one", Kind.VISIT).replace(
        "cooldown: 90", "when: [quarrel is not no, names, nights <= 3]\ncooldown: 60"
    )
    pack = check(put(tmp_path, asks))
    _, dream = the_scene(pack, pack.scenes[SceneId("one")], Seed("x"), Stage.DOOR, {})
    assert (dream.began_with["quarrel"], dream.began_with["nights"]) == ("yes", "0")


def test_the_dream_of_joining_has_nobody_in_it_yet():
    _, dream = the_scene(arc_pack(), arc_pack().scenes[SceneId("first-0")], Seed("x"), None, {})
    assert list(dream.people) == [Role.HOST]
    assert not dream.began_with.get("bound")
