"""Messages that answer another: which one, and whether it may be answered."""

from typing import Final

from bot.rehearsal import permissions
from bot.rehearsal.refusal import Refusal, invalid
from bot.rehearsal.state import Channel, Message, User
from bot.rehearsal.values import Json, as_object, whole

REPLY: Final = 19
"""The type of a message that answers another one."""
FORWARD: Final = 1


def reference(body: Json, channel: Channel, author: User) -> Json | None:
    """Return the `message_reference` of a new message, None for one that answers nothing.

    Raises Refusal: 160002 without the right to read what was said, 50035 for a message that is not there unless
    `fail_if_not_exists` is false, 501 for a forwarded message.
    """
    given = as_object(body.get("message_reference"))
    if not given:
        return None
    if whole(given.get("type")) == FORWARD:
        raise Refusal(501, 0, "The rehearsal has no forwarded messages")
    if channel.guild is not None and not permissions.may(channel, author.id, "read_message_history"):
        raise Refusal(403, 160002, "Cannot reply without permission to read message history")
    found = channel.messages.get(whole(given.get("message_id")))
    elsewhere = whole(given.get("channel_id"), channel.id) != channel.id
    if found is None or found.seen_by is not None or elsewhere:
        if given.get("fail_if_not_exists") is False:
            return None
        raise invalid(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    answered: Json = {"type": 0, "channel_id": str(channel.id), "message_id": str(found.id)}
    return answered | ({"guild_id": str(channel.guild.id)} if channel.guild else {})


def answered_by(message: Message, channel: Channel | None) -> Message | None:
    """Return the message that another answers, if it is still there."""
    if message.reference is None or channel is None:
        return None
    return channel.messages.get(whole(message.reference.get("message_id")))
