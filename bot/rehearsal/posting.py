"""Messages come, change and go; the gateway is told, unless only one member sees them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.rehearsal import bodies, payloads
from bot.rehearsal.state import Channel, Event, Message, State, User
from bot.rehearsal.values import Json

GUILDS, GUILD_MEMBERS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 1, 1 << 9, 1 << 12, 1 << 15


@dataclass(frozen=True, slots=True)
class Draft:
    """A message on its way: its body, its files and what an interaction adds."""

    body: Json
    uploads: list[bodies.Upload]
    seen_by: int | None = None
    flags: int = 0
    kind: int = 0
    reference: Json | None = None
    interaction: Json | None = None


def _tell(state: State, name: str, channel: Channel, data: Json) -> None:
    guild_id = channel.guild.id if channel.guild else None
    if guild_id is not None:
        data["guild_id"] = str(guild_id)
    state.tell(Event(name, data, guild_id, DIRECT_MESSAGES if guild_id is None else GUILD_MESSAGES))


def create(state: State, channel: Channel, author: User, draft: Draft) -> Message:
    """Put a new message into a channel. Raises Refusal for what its body has wrong."""
    message = Message(
        state.next_id(),
        channel.id,
        author,
        datetime.now(UTC),
        flags=draft.flags,
        kind=draft.kind,
        seen_by=draft.seen_by,
        reference=draft.reference,
        interaction=draft.interaction,
    )
    nonce = draft.body.get("nonce")
    if isinstance(nonce, str | int):
        message.nonce = nonce
    bodies.apply(state, message, draft.body, draft.uploads, new=True)
    show(state, channel, message)
    return message


def show(state: State, channel: Channel, message: Message) -> None:
    """Put a finished message into a channel."""
    channel.messages[message.id] = message
    if message.seen_by is None:
        _tell(state, "MESSAGE_CREATE", channel, payloads.message_event(message, state))
    state.changes.tell()


def edit(state: State, channel: Channel, message: Message, body: Json, uploads: list[bodies.Upload]) -> None:
    """Change a message. Raises Refusal for what the body has wrong."""
    bodies.apply(state, message, body, uploads, new=False)
    if message.seen_by is None:
        _tell(state, "MESSAGE_UPDATE", channel, payloads.message_event(message, state))
    state.changes.tell()


def delete(state: State, channel: Channel, message: Message) -> None:
    """Take a message away."""
    channel.messages.pop(message.id, None)
    if message.seen_by is None:
        _tell(state, "MESSAGE_DELETE", channel, {"id": str(message.id), "channel_id": str(channel.id)})
    state.changes.tell()
