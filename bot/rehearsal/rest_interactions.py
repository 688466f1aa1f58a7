"""Routes that answer interactions: the callback, then the webhook of its token."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from bot.rehearsal import command_rules, components, layout_rules, payloads, posting
from bot.rehearsal.answer import Answer
from bot.rehearsal.calls import Call, Route
from bot.rehearsal.interactions import AUTOCOMPLETE, COMMAND, MODAL_SUBMIT, Interaction
from bot.rehearsal.refusal import Form, Refusal, invalid, unknown_message
from bot.rehearsal.state import EPHEMERAL, LOADING, Message, State
from bot.rehearsal.values import Json, as_object, copied, objects, whole

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
CHAT_INPUT_MESSAGE, CONTEXT_MENU_MESSAGE = 20, 23


def _draft(of: Interaction, body: Json, call: Call, *, kind: int = 0, flags: int = 0) -> posting.Draft:
    ephemeral = bool(whole(body.get("flags")) & EPHEMERAL)
    return posting.Draft(
        body,
        call.uploads,
        seen_by=of.user.id if ephemeral else None,
        flags=flags | (EPHEMERAL if ephemeral else 0),
        kind=kind,
        interaction=of.metadata,
    )


def _message_kind(of: Interaction) -> int:
    if of.kind != COMMAND:
        return 0
    return CHAT_INPUT_MESSAGE if whole(of.data.get("type"), 1) == 1 else CONTEXT_MENU_MESSAGE


def _respond(call: Call, of: Interaction, data: Json) -> None:
    of.original = posting.create(call.state, of.channel, call.state.bot, _draft(of, data, call, kind=_message_kind(of)))
    of.made[of.original.id] = of.original
    of.show("message", payloads.message(of.original, call.state))


def _defer(call: Call, of: Interaction, data: Json) -> None:
    state, ephemeral = call.state, bool(whole(data.get("flags")) & EPHEMERAL)
    message = Message(
        state.next_id(),
        of.channel.id,
        state.bot,
        datetime.now(UTC),
        flags=LOADING | (EPHEMERAL if ephemeral else 0),
        kind=_message_kind(of),
        seen_by=of.user.id if ephemeral else None,
        interaction=of.metadata,
    )
    posting.show(state, of.channel, message)
    of.original = message
    of.made[message.id] = message


def _source(of: Interaction) -> Message:
    """Return the message an interaction came of. `_callback` has seen to it that there is one."""
    if of.source is None:
        raise unknown_message()
    return of.source


def _defer_update(_call: Call, of: Interaction, _data: Json) -> None:
    of.original = _source(of)


def _update(call: Call, of: Interaction, data: Json) -> None:
    source = _source(of)
    if source.id not in of.channel.messages:
        raise unknown_message()
    posting.edit(call.state, of.channel, source, data, call.uploads)
    of.original = source
    of.show("message", payloads.message(source, call.state))


def _complete(_call: Call, of: Interaction, data: Json) -> None:
    choices = objects(data.get("choices"))
    form = Form()
    form.length(("choices",), data.get("choices"), 0, 25)
    typed = command_rules.focused(of.data)
    for index, choice in enumerate(choices):
        form.length(("choices", index, "name"), choice.get("name"), 1, 100)
        command_rules.check_value(form, ("choices", index, "value"), choice.get("value"), typed)
    form.close()
    of.show("choices", {"choices": choices})


def _open_modal(_call: Call, of: Interaction, data: Json) -> None:
    form = Form()
    layout_rules.Check(form, modal=True).dialog(data)
    form.close()
    shown = copied(data)
    components.numbered(objects(shown.get("components")))
    of.show("modal", shown)


CALLBACKS: Final = {
    MESSAGE: _respond,
    DEFERRED: _defer,
    DEFERRED_UPDATE: _defer_update,
    UPDATE: _update,
    CHOICES: _complete,
    MODAL: _open_modal,
}


def _allowed(of: Interaction) -> tuple[int, ...]:
    """Return how an interaction may be answered (developers/interactions/receiving-and-responding).

    That other types are refused is documented, with what code is not.
    """
    if of.kind == AUTOCOMPLETE:
        return (CHOICES,)
    from_message = (DEFERRED_UPDATE, UPDATE) if of.source is not None and of.kind != COMMAND else ()
    return (MESSAGE, DEFERRED, *from_message, *((MODAL,) if of.kind != MODAL_SUBMIT else ()))


def _callback(call: Call) -> Answer:
    of = call.interactions.awaiting(call.number(0), call.parts[1])
    kind = whole(call.body.get("type"))
    allowed = _allowed(of)
    if kind not in allowed:
        raise invalid(("type",), "BASE_TYPE_CHOICES", f"Value must be one of {allowed}.")
    try:
        CALLBACKS[kind](call, of, as_object(call.body.get("data")))
    except Refusal as refused:
        raise refused.within("data") from None
    of.callback = kind
    call.state.changes.tell()
    if call.query.get("with_response", "").lower() not in ("1", "true"):
        return Answer(204)
    return Answer(payload=_callback_payload(of, kind, call.state))


def _callback_payload(of: Interaction, kind: int, state: State) -> Json:
    about: Json = {"id": str(of.id), "type": of.kind}
    body: Json = {"interaction": about}
    if of.original is not None and kind in (MESSAGE, DEFERRED, UPDATE, DEFERRED_UPDATE):
        about["response_message_id"] = str(of.original.id)
        about["response_message_loading"] = bool(of.original.flags & LOADING)
        about["response_message_ephemeral"] = bool(of.original.flags & EPHEMERAL)
        if kind != DEFERRED_UPDATE:
            body["resource"] = {"type": kind, "message": payloads.message(of.original, state)}
    elif kind == MODAL:
        body["resource"] = {"type": kind}
    return body


def _of_token(call: Call) -> Interaction:
    return call.interactions.answered(call.number(0), call.parts[1])


def _named(call: Call, of: Interaction) -> Message:
    """Return the message a webhook path names: @original, or one this interaction made or came from."""
    name = call.parts[2]
    found = of.original if name == "@original" else None
    if found is None:
        found = of.made.get(whole(name))
    if found is None and of.source is not None and of.source.id == whole(name) and of.kind != COMMAND:
        found = of.source
    if found is None or found.id not in of.channel.messages:
        raise unknown_message()
    return found


def _follow_up(call: Call) -> Answer:
    of = _of_token(call)
    if of.original is not None and of.original.flags & LOADING and of.original.id in of.channel.messages:
        # The first follow-up takes the place of "is thinking", and stays as visible as that was.
        message = of.original
        posting.edit(call.state, of.channel, message, call.body, call.uploads)
    else:
        draft = _draft(of, call.body, call)
        if of.original is not None:
            draft = replace(
                draft, interaction=(of.metadata or {}) | {"original_response_message_id": str(of.original.id)}
            )
        message = posting.create(call.state, of.channel, call.state.bot, draft)
        of.made[message.id] = message
    of.show("message", payloads.message(message, call.state))
    call.state.changes.tell()
    return Answer(payload=payloads.message(message, call.state))


def _get(call: Call) -> Answer:
    return Answer(payload=payloads.message(_named(call, _of_token(call)), call.state))


def _edit(call: Call) -> Answer:
    of = _of_token(call)
    message = _named(call, of)
    posting.edit(call.state, of.channel, message, call.body, call.uploads)
    of.show("message", payloads.message(message, call.state))
    call.state.changes.tell()
    return Answer(payload=payloads.message(message, call.state))


def _delete(call: Call) -> Answer:
    of = _of_token(call)
    posting.delete(call.state, of.channel, _named(call, of))
    return Answer(204)


ROUTES: Final = (
    Route("POST", r"/interactions/(\d+)/([^/]+)/callback", _callback, open=True),
    Route("POST", r"/webhooks/(\d+)/([^/]+)", _follow_up, open=True, bucket="webhook"),
    Route("GET", r"/webhooks/(\d+)/([^/]+)/messages/(@original|\d+)", _get, open=True, bucket="webhook"),
    Route("PATCH", r"/webhooks/(\d+)/([^/]+)/messages/(@original|\d+)", _edit, open=True, bucket="webhook"),
    Route("DELETE", r"/webhooks/(\d+)/([^/]+)/messages/(@original|\d+)", _delete, open=True, bucket="webhook"),
)
