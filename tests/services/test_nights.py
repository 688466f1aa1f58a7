"""The way of a night: offered, shared or alone, told at waking, closed."""

from datetime import datetime, timedelta

import pytest

from bot.domain.encounter import FellSilent
from bot.domain.scene import Kind, Role, Stage
from bot.errors import DreamError
from bot.ids import GuildId
from tests.services.house import GUILD, House, Person

MIDNIGHT = "Europe/Berlin 00:00 08:00"
FAR = "Asia/Tokyo 23:00 07:00"


async def met(house: House, ada: str = "Europe/Berlin 23:00 07:00", bo: str = MIDNIGHT) -> tuple[Person, Person]:
    """Two who are bound, on the evening of their first shared night, before either was offered it."""
    await house.opens()
    one = await house.joins("Ada", ada)
    two = await house.joins("Bo", bo)
    for _ in range(5):
        await house.comes(house.now.replace(hour=12) + timedelta(days=1))
        await house.stirs()
    assert await house.soulmate(one) == two.id
    return one, two


async def stage_of(house: House, person: Person) -> Stage:
    bond = await house.bond_of(person)
    assert bond is not None
    return bond.stage


async def test_a_dream_is_offered_45_minutes_before_bedtime_by_ones_own_clock(house: House) -> None:
    await house.opens()
    ada, bo = await house.joins("Ada"), await house.joins("Bo", "America/New_York 22:00 06:00")
    await house.comes(house.now.replace(hour=21, minute=14))
    assert house.dreams(ada) == []
    await house.passes(minutes=1)
    assert len(house.dreams(ada)) == 1
    await house.comes(datetime.fromisoformat("2026-03-03T02:14+00:00"))
    assert house.dreams(bo) == []
    await house.passes(minutes=1)
    assert len(house.dreams(bo)) == 1


