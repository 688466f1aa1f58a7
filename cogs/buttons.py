"""Buttons, selects and modals: how their `custom_id` is written and read, and how a press finds its handler.

A `custom_id` is `action:argument:argument#row`. It holds ids only; whose they are is checked where they are used. All
of them are answered from one place, so that a button pressed, or a modal sent, after any restart is as good as before.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar, cast

import discord
from discord import ui

from bot.errors import DreamError
from bot.ids import RowId

NO_ROW: Final = RowId(0)
"""For what no outbox row stands behind: panels that answer a command."""

LABEL_LIMIT: Final = 80
CUSTOM_ID_LIMIT: Final = 100
LARGEST_ID: Final = 2**63 - 1
"""What a database holds as one number; no id is larger."""

Interaction = discord.Interaction[discord.Client]


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed, a select used, or a modal sent."""

    action: str
    arguments: tuple[str, ...]
    row: RowId
    values: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    """What was filled in, by the field's `custom_id`."""
    written: str = ""
    """The `custom_id` itself."""

    def text(self, at: int) -> str:
        """Return an argument; raises DreamError where a forged or outdated button has none."""
        if at >= len(self.arguments):
            raise DreamError("button-outdated")
        return self.arguments[at]

    def number(self, at: int) -> int:
        """Return an argument that is an id; raises DreamError where it is none."""
        number = _number(self.text(at))
        if number is None:
            raise DreamError("button-outdated")
        return number


def custom_id(action: str, *arguments: str | int, row: RowId = NO_ROW) -> str:
    """Write a `custom_id`; raises ValueError where Discord would refuse it."""
    written = f"{':'.join([action, *map(str, arguments)])}#{row}"
    if len(written) > CUSTOM_ID_LIMIT:
        raise ValueError(f"custom_id of {len(written)} characters: {written}")
    return written


def row_of(written: str) -> RowId:
    """Return the row a `custom_id` belongs to."""
    return RowId(_number(written.rpartition("#")[2]) or NO_ROW)


def _number(digits: str) -> int | None:
    if not digits.isascii() or not digits.isdecimal() or len(digits) > len(str(LARGEST_ID)):
        return None
    return number if (number := int(digits)) <= LARGEST_ID else None


def read(interaction: Interaction) -> Press | None:
    """Read a press; None where the interaction is none."""
    data = cast("Mapping[str, object]", interaction.data or {})
    written = data.get("custom_id")
    if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
        return None
    if not isinstance(written, str):
        return None
    action, *arguments = written.rpartition("#")[0].split(":")
    values = tuple(map(str, cast("Iterable[object]", data.get("values", ()))))
    fields = dict(_fields(cast("Iterable[Mapping[str, object]]", data.get("components", ()))))
    return Press(action, tuple(arguments), row_of(written), values, fields, written)


def _fields(components: Iterable[Mapping[str, object]]) -> Iterable[tuple[str, str]]:
    for component in components:
        inner = component.get("component")
        if isinstance(inner, dict):
            yield from _fields([cast("Mapping[str, object]", inner)])
        yield from _fields(cast("Iterable[Mapping[str, object]]", component.get("components", ())))
        if "custom_id" in component:
            values = cast("Iterable[object]", component.get("values") or ())
            value = component.get("value")
            yield str(component["custom_id"]), str(value) if value is not None else next(map(str, values), "")


def picked(interaction: Interaction, press: Press, kind: str) -> tuple[str, ...]:
    """Return what was picked; raises DreamError for what Discord did not find in this server."""
    data = cast("Mapping[str, Mapping[str, object]]", interaction.data or {})
    found = cast("Mapping[str, object]", data.get("resolved", {}).get(kind, {}))
    if not found.keys() >= set(press.values):
        raise DreamError("button-outdated")
    return press.values


def button(
    label: str,
    action: str,
    *arguments: str | int,
    row: RowId = NO_ROW,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
) -> ui.Button[ui.LayoutView]:
    """Return a button; a label that is too long is cut."""
    shown = label if len(label) <= LABEL_LIMIT else label[: LABEL_LIMIT - 1] + "\N{HORIZONTAL ELLIPSIS}"
    return ui.Button(label=shown, custom_id=custom_id(action, *arguments, row=row), style=style)


Handler = Callable[[Interaction, Press], Awaitable[None]]
Method = TypeVar("Method", bound=Callable[..., Awaitable[None]])

_ACTION: Final = "_answers_action"


def answers(action: str) -> Callable[[Method], Method]:
    """Mark a cog's method as what answers presses of `action`."""

    def mark(method: Method) -> Method:
        setattr(method, _ACTION, action)
        return method

    return mark


def handlers_of(cog: object) -> dict[str, Handler]:
    """Return every marked method of a cog, by action."""
    found: dict[str, Handler] = {}
    for name in dir(type(cog)):
        action = getattr(getattr(type(cog), name, None), _ACTION, None)
        if isinstance(action, str):
            found[action] = getattr(cog, name)
    return found
