"""YAML as packs are written in it: tables, lists and texts, nothing that means something by its looks.

Every scalar is text as it stands (`yes`, `3` and `1.5` too). There are no anchors, aliases, tags, merge keys or second
documents, so nothing grows while it is read: a file is refused before it costs more than its size.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

from bot.content.mistakes import Mistake
from bot.content.unread import Trouble, explain
from bot.content.unseen import unseen

DEEPEST: Final = 12
LONGEST_TEXT: Final = 2_000
"""Half of what Discord takes in one message of components, which is 4,000 characters."""

_QUOTE: Final = "Put a text in quotes, or under `|`"
_WORD_LISTS: Final = frozenset({"when", "prefer", "set", "stage", "motifs", "images", "authors"})
"""Where `[ ]` is welcome: what stands there is words or conditions, not prose."""

_SINGLE: Final = """
    ask cooldown country craft end id kind language licence limit nights pack register scene then to wake weight
"""
_NO_PROSE: Final = _WORD_LISTS.union(_SINGLE.split())
"""Where a comment may well stand behind the word."""


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. `comment` is what YAML took for a comment behind it."""

    value: str
    line: int
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: list["Node"]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values and lines."""

    entries: dict[str, "Node"]
    lines: dict[str, int]
    line: int


Node = Text | Listing | Table


class UnreadableError(Exception):
    """A file that is not read any further."""

    def __init__(self, line: int, what: str, right: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what
        self.right = right

    def at(self, file: str) -> Mistake:
        """Return it as a mistake in `file`."""
        return Mistake(file, self.line, self.what, self.right)


def parse(source: bytes, most: int) -> Table:
    """Return a file's table; UnreadableError at the first thing in it that may not be, such as over `most` bytes."""
    if len(source) > most:
        raise UnreadableError(0, f"the file has {len(source):,} bytes", f"At most {most:,}: split it.")
    try:
        # Some editors put a mark at the head of the file that says it is UTF-8.
        text = source.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise UnreadableError(line, "this is not UTF-8", "Save the file as UTF-8.") from None
    _look_through(text)
    events = _events(text)
    root = _Reader(text.split("\n"), events).document()
    if not isinstance(root, Table):
        raise UnreadableError(root.line, "the file is no table", "It begins with keys, such as `scene: some-id`.")
    return root


def find(node: Node, path: tuple[str | int, ...]) -> int:
    """Return the line of what stands at `path`, or of the nearest thing around it."""
    line = node.line
    for step in path:
        if isinstance(node, Table) and step in node.entries:
            line, node = node.lines[str(step)], node.entries[str(step)]
        elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            line = node.line
        # Anything else is a step of the checker's own, such as a branch of a union.
    return line


def plain(node: Node) -> Any:  # noqa: ANN401 - what YAML calls data: dict, list or str, all the way down
    """Return the values alone."""
    match node:
        case Text(value):
            return value
        case Listing(items):
            return [plain(item) for item in items]
        case Table(entries):
            return {key: plain(value) for key, value in entries.items()}


def comments(node: Node, key: str = "") -> Iterator[Text]:
    """Yield the prose behind which YAML saw a comment on the same line; `key` is what `node` stands under."""
    match node:
        case Text():
            if node.comment and key not in _NO_PROSE:
                yield node
        case Listing(items):
            for item in items:
                yield from comments(item, key)
        case Table(entries):
            for name, value in entries.items():
                yield from comments(value, name)


def _look_through(text: str) -> None:
    for at, what, right in unseen(text):
        raise UnreadableError(text.count("\n", 0, at) + 1, what, right)


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        begun = error.context_mark.line if error.context_mark else line
        trouble = Trouble(str(error.problem), str(error.context), line, column, begun)
        raise UnreadableError(*explain(text.split("\n"), trouble)) from None
    except yaml.YAMLError as error:
        raise UnreadableError(0, f"this cannot be read ({error})", "Save the file as plain text, in UTF-8.") from None


class _Reader:
    """Builds the table out of YAML's events, refusing as it goes."""

    def __init__(self, lines: list[str], events: Iterator[Any]) -> None:
        self._lines = lines
        self._events = events

    def document(self) -> Node:
        next(self._events)
        start = next(self._events)
        if isinstance(start, yaml.StreamEndEvent):
            raise UnreadableError(1, "the file is empty", "It begins with keys, such as `scene: some-id`.")
        if start.version or start.tags:
            raise UnreadableError(1, "there is a % directive", "Take it out.")
        root = self._node(next(self._events), 1, "")
        next(self._events)
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise UnreadableError(after.start_mark.line + 1, "a second document begins here", "One file, one scene.")
        return root

    def _node(self, event: Any, depth: int, key: str) -> Node:  # noqa: ANN401 - PyYAML's events share no base we can name
        line: int = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableError(line, "this begins with *, an alias to YAML", f"{_QUOTE}; an alias is written out.")
        if event.anchor:
            raise UnreadableError(line, "this begins with &, an anchor to YAML", f"{_QUOTE}; an anchor is taken out.")
        if event.tag:
            raise UnreadableError(line, "this begins with !, a tag to YAML", f"{_QUOTE}; a tag is taken out.")
        if depth > DEEPEST:
            raise UnreadableError(line, f"this stands more than {DEEPEST} levels deep", "A scene needs six.")
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listing(event, line, depth, key)
        return self._table(event, line, depth)

    def _text(self, event: Any, line: int) -> Text:  # noqa: ANN401
        value: str = event.value
        if len(value) > LONGEST_TEXT:
            raise UnreadableError(line, f"this text has {len(value):,} characters", f"At most {LONGEST_TEXT:,}.")
        # Double quotes can spell what the file itself does not hold.
        for _, what, right in unseen(value):
            raise UnreadableError(line, what, right)
        rest = ""
        row: int = event.end_mark.line
        if not event.style and row < len(self._lines):
            column: int = event.end_mark.column
            rest = self._lines[row][column:].lstrip()
        return Text(value, line, rest if rest.startswith("#") else "")

    def _listing(self, event: Any, line: int, depth: int, key: str) -> Listing:  # noqa: ANN401
        if event.flow_style and key not in _WORD_LISTS:
            raise UnreadableError(
                line,
                "prose stands in [ ], where commas and question marks mean something to YAML",
                "Begin each item on a line of its own with `- `; put a text that begins with [ in quotes.",
            )
        items: list[Node] = []
        while not isinstance(following := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(following, depth + 1, ""))
        return Listing(items, line)

    def _table(self, event: Any, line: int, depth: int) -> Table:  # noqa: ANN401
        if event.flow_style:
            right = 'Put the text in quotes, as in "{Host} waits."; a table goes on lines of its own.'
            raise UnreadableError(line, "a text cannot begin with {, which is a table to YAML", right)
        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(following := next(self._events), yaml.MappingEndEvent):
            key = self._node(following, depth + 1, "")
            if not isinstance(key, Text):
                raise UnreadableError(key.line, "a key is no single word", "Write `key: text`.")
            if key.value == "<<":
                raise UnreadableError(key.line, "there is a merge key (<<)", "Write it out.")
            if key.value in entries:
                raise UnreadableError(key.line, f"the key {key.value} stands twice", "Keep one of them.")
            lines[key.value] = key.line
            entries[key.value] = self._node(next(self._events), depth + 1, key.value)
        return Table(entries, lines, line)
