"""The frame that moderators set, and what a channel that is gone means for what was to be said there."""

import pytest

from bot.errors import DreamError
from bot.ids import ChannelId, RoleId
from bot.letters import Posted, Reported
from bot.ports import Refusal
from tests.services.house import DESK, GUILD, TALES, House
from tests.services.test_telling import agreed, offered

NEW = ChannelId(72_000_000_000_000_009)


async def test_what_is_changed_holds_at_once_and_leaves_the_rest_alone(house: House) -> None:
    await house.opens(words=False)
    frame = house.does.frame
    await frame.minimum_days(GUILD, 3)
    await frame.pools(GUILD, (RoleId(1), RoleId(2)))
    await frame.own_words(GUILD, allowed=True)
    server = await frame.server(GUILD)
    assert (server.minimum_days, server.pools, server.own_words, server.is_open) == (3, (1, 2), True, True)
    assert (server.story_channel, server.report_channel) == (TALES, DESK)
    await frame.pools(GUILD, ())
    assert (await frame.server(GUILD)).pools == ()


@pytest.mark.parametrize("days", [-1, 366])
async def test_a_membership_time_nobody_could_mean_is_refused(house: House, days: int) -> None:
    with pytest.raises(DreamError, match="days-out-of-range"):
        await house.does.frame.minimum_days(GUILD, days)
    assert (await house.does.frame.server(GUILD)).minimum_days == 0


async def test_when_it_opened_is_kept_through_later_changes(house: House) -> None:
    await house.opens()
    opened = house.rows("SELECT opened_at FROM server")
    await house.passes(days=1)
    await house.does.frame.minimum_days(GUILD, 1)
    await house.does.frame.open(GUILD)
    assert house.rows("SELECT opened_at FROM server") == opened


async def test_what_was_to_be_said_in_a_channel_that_is_gone_is_said_in_the_next(house: House) -> None:
    house.discord.refused[TALES] = Refusal.NO_PLACE
    await agreed(house)
    assert house.discord.in_channel(TALES) == []
    await house.does.frame.story_channel(GUILD, NEW)
    await house.settles()
    assert [type(message.letter) for message in house.discord.in_channel(NEW)] == [Posted]
    await house.does.frame.story_channel(GUILD, TALES)
    await house.does.frame.minimum_days(GUILD, 0)
    await house.settles()
    assert len([one for one in house.discord.messages if isinstance(one.letter, Posted)]) == 1


async def test_the_same_channel_chosen_again_once_the_bot_may_speak_there_brings_back_what_was_lost(
    house: House,
) -> None:
    house.discord.refused[TALES] = Refusal.NO_PLACE
    await agreed(house)
    house.discord.refused.clear()
    await house.does.frame.story_channel(GUILD, TALES)
    await house.settles()
    assert [type(message.letter) for message in house.discord.in_channel(TALES)] == [Posted]


async def test_what_was_taken_back_meanwhile_does_not_come_back_with_a_new_channel(house: House) -> None:
    house.discord.refused[TALES] = Refusal.NO_PLACE
    _, bo, excerpt = await agreed(house)
    await house.does.excerpts.withdraw(bo.user, excerpt)
    await house.does.frame.story_channel(GUILD, NEW)
    await house.settles()
    assert house.discord.in_channel(NEW) == []


async def test_a_report_never_goes_where_stories_are_told_though_both_once_went_to_one_channel(house: House) -> None:
    ada, _, excerpt = await offered(house)
    await house.does.frame.report_channel(GUILD, TALES)
    house.discord.refused[TALES] = Refusal.NO_PLACE
    encounter = house.dreams(ada)[-1].encounter
    await house.does.reporting.report(ada.user, encounter, "why")
    await house.settles()
    await house.does.frame.story_channel(GUILD, NEW)
    await house.settles()
    assert house.discord.in_channel(NEW) == []
    await house.does.frame.report_channel(GUILD, DESK)
    await house.settles()
    assert [type(message.letter) for message in house.discord.in_channel(DESK)] == [Reported]
    assert excerpt
