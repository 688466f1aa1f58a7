"""What must not pass from one bond to the next, nor to anybody after it is over; and what a pack may take away."""

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.bond import Pace
from bot.domain.encounter import Close
from bot.domain.qualities import number as number_of
from bot.domain.scene import Effect, Stage, Yield
from bot.errors import DreamError
from bot.ids import BondId, EncounterId
from bot.letters import Hand, KeptWaiting, Met, Note
from bot.services.happening import happen
from bot.services.under_way import load
from bot.storage import bonds, outbox, pictures, wishes
from bot.storage.database import Transaction
from bot.storage.outbox_row import Item
from tests.services.house import EVENING, GUILD, TALES, House, Person, house_at, number, shipped
from tests.services.ports import no_power_cuts, no_waiting
from tests.services.test_arc import a_night, bond_id, last_dream, pair, until
from tests.services.test_privacy import traces

ODD_NAME, ODD_LINE = "Zephyrine", "Counts herons backwards on Thursdays."


@pytest_asyncio.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[House]:
    no_power_cuts(monkeypatch)
    async with house_at(tmp_path / "dreams.db", scenes=shipped()) as made:
        no_waiting(monkeypatch, made.clock)
        await made.opens()
        await made.does.frame.pace(GUILD, Pace.BRISK)
        yield made


def letters(house: House, person: Person, kind: type) -> list[object]:
    return [message.letter for message in house.messages(person) if isinstance(message.letter, kind)]


def pages(house: House, person: Person) -> list[str]:
    return [passage.text for dream in house.dreams(person) for passage in dream.passages if passage.kind == "page"]


async def at_waking(house: House) -> tuple[Person, Person]:
    """Two who may hold out a hand."""
    ada, bo = await pair(house)
    await until(house, Stage.WAKING, ada, bo)
    while not last_dream(house, ada).may_hold_out:
        await a_night(house, ada, bo)
    return ada, bo


async def parted(house: House, ada: Person, bo: Person) -> None:
    """They part while somebody else waits for each of them."""
    await house.does.partings.part(ada.user, await house.tonight(ada))
    await house.settles()
    assert await house.soulmate(ada) is None or await house.soulmate(ada) != bo.id


async def test_whoever_left_something_in_words_or_by_hand_leaves_no_trace_once_deleted(house: House) -> None:
    ada, bo = await house.joins(ODD_NAME), await house.joins("Bo", "Europe/Berlin 23:30 07:30")
    await house.does.known.write_page(GUILD, ada.user, [ODD_LINE])
    await until(house, Stage.WAKING, ada, bo)
    assert ODD_LINE in "".join(pages(house, bo))
    while not last_dream(house, ada).may_hold_out:
        await a_night(house, ada, bo)
    await house.does.meetings.hold_out(ada.user, await house.tonight(ada))
    await house.settles()
    await house.does.meetings.take(bo.user, await bond_id(house, ada))
    await house.settles()
    assert ODD_NAME in str(traces(house, ODD_NAME))
    await house.does.privacy.delete(ada.user)
    await house.passes(days=2)
    assert traces(house, ODD_NAME, ODD_LINE, ada.user) == []
    assert house.discord.in_channel(TALES) == []


async def test_a_hand_held_out_by_one_who_is_deleted_before_it_is_taken_leaves_no_name(house: House) -> None:
    ada, bo = await house.joins(ODD_NAME), await house.joins("Bo", "Europe/Berlin 23:30 07:30")
    await until(house, Stage.WAKING, ada, bo)
    await a_night(house, ada, bo)
    await house.does.meetings.hold_out(ada.user, await house.tonight(ada))
    await house.settles()
    await house.does.privacy.delete(ada.user)
    await house.passes(days=2)
    assert traces(house, ODD_NAME) == []
    assert bo


async def test_who_was_kept_waiting_by_one_who_is_deleted_keeps_no_name_of_theirs(house: House) -> None:
    ada, bo = await house.joins(ODD_NAME), await house.joins("Bo", "Europe/Berlin 23:30 07:30")
    await until(house, Stage.LESSONS, ada, bo)
    bond = await bond_id(house, ada)
    async with house.transaction() as t:
        await asked_to_wait(t, bond, bo)
    house.clock.stir()
    await house.settles()
    assert letters(house, bo, KeptWaiting)
    await house.does.privacy.delete(ada.user)
    await house.passes(days=2)
    assert traces(house, ODD_NAME) == []


