"""Words a server does not want in dreams, found whole, however they are dressed up.

Case, accents, compatibility forms, look-alike letters of other scripts, digits in the place of letters, and characters
that cannot be seen make no difference; nor do signs and spaces between single letters. Inside another word nothing is
found, but in scripts that are written without spaces.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from bot.errors import DreamError

MOST_WORDS: Final = 200
LONGEST_WORD: Final = 40
LONGEST_LIST: Final = 3_800
"""Characters; the form it is edited in holds 4000."""

_LATIN: Final = re.compile(
    r"(?:LATIN (?:CAPITAL LETTER|SMALL LETTER|LETTER SMALL CAPITAL)|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])"
    r"(?: WITH [A-Z ]+)?$"
)
_LOOKS_LIKE: Final = dict(
    zip(
        "авгеёзіїјкмнорсѕтухһԁԛԝьпυαβεηικνορτχωγӏıɡɑʟօսհոаꓐꓑꓓꓖꓗꓘ",
        "abreesiijkmhopcstyxhdqwbnuabenikvoptxwyligalouhnabpdgkk",
        strict=True,
    )
)
"""Small letters of other scripts by what they look like; which of them is meant nobody can see."""
_DIGITS: Final = str.maketrans("0345789@$€", "oeastbqase")
_ONES: Final = str.maketrans("!|", "11")
_STROKES: Final = str.maketrans("1l", "ii")
"""A 1 may be meant for an i or an l."""
_BLANK: Final = frozenset("\u3164\u115f\u1160\uffa0\u2800\u034f")
"""Letters and signs that draw nothing."""
_UNSPACED: Final = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
_DRESSED: Final = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one server, as its moderators wrote them."""

    words: tuple[str, ...] = ()

    def found_in(self, text: str) -> str | None:
        """Return the first word of the list that stands in `text`."""
        if not self.words:
            return None
        read = _read(text)
        return next((word for word in self.words if _stands_in(word, read)), None)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as it is looked through: its tokens, each in every way it can be read, and all of it without spaces."""

    tokens: tuple[frozenset[str], ...]
    whole: str


def read_list(text: str) -> tuple[str, ...]:
    """Return the words of a list, one a line or parted by commas, each once, in the order they are written.

    Raises DreamError `list-word-too-long`, `list-word-empty` for a word without a letter or digit, `list-too-long`.
    """
    words: dict[tuple[str, ...], str] = {}
    for written in re.split(r"[\n,;]+", unicodedata.normalize("NFC", text)):
        word = " ".join(written.split())
        if not word:
            continue
        if len(word) > LONGEST_WORD:
            raise DreamError("list-word-too-long", limit=LONGEST_WORD)
        if not (key := _wanted(word)):
            raise DreamError("list-word-empty", word=word)
        words.setdefault(key, word)
    if len(words) > MOST_WORDS or sum(len(word) + 1 for word in words.values()) > LONGEST_LIST:
        raise DreamError("list-too-long", most=MOST_WORDS)
    return tuple(words.values())


def _stands_in(word: str, text: _Text) -> bool:
    wanted = _wanted(word)
    if _unspaced(word):
        return "".join(wanted) in text.whole
    if len(wanted) == 1 and _spelt_out(wanted[0], text.tokens):
        return True
    starts = range(len(text.tokens) - len(wanted) + 1)
    return any(all(_is_among(one, text.tokens[at + n]) for n, one in enumerate(wanted)) for at in starts)


def _spelt_out(word: str, tokens: Sequence[frozenset[str]]) -> bool:
    """Whether single letters beside one another spell it."""
    letters = [next((one for one in token if len(one) == 1), " ") for token in tokens]
    spelt = "".join(letters)
    return len(word) > 1 and (word in spelt or ("1" in spelt and _strokes(word) in _strokes(spelt)))


def _is_among(word: str, ways: frozenset[str]) -> bool:
    return word in ways or any("1" in word + way and _strokes(way) == _strokes(word) for way in ways)


def _strokes(word: str) -> str:
    return word.translate(_STROKES)


@lru_cache(maxsize=4096)
def _wanted(word: str) -> tuple[str, ...]:
    """Return the tokens of a word of the list."""
    return tuple(_letters(token) for token in _split(_bare(word)))


def _read(text: str) -> _Text:
    chunks = _bare(text).split()
    tokens = tuple(token for chunk in chunks for token in _tokens(chunk))
    return _Text(tokens, "".join(_split(_bare(text))))


def _tokens(chunk: str) -> Iterator[frozenset[str]]:
    """Yield what stands between two spaces: word by word, and as one word if signs are all that parts it."""
    parts = _split(chunk)
    whole = _letters(chunk)
    dressed = [_letters("".join(parts)), whole] if len(parts) > 1 or whole not in parts else []
    for part in parts or [chunk]:
        yield frozenset(_ways([_letters(part), part, *dressed]))


def _ways(written: Iterable[str]) -> Iterator[str]:
    """Yield each, and with letters that were drawn out drawn in."""
    for one in written:
        yield one
        if _DRESSED.search(one):
            yield _DRESSED.sub(r"\1", one)
            yield _DRESSED.sub(r"\1\1", one)


def _letters(token: str) -> str:
    """Return a token with its digits and signs read as letters, if it has any letter; without what is neither."""
    if not any(character.isalpha() for character in token):
        return token
    return "".join(character for character in token.translate(_ONES).translate(_DIGITS) if _is_letter(character))


def _bare(text: str) -> str:
    """Return a text without case, accents, compatibility forms and what cannot be seen; look-alikes as Latin."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    seen = (character for character in unicodedata.normalize("NFKD", apart) if not _adorns(character))
    return unicodedata.normalize("NFKC", "".join(map(_latin, seen)))


def _split(text: str) -> list[str]:
    """Return the runs of letters and digits; the vowel signs that stand on some are part of them."""
    return ["".join(run) for letters, run in groupby(text, _is_letter) if letters]


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _adorns(character: str) -> bool:
    # By combining class: accents, points and the marks of Hebrew and Arabic; not the vowels of Indic scripts and Thai.
    marks = unicodedata.combining(character)
    accents = marks >= 200 or 10 <= marks <= 35 or marks == 1
    return accents or character in _BLANK or unicodedata.category(character) in ("Cf", "Me")


@lru_cache(maxsize=4096)
def _latin(character: str) -> str:
    if character in _LOOKS_LIKE:
        return _LOOKS_LIKE[character]
    found = None if character.isascii() else _LATIN.search(unicodedata.name(character, ""))
    return found[1].lower() if found else character


def _unspaced(word: str) -> bool:
    return any(unicodedata.name(character, "").startswith(_UNSPACED) for character in word)
