"""Who is bound to whom, and who never is."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.scene import Stage
from bot.domain.standing import Behind
from bot.ids import EncounterId
from bot.ports import Refusal
from tests.services.house import ELSEWHERE, GUILD, House, Person, house_at, number

OVER, UNDER = 18, 17
LATE = "Europe/Berlin 03:00 11:00"


async def days_pass(house: House, days: int) -> None:
    """So many noons pass: every batch runs before the evening's first offer."""
    for _ in range(days):
        await house.morning(12, 0)
        await house.stirs()


async def test_two_who_sleep_alike_are_bound_at_once(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    assert await house.soulmate(ada) is None
    assert (await house.does.enrol.standing(GUILD, ada.user)).alone
    bo = await house.joins("Bo")
    assert await house.soulmate(ada) == bo.id
    assert await house.soulmate(bo) == ada.id
    standing = await house.does.enrol.standing(GUILD, ada.user)
    assert (standing.behind, standing.alone) == (Behind.SOMEBODY, False)
    bond = await house.bond_of(ada)
    assert bond is not None
    assert bond.stage is Stage.MARKED


async def test_nobody_is_told_of_being_bound(house: House) -> None:
    await house.opens()
    await house.joins("Ada")
    await house.joins("Bo")
    assert house.rows("SELECT * FROM outbox") == []


async def test_two_who_sleep_apart_wait_for_a_batch_and_hold_out_three_days_at_most(house: House) -> None:
    await house.opens()
    ada, bo = await house.joins("Ada"), await house.joins("Bo", LATE)
    assert await house.soulmate(ada) is None
    await days_pass(house, 1)
    assert await house.soulmate(ada) is None
    await days_pass(house, 3)
    assert await house.soulmate(ada) == bo.id


async def test_while_they_hold_out_somebody_better_may_come(house: House) -> None:
    await house.opens()
    ada, bo = await house.joins("Ada"), await house.joins("Bo", LATE)
    await days_pass(house, 2)
    cy = await house.joins("Cy", LATE)
    assert await house.soulmate(cy) == bo.id
    assert await house.soulmate(ada) is None


async def test_pools_are_never_paired_with_one_another_however_long_they_wait(house: House) -> None:
    await house.opens(pools=(OVER, UNDER))
    ada, bo = await house.joins("Ada", roles=(OVER,)), await house.joins("Bo", roles=(UNDER,))
    await days_pass(house, 6)
    assert house.rows("SELECT * FROM bond") == [], "not for one night"
    assert await house.soulmate(ada) is None
    cy = await house.joins("Cy", roles=(UNDER,))
    assert await house.soulmate(cy) == bo.id


async def test_the_roles_of_today_decide_and_not_those_of_the_day_they_joined(house: House) -> None:
    await house.opens(pools=(OVER, UNDER))
    ada = await house.joins("Ada", roles=(UNDER,))
    house.census.has(GUILD, ada.user, OVER)
    await house.joins("Bo", roles=(UNDER,))
    await days_pass(house, 5)
    assert house.rows("SELECT * FROM bond") == [], "not for one night"
    cy = await house.joins("Cy", roles=(OVER,))
    assert await house.soulmate(cy) == ada.id


async def test_who_lost_every_pool_role_is_paired_with_nobody(house: House) -> None:
    await house.opens(pools=(OVER, UNDER))
    ada = await house.joins("Ada", roles=(OVER,))
    house.census.has(GUILD, ada.user)
    await house.joins("Bo", roles=(OVER,))
    await days_pass(house, 5)
    assert house.rows("SELECT * FROM bond") == [], "not for one night"


async def test_who_is_gone_from_the_server_is_not_paired_and_waits_no_more(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    del house.census.members[GUILD, ada.user]
    bo = await house.joins("Bo")
    assert await house.soulmate(bo) is None
    gone = await house.dreamer_of(ada.user)
    assert (gone.waiting_since, gone.hours, gone.dm_channel) == (None, None, None)
    assert (await house.dreamer_of(bo.user)).waiting_since is not None


async def test_without_an_answer_from_discord_nobody_is_paired_and_nobody_is_gone(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    house.census.silent.add(ada.user)
    bo = await house.joins("Bo")
    assert await house.soulmate(bo) is None
    assert (await house.dreamer_of(ada.user)).waiting_since is not None
    house.census.silent.clear()
    await days_pass(house, 1)
    assert await house.soulmate(bo) == ada.id


async def test_in_an_outage_each_who_waits_is_asked_after_once_and_not_for_every_possible_pair(house: House) -> None:
    await house.opens()
    people = [await house.joins(f"Nº {n}", f"Europe/Berlin {n:02}:00 {n + 4:02}:00") for n in range(0, 20, 2)]
    house.census.silent = {person.user for person in people}
    house.clock.turn(house.now + timedelta(days=3), 0)
    house.census.asked.clear()
    await house.does.pairing.batch(GUILD)
    assert sorted(house.census.asked) == sorted(person.user for person in people)


async def test_two_who_were_paired_before_are_not_paired_again(house: House) -> None:
    await house.opens()
    ada, bo = await house.joins("Ada"), await house.joins("Bo")
    await house.nights(1)
    await house.evening()
    await house.does.partings.part(ada.user, await house.tonight(ada))
    await days_pass(house, 6)
    assert await house.soulmate(ada) is None
    assert await house.soulmate(bo) is None
    cy = await house.joins("Cy")
    assert await house.soulmate(cy) in (ada.id, bo.id)


async def test_the_same_person_is_never_paired_with_themselves_nor_across_servers(house: House) -> None:
    await house.opens()
    await house.opens(ELSEWHERE)
    ada = await house.joins("Ada")
    there = await house.joins("Ada", user=ada.user, guild=ELSEWHERE)
    bo = await house.joins("Bo", guild=ELSEWHERE)
    assert await house.soulmate(ada) is None
    assert await house.soulmate(bo) == there.id


@pytest.mark.parametrize("absence", ["paused", "unreachable", "without hours"])
async def test_who_could_not_be_told_of_a_night_is_not_paired(house: House, absence: str) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    if absence == "paused":
        await house.does.enrol.pause(GUILD, ada.user, paused=True)
    elif absence == "unreachable":
        house.discord.refused[ada.door] = Refusal.UNREACHABLE
        await house.evening()
        assert (await house.dreamer_of(ada.user)).unreachable
    else:
        await house.does.enrol.leave(GUILD, ada.user)
    bo = await house.joins("Bo")
    await days_pass(house, 5)
    assert await house.soulmate(bo) is None


async def test_who_opens_the_door_again_waits_again_without_anybody_else_doing_anything(house: House) -> None:
    await house.opens()
    ada, bo = await house.joins("Ada"), await house.joins("Bo", LATE)
    house.discord.refused[ada.door] = Refusal.UNREACHABLE
    await days_pass(house, 5)
    assert await house.soulmate(bo) is None
    house.discord.refused.clear()
    await house.does.ways.knock(GUILD, ada.user)
    await days_pass(house, 2)
    assert await house.soulmate(bo) == ada.id


async def test_who_goes_on_after_a_pause_is_paired_in_a_later_batch(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.does.enrol.pause(GUILD, ada.user, paused=True)
    bo = await house.joins("Bo")
    await house.does.enrol.pause(GUILD, ada.user, paused=False)
    await days_pass(house, 2)
    assert await house.soulmate(bo) == ada.id


@pytest.mark.parametrize("roles", [(OVER,), ()])
async def test_new_pools_part_nobody_who_is_in_one_pool_by_them(house: House, roles: tuple[int, ...]) -> None:
    await house.opens()
    ada, bo = await house.joins("Ada", roles=(OVER,)), await house.joins("Bo", roles=(OVER,))
    house.census.has(GUILD, bo.user, *roles)
    await house.opens(pools=(OVER, UNDER))
    await house.nights(1)
    assert await house.soulmate(ada) == (bo.id if roles else None)


class Fate(NamedTuple):
    """How somebody sleeps, and what becomes of them after joining."""

    role: int
    hour: int
    leaves: bool
    silent: bool


PEOPLE = st.lists(
    st.builds(Fate, st.sampled_from([OVER, UNDER]), st.integers(20, 23), st.booleans(), st.booleans()),
    min_size=2,
    max_size=6,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=PEOPLE, quarrelsome=st.sets(st.integers(0, 5)))
async def test_whoever_comes_bonds_are_of_two_of_one_pool_who_are_there_and_not_blocked(
    tmp_path_factory: pytest.TempPathFactory, people: list[Fate], quarrelsome: set[int]
) -> None:
    async with house_at(tmp_path_factory.mktemp("house") / "dreams.db") as house:
        await house.opens(pools=(OVER, UNDER))
        fates: dict[object, Fate] = {}
        joined: list[Person] = []
        for number, fate in enumerate(people):
            joined.append(await house.joins(f"Nº {number}", f"UTC {fate.hour}:00 06:00", roles=(fate.role,)))
            fates[joined[-1].id] = fate
        await house.nights(2)
        blocked = {await blocks(house, joined[at]) for at in quarrelsome if at < len(joined)}
        pairs = bonds(house)
        assert len(pairs) == len(set(pairs)), "two were paired again"
        assert all(len({fates[one].role for one in pair}) == 1 for pair in pairs)
        for person in joined:
            if fates[person.id].leaves:
                del house.census.members[GUILD, person.user]
            if fates[person.id].silent:
                house.census.silent.add(person.user)
        await days_pass(house, 4)
        after = bonds(house)
        assert len(after) == len(set(after)), "two were paired again"
        for pair in set(after) - set(pairs):
            assert len({fates[one].role for one in pair}) == 1
            assert not any(fates[one].leaves or fates[one].silent for one in pair)
        assert blocked.isdisjoint(bonds(house, "WHERE ended_at IS NULL"))


def bonds(house: House, where: str = "") -> list[frozenset[object]]:
    return [frozenset((row["a"], row["b"])) for row in house.rows(f"SELECT a, b FROM bond {where}")]


async def blocks(house: House, person: Person) -> frozenset[object]:
    """Somebody blocks their soulmate, if they have dreamt with one."""
    other = await house.soulmate(person)
    shared = house.rows(
        "SELECT max(id) AS id FROM encounter WHERE guest IS NOT NULL AND :me IN (host, guest)", me=person.id
    )
    if other is None or shared[0]["id"] is None:
        return frozenset()
    await house.does.partings.block(person.user, EncounterId(number(shared[0]["id"])))
    return frozenset((person.id, other))
