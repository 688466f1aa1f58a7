"""What a pack's files come to."""

from pathlib import Path

import pytest

from bot.content.mistakes import PackError
from bot.content.prove import check, prove, warn
from bot.content.read import read, read_pack
from bot.domain.scene import Asked, BeatId, Condition, Effect, Gap, Goal, Kind, PictureLine, Role, SceneId, Stage
from tests.content.packs import COAT, SHIPPED, TABLES, WELL, put

WELL_ID = SceneId("well-with-no-bottom")


def test_the_example_is_read_as_it_is_written(tmp_path: Path):
    scene = check(put(tmp_path)).scenes[WELL_ID]
    assert (scene.kind, scene.stages, scene.cooldown) == (Kind.VISIT, (Stage.LESSONS, Stage.NEAR, Stage.AFTER), 120)
    assert scene.when == (
        Condition("host.country", "is", "salt-flats"),
        Condition("depth", ">=", "3"),
        Condition("quarrel", "is not", "yes"),
    )
    rope, pull, lesson = (scene.beats[BeatId(name)] for name in ("rope", "pull", "lesson"))
    assert rope.ask is not None
    assert rope.ask.of is Asked.GUEST
    assert [choice.id for choice in rope.ask.choices] == [
        "what-is-down-there",
        "show-me-how-you-tied-that",
        "take-the-rope-and-pull",
        "hold-out-the-hand-that-hurts",
    ]
    assert rope.ask.speak is not None
    assert rope.told is None
    assert pull.ask is not None
    assert pull.ask.outcome == {("hold", "hold"): "full"}
    assert pull.ask.otherwise == "spilt"
    assert pull.ask.silence.there == pull.ask.silence.away
    assert lesson.gives.effects == (Effect("guest.lesson.bowline", "=", "yes"),)
    assert lesson.gives.picture == (PictureLine(Role.HOST, "shows a thing once, slowly", "impatient"),)
    assert lesson.lesson is not None
    assert (lesson.lesson.id, lesson.lesson.taught) == ("bowline", frozenset({Role.GUEST}))
    assert scene.beats[BeatId("full")].gives.leave == "a full bucket"
    assert scene.words == {
        "far": ("a heron folded out of paper", "a door without its wall", "a ladder leaning on nothing")
    }


def test_a_question_is_kept_and_said_in_scenes_that_come_after_the_wound(tmp_path: Path):
    later = WELL.replace("stage: [lessons, near, after]", "stage: [door]").replace(
        "{far}, and walking", "{far}: {question}"
    )
    later = later.replace("    leave: a full bucket", "    question: Whose rope was it?\n    register: yes")
    full = check(put(tmp_path, later)).scenes[WELL_ID].beats[BeatId("full")]
    assert (full.gives.question, full.register) == ("Whose rope was it?", True)


def test_what_the_register_says_counts(tmp_path: Path):
    long = WELL.replace("It comes up full of light, ", "It comes up full of light, " + "and on " * 270)
    long = long.replace("begins to fold along the", "begins to fold along the" + " and on" * 200)
    check(put(tmp_path / "a", long))
    with pytest.raises(PackError, match="from full on, a message can come to"):
        check(put(tmp_path / "b", long.replace("    leave: a full bucket", "    register: yes")))


BOND = """
telling:
  joints:
    same:
      - Before that night was out they were back.
    next:
      - "{Host} slept badly, and {guest} {guest.they was/were} no better."
  steps:
    near:
      - "{Host} was {nights} nights in."
  pictures:
    - "{Host} knew this of {guest}: {picture}."
register:
  - Last seen in {country.name}, {craft.doing}. {Mark.drawn}.
goals:
  wall:
    name: build a wall in the harbour
    nights: 4
    done: The wall stood.
"""


def test_what_is_said_of_a_whole_bond_is_read(tmp_path: Path):
    pack = check(put(tmp_path, tables=TABLES + BOND))
    assert pack.telling.joints[Gap.SAME] == ("Before that night was out they were back.",)
    assert pack.telling.steps == {Stage.NEAR: ("{Host} was {nights} nights in.",)}
    assert pack.telling.pictures == ("{Host} knew this of {guest}: {picture}.",)
    assert pack.register == ("Last seen in {country.name}, {craft.doing}. {Mark.drawn}.",)
    assert pack.goals == {"wall": Goal("wall", "build a wall in the harbour", 4, "The wall stood.")}


def test_lines_of_the_file_run_on_and_an_empty_one_begins_a_paragraph(tmp_path: Path):
    scene = read_pack(put(tmp_path, COAT)).scenes[SceneId("coat-on-a-post")]
    assert scene.begins.texts.host.count("\n") == 2
    assert "\n\nYou walk round it." in scene.begins.texts.host


