"""Discord's JSON for what the state holds."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.rehearsal import permissions
from bot.rehearsal.replies import answered_by
from bot.rehearsal.state import DIRECT, THREAD, Attachment, Channel, Guild, Member, Message, Role, State, User
from bot.rehearsal.values import Json, as_array, text, whole


def instant(moment: datetime | None) -> str | None:
    """Return a moment as Discord writes it."""
    return None if moment is None else moment.astimezone(UTC).isoformat()


def user(of: User) -> Json:
    """Return a user object."""
    return {
        "id": str(of.id),
        "username": of.name,
        "global_name": None if of.bot else of.name,
        "discriminator": "0001" if of.bot else "0",
        "avatar": None,
        "bot": of.bot,
        "public_flags": 0,
    }


def member(of: Member) -> Json:
    """Return a guild member object."""
    return {
        "user": user(of.user),
        "nick": of.nick,
        "avatar": None,
        "roles": [str(role_id) for role_id in sorted(of.role_ids)],
        "joined_at": instant(of.joined_at),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }


def role(of: Role) -> Json:
    """Return a role object."""
    body: Json = {
        "id": str(of.id),
        "name": of.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": of.position,
        "permissions": str(of.permissions),
        "managed": of.managed,
        "mentionable": False,
        "flags": 0,
    }
    return body


def _last_message_id(of: Channel) -> str | None:
    seen = [message.id for message in of.messages.values() if message.seen_by is None]
    return str(max(seen)) if seen else None


def channel(of: Channel) -> Json:
    """Return a channel object: text, thread or DM."""
    if of.kind == DIRECT:
        return {
            "id": str(of.id),
            "type": DIRECT,
            "flags": 0,
            "last_message_id": _last_message_id(of),
            "recipients": [] if of.recipient is None else [user(of.recipient)],
        }
    body: Json = {
        "id": str(of.id),
        "type": of.kind,
        "guild_id": str(of.guild.id) if of.guild else None,
        "name": of.name,
        "flags": 0,
        "rate_limit_per_user": 0,
        "last_message_id": _last_message_id(of),
        "parent_id": str(of.parent.id) if of.parent else None,
    }
    if of.kind == THREAD:
        count = len(of.messages)
        body |= {
            "owner_id": str(of.owner_id),
            "message_count": count,
            "total_message_sent": count,
            "member_count": 1,
            "thread_metadata": {
                "archived": of.archived,
                "auto_archive_duration": of.auto_archive_duration,
                "archive_timestamp": instant(datetime.now(UTC)),
                "locked": of.locked,
            },
        }
    else:
        body |= {
            "position": of.position,
            "topic": None,
            "nsfw": False,
            "permission_overwrites": [
                {"id": str(each.target_id), "type": each.kind, "allow": str(each.allow), "deny": str(each.deny)}
                for each in of.overwrites.values()
            ],
        }
    return body


def guild(of: Guild) -> Json:
    """Return a guild object as REST gives it."""
    return {
        "id": str(of.id),
        "name": of.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "owner_id": str(of.owner_id),
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": [role(each) for each in of.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "max_members": 500000,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": of.locale,
        "public_updates_channel_id": None,
        "nsfw_level": 0,
        "premium_progress_bar_enabled": False,
    }


def guild_create(of: Guild, bot: User) -> Json:
    """Return GUILD_CREATE as a bot without the members intent gets it: of the members, itself only."""
    seen = [each for each in of.channels.values() if permissions.may(each, bot.id, "view_channel")]
    own = of.members[bot.id]
    return guild(of) | {
        "joined_at": instant(own.joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(of.members),
        "members": [member(own)],
        # Channels the bot cannot see are listed too, as Discord does; threads are not.
        "channels": [channel(each) for each in of.channels.values() if each.kind != THREAD],
        "threads": [channel(each) for each in seen if each.kind == THREAD and not each.archived],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def members_chunk(of: Guild, asked: Json) -> Json:
    """Return GUILD_MEMBERS_CHUNK for what was asked: members by `user_ids`, else by how their name begins."""
    wanted = asked.get("user_ids")
    ids = {whole(each) for each in as_array(wanted) or [wanted]}
    query = text(asked.get("query")).lower()
    found = [
        each
        for each in of.members.values()
        if each.user.id in ids or (wanted is None and each.user.name.lower().startswith(query))
    ]
    return {
        "guild_id": str(of.id),
        "members": [member(each) for each in found],
        "not_found": [str(each) for each in ids - {each.user.id for each in found} if each],
        "chunk_index": 0,
        "chunk_count": 1,
        "nonce": asked.get("nonce"),
    }


def attachment(of: Attachment) -> Json:
    """Return an attachment object."""
    body: Json = {
        "id": str(of.id),
        "filename": of.filename,
        "size": of.size,
        "url": of.url,
        "proxy_url": of.url,
        "content_type": of.content_type,
    }
    if of.description is not None:
        body["description"] = of.description
    return body


def message(of: Message, state: State) -> Json:
    """Return a message object."""
    place = state.channels.get(of.channel_id)
    body: Json = {
        "id": str(of.id),
        "channel_id": str(of.channel_id),
        "author": user(of.author),
        "content": of.content,
        "timestamp": instant(of.at),
        "edited_timestamp": instant(of.edited_at),
        "tts": False,
        "mention_everyone": of.pinged.everyone,
        "mentions": [user(state.users[each]) for each in of.pinged.users],
        "mention_roles": [str(each) for each in of.pinged.roles],
        "attachments": [attachment(each) for each in of.attachments],
        "embeds": of.embeds,
        "components": of.components,
        "pinned": False,
        "type": of.kind,
        "flags": of.flags,
    }
    if of.nonce is not None:
        body["nonce"] = of.nonce
    if of.reference is not None:
        answered = answered_by(of, place)
        body["message_reference"] = of.reference
        # One step back only, as Discord does; null for what was deleted.
        body["referenced_message"] = None if answered is None else message(replace(answered, reference=None), state)
    if of.interaction is not None:
        body |= {
            "interaction_metadata": of.interaction,
            "application_id": str(state.application_id),
            "webhook_id": str(state.application_id),
        }
    thread = state.channels.get(of.id)
    if thread is not None and place is not None and thread.parent is place:
        body["thread"] = channel(thread)
    return body


def message_event(of: Message, state: State) -> Json:
    """Return a message as the gateway tells it: with its guild, and the author as member of it."""
    body = message(of, state)
    place = state.channels.get(of.channel_id)
    if place is not None and place.guild is not None:
        body["guild_id"] = str(place.guild.id)
        author = place.guild.members.get(of.author.id)
        if author is not None and of.interaction is None:
            body["member"] = {key: value for key, value in member(author).items() if key != "user"}
    return body
