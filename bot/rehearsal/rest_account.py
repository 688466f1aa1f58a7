"""Routes about the bot itself: who it is, where its gateway is, its commands, its DMs."""

from typing import Final

from bot.rehearsal import command_rules, payloads
from bot.rehearsal.answer import Answer
from bot.rehearsal.calls import Call, Route
from bot.rehearsal.refusal import Refusal, invalid, missing_access, out_of_sight
from bot.rehearsal.state import Guild
from bot.rehearsal.values import Json, copied, objects, text, whole


def _me(call: Call) -> Answer:
    return Answer(payload=payloads.user(call.state.bot) | {"verified": True, "mfa_enabled": False, "locale": "en-US"})


def _user(call: Call) -> Answer:
    found = call.state.users.get(call.number(0))
    if found is None:
        raise Refusal(404, 10013, "Unknown User")
    return Answer(payload=payloads.user(found))


def _application(call: Call) -> Answer:
    state = call.state
    owner = next((state.users[guild.owner_id] for guild in state.guilds.values()), state.bot)
    return Answer(
        payload={
            "id": str(state.application_id),
            "name": state.bot.name,
            "description": "",
            "icon": None,
            "rpc_origins": [],
            "bot_public": True,
            "bot_require_code_grant": False,
            "owner": payloads.user(owner),
            "team": None,
            "verify_key": "0" * 64,
            "flags": 0,
            "tags": [],
            "approximate_guild_count": len(state.guilds),
            "integration_types_config": {"0": {}},
        }
    )


def _gateway(call: Call) -> Answer:
    return Answer(
        payload={
            "url": call.state.base_url.replace("http", "ws", 1) + "/gateway",
            "shards": call.state.shards,
            "session_start_limit": call.limits.session_start(),
        }
    )


def _stored(call: Call, command: Json, guild_id: int) -> Json:
    """Return a command as Discord keeps it; one of the same name and type keeps its id."""
    kind, name = whole(command.get("type"), 1), text(command.get("name"))
    old = [
        each
        for each in call.state.commands.get(guild_id, [])
        if each.get("name") == name and whole(each.get("type")) == kind
    ]
    permissions = command.get("default_member_permissions")
    body: Json = copied(command) | {
        "id": old[0]["id"] if old else str(call.state.next_id()),
        "application_id": str(call.state.application_id),
        "version": str(call.state.next_id()),
        "type": kind,
        "description": text(command.get("description")),
        "options": objects(command.get("options")),
        "default_member_permissions": None if permissions is None else str(whole(permissions)),
    }
    if guild_id:
        body["guild_id"] = str(guild_id)
    return body


def _own_application(call: Call) -> None:
    if call.number(0) != call.state.application_id:
        raise Refusal(403, 20012, "You are not authorized to perform this action on this application")


def _put(call: Call, guild_id: int) -> Answer:
    _own_application(call)
    commands = objects(call.raw)
    if not commands and call.raw != []:
        raise invalid((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
    command_rules.check(commands)
    call.state.commands[guild_id] = [_stored(call, command, guild_id) for command in commands]
    call.state.syncs += 1
    call.state.changes.tell()
    return Answer(payload=call.state.commands[guild_id])


def _put_global(call: Call) -> Answer:
    return _put(call, 0)


def _put_guild(call: Call) -> Answer:
    if call.number(1) not in call.state.guilds:
        raise missing_access()
    return _put(call, call.number(1))


def _list_global(call: Call) -> Answer:
    _own_application(call)
    return Answer(payload=call.state.commands.get(0, []))


def _list_guild(call: Call) -> Answer:
    _own_application(call)
    if call.number(1) not in call.state.guilds:
        raise missing_access()
    return Answer(payload=call.state.commands.get(call.number(1), []))


def _open_direct(call: Call) -> Answer:
    recipient = call.state.users.get(whole(call.body.get("recipient_id")))
    if recipient is None or recipient.bot:
        raise Refusal(400, 50033, "Invalid Recipient(s)")
    channel = call.state.direct_channel(recipient)
    if recipient.id not in call.state.greeted and not channel.messages:
        call.limits.open_direct()
    call.state.greeted.add(recipient.id)
    return Answer(payload=payloads.channel(channel))


def _guild(call: Call) -> Answer:
    found = _in_sight(call)
    if found is None or call.state.bot.id not in found.members:
        raise Refusal(404, 10004, "Unknown Guild")
    body = payloads.guild(found)
    if call.query.get("with_counts", "").lower() in ("1", "true"):
        body |= {"approximate_member_count": len(found.members), "approximate_presence_count": len(found.members)}
    return Answer(payload=body)


def _in_sight(call: Call) -> Guild | None:
    """Return the guild of the path, if there is one. Raises Refusal while it is unavailable."""
    found = call.state.guilds.get(call.number(0))
    if found is not None and found.unavailable:
        raise out_of_sight()
    return found


def _channels(call: Call) -> Answer:
    _guild(call)
    guild = call.state.guilds[call.number(0)]
    return Answer(payload=[payloads.channel(each) for each in guild.channels.values() if each.parent is None])


def _roles(call: Call) -> Answer:
    _guild(call)
    return Answer(payload=[payloads.role(each) for each in call.state.guilds[call.number(0)].roles.values()])


def _member(call: Call) -> Answer:
    guild = _in_sight(call)
    if guild is None or call.state.bot.id not in guild.members:
        raise missing_access()
    found = guild.members.get(call.number(1))
    if found is None and call.number(1) not in call.state.users:
        raise Refusal(404, 10013, "Unknown User")
    if found is None:
        raise Refusal(404, 10007, "Unknown Member")
    return Answer(payload=payloads.member(found))


ROUTES: Final = (
    Route("GET", r"/users/@me", _me),
    Route("POST", r"/users/@me/channels", _open_direct, bucket="dm-open"),
    Route("GET", r"/users/(\d+)", _user),
    Route("GET", r"/oauth2/applications/@me", _application),
    Route("GET", r"/applications/@me", _application),
    Route("GET", r"/gateway", _gateway, open=True),
    Route("GET", r"/gateway/bot", _gateway, bucket="gateway-bot"),
    Route("PUT", r"/applications/(\d+)/commands", _put_global, bucket="commands-put"),
    Route("GET", r"/applications/(\d+)/commands", _list_global),
    Route("PUT", r"/applications/(\d+)/guilds/(\d+)/commands", _put_guild, bucket="commands-put"),
    Route("GET", r"/applications/(\d+)/guilds/(\d+)/commands", _list_guild),
    Route("GET", r"/guilds/(\d+)", _guild, bucket="guild"),
    Route("GET", r"/guilds/(\d+)/channels", _channels),
    Route("GET", r"/guilds/(\d+)/roles", _roles),
    Route("GET", r"/guilds/(\d+)/members/(\d+)", _member, bucket="member"),
)
