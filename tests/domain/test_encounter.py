"""The laws of an encounter, over a scene that asks everybody everything."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.encounter import (
    Arrive,
    Came,
    Chose,
    Close,
    DreamOn,
    Encounter,
    Event,
    FellSilent,
    Pick,
    Reached,
    Speak,
    Spoke,
    Tried,
    Try,
    begin,
    fold,
    step,
)
from bot.domain.scene import (
    Ask,
    Asked,
    Beat,
    BeatId,
    Choice,
    Condition,
    Effect,
    Kind,
    Lesson,
    PictureLine,
    Role,
    Scene,
    SceneId,
    Silence,
    Texts,
    Yield,
)
from bot.domain.scene import Speak as OwnWords

HOST, GUEST = Role.HOST, Role.GUEST
FIRST, SECOND, THIRD, JOINED, CUT = map(BeatId, ("first", "second", "third", "joined", "cut"))
HUSH = Silence(Texts("…", "…"), Texts("…", "…"), "slept", CUT)
NO_WORDS = Texts("", "")
NOTHING = Yield()


def choice(name: str, to: BeatId | None, when: tuple[Condition, ...] = (), gives: Yield = NOTHING) -> Choice:
    return Choice(name, name, name, to, when, gives)


def scene() -> Scene:
    trusting = Yield((Effect("trust", "+", "1"),), (PictureLine(GUEST, "asks"),), "a rope", "Whose was it?")
    asks = {
        FIRST: Ask(
            Asked.GUEST,
            (
                choice("ask", SECOND, gives=trusting),
                choice("sore", SECOND, when=(Condition("guest.carried", "is", "sore"),)),
            ),
            HUSH,
            OwnWords(300, "said", SECOND),
        ),
        SECOND: Ask(
            Asked.BOTH,
            (choice("hold", None), choice("let", None)),
            Silence(Texts("…", "…"), Texts("…", "…"), "slept", THIRD),
            outcome={("hold", "hold"): JOINED, ("let", "hold"): THIRD},
            otherwise=CUT,
        ),
        THIRD: Ask(Asked.EITHER, (choice("go", CUT), choice("stay", CUT)), HUSH),
    }
    beats = {beat: Beat(beat, NO_WORDS, None, ask=ask) for beat, ask in asks.items()}
    beats[JOINED] = Beat(
        JOINED, NO_WORDS, None, then=CUT, lesson=Lesson("knot", frozenset({Role.GUEST}), "try", "asked")
    )
    beats[CUT] = Beat(CUT, NO_WORDS, None)
    return Scene(SceneId("all"), "All", "here", Kind.VISIT, beats, CUT, ("o",), ("c",))


SCENE = scene()
ROLES = st.sampled_from(list(Role))
BEATS = st.sampled_from([*SCENE.beats, BeatId("gone")])
CHOICES = st.sampled_from(["ask", "sore", "hold", "let", "go", "stay", "none"])
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Arrive, ROLES, st.sampled_from(["", "sore"])),
    st.builds(Try, ROLES, st.sampled_from(["knot", "splice", ""]), st.booleans()),
    st.builds(Pick, ROLES, BEATS, CHOICES),
    st.builds(Speak, ROLES, BEATS, st.text(max_size=5)),
    st.builds(DreamOn, ROLES, BEATS),
)
NIGHTS = st.lists(EVENTS, max_size=40)
TOLD_APART: st.SearchStrategy[Mapping[str, str]] = st.sampled_from(
    [{}, {"guest.carried": "sore", "trust": "3"}, {"host.asked": "knot"}, {"guest.asked": "splice", "trust": "20"}]
)


def with_first_choices(*events: Event) -> Encounter:
    return fold(SCENE, {}, [Pick(GUEST, FIRST, "ask"), *events])


@given(NIGHTS, TOLD_APART)
def test_any_night_can_be_told_again_and_comes_out_the_same(events: list[Event], qualities: Mapping[str, str]):
    assert fold(SCENE, qualities, events) == fold(SCENE, qualities, events)


@given(NIGHTS, TOLD_APART)
def test_close_ends_any_night_and_then_nothing_happens(events: list[Event], qualities: Mapping[str, str]):
    encounter = step(fold(SCENE, qualities, events), Close())
    assert encounter.ended
    assert encounter.waits_for() == frozenset()
    after = encounter
    for event in [*events, Close()]:
        if not isinstance(event, Arrive | Try):
            after = step(after, event)
    assert after is encounter


@given(NIGHTS, EVENTS, TOLD_APART)
def test_an_event_repeated_changes_nothing(events: list[Event], event: Event, qualities: Mapping[str, str]):
    once = step(fold(SCENE, qualities, events), event)
    assert step(once, event) is once


@given(NIGHTS, TOLD_APART)
def test_only_who_is_asked_takes_it_further(events: list[Event], qualities: Mapping[str, str]):
    encounter = begin(SCENE, qualities)
    for event in events:
        before, encounter = encounter, step(encounter, event)
        if isinstance(event, Pick) and encounter is not before:
            assert event.who in before.waits_for()
            assert event.beat == before.beat.id
            assert event.choice in [choice.id for choice in before.choices(event.who)]


@given(NIGHTS, TOLD_APART)
def test_moments_are_only_ever_added(events: list[Event], qualities: Mapping[str, str]):
    encounter = begin(SCENE, qualities)
    for event in events:
        before, encounter = encounter, step(encounter, event)
        assert encounter.moments[: len(before.moments)] == before.moments


@pytest.mark.parametrize("host", ["hold", "let"])
@pytest.mark.parametrize("guest", ["hold", "let"])
def test_both_answers_come_to_the_same_in_either_order(host: str, guest: str):
    one, other = Pick(HOST, SECOND, host), Pick(GUEST, SECOND, guest)
    assert with_first_choices(one, other) == with_first_choices(other, one)


@pytest.mark.parametrize(
    ("host", "guest", "to"),
    [("hold", "hold", JOINED), ("let", "hold", THIRD), ("hold", "let", CUT), ("let", "let", CUT)],
)
def test_the_outcome_is_of_host_and_guest_in_that_order(host: str, guest: str, to: BeatId):
    moments = with_first_choices(Pick(GUEST, SECOND, guest), Pick(HOST, SECOND, host)).moments
    at = moments.index(Chose(GUEST, SECOND, guest))
    assert moments[at - 1 : at + 2] == (Chose(HOST, SECOND, host), Chose(GUEST, SECOND, guest), Reached(to))


def test_an_answer_to_both_stays_private_until_the_other_answers_or_it_is_too_late():
    held = with_first_choices(Pick(HOST, SECOND, "hold"))
    assert Chose(HOST, SECOND, "hold") not in held.moments
    assert held.kept_waiting(HOST)
    assert held.choices(HOST) == ()
    late = step(held, DreamOn(HOST, SECOND))
    assert late.moments[-3:] == (Chose(HOST, SECOND, "hold"), FellSilent(SECOND, frozenset({GUEST})), Reached(THIRD))


def test_who_is_asked_cannot_dream_on():
    start = begin(SCENE, {})
    assert step(start, DreamOn(GUEST, FIRST)) is start
    assert step(start, DreamOn(HOST, FIRST)).ended


def test_a_choice_gives_once_what_it_gives():
    twice = with_first_choices(Pick(GUEST, FIRST, "ask"))
    assert (twice.qualities, twice.left, twice.picture) == ({"trust": "1"}, ("a rope",), (PictureLine(GUEST, "asks"),))


def test_a_choice_whose_condition_is_not_so_cannot_be_picked():
    start = begin(SCENE, {})
    assert step(start, Pick(GUEST, FIRST, "sore")) is start
    sore = step(begin(SCENE, {"guest.carried": "sore"}), Pick(GUEST, FIRST, "sore"))
    assert sore.beat.id == SECOND


def test_own_words_are_kept_as_they_were_said():
    spoken = step(begin(SCENE, {}), Speak(GUEST, FIRST, "{host} [a|b]"))
    assert spoken.moments[-2:] == (Spoke(GUEST, FIRST, "{host} [a|b]"), Reached(SECOND))
    assert spoken.answered == spoken.arrived == {GUEST}


def test_a_lesson_is_learnt_where_the_path_leads_through_it():
    learnt = with_first_choices(Pick(HOST, SECOND, "hold"), Pick(GUEST, SECOND, "hold"))
    assert learnt.lessons == (Lesson("knot", frozenset({Role.GUEST}), "try", "asked"),)
    assert with_first_choices(Pick(HOST, SECOND, "hold"), Pick(GUEST, SECOND, "let")).lessons == ()


@given(NIGHTS, TOLD_APART)
def test_everything_given_is_only_ever_added_to(events: list[Event], qualities: Mapping[str, str]):
    encounter = begin(SCENE, qualities)
    for event in events:
        before, encounter = encounter, step(encounter, event)
        for of in ("picture", "left", "questions", "lessons"):
            had, has = getattr(before, of), getattr(encounter, of)
            assert has[: len(had)] == had
        assert before.arrived <= encounter.arrived
        assert before.answered <= encounter.answered


def test_what_somebody_carries_is_seen_when_they_come_and_holds_tonight():
    came = fold(SCENE, {}, [Arrive(GUEST, "sore"), Arrive(GUEST, "glad")])
    assert came.moments[-1] == Came(GUEST, "sore")
    assert [moment for moment in came.moments if isinstance(moment, Came)] == [Came(GUEST, "sore")]
    assert came.qualities == {"guest.carried": "sore"}
    assert "sore" in [choice.id for choice in came.choices(GUEST)]


def test_who_keeps_it_to_themselves_comes_unseen_whatever_they_said_before():
    quiet = fold(SCENE, {}, [Arrive(GUEST)])
    assert (quiet.moments, quiet.qualities) == (begin(SCENE, {}).moments, {})
    thought_better = fold(SCENE, {"guest.carried": "sore"}, [Arrive(GUEST)])
    assert thought_better.moments == begin(SCENE, {}).moments
    assert thought_better.qualities == {"guest.carried": ""}
    assert "sore" not in [choice.id for choice in thought_better.choices(GUEST)]


def test_who_came_by_answering_does_not_come_again():
    answered = with_first_choices()
    assert step(answered, Arrive(GUEST, "sore")) is answered


@pytest.mark.parametrize(("held", "trust"), [(True, "4"), (False, "3")])
def test_a_lesson_is_answered_for_once_by_who_was_asked_and_about_that_lesson(held: bool, trust: str):  # noqa: FBT001
    asked = begin(SCENE, {"guest.asked": "knot", "trust": "3"})
    for other in (Try(HOST, "knot", held), Try(GUEST, "splice", held), Try(GUEST, "", held)):
        assert step(asked, other) is asked
    tried = step(asked, Try(GUEST, "knot", held))
    assert tried.moments == (*asked.moments, Tried(GUEST, "knot", held))
    assert (tried.qualities["trust"], tried.qualities["guest.asked"]) == (trust, "")
    for again in ("knot", ""):
        assert step(tried, Try(GUEST, again, not held)) is tried
    assert tried.beat is asked.beat, "it takes the dream no further"
    assert tried.answered == frozenset()


def test_a_question_of_the_quarrel_is_kept_once():
    assert with_first_choices(Pick(GUEST, FIRST, "ask")).questions == ("Whose was it?",)
    assert fold(SCENE, {}, [Close()]).questions == ()
