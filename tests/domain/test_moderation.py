"""A long copy is parted, never cut."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.moderation import parted

texts = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=600)


@given(text=texts, first=st.integers(1, 90), rest=st.integers(1, 90))
def test_every_piece_fits_and_nothing_is_lost_but_breaks_between_lines(text: str, first: int, rest: int) -> None:
    pieces = parted(text, first, rest)
    assert len(pieces[0]) <= first
    assert all(0 < len(piece) <= rest for piece in pieces[1:])
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


def test_lines_stay_whole_where_they_fit() -> None:
    assert parted("one\ntwo\nthree", 7, 5) == ["one\ntwo", "three"]
    assert parted("one\n\ntwo", 20, 20) == ["one\n\ntwo"]
    assert parted("", 5, 5) == [""]
