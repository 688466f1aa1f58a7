"""Whoever is not in a dream can neither read it nor change it, whatever id they come upon."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.domain.scene import BeatId
from bot.errors import DreamError
from bot.ids import EncounterId, ExcerptId, RowId, UserId
from bot.letters import Dream
from bot.services import Services
from tests.services.house import ELSEWHERE, GUILD, House, Person, beat_of, dream_in, number
from tests.services.ports import Message
from tests.services.test_nights import met

FORGED = EncounterId(999_999)


@dataclass(frozen=True, slots=True)
class Scene:
    """Two in the middle of a dream, two others who have one of their own, and somebody who never joined."""

    house: House
    ada: Person
    bo: Person
    others: tuple[Person, Person]
    nobody: UserId
    excerpt: ExcerptId

    def message(self, person: Person) -> Message:
        return self.house.messages(person)[-1]

    def encounter(self, person: Person) -> EncounterId:
        return dream_in(self.message(person)).encounter


@pytest_asyncio.fixture
async def scene(house: House) -> AsyncGenerator[Scene]:
    ada, bo = await met(house)
    others = await house.joins("Cy"), await house.joins("Di")
    await house.evening(22, 30)
    await house.morning(10, 30)
    kept = await house.keeps(ada, bo)
    await house.does.excerpts.offer(ada.user, kept, own_words=False)
    excerpt = house.rows("SELECT id FROM excerpt")[0]["id"]
    await house.evening(22, 30)
    assert await house.tonight(ada) == await house.tonight(bo) != kept
    yield Scene(house, ada, bo, others, house.welcomes(), ExcerptId(number(excerpt)))


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody sends the bot what a button or a modal would send, with ids of their choice."""

    scene: Scene
    user: UserId
    id: EncounterId
    row: RowId

    @property
    def does(self) -> Services:
        return self.scene.house.does

    @property
    def beat(self) -> BeatId:
        return beat_of(dream(self.scene))


ATTEMPTS: dict[str, Callable[[Attempt], Awaitable[object]]] = {
    "pick": lambda a: a.does.dreams.pick(a.user, a.id, a.beat, choice(a.scene), a.row),
    "pick in the first dream": lambda a: a.does.enrol.pick_first(a.user, a.id, a.beat, choice(a.scene)),
    "speak": lambda a: a.does.dreams.speak(a.user, a.id, a.beat, "Hello.", a.row),
    "ask what may be said": lambda a: a.does.dreams.room_to_speak(a.user, a.id, a.beat),
    "dream on": lambda a: a.does.dreams.dream_on(a.user, a.id, a.beat, a.row),
    "keep": lambda a: a.does.dreams.keep(a.user, a.id, a.row),
    "see the ways out": lambda a: a.does.ways_out.check(a.user, a.id),
    "ask who": lambda a: a.does.ways_out.who(a.user, a.id),
    "stop": lambda a: a.does.ways_out.stop(a.user, a.id),
    "report": lambda a: a.does.reporting.report(a.user, a.id, "because"),
    "block": lambda a: a.does.partings.block(a.user, a.id),
    "part": lambda a: a.does.partings.part(a.user, a.id),
    "preview": lambda a: a.does.excerpts.preview(a.user, a.id, own_words=True),
    "offer": lambda a: a.does.excerpts.offer(a.user, a.id, own_words=True),
    "agree": lambda a: a.does.excerpts.agree(a.user, a.scene.excerpt),
    "withdraw": lambda a: a.does.excerpts.withdraw(a.user, a.scene.excerpt),
    "be marked anew": lambda a: a.does.enrol.mark_anew(a.user, a.row),
}
REFUSALS = {"agree": "excerpt-not-yours", "withdraw": "excerpt-not-yours", "be marked anew": "button-outdated"}


def dream(scene: Scene) -> Dream:
    return dream_in(scene.message(scene.bo))


def choice(scene: Scene) -> str:
    return dream(scene).choices[0].id


@pytest.mark.parametrize("who", ["one of another pair", "a member who never joined"])
async def test_a_stranger_is_refused_and_nothing_is_other_than_it_was(scene: Scene, who: str) -> None:
    user = scene.others[0].user if who == "one of another pair" else scene.nobody
    before = scene.house.dump()
    attempt = Attempt(scene, user, scene.encounter(scene.ada), scene.message(scene.ada).row)
    for what, press in ATTEMPTS.items():
        with pytest.raises(DreamError, match=REFUSALS.get(what, "dream-not-yours")):
            await press(attempt)
        assert scene.house.dump() == before, what


async def test_an_encounter_that_never_was_is_refused_to_everybody(scene: Scene) -> None:
    before = scene.house.dump()
    attempt = Attempt(scene, scene.ada.user, FORGED, scene.message(scene.ada).row)
    for what in ATTEMPTS.keys() - REFUSALS.keys():
        with pytest.raises(DreamError, match="dream-faded"):
            await ATTEMPTS[what](attempt)
        assert scene.house.dump() == before, what


async def test_with_somebody_elses_message_ones_own_dream_may_go_on_but_theirs_does_not_change(scene: Scene) -> None:
    theirs = "SELECT * FROM outbox WHERE dreamer IS NULL OR dreamer NOT IN (:ada, :bo)"
    mine = {"ada": scene.ada.id, "bo": scene.bo.id}
    before = scene.house.rows(theirs, **mine)
    attempt = Attempt(scene, scene.bo.user, scene.encounter(scene.bo), scene.message(scene.others[0]).row)
    for what in ("keep", "dream on", "speak", "pick"):
        with suppress(DreamError):
            await ATTEMPTS[what](attempt)
        assert scene.house.rows(theirs, **mine) == before, what


async def test_only_the_one_who_was_asked_can_agree(scene: Scene) -> None:
    before = scene.house.dump()
    with pytest.raises(DreamError, match="excerpt-not-yours-to-agree"):
        await scene.house.does.excerpts.agree(scene.ada.user, scene.excerpt)
    assert scene.house.dump() == before
    with pytest.raises(DreamError, match="excerpt-ended"):
        await scene.house.does.excerpts.agree(scene.bo.user, ExcerptId(999))


async def test_of_two_who_share_a_dream_each_answers_for_themselves_only(scene: Scene) -> None:
    """Ada presses what stands in Bo's message: it counts as hers, and Bo's message stays."""
    house, (ada, bo) = scene.house, (scene.ada, scene.bo)
    message = scene.message(bo)
    letter = "SELECT letter FROM outbox WHERE id = :row"
    before = house.rows(letter, row=message.row)
    await house.does.dreams.pick(ada.user, scene.encounter(bo), beat_of(dream(scene)), choice(scene), message.row)
    encounter = await house.encounter(scene.encounter(bo))
    assert encounter.answered == {await house.role(ada, scene.encounter(ada))}
    assert house.rows(letter, row=message.row) == before


async def test_another_server_s_moderators_set_only_their_own_frame(scene: Scene) -> None:
    before = await scene.house.does.frame.server(GUILD)
    await scene.house.opens(ELSEWHERE, pools=(1, 2))
    assert await scene.house.does.frame.server(GUILD) == before
