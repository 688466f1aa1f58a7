"""Laws of two dreamers, whoever they are and however they sleep."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.bond import Pace
from bot.domain.chance import Seed
from bot.domain.encounter import Chose, Spoke, fold, step
from bot.domain.scene import Asked, Kind, Role, Stage
from bot.workshop.habits import ALWAYS, NEVER, Company, Habits, nights
from bot.workshop.two import Dream, Two, meet
from tests.workshop.packs import arc_pack

NIGHTS = 50
LAWS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
STAGES = list(Stage)

likely = st.floats(0, 1)
habits = st.builds(Habits, likely, likely, likely, likely, likely, likely, likely)
companies = st.builds(Company, habits, habits, likely)
seeds = st.text("abc", min_size=1, max_size=8).map(Seed)
paces = st.sampled_from(Pace)


def history(seed: Seed, company: Company, pace: Pace = Pace.BRISK, length: int = NIGHTS):
    return list(nights(meet(arc_pack(), seed, pace), company, length))


def dreams(seed: Seed, company: Company) -> list[Dream]:
    return [dream for _, dreamt in history(seed, company) for dream in dreamt]


@LAWS
@given(seeds, companies, paces)
def test_a_stage_never_goes_back(seed: Seed, company: Company, pace: Pace):
    passed = [two.stage for two, _ in history(seed, company, pace)]
    assert all(STAGES.index(one) <= STAGES.index(other) for one, other in pairwise(passed))


@LAWS
@given(seeds, companies)
def test_a_scene_of_the_spine_counts_only_if_both_answered(seed: Seed, company: Company):
    for two, dreamt in history(seed, company):
        for dream in dreamt:
            spine = dream.scene.kind in (Kind.SPINE, Kind.GLIMPSE)
            if spine and dream.stage not in (Stage.WAKING, Stage.AFTER):
                assert (two.stage is not dream.stage) == dream.answered_by_both


@LAWS
@given(seeds, habits, likely)
def test_who_is_away_moves_nothing(seed: Seed, there: Habits, at_once: float):
    for company in (Company(NEVER, there, at_once), Company(there, NEVER, at_once)):
        two, _ = history(seed, company)[-1]
        assert STAGES.index(two.stage) <= STAGES.index(Stage.GLIMPSE)
        assert {"names", "quarrel", "question"}.isdisjoint(two.between)


@LAWS
@given(seeds, likely)
def test_of_who_is_silent_nothing_is_learnt(seed: Seed, at_once: float):
    two, _ = history(seed, Company(NEVER, NEVER, at_once))[-1]
    assert not any(two.pictures.values())
    assert not two.lessons


@LAWS
@given(seeds, companies)
def test_the_same_seed_is_the_same_history(seed: Seed, company: Company):
    assert history(seed, company, length=20) == history(seed, company, length=20)


def test_another_seed_is_another_history():
    company = Company()
    one, other = (dreams(Seed(seed), company) for seed in ("one", "other"))
    assert [each.scene.id for each in one] != [each.scene.id for each in other]


@LAWS
@given(seeds, companies)
def test_a_dream_goes_on_after_any_event_from_what_was_kept_of_it(seed: Seed, company: Company):
    for dream in dreams(seed, company):
        for number in range(len(dream.events) + 1):
            again = fold(dream.scene, dream.began_with, dream.events[:number])
            for event in dream.events[number:]:
                again = step(again, event)
            assert again == dream.encounter


@LAWS
@given(seeds, companies)
def test_an_event_that_comes_twice_or_late_changes_nothing(seed: Seed, company: Company):
    for dream in dreams(seed, company):
        here = fold(dream.scene, dream.began_with, ())
        for number, event in enumerate(dream.events):
            here = step(here, event)
            assert all(step(here, late) is here for late in dream.events[: number + 1])


@LAWS
@given(seeds, companies)
def test_each_answers_at_most_what_is_asked_of_them(seed: Seed, company: Company):
    for dream in dreams(seed, company):
        answers = [moment for moment in dream.encounter.moments if isinstance(moment, Chose | Spoke)]
        assert len({(answer.beat, answer.who) for answer in answers}) == len(answers)
        for answer in answers:
            ask = dream.scene.beats[answer.beat].ask
            assert ask is not None
            assert ask.of in (Asked.EITHER, Asked.BOTH) or ask.of.value == answer.who.value
            both = [each for each in answers if each.beat == answer.beat]
            assert len(both) <= (len(Role) if ask.of is Asked.BOTH else 1)


@LAWS
@given(seeds, companies)
def test_every_night_is_one_dream_of_both_or_one_of_each(seed: Seed, company: Company):
    for _, dreamt in history(seed, company):
        assert [sorted(one.people) for one in dreamt] in ([sorted(Role)], [[Role.HOST], [Role.HOST]])
        assert sorted(one.id for dream in dreamt for one in dream.people.values()) == [1, 2]
        assert all(dream.encounter.ended for dream in dreamt)
        assert all(dream.encounter.arrived == frozenset(dream.people) for dream in dreamt)


def test_two_who_answer_always_come_to_the_end():
    two, _ = history(Seed("x"), Company(ALWAYS, ALWAYS), Pace.PLAIN, 70)[-1]
    assert list(two.began) == STAGES
    assert list(two.began.values()) == sorted(two.began.values())


def test_what_is_left_is_found_by_the_other_once():
    found = [
        (two, dream)
        for two, dreamt in history(Seed("trace"), Company(ALWAYS, ALWAYS, 0.3), Pace.PLAIN, 60)
        for dream in dreamt
        if dream.scene.kind is Kind.ECHO
    ]
    assert found
    for two, dream in found:
        finder = dream.people[Role.HOST].id
        assert dream.began_with["left"] == two.things[finder]["found"]


def test_a_lesson_is_asked_about_once_and_not_before_the_third_night():
    whole = history(Seed("lesson"), Company(ALWAYS, ALWAYS), Pace.PLAIN, 70)
    asked = [
        (dream, role, dream.began_with[f"{role}.asked"])
        for _, dreamt in whole
        for dream in dreamt
        for role in dream.people
        if dream.began_with.get(f"{role}.asked")
    ]
    two: Two = whole[-1][0]
    taught = {(one.dreamer, one.lesson): one.night for one in two.lessons}
    assert len(asked) == len(taught) > 1
    for dream, role, lesson in asked:
        assert dream.night - taught.pop((dream.people[role].id, lesson)) >= 3
