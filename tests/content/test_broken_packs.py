"""A mistake is reported with its line, what is wrong and what would be right."""

from pathlib import Path

import pytest

from bot.content.mistakes import PackError
from bot.content.prove import check
from tests.content.packs import COAT, TABLES, WELL, put

BROKEN = [
    # (what stands there, what takes its place, what is said about it)
    # -- what is not read at all
    ("title: The Well", "title: &a The Well", "anchor (&a)"),
    ("place: a white plain with a well in it", "place: *a", "alias"),
    ("kind: visit", "kind: !!str visit", "there is a tag"),
    ("kind: visit", "kind: visit\nkind: glimpse", "the key kind stands twice"),
    ("kind: visit", "kind: visit\n<<: x", "merge key"),
    ("kind: visit", "kind: visit\t", "there is a tab"),
    ("The Well With", "The\u202eWell With", "U+202E"),
    ("The Well With", "The\u200bWell With", "U+200B"),
    ("The Well With", "The\u00a0Well With", "U+00A0"),
    ("title: The Well With No Bottom", 'title: "The \\u202e Well"', "U+202E"),
    ("title: The Well With No Bottom", "title: {Host} at the well", "{ } is a table here"),
    ("openings:\n", "openings: [He came, then went, Who?]\nclosed:\n", "prose stands in [ ]"),
    ("scene: well", "%YAML 1.1\n---\nscene: well", "% directive"),
    ("    end: yes", "    end: yes\n---\nscene: second", "a second document"),
    ("title: The Well With No Bottom", "title: The Well: With No Bottom", "cannot be read"),
    ("The rope runs.", "The rope runs. " + "o" * 2_000, "this text has 2,"),
    # -- its shape
    ("kind: visit", "kind: vist", "kind cannot be so"),
    ("cooldown: 120", "cooldwon: 120", "Did you mean cooldown?"),
    ("cooldown: 120", "cooldown: often", "a whole number is wanted"),
    ("wake: cut\n", "", "wake is missing"),
    ("    weight: 3", "    weigth: 3", "Did you mean weight?"),
    ("    weight: 3", "    weight: 9", "beats.full.weight cannot be so"),
    ("        label: Hold on", "        lable: Hold on", "Did you mean label?"),
    ("  - That was all there was of that night.\n", "", "closes cannot be so"),
    ("      limit: 300", "      limit: 301", "beats.rope.speak.limit cannot be so"),
    ("stage: [lessons,", "stage: [lesson,", "cannot be so"),
    ("        told: held on", "        to: full", "told is missing"),
    ("    end: yes", "    end: no", "beats.cut.end cannot be so"),
    # -- a beat by itself
    ("    then: rope\n", "", "arrive has none of them"),
    ("    then: pull\n", "    then: pull\n    end: yes\n", "lesson has then and end"),
    ("    ask: guest", "    ask: me", "nobody here is me"),
    ("    asked: Did the knot hold?\n", "", "only one of try and asked"),
    ("      - id: let-go", "      - id: hold", "two choices have the id hold"),
    ("      hold + hold: full", "      hold + hodl: full", "Did you mean hold?"),
    ("      hold + hold: full", "      hold: full", "no pair of choices"),
    ("      otherwise: spilt\n", "", "some pairs of choices lead nowhere"),
    ("        told: held on", "        told: held on\n        to: full", "a choice of both goes nowhere by itself"),
    ("        to: yesterday\n", "", "this choice goes nowhere"),
    ("depth >= 3", "depth => 3", "`depth => 3` is no condition"),
    ("depth >= 3", "depth < 0", "No number is below 0"),
    ("[depth + 1]", "[depth +1]", "`depth +1` is no effect"),
    ("[depth + 1]", "[me.depth + 1]", "In a shared scene it is `host.` or `guest.`"),
    ("|wrong and holds]", " or wrong and holds]", "offers no other"),
    ("{Host makes/make} it", "{Host makes} it", "{Host makes} is neither a slot nor a dreamer"),
    ("The bucket weighs", "The bucket] weighs", "a lone ]"),
    ("The bucket weighs", "The *bucket* weighs", "Discord would read it as markup"),
    ("| a door without its wall", "| {country.sound}", "the words of far are no list"),
    ("      host: does not ask the well", "      host: does not ask {host}", "a line of the picture has a slot"),
    ("        told: held on\n", "        told: held on\n        dossier:\n          host: holds\n", "whoever chose it"),
    ("    set: [guest.lesson.bowline = yes]\n", "", "teaches nobody"),
    ("[guest.lesson.bowline = yes]", "[guest.lesson.bowline = no]", "teaches nobody"),
    ("[guest.lesson.bowline = yes]", "[guest.lesson.a = yes, host.lesson.b = yes]", "teaches a and b"),
    # -- what it means together
    ("[depth + 1]", "[host.country = salt-flats]", "no scene sets country"),
    ("[depth + 1]", "[bound = yes]", "no scene sets bound"),
    ("guest.carried is sore, not", "guest.carried is sour, not", "there is no carried sour. Did you mean sore?"),
    ("{far}, and walking", "{far} {question}, and walking", "there is no slot {question} here"),
    ("    leave: a full bucket", "    question: " + "Why? " * 20 + "Why?", "at most 100"),
    ("    leave: a full bucket", "    question: Who was {guest}?", "{guest} is nobody here"),
    ("    leave: a full bucket", "    register: no", "beats.full.register cannot be so"),
    ("        to: yesterday", "        to: yesteday", "Did you mean yesterday?"),
    ("wake: cut", "wake: full", "full does not end the dream"),
    ("    then: pull\n", "    then: rope\n", "the dream goes in a circle: rope to lesson to rope"),
    ("      to: answered", "      to: pull", "no path comes to the beat answered"),
    ("[trust + 2]", "[trsut + 2]", "Did you mean trust?"),
    ("salt-flats,", "salt-flat,", "there is no country salt-flat"),
    ("[water, rope]", "[watter, rope]", "Did you mean water?"),
    ("{far}, and walking", "{fur}, and walking", "Did you mean far?"),
    ("{far}, and walking", "{country.smell}, and walking", "there is no slot {country.smell}"),
    ("{far}, and walking", "{me}, and walking", "{me} is nobody here"),
    ("{far}, and walking", "{away}, and walking", "{away} is nobody here"),
    ("    leave: a full bucket", '    leave: "{host} himself"', "{host} is nobody here"),
    ("words:\n", "words:\n  near: one | two\n", "nothing says {near}"),
    ("words:\n", "words:\n  left: one | two\n", "left is a slot already"),
    ("not quarrel]", "not quarrel, depth <= 2]", "depth cannot be both >= 3 and <= 2"),
    (
        "label: Hold on",
        "label: Hold on to {guest} for as long as it takes to count to one hundred",
        "come to 91 characters",
    ),
    # -- how it is told
    ("told: asked what was down there", "told: wondered what you had there", "a told form says 'you'"),
    ("told: held on", "told: holds on", "present tense: holds"),
    ("told: held on", "told: they held on", "brings its own subject"),
    ("told: held on", "told: Held on.", "written as a sentence"),
    ("told: It came up full of light.", "told: It came up full of light", "has no end"),
    ('"{Host} made the knot', '"{Host makes/make} the knot', "present tense: makes"),
    ("well was {host}.", "well {host} waits.", "present tense: waits"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), BROKEN, ids=[said for _, _, said in BROKEN])