def test_in_a_lone_scene_me_is_the_host(tmp_path: Path):
    text = COAT.replace("set: [trust + 1]", "set: [me.trust + 1]").replace(
        "kind: landscape", "kind: landscape\nwhen: [country is slow-train, craft is not tuning, me.carried is sore]"
    )
    scene = check(put(tmp_path, text)).scenes[SceneId("coat-on-a-post")]
    assert scene.when == (
        Condition("host.country", "is", "slow-train"),
        Condition("host.craft", "is not", "tuning"),
        Condition("host.carried", "is", "sore"),
    )
    ask = scene.beats[BeatId("neck")].ask
    assert ask is not None
    assert ask.of is Asked.HOST
    assert ask.choices[0].gives.effects == (Effect("host.trust", "+", "1"),)
    assert ask.choices[0].gives.picture[0].about is Role.HOST


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("depth > 3", Condition("depth", ">=", "4")),
        ("depth < 3", Condition("depth", "<=", "2")),
        ("depth <= 3", Condition("depth", "<=", "3")),
        ("guest.lesson.bowline", Condition("guest.lesson.bowline", "is", "yes")),
    ],
)
def test_conditions_are_brought_to_one_form(tmp_path: Path, written: str, meant: Condition):
    scene = read_pack(put(tmp_path, WELL.replace("not quarrel]", f"{written}]"))).scenes[WELL_ID]
    assert scene.when[-1] == meant


def test_what_looks_like_something_else_stays_text(tmp_path: Path):
    tables = TABLES.replace("Plain and Strange", "1.50").replace("the people who build it", "yes")
    pack = read_pack(put(tmp_path, tables=tables))
    assert (pack.name, pack.authors) == ("1.50", ("yes",))


def test_line_ends_of_windows_are_read(tmp_path: Path):
    one = read_pack(put(tmp_path / "a"))
    other = read_pack(put(tmp_path / "b", WELL.replace("\n", "\r\n")))
    assert one.scenes == other.scenes


def test_the_version_changes_with_every_byte_and_with_nothing_else(tmp_path: Path):
    version = read_pack(put(tmp_path / "a")).version
    assert read_pack(put(tmp_path / "b")).version == version
    assert read_pack(put(tmp_path / "b", WELL + "\n# more")).version != version
    assert read_pack(put(tmp_path / "b", tables=TABLES + "\n# more")).version != version


def test_a_comment_behind_prose_is_pointed_out(tmp_path: Path):
    source = read(put(tmp_path, WELL.replace("told: held on", "told: held on # twice")))
    assert ["twice" in warning.what for warning in source.warnings] == [True]
    assert not read(put(tmp_path, WELL.replace("cooldown: 120", "cooldown: 120 # nights"))).warnings


@pytest.mark.parametrize(
    ("stands", "takes", "cut"),
    [
        ("label: Hold on", "label: Hold #3", "#3"),
        ("leave: a full bucket", "leave: a bucket # full", "# full"),
        (
            "  - The plain folded before",
            "  - The plain # folded before",
            "# folded before either of them could say so.",
        ),
        ("place: a white plain with", "place: a white # with", "# with a well in it"),
    ],
)
def test_a_number_sign_that_cuts_a_text_is_pointed_out_at_its_line(tmp_path: Path, stands: str, takes: str, cut: str):
    text = WELL.replace(stands, takes, 1)
    line = next(number for number, each in enumerate(text.split("\n"), 1) if takes in each)
    [warning] = read(put(tmp_path, text)).warnings
    assert str(warning) == (
        f"scenes/a.yaml:{line}: YAML takes '{cut}' for a comment. Quote the text if the # belongs to it."
    )


def test_a_mark_at_the_head_of_the_file_does_no_harm(tmp_path: Path):
    assert check(put(tmp_path, b"\xef\xbb\xbf" + WELL.encode())).scenes


def test_what_is_not_alike_anywhere_else_is_warned_of(tmp_path: Path):
    source = read(put(tmp_path, tables=TABLES.replace("    country: dry-river\n", "    country: glasshouse\n")))
    assert [warning.what for warning in warn(source.pack, source.places)] == [
        "there are 0 castings of shared scenes between bell-harbour and bell-harbour",
        "there are 0 lone scenes to choose from in bell-harbour",
        "no mark leads to dry-river",
        "well-with-no-bottom: nothing else has the motif rope",
        "well-with-no-bottom: nothing else has the motif water",
    ]


def test_the_pack_that_ships_is_proved():
    pack = check(SHIPPED)
    assert len(pack.motifs) >= 12
    assert {motif.country for motif in pack.motifs.values()} == pack.countries.keys()
    assert {scene.kind for scene in pack.scenes.values()} >= {Kind.FIRST, Kind.LANDSCAPE, Kind.GLIMPSE, Kind.ECHO}


def test_a_pack_is_proved_without_its_files_too(tmp_path: Path):
    assert prove(read_pack(put(tmp_path))) == ()
    assert [mistake.line for mistake in prove(read_pack(put(tmp_path, WELL.replace("told: held", "told: holds"))))] == [
        0
    ]
