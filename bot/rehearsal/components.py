"""What Discord refuses in components: which may stand where, how many, how long."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.rehearsal.refusal import Form
from bot.rehearsal.values import Json, as_array, as_object, objects, text, whole

Path = tuple[str | int, ...]

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 18, 19, 21, 22, 23
ENTITY_SELECTS: Final = frozenset({5, 6, 7, 8})
SELECTS: Final = ENTITY_SELECTS | {STRING_SELECT}
LINK, PREMIUM = 5, 6

IN_MESSAGE_V2: Final = frozenset({ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR, CONTAINER})
IN_CONTAINER: Final = IN_MESSAGE_V2 - {CONTAINER}
IN_MESSAGE: Final = frozenset({ROW})
IN_MODAL: Final = frozenset({ROW, LABEL, TEXT_DISPLAY})
IN_LABEL: Final = SELECTS | {TEXT_INPUT, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX}

MOST_COMPONENTS, MOST_TEXT = 40, 4000


def walk(components: list[Json]) -> Iterator[Json]:
    """Yield components in reading order, each before what it holds; an accessory after its texts."""
    for each in components:
        yield each
        yield from walk(objects(each.get("components")))
        for key in ("accessory", "component"):
            if key in each:
                yield from walk([as_object(each[key])])


def numbered(components: list[Json]) -> list[Json]:
    """Give every component that has none an `id`, in reading order, as Discord does. Changes `components`."""
    taken = {whole(each.get("id")) for each in walk(components)}
    following = 1
    for each in walk(components):
        if not whole(each.get("id")):
            while following in taken:
                following += 1
            each["id"] = following
            taken.add(following)
    return components


@dataclass(slots=True)
class Check:
    """One pass over the components of a body. Mistakes go to `form`; `files` are the names media may refer to."""

    form: Form
    files: frozenset[str] = frozenset()
    modal: bool = False
    count: int = 0
    text: int = 0
    custom_ids: set[str] = field(default_factory=lambda: set[str]())

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
        kind = whole(component.get("type"))
        self.count += 1
        if kind not in allowed:
            expected = ", ".join(map(str, sorted(allowed)))
            self.form.mistake((*path, "type"), "BASE_TYPE_CHOICES", f"Value must be one of ({expected}).")
            return
        checks: dict[int, Callable[[Json, Path], None]] = {
            ROW: self._row,
            BUTTON: self._button,
            TEXT_INPUT: self._text_input,
            SECTION: self._section,
            TEXT_DISPLAY: self._text_display,
            THUMBNAIL: self._thumbnail,
            GALLERY: self._gallery,
            FILE: self._file,
            CONTAINER: self._container,
            LABEL: self._label,
            RADIO_GROUP: self._choices,
            CHECKBOX_GROUP: self._choices,
            CHECKBOX: self._custom_id,
            FILE_UPLOAD: self._custom_id,
        }
        check = self._select if kind in SELECTS else checks.get(kind)
        if check is not None:
            check(component, path)

    def _custom_id(self, component: Json, path: Path) -> None:
        value = component.get("custom_id")
        self.form.length((*path, "custom_id"), value, 1, 100)
        if text(value) in self.custom_ids:
            said = "Component custom id cannot be duplicated"
            self.form.mistake((*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", said)
        self.custom_ids.add(text(value))

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

    def _button(self, component: Json, path: Path) -> None:
        style = whole(component.get("style"))
        if not 1 <= style <= 6:
            self.form.mistake((*path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).")
        if component.get("label") is not None:
            self.form.length((*path, "label"), component.get("label"), 0, 80)
        if style == PREMIUM:
            return
        if not component.get("label") and not component.get("emoji"):
            self.form.mistake(path, "BUTTON_COMPONENT_MISSING_LABEL", "A button must have a label or an emoji")
        if style == LINK:
            self.form.length((*path, "url"), component.get("url"), 1, 512)
            if "custom_id" in component:
                said = "A custom id and url cannot both be specified"
                self.form.mistake((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL", said)
        else:
            self._custom_id(component, path)

    def _select(self, component: Json, path: Path) -> None:
        self._custom_id(component, path)
        if component.get("placeholder") is not None:
            self.form.length((*path, "placeholder"), component.get("placeholder"), 0, 150)
        if whole(component.get("type")) == STRING_SELECT:
            self._options(component, path, low=1, high=25)
        low, high = whole(component.get("min_values"), 1), whole(component.get("max_values"), 1)
        if not (0 <= low <= 25 and 1 <= high <= 25 and low <= high):
            said = "min_values and max_values must be between 0 and 25, the first not above the second."
            self.form.mistake((*path, "max_values"), "BASE_TYPE_BAD_RANGE", said)

    def _options(self, component: Json, path: Path, *, low: int, high: int) -> None:
        self.form.length((*path, "options"), component.get("options"), low, high)
        values: set[str] = set()
        for index, option in enumerate(objects(component.get("options"))):
            at = (*path, "options", index)
            self.form.length((*at, "label"), option.get("label"), 1, 100)
            self.form.length((*at, "value"), option.get("value"), 1, 100)
            if option.get("description") is not None:
                self.form.length((*at, "description"), option.get("description"), 0, 100)
            if text(option.get("value")) in values:
                said = "The specified option value is already used"
                self.form.mistake((*at, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", said)
            values.add(text(option.get("value")))

    def _choices(self, component: Json, path: Path) -> None:
        self._custom_id(component, path)
        self._options(component, path, low=2 if component.get("type") == RADIO_GROUP else 1, high=10)

    def _text_input(self, component: Json, path: Path) -> None:
        self._custom_id(component, path)
        if whole(component.get("style")) not in (1, 2):
            self.form.mistake((*path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
        if component.get("label") is not None:
            self.form.length((*path, "label"), component.get("label"), 1, 45)
        elif len(path) > 2 and path[-1] != "component":
            self.form.required((*path, "label"))
        if component.get("placeholder") is not None:
            self.form.length((*path, "placeholder"), component.get("placeholder"), 0, 100)
        low, high = whole(component.get("min_length")), whole(component.get("max_length"), 4000)
        if not (0 <= low <= 4000 and 1 <= high <= 4000 and low <= high):
            said = "min_length and max_length must be between 0 and 4000, the first not above the second."
            self.form.mistake((*path, "max_length"), "BASE_TYPE_BAD_RANGE", said)
        if component.get("value") is not None:
            self.form.length((*path, "value"), component.get("value"), 0, high)

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
            self.form.length((*path, "description"), component.get("description"), 0, 1024)

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
        self._each(objects(component.get("components")), (*path, "components"), IN_CONTAINER)

    def _label(self, component: Json, path: Path) -> None:
        self.form.length((*path, "label"), component.get("label"), 1, 45)
        if component.get("description") is not None:
            self.form.length((*path, "description"), component.get("description"), 0, 100)
        self._one(as_object(component.get("component")), (*path, "component"), IN_LABEL)
