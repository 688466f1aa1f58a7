"""Many with one bedtime: each has their turn, in the order they came, and nobody loses a night to waiting for it."""

from collections import Counter
from datetime import datetime, timedelta

from bot.domain.rush import OF_ONE_SERVER, SPREAD, TO_WAKE
from bot.storage.due import Occasion, due_at
from tests.services.house import ELSEWHERE, GUILD, House, Person

OFFER = datetime.fromisoformat("2026-03-02T21:15:00+00:00")
MANY = 14


async def many(house: House, count: int = MANY, hours: str = "Europe/Berlin 23:00 07:00") -> list[Person]:
    await house.opens()
    return [await house.joins(f"Ada {number}", hours) for number in range(count)]


async def turn(house: House, person: Person, occasion: Occasion = Occasion.BEDTIME) -> datetime:
    async with house.transaction() as t:
        at = await due_at(t, occasion, person.id)
    assert at is not None
    return at


async def test_of_one_server_so_many_a_second_are_offered_their_dream(house: House) -> None:
    people = await many(house)
    turns = [await turn(house, one) for one in people]
    assert turns[0] == OFFER
    assert turns == sorted(turns)
    assert max(Counter(turns).values()) == OF_ONE_SERVER
    assert turns[-1] - OFFER == timedelta(seconds=int((MANY - 1) / OF_ONE_SERVER))


async def test_other_servers_and_other_zones_count_by_the_pace_alone(house: House) -> None:
    people = await many(house)
    await house.opens(ELSEWHERE)
    there = [await house.joins(f"Bo {number}", "Africa/Lagos 23:00 07:00", guild=ELSEWHERE) for number in range(4)]
    # Ten offers a second are two calls each at the pace of twenty, and these are the fifteenth to the eighteenth.
    assert {await turn(house, one) for one in there} == {OFFER + timedelta(seconds=1)}
    assert await turn(house, people[-1]) == OFFER + timedelta(seconds=3)


async def test_another_bedtime_is_its_own_rush(house: House) -> None:
    await many(house)
    early = await house.joins("Bo", "Europe/Berlin 22:30 07:00")
    assert await turn(house, early) == OFFER - timedelta(minutes=30)


async def test_all_have_their_dream_and_their_next_turn_when_the_rush_is_over(house: House) -> None:
    people = await many(house)
    await house.comes(OFFER + SPREAD)
    for one in people:
        assert len(house.discord.in_channel(one.door)) == 1
        assert OFFER + timedelta(days=1) <= await turn(house, one) < OFFER + timedelta(days=1) + SPREAD


async def test_wakings_are_spread_by_the_pace(house: House) -> None:
    people = await many(house, count=2 * int(house.world.pace / TO_WAKE))
    await house.comes(OFFER + SPREAD)
    waking = datetime.fromisoformat("2026-03-03T06:00:00+00:00")
    turns = Counter([await turn(house, one, Occasion.WAKING) for one in people])
    assert turns == {waking: house.world.pace, waking + timedelta(seconds=1): house.world.pace}


async def test_whoever_waits_for_their_turn_does_not_lose_it_by_asking_for_nights_again(house: House) -> None:
    people = await many(house)
    last = people[-1]
    at = await turn(house, last)
    await house.comes(OFFER + timedelta(seconds=1))
    assert house.discord.in_channel(last.door) == []
    await house.does.enrol.pause(GUILD, last.user, paused=False)
    assert await turn(house, last) == at
    await house.comes(at)
    assert len(house.discord.in_channel(last.door)) == 1


async def test_whoever_goes_to_bed_does_not_wait_for_their_turn(house: House) -> None:
    people = await many(house)
    await house.comes(OFFER)
    await house.does.nights.go_to_bed(GUILD, people[-1].user)
    await house.comes(OFFER)
    assert len(house.discord.in_channel(people[-1].door)) == 1
