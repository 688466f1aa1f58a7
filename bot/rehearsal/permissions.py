"""Permission bits under Discord's names, and what someone may do in a channel."""

from collections.abc import Iterable
from typing import Final

from bot.rehearsal import state

BITS: Final = {
    "create_instant_invite": 1 << 0,
    "kick_members": 1 << 1,
    "ban_members": 1 << 2,
    "administrator": 1 << 3,
    "manage_channels": 1 << 4,
    "manage_guild": 1 << 5,
    "add_reactions": 1 << 6,
    "view_audit_log": 1 << 7,
    "view_channel": 1 << 10,
    "send_messages": 1 << 11,
    "manage_messages": 1 << 13,
    "embed_links": 1 << 14,
    "attach_files": 1 << 15,
    "read_message_history": 1 << 16,
    "mention_everyone": 1 << 17,
    "use_external_emojis": 1 << 18,
    "connect": 1 << 20,
    "speak": 1 << 21,
    "change_nickname": 1 << 26,
    "manage_roles": 1 << 28,
    "use_application_commands": 1 << 31,
    "manage_threads": 1 << 34,
    "create_public_threads": 1 << 35,
    "create_private_threads": 1 << 36,
    "send_messages_in_threads": 1 << 38,
    "moderate_members": 1 << 40,
}
ALL: Final = (1 << 52) - 1
EVERYONE: Final = (
    "view_channel",
    "send_messages",
    "embed_links",
    "attach_files",
    "add_reactions",
    "read_message_history",
    "change_nickname",
    "use_application_commands",
    "create_public_threads",
    "send_messages_in_threads",
    "connect",
    "speak",
)


def bits(names: Iterable[str]) -> int:
    """Return the bits of Discord's permission names. Raises KeyError for a name that is none."""
    total = 0
    for name in names:
        total |= BITS[name]
    return total


def in_guild(guild: "state.Guild", user_id: int) -> int:
    """Return what a user's roles allow in the whole guild; nothing for one who is no member."""
    member = guild.members.get(user_id)
    if member is None:
        return 0
    if guild.owner_id == user_id:
        return ALL
    total = guild.roles[guild.id].permissions
    for role_id in member.role_ids:
        total |= guild.roles[role_id].permissions
    return ALL if total & BITS["administrator"] else total


def in_channel(channel: "state.Channel", user_id: int) -> int:
    """Return what a user may do in a channel of a guild, its overwrites applied; threads follow their parent."""
    guild = channel.guild
    if guild is None:
        return ALL
    base = in_guild(guild, user_id)
    if base == ALL or user_id not in guild.members:
        return base
    overwrites = (channel.parent or channel).overwrites
    roles = guild.members[user_id].role_ids
    allow = deny = 0
    for overwrite in overwrites.values():
        if overwrite.target_id == guild.id:
            base = base & ~overwrite.deny | overwrite.allow
    for overwrite in overwrites.values():
        if overwrite.target_id in roles:
            allow |= overwrite.allow
            deny |= overwrite.deny
    base = base & ~deny | allow
    own = overwrites.get(user_id)
    if own is not None:
        base = base & ~own.deny | own.allow
    return base if base & BITS["view_channel"] else 0


def may(channel: "state.Channel", user_id: int, *names: str) -> bool:
    """Whether a user has all the permissions named in a channel."""
    wanted = bits(names)
    return in_channel(channel, user_id) & wanted == wanted
