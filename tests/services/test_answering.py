"""Two who answer at once, who press twice, who press what is long past: both are heard, and everything happens once."""

import asyncio
import itertools
import random
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.domain.encounter import Chose, FellSilent, Pick, Reached
from bot.domain.nights import Night
from bot.domain.scene import Asked, BeatId, Role
from bot.errors import DreamError
from bot.ids import EncounterId, RowId
from bot.letters import Dream
from bot.services import build_services
from bot.services.dreams import Answered
from bot.services.studio import Studio
from bot.storage import bonds, encounters, nights
from bot.storage.database import open_database
from bot.storage.encounters import Draft
from tests.services.house import House, Person, beat_of, dream_in
from tests.services.ports import Message
from tests.services.test_nights import met


@dataclass(frozen=True, slots=True)
class Two:
    house: House
    ada: Person
    bo: Person

    async def fall_asleep(self) -> Dream:
        """Both are asked the same question."""
        await self.house.evening(22, 30)
        dream = dream_in(self.asked(self.ada))
        assert beat_of(dream) == beat_of(dream_in(self.asked(self.bo)))
        return dream

    def asked(self, person: Person) -> Message:
        message = self.house.asked(person)
        assert message is not None
        return message


async def two(house: House) -> Two:
    return Two(house, *await met(house))


async def begin_again(house: House, like: EncounterId, times: int) -> list[EncounterId]:
    """Many dreams like this one, each of them asking both the same."""
    async with house.transaction() as t:
        found = await encounters.dreamt(t, like)
        assert found is not None
        draft = Draft(
            found.guild, found.bond, found.casting, found.scene, found.kind, "1", found.motifs, found.seed,
            found.qualities, found.closes_at,
        )  # fmt: skip
        made = [await encounters.begin_encounter(t, draft, house.now) for _ in range(times)]
        for day, id_ in enumerate(made, start=1):
            for who in (found.casting.host, found.casting.guest):
                slept = await nights.night_in(t, who, like) if who is not None else None
                assert slept is not None
                later = timedelta(days=day)
                night = Night(slept.night.date + later, slept.night.bedtime + later, slept.night.waking + later)
                await nights.plan_night(t, slept.dreamer, night, id_)
    return made


@pytest.mark.parametrize(("processes", "times"), [(1, 1000), (2, 100)])
async def test_a_thousand_times_both_answer_at_once_and_both_are_held_and_the_outcome_runs_once(
    house: House, processes: int, times: int
) -> None:
    """In whatever order, and also by two processes over one file, each with its own connection."""
    stage = await two(house)
    dream = await stage.fall_asleep()
    scene = (await house.encounter(dream.encounter)).scene
    ask = scene.beats[beat_of(dream)].ask
    assert ask is not None
    assert ask.of is Asked.BOTH
    made = await begin_again(house, dream.encounter, times)
    await house.silences_the_courier()
    other = await open_database(house.path)
    elsewhere = build_services(replace(house.world, database=other), house.census, house.doorbell, Studio({}, {}))
    chance = random.Random(1)  # noqa: S311
    answers = {(id_, who): chance.choice(ask.choices).id for id_ in made for who in (stage.ada, stage.bo)}
    picks = [
        service.dreams.pick(who.user, id_, beat_of(dream), choice, RowId(0))
        for service, ((id_, who), choice) in zip(
            itertools.cycle((house.does, elsewhere)[:processes]), answers.items(), strict=False
        )
    ]
    chance.shuffle(picks)
    try:
        await asyncio.gather(*picks)
    finally:
        await other.close()
    parts = {await house.role(who, made[0]): who for who in (stage.ada, stage.bo)}
    for id_ in made:
        roles = {role: answers[id_, who] for role, who in parts.items()}
        after = await house.encounter(id_)
        chosen = [moment for moment in after.moments if isinstance(moment, Chose)]
        assert [(moment.who, moment.choice) for moment in chosen] == [(role, roles[role]) for role in Role]
        outcome = (ask.outcome or {}).get((roles[Role.HOST], roles[Role.GUEST]), ask.otherwise)
        beats = [moment.beat for moment in after.moments if isinstance(moment, Reached)]
        assert beats[1] == outcome
        assert len(beats) == len(set(beats)), "the outcome ran twice"
    rows = house.rows(
        "SELECT count(*) AS n FROM event WHERE kind = 'Pick' AND encounter >= :first GROUP BY encounter", first=made[0]
    )
    assert [row["n"] for row in rows] == [2] * times
    told = house.rows("SELECT count(*) AS n FROM outbox WHERE encounter >= :first", first=made[0])
    assert told == [{"n": 2 * times}], "what follows, to each of them, once"


async def test_what_an_ending_changes_is_kept_once_however_many_press_at_once(house: House) -> None:
    stage = await two(house)
    dream = await stage.fall_asleep()
    choices = {choice.id for choice in dream.choices}
    assert {"raise", "hide"} <= choices
    await everybody_presses(stage, "raise")
    assert {"lift"} <= {choice.id for choice in dream_in(stage.asked(stage.bo)).choices}
    await everybody_presses(stage, "lift")
    async with house.transaction() as t:
        bond = await bonds.bond_of(t, stage.ada.id)
        assert bond is not None
        kept = await bonds.qualities_of(t, bond.id, {Role.HOST: stage.ada.id, Role.GUEST: stage.bo.id})
    assert kept["depth"] == "1"
    assert (kept["host.greeted"], kept["guest.greeted"]) == ("yes", "yes")


