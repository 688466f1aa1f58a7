"""The laws of packs and encounters together, over scenes nobody wrote and nights as they come."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.lengths import LONGEST_LABEL, LONGEST_LEFT, LONGEST_NAME, LONGEST_REGISTER
from bot.content.odds import endings
from bot.content.prove import check
from bot.content.texts import Use, texts_of
from bot.content.walk import Budget, walk
from bot.domain.chance import Seed
from bot.domain.encounter import (
    Arrive,
    Close,
    DreamOn,
    Encounter,
    Event,
    FellSilent,
    Moment,
    Pick,
    Reached,
    Speak,
    Try,
    begin,
    fold,
    step,
)
from bot.domain.scene import Asked, BeatId, Pack, Role, Scene, SceneId
from bot.domain.telling import tell
from bot.domain.tonight import slots_tonight
from bot.domain.wording import Cast, Person, Pronouns, say, say_silence
from tests.content.packs import put
from tests.content.scenes_made_up import made_up

MESSAGE = 4_000
"""Characters Discord takes in one message of components."""
LONGEST = Person("W" * LONGEST_NAME, Pronouns.THEY)
SEEDS = st.integers(0, 9).map(lambda number: Seed(f"night {number}"))
ODDS = 1e-9


def packed(text: str) -> tuple[Pack, Scene]:
    with TemporaryDirectory() as folder:
        pack = check(put(Path(folder), text))
    return pack, pack.scenes[SceneId("made-up")]


def cast_of(scene: Scene) -> Cast:
    return Cast(LONGEST, None if scene.kind.lone else LONGEST)


def slots_of(pack: Pack, scene: Scene, seed: Seed) -> dict[str, str]:
    """Slots as long as they come: of the marks whose countries and crafts say most."""
    marks = sorted(pack.motifs, key=lambda mark: len(pack.motifs[mark].drawn) + len(pack.motifs[mark].name))
    return slots_tonight(pack, scene, {Role.HOST: marks[-1], Role.GUEST: marks[-2]}, seed, "o" * LONGEST_LEFT)


@st.composite
def nights(draw: st.DrawFn, scene: Scene, *, most: int = 14) -> list[Event]:
    """Events as they come: some that are due, some late, double, of others, or of nobody."""
    here = begin(scene, {})
    events: list[Event] = []
    for _ in range(draw(st.integers(0, most))):
        due = list(possible(here))
        if due and draw(st.integers(0, 3)):
            event = draw(st.sampled_from(due))
        elif events and draw(st.booleans()):
            event = draw(st.sampled_from(events))
        else:
            event = draw(anything(scene))
        events += [event] * draw(st.sampled_from((1, 1, 2)))
        here = step(here, event)
    return events


def possible(here: Encounter) -> Iterator[Event]:
    for role in here.roles:
        yield from (Pick(role, here.beat.id, choice.id) for choice in here.choices(role))
        if here.may_speak(role):
            yield Speak(role, here.beat.id, "A word.")
        if here.kept_waiting(role):
            yield DreamOn(role, here.beat.id)


def anything(scene: Scene) -> st.SearchStrategy[Event]:
    who = st.sampled_from(Role)
    beat = st.sampled_from([*scene.beats, BeatId("gone")])
    ids = [choice.id for each in scene.beats.values() for choice in (each.ask.choices if each.ask else ())]
    return st.one_of(
        st.builds(Arrive, who, st.sampled_from(("", "sore"))),
        st.builds(Pick, who, beat, st.sampled_from([*ids, "gone"])),
        st.builds(Speak, who, beat, st.just("Late.")),
        st.builds(DreamOn, who, beat),
        st.builds(Try, who, st.just("bowline"), st.booleans()),
        st.just(Close()),
    )


@given(made_up())
@settings(max_examples=60, deadline=None)
def test_what_is_made_up_by_the_rules_is_proved(text: str):
    _, scene = packed(text)
    walked = walk(scene)
    assert not walked.beyond
    odds = endings(scene, Budget())
    assert odds.keys() == walked.endings
    assert all(0 < each <= 1 + ODDS for each in odds.values())


@given(made_up(), st.data())
@settings(max_examples=60, deadline=None)
def test_every_night_comes_to_an_end_and_stays_there(text: str, data: st.DataObject):
    _, scene = packed(text)
    events = data.draw(nights(scene))
    ended = fold(scene, {}, [*events, Close()])
    assert ended.ended
    assert not ended.waits_for()
    later = data.draw(st.lists(anything(scene).filter(lambda event: not isinstance(event, Arrive | Try)), max_size=4))
    assert fold(scene, {}, [*events, Close(), *later]) == ended


@given(made_up(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_night_folded_anew_after_any_event_is_the_same_night(text: str, data: st.DataObject):
    _, scene = packed(text)
    events = data.draw(nights(scene))
    here = begin(scene, {})
    for number, event in enumerate(events, 1):
        before, here = here, step(here, event)
        assert fold(packed(text)[1] if number == len(events) else scene, {}, events[:number]) == here
        # Nothing that was told is ever untold.
        assert here.moments[: len(before.moments)] == before.moments
        if not isinstance(event, Close):
            assert step(here, event).beat == here.beat or before.beat == here.beat


@given(made_up(), st.data())
@settings(max_examples=60, deadline=None)
def test_answers_of_both_at_once_come_to_one_outcome_in_either_order(text: str, data: st.DataObject):
    _, scene = packed(text)
    here = fold(scene, {}, data.draw(nights(scene, most=3)))
    if here.beat.ask is None or here.beat.ask.of is not Asked.BOTH or here.held:
        return
    host, guest = (data.draw(st.sampled_from(here.choices(role))) for role in Role)
    picks = [Pick(Role.HOST, here.beat.id, host.id), Pick(Role.GUEST, here.beat.id, guest.id)]
    one, other = [step(step(here, a), b) for a, b in (picks, picks[::-1])]
    assert one == other
    assert one.beat != here.beat


@given(made_up(), SEEDS)
@settings(max_examples=60, deadline=None)
def test_every_text_can_be_said_to_every_reader_and_fits_its_place(text: str, seed: Seed):
    pack, scene = packed(text)
    slots = slots_of(pack, scene, seed)
    most = {"label": LONGEST_LABEL, "leave": LONGEST_LEFT, "question": LONGEST_LEFT}
    for written in texts_of(scene):
        for reader in (None, Role.HOST) if scene.kind.lone else (None, *Role):
            away = Role.HOST if written.use is Use.SILENCE else None
            cast = Cast(LONGEST, cast_of(scene).guest, None if scene.kind.lone else away)
            said = say(written.template, cast, slots, seed, reader)
            assert "{" not in said
            assert "|" not in said
            assert len(said) <= most.get(str(written.path[-1]), MESSAGE)


@given(made_up(), st.data(), SEEDS)
@settings(max_examples=60, deadline=None)
def test_nothing_that_is_read_at_once_is_longer_than_a_message(text: str, data: st.DataObject, seed: Seed):
    pack, scene = packed(text)
    slots, cast = slots_of(pack, scene, seed), cast_of(scene)
    here = begin(scene, {})
    for event in [*data.draw(nights(scene)), Close()]:
        after = step(here, event)
        for reader in after.roles:
            new = after.moments[len(here.moments) :]
            read = [said for moment in new for said in passage(scene, moment, cast, slots, seed, reader)]
            assert len("\n\n".join(read)) <= MESSAGE
        here = after
    assert len(tell(here, cast, slots, seed, own_words=True)) <= MESSAGE


def passage(scene: Scene, moment: Moment, cast: Cast, slots: dict[str, str], seed: Seed, reader: Role) -> Iterator[str]:
    match moment:
        case FellSilent(beat, silent):
            ask = scene.beats[beat].ask
            assert ask is not None
            yield say_silence(ask.silence, silent, cast, slots, seed, reader)
        case Reached(beat):
            yield say(scene.beats[beat].texts.to(reader), cast, slots, seed, reader)
            if scene.beats[beat].register:
                yield "o" * LONGEST_REGISTER
        case _:
            pass
