"""A text as each of the two reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chance import Seed
from bot.domain.scene import BeatId, Role, Silence, Texts
from bot.domain.wording import Cast, Person, Pronouns, WordingError, longest, parse, say, say_silence, slots_in

ADA, BO, KIM = Person("Ada", Pronouns.SHE), Person("Bo", Pronouns.HE), Person("kim", Pronouns.THEY)
CAST = Cast(ADA, KIM)
SEED = Seed("tonight")


def said(template: str, reader: Role | None, cast: Cast = CAST, seed: Seed = SEED) -> str:
    return say(template, cast, {"country.sound": "a bell", "far": "a heron"}, seed, reader)


@pytest.mark.parametrize(
    ("template", "host", "guest", "nobody"),
    [
        ("{Host has/have} it.", "You have it.", "Ada has it.", "Ada has it."),
        ("{Host's} hand, {guest's} hand", "Your hand, kim's hand", "Ada's hand, your hand", "Ada's hand, kim's hand"),
        ("past {host}", "past you", "past Ada", "past Ada"),
        ("{guest.they was/were} late", "they were late", "you were late", "they were late"),
        ("{Host.they was/were} late", "You were late", "She was late", "She was late"),
        ("{host.their} {host.theirs}", "your yours", "her hers", "her hers"),
        ("{guest.them}, {guest.themself}", "them, themself", "you, yourself", "them, themself"),
        ("{Guest waits/wait}", "kim waits", "You wait", "kim waits"),
        (
            "{Country.sound}, then {country.sound}; {far}",
            "A bell, then a bell; a heron",
            *["A bell, then a bell; a heron"] * 2,
        ),
    ],
)
def test_a_text_is_read_by_each_in_their_own_person(template: str, host: str, guest: str, nobody: str):
    assert (said(template, Role.HOST), said(template, Role.GUEST), said(template, None)) == (host, guest, nobody)


def test_me_is_who_dreams_alone():
    alone = Cast(BO)
    assert said("{Me waits/wait}, {me.their} hand", Role.HOST, alone) == "You wait, your hand"
    assert said("{Me waits/wait}, {me.their} hand", None, alone) == "Bo waits, his hand"


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "}",
        "[",
        "a|b",
        "[a]",
        "[a|[b|c]]",
        "{a b}",
        "{}",
        "{Host's has/have}",
        "{host has}",
        "{{a}}",
        "{guest.thy}s {}",
    ],
)
def test_a_text_outside_the_grammar_is_refused(text: str):
    with pytest.raises(WordingError):
        parse(text)


@pytest.mark.parametrize("template", ["{country.smell}", "{away}", "{guest}"])
def test_what_is_not_there_cannot_be_said(template: str):
    with pytest.raises(WordingError):
        said(template, None, Cast(ADA))


def test_a_dreamers_words_are_no_template():
    assert said("{host}, {far}", None, Cast(Person("{guest}[a|b]"), BO)) == "{guest}[a|b], a heron"


@given(st.text(min_size=1, max_size=20).map(Seed))
def test_both_read_the_same_variant_and_read_it_again(seed: Seed):
    template = "[one|two {far}|three] and [{far}|five]"
    assert (
        said(template, Role.HOST, seed=seed) == said(template, Role.GUEST, seed=seed) == said(template, None, seed=seed)
    )


def test_every_variant_is_said_to_somebody():
    assert {said("[a|b|c {far}]", None, seed=Seed(str(n))) for n in range(100)} == {"a", "b", "c a heron"}


def test_a_silence_is_read_from_the_side_one_is_on():
    texts = "{There has/have} waited for {away}.", "{Away is/are} gone from {there}."
    silence = Silence(Texts(texts[0], texts[0]), Texts(texts[1], texts[1]), "slept", BeatId("cut"))

    def read(silent: set[Role], reader: Role) -> str:
        return say_silence(silence, frozenset(silent), CAST, {}, SEED, reader)

    assert read({Role.GUEST}, Role.HOST) == "You have waited for kim."
    assert read({Role.GUEST}, Role.GUEST) == "You are gone from Ada."
    assert read({Role.HOST, Role.GUEST}, Role.HOST) == "You are gone from kim."
    assert read({Role.HOST, Role.GUEST}, Role.GUEST) == "You are gone from Ada."


PIECES = st.lists(
    st.sampled_from(
        [
            "and ",
            "{far}",
            "{Country.sound}",
            "{host}",
            "{Guest's}",
            "{host.themself}",
            "{guest.they was/were}",
            "{Host makes/make}",
            "[a|{far} and {host}]",
            "[{guest.their}|b|c]",
        ]
    ),
    max_size=8,
).map("".join)


@given(
    PIECES, st.sampled_from([*Role, None]), st.integers(), st.sampled_from(list(Pronouns)), st.text("ab", max_size=9)
)
def test_nothing_said_is_longer_than_was_foretold(
    template: str, reader: Role | None, seed: int, pronouns: Pronouns, name: str
):
    cast = Cast(Person(name, pronouns), Person(name[::-1], pronouns))
    text = said(template, reader, cast, Seed(str(seed)))
    assert len(text) <= longest(template, {"far": 7, "country.sound": 6}, name_length=9)


def test_the_foretold_length_is_come_to():
    assert longest("{host} [a|bcd {far}]", {"far": 7}, name_length=9) == len("Ada-Marie bcd a heron")


def test_slots_within_variants_are_known():
    assert slots_in("{far} [a|{country.sound}] {host} {Guest's}") == {"far", "country.sound"}
