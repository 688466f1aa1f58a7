"""What is wrong with a scene as a whole, and what would hang a reader."""

from pathlib import Path

import pytest

from bot.content.mistakes import PackError
from bot.content.prove import check
from tests.content.packs import WELL, put


def questions(*asked: str) -> str:
    """A scene that asks one thing after another."""
    beats = ""
    for number, of in enumerate(asked):
        to = f"q{number + 1}" if number + 1 < len(asked) else "cut"
        way, outcome = (f"\n        to: {to}", "") if of != "both" else ("", f"    outcome:\n      otherwise: {to}\n")
        beats += f"""
  q{number}:
    both: A question.
    told: skip
    ask: {of}
    choices:
      - label: Yes
        told: nodded{way}
      - label: No
        told: shook a head{way}
{outcome}    silence:
      both: Nothing.
      told: kept still
      to: cut
"""
    head = WELL[: WELL.index("words:")] + WELL[WELL.index("openings:") : WELL.index("  arrive:")]
    return head + beats + WELL[WELL.index("\n  cut:") :]


@pytest.mark.parametrize("asked", [("guest", "guest"), ("guest", "host"), ("either", "both"), ("both", "both")])
def test_two_questions_fit_in_any_night(tmp_path: Path, asked: tuple[str, ...]):
    check(put(tmp_path, questions(*asked)))


@pytest.mark.parametrize(
    "asked",
    [
        ("guest", "guest", "guest"),
        ("both", "both", "both"),
        # There would be time, if only the host woke first.
        ("guest", "host", "guest"),
        ("both", "guest", "host"),
    ],
)
def test_an_ending_not_every_night_has_room_for_is_refused(tmp_path: Path, asked: tuple[str, ...]):
    with pytest.raises(PackError) as refused:
        check(put(tmp_path, questions(*asked)))
    mistakes = [mistake.what for mistake in refused.value.mistakes]
    assert all("the ending q2" in what and "is out of reach of a night" in what for what in mistakes)
    assert len(mistakes) == (4 if asked[-1] == "both" else 2)


def test_a_question_that_may_have_no_answer_is_refused(tmp_path: Path):
    wrong = WELL.replace(
        "        told: asked what was down there\n",
        "        told: asked what was down there\n        when: [depth >= 9]\n",
    )
    wrong = wrong.replace(
        "        told: wanted to be shown the knot\n",
        "        told: wanted to be shown the knot\n        when: [depth >= 9]\n",
    )
    wrong = wrong.replace(
        "        told: took the rope without a word\n",
        "        told: took the rope without a word\n        when: [depth >= 9]\n",
    )
    with pytest.raises(PackError, match="it may be that no choice is there"):
        check(put(tmp_path, wrong))


def test_a_choice_whose_conditions_fail_in_this_scene_is_found(tmp_path: Path):
    with pytest.raises(PackError, match="the choice hold-out-the-hand-that-hurts never appears"):
        check(put(tmp_path, WELL.replace("when: [guest.carried is sore]", "when: [depth <= 1]")))


def test_thirteen_beats_are_one_too_many(tmp_path: Path):
    more = "".join(
        f"  b{n}:\n    both: On.\n    told: skip\n    then: {f'b{n + 1}' if n < 4 else 'cut'}\n" for n in range(5)
    )
    wrong = WELL.replace("    then: cut\n\n  spilt", f"    then: b0\n{more}\n  spilt")
    with pytest.raises(PackError, match="beats has 14"):
        check(put(tmp_path, wrong))


def test_texts_that_add_up_to_more_than_a_message_are_refused(tmp_path: Path):
    wrong = WELL.replace("Only yesterday", "Only").replace(
        "Two on the rope now.", "Two on the rope now." + " And on." * 240
    )
    wrong = wrong.replace("{Host makes/make} it slowly, once.", "{Host makes/make} it slowly, once." + " And on." * 220)
    with pytest.raises(PackError, match="from lesson on, a message can come to 4,000"):
        check(put(tmp_path, wrong))


LAUGHS = "a: &a [lol, lol]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("scene", "said"),
    [
        (LAUGHS, "anchor"),
        ("a:\n  " + "- " * 40 + "b", "12 levels deep"),
        ("", "the file is empty"),
        ("- one\n- two", "the file is no table"),
        ("? [a, b]\n: c", "prose stands in"),
        (b"scene: \xff\xfe", "this is not UTF-8"),
        ("# " + "x" * 70_000, "the file has 70,002 bytes"),
        ("when: [", "never closes"),
    ],
)
def test_what_would_hang_or_break_a_reader_is_refused(tmp_path: Path, scene: str | bytes, said: str):
    with pytest.raises(PackError) as refused:
        check(put(tmp_path, scene))
    assert said in str(refused.value)


def test_two_scenes_of_one_id_are_refused(tmp_path: Path):
    (put(tmp_path) / "scenes" / "b.yaml").write_text(WELL, encoding="utf-8")
    with pytest.raises(PackError, match=r"the scene well-with-no-bottom is in scenes/a\.yaml too"):
        check(tmp_path)


def test_a_link_out_of_the_pack_is_refused(tmp_path: Path):
    (put(tmp_path / "pack") / "scenes" / "b.yaml").symlink_to("/etc/hostname")
    with pytest.raises(PackError, match="this is a link"):
        check(tmp_path / "pack")


def test_a_folder_without_a_pack_is_refused(tmp_path: Path):
    with pytest.raises(PackError, match=r"pack\.yaml:0: there is no such file"):
        check(tmp_path)


def test_a_scene_made_to_be_walked_for_ever_is_refused(tmp_path: Path):
    # Every way sums to another trust, so no two of them are ever the same again.
    beats = "".join(
        f"""
  b{n}:
    both: On.
    told: skip
    ask: both
    choices:
      - label: One
        told: nodded
        set: [host.trust + {3**n}, guest.trust + {n}]
      - label: Two
        told: waited
        set: [host.trust + {2 * 3**n}]
      - label: Three
        told: coughed
        set: [guest.trust + {3**n}]
      - label: Four
        told: sang
        set: [guest.trust + {2 * 3**n}]
    outcome:
      otherwise: {f"b{n + 1}" if n < 7 else "last"}
    silence:
      both: Nothing.
      told: kept still
      to: cut
"""
        for n in range(8)
    )
    last = beats[: beats.index("  b1:")].replace("b0:", "last:").replace("otherwise: b1", "otherwise: cut")
    last = last.replace("set: [host.trust + 2]", "when: [host.trust >= 9000, guest.trust >= 9000]")
    scene = WELL[: WELL.index("words:")] + WELL[WELL.index("openings:") : WELL.index("  arrive:")] + beats + last
    with pytest.raises(PackError, match="more ways through it than"):
        check(put(tmp_path, scene + WELL[WELL.index("\n  cut:") :]))