def test_a_broken_scene_is_refused_with_its_mistake(tmp_path: Path, right: str, wrong: str, said: str):
    assert right in WELL
    with pytest.raises(PackError) as refused:
        check(put(tmp_path, WELL.replace(right, wrong, 1)))
    assert any(said in str(mistake) for mistake in refused.value.mistakes), str(refused.value)
    assert all(mistake.file == "scenes/a.yaml" and mistake.right for mistake in refused.value.mistakes)


GOAL = "goals:\n  a:\n    name: {}\n    nights: {}\n    done: {}\nqualities:\n"

BROKEN_TABLES = [
    ("    craft: ropework\n", "    craft: ropewrok\n", "Did you mean ropework?"),
    ("    country: salt-flats\n", "    country: salt\n", "there is no country salt"),
    ("licence: MIT\n", "", "licence is missing"),
    ("name: the plain of salt", "name: your plain", "cannot say 'your plain'"),
    ("name: the plain of salt", "name: the {plain}", "cannot say 'the {plain}'"),
    ("    ground: warm slate\n", "", "countries.roof-town.ground is missing"),
    ("qualities:\n", "qualities:\n  carried: what was carried\n", "carried is declared already"),
    ("qualities:\n", "telling:\n  joints:\n    nxt:\n      - One.\nqualities:\n", "telling.joints.nxt"),
    ("qualities:\n", "telling:\n  joints:\n    next:\n      - You came.\nqualities:\n", "a told form says 'You'"),
    ("qualities:\n", "telling:\n  steps:\n    near:\n      - It was {night}.\nqualities:\n", "Did you mean nights?"),
    ("qualities:\n", "telling:\n  steps:\n    near:\n      - It was {me}.\nqualities:\n", "{me} is nobody here"),
    ("qualities:\n", "telling:\n  pictures:\n    - It was dark.\nqualities:\n", "this does not say {picture}"),
    ("qualities:\n", "register:\n  - Seen near {guest}.\nqualities:\n", "It stands without anybody's name"),
    ("qualities:\n", "register:\n  - Seen near {craft.tol}.\nqualities:\n", "Did you mean craft.tool?"),
    ("qualities:\n", "register:\n  - " + "Seen. " * 30 + "\nqualities:\n", "a page has three of them"),
    (
        "qualities:\n",
        "goals:\n  a:\n    name: mend {host}\n    nights: 3\n    done: They did.\nqualities:\n",
        "{host} is",
    ),
    (
        "qualities:\n",
        "goals:\n  a:\n    name: mend it\n    nights: 0\n    done: They did.\nqualities:\n",
        "goals.a.nights",
    ),
    ("qualities:\n", "goals:\n  a:\n    name: mend it\n    nights: 3\n    done: They did\nqualities:\n", "has no end"),
    ("  trust: how much one lets the other do\n", "", "the quality trust is not declared"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), BROKEN_TABLES, ids=[said for _, _, said in BROKEN_TABLES])