async def test_a_night_is_offered_once_though_bedtime_comes_twice(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.evening()
    for _ in range(2):
        await house.does.nights.bedtime(ada.id)
        await house.settles()
    assert len(house.dreams(ada)) == 1
    assert len(house.rows("SELECT * FROM night")) == 1
    await house.evening()
    assert [dream.note for dream in house.dreams(ada)] == [None, "dream-waking", None]


async def test_waking_and_close_done_twice_say_nothing_twice(house: House) -> None:
    ada, _ = await met(house)
    await house.evening()
    encounter = await house.tonight(ada)
    await house.morning()
    told = len(house.messages(ada))
    await house.does.nights.waking(ada.id)
    await house.settles()
    assert len(house.messages(ada)) == told
    await house.passes(hours=6)
    before = house.dump()
    await house.does.nights.close(encounter)
    await house.does.nights.waking(ada.id)
    await house.settles()
    assert house.dump() == before


async def test_before_they_met_both_dream_alone_and_the_pair_goes_on_only_then(house: House) -> None:
    await house.opens()
    ada, bo = await house.joins("Ada"), await house.joins("Bo")
    await house.evening(22, 30)
    assert house.rows("SELECT guest FROM encounter WHERE kind != 'first'") == [{"guest": None}] * 2
    assert await house.tonight(ada) != await house.tonight(bo)
    assert await stage_of(house, ada) is Stage.MARKED


async def test_the_arc_comes_to_words_by_the_fifth_night_if_both_answer(house: House) -> None:
    await house.opens()
    ada, bo = await house.joins("Ada"), await house.joins("Bo")
    stages: list[Stage] = []
    kinds: list[Kind] = []
    for _ in range(5):
        await house.evening()
        stages.append(await stage_of(house, ada))
        kinds.append((await house.encounter(await house.tonight(ada))).scene.kind)
        await house.answer_all(ada, bo)
        await house.morning()
    lone = Kind.LANDSCAPE, Kind.MEMORY, Kind.ECHO
    assert stages == [Stage.MARKED, Stage.GLIMPSE, Stage.DOUBT, Stage.DOUBT, Stage.WORDS]
    assert [kind in lone for kind in kinds] == [True, False, True, True, False]
    assert kinds[1] is Kind.GLIMPSE
    assert await stage_of(house, bo) is Stage.LESSONS


@pytest.mark.parametrize("who", [0, 1, None])
async def test_what_moves_the_arc_counts_only_if_both_answered_in_it(house: House, who: int | None) -> None:
    two = await met(house)
    for _ in range(3):
        await house.evening(23, 0)
        assert await stage_of(house, two[0]) is Stage.GLIMPSE
        assert (await house.encounter(await house.tonight(two[0]))).scene.kind is Kind.GLIMPSE
        if who is not None:
            await house.answer_all(two[who])
        await house.morning(12, 0)
    assert await stage_of(house, two[0]) is Stage.GLIMPSE


async def test_who_comes_first_begins_and_the_second_walks_in_on_the_same_dream(house: House) -> None:
    ada, bo = await met(house)
    await house.comes(house.now.replace(hour=21, minute=15))
    encounter = await house.tonight(ada)
    await house.answers(ada)
    assert house.dreams(bo)[-1].encounter != encounter
    await house.comes(house.now.replace(hour=22, minute=15))
    assert await house.tonight(bo) == encounter
    assert (await house.encounter(encounter)).arrived == frozenset(Role)
    await house.answers(bo)
    assert (await house.encounter(encounter)).answered == frozenset(Role)


async def test_the_hosts_part_goes_round(house: House) -> None:
    ada, bo = await met(house)
    hosts: list[Role] = []
    for _ in range(4):
        await house.stirs()
        await house.evening(23, 0)
        hosts.append(await house.role(ada, await house.tonight(ada)))
        await house.morning(12, 0)
    assert hosts == [hosts[0], hosts[0].other] * 2
    assert bo


@pytest.mark.parametrize(
    ("hours", "shared"),
    [
        ("Europe/Berlin 06:30 14:00", True),
        ("Europe/Berlin 06:31 14:00", False),
        (FAR, False),
        ("UTC 0:00 5:00", True),
    ],
)
async def test_a_night_is_shared_only_if_both_sleep_at_once_for_half_an_hour(
    house: House, hours: str, shared: object
) -> None:
    ada, bo = await met(house, bo=hours)
    await house.comes(house.now + timedelta(hours=20))
    encounters = {await house.tonight(ada), await house.tonight(bo)}
    assert (len(encounters) == 1) is shared
    assert await stage_of(house, ada) is Stage.GLIMPSE


@pytest.mark.parametrize("absence", ["paused", "left", "unreachable"])
async def test_a_night_is_dreamt_alone_while_the_other_is_away(house: House, absence: str) -> None:
    ada, bo = await met(house)
    if absence == "paused":
        await house.does.enrol.pause(GUILD, bo.user, paused=True)
    elif absence == "left":
        await house.does.enrol.leave(GUILD, bo.user)
    else:
        async with house.transaction() as t:
            await t.run("UPDATE dreamer SET unreachable_at = 1 WHERE id = :id", id=bo.id)
    told = len(house.messages(bo))
    await house.evening()
    assert (await house.encounter(await house.tonight(ada))).scene.kind.lone
    await house.passes(hours=20)
    assert len(house.messages(bo)) == told


async def test_waking_tells_what_the_other_did_and_whose_turn_it_is(house: House) -> None:
    ada, bo = await met(house)
    await house.evening(22, 30)
    await house.answers(ada)
    await house.morning(9, 0)
    assert house.dreams(ada)[-1].note == "dream-waking"
    assert house.dreams(ada)[-1].waiting
    assert house.dreams(ada)[-1].may_dream_on
    assert house.asked(ada) is None
    assert house.asked(bo) is not None


async def test_one_evening_answer_and_one_morning_answer_each_bring_a_good_ending(house: House) -> None:
    ada, bo = await met(house)
    await house.evening(22, 30)
    encounter = await house.tonight(ada)
    for person in (ada, bo):
        await house.answers(person)
    await house.morning(9, 0)
    for person in (ada, bo):
        await house.answers(person)
    dreamt = await house.encounter(encounter)
    assert dreamt.ended
    assert not any(isinstance(moment, FellSilent) for moment in dreamt.moments)


async def test_the_close_takes_silence_three_hours_after_the_later_waking(house: House) -> None:
    ada, _ = await met(house)
    await house.evening(22, 30)
    encounter = await house.tonight(ada)
    await house.answers(ada)
    await house.morning(9, 59)
    assert not (await house.encounter(encounter)).ended
    assert house.dreams(ada)[-1].note == "dream-waking"
    await house.passes(minutes=1)
    closed = await house.encounter(encounter)
    assert closed.ended
    assert [moment.who for moment in closed.moments if isinstance(moment, FellSilent)]
    assert house.dreams(ada)[-1].note == "dream-closed"
    assert house.dreams(ada)[-1].may_keep


async def test_a_dream_never_stays_open_into_the_next_night_of_either(house: House) -> None:
    ada, bo = await met(house, "UTC 20:00 04:00", "UTC 03:00 18:30")
    await house.comes(house.now.replace(hour=23))
    encounter = await house.tonight(ada)
    await house.comes(house.now + timedelta(hours=5))
    assert await house.tonight(bo) == encounter
    closes = house.rows("SELECT closes_at FROM encounter WHERE id = :id", id=encounter)[0]["closes_at"]
    ends = house.now.replace(hour=19, minute=15)
    assert closes == int(ends.timestamp()), "Ada's next offer comes before three hours after Bo's waking"
    await house.comes(ends)
    assert (await house.encounter(encounter)).ended
    assert await house.tonight(ada) != encounter


async def test_going_to_bed_early_brings_the_dream_now_and_only_once(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    nights = house.does.nights
    await house.comes(house.now.replace(hour=15, minute=59))
    await house.morning(15, 59)
    with pytest.raises(DreamError, match="bed-too-early") as wrong:
        await nights.go_to_bed(GUILD, ada.user)
    assert wrong.value.slots["time"] == "23:00"
    await house.passes(minutes=2)
    told = len(house.dreams(ada))
    await nights.go_to_bed(GUILD, ada.user)
    await house.passes(minutes=0)
    assert len(house.dreams(ada)) == told + 1
    await house.evening()
    assert len(house.dreams(ada)) == told + 1
    with pytest.raises(DreamError, match="dream-is-here"):
        await nights.go_to_bed(GUILD, ada.user)


async def test_who_paused_cannot_go_to_bed_and_is_offered_nothing_until_they_go_on(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.does.enrol.pause(GUILD, ada.user, paused=True)
    with pytest.raises(DreamError, match="dreams-paused"):
        await house.does.nights.go_to_bed(GUILD, ada.user)
    await house.passes(days=3)
    assert house.messages(ada) == []
    await house.does.enrol.pause(GUILD, ada.user, paused=False)
    await house.evening()
    assert len(house.messages(ada)) == 1


async def test_who_left_the_server_is_found_gone_at_bedtime_and_the_other_is_told_at_waking(house: House) -> None:
    ada, bo = await met(house)
    del house.census.members[GuildId(GUILD), ada.user]
    told = len(house.messages(ada))
    await house.evening(23, 0)
    assert await house.bond_of(bo) is None
    assert (await house.dreamer_of(bo.user)).waiting_since is not None
    assert [message.letter.kind for message in house.messages(bo)][-1] == "dream"
    await house.morning(7, 0)
    assert [message.letter.kind for message in house.messages(bo)].count("cooled") == 1
    await house.passes(days=3)
    assert len(house.messages(ada)) == told


async def test_an_outage_is_not_a_departure(house: House) -> None:
    ada, bo = await met(house)
    house.census.silent = {ada.user, bo.user}
    await house.evening(23, 0)
    assert await house.soulmate(ada) == bo.id
    assert await house.tonight(ada) == await house.tonight(bo)
