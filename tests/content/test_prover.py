"""What is proved of scenes that no slip of the pen breaks."""

from pathlib import Path

import pytest

from bot.content.mistakes import PackError
from bot.content.prove import check, ready, warn
from bot.content.read import read
from bot.content.walk import MOST_STEPS, Budget, StuckError, walk
from tests.content.packs import COAT, SHIPPED, TABLES, WELL, put


def warnings(folder: Path) -> list[str]:
    source = read(folder)
    return [f"{each.line}: {each.what}" for each in warn(source.pack, source.places)]


def spine(stage: str, choice: str = "", silent: str = "", beat: str = "") -> str:
    """A scene of the spine that asks both, and then one of them once more."""
    head = WELL[: WELL.index("words:")].replace("kind: visit", "kind: spine").replace("lessons, near, after", stage)
    head = head.replace("prefer: [guest.carried is sore, not guest.lesson.bowline]\n", "").replace(", not quarrel", "")
    return (
        head
        + WELL[WELL.index("openings:") : WELL.index("  arrive:")]
        + f"""
  first:
    both: A question.
    told: skip
    ask: both
    choices:
      - label: Wait
        told: waited
        {choice}
      - label: Go
        told: went
        {choice}
    outcome:
      otherwise: second
    silence:
      both: Nothing.
      told: kept still
      to: cut

  second:
    both: Another.
    told: skip
    {beat}
    ask: guest
    choices:
      - label: Stay
        told: stayed
        to: last
      - label: Leave
        told: left
        to: last
    silence:
      both: Nothing.
      told: kept still
      to: {silent or "last"}

  last:
    both: It was all there was.
    told: skip
    then: cut
"""
        + WELL[WELL.index("\n  cut:") :]
    )


MOVED = [
    ("words", "set: [names = yes]", "ends without names"),
    ("wound", "set: [quarrel = yes]\n    question: Whose was it?", "ends without a quarrel"),
    ("wound", "set: [quarrel = yes]\n    question: Whose was it?", "keeps no question"),
    ("door", "set: [quarrel = no]", "does not end the quarrel"),
]


@pytest.mark.parametrize(("stage", "does", "said"), MOVED)
def test_a_scene_of_the_spine_that_leaves_undone_what_it_is_for_is_refused(
    tmp_path: Path, stage: str, does: str, said: str
):
    check(put(tmp_path / "right", spine(stage, beat=does)))
    with pytest.raises(PackError) as refused:
        check(put(tmp_path / "wrong", spine(stage)))
    assert [said in each.what for each in refused.value.mistakes].count(True) == 1
    assert all("first, second, last, cut" in each.what and each.line == 8 for each in refused.value.mistakes)


def test_what_one_choice_of_two_leaves_undone_is_found(tmp_path: Path):
    check(put(tmp_path / "both", spine("door", choice="set: [quarrel = no]")))
    one = spine("door", choice="set: [quarrel = no]").replace("set: [quarrel = no]", "set: [depth + 1]", 1)
    check(put(tmp_path / "other", one.replace("outcome:\n", "outcome:\n      wait + wait: mended\n") + MENDED))
    with pytest.raises(PackError, match="does not end the quarrel"):
        check(put(tmp_path / "one", one))


MENDED = """
  mended:
    both: Both wait.
    told: skip
    set: [quarrel = no]
    then: second
"""


def test_other_stages_and_kinds_need_none_of_it(tmp_path: Path):
    check(put(tmp_path / "a", spine("register")))
    check(put(tmp_path / "b", spine("words").replace("kind: spine", "kind: visit")))


def test_a_stage_that_has_one_telling_only_is_pointed_out(tmp_path: Path):
    scene = spine("register")
    folder = put(tmp_path, scene)
    [said] = [each for each in warnings(folder) if "telling" in each]
    assert said == "8: well-with-no-bottom: the stage register has no other telling"
    (folder / "scenes" / "b.yaml").write_text(scene.replace("scene: well", "scene: other"), encoding="utf-8")
    assert not [each for each in warnings(folder) if "telling" in each]


def test_pools_that_are_small_are_told_with_their_number(tmp_path: Path):
    folder = put(tmp_path, COAT)
    for number in range(2):
        salt = COAT.replace("scene: coat", f"scene: c{number}").replace(
            "kind: landscape", "kind: landscape\nwhen: [country is salt-flats]"
        )
        (folder / "scenes" / f"c{number}.yaml").write_text(salt, encoding="utf-8")
        well = WELL.replace("scene: well", f"scene: w{number}")
        (folder / "scenes" / f"w{number}.yaml").write_text(well, encoding="utf-8")
    small = [each for each in warnings(folder) if "to choose" in each or "castings" in each]
    assert small == [
        "24: there are 0 castings of shared scenes between bell-harbour and bell-harbour",
        "24: there are 1 lone scenes to choose from in bell-harbour",
    ]


