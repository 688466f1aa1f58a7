"""The arc of a bond, on the pack that ships: from the mark to the waking meeting, and what is learnt on the way."""

from collections.abc import AsyncGenerator
from itertools import pairwise
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.bond import Pace
from bot.domain.scene import Kind, Stage
from bot.domain.waiting import NIGHTS, Wish
from bot.errors import DreamError
from bot.ids import BondId
from bot.letters import Cooled, Dream, Hand, KeptWaiting, Met, Note
from tests.services.house import GUILD, TALES, House, Person, house_at, number, shipped
from tests.services.ports import Message, no_power_cuts, no_waiting


@pytest_asyncio.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[House]:
    no_power_cuts(monkeypatch)
    async with house_at(tmp_path / "dreams.db", scenes=shipped()) as made:
        no_waiting(monkeypatch, made.clock)
        await made.opens()
        await made.does.frame.pace(GUILD, Pace.BRISK)
        yield made


async def pair(house: House) -> tuple[Person, Person]:
    return await house.joins("Ada"), await house.joins("Bo", "Europe/Berlin 23:30 07:30")


async def stage_of(house: House, person: Person) -> Stage | None:
    bond = await house.bond_of(person)
    return bond.stage if bond else None


async def a_night(house: House, *people: Person) -> None:
    """A night in which these people answer in the evening and again in the morning."""
    await house.evening(22, 0)
    await house.answer_all(*people)
    await house.morning(7, 0)
    await house.answer_all(*people)
    await house.morning(11)


async def until(house: House, stage: Stage, *people: Person) -> list[Stage]:
    """Nights pass until the bond of the first has come to this stage; returns the stages it came through."""
    for _ in range(40):
        steps = [Stage(str(row["stage"])) for row in house.rows("SELECT stage FROM step ORDER BY rowid")]
        if stage in steps:
            return steps
        await a_night(house, *people)
    raise AssertionError(f"{stage} was not come to")


async def bond_id(house: House, person: Person) -> BondId:
    bond = await house.bond_of(person)
    assert bond is not None
    return bond.id


def last_dream(house: House, person: Person) -> Dream:
    return house.dreams(person)[-1]


async def test_who_answers_comes_from_the_mark_to_the_waking_meeting_and_dreams_on(house: House) -> None:
    ada, bo = await pair(house)
    through = await until(house, Stage.WAKING, ada, bo)
    assert through == [*Stage][: [*Stage].index(Stage.WAKING) + 1]
    spines = house.rows("SELECT scene FROM encounter WHERE kind = :kind", kind=Kind.SPINE)
    assert len({row["scene"] for row in spines}) == len(spines), "what both answered came again"

    await a_night(house, ada, bo)
    while not last_dream(house, ada).may_hold_out:
        await a_night(house, ada, bo)
    dream = last_dream(house, ada)
    assert await house.does.meetings.hold_out(ada.user, dream.encounter) is False
    await house.settles()
    assert isinstance(house.messages(bo)[-1].letter, Hand)
    assert house.discord.in_channel(TALES) == [], "nothing is shown before both said yes"
    await house.does.meetings.take(bo.user, await bond_id(house, ada))
    await house.settles()
    (post,) = house.discord.in_channel(TALES)
    assert isinstance(post.letter, Met)
    assert {one.name for one in post.letter.worn} == {"Ada", "Bo"}
    assert await stage_of(house, ada) is Stage.AFTER
    for person in (ada, bo):
        assert isinstance(house.messages(person)[-1].letter, Note)
    before = len(house.rows("SELECT id FROM encounter WHERE guest IS NOT NULL"))
    for _ in range(4):
        await a_night(house, ada, bo)
    assert len(house.rows("SELECT id FROM encounter WHERE guest IS NOT NULL")) > before, "the dreams go on"


@pytest.mark.parametrize("who", ["Ada", "Bo"])
async def test_either_takes_the_meeting_down_again_and_nobody_else_can(house: House, who: str) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.WAKING, ada, bo)
    await a_night(house, ada, bo)
    bond = await bond_id(house, ada)
    for person in (ada, bo):
        await house.does.meetings.hold_out(person.user, await house.tonight(person))
    await house.settles()
    assert len(house.discord.in_channel(TALES)) == 1
    stranger = house.welcomes()
    with pytest.raises(DreamError, match="dream-not-yours"):
        await house.does.meetings.take_down(stranger, bond)
    await house.does.meetings.take_down((ada if who == "Ada" else bo).user, bond)
    await house.settles()
    assert house.discord.in_channel(TALES) == []
    assert await stage_of(house, ada) is Stage.AFTER


