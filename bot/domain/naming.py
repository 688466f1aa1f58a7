"""What dreamers may call themselves and say in dreams: names and their own words, fit to be shown to anyone."""

import re
import unicodedata

from bot.errors import DreamError

NAME_LIMIT = 32
"""Characters, as long as Discord's own display names."""
WORDS_LIMIT = 300
"""Characters of one's own words; promise to the people in it: fit for thirteen-year-olds."""

_MARKS_IN_A_ROW = 2
_UNSEEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters and marks by category that draw nothing: Hangul fillers, an empty Braille cell, joiners, Khmer and Mongolian.
_BLANK = frozenset("\u3164\u115f\u1160\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_EMOJI_STYLE = "\ufe0f"

_MENTION = re.compile(r"<[@#]|</|(?<!\w)@\w")
_LINK = re.compile(
    r"http|hxxp|\w://|www\.|discord\s*[.,]\s*gg|discord(?:app)?\.com|dsc\.gg"
    r"|\w\.(?:com|net|org|gg|ly|ru|xyz)\b|\w\.[a-z]{2,}/\w"
)
_BREAKS_NAME = re.compile(r"[*`|<>\[\]\\]|^#")
_MARKDOWN = re.compile(r"[\\*_~`|<>\[\]]")
_LINE_START = re.compile(r"^(\s*)([#+-])|^(\s*[0-9]+)(\.)", re.MULTILINE)
_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a]{5}\U000e007f")


def dream_name(text: str) -> str:
    """Return the name a dreamer wears in dreams: one line, composed (NFC), single spaces, at most 32 characters.

    Underscores are let through, since names have them; show a name through `plain`. Raises DreamError `name-empty`,
    `name-too-long`, `name-invisible`, `name-mention`, `name-link`, `name-sign`, `name-no-letter`, `name-marks`.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not name:
        raise DreamError("name-empty")
    if any(_unseen(name, at, joins=False) for at in range(len(name))):
        raise DreamError("name-invisible")
    name = " ".join(name.split())
    if len(name) > NAME_LIMIT:
        raise DreamError("name-too-long", limit=NAME_LIMIT, length=len(name))
    _refuse_pointing(name, "name")
    if name.startswith("@"):
        raise DreamError("name-mention")
    broken = _BREAKS_NAME.search(name)
    if broken is not None:
        raise DreamError("name-sign", sign=broken[0])
    if not any(character.isalnum() for character in name):
        raise DreamError("name-no-letter")
    return name


def own_words(text: str, limit: int = WORDS_LIMIT) -> str:
    """Return a dreamer's own words as they are shown: one line, composed (NFC), at most `limit` characters.

    Emoji built with joiners stay whole, and so does the writing of Persian and the Indic scripts, which needs them.
    Raises DreamError `words-empty`, `words-too-long`, `words-invisible`, `words-mention`, `words-link`, `words-marks`.
    """
    words = " ".join(unicodedata.normalize("NFC", text).split())
    if not words:
        raise DreamError("words-empty")
    if len(words) > limit:
        raise DreamError("words-too-long", limit=limit, length=len(words))
    seen = _FLAG.sub("\U0001f3f4", words)
    if any(_unseen(seen, at, joins=True) for at in range(len(seen))):
        raise DreamError("words-invisible")
    if not any(_inked(character) for character in seen):
        raise DreamError("words-empty")
    _refuse_pointing(words, "words")
    return words


def plain(text: str) -> str:
    """Return `text` so that Discord shows it as it stands, with nothing read as Markdown."""
    escaped = _MARKDOWN.sub(r"\\\g<0>", text)
    return _LINE_START.sub(lambda start: f"{start[1] or start[3] or ''}\\{start[2] or start[4]}", escaped)


def _refuse_pointing(text: str, what: str) -> None:
    # Compatibility forms, so that a link in fullwidth letters is still a link.
    folded = unicodedata.normalize("NFKC", text).casefold()
    if _MENTION.search(folded):
        raise DreamError(f"{what}-mention")
    if _LINK.search(folded):
        raise DreamError(f"{what}-link")
    in_a_row = 0
    for character in text:
        # By combining class, not category: Indic vowel signs are marks too, have class 0, and rightly pile up.
        in_a_row = in_a_row + 1 if unicodedata.combining(character) else 0
        if in_a_row > _MARKS_IN_A_ROW:
            raise DreamError(f"{what}-marks")


def _unseen(text: str, at: int, *, joins: bool) -> bool:
    """Return whether the character there cannot be seen; `joins` lets joiners be where they join something."""
    character = text[at]
    before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
    if character in (_ZWJ, _ZWNJ):
        joined = character == _ZWJ and _emoji(before) and _emoji(after)
        return not (joins and (joined or (_joining(before) and _joining(after))))
    if character == _EMOJI_STYLE:
        return before == _EMOJI_STYLE or not (_emoji(before) or before in "0123456789#*")
    if unicodedata.name(character, "").startswith("VARIATION SELECTOR"):
        return True
    return character in _BLANK or unicodedata.category(character) in _UNSEEN


def _emoji(character: str) -> bool:
    # Symbols, skin tones (modifier symbols) and the sign that asks for the coloured form; "‼" and "↔" are older kinds.
    return character in "‼⁉〰〽" or character == _EMOJI_STYLE or unicodedata.category(character) in ("So", "Sk", "Sm")


def _joining(character: str) -> bool:
    # Arabic letters, and the Indic blocks from Devanagari to Sinhala.
    return unicodedata.bidirectional(character) == "AL" or "\u0900" <= character <= "\u0dff"


def _inked(character: str) -> bool:
    return not character.isspace() and not unicodedata.category(character).startswith("M")
