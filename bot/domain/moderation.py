"""What reports and moderators' decisions are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.ids import UserId


class Along(StrEnum):
    """What of a dream goes along with a report."""

    ALL = "all"
    THEIRS = "theirs"
    NOTHING = "nothing"


class Decision(StrEnum):
    """What moderators decide over a report."""

    DISMISSED = "dismissed"
    WARNED = "warned"
    REMOVED = "removed"


class Did(StrEnum):
    """What stands in the record of moderators."""

    DISMISSED = "dismissed"
    WARNED = "warned"
    REMOVED = "removed"
    LET_BACK = "let-back"
    LOOKED = "looked"
    LISTED = "listed"
    STORY_CHANNEL = "story-channel"
    REPORT_CHANNEL = "report-channel"
    POOLS = "pools"
    OWN_WORDS = "own-words"
    PACE = "pace"
    PICTURES = "pictures"
    MINIMUM_DAYS = "minimum-days"
    OPENED = "opened"
    WORDS = "words"
    READ_ALOUD = "read-aloud"
    DOOR_CHANNEL = "door-channel"
    DOOR_HOUR = "door-hour"
    DOOR_FOR_ALL = "door-for-all"
    DOOR_CLOSED = "door-closed"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the record. `whom`: the account, None for nobody and for somebody who was erased."""

    moderator: UserId
    did: Did
    whom: UserId | None
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What moderators decided over a report, who, and when."""

    decision: Decision
    by: UserId
    at: datetime


def parted(text: str, first: int, rest: int) -> list[str]:
    """Return a text in pieces of at most `first`, then `rest` characters, parted between lines where that is possible.

    Nothing is lost but the line breaks between pieces; a text without characters is one empty piece.
    """
    pieces = [""]
    for line in text.split("\n"):
        for chunk in _chunks(line, min(first, rest)):
            room = first if len(pieces) == 1 else rest
            joined = f"{pieces[-1]}\n{chunk}" if pieces[-1] else chunk
            if len(joined) <= room:
                pieces[-1] = joined
            else:
                pieces.append(chunk)
    return pieces


def _chunks(line: str, most: int) -> Iterator[str]:
    yield from (line[at : at + most] for at in range(0, max(1, len(line)), most))
