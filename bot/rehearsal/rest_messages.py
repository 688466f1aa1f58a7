"""Routes about channels, messages and threads."""

from typing import Final

from bot.rehearsal import payloads, permissions, posting, replies
from bot.rehearsal.answer import Answer
from bot.rehearsal.calls import Call, Route
from bot.rehearsal.refusal import (
    Form,
    Refusal,
    invalid,
    missing_access,
    missing_permissions,
    out_of_sight,
    unknown_channel,
    unknown_message,
)
from bot.rehearsal.state import DIRECT, HAS_THREAD, TEXT, THREAD, Channel, Event, Message
from bot.rehearsal.values import Json, text, whole

ARCHIVE_MINUTES: Final = (60, 1440, 4320, 10080)


def _channel(call: Call) -> Channel:
    """Return the channel of the path. Raises Refusal if there is none or the bot cannot see it."""
    found = call.state.channels.get(call.number(0))
    if found is None:
        raise unknown_channel()
    if found.guild is not None and found.guild.unavailable:
        raise out_of_sight()
    if found.guild is not None and not permissions.may(found, call.state.bot.id, "view_channel"):
        raise missing_access()
    return found


def _need(call: Call, channel: Channel, *names: str) -> None:
    if channel.guild is not None and not permissions.may(channel, call.state.bot.id, *names):
        raise missing_permissions()


def _message(call: Call, channel: Channel) -> Message:
    found = channel.messages.get(call.number(1))
    if found is None or found.seen_by is not None:
        raise unknown_message()
    return found


def _get_channel(call: Call) -> Answer:
    return Answer(payload=payloads.channel(_channel(call)))


def _edit_channel(call: Call) -> Answer:
    thread = _channel(call)
    if thread.kind != THREAD:
        raise missing_permissions()
    if thread.owner_id != call.state.bot.id:
        _need(call, thread, "manage_threads")
    metadata = call.body
    _check_thread(metadata, named="name" in metadata)
    thread.name = text(metadata.get("name")) or thread.name
    thread.archived = metadata.get("archived", thread.archived) is True
    thread.locked = metadata.get("locked", thread.locked) is True
    thread.auto_archive_duration = whole(metadata.get("auto_archive_duration"), thread.auto_archive_duration)
    body = payloads.channel(thread)
    call.state.tell(Event("THREAD_UPDATE", body, thread.guild.id if thread.guild else None, posting.GUILDS))
    return Answer(payload=body)


