"""Everybody stands in exactly one place, and from each there is a way back."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chance import Seed
from bot.domain.dreamer import Dreamer
from bot.domain.nights import Hours
from bot.domain.soulmark import Colour, Hand, Mark, Place
from bot.domain.standing import Behind, Standing, WayBack, behind, standing
from bot.domain.wording import Pronouns
from bot.ids import ChannelId, DreamerId, GuildId, UserId

MARK = Mark("kite", Place.NAPE, Hand.BRUSH, Colour.MOSS, Seed("s"))
HOURS = Hours("Europe/Berlin", 1380, 420)
DREAMERS = st.builds(
    Dreamer,
    id=st.just(DreamerId(1)),
    guild=st.just(GuildId(2)),
    user=st.sampled_from([None, UserId(3)]),
    name=st.just("Ada"),
    pronouns=st.sampled_from(Pronouns),
    own_words=st.booleans(),
    pool=st.just("everyone"),
    dm_channel=st.sampled_from([None, ChannelId(4)]),
    mark=st.sampled_from([None, MARK]),
    hours=st.sampled_from([None, HOURS]),
    waiting_since=st.sampled_from([None, datetime(2026, 3, 2, tzinfo=UTC)]),
    paused=st.booleans(),
    unreachable=st.booleans(),
    at_door=st.booleans(),
)


@given(DREAMERS, st.sampled_from(Behind))
def test_who_stands_where_nights_come_has_all_that_nights_take(dreamer: Dreamer, who: Behind) -> None:
    stands = standing(dreamer, who, removed=False)
    by_message = dreamer.dm_channel is not None and not dreamer.unreachable
    nights = dreamer.sleeps and (dreamer.at_door or by_message)
    assert (stands.way_back is WayBack.NOTHING) == nights
    assert standing(dreamer, who, removed=True) is Standing.REMOVED
    assert standing(None, who, removed=False) is Standing.STRANGER


@pytest.mark.parametrize(
    ("bound", "last_over", "marked_after", "who"),
    [
        (True, 0, 0, Behind.SOMEBODY),
        (True, 5, 3, Behind.SOMEBODY),
        (False, 0, 0, Behind.NOBODY_YET),
        (False, 5, 0, Behind.NOBODY_NOW),
        (False, 5, 3, Behind.NOBODY_NOW),
        (False, 5, 5, Behind.NOBODY_YET),
    ],
)
def test_a_mark_has_cooled_if_somebody_left_it_since_it_was_given(
    *, bound: bool, last_over: int, marked_after: int, who: Behind
) -> None:
    assert behind(bound=bound, last_over=last_over, marked_after=marked_after) is who


def test_only_moderators_hold_the_way_back_from_a_removal() -> None:
    assert [one for one in Standing if one.way_back is WayBack.MODERATORS] == [Standing.REMOVED]
    assert {one.way_back for one in Standing} == set(WayBack)
