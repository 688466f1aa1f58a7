"""How Discord says no: a status, a code of its own, and for bodies the path to each mistake."""

from typing import Final, cast

from bot.rehearsal.values import Json

INVALID_FORM_BODY = 50035


class Refusal(Exception):  # noqa: N818 - Discord refuses; nothing went wrong here
    """An error answer. `code` is Discord's JSON error code, `errors` the tree of a refused body."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status: Final = status
        self.code: Final = code
        self.message: Final = message
        self.errors: Final = errors

    def within(self, field: str) -> "Refusal":
        """Return the same refusal of a body that is one `field` of what was sent."""
        errors: Json | None = {field: self.errors} if self.errors is not None else None
        return Refusal(self.status, self.code, self.message, errors)

    def payload(self) -> Json:
        """Return the answer's body."""
        body: Json = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        return body


class Form:
    """Gathers the mistakes of one body, so that all are told at once as Discord does."""

    def __init__(self) -> None:
        self._errors: Json = {}

    def mistake(self, path: tuple[str | int, ...], code: str, message: str) -> None:
        """Note a mistake at `path`."""
        node = self._errors
        for step in path:
            node = cast("Json", node.setdefault(str(step), {}))
        found = cast("list[Json]", node.setdefault("_errors", []))
        found.append({"code": code, "message": message})

    def required(self, path: tuple[str | int, ...]) -> None:
        """Note that a field is missing."""
        self.mistake(path, "BASE_TYPE_REQUIRED", "This field is required")

    def length(self, path: tuple[str | int, ...], value: object, low: int, high: int) -> None:
        """Note a text (or array) that is missing, no such thing, too short or too long."""
        if not isinstance(value, str | list):
            self.required(path)
            return
        size = len(cast("str | list[object]", value))
        if low and not size:
            self.required(path)
        elif not low <= size <= high:
            self.mistake(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")

    def close(self) -> None:
        """End the check. Raises Refusal with code 50035 if there was a mistake."""
        if self._errors:
            raise Refusal(400, INVALID_FORM_BODY, "Invalid Form Body", self._errors)


def unknown_channel() -> Refusal:
    """No such channel."""
    return Refusal(404, 10003, "Unknown Channel")


def unknown_message() -> Refusal:
    """No such message, or one that only its reader can see."""
    return Refusal(404, 10008, "Unknown Message")


def out_of_sight() -> Refusal:
    """The guild is unavailable: nothing is said of it, also not that somebody is gone.

    What Discord answers then is not documented; answers of 500 and 503 were seen.
    """
    return Refusal(503, 0, "503: Service Unavailable")


def missing_access() -> Refusal:
    """The bot cannot see the place."""
    return Refusal(403, 50001, "Missing Access")


def missing_permissions() -> Refusal:
    """The bot sees the place and may not do this in it."""
    return Refusal(403, 50013, "Missing Permissions")


def invalid(path: tuple[str | int, ...], code: str, message: str) -> Refusal:
    """Return the refusal of a body with one mistake."""
    form = Form()
    form.mistake(path, code, message)
    try:
        form.close()
    except Refusal as refusal:
        return refusal
    raise AssertionError(path)
