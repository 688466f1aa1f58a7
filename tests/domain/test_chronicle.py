"""A bond told in chapters, over bonds that nobody dreamt."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.chance import Seed
from bot.domain.chronicle import CHAPTERS, MOST_LINES, MOST_WORDS, Chapter, ToldNight, chronicle, words_for, words_in
from bot.domain.scene import Gap, Role, Stage, Telling
from bot.domain.wording import Cast, Person, Pronouns

ORDER = list(Stage)
CAST = Cast(Person("Ada", Pronouns.SHE), Person("Bo", Pronouns.HE))
PACK = Telling(
    joints={gap: tuple(f"Joint {gap} {number}, {{nights}}." for number in range(3)) for gap in Gap},
    steps={stage: (f"Step {stage}, {{nights}} nights in.",) for stage in Stage},
    pictures=tuple(f"Picture {number}: {{host}} had of {{guest}} {{picture}}." for number in range(5)),
)


def told(number: int, stage: Stage, *, words: int = 100, weight: int = 1, lines: int = 0) -> ToldNight:
    text = " ".join([f"night-{number}", *["word"] * (words - 1)])
    pictures = {Role.HOST: [f"line {number} {line}" for line in range(lines)]}
    return ToldNight(number, stage, text, weight, pictures)


@st.composite
def bonds(draw: st.DrawFn, longest: int = 400) -> list[ToldNight]:
    """A bond as far as it came: stages in order, nights growing."""
    stages = sorted(draw(st.lists(st.sampled_from(Stage), max_size=30)), key=ORDER.index)
    number, nights = 0, list[ToldNight]()
    for stage in stages:
        number += draw(st.sampled_from([0, 1, 1, 3, 9, 30]))
        size = {"words": draw(st.integers(1, longest)), "weight": draw(st.integers(0, 7))}
        nights.append(told(number, stage, lines=draw(st.integers(0, 9)), **size))
    return nights


def of(nights: Sequence[ToldNight], began: Mapping[Stage, int] | None = None, seed: str = "0") -> tuple[Chapter, ...]:
    return chronicle(nights, began or {}, CAST, PACK, Seed(seed))


def text(chapters: Sequence[Chapter]) -> str:
    return "\n".join(paragraph for chapter in chapters for paragraph in chapter.paragraphs)


def numbers(chapters: Sequence[Chapter]) -> list[int]:
    return [int(word[6:]) for word in text(chapters).split() if word.startswith("night-")]


@given(bonds())
def test_a_bond_has_a_chapter_for_each_part_of_the_arc_it_has_nights_of_in_order(nights: list[ToldNight]):
    chapters = of(nights)
    assert len(chapters) <= 7
    parts = [next(at for at, stages in enumerate(CHAPTERS) if chapter.stage in stages) for chapter in chapters]
    assert parts == sorted(set(parts))
    if words_in(chapters) < 1_000:
        assert set(parts) == {at for at, stages in enumerate(CHAPTERS) for one in nights if one.stage in stages}


@given(bonds())
def test_no_telling_is_longer_than_the_page_allows(nights: list[ToldNight]):
    assert words_in(of(nights)) <= MOST_WORDS


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(Stage), st.integers(10, 180)), min_size=25, max_size=60))
def test_a_long_arc_is_told_in_nine_hundred_words_at_least(drawn: list[tuple[Stage, int]]):
    whole = sorted([*[(stage, 60) for stage in Stage], *drawn], key=lambda one: ORDER.index(one[0]))
    nights = [told(number, stage, words=words) for number, (stage, words) in enumerate(whole)]
    chapters = of(nights)
    assert 5 <= len(chapters) <= 7
    if sum(len(one.telling.split()) for one in nights) >= 1_150:
        assert 900 <= words_in(chapters) <= MOST_WORDS


@given(bonds())
def test_each_night_is_told_once_and_within_a_chapter_in_order(nights: list[ToldNight]):
    chapters = of(nights)
    for chapter in chapters:
        inside = numbers([chapter])
        assert inside
        assert inside == sorted(inside)
    assert Counter(numbers(chapters)) <= Counter(one.number for one in nights)


@given(bonds(longest=60))
def test_no_joint_no_step_and_no_close_is_said_twice(nights: list[ToldNight]):
    said = text(of(nights))
    for gap in Gap:
        for number in range(3):
            assert said.count(f"Joint {gap} {number},") <= 1
    for stage in Stage:
        assert said.count(f"Step {stage},") <= 1
    for number in range(5):
        assert said.count(f"Picture {number}:") <= 1


@given(bonds(), st.sampled_from("abcdef"))
def test_the_same_bond_is_told_the_same_and_the_seed_only_chooses_words(nights: list[ToldNight], seed: str):
    assert of(nights, seed=seed) == of(nights, seed=seed)
    assert numbers(of(nights, seed=seed)) == numbers(of(nights))


def test_of_a_chapter_the_weightiest_night_is_told_whatever_else_is_left_out():
    nights = [told(number, Stage.LESSONS, words=600, weight=number == 7) for number in range(20)]
    assert numbers(of(nights)) == [7]


def test_where_all_is_too_long_the_lightest_chapters_are_left_out():
    nights = [told(at, stages[0], words=500, weight=at) for at, stages in enumerate(CHAPTERS)]
    assert numbers(of(nights)) == [5, 6]


def test_what_is_between_two_nights_is_said_between_them_by_how_long_it_was():
    nights = [told(number, Stage.LESSONS, words=3) for number in (4, 5, 9, 20, 60)]
    [chapter] = of(nights, {Stage.LESSONS: 3})
    leads = [paragraph.split(" night-")[0] for paragraph in chapter.paragraphs]
    assert leads[0] == "Step lessons, three nights in."
    gaps = (Gap.NEXT, Gap.DAYS, Gap.WEEKS, Gap.LONG)
    for lead, gap, number in zip(leads[1:], gaps, ("one", "four", "eleven", "forty"), strict=True):
        assert lead.startswith(f"Joint {gap} ")
        assert lead.endswith(f", {number}.")


def test_a_pack_without_joints_tells_the_nights_alone():
    nights = [told(number, Stage.LESSONS, words=2, lines=2) for number in (1, 2)]
    chapters = chronicle(nights, {}, CAST, Telling(), Seed("0"))
    assert chapters == (Chapter(Stage.LESSONS, ("night-1 word", "night-2 word")),)
    assert of([]) == ()


@pytest.mark.parametrize(
    ("ada", "bo", "said"),
    [
        (["hums"], [], "Ada had of Bo hums."),
        ([], ["waits"], "Bo had of Ada waits."),
        (["hums"], ["waits", "knots"], "Bo had of Ada waits; knots."),
        (["hums"], ["waits"], "Ada had of Bo hums."),
    ],
)
def test_a_chapter_closes_on_the_picture_of_whoever_has_more(ada: list[str], bo: list[str], said: str):
    night = ToldNight(3, Stage.WORDS, "They met.", 1, {Role.HOST: ada, Role.GUEST: bo})
    [chapter] = of([night])
    assert chapter.paragraphs[-1].endswith(f": {said}")


def test_it_closes_on_how_the_picture_stood_after_its_last_night_and_on_the_latest_of_it():
    nights = [told(1, Stage.WORDS, words=2, lines=1), told(2, Stage.WORDS, words=2, lines=MOST_LINES + 3)]
    [chapter] = of(nights)
    close = chapter.paragraphs[-1]
    assert "line 1 0" not in close
    assert [f"line 2 {line}" in close for line in range(MOST_LINES + 3)] == [False] * 3 + [True] * MOST_LINES


@given(st.integers(-5, 2_000))
def test_a_number_of_nights_is_said_in_words_up_to_a_hundred(number: int):
    said = words_for(number)
    assert said.isascii()
    assert said.isdecimal() == (number >= 100)
    assert " " not in said


def test_no_two_numbers_are_said_alike():
    assert len({words_for(number) for number in range(200)}) == 200
    told_as = {0: "no", 1: "one", 11: "eleven", 20: "twenty", 21: "twenty-one", 45: "forty-five", 99: "ninety-nine"}
    assert {number: words_for(number) for number in told_as} == told_as


def test_what_was_told_of_a_picture_is_not_told_again_in_the_next_chapter():
    known = {Role.HOST: ["hums"]}
    more = {Role.HOST: ["hums", "waits"]}
    first = ToldNight(1, Stage.WORDS, "They met.", 1, known)
    second, third = (ToldNight(9, Stage.LESSONS, "A knot.", 1, more), ToldNight(20, Stage.REGISTER, "A page.", 1, more))
    closes = [chapter.paragraphs[-1] for chapter in of([first, second, third])]
    assert closes[0].endswith("Ada had of Bo hums.")
    assert closes[1].endswith("Ada had of Bo waits.")
    assert closes[2].endswith("A page.")
