"""A night told afterwards."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.read import read_pack
from bot.domain.chance import Seed, choose
from bot.domain.encounter import Close, DreamOn, Encounter, Event, Pick, Speak, begin, fold, step
from bot.domain.scene import Pack, Role, Scene, SceneId
from bot.domain.telling import tell, title
from bot.domain.tonight import NOTHING_LEFT, slots_tonight
from bot.domain.wording import Cast, Person, Pronouns
from tests.content.packs import SHIPPED, put

HOST, GUEST = Role.HOST, Role.GUEST
ADA, BO = Person("Ada", Pronouns.SHE), Person("Bo", Pronouns.HE)
SHIPS = read_pack(SHIPPED)
VISIT = SHIPS.scenes[SceneId("as-far-as-the-middle")]
LONE = SHIPS.scenes[SceneId("coat-on-a-post")]


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder: Path = put(tmp_path_factory.mktemp("well"))
    return read_pack(folder)


def told(pack: Pack, scene: Scene, encounter: Encounter, seed: str = "0", *, own_words: bool = True) -> str:
    marks = {HOST: "fox", GUEST: "scorpion"}
    cast = Cast(ADA, None if scene.kind.lone else BO)
    return tell(encounter, cast, slots_tonight(pack, scene, marks, Seed(seed)), Seed(seed), own_words=own_words)


def night(scene: Scene, *events: tuple[Role, str, str]) -> Encounter:
    return fold(scene, {}, [Pick(who, next(b for b in scene.beats if b == beat), each) for who, beat, each in events])


def body(text: str, scene: Scene) -> str:
    """The sentences between opening and close."""
    seeds = choose(scene.openings, Seed("0"), "opening"), choose(scene.closes, Seed("0"), "close")
    first, last = (len(re.findall(r"[.!?](?:\s|$)", each)) for each in seeds)
    sentences = re.split(r"(?<=[.!?]) ", text)
    return " ".join(sentences[first : len(sentences) - last])


def test_the_weightiest_beats_are_told_with_what_was_answered(well: Pack):
    scene = well.scenes[SceneId("well-with-no-bottom")]
    full = night(
        scene,
        (GUEST, "rope", "show-me-how-you-tied-that"),
        (GUEST, "pull", "hold"),
        (HOST, "pull", "hold"),
    )
    assert body(told(well, scene, full), scene) == (
        "Ada made the knot once, slowly, and it held. Both of them held on. It came up full of light."
    )
    spilt = night(scene, (GUEST, "rope", "take-the-rope-and-pull"), (GUEST, "pull", "hold"), (HOST, "pull", "let-go"))
    assert body(told(well, scene, spilt), scene) == (
        "Bo took the rope without a word. Ada let go, to see; Bo held on. "
        "The rope ran, and a long way down something closed over it."
    )


def test_silence_is_told_of_who_kept_it(well: Pack):
    scene = well.scenes[SceneId("well-with-no-bottom")]
    alone = night(scene, (GUEST, "rope", "take-the-rope-and-pull"), (HOST, "pull", "hold"))
    assert "Ada held on; Bo hauled it up alone" in told(well, scene, step(alone, Close()))
    nobody = night(scene, (GUEST, "rope", "take-the-rope-and-pull"))
    assert "Neither of them answered." in told(well, scene, step(nobody, Close()))
    nameless = replace(scene, openings=("There was a well.", "It was a well."))
    unnamed = night(nameless, (GUEST, "rope", "take-the-rope-and-pull"))
    assert "Bo took the rope without a word. Neither Ada nor Bo answered." in told(
        well, nameless, step(unnamed, Close())
    )
    early = step(begin(scene, {}), DreamOn(HOST, scene.begins.then or scene.wake))
    assert "stood at the edge and came no nearer." in told(well, scene, early)


def test_own_words_are_quoted_only_where_that_is_allowed():
    spoken = fold(VISIT, {}, [Speak(GUEST, VISIT.begins.id, "{host} came?"), Close()])
    assert "Bo said: “{host} came?” " in told(SHIPS, VISIT, spoken)
    assert "came?" not in told(SHIPS, VISIT, spoken, own_words=False)
    assert "Bo said something not in this book." in told(SHIPS, VISIT, spoken, own_words=False)


def test_own_words_are_quoted_as_they_were_said_and_not_as_markdown():
    spoken = fold(VISIT, {}, [Speak(GUEST, VISIT.begins.id, "||look|| at **me**."), Close()])
    assert r"Bo said: “\|\|look\|\| at \*\*me\*\*.” " in told(SHIPS, VISIT, spoken)


def test_who_is_clear_is_called_by_the_pronoun_they_chose():
    worn = night(LONE, (HOST, "post", "wear"), (HOST, "neck", "open"))
    text = told(SHIPS, LONE, worn)
    assert "She put the coat on." in text
    assert "She left the neck of it open." in text


def test_what_was_left_has_a_word_even_before_anything_was():
    slots = slots_tonight(SHIPS, LONE, {HOST: "fox"}, Seed("0"))
    assert slots["left"] == NOTHING_LEFT
    assert slots_tonight(SHIPS, LONE, {HOST: "fox"}, Seed("0"), "a rope")["left"] == "a rope"


def test_a_shared_night_lies_in_the_country_of_whom_the_guests_mark_shows():
    slots = slots_tonight(SHIPS, VISIT, {HOST: "snail", GUEST: "heron"}, Seed("0"))
    assert slots["country.name"] == SHIPS.countries["dry-river"].name
    assert slots["host.craft.name"] == SHIPS.crafts["basketry"].name
    assert slots["guest.craft.name"] == SHIPS.crafts["mapping"].name
    assert (slots["host.mark"], slots["guest.mark"]) == ("a snail", "a heron")
    alone = slots_tonight(SHIPS, LONE, {HOST: "snail"}, Seed("0"))
    assert alone["country.name"] == SHIPS.countries["slow-train"].name


def test_a_night_has_the_title_of_its_scene():
    assert title(VISIT, Cast(ADA, BO), {}, Seed("0")) == "As Far as the Middle"


def ways(scene: Scene) -> st.SearchStrategy[Encounter]:
    """Any night of a scene, closed at the end."""

    @st.composite
    def one(draw: st.DrawFn) -> Encounter:
        encounter = begin(scene, {})
        for _ in range(draw(st.integers(0, 8))):
            events: list[Event] = [
                Pick(role, encounter.beat.id, choice.id)
                for role in encounter.roles
                for choice in encounter.choices(role)
            ]
            events += [Speak(role, encounter.beat.id, "…") for role in encounter.roles if encounter.may_speak(role)]
            if not events:
                break
            encounter = step(encounter, draw(st.sampled_from(events)))
        return step(encounter, Close())

    return one()


@pytest.mark.parametrize("name", list(SHIPS.scenes))
@given(data=st.data())
def test_every_night_of_the_pack_that_ships_is_told_of_others_in_the_past(name: SceneId, data: st.DataObject):
    scene = SHIPS.scenes[name]
    encounter = data.draw(ways(scene))
    seed = data.draw(st.sampled_from(["0", "1", "2"]))
    text = told(SHIPS, scene, encounter, seed)
    assert text == told(SHIPS, scene, encounter, seed)
    assert "Ada" in text or "Bo" in text
    # What somebody said may be said to anybody.
    unsaid = re.sub(r"\b(said|asked)\b[^.;]*", "", text)
    assert not re.search(r"\b(you|your|yours)\b", unsaid, re.IGNORECASE)
    assert not re.search(r"[{}\[\]|]|\.\.|  | [.;]", text)
    assert text.endswith(".")
