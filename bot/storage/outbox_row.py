"""What a row of the outbox is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter

from bot.ids import ChannelId, DreamerId, EncounterId, ExcerptId, MessageId, RowId
from bot.letters import Letter
from bot.storage.database import Row
from bot.storage.instants import instant_or_none

letters: Final[TypeAdapter[Letter]] = TypeAdapter(Letter)
"""Letters as the outbox keeps them: JSON."""


class Deed(StrEnum):
    """What is done with a letter."""

    SEND = "send"
    REVISE = "revise"
    WITHDRAW = "withdraw"


class State(StrEnum):
    """`unsure`: it was tried, and nobody knows whether it was said."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    UNSURE = "unsure"
    SAID = "said"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be said. `key` is what makes it once only; a second item of the same key is not written."""

    key: str
    letter: Letter
    due_at: datetime
    dreamer: DreamerId | None = None
    channel: ChannelId | None = None
    encounter: EncounterId | None = None
    deed: Deed = Deed.SEND
    target: RowId | None = None
    after: RowId | None = None
    in_thread: bool = False
    silent: bool = False
    expires_at: datetime | None = None
    excerpt: ExcerptId | None = None
    clicked_at: datetime | None = None
    """Real time. Set where a click asked for it, and its interaction will bring it."""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A row as the courier needs it; `channel` is the dreamer's own where it goes to a dreamer.

    What revises a message lays into it what that message says by now: it may have been answered meanwhile.
    """

    id: RowId
    deed: Deed
    state: State
    letter: Letter
    dreamer: DreamerId | None
    channel: ChannelId | None
    encounter: EncounterId | None
    target: RowId | None
    target_message: MessageId | None
    target_channel: ChannelId | None
    target_state: State | None
    after_message: MessageId | None
    in_thread: bool
    silent: bool
    expires_at: datetime | None
    tried_real: datetime | None
    by_click: bool
    attempts: int
    message: MessageId | None
    excerpt: ExcerptId | None
    taken_back: bool
    """Whether what it shows of two dreamers is not to be shown any more."""
    at_door: bool
    """Whether it waits until its dreamer comes to the door, or was told there."""

    @property
    def private(self) -> bool:
        """Whether it is said by direct message."""
        return self.dreamer is not None


SELECT: Final = """
    SELECT o.*,
        coalesce(o.channel, CASE WHEN dreamer.unreachable_at IS NULL THEN dreamer.dm_channel END) AS place,
        excerpt.ended_at IS NOT NULL AS taken_back,
        CASE WHEN o.deed = 'revise' THEN target.letter ELSE o.letter END AS letter_now,
        target.message AS target_message, target.state AS target_state, previous.message AS after_message,
        CASE WHEN target.in_thread THEN hung.message ELSE target.channel END AS target_channel
    FROM outbox o
    LEFT JOIN dreamer ON dreamer.id = o.dreamer
    LEFT JOIN outbox target ON target.id = o.target
    LEFT JOIN outbox hung ON hung.id = target.target
    LEFT JOIN outbox previous ON previous.id = o.after
    LEFT JOIN excerpt ON excerpt.id = o.excerpt
"""


def read_row(row: Row) -> OutboxRow:
    """Return what `SELECT` found."""
    return OutboxRow(
        id=row["id"],
        deed=Deed(row["deed"]),
        state=State(row["state"]),
        letter=letters.validate_json(row["letter_now"]),
        dreamer=row["dreamer"],
        channel=row["place"],
        encounter=row["encounter"],
        target=row["target"],
        target_message=row["target_message"],
        target_channel=row["target_channel"],
        target_state=None if row["target_state"] is None else State(row["target_state"]),
        after_message=row["after_message"],
        in_thread=bool(row["in_thread"]),
        silent=bool(row["silent"]),
        expires_at=instant_or_none(row["expires_at"]),
        tried_real=instant_or_none(row["tried_real"]),
        by_click=bool(row["by_click"]),
        attempts=row["attempts"],
        message=row["message"],
        excerpt=row["excerpt"],
        taken_back=bool(row["taken_back"]),
        at_door=bool(row["at_door"]),
    )
