"""`dreams pack`, as a writer types it."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import main
from bot.content.prove import check
from bot.domain.scene import Kind, Stage
from tests.workshop.packs import SMALL, begun, put, put_arc

SCENE = "as-far-as-the-middle"
NEW = ("--kind", "visit", "--place", "a table", "--stage", "near", "--motifs", "rope", "--country", "any")


def dreams(*words: str | Path, typed: str = "", columns: int = 80) -> Result:
    return CliRunner().invoke(main, ["pack", *map(str, words)], input=typed, env={"COLUMNS": str(columns)})


def lines(*answers: str) -> str:
    return "".join(f"{answer}\n" for answer in answers)


@pytest.fixture(scope="module")
def arc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put_arc(tmp_path_factory.mktemp("arc"))


def test_lint_says_how_many_were_proved():
    result = dreams("lint", SMALL)
    assert result.exit_code == 0
    assert re.fullmatch(r"[\w ]+: 7 scenes, 12 motifs, all proved\.\n", result.stdout)


def test_lint_says_what_is_wrong(tmp_path: Path):
    assert dreams("new", tmp_path, "--title", "One", *NEW).exit_code == 0
    file = tmp_path / "scenes" / "visit" / "one.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("to: cut", "to: cat"), encoding="utf-8")
    result = dreams("lint", tmp_path)
    assert result.exit_code == 1
    assert "there is no beat cat. Did you mean cut?" in result.stderr
    assert f"2 to put right in {tmp_path}." in result.stderr


def test_a_scene_is_played_with_what_is_piped_in():
    result = dreams("play", SMALL, "--scene", SCENE, "--seed", "7", typed=lines("1", "1", "1", "1", "1"))
    assert result.exit_code == 0
    assert "╭─ Ada · host " in result.stdout
    assert "╭─ Ben · guest " in result.stdout
    assert "told: As Far as the Middle" in result.stdout
    assert re.search(r"^seed 7; typed: 1 / 1", result.stdout, re.MULTILINE)
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_both_panels_stand_side_by_side_where_it_is_wide():
    result = dreams("play", SMALL, "--scene", SCENE, "--seed", "7", columns=120)
    assert re.search(r"╭─ Ada · host ─+╮╭─ Ben · guest ─+╮", result.stdout)


def test_the_same_seed_and_answers_are_the_same_play():
    one, other = (dreams("play", SMALL, "--arc", "--seed", "x", typed=lines("1", "2", ".", "1")) for _ in range(2))
    assert one.stdout == other.stdout
    assert one.stdout != dreams("play", SMALL, "--arc", "--seed", "y", typed=lines("1", "2", ".", "1")).stdout


def test_what_was_done_is_undone():
    played = dreams("play", SMALL, "--scene", SCENE, "--seed", "7", typed=lines("1", "u", "1"))
    once = dreams("play", SMALL, "--scene", SCENE, "--seed", "7", typed=lines("1"))
    assert "Undone." in played.stdout
    assert once.stdout.split("> 1\n")[-1].split("seed 7")[0] == played.stdout.split("> 1\n")[-1].split("seed 7")[0]
    assert "Undone." not in dreams("play", SMALL, "--scene", SCENE, typed=lines("u")).stdout


def test_undoing_goes_back_into_the_night_before(arc: Path):
    result = dreams("play", arc, "--arc", "--seed", "1", typed=lines("s", "u"))
    assert re.findall(r"night (\d+) ·", result.stdout)[-1] == "0"


def test_what_is_no_answer_is_said_and_asked_again():
    result = dreams("play", SMALL, "--scene", SCENE, "--seed", "7", typed=lines("9", "nonsense", "0", "y"))
    assert result.stdout.count("A number from 1 to ") == 4
    assert "seed 7; typed: nothing" in result.stdout


def test_own_words_are_held_to_their_rules(arc: Path):
    typed = lines('"see http://example.org', '"over here', "q")
    result = dreams("play", arc, "--scene", "well-0", "--seed", "7", typed=typed)
    assert "These words would be refused: words-link" in result.stdout
    assert "“over here”" in result.stdout
    assert 'typed: "over here' in result.stdout


def test_silence_of_one_lets_the_other_go_on(tmp_path: Path):
    put(
        tmp_path,
        begun("one", Kind.VISIT).replace("told: let the drawer be\n      to: cut", "told: sat\n      to: drawer"),
    )
    result = dreams("play", tmp_path, "--scene", "one", "--seed", "7", typed=lines(".", "1"))
    assert "It goes on being a table." in result.stdout
    assert "Ben> .\n" in result.stdout
    assert "Ada> 1\n" in result.stdout
    assert "took it out" in result.stdout


def test_answers_come_from_a_file(tmp_path: Path):
    (tmp_path / "answers").write_text(lines("1", "1", "1"), encoding="utf-8")
    words = ("play", SMALL, "--scene", SCENE, "--seed", "7")
    assert dreams(*words, "--answers", tmp_path / "answers").stdout == dreams(*words, typed=lines("1", "1", "1")).stdout


def test_chance_goes_on_to_the_next_stage_and_the_story_is_told(arc: Path):
    typed = lines("s", *["ss"] * 12, "t", "q")
    result = dreams("play", arc, "--arc", "--seed", "3", "--pace", "brisk", typed=typed)
    assert result.exit_code == 0
    assert "· after ·" in result.stdout
    assert re.search(r"─ 1 · \w+ ─", result.stdout)


@pytest.mark.parametrize("stage", [Stage.GLIMPSE, Stage.WOUND, Stage.AFTER])
def test_play_begins_at_a_stage(arc: Path, stage: Stage):
    assert f" · {stage} · " in dreams("play", arc, "--stage", stage.value, "--seed", "1").stdout


def test_a_hand_is_held_out_and_taken(arc: Path):
    words = ("play", arc, "--stage", "waking", "--seed", "1")
    both, one = dreams(*words, typed=lines("1", "1", "y", "y")), dreams(*words, typed=lines("1", "1", "y", "n"))
    assert both.stdout.count("awake: hold out a hand?") == one.stdout.count("awake: hold out a hand?") == 2
    assert "They come from waking to after." in both.stdout
    assert "They come from" not in one.stdout


def test_what_a_lesson_did_awake_is_told(arc: Path):
    result = dreams("play", arc, "--scene", "visit-0", "--set", "guest.asked=knot-0", typed=lines("y", "1"))
    assert "Did the knot hold? y or n, if you like" in " ".join(result.stdout.split())
    assert (
        "(Did the knot hold? somebody: it did)" in result.stdout or "(Did the knot hold? Ben: it did)" in result.stdout
    )
    assert "guest.asked knot-0 → –, trust – → 1" in result.stdout


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path):
    result = dreams("play", SMALL, "--answers", tmp_path / "nothing")
    assert result.exit_code == 1
    assert "cannot be read" in result.stderr


def test_a_scene_is_given_what_it_asks_for():
    result = dreams("play", SMALL, "--scene", SCENE, "--set", "trust=4", "--set", "guest.carried=sore")
    assert "trust 4" in " ".join(result.stdout.split())
    assert "guest.carried sore" in " ".join(result.stdout.split())
    assert dreams("play", SMALL, "--scene", SCENE, "--set", "trust").exit_code == 2


def test_a_scene_that_is_not_there_is_said():
    result = dreams("play", SMALL, "--scene", "as-far-as-the-midle")
    assert result.exit_code == 1
    assert f"Did you mean {SCENE}?" in result.stderr


@pytest.mark.parametrize("kind", Kind)
def test_a_new_scene_is_proved_as_it_stands(tmp_path: Path, kind: Kind):
    stage = "wound" if kind is Kind.SPINE else "any"
    words = ("--kind", kind.value, "--place", "a: table", "--stage", stage, "--motifs", "rope, door")
    result = dreams("new", tmp_path, "--title", 'The "Table"', *words, "--country", "salt-flats")
    assert result.exit_code == 0
    (scene,) = check(tmp_path).scenes.values()
    assert (scene.id, scene.title, scene.kind, scene.motifs) == ("the-table", 'The "Table"', kind, ("rope", "door"))
    assert dreams("play", tmp_path, "--scene", "the-table", typed=lines("1", "1")).exit_code == 0


@pytest.mark.parametrize("stage", ["words", "register", "wound", "door", "waking"])
def test_a_new_scene_of_the_spine_does_what_its_stage_needs(tmp_path: Path, stage: str):
    words = ("--kind", "spine", "--place", "a table", "--stage", stage, "--motifs", "", "--country", "any")
    assert dreams("new", tmp_path, "--title", "One", *words).exit_code == 0


def test_a_new_scene_never_takes_the_place_of_another(tmp_path: Path):
    assert dreams("new", tmp_path, "--title", "One", *NEW).exit_code == 0
    file = tmp_path / "scenes" / "visit" / "one.yaml"
    before = file.read_bytes()
    again = dreams("new", tmp_path, "--title", "One", *NEW)
    assert (again.exit_code, file.read_bytes()) == (1, before)
    assert "There is a scene one already" in again.stderr
    tables = (tmp_path / "pack.yaml").read_bytes()
    assert dreams("new", tmp_path, "--title", "Two", *NEW).exit_code == 0
    assert (tmp_path / "pack.yaml").read_bytes() == tables


def test_new_asks_what_it_was_not_told_and_asks_again(tmp_path: Path):
    typed = lines("mine", "The Sink", "", "vist", "visit", "", "wrods", "near", "door", "salt-flat", "salt-flats")
    result = dreams("new", tmp_path / "there", typed=typed)
    assert result.exit_code == 0
    for said in ("Did you mean visit?", "Did you mean words?", "Did you mean salt-flats?"):
        assert said in result.stdout
    (scene,) = check(tmp_path / "there").scenes.values()
    assert (scene.title, scene.stages, scene.motifs) == ("The Sink", (Stage.NEAR,), ("door",))


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--motifs", "roep", "the motif roep is not declared"),
        ("--stage", "nearly", "Did you mean near?"),
        ("--country", "salt", "There is no country salt."),
        ("--place", "a {countri.name}", "Did you mean country.name?"),
        ("--id", "One!", "An id is small letters"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(tmp_path: Path, option: str, value: str, said: str):
    result = dreams("new", tmp_path, "--title", "One", *NEW, option, value)
    assert result.exit_code == 1
    assert said in result.stderr
    assert not list((tmp_path / "scenes").rglob("*.yaml"))


def test_a_scene_is_drawn_as_a_tree(arc: Path):
    result = dreams("graph", "well-0", arc)
    drawn = result.stdout
    assert "arrive  " in drawn
    assert "Hold out the hand that hurts (guest.carried is sore) → lesson" in drawn
    assert "hold + hold → full" in drawn
    assert "silence → cut ↑" in drawn
    assert drawn.count("words, end") == 1
    assert "own words → answered" in drawn


def test_a_scene_is_drawn_as_a_flowchart(arc: Path):
    drawn = dreams("graph", "well-0", arc, "--mermaid").stdout.splitlines()
    assert drawn[0] == "flowchart TD"
    assert '  pull -->|"hold + hold"| full' in drawn
    assert '  pull -.->|"silence"| cut' in drawn


def test_stats_print_every_measure_with_its_bar():
    result = dreams("stats", SMALL, "--pairs", "1", columns=160)
    assert result.exit_code == 0
    for line in (
        r"lone scenes for any country +4 +30 +26 more",
        r"shared castings for any two countries +\d+ +60 ",
        r"again, together, first 90 nights +\d+ +none +\d+\.\d a pair",
        r"again, alone, first 90 nights +\d+ +none +\d+\.\d a pair",
        r"distinct-2 over 90 nights, least +0\.\d\d +0\.50 +0\.\d\d too few",
        r"beats and choices come to, walking every way +100% +100% +met",
    ):
        assert re.search(line, result.stdout), line


def test_stats_of_a_year_print_every_stage(arc: Path):
    result = dreams("stats", arc, "--year", "--pairs", "2", "--pace", "brisk", columns=120)
    for stage in Stage:
        assert re.search(rf"^ *{stage} +100% +\d+ ", result.stdout, re.MULTILINE), stage
    assert "asked whether to wait" in result.stdout


def test_stats_count_words_and_similes(tmp_path: Path):
    assert dreams("new", tmp_path, "--title", "One", *NEW).exit_code == 0
    file = tmp_path / "scenes" / "visit" / "one.yaml"
    text = file.read_text(encoding="utf-8").replace("it is warm.", "it is warm like a stone, as round as one.")
    file.write_text(text, encoding="utf-8")
    result = dreams("stats", tmp_path, "--words")
    assert "one: like a stone" in result.stdout
    assert "one: as round as one" in result.stdout
    assert "one has 2; one is enough." in result.stdout
    assert re.search(r"^words: .*drawer \d", result.stdout)


def test_schemas_are_printed_and_put_where_they_are_wanted(tmp_path: Path):
    assert '"$schema"' in dreams("schema").stdout
    assert dreams("schema", tmp_path / "schemas").exit_code == 0
    made = json.loads((tmp_path / "schemas" / "scene.schema.json").read_text(encoding="utf-8"))
    assert "beats" in made["properties"]


@pytest.mark.parametrize("quality", ["country", "me.country", "host.country"])
def test_a_scene_is_played_in_the_country_that_is_given(quality: str):
    for country, name in (("empty-baths", "the baths without water"), ("slow-train", "the train that is never late")):
        played = dreams("play", "--scene", "back-in-five-minutes", "--set", f"{quality}={country}", typed="1\n1\n")
        assert name in " ".join(played.output.replace("│", " ").split()), played.output


def test_a_country_that_no_mark_leads_to_is_said():
    played = dreams("play", "--scene", "back-in-five-minutes", "--set", "country=atlantis")
    assert played.exit_code == 1
    assert "no mark leads to atlantis" in played.output
