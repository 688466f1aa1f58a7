"""What Discord refuses in the components that members act on: buttons, selects, and the fields of dialogs.

Lengths are those of Discord's OpenAPI file. Beside it are documented (developers/components/reference): which buttons
have a url, no `disabled` and no `min_values` of 0 with `required` in dialogs, the number of default values. That there
must be as many options as `max_values` was observed (discord.py#6984). Codes of what was only documented are guesses.
"""

from typing import Final
from urllib.parse import urlsplit

from bot.rehearsal.components import LINK, PREMIUM, STRING_SELECT
from bot.rehearsal.refusal import Form
from bot.rehearsal.values import Json, as_array, as_object, objects, text, whole

Path = tuple[str | int, ...]

DEFAULT_TYPES: Final = {5: ("user",), 6: ("role",), 7: ("user", "role"), 8: ("channel",)}
"""What the `default_values` of a select of a type may be."""


class Fields:
    """Checks fields one by one. Mistakes go to `form`; a `modal` has rules of its own."""

    def __init__(self, form: Form, *, modal: bool) -> None:
        self._form = form
        self._modal = modal
        self._custom_ids: Final[set[str]] = set()

    def _custom_id(self, component: Json, path: Path) -> None:
        value = component.get("custom_id")
        self._form.length((*path, "custom_id"), value, 1, 100)
        if text(value) in self._custom_ids:
            said = "Component custom id cannot be duplicated"
            self._form.mistake((*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", said)
        self._custom_ids.add(text(value))

    def _emoji(self, component: Json, path: Path) -> None:
        """Refuse what cannot be an emoji: a name in plain ASCII without an id. Which others exist is not known."""
        emoji = as_object(component.get("emoji"))
        if component.get("emoji") is not None and not emoji.get("id") and text(emoji.get("name")).isascii():
            self._form.mistake((*path, "emoji", "name"), "COMPONENT_INVALID_EMOJI", "Invalid emoji")

    def button(self, component: Json, path: Path) -> None:
        """Check a button."""
        style = whole(component.get("style"))
        if not 1 <= style <= 6:
            self._form.mistake((*path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).")
        if component.get("label") is not None:
            self._form.length((*path, "label"), component.get("label"), 0, 80)
        if style == PREMIUM:
            self._premium(component, path)
            return
        self._emoji(component, path)
        if not component.get("label") and not component.get("emoji"):
            self._form.mistake(path, "BUTTON_COMPONENT_MISSING_LABEL", "A button must have a label or an emoji")
        if component.get("custom_id") is not None and component.get("url") is not None:
            said = "A custom id and url cannot both be specified"
            self._form.mistake((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL", said)
        if style == LINK:
            self._link(component, path)
        else:
            self._custom_id(component, path)

    def _premium(self, component: Json, path: Path) -> None:
        if not component.get("sku_id"):
            self._form.required((*path, "sku_id"))
        for key in ("custom_id", "label", "url", "emoji"):
            if component.get(key) is not None:
                said = f"A premium button has no {key}"
                self._form.mistake((*path, key), "BUTTON_COMPONENT_PREMIUM_FIELD", said)

    def _link(self, component: Json, path: Path) -> None:
        self._form.length((*path, "url"), component.get("url"), 1, 512)
        scheme = urlsplit(text(component.get("url"))).scheme
        if component.get("url") and scheme not in ("http", "https", "discord"):
            said = f"Scheme {scheme!r} is not supported. Scheme must be one of ('http', 'https', 'discord')."
            self._form.mistake((*path, "url"), "URL_TYPE_INVALID_SCHEME", said)

    def select(self, component: Json, path: Path) -> None:
        """Check a select of any type."""
        self._custom_id(component, path)
        if component.get("placeholder") is not None:
            self._form.length((*path, "placeholder"), component.get("placeholder"), 0, 150)
        low, high = self._range(component, path, 25)
        if whole(component.get("type")) == STRING_SELECT:
            self._options(component, path, low=min(max(high, 1), 25), high=25)
            self._chosen(component, path, most=high)
        else:
            self._defaults(component, path, low, high)
        if self._modal and component.get("disabled") is True:
            said = "Components in modals cannot be disabled"
            self._form.mistake((*path, "disabled"), "COMPONENT_MODAL_DISABLED", said)

    def _range(self, component: Json, path: Path, most: int) -> tuple[int, int]:
        """Check `min_values` and `max_values`, of which there may be `most`, and return them."""
        low, high = whole(component.get("min_values"), 1), whole(component.get("max_values"), 1)
        if not (0 <= low <= most and 1 <= high <= most and low <= high):
            said = f"min_values and max_values must be between 0 and {most}, the first not above the second."
            self._form.mistake((*path, "max_values"), "BASE_TYPE_BAD_RANGE", said)
        if self._modal and low == 0 and component.get("required") is not False:
            said = "min_values must be at least 1 for a required component"
            self._form.mistake((*path, "min_values"), "BASE_TYPE_BAD_RANGE", said)
        return low, high

    def _defaults(self, component: Json, path: Path, low: int, high: int) -> None:
        given = as_array(component.get("default_values"))
        if given and not low <= len(given) <= high:
            said = f"Must be between {low} and {high} in length."
            self._form.mistake((*path, "default_values"), "BASE_TYPE_BAD_LENGTH", said)
        fits = DEFAULT_TYPES.get(whole(component.get("type")), ())
        for index, each in enumerate(objects(component.get("default_values"))):
            if each.get("type") not in fits:
                said = f"Value must be one of {fits}."
                self._form.mistake((*path, "default_values", index, "type"), "BASE_TYPE_CHOICES", said)

    def _options(self, component: Json, path: Path, *, low: int, high: int) -> None:
        self._form.length((*path, "options"), component.get("options"), low, high)
        values: set[str] = set()
        for index, option in enumerate(objects(component.get("options"))):
            at = (*path, "options", index)
            self._form.length((*at, "label"), option.get("label"), 1, 100)
            self._form.length((*at, "value"), option.get("value"), 1, 100)
            self._emoji(option, at)
            if option.get("description") is not None:
                self._form.length((*at, "description"), option.get("description"), 0, 100)
            if text(option.get("value")) in values:
                said = "The specified option value is already used"
                self._form.mistake((*at, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", said)
            values.add(text(option.get("value")))

    def _chosen(self, component: Json, path: Path, *, most: int) -> None:
        """Check how many options are chosen beforehand."""
        if sum(1 for each in objects(component.get("options")) if each.get("default") is True) > most:
            said = f"No more than {most} options can be chosen by default"
            self._form.mistake((*path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULTS", said)

    def radio_group(self, component: Json, path: Path) -> None:
        """Check a group of which one is chosen."""
        self._custom_id(component, path)
        self._options(component, path, low=2, high=10)
        self._chosen(component, path, most=1)

    def checkbox_group(self, component: Json, path: Path) -> None:
        """Check a group of checkboxes."""
        self._custom_id(component, path)
        self._options(component, path, low=1, high=10)
        count = len(as_array(component.get("options")))
        self._range({"max_values": max(min(count, 10), 1)} | component, path, 10)

    def checkbox(self, component: Json, path: Path) -> None:
        """Check a single checkbox."""
        self._custom_id(component, path)

    def file_upload(self, component: Json, path: Path) -> None:
        """Check a field for files."""
        self._custom_id(component, path)
        self._range(component, path, 10)

    def text_input(self, component: Json, path: Path) -> None:
        """Check a field for words; outside a label it needs its own."""
        self._custom_id(component, path)
        if whole(component.get("style")) not in (1, 2):
            self._form.mistake((*path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
        if component.get("label") is not None:
            self._form.length((*path, "label"), component.get("label"), 1, 45)
        elif path[-1] != "component":
            self._form.required((*path, "label"))
        if component.get("placeholder") is not None:
            self._form.length((*path, "placeholder"), component.get("placeholder"), 0, 100)
        low, high = whole(component.get("min_length")), whole(component.get("max_length"), 4000)
        if not (0 <= low <= 4000 and 1 <= high <= 4000 and low <= high):
            said = "min_length and max_length must be between 0 and 4000, the first not above the second."
            self._form.mistake((*path, "max_length"), "BASE_TYPE_BAD_RANGE", said)
        if component.get("value") is not None:
            self._form.length((*path, "value"), component.get("value"), 0, high)
