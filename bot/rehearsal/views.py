"""What a member sees: messages and dialogs as they were when looked at."""

from dataclasses import dataclass
from functools import cached_property

from bot.rehearsal import components
from bot.rehearsal.state import COMPONENTS_V2, EPHEMERAL
from bot.rehearsal.values import Json, as_array, as_object, objects, text, whole


@dataclass(frozen=True)
class Button:
    """A button. A link has a `url` and no `custom_id`."""

    label: str
    custom_id: str
    disabled: bool
    style: int
    url: str


@dataclass(frozen=True)
class Option:
    """One entry of a string select, a radio group or a group of checkboxes."""

    label: str
    value: str
    description: str
    default: bool


@dataclass(frozen=True)
class Select:
    """A select menu. `kind` is Discord's component type: 3 strings, 5 users, 6 roles, 7 both, 8 channels."""

    custom_id: str
    kind: int
    placeholder: str
    options: tuple[Option, ...]
    min_values: int
    max_values: int
    disabled: bool
    channel_types: tuple[int, ...] = ()


@dataclass(frozen=True)
class Input:
    """A field of a dialog: its label, what it is (Discord's component type), and the component itself."""

    label: str
    custom_id: str
    kind: int
    value: str
    options: tuple[Option, ...]
    raw: Json


@dataclass(frozen=True)
class File:
    """An attachment."""

    filename: str
    url: str
    description: str
    size: int


def options_of(component: Json) -> tuple[Option, ...]:
    """Return the options of a select, a radio group or a group of checkboxes."""
    return tuple(
        Option(
            text(each.get("label")), text(each.get("value")), text(each.get("description")), each.get("default") is True
        )
        for each in objects(component.get("options"))
    )


def _as_button(component: Json) -> Button:
    return Button(
        text(component.get("label")) or text(as_object(component.get("emoji")).get("name")),
        text(component.get("custom_id")),
        component.get("disabled") is True,
        whole(component.get("style")),
        text(component.get("url")),
    )


def as_select(component: Json) -> Select:
    """Return a select component as a value."""
    return Select(
        text(component.get("custom_id")),
        whole(component.get("type")),
        text(component.get("placeholder")),
        options_of(component),
        whole(component.get("min_values"), 1),
        whole(component.get("max_values"), 1),
        component.get("disabled") is True,
        tuple(whole(each) for each in as_array(component.get("channel_types"))),
    )


@dataclass(frozen=True)
class Shown:
    """Something a member was shown. `raw` is Discord's JSON of it."""

    raw: Json

    @property
    def components(self) -> list[Json]:
        """All components in reading order, what they hold included."""
        return list(components.walk(objects(self.raw.get("components"))))

    @cached_property
    def text(self) -> str:
        """All words of it in reading order, joined by line breaks."""
        return "\n".join(part for part in self._parts() if part)

    def _parts(self) -> list[str]:
        return [text(each.get("content")) for each in self.components if each.get("type") == components.TEXT_DISPLAY]

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons, in reading order."""
        return tuple(_as_button(each) for each in self.components if each.get("type") == components.BUTTON)

    @property
    def selects(self) -> tuple[Select, ...]:
        """The select menus, in reading order."""
        return tuple(as_select(each) for each in self.components if each.get("type") in components.SELECTS)

    @property
    def ephemeral(self) -> bool:
        """Whether only one member sees it."""
        return True

    @property
    def attachments(self) -> tuple[File, ...]:
        """The files that came with it."""
        return ()

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The fields of a dialog."""
        return ()


@dataclass(frozen=True)
class Message(Shown):
    """A message, as it was when looked at."""

    @property
    def id(self) -> int:
        """Its snowflake."""
        return whole(self.raw.get("id"))

    @property
    def channel_id(self) -> int:
        """The channel it stands in."""
        return whole(self.raw.get("channel_id"))

    def _parts(self) -> list[str]:
        parts = [text(self.raw.get("content")), *super()._parts()]
        for embed in objects(self.raw.get("embeds")):
            parts += [text(embed.get("title")), text(embed.get("description"))]
            for field in objects(embed.get("fields")):
                parts += [text(field.get("name")), text(field.get("value"))]
            parts.append(text(as_object(embed.get("footer")).get("text")))
        return parts

    @property
    def flags(self) -> int:
        """Discord's message flags."""
        return whole(self.raw.get("flags"))

    @property
    def ephemeral(self) -> bool:
        """Whether only one member sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def v2(self) -> bool:
        """Whether it is made of V2 components."""
        return bool(self.flags & COMPONENTS_V2)

    @property
    def author(self) -> str:
        """The name of who wrote it."""
        return text(as_object(self.raw.get("author")).get("username"))

    @property
    def pings(self) -> tuple[str, ...]:
        """Whom it pings: users by name, roles by id, and "@everyone"."""
        users = [text(each.get("username")) for each in objects(self.raw.get("mentions"))]
        roles = [text(each) for each in as_array(self.raw.get("mention_roles"))]
        return (*users, *roles, *(["@everyone"] if self.raw.get("mention_everyone") is True else []))

    @property
    def edited(self) -> bool:
        """Whether it was changed since it was sent."""
        return self.raw.get("edited_timestamp") is not None

    @property
    def attachments(self) -> tuple[File, ...]:
        """The files that came with it."""
        return tuple(
            File(
                text(each.get("filename")),
                text(each.get("url")),
                text(each.get("description")),
                whole(each.get("size")),
            )
            for each in objects(self.raw.get("attachments"))
        )


@dataclass(frozen=True)
class Modal(Shown):
    """A dialog, with what is needed to answer it: the channel and the message it was opened from."""

    channel_id: int
    message_id: int | None

    @property
    def custom_id(self) -> str:
        """The dialog's own id."""
        return text(self.raw.get("custom_id"))

    @property
    def title(self) -> str:
        """The words at its head."""
        return text(self.raw.get("title"))

    def _parts(self) -> list[str]:
        parts = [self.title]
        for each in self.components:
            kind = each.get("type")
            if kind == components.TEXT_DISPLAY:
                parts.append(text(each.get("content")))
            elif kind in (components.LABEL, components.TEXT_INPUT):
                parts += [text(each.get("label")), text(each.get("description"))]
        return parts

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Its fields, in reading order."""
        found: list[Input] = []
        for each in objects(self.raw.get("components")):
            if each.get("type") == components.LABEL:
                found.append(_as_input(text(each.get("label")), as_object(each.get("component"))))
            elif each.get("type") == components.ROW:
                found += [_as_input(text(inner.get("label")), inner) for inner in objects(each.get("components"))]
        return tuple(found)


def _as_input(label: str, component: Json) -> Input:
    return Input(
        label,
        text(component.get("custom_id")),
        whole(component.get("type")),
        text(component.get("value")),
        options_of(component),
        component,
    )
