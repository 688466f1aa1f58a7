"""Routes about the bot itself: who it is, where its gateway is, its commands, its DMs."""

import re
from typing import Final

from bot.rehearsal import payloads
from bot.rehearsal.calls import Answer, Call, Route
from bot.rehearsal.refusal import Form, Refusal, invalid, missing_access
from bot.rehearsal.values import Json, copied, objects, text, whole

SUBCOMMAND, SUBCOMMAND_GROUP = 1, 2
NAME: Final = re.compile(r"[-_'\w]{1,32}")


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
            "session_start_limit": {"total": 1000, "remaining": 999, "reset_after": 86400000, "max_concurrency": 1},
        }
    )


def _check_options(form: Form, options: list[Json], path: tuple[str | int, ...]) -> None:
    if len(options) > 25:
        form.mistake(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    optional = False
    for index, option in enumerate(options):
        at = (*path, index)
        name = text(option.get("name"))
        if not NAME.fullmatch(name) or name != name.lower():
            form.mistake((*at, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
        form.length((*at, "description"), option.get("description"), 1, 100)
        if len(objects(option.get("choices"))) > 25:
            form.mistake((*at, "choices"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
        required = option.get("required") is True
        if required and optional:
            said = "Required options must be placed before non-required options"
            form.mistake(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", said)
        optional = optional or not required
        if whole(option.get("type")) in (SUBCOMMAND, SUBCOMMAND_GROUP):
            optional = False
            _check_options(form, objects(option.get("options")), (*at, "options"))


def _check_commands(commands: list[Json]) -> None:
    form = Form()
    seen: set[tuple[int, str]] = set()
    for index, command in enumerate(commands):
        kind, name = whole(command.get("type"), 1), text(command.get("name"))
        if kind == 1:
            if not NAME.fullmatch(name) or name != name.lower():
                form.mistake((index, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
            form.length((index, "description"), command.get("description"), 1, 100)
            _check_options(form, objects(command.get("options")), (index, "options"))
        else:
            form.length((index, "name"), name, 1, 32)
        if (kind, name) in seen:
            said = "Application command names must be unique"
            form.mistake((index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", said)
        seen.add((kind, name))
    for kind, most in ((1, 100), (2, 15), (3, 15)):
        if sum(1 for each in seen if each[0] == kind) > most:
            raise Refusal(400, 30032, f"Maximum number of application commands reached ({most}).")
    form.close()


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
    _check_commands(commands)
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
    return Answer(payload=payloads.channel(call.state.direct_channel(recipient)))


def _guild(call: Call) -> Answer:
    found = call.state.guilds.get(call.number(0))
    if found is None or call.state.bot.id not in found.members:
        raise Refusal(404, 10004, "Unknown Guild")
    body = payloads.guild(found)
    if call.query.get("with_counts", "").lower() in ("1", "true"):
        body |= {"approximate_member_count": len(found.members), "approximate_presence_count": len(found.members)}
    return Answer(payload=body)


def _channels(call: Call) -> Answer:
    _guild(call)
    guild = call.state.guilds[call.number(0)]
    return Answer(payload=[payloads.channel(each) for each in guild.channels.values() if each.parent is None])


def _roles(call: Call) -> Answer:
    _guild(call)
    return Answer(payload=[payloads.role(each) for each in call.state.guilds[call.number(0)].roles.values()])


def _member(call: Call) -> Answer:
    guild = call.state.guilds.get(call.number(0))
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
    Route("POST", r"/users/@me/channels", _open_direct),
    Route("GET", r"/users/(\d+)", _user),
    Route("GET", r"/oauth2/applications/@me", _application),
    Route("GET", r"/applications/@me", _application),
    Route("GET", r"/gateway", _gateway, open=True),
    Route("GET", r"/gateway/bot", _gateway),
    Route("PUT", r"/applications/(\d+)/commands", _put_global),
    Route("GET", r"/applications/(\d+)/commands", _list_global),
    Route("PUT", r"/applications/(\d+)/guilds/(\d+)/commands", _put_guild),
    Route("GET", r"/applications/(\d+)/guilds/(\d+)/commands", _list_guild),
    Route("GET", r"/guilds/(\d+)", _guild),
    Route("GET", r"/guilds/(\d+)/channels", _channels),
    Route("GET", r"/guilds/(\d+)/roles", _roles),
    Route("GET", r"/guilds/(\d+)/members/(\d+)", _member),
)
