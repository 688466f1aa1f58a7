"""Whom a message pings, and what Discord refuses in saying whom it may."""

import re
from typing import Final, cast

from bot.rehearsal import components, permissions, replies
from bot.rehearsal.refusal import Form
from bot.rehearsal.state import Message, Pinged, State
from bot.rehearsal.values import as_array, as_object, text, whole

KINDS: Final = ("roles", "users", "everyone")
MOST_LISTED: Final = 100

USER: Final = re.compile(r"<@!?(\d+)>")
ROLE: Final = re.compile(r"<@&(\d+)>")
EVERYONE: Final = re.compile(r"@(everyone|here)\b")


def check(form: Form, allowed_mentions: object) -> None:
    """Note every mistake of a body's `allowed_mentions` (developers/resources/message, "Allowed Mentions Object")."""
    if allowed_mentions is None:
        return
    at = ("allowed_mentions",)
    if not isinstance(allowed_mentions, dict):
        form.mistake(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return
    allowed = as_object(cast("object", allowed_mentions))
    parse = as_array(allowed.get("parse"))
    for index, each in enumerate(parse):
        if each not in KINDS:
            form.mistake((*at, "parse", index), "BASE_TYPE_CHOICES", f"Value must be one of {KINDS}.")
    for kind in ("users", "roles"):
        listed = as_array(allowed.get(kind))
        if len(listed) > MOST_LISTED:
            form.mistake((*at, kind), "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_LISTED} or fewer in length.")
        if listed and kind in parse:
            said = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.mistake(at, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", said)


def _words(message: Message) -> str:
    shown = [text(each.get("content")) for each in components.walk(message.components)]
    return "\n".join([message.content, *shown])


def pinged(state: State, message: Message, allowed_mentions: object) -> Pinged:
    """Return whom a new message pings: those it names, as far as its `allowed_mentions` let it.

    Where it says nothing, all; an answer to an interaction then pings users only. Whom it replies to is one of them
    where it says nothing, or that `replied_user` is.
    """
    channel = state.channels[message.channel_id]
    allowed = as_object(allowed_mentions)
    unlimited = allowed_mentions is None
    parse = as_array(allowed.get("parse"))
    said = _words(message)

    def kept(kind: str, ids: list[int]) -> tuple[int, ...]:
        listed = {whole(each) for each in as_array(allowed.get(kind))}
        every = kind in parse or (unlimited and (kind == "users" or message.interaction is None))
        return tuple(dict.fromkeys(each for each in ids if every or each in listed))

    users = [int(found[1]) for found in USER.finditer(said)]
    answered = replies.answered_by(message, channel)
    replied = [answered.author.id] if answered and (unlimited or allowed.get("replied_user") is True) else []
    roles = [int(found[1]) for found in ROLE.finditer(said)]
    all_kinds = "everyone" in parse or (unlimited and message.interaction is None)
    may_all = channel.guild is not None and permissions.may(channel, message.author.id, "mention_everyone")
    return Pinged(
        users=tuple(dict.fromkeys(each for each in (*replied, *kept("users", users)) if each in state.users)),
        roles=kept("roles", roles),
        everyone=may_all and all_kinds and EVERYONE.search(said) is not None,
    )
