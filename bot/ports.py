"""What the bot asks of Discord, in words of its own. `cogs.post` answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from bot.ids import ChannelId, GuildId, MessageId, RoleId, RowId, UserId
from bot.letters import Letter


class Refusal(Enum):
    """Why something could not be said."""

    UNREACHABLE = "this person takes no direct messages from us"
    TOO_FAST = "direct messages are being opened too fast"
    FLAGGED = "Discord has flagged the bot"
    NO_PLACE = "the channel is gone, or the bot may not speak there"
    NO_MESSAGE = "the message is gone"
    BUSY = "Discord did not take it; surely not said"
    UNCERTAIN = "the answer was lost; perhaps said, perhaps not"


class SendError(Exception):
    """Something could not be said."""

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        super().__init__(f"{refusal.value} {detail}".strip())
        self.refusal = refusal


class NoAnswerError(Exception):
    """Discord gave no answer. It says nothing about the member who was asked after."""


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who is in a server: the roles they hold and since when they are there."""

    roles: frozenset[RoleId]
    joined_at: datetime | None


class Sender(Protocol):
    """Says letters. Every method raises SendError."""

    async def send(
        self, channel: ChannelId, letter: Letter, row: RowId, nonce: str, *, private: bool, silent: bool
    ) -> MessageId:
        """Say `letter`. The same nonce within some minutes gives the first message again."""
        ...

    async def revise(self, channel: ChannelId, message: MessageId, letter: Letter, row: RowId) -> None:
        """Lay `letter` into a message that was sent before."""
        ...

    async def withdraw(self, channel: ChannelId, message: MessageId) -> None:
        """Delete a message; one that is gone already is fine."""
        ...

    async def find(self, channel: ChannelId, row: RowId) -> MessageId | None:
        """Look for the message of `row` in what was last said in the channel."""
        ...


class Census(Protocol):
    """Who is in a server."""

    async def member(self, guild: GuildId, user: UserId) -> Member | None:
        """Return the member, None if they surely are not in it; raises NoAnswerError."""
        ...


class Doorbell(Protocol):
    """Opens direct messages, only ever in answer to a member's own click."""

    async def open(self, user: UserId, nonce: str, phrase: str, slots: Mapping[str, str]) -> ChannelId:
        """Open the DM channel and say `phrase` there; raises SendError."""
        ...
