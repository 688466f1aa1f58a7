"""The body of a message: what Discord refuses in it, and what becomes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from bot.rehearsal import components, embeds, layout_rules, mentions
from bot.rehearsal.refusal import Form, Refusal
from bot.rehearsal.state import COMPONENTS_V2, EPHEMERAL, HAS_THREAD, LOADING, Attachment, Message, State
from bot.rehearsal.values import Json, as_object, copied, objects, text, whole

MOST_CONTENT, MOST_FILES, MOST_BYTES, MOST_NONCE = 2000, 10, 10 * 1024 * 1024, 25
SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS = 1 << 2, 1 << 12
LEGACY_FIELDS: Final = ("content", "embeds", "poll", "sticker_ids")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a multipart body; `index` is the n of `files[n]`."""

    index: int
    filename: str
    content: bytes
    content_type: str


def _check_flags(form: Form, body: Json, before: Message | None) -> bool:
    """Return whether the message is to have V2 components."""
    flags = body.get("flags")
    had = before is not None and bool(before.flags & COMPONENTS_V2)
    if flags is None:
        return had
    v2 = bool(whole(flags) & COMPONENTS_V2)
    if had and not v2:
        said = "The MessageFlags.IS_COMPONENTS_V2 flag cannot be removed."
        form.mistake(("flags",), "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", said)
    return v2


def _check_fields(form: Form, body: Json, before: Message | None, *, v2: bool) -> None:
    kept = before is not None and not before.flags & COMPONENTS_V2
    for key in LEGACY_FIELDS if v2 else ():
        left = kept and key in ("content", "embeds") and key not in body and bool(before and getattr(before, key))
        if body.get(key) or left:
            said = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.mistake((key,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", said)
    if not v2 and body.get("content") is not None:
        content = body["content"]
        if len(str(content).strip()) > MOST_CONTENT:
            said = f"Must be {MOST_CONTENT} or fewer in length."
            form.mistake(("content",), "BASE_TYPE_MAX_LENGTH", said)
        elif not isinstance(content, str | int):
            form.mistake(("content",), "STRING_TYPE_CONVERT", "Could not interpret as string.")
    nonce = body.get("nonce")
    if nonce is not None and not isinstance(nonce, str | int):
        form.mistake(("nonce",), "NONCE_TYPE_COERCE", "Value must be a string or an integer.")
    elif nonce is not None and len(str(nonce)) > MOST_NONCE:
        form.mistake(("nonce",), "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_NONCE} or fewer in length.")
    for index, each in enumerate(objects(body.get("attachments"))):
        if each.get("description") is not None:
            form.length(("attachments", index, "description"), each["description"], 0, 1024)


def _check_known(body: Json) -> None:
    """Refuse what this Discord does not have, and the real one would take."""
    for key, name in (("poll", "polls"), ("sticker_ids", "stickers"), ("shared_client_theme", "themes to share")):
        if body.get(key):
            raise Refusal(501, 0, f"The rehearsal has no {name}")


def _check_uploads(uploads: Iterable[Upload]) -> None:
    if len(list(uploads)) > MOST_FILES:
        raise Refusal(400, 30015, f"Maximum number of attachments in a message reached ({MOST_FILES})")
    if any(len(upload.content) > MOST_BYTES for upload in uploads):
        raise Refusal(413, 40005, "Request entity too large")


def check(body: Json, uploads: list[Upload], before: Message | None = None) -> bool:
    """Check a body that makes a message, or changes `before`; return whether the outcome has V2 components.

    Raises Refusal: 50035 for mistakes, 50006 for an empty message, 40005 and 30015 for files.
    """
    _check_uploads(uploads)
    form = Form()
    v2 = _check_flags(form, body, before)
    _check_fields(form, body, before, v2=v2)
    embeds.check(form, objects(body.get("embeds")))
    mentions.check(form, body.get("allowed_mentions"))
    names = {upload.filename for upload in uploads} | {each.filename for each in (before.attachments if before else [])}
    if "components" in body or before is None:
        given = objects(body.get("components"))
        if v2 or given:
            layout_rules.Check(form, frozenset(names)).message(given, v2=v2)
    form.close()
    _check_known(body)
    if before is None and not v2 and not (text(body.get("content")).strip() or body.get("embeds") or uploads):
        raise Refusal(400, 50006, "Cannot send an empty message")
    return v2


def _placed(tree: list[Json], attachments: list[Attachment]) -> list[Json]:
    """Return components as Discord stores them: with ids, media resolved to where the file is served."""
    stored = objects(copied({"components": tree})["components"])
    by_name = {f"attachment://{each.filename}": each for each in attachments}
    for each in components.walk(stored):
        holders = [as_object(item.get("media")) for item in objects(each.get("items"))]
        holders += [as_object(each.get("media")), as_object(each.get("file"))]
        for media in holders:
            found = by_name.get(text(media.get("url")))
            if found is not None:
                media |= {"url": found.url, "proxy_url": found.url, "attachment_id": str(found.id)}
                media["content_type"] = found.content_type
    return components.numbered(stored)


def _attached(state: State, message: Message, body: Json, uploads: list[Upload]) -> list[Attachment]:
    described = {text(each.get("id")) or str(each.get("id")): each for each in objects(body.get("attachments"))}
    kept = [each for each in message.attachments if "attachments" not in body or str(each.id) in described]
    for upload in uploads:
        about = described.get(str(upload.index), {})
        filename = text(about.get("filename")) or upload.filename
        attachment_id = state.next_id()
        path = f"/attachments/{message.channel_id}/{attachment_id}/{filename}"
        description = about.get("description")
        stored = Attachment(
            attachment_id,
            filename,
            upload.content,
            upload.content_type,
            state.base_url + path,
            text(description) if description is not None else None,
        )
        state.keep_file(path, stored)
        kept.append(stored)
    return kept


def _would_be_empty(message: Message, body: Json, uploads: list[Upload]) -> bool:
    content = body.get("content", message.content)
    pictures = body.get("embeds", message.embeds)
    attachments = body.get("attachments", message.attachments)
    return not (content or pictures or attachments or uploads)


def apply(state: State, message: Message, body: Json, uploads: list[Upload], *, new: bool) -> None:
    """Check a body and put it into a message. Raises Refusal, and then nothing was changed."""
    was_loading = bool(message.flags & LOADING)
    v2 = check(body, uploads, None if new else message)
    if not new and not v2 and _would_be_empty(message, body, uploads):
        raise Refusal(400, 50006, "Cannot send an empty message")
    message.attachments = _attached(state, message, body, uploads)
    if v2 or "content" in body:
        message.content = "" if v2 or body.get("content") is None else str(body["content"]).strip()
    if v2 or "embeds" in body:
        message.embeds = [] if v2 else objects(body.get("embeds"))
    if "components" in body:
        message.components = _placed(objects(body["components"]), message.attachments)
    message.pinged = mentions.pinged(state, message, body.get("allowed_mentions")) if new else message.pinged
    lasting = message.flags & (EPHEMERAL | HAS_THREAD | COMPONENTS_V2)
    if "flags" in body:
        lasting |= whole(body["flags"]) & (SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS)
    message.flags = (lasting | (COMPONENTS_V2 if v2 else 0)) & ~LOADING
    if not new and not was_loading:
        message.edited_at = datetime.now(UTC)
