"""Whatever else is written to who is told at the door waits there too: nothing of it goes by direct message."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.bond import Pace
from bot.domain.moderation import Decision, Did
from bot.domain.scene import Stage
from bot.domain.standing import Standing
from bot.domain.waiting import NIGHTS
from bot.errors import DreamError
from bot.ids import ChannelId, ReportId, UserId
from bot.letters import Asking, Cooled, Hand, KeptWaiting, Note
from bot.services.entering import Entered
from tests.services.at_door import HALL, AtDoor, dream_of, joins_by_door, kinds, posts, sets_up
from tests.services.house import GUILD, House, Person, house_at, number, shipped
from tests.services.ports import no_power_cuts, no_waiting
from tests.services.test_privacy import traces
from tests.services.test_unsaying import unsays
from tests.services.test_ways_out import reported

MODERATOR = UserId(84_000_000_000_000_001)
HERONS = "Nineteen herons stood on the roof."


@pytest_asyncio.fixture
async def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[House]:
    no_power_cuts(monkeypatch)
    async with house_at(tmp_path / "dreams.db", scenes=shipped()) as made:
        no_waiting(monkeypatch, made.clock)
        await made.opens()
        await made.does.frame.pace(GUILD, Pace.BRISK)
        await sets_up(made)
        yield made


async def pair(house: House, name: str = "Ada") -> tuple[AtDoor, Person]:
    """One at the door, one by message, who are a pair."""
    ada = await joins_by_door(house, name)
    bo = await house.joins("Bo", "Europe/Berlin 23:30 07:30")
    assert await house.soulmate(bo) == ada.person.id
    return ada, bo


async def a_night(house: House, ada: AtDoor, bo: Person) -> None:
    """A night in which both answer whatever they are asked, in the evening and in the morning."""
    for hour in (22, 7):
        await house.evening(hour, 0)
        for _ in range(3):
            await ada.answers_all()
            await house.answer_all(bo)
    await house.morning(11)


async def until(house: House, stage: Stage, ada: AtDoor, bo: Person) -> None:
    for _ in range(40):
        bond = await house.bond_of(bo)
        if bond is not None and bond.stage is stage:
            return
        await a_night(house, ada, bo)
    raise AssertionError(f"{stage} was not come to")


async def to_words(house: House, name: str = "Ada", *, enters: bool = True) -> tuple[AtDoor, Person]:
    """The two as they fall asleep into their first meeting; whether Ada has entered."""
    await house.opens()
    await sets_up(house)
    ada, bo = await pair(house, name)
    for _ in range(4):
        await a_night(house, ada, bo)
    await house.evening(22, 0)
    if enters:
        await ada.enters()
        assert dream_of(ada.open[-1]).encounter == await house.tonight(bo)
    return ada, bo


def of_kind(entered: Entered, kind: type) -> list[object]:
    return [one.letter for one in entered.told if isinstance(one.letter, kind)]


async def asked(house: House) -> tuple[AtDoor, Person]:
    """Bo has offered a dream that both kept; Ada is asked, at the door."""
    ada, bo = await to_words(house)
    for _ in range(3):
        await ada.answers_all()
        await house.answer_all(bo)
    await house.morning(8)
    for _ in range(3):
        await ada.answers_all()
        await house.answer_all(bo)
    await house.morning(12)
    await ada.enters()
    encounter = await house.tonight(bo)
    await house.does.dreams.keep(ada.person.user, encounter, ada.open[-1].row)
    await house.keeps(bo)
    await house.does.excerpts.offer(bo.user, encounter, own_words=False)
    await house.settles()
    return ada, bo


async def test_the_whole_arc_can_be_dreamt_at_the_door_to_a_hand_taken(long: House) -> None:
    ada, bo = await pair(long)
    await until(long, Stage.WAKING, ada, bo)
    while not long.dreams(bo)[-1].may_hold_out:
        await a_night(long, ada, bo)
    assert not await long.does.meetings.hold_out(bo.user, long.dreams(bo)[-1].encounter)
    [hand] = of_kind(await ada.enters(), Hand)
    assert isinstance(hand, Hand)
    await long.does.meetings.take(ada.person.user, hand.bond)
    await long.settles()
    assert "reach-taken" in kinds(await ada.enters())
    assert "reach-taken" in [one.letter.phrase for one in long.messages(bo) if isinstance(one.letter, Note)]
    assert long.messages(ada.person) == []
    assert len(posts(long)) == 1


async def test_a_hand_taken_before_it_was_seen_is_not_shown_any_more(long: House) -> None:
    ada, bo = await pair(long)
    await until(long, Stage.WAKING, ada, bo)
    while not long.dreams(bo)[-1].may_hold_out:
        await a_night(long, ada, bo)
    encounter = long.dreams(bo)[-1].encounter
    await long.does.meetings.hold_out(bo.user, encounter)
    assert await long.does.meetings.hold_out(ada.person.user, encounter)
    assert of_kind(await ada.enters(), Hand) == []


async def test_being_asked_waits_at_the_door_and_is_agreed_to_there(house: House) -> None:
    ada, _ = await asked(house)
    [asking] = of_kind(await ada.enters(), Asking)
    assert isinstance(asking, Asking)
    await house.does.excerpts.agree(ada.person.user, asking.excerpt)
    assert of_kind(await ada.enters(), Asking) == [], "it was told"
    assert house.messages(ada.person) == []


async def test_whoever_parted_reaches_nobody_by_what_still_waits(house: House) -> None:
    ada, bo = await asked(house)
    await house.does.partings.block(bo.user, await house.tonight(bo))
    assert of_kind(await ada.enters(), Asking) == []
    await house.morning(12)
    assert [type(one) for one in of_kind(await ada.enters(), Cooled)] == [Cooled], "told kindly, once it is morning"
    assert of_kind(await ada.enters(), Cooled) == []
    assert house.messages(ada.person) == []


async def test_what_was_offered_with_words_that_were_taken_back_is_not_asked_at_the_door(house: House) -> None:
    ada, bo = await to_words(house)
    await house.morning(7, 31)
    await house.speaks(bo, HERONS)
    for _ in range(3):
        await ada.answers_all()
        await house.answer_all(bo)
    await ada.enters()
    encounter = await house.tonight(bo)
    await house.does.dreams.keep(ada.person.user, encounter, ada.open[-1].row)
    await house.keeps(bo)
    await house.does.excerpts.offer(bo.user, encounter, own_words=True)
    await unsays(house, bo)
    assert of_kind(await ada.enters(), Asking) == []
    assert HERONS not in str(house.rows("SELECT letter FROM outbox"))


async def test_words_taken_back_never_stand_at_the_door(house: House) -> None:
    ada, bo = await to_words(house)
    await house.speaks(bo, HERONS)
    assert HERONS in str(await ada.enters())
    await unsays(house, bo)
    entered = str(await ada.enters())
    assert HERONS not in entered
    assert "taken-back" in entered


async def test_who_was_kept_waiting_is_asked_at_the_door(long: House) -> None:
    ada, _ = await pair(long)
    found: list[object] = []
    for _ in range(NIGHTS + 3):
        await long.evening(22, 0)
        await ada.answers_all()
        await long.morning(8)
        entered = await ada.enters()
        if found := of_kind(entered, KeptWaiting):
            break
        await long.morning(11)
    assert len(found) == 1
    assert long.messages(ada.person) == []


async def test_a_warning_waits_there_and_who_is_removed_hears_it_there(house: House) -> None:
    ada, bo = await to_words(house)
    await house.does.reporting.report(bo.user, await house.tonight(bo), "rude")
    await house.settles()
    report: ReportId = reported(house)[-1].report
    await house.does.moderation.decide(GUILD, MODERATOR, report, Decision.WARNED, "Harbour")
    assert "warned" in kinds(await ada.enters())
    file = await house.does.moderation.member(GUILD, MODERATOR, ada.person.user)
    assert file.listed is not None
    assert file.listed.standing is Standing.BOUND
    await house.does.moderation.remove(GUILD, MODERATOR, ada.person.user, "Harbour")
    await house.settles()
    with pytest.raises(DreamError, match="removed-here"):
        await ada.enters()
    with pytest.raises(DreamError, match="removed-here"):
        await house.does.ways.use_door(GUILD, ada.person.user)
    assert house.messages(ada.person) == []


async def test_a_report_holds_what_was_read_and_not_what_still_waits(house: House) -> None:
    ada, bo = await to_words(house, enters=False)
    encounter = await house.tonight(bo)
    await house.does.reporting.report(ada.person.user, encounter, "before")
    await ada.enters()
    await house.does.reporting.report(ada.person.user, encounter, "after")
    await house.settles()
    before, after = [letter.copy for letter in reported(house)]
    assert before == ""
    assert dream_of(ada.open[-1]).passages[0].text in after


async def test_who_is_deleted_leaves_no_trace_at_the_door(house: House) -> None:
    ada, _ = await to_words(house, "Zephyrine")
    await house.does.privacy.delete(ada.person.user)
    await house.settles()
    assert traces(house, "Zephyrine", str(ada.person.user)) == []
    assert house.rows("SELECT id FROM dreamer WHERE at_door = 1 OR wants_door = 1") == []


# The frame


async def test_what_moderators_choose_for_the_door_stands_in_their_record(house: House) -> None:
    await house.opens()
    frame = house.does.frame
    await frame.door_channel(GUILD, ChannelId(HALL + 1), MODERATOR)
    await frame.door_hour(GUILD, "Asia/Tokyo", 21 * 60, MODERATOR)
    await frame.door_for_all(GUILD, for_all=True, by=MODERATOR)
    await frame.door_for_all(GUILD, for_all=True, by=MODERATOR)
    await frame.close_door(GUILD, MODERATOR)
    page = await house.does.moderation.record(GUILD, 0)
    assert [(one.did, one.what) for one in reversed(page.entries)] == [
        (Did.DOOR_CHANNEL, f"<#{HALL + 1}>"),
        (Did.DOOR_HOUR, "21:00 (Asia/Tokyo)"),
        (Did.DOOR_FOR_ALL, "1"),
        (Did.DOOR_CLOSED, ""),
    ]
    with pytest.raises(DreamError, match="door-unfinished"):
        await frame.door_for_all(GUILD, for_all=True)
    assert house.rows("SELECT * FROM due WHERE kind = 'door'") == []


async def test_an_hour_is_read_as_hours_of_sleep_are(house: House) -> None:
    told = house.does.frame.read_hour("Tokio", "9pm")
    assert (told.zones[0].zone, told.at) == ("Asia/Tokyo", 21 * 60)
    assert told.first > house.now
    for place, at, key in (("Nowhere at all", "9pm", "zone-not-found"), ("Tokyo", "late", "time-unreadable")):
        with pytest.raises(DreamError, match=key):
            house.does.frame.read_hour(place, at)
    with pytest.raises(DreamError, match="zone-unknown"):
        await house.does.frame.door_hour(GUILD, "Nowhere/Atall", 0)


async def test_each_server_has_its_own_door(house: House) -> None:
    await house.opens()
    await sets_up(house)
    await joins_by_door(house, "Ada")
    await house.evening()
    [post] = posts(house)
    assert (post.channel, number(house.rows("SELECT guild FROM server WHERE door_at IS NOT NULL")[0]["guild"])) == (
        HALL,
        GUILD,
    )
