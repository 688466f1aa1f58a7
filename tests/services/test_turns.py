"""Who waits, in which order, and what moderators see of it; being marked anew is once for each mark that cooled."""

from datetime import timedelta

import pytest

from bot.domain.moderation import Did
from bot.domain.standing import Behind, Standing
from bot.errors import DreamError
from bot.ports import Refusal
from bot.storage.blocks import add_block
from tests.services.house import GUILD, House
from tests.services.test_moderation import ANOTHER, MODERATOR, record
from tests.services.test_ways_out import asleep

BETWEEN = "Europe/Berlin 23:30 07:30"
"""As much sleep in common with the one as with the other of `asleep`."""


async def test_who_was_left_goes_before_who_parted(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    await house.does.partings.part(ada.user, encounter)
    queue = await house.does.moderation.waiting(GUILD, MODERATOR, 0)
    assert [(user, turn.nights) for user, turn in queue.lines] == [(bo.user, 1), (ada.user, 0)]
    cy = await house.joins("Cy", BETWEEN)
    assert await house.soulmate(cy) == bo.id


async def test_a_block_gives_neither_of_the_two_a_better_place(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    await house.does.partings.block(ada.user, encounter)
    queue = await house.does.moderation.waiting(GUILD, MODERATOR, 0)
    assert [(user, turn.nights) for user, turn in queue.lines] == [(ada.user, 0), (bo.user, 0)]


async def test_having_been_left_counts_until_the_next_bond_and_no_longer(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    await house.does.partings.part(ada.user, encounter)
    await house.joins("Cy", BETWEEN)
    await house.morning()
    await house.evening(22, 30)
    await house.does.partings.part(bo.user, await house.tonight(bo))
    queue = await house.does.moderation.waiting(GUILD, MODERATOR, 0)
    assert {user: turn.nights for user, turn in queue.lines}[bo.user] == 0


async def test_whoever_met_everybody_is_told_so_dreams_on_and_is_not_given_the_same_one_again(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    await house.does.partings.part(ada.user, encounter)
    for _ in range(6):
        await house.evening()
        await house.stirs()
        await house.morning()
    assert [await house.bond_of(one) for one in (ada, bo)] == [None, None]
    for one in (ada, bo):
        stands = await house.does.enrol.standing(GUILD, one.user)
        assert (stands.standing, stands.alone) == (Standing.COOLED, True)
        assert house.dreams(one)[-1].encounter != encounter, "nights go on"
    queue = await house.does.moderation.waiting(GUILD, MODERATOR, 0)
    assert [turn.alone for _, turn in queue.lines] == [True, True]
    cy = await house.joins("Cy", BETWEEN)
    assert await house.soulmate(cy) == bo.id


async def test_nothing_of_a_block_shows_in_the_list(house: House) -> None:
    await house.opens()
    ada, bo = await house.joins("Ada"), await house.joins("Bo", "Europe/Berlin 03:00 11:00")
    before = await house.does.moderation.waiting(GUILD, MODERATOR, 0)
    async with house.transaction() as t:
        await add_block(t, house.world.install.secret, ada.user, bo.user, house.now)
    assert await house.does.moderation.waiting(GUILD, MODERATOR, 0) == before
    assert len(before.lines) == 2


async def test_looking_at_who_dreams_is_recorded_once_an_hour_for_each_moderator(house: House) -> None:
    await house.opens()
    for _ in range(3):
        await house.does.moderation.members(GUILD, MODERATOR, 0)
        await house.does.moderation.waiting(GUILD, MODERATOR, 0)
        await house.passes(minutes=15)
    await house.does.moderation.members(GUILD, ANOTHER, 0)
    assert await record(house) == [(Did.LISTED, ANOTHER, None), (Did.LISTED, MODERATOR, None)]
    await house.comes(house.now + timedelta(minutes=20))
    await house.does.moderation.members(GUILD, MODERATOR, 1)
    assert [did for did, by, _ in await record(house) if by == MODERATOR] == [Did.LISTED, Did.LISTED]


async def test_a_mark_is_given_anew_once_for_each_that_cooled(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    with pytest.raises(DreamError, match="mark-is-warm"):
        await house.does.enrol.mark_anew_here(GUILD, bo.user)
    await house.does.partings.part(ada.user, encounter)
    old = (await house.dreamer_of(bo.user)).mark
    await house.does.enrol.mark_anew_here(GUILD, bo.user)
    given = (await house.dreamer_of(bo.user)).mark
    assert given is not None
    assert given != old
    assert (await house.does.enrol.standing(GUILD, bo.user)).standing is Standing.WAITING
    with pytest.raises(DreamError, match="mark-not-cooled"):
        await house.does.enrol.mark_anew_here(GUILD, bo.user)
    assert (await house.dreamer_of(bo.user)).mark == given
    newcomer = house.welcomes()
    with pytest.raises(DreamError, match="not-a-dreamer"):
        await house.does.enrol.mark_anew_here(GUILD, newcomer)


async def test_who_could_not_be_told_that_it_cooled_finds_it_in_their_panel(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    house.discord.refused[bo.door] = Refusal.UNREACHABLE
    await house.does.partings.part(ada.user, encounter)
    await house.morning(9, 0)
    stands = await house.does.enrol.standing(GUILD, bo.user)
    assert (stands.standing, stands.behind) == (Standing.UNREACHABLE, Behind.NOBODY_NOW)
    house.discord.refused.clear()
    await house.does.ways.knock(GUILD, bo.user)
    assert (await house.does.enrol.standing(GUILD, bo.user)).standing is Standing.COOLED


async def test_who_paused_for_some_nights_and_left_does_not_come_back_paused_for_good(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.does.enrol.pause(GUILD, ada.user, paused=True, nights=3)
    await house.does.enrol.leave(GUILD, ada.user)
    assert (await house.does.enrol.standing(GUILD, ada.user)).standing is Standing.LEFT
    await house.joins("Ada", user=ada.user)
    assert (await house.does.enrol.standing(GUILD, ada.user)).standing is Standing.WAITING


async def test_who_left_the_server_while_they_paused_does_not_leave_the_other_bound_to_nobody(house: House) -> None:
    ada, bo, _ = await asleep(house)
    await house.does.enrol.pause(GUILD, bo.user, paused=True)
    await house.morning()
    house.census.silent.add(bo.user)
    await house.evening(22, 30)
    assert await house.soulmate(ada) == bo.id, "no answer is no departure"
    await house.morning()
    house.census.silent.clear()
    del house.census.members[GUILD, bo.user]
    await house.evening(22, 30)
    assert await house.bond_of(ada) is None
    assert [message.letter.kind for message in house.messages(ada)].count("cooled") == 0, "not before the morning"
    await house.morning()
    assert [message.letter.kind for message in house.messages(ada)].count("cooled") == 1