async def asked_to_wait(t: Transaction, bond: BondId, person: Person) -> None:
    await wishes.ask_wish(t, bond, person.id, EVENING)
    await outbox.post(t, Item(f"wish/{bond}/{person.id}", KeptWaiting(bond, ODD_NAME), EVENING, dreamer=person.id))


@pytest.mark.parametrize("how", ["part", "block", "leave"])
async def test_a_hand_that_was_not_seen_yet_is_not_shown_once_the_bond_is_over(house: House, how: str) -> None:
    ada, bo = await at_waking(house)
    await house.silences_the_courier()
    await house.does.meetings.hold_out(ada.user, await house.tonight(ada))
    match how:
        case "part":
            await house.does.partings.part(ada.user, await house.tonight(ada))
        case "block":
            await house.does.partings.block(ada.user, await house.tonight(ada))
        case _:
            await house.does.enrol.leave(GUILD, ada.user)
    house.wakes_the_courier()
    await house.passes(days=1)
    assert letters(house, bo, Hand) == []


async def test_a_hand_already_shown_cannot_be_taken_once_the_bond_is_over(house: House) -> None:
    ada, bo = await at_waking(house)
    bond = await bond_id(house, ada)
    await house.does.meetings.hold_out(ada.user, await house.tonight(ada))
    await house.settles()
    assert letters(house, bo, Hand)
    await house.does.partings.block(ada.user, await house.tonight(ada))
    for late in (house.does.meetings.take, house.does.meetings.leave_it):
        with pytest.raises(DreamError, match="parted-already"):
            await late(bo.user, bond)
    await house.passes(days=1)
    assert house.discord.in_channel(TALES) == []


async def test_a_hand_held_out_twice_is_shown_once_while_it_is_held_out(house: House) -> None:
    ada, bo = await at_waking(house)
    encounter = await house.tonight(ada)
    for _ in range(3):
        await house.does.meetings.hold_out(ada.user, encounter)
        await house.passes(days=1)
    assert len(letters(house, bo, Hand)) == 1


async def test_a_hand_that_was_left_is_shown_again_when_it_is_held_out_again_on_the_same_day(house: House) -> None:
    ada, bo = await at_waking(house)
    encounter, bond = await house.tonight(ada), await bond_id(house, ada)
    for times in (1, 2):
        await house.does.meetings.hold_out(ada.user, encounter)
        await house.settles()
        assert len(letters(house, bo, Hand)) == times
        await house.does.meetings.leave_it(bo.user, bond)


async def test_two_hands_held_out_at_once_meet_once(house: House) -> None:
    ada, bo = await at_waking(house)
    one, other = await house.tonight(ada), await house.tonight(bo)
    async with asyncio.TaskGroup() as tasks:
        two = ((ada, one), (bo, other))
        both = [tasks.create_task(house.does.meetings.hold_out(who.user, id_)) for who, id_ in two]
    await house.settles()
    assert sorted(task.result() for task in both) == [False, True]
    assert len(house.discord.in_channel(TALES)) == 1
    assert [len(letters(house, person, Note)) for person in (ada, bo)] == [1, 1]


async def test_a_post_is_taken_down_once_by_two_presses_also_when_the_bond_is_over(house: House) -> None:
    ada, bo = await at_waking(house)
    bond = await bond_id(house, ada)
    await house.does.meetings.hold_out(ada.user, await house.tonight(ada))
    await house.does.meetings.take(bo.user, bond)
    await house.settles()
    assert [type(message.letter) for message in house.discord.in_channel(TALES)] == [Met]
    await house.does.partings.part(ada.user, await house.tonight(ada))
    for _ in range(2):
        await house.does.meetings.take_down(bo.user, bond)
    await house.settles()
    assert house.discord.in_channel(TALES) == []


async def test_how_many_nights_two_have_shared_begins_anew_with_each_bond(house: House) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.LESSONS, ada, bo)
    before = len(house.rows("SELECT id FROM encounter WHERE guest IS NOT NULL"))
    assert before >= 2
    await parted(house, ada, bo)
    cy = await house.joins("Cy")
    assert await house.soulmate(cy) in (ada.id, bo.id)
    new = ada if await house.soulmate(cy) == ada.id else bo
    bond = await bond_id(house, cy)
    for _ in range(12):
        if nights_told(house, bond):
            break
        await a_night(house, new, cy)
    assert nights_told(house, bond) == ["0"]


