"""Says in a writer's words why YAML could not read a file, and on which line the writer should look."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple


class Trouble(NamedTuple):
    """What the parser said: its problem, and lines and column counted from 0."""

    problem: str
    context: str
    line: int
    column: int
    begun: int
    """The line on which it began what it could not end."""


class Reason(NamedTuple):
    """The line to look at, counted from 1, what is wrong there, and what would be right."""

    line: int
    what: str
    right: str


_KEYED: Final = re.compile(r" *(?:- +)*(?:[\w.+ -]{1,80}: +)?")
"""What stands before a text on its line."""
_KEY: Final = re.compile(r" *(?:- +)*[\w.-]{1,40}:(?: |$)")
_QUOTED: Final = {'"': r'"(?:[^"\\]|\\.)*"', "'": r"'(?:[^']|'')*'"}
_FORBIDDEN: Final = "@`%*&!|>"
_QUOTE: Final = "Put the text in quotes, or under `|` on lines of its own."
_INDENT: Final = "Keys that go together begin in the same column; what belongs to a key stands two spaces further in."


def explain(lines: list[str], trouble: Trouble) -> Reason:
    """Return why a file whose `lines` these are could not be read."""
    return next(reason for look in _LOOKS if (reason := look(lines, trouble)))


def _open_quote(lines: list[str], trouble: Trouble) -> Reason | None:
    if "quoted scalar" not in trouble.context:
        return None
    if "escape" in trouble.problem:
        return Reason(trouble.line + 1, "there is a \\ in double quotes", "Take it out, or write the text under `|`.")
    here = trouble.begun
    return Reason(here + 1, "a quote opens on this line and never closes", _quote_again(_text_of(lines, here)))


def _runs_on(lines: list[str], trouble: Trouble) -> Reason | None:
    """A quote that was forgotten ends at the next one, somewhere below, and only there nothing fits any more."""
    here = next((n for n in range(min(trouble.line, len(lines) - 1), -1, -1) if _opens(_text_of(lines, n))), None)
    if here is None or here == trouble.line or not any(map(_KEY.match, lines[here + 1 : trouble.line + 1])):
        return None
    return Reason(here + 1, "a quote opens on this line and does not close on it", _quote_again(_text_of(lines, here)))


def _opens(text: str) -> bool:
    return text[:1] in ("'", '"') and re.match(_QUOTED[text[0]], text) is None


def _open_list(lines: list[str], trouble: Trouble) -> Reason | None:
    if "flow" not in trouble.context and "',' or" not in trouble.problem:
        return None
    above = range(min(trouble.begun, len(lines) - 1), -1, -1)
    here = next((n for n in above if _text_of(lines, n)[:1] in ("[", "{")), trouble.begun)
    begins = _text_of(lines, here)[:1]
    if begins == "{":
        return Reason(here + 1, "a text cannot begin with {", _QUOTE)
    if "]" in _line(lines, here):
        right = "Write [one, two]: one comma between each two, and quotes round what has a comma or a colon in it."
        return Reason(here + 1, "the list in [ ] on this line cannot be read", right)
    return Reason(here + 1, "a [ opens on this line and never closes", "Close it with ], or put the text in quotes.")


def _first_letter(lines: list[str], trouble: Trouble) -> Reason | None:
    for here in dict.fromkeys((trouble.line, trouble.begun)):
        text = _text_of(lines, here)
        if text[:1] in ("|", ">") and text[1:].strip(" +-0123456789"):
            right = f"After {text[0]} the text begins on the next line, two spaces further in."
            return Reason(here + 1, f"there is text behind the {text[0]}", right)
        if text and text[0] in _FORBIDDEN and text[0] not in "|>":
            return Reason(here + 1, f"a text cannot begin with {text[0]}", _QUOTE)
        if text[:1] == "[" and text.rstrip()[-1:] != "]":
            return Reason(here + 1, "a text cannot begin with [", _QUOTE)
        if text[:1] in ("'", '"') and (rest := _behind_quote(text)):
            return Reason(here + 1, f"after the closing quote there is more: `{rest[:40]}`", _quote_again(text))
    return None


def _list_on_a_key(lines: list[str], trouble: Trouble) -> Reason | None:
    del lines
    if "block sequence entries" not in trouble.problem:
        return None
    right = "A list begins on the line after its key: each item on a line of its own that begins with `- `."
    return Reason(trouble.line + 1, "a list cannot begin here", right)


def _colon(lines: list[str], trouble: Trouble) -> Reason | None:
    if "mapping values" not in trouble.problem:
        return None
    line = _line(lines, trouble.line)
    first = _KEY.match(line)
    if first and trouble.column >= first.end() - 1 and line[: trouble.column].rstrip() != first[0].rstrip(": "):
        return Reason(trouble.line + 1, "there is a second `: ` on this line, inside a text", _QUOTE)
    if first:
        return Reason(trouble.line + 1, "this key stands further in than the one it goes with", _INDENT)
    return Reason(trouble.line + 1, "there is a `: ` inside a text", _QUOTE)


def _comment(lines: list[str], trouble: Trouble) -> Reason | None:
    """A `#` ends a text that runs over several lines, and the rest of it hangs in the air."""
    for here in (trouble.line, trouble.line - 1, trouble.begun):
        if 0 <= here < len(lines) and " #" in lines[here] and not lines[here].lstrip().startswith("#"):
            return Reason(here + 1, "the # ends the text here: YAML takes the rest for a comment", _QUOTE)
    return None


def _no_key(lines: list[str], trouble: Trouble) -> Reason | None:
    if "':'" not in trouble.problem:
        return None
    line = _line(lines, trouble.begun).strip()
    if match := re.match(r"[\w-]{1,40}:\S", line):
        return Reason(trouble.begun + 1, f"there is no space after {match[0][:-1]}", "Write `key: text`.")
    right = "A line is `key: text`, or stands further in than its key, under `|`."
    return Reason(trouble.begun + 1, f"this line has no key: `{line[:40]}`", right)


def _indent(lines: list[str], trouble: Trouble) -> Reason | None:
    line = _line(lines, trouble.line)
    if not line.strip():
        return None
    if match := re.match(r" *[\w-]{1,40}:\S", line):
        return Reason(trouble.line + 1, f"there is no space after {match[0].strip()[:-1]}", "Write `key: text`.")
    if "'-' indicator" in trouble.problem and not line.lstrip().startswith("-"):
        return Reason(trouble.line + 1, "this line stands in a list and does not begin with `- `", _INDENT)
    return Reason(trouble.line + 1, "this line does not begin in the column of anything above it", _INDENT)


def _anything(lines: list[str], trouble: Trouble) -> Reason | None:
    del lines
    return Reason(trouble.line + 1, f"this cannot be read ({trouble.problem})", _QUOTE)


_LOOKS: Final[tuple[Callable[[list[str], Trouble], Reason | None], ...]] = (
    _open_quote,
    _runs_on,
    _open_list,
    _first_letter,
    _list_on_a_key,
    _colon,
    _comment,
    _no_key,
    _indent,
    _anything,
)


def _line(lines: list[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _text_of(lines: list[str], number: int) -> str:
    line = _line(lines, number)
    before = _KEYED.match(line)
    return line[before.end() :].strip() if before else line


def _behind_quote(text: str) -> str:
    """Return what stands behind the quote that closes `text`, where something does."""
    closed = re.match(_QUOTED[text[0]], text)
    return text[closed.end() :].strip() if closed else ""


def _quote_again(text: str) -> str:
    other = "'" if text[:1] == '"' else '"'
    return f"Quote the whole text, with {other} if there is {text[:1]} inside it; or write it under `|`."
