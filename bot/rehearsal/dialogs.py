"""From what a member picks or fills in to the data of a component or modal interaction."""

from collections.abc import Mapping, Sequence

from bot.rehearsal import components
from bot.rehearsal.bodies import MOST_BYTES
from bot.rehearsal.core import Entity, NotAllowed, NotThere, Resolved
from bot.rehearsal.state import Attachment, Channel, Role
from bot.rehearsal.values import Json, as_object, objects, text, whole
from bot.rehearsal.views import Modal, Option, Select, as_select, options_of

Given = str | bool | Entity | Attachment
Filling = Given | Sequence[Given] | None

USERS, ROLES, MENTIONABLES, CHANNELS = 5, 6, 7, 8


def _chosen(options: tuple[Option, ...], wanted: Given, where: str) -> str:
    for option in options:
        if wanted in (option.label, option.value):
            return option.value
    raise NotThere(f"no option {wanted!r} in {where!r}; there are: {', '.join(each.label for each in options)}")


def _entity(select: Select, wanted: Given, resolved: Resolved) -> str:
    if isinstance(wanted, str | bool | Attachment):
        raise NotAllowed(f"{select.placeholder or select.custom_id!r} takes someone or something, not {wanted!r}")
    if isinstance(wanted, Channel):
        fits = select.kind == CHANNELS and (not select.channel_types or wanted.kind in select.channel_types)
    else:
        fits = select.kind in ((ROLES, MENTIONABLES) if isinstance(wanted, Role) else (USERS, MENTIONABLES))
    if not fits:
        raise NotAllowed(f"{select.placeholder or select.custom_id!r} does not take {wanted!r}")
    return resolved.add(wanted)


def values_of(select: Select, wanted: Sequence[Given], resolved: Resolved) -> list[str]:
    """Return the values a select sends. Raises NotThere, NotAllowed as Discord's client would refuse."""
    name = select.placeholder or select.custom_id
    if not select.min_values <= len(wanted) <= select.max_values:
        raise NotAllowed(f"{name!r} takes {select.min_values} to {select.max_values}, not {len(wanted)}")
    if select.kind == components.STRING_SELECT:
        return [_chosen(select.options, each, name) for each in wanted]
    return [_entity(select, each, resolved) for each in wanted]


def _listed(value: Filling) -> list[Given]:
    if value is None:
        return []
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return [value]


def _text_value(component: Json, label: str, value: Filling, given: bool) -> str:  # noqa: FBT001
    words = value if given else text(component.get("value"))
    if not isinstance(words, str):
        raise NotAllowed(f"{label!r} takes text, not {value!r}")
    low, high = whole(component.get("min_length")), whole(component.get("max_length"), 4000)
    if not words and component.get("required") is not False:
        raise NotAllowed(f"{label!r} is required")
    if words and not low <= len(words) <= high:
        raise NotAllowed(f"{label!r} takes {low} to {high} characters, not {len(words)}")
    return words


def _many(component: Json, label: str, wanted: list[Given]) -> list[str]:
    options = options_of(component)
    low, high = whole(component.get("min_values"), 1), whole(component.get("max_values"), len(options))
    if component.get("required") is False and not wanted:
        return []
    if not low <= len(wanted) <= high:
        raise NotAllowed(f"{label!r} takes {low} to {high}, not {len(wanted)}")
    return [_chosen(options, each, label) for each in wanted]


def _files(component: Json, label: str, wanted: list[Given], resolved: Resolved) -> list[str]:
    low, high = whole(component.get("min_values"), 1), whole(component.get("max_values"), 1)
    if component.get("required") is False and not wanted:
        return []
    if not low <= len(wanted) <= high:
        raise NotAllowed(f"{label!r} takes {low} to {high} files, not {len(wanted)}")
    sent: list[str] = []
    for each in wanted:
        if not isinstance(each, Attachment):
            raise NotAllowed(f"{label!r} takes files, not {each!r}")
        if each.size > MOST_BYTES:
            raise NotAllowed(f"{each.filename!r} is too large: {MOST_BYTES // 2**20} MiB at the most")
        sent.append(resolved.add(each))
    return sent


def _filled(component: Json, label: str, filling: Mapping[str, Filling], resolved: Resolved) -> Json:
    """Return one field as it is submitted."""
    kind, custom_id = whole(component.get("type")), text(component.get("custom_id"))
    given = label in filling or custom_id in filling
    value = filling.get(label, filling.get(custom_id))
    body: Json = {"type": kind, "id": component.get("id"), "custom_id": custom_id}
    if kind == components.TEXT_INPUT:
        return body | {"value": _text_value(component, label, value, given)}
    if kind == components.CHECKBOX:
        return body | {"value": value is True if given else component.get("default") is True}
    if kind == components.FILE_UPLOAD:
        return body | {"values": _files(component, label, _listed(value), resolved)}
    preset: list[Given] = [option.value for option in options_of(component) if option.default]
    wanted = _listed(value) if given else preset
    if kind == components.RADIO_GROUP:
        if not wanted and component.get("required") is not False:
            raise NotAllowed(f"{label!r} is required")
        return body | {"value": _chosen(options_of(component), wanted[0], label) if wanted else None}
    if kind == components.CHECKBOX_GROUP:
        return body | {"values": _many(component, label, wanted)}
    if not wanted and component.get("required") is False:
        body["values"] = []
    else:
        body["values"] = values_of(as_select(component), wanted, resolved)
    return body


def submission(modal: Modal, filling: Mapping[str, Filling]) -> Json:
    """Return the data of a filled modal; fields go by label or custom_id, others keep what was in them.

    Raises NotThere for a field that is not there, NotAllowed for what Discord's client would not send.
    """
    names = {name for each in modal.inputs for name in (each.label, each.custom_id)}
    for name in filling:
        if name not in names:
            known = ", ".join(repr(each.label) for each in modal.inputs)
            raise NotThere(f"no field {name!r} in {modal.title!r}; there are: {known}")
    resolved = Resolved()
    sent: list[Json] = []
    for each in objects(modal.raw.get("components")):
        body: Json = {"type": each.get("type"), "id": each.get("id")}
        if each.get("type") == components.LABEL:
            label = text(each.get("label"))
            body["component"] = _filled(as_object(each.get("component")), label, filling, resolved)
        elif each.get("type") == components.ROW:
            inner = objects(each.get("components"))
            body["components"] = [_filled(one, text(one.get("label")), filling, resolved) for one in inner]
        sent.append(body)
    return resolved.put_into({"custom_id": modal.custom_id, "components": sent})
