"""From what a member types to the data of a command interaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.rehearsal.core import Entity, NotAllowed, NotThere, Resolved
from bot.rehearsal.values import Json, as_array, as_object, objects, text, whole

CHAT_INPUT = 1
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = range(1, 11)
ENTITIES: Final = frozenset({USER, CHANNEL, ROLE, MENTIONABLE})
Plain = str | int | float | bool
Value = Plain | Entity


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command that was found: the registered command, the names of its subcommands, the options of the last."""

    command: Json
    path: tuple[Json, ...]
    options: list[Json]


def _called(command: Json, name: str, locale: str) -> bool:
    return name in (command.get("name"), as_object(command.get("name_localizations")).get(locale))


def find(commands: list[Json], words: str, locale: str) -> Spoken:
    """Return the slash command of `words`, like "/dreams setup", by its name or its name in `locale`.

    Raises NotThere with what there is.
    """
    names = words.removeprefix("/").split()
    chat = [each for each in commands if whole(each.get("type"), CHAT_INPUT) == CHAT_INPUT]
    node = next((each for each in chat if _called(each, names[0], locale)), None)
    if node is None:
        known = ", ".join("/" + text(each.get("name")) for each in chat)
        raise NotThere(f"no command {words!r}; there are: {known or 'none at all'}")
    command, path = node, list[Json]()
    for name in names[1:]:
        inner = [each for each in objects(node.get("options")) if whole(each.get("type")) in (SUBCOMMAND, GROUP)]
        found = next((each for each in inner if _called(each, name, locale)), None)
        if found is None:
            known = ", ".join(text(each.get("name")) for each in inner)
            raise NotThere(f"no command {words!r}; below it there are: {known or 'none'}")
        node = found
        path.append(node)
    options = objects(node.get("options"))
    if any(whole(each.get("type")) in (SUBCOMMAND, GROUP) for each in options):
        raise NotThere(f"{words!r} is a group; it holds: {', '.join(text(each.get('name')) for each in options)}")
    return Spoken(command, tuple(path), options)


def check_place(command: Json, *, direct: bool, permissions: int, everything: int) -> None:
    """Raise NotAllowed where Discord's client would not offer the command."""
    contexts = command.get("contexts")
    allowed_here = command.get("dm_permission") is not False or not direct
    if contexts is not None:
        allowed_here = (1 if direct else 0) in as_array(contexts)
    if not allowed_here:
        raise NotAllowed(f"/{text(command.get('name'))} is not offered here")
    needed = command.get("default_member_permissions")
    if direct or needed is None or permissions == everything:
        return
    if whole(needed) == 0 or permissions & whole(needed) != whole(needed):
        raise NotAllowed(f"/{text(command.get('name'))} is not offered to this member: it needs permissions {needed}")


def _plain(option: Json, value: Value) -> Plain:
    kind, name = whole(option.get("type")), text(option.get("name"))
    wanted: dict[int, type | tuple[type, ...]] = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: (int, float)}
    fits = isinstance(value, wanted.get(kind, str)) and (kind == BOOLEAN or not isinstance(value, bool))
    if not fits or not isinstance(value, str | int | float):
        raise NotAllowed(f"option {name!r} does not take {value!r}")
    choices = objects(option.get("choices"))
    for choice in choices:
        if value in (choice.get("name"), choice.get("value")):
            chosen = choice.get("value")
            return chosen if isinstance(chosen, str | int | float) else value
    if choices:
        raise NotAllowed(f"option {name!r} has the choices {[choice.get('name') for choice in choices]}, not {value!r}")
    measured, low, high = value, option.get("min_value"), option.get("max_value")
    if isinstance(value, str):
        measured, low, high = len(value), option.get("min_length"), option.get("max_length")
    if isinstance(measured, int | float):
        below = isinstance(low, int | float) and measured < low
        above = isinstance(high, int | float) and measured > high
        if below or above:
            raise NotAllowed(f"option {name!r} takes {low} to {high}, not {value!r}")
    return value


def _option(option: Json, value: Value, resolved: Resolved) -> Json:
    kind, name = whole(option.get("type")), text(option.get("name"))
    if isinstance(value, str | int | float):
        if kind in ENTITIES:
            raise NotAllowed(f"option {name!r} takes someone or something, not {value!r}")
        return {"name": name, "type": kind, "value": _plain(option, value)}
    if kind not in ENTITIES:
        raise NotAllowed(f"option {name!r} does not take {value!r}")
    return {"name": name, "type": kind, "value": resolved.add(value)}


def data(spoken: Spoken, given: Mapping[str, Value]) -> Json:
    """Return the data of a slash command. Raises NotThere, NotAllowed as Discord's client would refuse."""
    known = {text(each.get("name")): each for each in spoken.options}
    for name in given:
        if name not in known:
            raise NotThere(f"no option {name!r}; there are: {', '.join(known) or 'none'}")
    missing = [name for name, each in known.items() if each.get("required") is True and name not in given]
    if missing:
        raise NotAllowed(f"required options are missing: {', '.join(missing)}")
    resolved = Resolved()
    options = [_option(known[name], value, resolved) for name, value in given.items()]
    return resolved.put_into(_wrapped(spoken, options))


def _wrapped(spoken: Spoken, options: list[Json]) -> Json:
    for step in reversed(spoken.path):
        options = [{"name": step.get("name"), "type": step.get("type"), "options": options}]
    return named(spoken.command) | {"type": CHAT_INPUT, "options": options}


def named(command: Json) -> Json:
    """Return how an interaction's data names a command: also by the guild it is registered to, if to one."""
    return {key: command[key] for key in ("id", "name", "guild_id") if key in command}


def typing(spoken: Spoken, option: str, so_far: str, given: Mapping[str, Value]) -> Json:
    """Return the data of an autocomplete for `option`, of which `so_far` is typed."""
    known = {text(each.get("name")): each for each in spoken.options}
    if option not in known or known[option].get("autocomplete") is not True:
        raise NotThere(f"no option {option!r} that completes; there are: {', '.join(known) or 'none'}")
    resolved = Resolved()
    options = [_option(known[name], value, resolved) for name, value in given.items()]
    options.append({"name": option, "type": known[option].get("type"), "value": so_far, "focused": True})
    return _wrapped(spoken, options)


def context_menu(commands: list[Json], name: str, kind: int) -> Json:
    """Return the registered context menu entry of a name. Raises NotThere."""
    entries = [each for each in commands if whole(each.get("type")) == kind]
    for each in entries:
        if each.get("name") == name:
            return each
    raise NotThere(f"no entry {name!r}; there are: {', '.join(text(each.get('name')) for each in entries) or 'none'}")
