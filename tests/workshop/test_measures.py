"""How alike texts are, how long ways are, and what is counted of many nights."""

from pathlib import Path

import pytest

from bot.content.prove import check
from bot.content.walk import possible
from bot.domain.chance import Seed
from bot.domain.encounter import Close, DreamOn, Reached, begin, step
from bot.domain.scene import Kind, Role, SceneId, Stage
from bot.workshop.graph import ways_out
from bot.workshop.habits import ALWAYS, Company, Habits
from bot.workshop.lengths import ways, words_in
from bot.workshop.likeness import distinct, grams, nearest_containments, packed, words_of
from bot.workshop.year import Passed, quantile, year
from tests.workshop.packs import arc_pack, begun, either, put

HALF = "the stove stood in the open and it was laid"


def test_words_are_words():
    assert words_of("“Ada's” well-kept\nhouse, 3 keys!") == ["ada's", "well", "kept", "house", "keys"]


def test_what_stands_in_another_text_is_contained_in_it():
    assert nearest_containments(["a b c d e", "a b c d e", "f g h i"]) == [1, 1, 0]
    assert nearest_containments(["a b c d x", "y a b c d"]) == [0.5, 0.5]
    # Of the others the nearest counts, not all of them together.
    assert nearest_containments(["a b c d e f g", "a b c d", "c d e f"])[0] == 0.25
    assert nearest_containments(["a b c"]) == []


def test_a_text_is_not_compared_with_itself():
    assert nearest_containments([HALF]) == [0]


def test_pairs_of_words_are_counted_once_each():
    assert grams("a b a b", 2) == [("a", "b"), ("b", "a"), ("a", "b")]
    assert distinct(["a b a b"]) == pytest.approx(2 / 3)
    assert distinct(["a b", "a b"]) == 0.5
    assert distinct([]) == 1


def test_what_repeats_itself_packs_better():
    assert packed([HALF] * 50) > packed([HALF]) > 0


def test_the_ways_of_a_scene_are_as_many_words_as_its_walks_say():
    pack = arc_pack()
    for id_ in ("well-0", "visit-0", "words-1", "first-0"):
        scene = pack.scenes[SceneId(id_)]
        for role, words in words_in(scene, pack).items():
            walked: set[int] = set()
            waiting = [begin(scene, {"guest.carried": "sore"})]
            while waiting:
                here = waiting.pop()
                if here.ended:
                    walked.add(sum(words[moment.beat] for moment in here.moments if isinstance(moment, Reached)))
                    continue
                waiting += [step(here, event) for event in possible(here) if not isinstance(event, Close | DreamOn)]
            assert walked == set(ways(scene, pack)[role])


def test_every_way_out_of_a_beat_is_drawn():
    well = arc_pack().scenes[SceneId("well-0")]
    drawn = [(way.label, str(way.to), way.silent) for way in ways_out(well.beats[next(iter(well.beats))])]
    assert drawn == [("", "rope", False)]
    pull = [way for beat in well.beats.values() if beat.id == "pull" for way in ways_out(beat)]
    assert [(way.label, str(way.to)) for way in pull] == [
        ("hold + hold", "full"),
        ("otherwise", "spilt"),
        ("silence", "cut"),
    ]


def test_a_quantile_is_one_of_the_values():
    assert [quantile([5, 1, 3], part) for part in (0, 0.5, 1)] == [1, 3, 5]
    with pytest.raises(ValueError, match="no values"):
        quantile([], 0.5)


def test_a_year_counts_every_night_once():
    passed: Passed = year(arc_pack(), Seed("x"), Company(Habits(), Habits(), 0.7), 120)
    assert passed.shared * 2 + passed.lone == 240
    assert passed.by_one + passed.by_none <= passed.shared
    assert passed.dreams.total() == passed.shared + passed.lone
    assert 0 < passed.early.total() <= passed.again.total()
    assert sum(passed.lengths().values()) == list(passed.began.values())[-1]


def test_what_is_slept_through_comes_again():
    always = year(arc_pack(), Seed("x"), Company(ALWAYS, ALWAYS), 60)
    seldom = year(arc_pack(), Seed("x"), Company(Habits(0.3, 0.3, 0.4), Habits(0.3, 0.3, 0.4)), 60)
    assert always.waited == always.by_none == 0
    assert seldom.waited > 0
    assert seldom.dreams["spine"] > always.dreams["spine"]


def test_nothing_comes_again_that_is_not_dreamt_twice():
    passed = year(arc_pack(), Seed("x"), Company(ALWAYS, ALWAYS), 3)
    assert passed.again.total() == 0


def test_who_answers_alone_for_long_is_asked(tmp_path: Path):
    scenes = begun("lone", Kind.LANDSCAPE), either(begun("afar", Kind.GLIMPSE, Stage.GLIMPSE))
    pack = check(put(tmp_path, *scenes))
    one, other = Habits(1, 1, 0), Habits(0, 0, 1)
    assert year(pack, Seed("x"), Company(one, other), 30).asked_to_wait
    assert not year(pack, Seed("x"), Company(other, other), 30).asked_to_wait


def test_each_reader_has_words_of_their_own():
    words = words_in(arc_pack().scenes[SceneId("visit-0")], arc_pack())
    assert set(words) == set(Role)
    assert words[Role.HOST] != words[Role.GUEST]
