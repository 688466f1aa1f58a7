"""What the page shows, as one flat table of things by key; whoever looks is sent the rows that changed."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.rehearsal import commands, payloads, permissions
from bot.rehearsal.core import NotAllowed
from bot.rehearsal.local import LocalDiscord
from bot.rehearsal.server import Request
from bot.rehearsal.state import Channel, Message, User
from bot.rehearsal.values import Json, as_object, objects, text, whole

MOST_MESSAGES: Final = 80
"""How many messages of a channel are shown."""
MOST_REQUESTS: Final = 60
MOST_MISTAKES: Final = 3
LONGEST_BODY: Final = 2000
"""Characters of a request's body, or a refusal's, that are shown."""
ATTACHMENTS: Final = "/attachments/"

Table = dict[str, str]
"""Things as JSON, by key: what they are, a colon, which one."""


class Diary:
    """When each message came, by the bot's clock: Discord's own times are of the world outside."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.times: Final[dict[int, str]] = {}

    def time_of(self, message: Message) -> str:
        """Return when a message came; one that is seen for the first time came now."""
        if message.id not in self.times:
            self.times[message.id] = self._now().isoformat()
        return self.times[message.id]


def table(discord: LocalDiscord, diary: Diary) -> Table:
    """Return everything there is to show of a Discord."""
    state = discord.state
    rows: dict[str, Json] = {}
    up = any(guild for guild in state.guilds.values() if state.bot.id in guild.members)
    rows["bot:"] = {"id": str(state.bot.id), "name": state.bot.name, "invited": up, "base": state.base_url}
    for guild in state.guilds.values():
        rows[f"guild:{guild.id}"] = {"id": str(guild.id), "name": guild.name, "owner": str(guild.owner_id)}
        for role in guild.roles.values():
            rows[f"role:{role.id}"] = payloads.role(role) | {"guild": str(guild.id)}
    for user in state.users.values():
        if not user.bot:
            rows[f"member:{user.id}"] = _member(discord, user)
    for channel in list(state.channels.values()):
        rows[f"channel:{channel.id}"] = _channel(channel)
        for message in list(channel.messages.values())[-MOST_MESSAGES:]:
            shown = payloads.message(message, state) | {"dreamt": diary.time_of(message)}
            shown["seen_by"] = None if message.seen_by is None else str(message.seen_by)
            rows[f"message:{message.id}"] = shown
    for held in state.commands.values():
        rows |= {f"command:{command.get('id')}": command for command in held}
    first = max(0, len(discord.requests) - MOST_REQUESTS)
    for number, request in enumerate(discord.requests[first:], start=first):
        rows[f"request:{number:08}"] = _request(request)
    here = state.base_url + ATTACHMENTS
    return {key: json.dumps(row).replace(here, ATTACHMENTS) for key, row in rows.items()}


def _channel(of: Channel) -> Json:
    return {
        "id": str(of.id),
        "kind": of.kind,
        "name": of.name,
        "guild": str(of.guild.id) if of.guild else None,
        "parent": str(of.parent.id) if of.parent else None,
        "recipient": str(of.recipient.id) if of.recipient else None,
        "archived": of.archived,
    }


def _member(discord: LocalDiscord, user: User) -> Json:
    state = discord.state
    inside = [guild for guild in state.guilds.values() if user.id in guild.members]
    rooms = [room for guild in inside for room in guild.channels.values()]
    return {
        "id": str(user.id),
        "name": user.name,
        "dms_open": user.dms_open,
        "zone": user.habits.zone,
        "lies_down": user.habits.lies_down,
        "rises": user.habits.rises,
        "phone": str(state.direct_channel(user).id),
        "guilds": [str(guild.id) for guild in inside],
        "owns": [str(guild.id) for guild in inside if guild.owner_id == user.id],
        "roles": [str(role) for guild in inside for role in sorted(guild.members[user.id].role_ids)],
        "sees": [str(room.id) for room in rooms if permissions.may(room, user.id, "view_channel")],
        "offered": {str(guild.id): _offered(discord, user, guild.id) for guild in inside},
        "offered_direct": sorted({each for guild in inside for each in _offered(discord, user, guild.id, direct=True)}),
    }


def _offered(discord: LocalDiscord, user: User, guild_id: int, *, direct: bool = False) -> list[str]:
    """Return the ids of the commands that Discord's client would offer someone, in a guild or in the DMs."""
    state = discord.state
    allowed = permissions.in_guild(state.guilds[guild_id], user.id)
    if state.bot.id not in state.guilds[guild_id].members:
        return []
    found: list[str] = []
    for command in [*state.commands.get(0, []), *([] if direct else state.commands.get(guild_id, []))]:
        try:
            commands.check_place(command, direct=direct, permissions=allowed, everything=permissions.ALL)
        except NotAllowed:
            continue
        found.append(text(command.get("id")))
    return found


def _request(of: Request) -> Json:
    answer = as_object(of.refusal)
    words = of.refusal if isinstance(of.refusal, str) else text(answer.get("message"))
    return {
        "method": of.method,
        "path": of.path,
        "status": of.status,
        "code": whole(of.code) or None,
        "said": ". ".join([words, *_mistakes(answer.get("errors"))[:MOST_MISTAKES]]),
        "body": _short(of.body),
        "refusal": _short(of.refusal),
        "at": of.at.isoformat(),
    }


def _mistakes(errors: object, path: str = "") -> list[str]:
    """Return where a body was wrong, and how, out of Discord's tree of errors."""
    found: list[str] = []
    for key, inner in as_object(errors).items():
        if key == "_errors":
            found += [f"{path or 'body'}: {text(each.get('message')).rstrip('.')}" for each in objects(inner)]
        else:
            found += _mistakes(inner, f"{path}.{key}" if path else key)
    return found


def _short(body: object) -> str:
    """Return a body as the panel of requests shows it: its beginning, if it is long."""
    if body is None:
        return ""
    whole_text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    return whole_text if len(whole_text) <= LONGEST_BODY else whole_text[:LONGEST_BODY] + "…"
