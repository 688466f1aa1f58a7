"""One REST call and its answer, as every route sees them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.rehearsal.answer import Answer
from bot.rehearsal.bodies import Upload
from bot.rehearsal.interactions import Interactions
from bot.rehearsal.limits import Limits
from bot.rehearsal.state import State
from bot.rehearsal.values import Json, as_object


@dataclass(frozen=True, slots=True)
class Call:
    """A call that passed the door. `parts` are the variable parts of its path, in order."""

    state: State
    interactions: Interactions
    limits: Limits
    parts: tuple[str, ...]
    query: Mapping[str, str]
    raw: object
    """The JSON body, or None."""
    uploads: list[Upload]

    @property
    def body(self) -> Json:
        """The body, if it is an object."""
        return as_object(self.raw)

    def number(self, place: int) -> int:
        """Return a part of the path as a snowflake; 0 if it is none."""
        part = self.parts[place]
        return int(part) if part.isascii() and part.isdigit() else 0


@dataclass(frozen=True, slots=True)
class Route:
    """A method, a path pattern matched in full, and who answers.

    `open` needs no bot token and is not counted to the limit over all; `bucket` names its own limit, if it has one.
    """

    method: str
    pattern: str
    handler: Callable[[Call], Answer]
    open: bool = False
    bucket: str = ""
