"""Whom a message pings."""

import re
from typing import Final

from bot.rehearsal import components, permissions
from bot.rehearsal.state import Message, Pinged, State
from bot.rehearsal.values import as_array, as_object, text, whole

USER: Final = re.compile(r"<@!?(\d+)>")
ROLE: Final = re.compile(r"<@&(\d+)>")
EVERYONE: Final = re.compile(r"@(everyone|here)\b")


def _words(message: Message) -> str:
    shown = [text(each.get("content")) for each in components.walk(message.components)]
    return "\n".join([message.content, *shown])


def pinged(state: State, message: Message, allowed_mentions: object) -> Pinged:
    """Return whom a new message pings: those it names, as far as its `allowed_mentions` let it."""
    channel = state.channels[message.channel_id]
    allowed = as_object(allowed_mentions)
    unlimited = allowed_mentions is None
    parse = as_array(allowed.get("parse"))
    said = _words(message)

    def kept(kind: str, ids: list[int]) -> tuple[int, ...]:
        listed = {whole(each) for each in as_array(allowed.get(kind))}
        return tuple(dict.fromkeys(each for each in ids if unlimited or kind in parse or each in listed))

    users = [int(found[1]) for found in USER.finditer(said)]
    roles = [int(found[1]) for found in ROLE.finditer(said)]
    may_all = channel.guild is not None and permissions.may(channel, message.author.id, "mention_everyone")
    return Pinged(
        users=tuple(each for each in kept("users", users) if each in state.users),
        roles=kept("roles", roles),
        everyone=may_all and (unlimited or "everyone" in parse) and EVERYONE.search(said) is not None,
    )