def test_enough_scenes_are_not_told_of(tmp_path: Path):
    folder = put(tmp_path, COAT)
    for number in range(30):
        for name, text in (("c", COAT), ("w", WELL.replace("host.country is salt-flats, ", ""))):
            numbered = text.replace("\nscene: ", f"\nscene: {name}{number}-")
            numbered = numbered.replace("scene: coat", f"scene: {name}{number}-coat")
            (folder / "scenes" / f"{name}{number}.yaml").write_text(numbered, encoding="utf-8")
    assert not [each for each in warnings(folder) if "to choose" in each or "castings" in each]


@pytest.mark.parametrize(
    ("asks", "said"),
    [
        ("wound is clothe", "9: well-with-no-bottom: no scene ever sets wound"),
        ("wound is stone, trust is yess", "9: well-with-no-bottom: no scene sets trust to yess"),
        ("host.greeted", "9: well-with-no-bottom: no scene ever sets greeted"),
        ("host.lesson.bowlin", "9: well-with-no-bottom: no scene ever sets lesson.bowlin"),
        ("depth >= 21", "9: well-with-no-bottom: depth never comes to 21"),
        ("greeted >= 1", "9: well-with-no-bottom: no scene ever raises greeted"),
        ("guest.asked is bowlin", "9: well-with-no-bottom: no scene sets asked to bowlin"),
    ],
)
def test_a_condition_nothing_ever_makes_so_is_pointed_out(tmp_path: Path, asks: str, said: str):
    tables = TABLES.replace("qualities:\n", "qualities:\n  wound: what\n  asked: what\n")
    folder = put(tmp_path, WELL.replace("not quarrel]", f"{asks}]"), tables)
    assert said in warnings(folder)


def test_what_scenes_set_is_not_pointed_out(tmp_path: Path):
    text = WELL.replace(
        "not quarrel]", "trust >= 9999, guest.lesson.bowline, depth is 3, trace, guest.found is a-bucket]"
    )
    assert not [each for each in warnings(put(tmp_path, text)) if "sets" in each or "never" in each]


def test_an_ending_that_hardly_ever_comes_is_pointed_out(tmp_path: Path):
    # Five of five choices, three times over: one way in 125, of the nights on which both answer three times.
    choices = "".join(f"      - id: c{n}\n        label: Wait\n        told: waited\n" for n in range(5))
    text = spine("register").replace(
        "      - label: Wait\n        told: waited\n        \n      - label: Go\n        told: went\n        \n",
        choices,
    )
    assert choices in text
    text = text.replace("      otherwise: second\n", "      c1 + c2: rare\n      otherwise: second\n")
    rare = "\n  rare:\n    both: Rare.\n    told: skip\n    ask: both\n    choices:\n" + choices
    rare += "    outcome:\n      c1 + c1: found\n      otherwise: last\n    silence:\n      both: Nothing.\n"
    rare += "      told: kept still\n      to: cut\n\n  found:\n    both: Found.\n    told: skip\n    then: cut\n"
    said = [each for each in warnings(put(tmp_path, text + rare)) if "random" in each]
    assert "of random nights" in said[0]
    assert all("rare" in each or "found" in each for each in said)
    assert "well-with-no-bottom: the ending found comes in 0.1% of random nights" in [
        each.split(": ", 1)[1] for each in said
    ]


def test_a_pack_made_to_be_walked_for_ever_is_refused(tmp_path: Path):
    scene = next(iter(check(put(tmp_path)).scenes.values()))
    alone = Budget()
    walk(scene, alone)
    budget = Budget(all_left=2 * (MOST_STEPS - alone.left))
    for _ in range(2):
        budget = budget.renewed()
        walk(scene, budget)
    with pytest.raises(StuckError, match="more ways through the pack"):
        walk(scene, budget)


def test_what_is_lowered_before_it_is_asked_about_may_have_been_more(tmp_path: Path):
    text = WELL.replace("when: [guest.carried is sore]", "when: [trust >= 2]")
    check(
        put(
            tmp_path,
            text.replace("    told: skip\n    then: rope", "    told: skip\n    set: [trust - 3]\n    then: rope"),
        )
    )


def test_a_mark_that_leads_to_no_first_dream_is_pointed_out_and_no_bot_begins_with_it(tmp_path: Path):
    first = COAT.replace("kind: landscape", "kind: first\nwhen: [country is salt-flats]")
    folder = put(tmp_path / "a", first)
    assert any("whoever is marked with an anchor has no first dream" in each for each in warnings(folder))
    assert not any("with a scorpion" in each for each in warnings(folder))
    with pytest.raises(PackError, match="with an anchor has no first dream"):
        ready(folder)
    ready(put(tmp_path / "b", first.replace("when: [country is salt-flats]\n", "")))
    with pytest.raises(PackError, match="with a scorpion has no first dream"):
        ready(put(tmp_path / "c", COAT))


def test_the_pack_that_ships_is_ready():
    ready(SHIPPED)