def nights_told(house: House, bond: int) -> list[str]:
    rows = house.rows("SELECT qualities FROM encounter WHERE bond = :bond AND guest IS NOT NULL", bond=bond)
    return [json.loads(str(row["qualities"]))["nights"] for row in rows]


async def test_picture_and_lessons_begin_anew_with_each_bond(house: House) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.NEAR, ada, bo)
    assert (await house.does.soulmates.look(GUILD, ada.user)).picture
    await parted(house, ada, bo)
    await house.joins("Cy")
    await house.joins("Di", "Europe/Berlin 23:30 07:30")
    soulmate = await house.does.soulmates.look(GUILD, ada.user)
    assert (soulmate.name, soulmate.picture, soulmate.page, soulmate.emblem) == ("", (), (), None)
    with pytest.raises(DreamError, match="story-not-yet"):
        await house.does.known.story(GUILD, ada.user)


async def test_what_one_writes_into_the_register_later_is_not_read_by_a_soulmate_of_before(house: House) -> None:
    ada, bo = await pair(house)
    await house.does.known.write_page(GUILD, ada.user, ["Sings on stairs."])
    await until(house, Stage.REGISTER, ada, bo)
    for _ in range(20):
        await house.evening(22, 0)
        if pages(house, bo):
            break
        await house.answer_all(ada, bo)
        if pages(house, bo):
            break
        await house.morning(11)
    assert "Sings on stairs." in str((await house.does.beds.again(GUILD, bo.user)).passages)
    await house.does.partings.part(ada.user, await house.tonight(ada))
    await house.does.known.write_page(GUILD, ada.user, [ODD_LINE])
    assert ODD_LINE not in str((await house.does.beds.again(GUILD, bo.user)).passages)


async def test_words_withdrawn_by_one_leave_the_register_to_the_pack(house: House) -> None:
    ada, bo = await pair(house)
    await house.does.known.write_page(GUILD, ada.user, [ODD_LINE])
    await house.does.enrol.agree_to_words(GUILD, bo.user, agreed=False)
    await until(house, Stage.WOUND, ada, bo)
    assert pages(house, bo)
    assert ODD_LINE not in "".join(pages(house, bo))


async def test_no_picture_of_whom_one_parted_from_is_said_by_a_dream_that_ends_later(house: House) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.DISTANCE, ada, bo)
    for _ in range(8):
        await house.evening(22, 0)
        if last_dream(house, ada).other is None:
            break
        await house.answer_all(ada, bo)
        await house.morning(11)
    assert last_dream(house, ada).other is None, "she dreams alone tonight"
    bond, alone = await bond_id(house, ada), await house.tonight(ada)
    async with house.transaction() as t:
        await pictures.learn(t, bond, ada.id, "hums", None, alone, house.now)
    shared = house.rows("SELECT id FROM encounter WHERE guest IS NOT NULL ORDER BY id DESC LIMIT 1")
    await house.does.partings.part(bo.user, EncounterId(number(shared[0]["id"])))
    await house.answer_all(ada)
    await house.morning(11)
    assert not last_dream(house, ada).picture


async def test_what_two_do_at_once_in_dreams_of_their_own_is_all_kept(house: House) -> None:
    """Trust that grew in one dream while another was open is not undone when that one ends."""
    ada, bo = await pair(house)
    await until(house, Stage.LESSONS, ada, bo)
    await house.evening(22, 0)
    encounter = await house.tonight(ada)
    bond = await bond_id(house, ada)
    async with house.transaction() as t:
        under_way = await load(t, house.world, encounter)
        before = number_of(await bonds.qualities_of(t, bond, {}), "trust")
        grows = replace(
            under_way.encounter.scene.beats[under_way.encounter.scene.wake],
            gives=Yield((Effect("trust", "+", "2"),)),
        )
        scene = under_way.encounter.scene
    changed = replace(scene, beats={**scene.beats, scene.wake: grows})
    world = replace(house.world, pack=replace(house.world.pack, scenes={**house.world.pack.scenes, scene.id: changed}))
    async with house.transaction() as t:
        await bonds.keep_qualities(t, bond, {}, {"trust": str(before + 5)})
        await happen(t, world, encounter, Close(), house.now)
        after = number_of(await bonds.qualities_of(t, bond, {}), "trust")
    assert after >= before + 7
