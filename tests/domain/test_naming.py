"""Names in dreams and own words: what is shown, and what is kindly refused."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.naming import dream_name, own_words, plain
from bot.errors import DreamError


def refusal(text: str, *, name: bool) -> str | None:
    try:
        _ = dream_name(text) if name else own_words(text)
    except DreamError as refused:
        return refused.key
    return None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada", "Ada"),
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("mary_ann", "mary_ann"),
        ("O’Brien-Núñez", "O’Brien-Núñez"),
        ("Zoe\u0308", "Zoë"),
        ("Ada 🌙", "Ada 🌙"),
        ("Ada ❤️", "Ada ❤️"),
        ("7", "7"),
        ("雪", "雪"),
        ("नड़ें", "नड़ें"),
        ("Nguyễn", "Nguyễn"),
        ("a" * 32, "a" * 32),
        ("e\u0301" * 32, "é" * 32),
        ("C# minor", "C# minor"),
        ("Ada\u00a0L", "Ada L"),
        ("a@b", None),
        ("tom.net", None),
        ("dr.who", "dr.who"),
    ],
)
def test_names_people_have_are_taken(text: str, name: str | None):
    if name is None:
        assert refusal(text, name=True) in ("name-link", None)
    else:
        assert dream_name(text) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "name-empty"),
        ("   ", "name-empty"),
        ("\u3000", "name-empty"),
        ("a" * 33, "name-too-long"),
        ("<@123>", "name-mention"),
        ("@everyone", "name-mention"),
        ("hi @here", "name-mention"),
        ("@ada", "name-mention"),
        ("@ ada", "name-mention"),
        ("＠everyone", "name-mention"),
        ("http://x", "name-link"),
        ("HTTPS://x.y", "name-link"),
        ("discord.gg/abc", "name-link"),
        ("www.x", "name-link"),
        ("ｄｉｓｃｏｒｄ.gg/x", "name-link"),
        ("evil.com", "name-link"),
        ("Ad\u200ba", "name-invisible"),
        ("\u202eadA", "name-invisible"),
        ("Ada\u2066", "name-invisible"),
        ("\u3164", "name-invisible"),
        ("A\u115fa", "name-invisible"),
        ("\uffa0a", "name-invisible"),
        ("\u2800a", "name-invisible"),
        ("A\nB", "name-invisible"),
        ("A\u2028B", "name-invisible"),
        ("A\x00", "name-invisible"),
        ("A\ue000", "name-invisible"),
        ("A\ufe0f", "name-invisible"),
        ("A\U000e0101", "name-invisible"),
        ("A\u034f", "name-invisible"),
        ("👩‍🚀 Ada", "name-invisible"),
        ("❤️\ufe0f a", "name-invisible"),
        ("A\ud800", "name-invisible"),
        ("*Ada*", "name-sign"),
        ("`Ada`", "name-sign"),
        ("||Ada||", "name-sign"),
        ("<Ada>", "name-sign"),
        ("[Ada]", "name-sign"),
        ("# Ada", "name-sign"),
        ("Ada\\", "name-sign"),
        ("🌙", "name-no-letter"),
        ("...", "name-no-letter"),
        ("__", "name-no-letter"),
        ("Z\u0334\u0335\u0336a", "name-marks"),
        ("A" + "\u0316" * 9, "name-marks"),
    ],
)
def test_names_that_would_fool_or_break_are_refused(text: str, key: str):
    assert refusal(text, name=True) == key


def test_a_refusal_says_what_would_be_right():
    with pytest.raises(DreamError) as long:
        dream_name("a" * 40)
    assert long.value.slots == {"limit": 32, "length": 40}
    with pytest.raises(DreamError) as sign:
        dream_name("A*da")
    assert sign.value.slots == {"sign": "*"}
    with pytest.raises(DreamError) as words:
        own_words("abcdef", limit=5)
    assert words.value.slots == {"limit": 5, "length": 6}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I left the rope\nby the well.", "I left the rope by the well."),
        ("  a \t b\r\n\r\nc ", "a b c"),
        ("👨‍👩‍👧‍👦 and 🏳️‍🌈 and ❤️‍🔥 and 👩🏽‍🚀", "👨‍👩‍👧‍👦 and 🏳️‍🌈 and ❤️‍🔥 and 👩🏽‍🚀"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
        ("1️⃣ first", "1️⃣ first"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("*stays* as_typed", "*stays* as_typed"),
        ("meet me @ the well", "meet me @ the well"),
        ("I fell asleep.me too", "I fell asleep.me too"),
        ("🌙", "🌙"),
        ("x" * 300, "x" * 300),
        ("and/or ... 3.5/4", "and/or ... 3.5/4"),
    ],
)
def test_own_words_are_said_as_they_were_meant(text: str, said: str):
    assert own_words(text) == said


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "words-empty"),
        (" \n ", "words-empty"),
        ("\u0301", "words-empty"),
        ("x" * 301, "words-too-long"),
        ("hello @everyone", "words-mention"),
        ("<@1> hi", "words-mention"),
        ("<#5>", "words-mention"),
        ("@ada hi", "words-mention"),
        ("</soulmark:1>", "words-mention"),
        ("see https://x.y", "words-link"),
        ("discord . gg /abc", "words-link"),
        ("come to discord.com/invite/x", "words-link"),
        ("go to evil.net now", "words-link"),
        ("bit.ly/x", "words-link"),
        ("t.me/abc", "words-link"),
        ("www.x", "words-link"),
        ("a\u200bb", "words-invisible"),
        ("a\u200db", "words-invisible"),
        ("\u202eabc", "words-invisible"),
        ("a\u3164b", "words-invisible"),
        ("می\u200c\u200cخ", "words-invisible"),
        ("🌙\u200d", "words-invisible"),
        ("a\U000e0061b", "words-invisible"),
        ("z" + "\u0335" * 3, "words-marks"),
    ],
)
def test_own_words_that_would_harm_are_refused(text: str, key: str):
    assert refusal(text, name=False) == key


hostile = st.text(
    st.sampled_from("aé1 @<>#*_`|[]\\-.~+:/\n\u200b\u200d\u3164\u0301\ufe0f🌙👩ه") | st.characters(), max_size=60
)


@given(hostile)
def test_a_name_once_taken_is_taken_again_as_it_is(text: str):
    if refusal(text, name=True) is None:
        name = dream_name(text)
        assert dream_name(name) == name
        assert 1 <= len(name) <= 32
        assert "\n" not in name
        assert not re.search(r"[*`|<>\[\]\u200b-\u200f\u202a-\u202e]", name)


@given(hostile)
def test_own_words_once_taken_are_taken_again_as_they_are(text: str):
    if refusal(text, name=False) is None:
        words = own_words(text)
        assert own_words(words) == words
        assert 1 <= len(words) <= 300
        assert words.isprintable() or "\u200d" in words or "\u200c" in words


@given(hostile)
def test_plain_text_only_gains_backslashes_and_leaves_no_sign_bare(text: str):
    shown = plain(text)
    assert re.sub(r"\\([\\*_~`|<>\[\]#+.-])", r"\1", shown) == text
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_~`|<>\[\]]", re.sub(r"\\[*_~`|<>\[\]]", "", shown))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("mary_ann_lee", r"mary\_ann\_lee"),
        ("**b**", r"\*\*b\*\*"),
        ("# big", r"\# big"),
        ("-# small", r"\-# small"),
        ("- item", r"\- item"),
        ("1. one", r"1\. one"),
        ("> q", r"\> q"),
        ("a\n# b", "a\n\\# b"),
        ("a - b # c 1. d", "a - b # c 1. d"),
        ("||x||", r"\|\|x\|\|"),
        ("a\\b", r"a\\b"),
        ("~~x~~", r"\~\~x\~\~"),
    ],
)
def test_plain_text_is_shown_as_it_stands(text: str, shown: str):
    assert plain(text) == shown
