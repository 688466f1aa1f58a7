"""What a friend is told: nothing of the other one's side, whatever it was; and who may be told."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chance import Seed
from bot.domain.encounter import Chose, Encounter, FellSilent, Moment, Spoke, begin, fold
from bot.domain.friend import may_be_told, tell_friend, title_for_friend
from bot.domain.pairing import pool_of
from bot.domain.scene import BeatId, Role, Scene, SceneId
from bot.domain.telling import tell
from bot.domain.tonight import slots_tonight
from bot.domain.wording import Cast, Person, Pronouns
from bot.ids import RoleId
from tests.domain.test_telling import SHIPS, VISIT, ways

ZOE, QUILL = Person("Zoe", Pronouns.SHE), Person("Quillon", Pronouns.HE)
HERONS = "Nineteen herons"


def told(scene: Scene, encounter: Encounter, teller: Role, *, own_words: bool = True) -> str:
    slots = slots_tonight(SHIPS, scene, {Role.HOST: "fox", Role.GUEST: "scorpion"}, Seed("0"))
    cast = Cast(ZOE, None if scene.kind.lone else QUILL)
    title_for_friend(encounter, cast, slots, Seed("0"), teller)
    return tell_friend(encounter, cast, slots, Seed("0"), teller, own_words=own_words)


def otherwise(encounter: Encounter, other: Role, chosen: int) -> Encounter:
    """The same night, had the other one answered everything otherwise, and it had led to the same."""

    def answer(beat: BeatId) -> Chose:
        ask = encounter.scene.beats[beat].ask
        return Chose(other, beat, ask.choices[chosen % len(ask.choices)].id if ask else "")

    def changed(moment: Moment) -> Iterator[Moment]:
        match moment:
            case Chose(who, beat, _) if who is other:
                yield answer(beat)
            case Spoke(who) if who is other:
                yield replace(moment, text=HERONS)
            case FellSilent(beat, who) if other in who:
                yield answer(beat)
                if others := who - {other}:
                    yield FellSilent(beat, others)
            case _:
                yield moment

    return replace(encounter, moments=tuple(each for moment in encounter.moments for each in changed(moment)))


@pytest.mark.parametrize("name", [scene.id for scene in SHIPS.scenes.values() if not scene.kind.lone])
@given(data=st.data())
def test_of_the_other_one_there_is_no_answer_no_name_and_no_pronoun(name: SceneId, data: st.DataObject):
    scene = SHIPS.scenes[name]
    encounter, teller = data.draw(ways(scene)), data.draw(st.sampled_from(Role))
    text = told(scene, encounter, teller)
    assert text == told(scene, otherwise(encounter, teller.other, data.draw(st.integers(0, 3))), teller)
    other = (ZOE if teller is Role.GUEST else QUILL).name
    assert other not in text
    assert HERONS not in text
    assert SHIPS.motifs["fox" if teller is Role.GUEST else "scorpion"].name not in text, "the mark on the other one"
    assert ". the other one" not in text


@given(data=st.data())
def test_a_lone_dream_is_told_whole(data: st.DataObject):
    scene = SHIPS.scenes[SceneId("coat-on-a-post")]
    encounter = data.draw(ways(scene))
    slots = slots_tonight(SHIPS, scene, {Role.HOST: "fox"}, Seed("0"))
    slots_of_both = slots_tonight(SHIPS, scene, {Role.HOST: "fox", Role.GUEST: "scorpion"}, Seed("0"))
    assert slots == slots_of_both
    assert told(scene, encounter, Role.HOST) == tell(encounter, Cast(ZOE), slots, Seed("0"), own_words=True)


def test_the_tellers_own_words_are_quoted_where_they_wish_and_are_nothing_once_taken_back():
    beat = VISIT.begins.id
    said = replace(begin(VISIT, {}), moments=(*begin(VISIT, {}).moments, Spoke(Role.GUEST, beat, HERONS)))
    assert HERONS in told(VISIT, said, Role.GUEST)
    assert HERONS not in told(VISIT, said, Role.GUEST, own_words=False)
    assert HERONS not in told(VISIT, said, Role.HOST)
    back = replace(said, moments=(*said.moments[:-1], Spoke(Role.GUEST, beat, "…", taken_back=True)))
    assert told(VISIT, back, Role.GUEST) == told(VISIT, fold(VISIT, {}, []), Role.GUEST)


ROLES = st.frozensets(st.sampled_from([RoleId(1), RoleId(2), RoleId(3)]))


@given(ROLES, ROLES, st.lists(st.sampled_from([RoleId(1), RoleId(2)]), unique=True), st.booleans())
def test_nobody_is_told_across_pools(
    mine: frozenset[RoleId],
    theirs: frozenset[RoleId],
    pools: list[RoleId],
    dreams: bool,  # noqa: FBT001
):
    allowed = may_be_told(mine, theirs, pools, dreams=dreams)
    if allowed and pools:
        assert pool_of(mine, pools) == pool_of(theirs, pools)
        assert dreams or theirs & set(pools)
    if not pools:
        assert allowed
    assert may_be_told(mine, mine, pools, dreams=True) is (pool_of(mine, pools) is not None)
