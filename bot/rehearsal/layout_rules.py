"""What Discord refuses in the layout of messages and dialogs: what may stand where, how many, how long.

Lengths and places are those of Discord's OpenAPI file; 40 components and 4000 characters over all are documented beside
it (developers/components/reference). The code for a repeated `id` is a guess, that it is refused is documented.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from bot.rehearsal.components import (
    BUTTON,
    CHECKBOX,
    CHECKBOX_GROUP,
    CONTAINER,
    FILE,
    FILE_UPLOAD,
    GALLERY,
    LABEL,
    RADIO_GROUP,
    ROW,
    SECTION,
    SELECTS,
    SEPARATOR,
    TEXT_DISPLAY,
    TEXT_INPUT,
    THUMBNAIL,
)
from bot.rehearsal.field_rules import Fields, Path
from bot.rehearsal.refusal import Form
from bot.rehearsal.values import Json, as_array, as_object, objects, text, whole

IN_MESSAGE_V2: Final = frozenset({ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR, CONTAINER})
IN_CONTAINER: Final = IN_MESSAGE_V2 - {CONTAINER}
IN_MESSAGE: Final = frozenset({ROW})
IN_MODAL: Final = frozenset({ROW, LABEL, TEXT_DISPLAY})
IN_LABEL: Final = SELECTS | {TEXT_INPUT, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX}

MOST_COMPONENTS, MOST_TEXT = 40, 4000


@dataclass(slots=True)
class Check:
    """One pass over the components of a body. Mistakes go to `form`; `files` are the names media may refer to."""

    form: Form
    files: frozenset[str] = frozenset()
    modal: bool = False
    count: int = 0
    text: int = 0
    ids: set[int] = field(default_factory=lambda: set[int]())
    fields: Fields = field(init=False)

    def __post_init__(self) -> None:
        self.fields = Fields(self.form, modal=self.modal)

    def message(self, components: list[Json], *, v2: bool) -> None:
        """Check the components of a message."""
        if v2:
            self._each(components, ("components",), IN_MESSAGE_V2)
            if not components:
                self.form.required(("components",))
        else:
            if len(components) > 5:
                self.form.mistake(("components",), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
            self._each(components, ("components",), IN_MESSAGE)
        if self.count > MOST_COMPONENTS:
            said = f"The maximum number of components is {MOST_COMPONENTS}."
            self.form.mistake(("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", said)
        if self.text > MOST_TEXT:
            said = f"The total length of the displayable text must be {MOST_TEXT} or fewer."
            self.form.mistake(("components",), "COMPONENT_MAX_TOTAL_TEXT_LENGTH_EXCEEDED", said)

    def dialog(self, data: Json) -> None:
        """Check the data of a modal."""
        self.form.length(("title",), data.get("title"), 1, 45)
        self.form.length(("custom_id",), data.get("custom_id"), 1, 100)
        self.form.length(("components",), data.get("components"), 1, 5)
        self._each(objects(data.get("components")), ("components",), IN_MODAL)

    def _each(self, components: list[Json], path: Path, allowed: frozenset[int]) -> None:
        for index, component in enumerate(components):
            self._one(component, (*path, index), allowed)

    def _one(self, component: Json, path: Path, allowed: frozenset[int]) -> None:
        kind, own_id = whole(component.get("type")), whole(component.get("id"))
        self.count += 1
        if own_id in self.ids:
            self.form.mistake((*path, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
        if own_id:
            self.ids.add(own_id)
        if kind not in allowed:
            expected = ", ".join(map(str, sorted(allowed)))
            self.form.mistake((*path, "type"), "BASE_TYPE_CHOICES", f"Value must be one of ({expected}).")
            return
        checks: dict[int, Callable[[Json, Path], None]] = {
            ROW: self._row,
            BUTTON: self.fields.button,
            TEXT_INPUT: self.fields.text_input,
            SECTION: self._section,
            TEXT_DISPLAY: self._text_display,
            THUMBNAIL: self._thumbnail,
            GALLERY: self._gallery,
            FILE: self._file,
            CONTAINER: self._container,
            LABEL: self._label,
            SEPARATOR: self._separator,
            RADIO_GROUP: self.fields.radio_group,
            CHECKBOX_GROUP: self.fields.checkbox_group,
            CHECKBOX: self.fields.checkbox,
            FILE_UPLOAD: self.fields.file_upload,
        }
        check = self.fields.select if kind in SELECTS else checks.get(kind)
        if check is not None:
            check(component, path)

    def _row(self, component: Json, path: Path) -> None:
        children = objects(component.get("components"))
        if self.modal:
            self.form.length((*path, "components"), component.get("components"), 1, 1)
            self._each(children, (*path, "components"), frozenset({TEXT_INPUT}))
            return
        self.form.length((*path, "components"), component.get("components"), 1, 5)
        self._each(children, (*path, "components"), SELECTS | {BUTTON})
        width = sum(5 if whole(child.get("type")) in SELECTS else 1 for child in children)
        if len(children) <= 5 < width:
            said = "The specified component exceeds the maximum width"
            self.form.mistake((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", said)

    def _text_display(self, component: Json, path: Path) -> None:
        self.form.length((*path, "content"), component.get("content"), 1, MOST_TEXT)
        self.text += len(text(component.get("content")))

    def _section(self, component: Json, path: Path) -> None:
        self.form.length((*path, "components"), component.get("components"), 1, 3)
        self._each(objects(component.get("components")), (*path, "components"), frozenset({TEXT_DISPLAY}))
        if not as_object(component.get("accessory")):
            self.form.required((*path, "accessory"))
        else:
            self._one(as_object(component["accessory"]), (*path, "accessory"), frozenset({BUTTON, THUMBNAIL}))

    def _media(self, media: object, path: Path) -> None:
        url = as_object(media).get("url")
        self.form.length((*path, "url"), url, 1, 2048)
        scheme, _, rest = text(url).partition("://")
        if scheme == "attachment" and rest not in self.files:
            said = f"The referenced attachment {rest} was not found"
            self.form.mistake((*path, "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", said)
        elif text(url) and scheme not in ("attachment", "http", "https"):
            said = f"Scheme {scheme!r} is not supported. Scheme must be one of ('http', 'https', 'attachment')."
            self.form.mistake((*path, "url"), "URL_TYPE_INVALID_SCHEME", said)

    def _described(self, component: Json, path: Path) -> None:
        if component.get("description") is not None:
            self.form.length((*path, "description"), component.get("description"), 1, 1024)

    def _thumbnail(self, component: Json, path: Path) -> None:
        self._media(component.get("media"), (*path, "media"))
        self._described(component, path)

    def _gallery(self, component: Json, path: Path) -> None:
        self.form.length((*path, "items"), component.get("items"), 1, 10)
        for index, item in enumerate(objects(component.get("items"))):
            self._media(item.get("media"), (*path, "items", index, "media"))
            self._described(item, (*path, "items", index))

    def _file(self, component: Json, path: Path) -> None:
        self._media(component.get("file"), (*path, "file"))
        if not text(as_object(component.get("file")).get("url")).startswith("attachment://"):
            said = "A file component can only refer to an attachment"
            self.form.mistake((*path, "file", "url"), "URL_TYPE_INVALID_SCHEME", said)

    def _container(self, component: Json, path: Path) -> None:
        if not as_array(component.get("components")):
            self.form.required((*path, "components"))
        colour = component.get("accent_color")
        if colour is not None and not 0 <= whole(colour, -1) <= 0xFFFFFF:
            said = "int value should be between 0 and 16777215."
            self.form.mistake((*path, "accent_color"), "NUMBER_TYPE_MAX", said)
        self._each(objects(component.get("components")), (*path, "components"), IN_CONTAINER)

    def _separator(self, component: Json, path: Path) -> None:
        if component.get("spacing") is not None and whole(component.get("spacing")) not in (1, 2):
            self.form.mistake((*path, "spacing"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")

    def _label(self, component: Json, path: Path) -> None:
        self.form.length((*path, "label"), component.get("label"), 1, 45)
        if component.get("description") is not None:
            self.form.length((*path, "description"), component.get("description"), 1, 100)
        self._one(as_object(component.get("component")), (*path, "component"), IN_LABEL)
