"""What Discord refuses in application commands.

From developers/interactions/application-commands and Discord's OpenAPI file: names by the documented expression and in
lower case, unique in their place; 1 to 100 characters of description (none for a context menu); 25 options, 25 choices,
values of 100; required options first; subcommands beside no other options, and not below subcommands; 8000 characters
in all; 100 slash commands, 15 and 15 context menus.
"""

import re
from typing import Final

from bot.rehearsal.refusal import Form, Refusal
from bot.rehearsal.values import Json, as_array, as_object, objects, text, whole

Path = tuple[str | int, ...]

CHAT_INPUT, USER_ENTRY, MESSAGE_ENTRY = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, NUMBER = 1, 2, 3, 4, 10
OPTION_TYPES: Final = range(1, 12)
NAME: Final = re.compile(r"[-_'\w]{1,32}")
"""Nearly the documented expression: `\\w` is letters, numbers and the underscore, of all scripts."""
MOST: Final = {CHAT_INPUT: 100, USER_ENTRY: 15, MESSAGE_ENTRY: 15}
MOST_LISTED, MOST_CHARACTERS, MOST_VALUE, MOST_LENGTH = 25, 8000, 100, 6000


def check(commands: list[Json]) -> None:
    """Check a list of commands that is to be all there are in its place. Raises Refusal: 50035, 30032 for too many."""
    form = Form()
    seen: set[tuple[int, str]] = set()
    for index, command in enumerate(commands):
        kind, name = whole(command.get("type"), CHAT_INPUT), text(command.get("name"))
        if kind not in MOST:
            form.mistake((index, "type"), "BASE_TYPE_CHOICES", f"Value must be one of {tuple(MOST)}.")
        elif kind == CHAT_INPUT:
            _check_slash(form, command, (index,))
        else:
            _check_entry(form, command, (index,))
        if (kind, name) in seen:
            said = "Application command names must be unique"
            form.mistake((index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", said)
        seen.add((kind, name))
    for kind, most in MOST.items():
        if sum(1 for each in commands if whole(each.get("type"), CHAT_INPUT) == kind) > most:
            raise Refusal(400, 30032, f"Maximum number of application commands reached ({most}).")
    form.close()


def _check_slash(form: Form, command: Json, path: Path) -> None:
    _check_named(form, command, path)
    _check_options(form, objects(command.get("options")), (*path, "options"), depth=0)
    if _characters(command) > MOST_CHARACTERS:
        said = f"Command exceeds maximum size ({MOST_CHARACTERS})"
        form.mistake(path, "APPLICATION_COMMAND_TOO_LARGE", said)


def _check_entry(form: Form, command: Json, path: Path) -> None:
    form.length((*path, "name"), command.get("name"), 1, 32)
    if command.get("description"):
        said = "Context menu commands cannot have description"
        form.mistake((*path, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID", said)
    if command.get("options"):
        said = "Context menu commands cannot have options"
        form.mistake((*path, "options"), "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID", said)


def _check_named(form: Form, named: Json, path: Path) -> None:
    """Check name and description of a slash command or an option, translations too."""
    names = {(): named.get("name")}
    names |= {("_localizations", tongue): each for tongue, each in as_object(named.get("name_localizations")).items()}
    for which, name in names.items():
        if not NAME.fullmatch(text(name)) or text(name) != text(name).lower():
            at = (*path, "name" + "".join(which[:1]), *which[1:])
            form.mistake(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    form.length((*path, "description"), named.get("description"), 1, 100)
    for tongue, each in as_object(named.get("description_localizations")).items():
        form.length((*path, "description_localizations", tongue), each, 1, 100)


def _check_options(form: Form, options: list[Json], path: Path, *, depth: int) -> None:
    if len(options) > MOST_LISTED:
        form.mistake(path, "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_LISTED} or fewer in length.")
    nested = [whole(each.get("type")) in (SUBCOMMAND, GROUP) for each in options]
    names: set[str] = set()
    optional = False
    for index, option in enumerate(options):
        at, kind, name = (*path, index), whole(option.get("type")), text(option.get("name"))
        _check_named(form, option, at)
        if name in names:
            form.mistake((*at, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name already exists")
        names.add(name)
        too_deep = (kind == GROUP and depth > 0) or (kind == SUBCOMMAND and depth > 1)
        too_deep = too_deep or (depth == 1 and kind != SUBCOMMAND)
        if kind not in OPTION_TYPES or too_deep or (any(nested) and not nested[index]):
            said = "Sub-command and sub-command group option types are mutually exclusive to all other types"
            form.mistake((*at, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", said)
        if nested[index]:
            below = 2 if kind == SUBCOMMAND else 1
            _check_options(form, objects(option.get("options")), (*at, "options"), depth=below)
            continue
        if option.get("required") is True and optional:
            said = "Required options must be placed before non-required options"
            form.mistake(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", said)
        optional = optional or option.get("required") is not True
        _check_values(form, option, at)


def _check_values(form: Form, option: Json, path: Path) -> None:
    """Check what an option may be: choices, completion, ranges."""
    kind, choices = whole(option.get("type")), objects(option.get("choices"))
    if len(choices) > MOST_LISTED:
        form.mistake((*path, "choices"), "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_LISTED} or fewer in length.")
    if option.get("autocomplete") is True and (choices or kind not in (STRING, INTEGER, NUMBER)):
        said = "Autocomplete is for strings and numbers without choices"
        form.mistake((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", said)
    if choices and kind not in (STRING, INTEGER, NUMBER):
        said = "Choices are for strings and numbers"
        form.mistake((*path, "choices"), "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", said)
    for index, choice in enumerate(choices):
        form.length((*path, "choices", index, "name"), choice.get("name"), 1, 100)
        check_value(form, (*path, "choices", index, "value"), choice.get("value"), kind)
    low, high = whole(option.get("min_length")), whole(option.get("max_length"), MOST_LENGTH)
    if not (0 <= low <= MOST_LENGTH and 1 <= high <= MOST_LENGTH and low <= high):
        said = f"int value should be between 1 and {MOST_LENGTH}."
        form.mistake((*path, "max_length"), "NUMBER_TYPE_MAX", said)


def check_value(form: Form, path: Path, value: object, kind: int) -> None:
    """Note a value of a choice that does not fit an option of type `kind`, or is too long."""
    if kind == STRING:
        form.length(path, value if isinstance(value, str) else None, 1, MOST_VALUE)
        return
    wanted = int if kind == INTEGER else (int, float)
    if isinstance(value, bool) or not isinstance(value, wanted):
        form.mistake(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')


def _characters(command: Json) -> int:
    """Count names, descriptions and values of a command; of translations only the longest counts."""
    total = 0
    for key in ("name", "description"):
        translations = as_object(command.get(key + "_localizations")).values()
        total += max(len(text(each)) for each in (command.get(key), *translations))
    for choice in objects(command.get("choices")):
        total += len(text(choice.get("name"))) + len(text(choice.get("value")))
    return total + sum(_characters(each) for each in objects(as_array(command.get("options"))))


def focused(data: Json) -> int:
    """Return the type of the option that is being typed into, 0 if there is none."""
    for option in objects(data.get("options")):
        found = whole(option.get("type")) if option.get("focused") is True else focused(option)
        if found:
            return found
    return 0