async def everybody_presses(stage: Two, choice: str) -> None:
    """Five times each, at once; then every press gets its answer."""
    pressed = [(who, stage.asked(who)) for who in (stage.ada, stage.bo) for _ in range(5)]
    for answered, (who, message) in zip(
        await asyncio.gather(*(press(stage, who, choice) for who, _ in pressed)), pressed, strict=True
    ):
        await stage.house.arrives(who, message, answered)
    await stage.house.settles()


async def press(stage: Two, who: Person, choice: str) -> Answered:
    message = stage.asked(who)
    dream = dream_in(message)
    return await stage.house.does.dreams.pick(who.user, dream.encounter, beat_of(dream), choice, message.row)


async def test_a_double_click_is_one_answer_and_brings_one_message(house: House) -> None:
    stage = await two(house)
    await stage.fall_asleep()
    first, again = await asyncio.gather(press(stage, stage.ada, "still"), press(stage, stage.ada, "raise"))
    assert [first.row, again.row].count(None) == 2, "Bo has not answered: there is nothing new to tell"
    assert first.pressed == again.pressed
    assert first.pressed is not None
    assert first.pressed.passages[-1].kind == "chosen"
    assert first.pressed.waiting
    encounter = await house.encounter(first.pressed.encounter)
    assert dict(encounter.held) == {await house.role(stage.ada, first.pressed.encounter): "still"}


async def test_who_answers_second_gets_what_follows_by_their_own_click_and_the_first_by_a_message(house: House) -> None:
    stage = await two(house)
    await stage.fall_asleep()
    await house.answers(stage.ada)
    told = len(house.messages(stage.ada))
    answered = await house.answers(stage.bo)
    assert answered.following is not None
    assert answered.row is not None
    assert len(house.messages(stage.ada)) == told + 1
    last = house.dreams(stage.ada)[-1]
    assert last.note == "dream-moved-on"
    assert last.passages[0].kind == "chosen", "what the other chose"


async def test_an_old_button_changes_nothing_and_shows_the_message_as_it_stands(house: House) -> None:
    stage = await two(house)
    await stage.fall_asleep()
    old = stage.asked(stage.ada)
    dream = dream_in(old)
    for who in (stage.ada, stage.bo):
        await house.answers(who)
    before = house.dump()
    for choice in dream.choices:
        pressed = await house.does.dreams.pick(stage.ada.user, dream.encounter, beat_of(dream), choice.id, old.row)
        assert pressed.row is None
        assert pressed.pressed is not None
        assert pressed.pressed.choices == ()
    assert house.dump() == before


@pytest.mark.parametrize("beat", ["nowhere", "line"])
async def test_a_beat_that_is_not_reached_cannot_be_answered(house: House, beat: str) -> None:
    stage = await two(house)
    await stage.fall_asleep()
    message = stage.asked(stage.ada)
    before = house.dump()
    await house.does.dreams.pick(stage.ada.user, dream_in(message).encounter, BeatId(beat), "lift", message.row)
    assert house.dump() == before


async def test_going_on_without_the_other_takes_their_silence_once(house: House) -> None:
    stage = await two(house)
    dream = await stage.fall_asleep()
    message = stage.asked(stage.ada)
    go_on = house.does.dreams.dream_on
    before = house.dump()
    await go_on(stage.ada.user, dream.encounter, beat_of(dream), message.row)
    assert house.dump() == before, "it is one's own turn: there is nobody to wait for"
    await house.answers(stage.ada)
    for _ in range(2):
        await go_on(stage.ada.user, dream.encounter, beat_of(dream), message.row)
    silences = [one for one in (await house.encounter(dream.encounter)).moments if isinstance(one, FellSilent)]
    assert [one.who for one in silences] == [frozenset({await house.role(stage.bo, dream.encounter)})]


async def test_who_pressed_and_never_got_the_answer_gets_it_by_direct_message(house: House) -> None:
    stage = await two(house)
    await stage.fall_asleep()
    await house.answers(stage.ada)
    answered = await press(stage, stage.bo, "still")
    assert answered.row is not None
    told = len(house.messages(stage.bo))
    await house.courier.undelivered(answered.row)
    await house.settles()
    assert len(house.messages(stage.bo)) == told + 1
    assert house.messages(stage.bo)[-1].row == answered.row
    assert house.discord.looked_for == [answered.row]


async def test_what_another_process_wrote_in_between_is_read_and_the_answer_tried_again(house: House) -> None:
    stage = await two(house)
    dream = await stage.fall_asleep()
    role = await house.role(stage.bo, dream.encounter)
    async with house.transaction() as t:
        events = await encounters.events_of(t, dream.encounter)
        await encounters.add_event(t, dream.encounter, len(events), Pick(role, beat_of(dream), "hide"), house.now)
    await press(stage, stage.ada, "hide")
    after = await house.encounter(dream.encounter)
    assert {moment.who for moment in after.moments if isinstance(moment, Chose)} == set(Role)


async def test_a_dream_that_broke_off_or_is_gone_from_the_pack_cannot_be_answered(house: House) -> None:
    stage = await two(house)
    dream = await stage.fall_asleep()
    async with house.transaction() as t:
        await encounters.end_encounter(t, dream.encounter, house.now)
    with pytest.raises(DreamError, match="dream-broken-off"):
        await press(stage, stage.ada, "hide")
    async with house.transaction() as t:
        await t.run("UPDATE encounter SET scene = 'lost' WHERE id = :id", id=dream.encounter)
    with pytest.raises(DreamError, match="dream-faded"):
        await press(stage, stage.ada, "hide")
    with pytest.raises(DreamError, match="dream-faded"):
        await house.does.dreams.pick(stage.ada.user, EncounterId(99_999), beat_of(dream), "hide", RowId(1))
