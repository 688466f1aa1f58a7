"""The components of messages and dialogs: their types, and how they hold one another."""

from collections.abc import Iterator
from typing import Final

from bot.rehearsal.values import Json, as_object, objects, whole

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 18, 19, 21, 22, 23
ENTITY_SELECTS: Final = frozenset({5, 6, 7, 8})
SELECTS: Final = ENTITY_SELECTS | {STRING_SELECT}
LINK, PREMIUM = 5, 6


def walk(components: list[Json]) -> Iterator[Json]:
    """Yield components in reading order, each before what it holds; an accessory after its texts."""
    for each in components:
        yield each
        yield from walk(objects(each.get("components")))
        for key in ("accessory", "component"):
            if key in each:
                yield from walk([as_object(each[key])])


def numbered(components: list[Json]) -> list[Json]:
    """Give every component that has none an `id`, in reading order, as Discord does. Changes `components`.

    Ids of default values come back as text, however they were given.
    """
    taken = {whole(each.get("id")) for each in walk(components)}
    following = 1
    for each in walk(components):
        if not whole(each.get("id")):
            while following in taken:
                following += 1
            each["id"] = following
            taken.add(following)
        for default in objects(each.get("default_values")):
            default["id"] = str(whole(default.get("id")))
    return components
