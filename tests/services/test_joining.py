"""From consent to the first night, and every way in which it can be refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.nights import Hours
from bot.domain.wording import Pronouns
from bot.errors import DreamError
from bot.ids import GuildId, UserId
from bot.ports import Member, Refusal
from bot.services.enrol import Step
from tests.services.house import ELSEWHERE, GUILD, House, beat_of, pack
from tests.services.ports import door_of

OVER, UNDER = 18, 17


async def consents(house: House, user: UserId, name: str = "Ada", guild: GuildId = GUILD) -> None:
    member = house.census.members[guild, user]
    await house.does.enrol.join(guild, user, member, name, Pronouns.SHE, own_words=True)


async def refused(house: House, key: str, user: UserId, name: str = "Ada") -> DreamError:
    """Joining is refused with this phrase, and nothing in the database is other than it was."""
    before = house.dump()
    with pytest.raises(DreamError) as wrong:
        await consents(house, user, name)
    assert wrong.value.key == key
    assert house.dump() == before
    return wrong.value


async def test_nobody_joins_before_the_door_is_open(house: House) -> None:
    user = house.welcomes()
    assert not (await house.does.enrol.standing(GUILD, user)).server.is_open
    await refused(house, "not-open", user)


async def test_the_door_does_not_open_before_both_channels_are_chosen(house: House) -> None:
    with pytest.raises(DreamError, match="frame-unfinished"):
        await house.does.frame.open(GUILD)
    await refused(house, "not-open", house.welcomes())


async def test_joining_gives_a_mark_at_once_and_opens_the_direct_message_once(house: House) -> None:
    await house.opens()
    user = house.welcomes()
    await consents(house, user)
    standing = await house.does.enrol.standing(GUILD, user)
    assert standing.step is Step.FIRST_DREAM
    assert standing.motif is not None
    assert standing.dreamer is not None
    assert standing.dreamer.mark is not None
    [(rung, nonce, phrase)] = house.doorbell.rung
    assert (rung, phrase) == (user, "dm-hello")
    assert len(nonce) <= 25
    await house.does.ways.knock(GUILD, user)
    assert len(house.doorbell.rung) == 1


async def test_the_way_to_the_first_night_goes_step_by_step(house: House) -> None:
    await house.opens()
    user = house.welcomes()
    steps = [(await house.does.enrol.standing(GUILD, user)).step]
    await consents(house, user)
    steps.append((await house.does.enrol.standing(GUILD, user)).step)
    first = await house.does.enrol.first_dream(GUILD, user)
    assert first.choices
    choice = first.choices[1].id
    ended = await house.does.enrol.pick_first(user, first.encounter, beat_of(first), choice)
    assert not ended.choices
    assert len(ended.passages) > len(first.passages)
    before = house.dump()
    await house.does.enrol.pick_first(user, first.encounter, beat_of(first), first.choices[0].id)
    assert house.dump() == before, "the second press changes nothing"
    steps.append((await house.does.enrol.standing(GUILD, user)).step)
    await house.sleeps(user, "Asia/Tokyo 22:00 06:00")
    steps.append((await house.does.enrol.standing(GUILD, user)).step)
    assert steps == [Step.CONSENT, Step.FIRST_DREAM, Step.HOURS, Step.DREAMER]


async def test_who_is_a_member_for_too_short_is_told_for_how_long_and_may_join_later(house: House) -> None:
    await house.opens()
    await house.does.frame.minimum_days(GUILD, 8)
    user = house.welcomes()
    house.census.members[GUILD, user] = Member(frozenset(), house.clock.real() - timedelta(days=7, hours=23))
    assert (await refused(house, "too-new", user)).slots["days"] == 8
    house.clock.passes_outside(hours=1)
    await consents(house, user)


@pytest.mark.parametrize("roles", [(), (OVER, UNDER)])
async def test_who_belongs_to_no_pool_or_to_two_is_sent_to_the_moderators(house: House, roles: tuple[int, ...]) -> None:
    await house.opens(pools=(OVER, UNDER))
    await refused(house, "pool-unclear", house.welcomes(*roles))


@pytest.mark.parametrize("name", ["", "x" * 33, "<@123>", "a\u202eb", "@everyone", "see example.com/x"])
async def test_a_name_that_is_refused_leaves_everything_as_it_was(house: House, name: str) -> None:
    await house.opens()
    user = house.welcomes()
    with pytest.raises(DreamError, match="name-"):
        await consents(house, user, name)
    assert house.rows("SELECT * FROM dreamer") == []
    await consents(house, user, "Ada")
    before = house.dump()
    with pytest.raises(DreamError, match="name-"):
        await consents(house, user, name)
    assert house.dump() == before


@pytest.mark.parametrize(("refusal", "key"), [(Refusal.UNREACHABLE, "dms-closed"), (Refusal.BUSY, "dms-busy")])
async def test_closed_direct_messages_are_said_so_and_tried_again_at_a_press(
    house: House, refusal: Refusal, key: str
) -> None:
    await house.opens()
    user = house.welcomes()
    house.doorbell.refuses[user] = refusal
    for attempt in (consents(house, user), house.does.ways.knock(GUILD, user)):
        with pytest.raises(DreamError, match=key):
            await attempt
        assert (await house.does.enrol.standing(GUILD, user)).step is Step.CONSENT
    house.doorbell.refuses.clear()
    await house.does.ways.knock(GUILD, user)
    assert (await house.does.enrol.standing(GUILD, user)).step is Step.FIRST_DREAM


async def test_no_two_in_a_server_share_a_motif_until_the_deck_is_used_up(house: House) -> None:
    await house.opens()
    deck = pack().motifs.keys()
    users = [house.welcomes() for _ in range(2 * len(deck))]
    for user in users:
        await consents(house, user)
    worn = [(await house.does.enrol.standing(GUILD, user)).motif for user in users]
    motifs = [motif.id for motif in worn if motif]
    assert set(motifs[: len(deck)]) == set(deck)
    assert set(motifs[len(deck) :]) == set(deck)


async def test_a_person_in_two_servers_is_two_dreamers(house: House) -> None:
    await house.opens()
    await house.opens(ELSEWHERE)
    ada = await house.joins("Ada")
    there = await house.joins("Adele", guild=ELSEWHERE, user=ada.user)
    assert there.id != ada.id
    assert (await house.dreamer_of(ada.user)).name == "Ada"
    await house.does.enrol.leave(GUILD, ada.user)
    assert (await house.dreamer_of(ada.user, ELSEWHERE)).hours is not None


@pytest.mark.parametrize(
    ("hours", "key"),
    [
        (Hours("Europe/Atlantis", 1, 700), "zone-unknown"),
        (Hours("Europe/Berlin", 60, 60), "hours-equal"),
        (Hours("Europe/Berlin", 60, 239), "hours-too-short"),
        (Hours("Europe/Berlin", 60, 1100), "hours-too-long"),
    ],
)
async def test_hours_nobody_can_keep_leave_the_old_ones(house: House, hours: Hours, key: str) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    before = house.dump()
    with pytest.raises(DreamError, match=key):
        await house.does.enrol.keep_sleep(GUILD, ada.user, hours)
    assert house.dump() == before


async def test_who_did_not_join_can_neither_sleep_nor_pause_nor_knock_nor_leave(house: House) -> None:
    await house.opens()
    user, enrol = house.welcomes(), house.does.enrol
    for attempt in (
        enrol.keep_sleep(GUILD, user, Hours("Europe/Berlin", 0, 420)),
        enrol.pause(GUILD, user, paused=True),
        house.does.ways.knock(GUILD, user),
        enrol.leave(GUILD, user),
        enrol.agree_to_words(GUILD, user, agreed=True),
        enrol.first_dream(GUILD, user),
        house.does.nights.go_to_bed(GUILD, user),
    ):
        with pytest.raises(DreamError, match="not-a-dreamer"):
            await attempt


async def test_who_leaves_and_comes_back_wears_the_same_mark(house: House) -> None:
    await house.opens()
    ada, _ = await house.joins("Ada"), await house.joins("Bo")
    mark = (await house.dreamer_of(ada.user)).mark
    await house.does.enrol.leave(GUILD, ada.user)
    gone = await house.dreamer_of(ada.user)
    assert replace(gone, mark=None) == replace(gone, mark=None, hours=None, dm_channel=None, waiting_since=None)
    again = await house.joins("Ada", user=ada.user)
    assert again.id == ada.id
    assert (await house.dreamer_of(ada.user)).mark == mark
    assert house.doorbell.rung[-1][0] == ada.user
    assert (await house.dreamer_of(ada.user)).dm_channel == door_of(ada.user)
