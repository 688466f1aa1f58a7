"""What Discord refuses in embeds.

Lengths are those of Discord's OpenAPI file; 6000 characters over all embeds of a message are documented beside it
(developers/resources/message, "Embed Limits").
"""

from typing import Final

from bot.rehearsal.refusal import Form
from bot.rehearsal.values import Json, as_object, objects, text, whole

MOST_EMBEDS, MOST_FIELDS, MOST_OVER_ALL = 10, 25, 6000
LENGTHS: Final = {"title": 256, "description": 4096, "url": 2048}
NESTED: Final = (("footer", "text", 2048), ("author", "name", 256))


def check(form: Form, embeds: list[Json]) -> None:
    """Note every mistake of a message's embeds."""
    if len(embeds) > MOST_EMBEDS:
        form.mistake(("embeds",), "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_EMBEDS} or fewer in length.")
    for index, embed in enumerate(embeds):
        _check_one(form, embed, ("embeds", index))
    if sum(_size(embed) for embed in embeds) > MOST_OVER_ALL:
        form.mistake(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MOST_OVER_ALL}")


def _check_one(form: Form, embed: Json, at: tuple[str | int, ...]) -> None:
    for key, most in LENGTHS.items():
        if embed.get(key) is not None:
            form.length((*at, key), embed[key], 0, most)
    for key, inner, most in NESTED:
        value = as_object(embed.get(key)).get(inner)
        if value is not None:
            form.length((*at, key, inner), value, 0, most)
    if embed.get("color") is not None and not 0 <= whole(embed.get("color"), -1) <= 0xFFFFFF:
        form.mistake((*at, "color"), "NUMBER_TYPE_MAX", "int value should be between 0 and 16777215.")
    fields = objects(embed.get("fields"))
    if len(fields) > MOST_FIELDS:
        form.mistake((*at, "fields"), "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_FIELDS} or fewer in length.")
    for place, each in enumerate(fields):
        form.length((*at, "fields", place, "name"), each.get("name"), 1, 256)
        form.length((*at, "fields", place, "value"), each.get("value"), 1, 1024)


def _size(embed: Json) -> int:
    parts = [embed.get("title"), embed.get("description")]
    parts += [as_object(embed.get(key)).get(inner) for key, inner, _ in NESTED]
    parts += [part for each in objects(embed.get("fields")) for part in (each.get("name"), each.get("value"))]
    return sum(len(text(part)) for part in parts)