def test_broken_tables_are_refused_with_their_mistake(tmp_path: Path, right: str, wrong: str, said: str):
    assert right in TABLES
    with pytest.raises(PackError) as refused:
        check(put(tmp_path, tables=TABLES.replace(right, wrong, 1)))
    assert any(said in str(mistake) for mistake in refused.value.mistakes), str(refused.value)


BROKEN_LONE = [
    ("    ask: me", "    ask: host", "A lone scene asks `me`"),
    ("set: [trust + 1]", "set: [host.trust + 1]", "In a lone scene it is `me.`"),
    ("          me: leaves", "          host: leaves", "nobody here is host"),
    ("{craft.tool}", "{host.craft.tool}", "there is no slot {host.craft.tool}"),
    ("{me} came upon", "{guest} came upon", "{guest} is nobody here"),
    ("        leave: an odd button", "        question: Whose coat is it?", "a lone scene has nobody to ask"),
    ("  worn:\n", "  worn:\n    register: yes\n", "nobody to look up in the register"),
    ("      me: The coat keeps", "      both: The coat keeps", "A lone scene has the text me"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), BROKEN_LONE, ids=[said for _, _, said in BROKEN_LONE])
def test_a_broken_lone_scene_is_refused_with_its_mistake(tmp_path: Path, right: str, wrong: str, said: str):
    assert right in COAT
    with pytest.raises(PackError) as refused:
        check(put(tmp_path, COAT.replace(right, wrong, 1)))
    assert any(said in str(mistake) for mistake in refused.value.mistakes), str(refused.value)


def test_a_mistake_stands_at_its_line(tmp_path: Path):
    wrong = WELL.replace("told: held on", "told: holds on")
    line = next(number for number, text in enumerate(wrong.split("\n"), 1) if "holds on" in text)
    with pytest.raises(PackError) as refused:
        check(put(tmp_path, wrong))
    assert [mistake.line for mistake in refused.value.mistakes] == [line]


def test_all_mistakes_are_told_at_once(tmp_path: Path):
    wrong = WELL.replace("told: held on", "told: holds on").replace("{far}, and", "{fur}, and")
    with pytest.raises(PackError) as refused:
        check(put(tmp_path, wrong))
    assert len(refused.value.mistakes) == 2


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
    with pytest.raises(PackError, match="there are 14 beats"):
        check(put(tmp_path, wrong))


def test_texts_that_add_up_to_more_than_a_message_are_refused(tmp_path: Path):
    wrong = WELL.replace("Only yesterday", "Only").replace(
        "Two on the rope now.", "Two on the rope now." + " And on." * 240
    )
    wrong = wrong.replace("{Host makes/make} it slowly, once.", "{Host makes/make} it slowly, once." + " And on." * 220)
    with pytest.raises(PackError, match="from lesson on, a message can come to 3,968"):
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
        ("when: [", "cannot be read"),
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
