"""The picture one has of the other: lines revising lines, and nothing said twice."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.picture import Line, Picture, drawn, learnt

LINES = st.sampled_from(["hums", "knots", "waits", "waits for me", "always waits, for me"])
LEARNT = st.tuples(LINES, st.none() | LINES)
HISTORIES = st.lists(LEARNT, max_size=12)


def texts(picture: Picture) -> list[str]:
    return [line.text for line in picture]


@given(HISTORIES)
def test_no_line_stands_twice_and_the_picture_is_what_was_learnt_in_order(lines: list[tuple[str, str | None]]):
    picture = drawn(lines)
    assert len(set(texts(picture))) == len(picture)
    by_hand: list[str] = []
    for text, replaces in lines:
        if text not in by_hand:
            by_hand = [*(one for one in by_hand if one != replaces), text]
    assert texts(picture) == by_hand


@given(HISTORIES, LEARNT)
def test_what_is_known_already_changes_nothing(lines: list[tuple[str, str | None]], line: tuple[str, str | None]):
    once = learnt(drawn(lines), *line)
    assert learnt(once, *line) is once
    assert learnt(once, line[0], "anything at all") is once


@given(HISTORIES, LEARNT)
def test_one_line_takes_the_place_of_one_at_most(lines: list[tuple[str, str | None]], line: tuple[str, str | None]):
    before = drawn(lines)
    after = learnt(before, *line)
    text, replaces = line
    if text in texts(before):
        return
    stood = replaces in texts(before)
    assert after[-1] == Line(text, was=replaces if stood else None, fresh=True)
    assert list(after[:-1]) == [one for one in before if one.text != replaces]


def test_a_line_revised_twice_remembers_only_the_last():
    picture = drawn(
        [("waits", None), ("hums", None), ("waits for me", "waits"), ("always waits, for me", "waits for me")]
    )
    assert [(line.text, line.was) for line in picture] == [("hums", None), ("always waits, for me", "waits for me")]


def test_a_line_for_one_that_never_stood_is_new():
    assert drawn([("waits for me", "waits")]) == (Line("waits for me", fresh=True),)


def test_a_line_that_was_revised_may_be_learnt_again():
    picture = drawn([("waits", None), ("waits for me", "waits"), ("waits", None)])
    assert texts(picture) == ["waits for me", "waits"]