async def test_a_hand_that_is_left_is_told_to_nobody_and_may_be_held_out_again(house: House) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.WAKING, ada, bo)
    await a_night(house, ada, bo)
    bond, encounter = await bond_id(house, ada), await house.tonight(ada)
    with pytest.raises(DreamError, match="no-hand"):
        await house.does.meetings.take(bo.user, bond)
    await house.does.meetings.hold_out(ada.user, encounter)
    with pytest.raises(DreamError, match="no-hand"):
        await house.does.meetings.take(ada.user, bond)
    await house.settles()
    told = len(house.messages(ada))
    await house.does.meetings.leave_it(bo.user, bond)
    await house.settles()
    assert len(house.messages(ada)) == told
    with pytest.raises(DreamError, match="no-hand"):
        await house.does.meetings.take(bo.user, bond)
    await house.passes(days=1)
    await house.does.meetings.hold_out(ada.user, encounter)
    await house.does.meetings.take(bo.user, bond)
    assert await stage_of(house, bo) is Stage.AFTER


async def test_before_its_time_no_hand_can_be_held_out(house: House) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.LESSONS, ada, bo)
    with pytest.raises(DreamError, match="no-hand"):
        await house.does.meetings.hold_out(ada.user, await house.tonight(ada))


async def test_the_picture_is_said_whole_at_the_waking_that_changed_it_and_not_again(house: House) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.NEAR, ada, bo)
    pictures = [dream.picture for dream in house.dreams(ada) if dream.picture]
    assert pictures
    for picture in pictures:
        assert any(line.fresh for line in picture)
    lines = [[line.line for line in picture] for picture in pictures]
    for before, after in pairwise(lines):
        fresh = [line for line in after if line not in before]
        assert fresh, "it was said without a change"
    known = await house.does.soulmates.look(GUILD, ada.user)
    assert known.name == "Bo"
    assert {one.line for one in known.picture} >= set(lines[-1])
    untold = house.rows("SELECT line FROM picture_line WHERE told_at IS NULL AND knower = :id", id=ada.id)
    assert untold == []


def wonders(house: House, person: Person) -> Message | None:
    """The message in which somebody is asked about what they were taught."""
    asked = [one for one in house.messages(person) if isinstance(one.letter, Dream) and one.letter.wondering]
    return asked[-1] if asked else None


async def test_what_was_taught_may_be_tried_and_is_asked_about_later_once(house: House) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.NEAR, ada, bo)
    taught = house.rows("SELECT dreamer, lesson FROM lesson")
    assert taught
    for row in taught:
        (person,) = (one for one in (ada, bo) if one.id == row["dreamer"])
        assert [attempt for dream in house.dreams(person) for attempt in dream.attempts], "it is said at waking"
    for _ in range(30):
        await house.evening(22, 0)
        if wondering := [(one, message) for one in (ada, bo) if (message := wonders(house, one))]:
            break
        await house.answer_all(ada, bo)
        await house.morning(11)
    else:
        raise AssertionError("nobody was asked")
    person, message = wondering[0]
    dream = message.letter
    assert isinstance(dream, Dream)
    assert dream.wondering is not None
    after = await house.does.dreams.tried(person.user, dream.encounter, dream.wondering.lesson, message.row, held=True)
    assert after.wondering is None
    again = await house.does.dreams.tried(person.user, dream.encounter, dream.wondering.lesson, message.row, held=False)
    assert again == after
    held = house.rows("SELECT held FROM lesson WHERE dreamer = :id AND held IS NOT NULL", id=person.id)
    assert held == [{"held": 1}]


async def test_what_one_carries_to_bed_is_seen_by_the_other_and_kept_to_oneself_is_not(house: House) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.DISTANCE, ada, bo)
    while await stage_of(house, ada) is Stage.DISTANCE:
        await a_night(house, ada, bo)
    await house.does.beds.carry(GUILD, ada.user, "sore")
    await house.does.beds.carry(GUILD, bo.user, "glad")
    await house.does.beds.carry(GUILD, bo.user, "")
    with pytest.raises(DreamError, match="button-outdated"):
        await house.does.beds.carry(GUILD, bo.user, "a dagger")
    assert (await house.does.beds.look(GUILD, ada.user)).carried == "sore"
    await house.evening(22, 0)
    seen = {
        person.name: [passage for passage in last_dream(house, person).passages if passage.kind == "carried"]
        for person in (ada, bo)
    }
    assert [passage.text for passage in seen["Bo"]] == ["sore"]
    assert seen["Ada"] == []
    await house.morning(11)
    assert (await house.does.beds.look(GUILD, ada.user)).carried == "", "it was for one night"


async def test_the_register_says_what_one_wrote_and_else_what_the_pack_says(house: House) -> None:
    ada, bo = await pair(house)
    kept = await house.does.known.write_page(GUILD, ada.user, ["Sings on stairs.", " ", "Owes nobody a boat."])
    assert kept == ["Sings on stairs.", "Owes nobody a boat."] == await house.does.known.page(GUILD, ada.user)
    with pytest.raises(DreamError, match="words-link"):
        await house.does.known.write_page(GUILD, ada.user, ["see https://example.com"])
    assert await house.does.known.page(GUILD, ada.user) == kept, "bad input loses nothing"
    await until(house, Stage.WOUND, ada, bo)
    read = {
        person.name: [
            passage.text for dream in house.dreams(person) for passage in dream.passages if passage.kind == "page"
        ]
        for person in (ada, bo)
    }
    assert read["Bo"] == ["\n".join(kept)]
    assert len(read["Ada"]) == 1
    assert len(read["Ada"][0].splitlines()) == 3


