"""One night of two: what the evening brings them, and what is different in the morning. The rules are the domain's."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from bot.content.texts import texts_of
from bot.domain.bond import grown, moved_on, shared_tonight
from bot.domain.chance import grow
from bot.domain.evening import scene_for_one, scene_for_two
from bot.domain.goal import a_night_nearer
from bot.domain.picker import Chosen, choose_scene
from bot.domain.picture import learnt
from bot.domain.qualities import ASKED, FOUND, GIVEN, LEFT, QUESTION
from bot.domain.scene import Kind, Role, Scene, Stage
from bot.domain.tonight import given_tonight
from bot.domain.wording import slots_in
from bot.ids import DreamerId
from bot.workshop.two import ONE, Before, Dream, Sleeper, Taught, Two, begun

ASK_AFTER: Final = 3
"""Nights before a lesson is asked about: one has to come to try it. As the bot's planning has it."""


@dataclass(frozen=True, slots=True)
class Sleep:
    """How a night is slept: at once or not, who goes to bed first, and what each takes along."""

    at_once: bool = True
    first: DreamerId = ONE
    carried: Mapping[DreamerId, str] = field(default_factory=dict[DreamerId, str])


def first_night(two: Two) -> tuple[Dream, ...]:
    """Return what each dreams on joining; nothing in a pack without such a scene."""
    found: list[Dream] = []
    for one in two.both:
        qualities = given_tonight(two.pack, {Role.HOST: one.mark}, {}, lone=True)
        seed = grow(two.seed, "first", one.id)
        if chosen := choose_scene(two.pack.scenes, (Kind.FIRST,), None, {one.id: qualities}, (), seed):
            found.append(begun(two, chosen.scene, {Role.HOST: one}, qualities))
    return tuple(found)


def evening(two: Two, sleep: Sleep) -> tuple[Two, tuple[Dream, ...]]:
    """Return what is dreamt tonight: one dream of both, or one of each; and the bond, grown by the nights behind it."""
    two = grown_tonight(two, sleep.first)
    past = two.past(sleep.first)
    if sleep.at_once and shared_tonight(two.stage, past, two.pacing, grow(two.seed, "shared", two.night)):
        castings = {one.id: _shared_qualities(two, one, sleep) for one in two.both}
        seed = grow(two.seed, "night", "both", two.night)
        chosen = scene_for_two(two.pack, two.stage, past, two.pacing, castings, two.dreamt(), seed)
        if chosen is not None:
            two, dream = begin_shared(two, chosen, castings[chosen.host])
            return two, (dream,)
    return two, tuple(dream for one in two.both if (dream := begin_lone(two, one, sleep)))


def morning(two: Two, dream: Dream, *, keep: bool = False) -> Two:
    """Return the bond after a dream of it ended. `keep`: the dream itself too, so that it can be told."""
    answered = frozenset(dream.people[role].id for role in dream.encounter.answered)
    two = _with_things(two, dream)
    if dream.bound:
        two = _with_learnt(_with_qualities(two, dream), dream)
    if dream.shared:
        stage = moved_on(two.stage, dream.encounter, two.pack.scenes.values())
        two = come_to(two, stage, since=two.night + 1)
    guest = dream.people.get(Role.GUEST)
    told = dream if keep and dream.answered_by_both else None
    here = Before(
        dream.night, dream.scene.id, dream.scene.kind, dream.people[Role.HOST].id, guest.id if guest else None,
        answered, dream.stage, told, two.pictures if told else {},
    )  # fmt: skip
    return replace(two, before=(*two.before, here), shared=two.shared + dream.shared)


def next_day(two: Two) -> Two:
    """Return the bond one night on."""
    return replace(two, night=two.night + 1)


def come_to(two: Two, stage: Stage, since: int) -> Two:
    """Return the bond in `stage`; nights count for it from `since`."""
    if stage is two.stage:
        return two
    return replace(two, stage=stage, since=since, began={**two.began, stage: two.night})


def hand_due(two: Two) -> bool:
    """Whether the two may hold out a hand, awake: in `waking`, once a scene of it was dreamt by both."""
    spine = (one for one in two.before if one.kind is Kind.SPINE and one.stage is Stage.WAKING)
    return two.stage is Stage.WAKING and any(len(one.answered) == len(Role) for one in spine)


def grown_tonight(two: Two, first: DreamerId) -> Two:
    """Return the bond in the stage its nights have brought it to, when `first` goes to bed."""
    # For whoever goes to bed first this night begins with the stage, and is not one of its nights yet.
    return come_to(two, grown(two.stage, two.past(first), two.pacing), since=two.night + 1)


def _shared_qualities(two: Two, host: Sleeper, sleep: Sleep) -> dict[str, str]:
    people = {Role.HOST: host, Role.GUEST: two.other(host.id)}
    return tonight(two, people, sleep.carried)


