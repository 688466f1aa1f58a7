"""What is kept between two from one night to the next, as the bot keeps it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bot.content.prove import check
from bot.domain.chance import Seed
from bot.domain.encounter import Close, Pick, Tried
from bot.domain.qualities import FOUND, LEFT
from bot.domain.scene import BeatId, Goal, Kind, Role, SceneId, Stage
from bot.workshop.fresh import Begun, written
from bot.workshop.habits import ALWAYS, Company, Habits, dreamt, met, nights
from bot.workshop.night import Sleep, first_night, hand_due, morning
from bot.workshop.two import ONE, OTHER, Before, Dream, Two, meet
from tests.workshop.packs import arc_pack, put

KEEN_AND_AWAY = Habits(evening=1, morning=1, absent=1, dreams_on=1, speaks=1)


def pair(**changes: object) -> Two:
    return replace(meet(arc_pack(), Seed("x")), **changes)


def before(night: int, *, answered: frozenset[int] = frozenset(), guest: bool = True, **changes: object) -> Before:
    one = Before(night, SceneId("visit-0"), Kind.VISIT, ONE, OTHER if guest else None, frozenset(), Stage.LESSONS)
    return replace(one, answered=answered, **changes)


def things(**held: str) -> Mapping[int, Mapping[str, str]]:
    return {ONE: {LEFT: held.get("left", "")}, OTHER: {FOUND: held.get("found", "")}}


def test_what_was_found_is_no_trace_any_more():
    assert pair(things=things(left="a glove")).trace(OTHER) == "a glove"
    assert pair(things=things(left="a glove", found="a key")).trace(OTHER) == "a glove"
    assert pair(things=things(left="a glove", found="a glove")).trace(OTHER) == ""
    assert pair(things=things(left="a glove")).trace(ONE) == ""


def test_nights_count_for_a_stage_from_the_first_after_it_began():
    assert [pair(night=night, since=8).past(ONE).nights_in_stage for night in (7, 8, 9, 12)] == [0, 0, 1, 4]


def test_a_dream_counts_that_both_answered():
    two = pair(night=5, before=(before(3, answered=frozenset({ONE})), before(4, answered=frozenset({ONE, OTHER}))))
    assert [(one.nights, one.counted) for one in two.dreamt()] == [(1, True), (2, False)]


def test_lone_nights_are_counted_since_the_last_shared_one():
    alone = [before(night, guest=False) for night in (2, 3)]
    two = pair(night=4, before=(before(1), *alone))
    assert two.past(ONE).lone_since_shared == 2
    assert two.past(OTHER).lone_since_shared == 0
    assert not two.past(ONE).both_dreamt_alone
    other = replace(before(3, guest=False), host=OTHER)
    assert replace(two, before=(*two.before, other)).past(ONE).both_dreamt_alone


def test_who_is_absent_answers_nothing_however_keen():
    company = Company(KEEN_AND_AWAY, KEEN_AND_AWAY)
    whole = [dream for _, dreams in nights(meet(arc_pack(), Seed("x")), company, 20) for dream in dreams]
    assert whole
    assert not any(dream.encounter.answered for dream in whole)


def test_the_dream_of_joining_leaves_things_and_nothing_else(tmp_path: Path):
    scene = written(Begun("one", "One", "a table", Kind.FIRST))
    scene = scene.replace("    leave: a", "    set: [trust + 1, me.greeted = yes]\n    leave: a")
    two = meet(check(put(tmp_path, scene)), Seed("x"))
    for dream in first_night(two):
        over = dream.after(Pick(Role.HOST, BeatId("arrive"), "open-the-drawer"))
        assert over.encounter.qualities["trust"] == "1"
        two = morning(two, over)
    assert [dict(two.things[one.id]) for one in two.both] == [{LEFT: "a drawer left open"}] * 2
    assert (dict(two.between), dict(two.own), dict(two.pictures)) == ({}, {}, {})


def test_an_event_that_changes_nothing_is_not_kept():
    dream = next(iter(first_night(pair())))
    over = dream.after(Close())
    assert over.events == (Close(),)
    assert over.after(Close()) is over


def test_a_hand_is_held_out_once_the_scene_of_it_was_dreamt_by_both():
    spine = before(3, answered=frozenset({ONE, OTHER}), kind=Kind.SPINE, stage=Stage.WAKING)
    assert hand_due(pair(stage=Stage.WAKING, before=(spine,)))
    assert not hand_due(pair(stage=Stage.WAKING, before=(replace(spine, answered=frozenset({ONE})),)))
    assert not hand_due(pair(stage=Stage.AFTER, before=(spine,)))


def test_carried_is_seen_in_the_dream():
    dream: Dream = next(iter(first_night(pair())))
    sleep = Sleep(carried={ONE: "sore"})
    assert dreamt(pair(), dream, Company(), sleep).encounter.qualities["host.carried"] == "sore"


def test_the_waking_meeting_takes_both():
    spine = before(3, answered=frozenset({ONE, OTHER}), kind=Kind.SPINE, stage=Stage.WAKING)
    two = pair(stage=Stage.WAKING, before=(spine,))
    ready, not_ready = Habits(hand=1), Habits(hand=0)
    assert met(two, Company(ready, ready)).stage is Stage.AFTER
    assert met(two, Company(ready, not_ready)).stage is Stage.WAKING
    assert met(two, Company(not_ready, ready)).stage is Stage.WAKING


def test_a_goal_comes_nearer_by_nights_that_both_answered():
    goal = Goal("boat", "build a boat", 2, "The boat was done.")
    pack = replace(arc_pack(), goals={"boat": goal})
    two = replace(meet(pack, Seed("x")), stage=Stage.AFTER, night=1, between={"goal": "boat"})
    known: list[tuple[int, str, str]] = []
    for after, dreams in nights(two, Company(), 30):
        shared = [dream for dream in dreams if dream.answered_by_both]
        known.append((len(shared), after.between.get("goal-nights", "0"), after.between["goal"]))
        two = after
    counted = [at for at, (shared, _, _) in enumerate(known) if shared]
    first, second = counted[:2]
    assert known[first][1:] == ("1", "boat")
    assert known[second][1:] == ("0", "")
    assert two.between["goal.boat"] == "done"


def test_what_is_asked_about_a_lesson_is_of_one_night():
    for after, dreams in nights(meet(arc_pack(), Seed("lesson")), Company(ALWAYS, ALWAYS), 60):
        for dream in dreams:
            tried = [moment for moment in dream.encounter.moments if isinstance(moment, Tried)]
            assert len(tried) <= 1
        assert not any("asked" in own for own in after.own.values())