def _check_can_send(call: Call, channel: Channel) -> None:
    if channel.kind == DIRECT:
        recipient = channel.recipient
        if recipient is None or not call.state.shares_guild(recipient):
            raise Refusal(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
        if not recipient.dms_open:
            raise Refusal(403, 50007, "Cannot send messages to this user")
        return
    _need(call, channel, "send_messages_in_threads" if channel.kind == THREAD else "send_messages")
    if call.uploads:
        _need(call, channel, "attach_files")
    if channel.locked and not permissions.may(channel, call.state.bot.id, "manage_threads"):
        raise Refusal(400, 160005, "Thread is locked")


def _create(call: Call) -> Answer:
    channel = _channel(call)
    _check_can_send(call, channel)
    author, body = call.state.bot, call.body
    nonce = body.get("nonce")
    if body.get("enforce_nonce") is True and isinstance(nonce, str | int):
        before = call.state.said_before(author, nonce)
        if before is not None:
            return Answer(payload=payloads.message(before, call.state))
    reference = replies.reference(body, channel, author)
    draft = posting.Draft(body, call.uploads, kind=replies.REPLY if reference else 0, reference=reference)
    message = posting.create(call.state, channel, author, draft)
    if body.get("enforce_nonce") is True and message.nonce is not None:
        call.state.remember_nonce(message)
    channel.archived = False
    return Answer(payload=payloads.message(message, call.state))


def _get(call: Call) -> Answer:
    channel = _channel(call)
    _need(call, channel, "read_message_history")
    return Answer(payload=payloads.message(_message(call, channel), call.state))


def _edit(call: Call) -> Answer:
    channel = _channel(call)
    message = _message(call, channel)
    if message.author is not call.state.bot:
        raise Refusal(403, 50005, "Cannot edit a message authored by another user")
    posting.edit(call.state, channel, message, call.body, call.uploads)
    return Answer(payload=payloads.message(message, call.state))


def _delete(call: Call) -> Answer:
    channel = _channel(call)
    message = _message(call, channel)
    if message.author is not call.state.bot:
        if channel.kind == DIRECT:
            raise Refusal(403, 50003, "Cannot execute action on a DM channel")
        _need(call, channel, "manage_messages")
    posting.delete(call.state, channel, message)
    return Answer(204)


def _history(call: Call) -> Answer:
    channel = _channel(call)
    limit = whole(call.query.get("limit"), 50)
    if not 1 <= limit <= 100:
        raise invalid(("limit",), "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
    if channel.guild is not None and not permissions.may(channel, call.state.bot.id, "read_message_history"):
        return Answer(payload=[])
    newest_first = sorted((each for each in channel.messages.values() if each.seen_by is None), key=lambda m: -m.id)
    before, after, around = (whole(call.query.get(key)) for key in ("before", "after", "around"))
    if around:
        older = [each for each in newest_first if each.id < around][: limit // 2]
        newer = [each for each in newest_first if each.id >= around][-(limit // 2 + 1) :]
        chosen = newer + older
    elif after:
        chosen = [each for each in newest_first if each.id > after][-limit:]
    else:
        chosen = [each for each in newest_first if not before or each.id < before][:limit]
    return Answer(payload=[payloads.message(each, call.state) for each in chosen])


def _typing(call: Call) -> Answer:
    _check_can_send(call, _channel(call))
    return Answer(204)


def _check_thread(body: Json, *, named: bool) -> None:
    form = Form()
    if named:
        form.length(("name",), body.get("name"), 1, 100)
    if whole(body.get("auto_archive_duration"), 1440) not in ARCHIVE_MINUTES:
        said = "Value must be one of (60, 1440, 4320, 10080)."
        form.mistake(("auto_archive_duration",), "BASE_TYPE_CHOICES", said)
    form.close()


def _start_thread(call: Call) -> Answer:
    channel = _channel(call)
    if channel.kind != TEXT or channel.guild is None:
        raise Refusal(400, 50024, "Cannot execute action on this channel type")
    _need(call, channel, "create_public_threads")
    message = _message(call, channel)
    if message.id in call.state.channels:
        raise Refusal(400, 160004, "A thread has already been created for this message")
    _check_thread(call.body, named=True)
    thread = Channel(
        message.id,
        THREAD,
        text(call.body.get("name")),
        channel.guild,
        parent=channel,
        owner_id=call.state.bot.id,
        auto_archive_duration=whole(call.body.get("auto_archive_duration"), 1440),
    )
    call.state.channels[thread.id] = thread
    channel.guild.channels[thread.id] = thread
    message.flags |= HAS_THREAD
    body = payloads.channel(thread) | {"newly_created": True}
    call.state.tell(Event("THREAD_CREATE", body, channel.guild.id, posting.GUILDS))
    return Answer(201, payloads.channel(thread))


ROUTES: Final = (
    Route("GET", r"/channels/(\d+)", _get_channel),
    Route("PATCH", r"/channels/(\d+)", _edit_channel, bucket="channel-edit"),
    Route("POST", r"/channels/(\d+)/typing", _typing, bucket="typing"),
    Route("GET", r"/channels/(\d+)/messages", _history),
    Route("POST", r"/channels/(\d+)/messages", _create, bucket="message-create"),
    Route("GET", r"/channels/(\d+)/messages/(\d+)", _get),
    Route("PATCH", r"/channels/(\d+)/messages/(\d+)", _edit, bucket="message-edit"),
    Route("DELETE", r"/channels/(\d+)/messages/(\d+)", _delete, bucket="message-delete"),
    Route("POST", r"/channels/(\d+)/messages/(\d+)/threads", _start_thread, bucket="thread-create"),
)