def tonight(two: Two, people: Mapping[Role, Sleeper], carried: Mapping[DreamerId, str]) -> dict[str, str]:
    """Return what is so tonight, as a scene with this casting names it."""
    host = people[Role.HOST]
    qualities = dict(two.between)
    for role, one in people.items():
        qualities |= {f"{role}.{name}": value for name, value in two.own.get(one.id, {}).items()}
    marks = {role: one.mark for role, one in people.items()}
    to_bed = {role: carried.get(one.id, "") for role, one in people.items()}
    qualities |= given_tonight(two.pack, marks, to_bed, lone=Role.GUEST not in people)
    finder = people.get(Role.GUEST, host)
    qualities[LEFT] = two.things.get(finder.id, {}).get(LEFT, "")
    qualities["bound"] = "yes"
    qualities["trace"] = "yes" if two.trace(host.id) else ""
    qualities["nights"] = str(two.shared)
    return qualities


def begin_shared(two: Two, chosen: Chosen, qualities: dict[str, str]) -> tuple[Two, Dream]:
    """Return the dream of both that was chosen, and the bond, which knows what is asked about in it."""
    host = two.other(two.other(chosen.host).id)
    people = {Role.HOST: host, Role.GUEST: two.other(host.id)}
    if chosen.scene.kind is Kind.VISIT:
        for number, taught in enumerate(two.lessons):
            if not taught.asked and two.night - taught.night >= ASK_AFTER:
                role = Role.HOST if taught.dreamer == host.id else Role.GUEST
                qualities = {**qualities, f"{role}.{ASKED}": taught.lesson}
                asked = replace(taught, asked=True)
                two = replace(two, lessons=(*two.lessons[:number], asked, *two.lessons[number + 1 :]))
                break
    return two, begun(two, chosen.scene, people, qualities, chosen.before)


def begin_lone(two: Two, one: Sleeper, sleep: Sleep) -> Dream | None:
    """Return what one of them dreams alone; None in a pack that has nothing for them."""
    people = {Role.HOST: one}
    qualities = tonight(two, people, sleep.carried)
    seed = grow(two.seed, "night", one.id, two.night)
    trace = two.trace(one.id)
    found = scene_for_one(two.pack, two.stage, one.id, qualities, trace, two.dreamt(one.id), seed)
    if found is None:
        return None
    chosen, dreamt_with = found
    return begun(two, chosen.scene, people, dreamt_with, chosen.before)


def _with_qualities(two: Two, dream: Dream) -> Two:
    after = dict(dream.encounter.qualities)
    if dream.answered_by_both:
        after |= a_night_nearer(two.pack.goals, after)[0]
    if dream.encounter.questions:
        after[QUESTION] = dream.tells(dream.encounter.questions[-1])
    only_tonight = {*GIVEN, LEFT, ASKED}
    between, own = dict(two.between), {who: dict(kept) for who, kept in two.own.items()}
    for name, value in after.items():
        if dream.began_with.get(name) == value or name.rpartition(".")[2] in only_tonight:
            continue
        first, dot, rest = name.partition(".")
        if dot and first in tuple(Role):
            own.setdefault(dream.people[Role(first)].id, {})[rest] = value
        else:
            between[name] = value
    return replace(two, between=between, own=own)


def _with_things(two: Two, dream: Dream) -> Two:
    host, things = dream.people[Role.HOST], dict(two.things)
    if dream.encounter.left:
        leaver = dream.people.get(Role.GUEST, host)
        things[leaver.id] = {**things.get(leaver.id, {}), LEFT: dream.tells(dream.encounter.left[-1])}
    found = dream.began_with.get(LEFT, "")
    if found and (dream.scene.kind is Kind.ECHO or (dream.shared and _speaks_of_left(dream.scene))):
        things[host.id] = {**things.get(host.id, {}), FOUND: found}
    return replace(two, things=things)


def _with_learnt(two: Two, dream: Dream) -> Two:
    pictures, lessons = dict(two.pictures), two.lessons
    for line in dream.encounter.picture:
        knower = two.other(dream.people[line.about].id).id
        replaces = dream.tells(line.replaces) if line.replaces else None
        pictures[knower] = learnt(pictures.get(knower, ()), dream.tells(line.line), replaces)
    known = {(one.dreamer, one.lesson) for one in lessons}
    for lesson in dream.encounter.lessons:
        for role in sorted(lesson.taught & dream.people.keys()):
            who = dream.people[role].id
            if (who, lesson.id) not in known:
                known.add((who, lesson.id))
                lessons = (*lessons, Taught(who, lesson.id, dream.night))
    return replace(two, pictures=pictures, lessons=lessons)


def _speaks_of_left(scene: Scene) -> bool:
    return any(LEFT in slots_in(written.template) for written in texts_of(scene))
