"""However long a bond lasts, what is said of it fits into Discord's messages."""

import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from bot.app import data_folder
from bot.domain.chronicle import Chapter
from bot.domain.scene import Stage
from bot.ids import EncounterId, RowId
from bot.letters import Dream, Known, Passage, Wondering
from bot.phrases import Phrases
from bot.services.soulmates import KnownLine, Soulmate
from cogs.cards import bedside
from cogs.cards.dream import dream, dream_text
from cogs.cards.soulmate import soulmate

MOST = 4_000
"""Characters of text in one message, by Discord."""

PHRASES = Phrases(data_folder() / "phrases")
SIZES = st.lists(st.integers(1, 300), min_size=1, max_size=60)


def texts(view: ui.LayoutView) -> str:
    return "".join(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))


def waking(picture: list[Known], *, text: str = "You wake.", wondering: bool = False) -> Dream:
    asks = Wondering("knot", "Did the knot hold?") if wondering else None
    return Dream(
        EncounterId(1), "cut", "a well", (Passage("text", text),), other="Bo", picture=tuple(picture), wondering=asks
    )


@given(SIZES, st.integers(0, 3_500), st.booleans())
def test_a_waking_fits_and_loses_old_lines_before_new_ones(sizes: list[int], before: int, wondering: bool):  # noqa: FBT001
    picture = [Known(f"{at}:" + "x" * size, fresh=at >= len(sizes) - 2) for at, size in enumerate(sizes)]
    letter = waking(picture, text="y" * before, wondering=wondering)
    assert len(texts(dream(letter, RowId(1), PHRASES))) <= MOST
    text = dream_text(letter, PHRASES)
    assert wondering == ("Did the knot hold?" in text)
    said = set(text.splitlines())
    shown = [bool({f"- {line.line}", f"- **{line.line}**"} & said) for line in picture]
    old, new = shown[:-2], shown[-2:]
    assert old == sorted(old), "from the top"
    assert all(new) or not any(old)


def test_a_picture_of_thirty_lines_is_said_with_what_is_new_of_it_after_a_long_dream():
    picture = [Known(f"line {at}, " + "x" * 70, fresh=at == 29) for at in range(30)]
    text = dream_text(waking(picture, text="y" * 2_000), PHRASES)
    assert "**line 29, " in text
    assert "line 0," not in text
    assert "\n…\n" in text
    short = dream_text(waking(picture[-3:]), PHRASES)
    assert "…" not in short


@given(SIZES, st.booleans(), st.integers(0, 3))
def test_what_is_known_of_the_other_fits_and_keeps_the_latest(sizes: list[int], named: bool, pages: int):  # noqa: FBT001
    picture = tuple(
        KnownLine(f"{at}:" + "x" * size, "y" * size if at % 3 else None, at + 1) for at, size in enumerate(sizes)
    )
    page = tuple("z" * 240 for _ in range(pages))
    view, _ = soulmate(Soulmate("Bo" if named else "", picture, page, latest=EncounterId(1)), PHRASES)
    text = texts(view)
    assert len(text) <= MOST
    assert len(list(view.walk_children())) <= 40
    lines = text.splitlines()
    shown = [any(f"{one.line} · *night {one.night}*" in line for line in lines) for one in picture]
    assert shown[-1]
    assert shown == sorted(shown), "from the top"
    assert ("left out here." in text) is not all(shown)


@given(st.lists(st.lists(st.integers(1, 3_000), min_size=1, max_size=9), min_size=1, max_size=7))
def test_a_story_fits_into_its_cards_and_none_of_it_is_lost(sizes: list[list[int]]):
    chapters = [
        Chapter(Stage.WORDS, tuple(f"{number}.{at}." + "x" * size for at, size in enumerate(paragraphs)))
        for number, paragraphs in enumerate(sizes)
    ]
    cards = [texts(view) for view in bedside.story(chapters, PHRASES)]
    assert all(len(card) <= MOST for card in cards)
    said = "\n".join(cards)
    for chapter in chapters:
        assert all(paragraph in said for paragraph in chapter.paragraphs)
    heads = [line for line in said.splitlines() if line.startswith("### ")]
    assert len(heads) == len(chapters)


@pytest.mark.parametrize("length", [10, 5_000])
def test_a_dream_read_again_fits_with_what_stands_under_it(length: int):
    assert len(texts(bedside.again(waking([], text="y" * length), PHRASES))) <= MOST
