"""Words a server does not want are found however they are dressed up, and never inside another word."""

import string
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.wordlist import MOST_WORDS, WordList, read_list
from bot.errors import DreamError

LETTERS = string.ascii_lowercase
words = st.text(LETTERS, min_size=3, max_size=9)
marks = st.sampled_from(["\u0301", "\u0308", "\u0327", "\u0336", "\u20dd"])
unseen = st.sampled_from(["\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u202e", "\u3164"])
signs = st.sampled_from([" ", ".", "-", "_", "*", "\N{MIDDLE DOT}", "/"])
ALIKE = {
    "a": "\u0430\u03b1\uff41\U0001d41a\u24d0@4\U0001f130", "c": "\u0441\uff43\u1d04", "e": "\u0435\u03b5\u1d07\u20ac3",
    "i": "\u0456\u0131\u03b91!", "l": "\u04cf1|\u0142", "o": "\u043e\u03bf\u05850\u00f8", "p": "\u0440\u03c1",
    "s": "\u0455$5", "t": "\u03c47", "x": "\u0445\u03c7", "y": "\u0443",
}  # fmt: skip


def found(word: str, text: str) -> bool:
    return WordList((word,)).found_in(text) == word


def between(data: st.DataObject, word: str, what: st.SearchStrategy[str]) -> str:
    return "".join(letter + data.draw(what) for letter in word)


@given(word=words, before=words, after=words)
def test_a_word_is_found_whole_in_any_case(word: str, before: str, after: str) -> None:
    for text in (
        word,
        word.upper(),
        f"{before} {word.title()} {after}",
        f"{before}, {word}!",
        f"“{word}”",
        f"{word}'s",
    ):
        assert found(word, text)


@given(word=words, data=st.data())
def test_accents_and_what_cannot_be_seen_hide_nothing(word: str, data: st.DataObject) -> None:
    assert found(word, between(data, word, marks))
    assert found(word, between(data, word, unseen))
    assert found(between(data, word, marks), word)


@given(word=words, data=st.data(), around=words)
def test_spacing_letters_out_hides_nothing(word: str, data: st.DataObject, around: str) -> None:
    apart = data.draw(signs).join(word)
    assert found(word, apart)
    assert found(word, f"{around} {apart} {around}")
    assert found(word, data.draw(signs).join(word.upper()))


@given(word=words, data=st.data())
def test_look_alikes_of_other_scripts_and_digits_hide_nothing(word: str, data: st.DataObject) -> None:
    alike = [data.draw(st.sampled_from([letter, *ALIKE.get(letter, "")])) for letter in word]
    assume(any(letter.isalpha() for letter in alike))
    assert found(word, "".join(alike))


@given(word=words, times=st.integers(3, 6), at=st.integers(0, 8))
def test_drawing_a_letter_out_hides_nothing(word: str, times: int, at: int) -> None:
    assume(not any(one == other for one, other in pairwise(word)))
    at %= len(word)
    assert found(word, word[:at] + word[at] * times + word[at + 1 :])


@given(word=words, before=st.text(LETTERS, max_size=4), after=st.text(LETTERS, max_size=4))
def test_nothing_is_found_inside_another_word(word: str, before: str, after: str) -> None:
    assume(before or after)
    whole = before + word + after
    assume(not any(whole[n] == whole[n + 1] == whole[n + 2] for n in range(len(whole) - 2)))
    assert not found(word, whole)
    assert not found(word, f"the {whole} there")


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("ass", "a class of its own, as such"), ("hell", "hello, shell"), ("cock", "a peacock and a cockatoo"),
        ("pen is", "the pens"), ("is", "this"), ("tit", "a title, and a little"), ("88", "1888 and 880"),
        ("bad", "b and d"), ("bill", "ball 11"), ("one", "on e-mail"), ("ball", "bail"), ("rape", "grapes, drape"),
        ("cum", "document"),
    ],
)  # fmt: skip
def test_plain_sentences_are_left_alone(word: str, text: str) -> None:
    assert not found(word, text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("go away", "Now Go  AWAY."), ("naïve", "how naive"), ("straße", "STRASSE"), ("плохо", "это ПЛОХО!"),
        ("κακό", "πολύ κακο"), ("سيئ", "هذا سَيِّئ جدا"), ("馬鹿", "この馬鹿め"), ("बुरा", "यह बुरा है"), ("88", "88!"),
        ("bad", "\U0001f171\U0001f170\U0001f173"), ("bad", "b@.d"), ("bad", "ⓑⓐⓓ"), ("bad", "𝖇𝖆𝖉"), ("bad", "ʙᴀᴅ"),
    ],
)  # fmt: skip
def test_words_of_any_script_are_found(word: str, text: str) -> None:
    assert found(word, text)


def test_a_word_of_an_indic_script_is_not_another_with_other_vowels() -> None:
    assert not found("बुरा", "बेर")


@given(text=st.text(max_size=80), word=words)
def test_no_text_breaks_it(text: str, word: str) -> None:
    WordList((word,)).found_in(text)


@given(written=st.lists(words, max_size=20), data=st.data())
def test_a_list_is_read_as_written_each_word_once(written: list[str], data: st.DataObject) -> None:
    parted = "".join(f" {word}{data.draw(st.sampled_from([',', chr(10), ', ', ';']))}" for word in written)
    assert read_list(parted) == tuple(dict.fromkeys(written))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("\n".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(MOST_WORDS + 1)), "list-too-long"),
        (",".join(f"{chr(97 + n // 26)}{chr(97 + n % 26)}{'y' * 37}" for n in range(96)), "list-too-long"),
        ("x" * 41, "list-word-too-long"),
        ("fine, ***", "list-word-empty"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(DreamError, match=why):
        read_list(text)


def test_an_empty_list_finds_nothing_and_case_and_accents_make_no_second_word() -> None:
    assert WordList().found_in("anything") is None
    assert read_list(" \n,;") == ()
    assert read_list("Naïve, naive, NAIVE") == ("Naïve",)