@pytest.mark.parametrize("wish", Wish)
async def test_who_alone_answers_for_five_shared_nights_is_asked_once(house: House, wish: Wish) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.MARKED, ada, bo)
    await a_night(house, ada, bo)
    for _ in range(NIGHTS + 2):
        await a_night(house, ada)
    asked = [message.letter for message in house.messages(ada) if isinstance(message.letter, KeptWaiting)]
    assert len(asked) == 1
    assert not [message for message in house.messages(bo) if isinstance(message.letter, KeptWaiting)]
    assert await stage_of(house, ada) is Stage.GLIMPSE, "absence never spends the story"
    bond = await bond_id(house, ada)
    with pytest.raises(DreamError, match="dream-not-yours"):
        await house.does.waiting.wish(bo.user, bond, wish)
    mark = (await house.dreamer_of(ada.user)).mark
    await house.does.waiting.wish(ada.user, bond, wish)
    shared = "SELECT count(*) AS n FROM encounter WHERE guest IS NOT NULL"
    before = number(house.rows(shared)[0]["n"])
    await house.does.enrol.pause(GUILD, bo.user, paused=False)
    await a_night(house, ada, bo)
    now = number(house.rows(shared)[0]["n"])
    match wish:
        case Wish.WAIT:
            assert now == before + 1
        case Wish.ALONE:
            assert now == before
            assert (await house.does.beds.look(GUILD, ada.user)).alone
            await house.does.waiting.wish(ada.user, bond, Wish.WAIT)
            await a_night(house, ada, bo)
            assert number(house.rows(shared)[0]["n"]) == before + 1
        case Wish.ANEW:
            assert await house.soulmate(ada) is None
            assert (await house.dreamer_of(ada.user)).mark != mark
            assert any(isinstance(message.letter, Cooled) for message in house.messages(bo))


async def test_a_pair_whose_sleep_never_overlaps_finds_each_others_traces(house: House) -> None:
    ada, bo = (
        await house.joins("Ada", "Europe/Berlin 23:00 06:00"),
        await house.joins("Bo", "Europe/Berlin 12:00 19:00"),
    )
    for _ in range(14):
        await house.evening(21, 30)
        await house.answer_all(ada)
        await house.morning(10, 30)
        await house.answer_all(ada, bo)
    assert await house.soulmate(ada) == bo.id
    kinds = {str(row["kind"]) for row in house.rows("SELECT kind FROM encounter WHERE host = :id", id=ada.id)}
    assert Kind.ECHO in kinds
    assert not {Kind.GLIMPSE, Kind.VISIT, Kind.SPINE} & kinds
    nights = house.rows("SELECT date FROM night WHERE dreamer = :id AND offered_at IS NOT NULL", id=ada.id)
    assert len(nights) >= 13, "nobody loses a night by it"


async def test_the_story_so_far_is_told_in_chapters_and_the_same_twice(house: House) -> None:
    ada, bo = await pair(house)
    await a_night(house, ada, bo)
    with pytest.raises(DreamError, match="story-not-yet"):
        await house.does.known.story(GUILD, ada.user)
    await until(house, Stage.WAKING, ada, bo)
    await a_night(house, ada, bo)
    story = await house.does.known.story(GUILD, ada.user)
    assert story == await house.does.known.story(GUILD, bo.user)
    assert 5 <= len(story) <= 7
    text = "\n".join(paragraph for chapter in story for paragraph in chapter.paragraphs)
    assert 900 <= len(text.split()) <= 1_500
    assert "Ada" in text
    assert "Bo" in text


async def test_the_latest_dream_can_be_read_again_with_ones_own_answers(house: House) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.LESSONS, ada, bo)
    await house.evening(22, 0)
    await house.answer_all(ada, bo)
    again = await house.does.beds.again(GUILD, ada.user)
    assert again.choices == ()
    assert [passage for passage in again.passages if passage.kind == "chosen" and passage.name is None]
    texts = [passage.text for dream in house.dreams(ada)[-3:] for passage in dream.passages if passage.kind == "text"]
    assert {passage.text for passage in again.passages if passage.kind == "text"} <= set(texts)


async def test_a_dream_answered_in_the_evening_is_cut_only_at_waking(house: House) -> None:
    ada, bo = await pair(house)
    await until(house, Stage.LESSONS, ada, bo)
    await house.evening(22, 0)
    await house.answer_all(ada, bo)
    encounter = await house.encounter(await house.tonight(ada))
    assert encounter.ended
    cut = encounter.scene.beats[encounter.scene.wake].texts.host.split("{")[0][:20]
    assert not any(cut in passage.text for dream in house.dreams(ada) for passage in dream.passages)
    await house.morning(7, 30)
    assert cut in last_dream(house, ada).passages[-1].text
