"""A local Discord written down and read again, so that what somebody rehearsed can be continued another day."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from pydantic import ConfigDict, TypeAdapter

from bot.rehearsal.local import LocalDiscord
from bot.rehearsal.state import Attachment, Channel, Guild, Member, Message, Overwrite, Role, User

ATTACHMENTS: Final = "/attachments/"
ANYWHERE: Final = "rehearsal:/attachments/"
"""What stands in place of where attachments are served, which is another address each time."""


@dataclass
class KeptMember:
    """A member, by account."""

    user: int
    joined_at: datetime
    role_ids: set[int]
    nick: str | None


@dataclass
class KeptChannel:
    """A channel, a thread or a DM, with others by id."""

    id: int
    kind: int
    name: str
    guild: int | None
    position: int
    parent: int | None
    recipient: int | None
    owner_id: int
    archived: bool
    locked: bool
    auto_archive_duration: int
    overwrites: list[Overwrite]
    messages: list[Message]


@dataclass
class KeptGuild:
    """A server, its channels apart."""

    id: int
    name: str
    owner_id: int
    locale: str
    roles: list[Role]
    members: list[KeptMember]


@dataclass
class Kept:
    """A whole Discord, and `notes` of whoever keeps it."""

    bot: int
    users: list[User]
    guilds: list[KeptGuild]
    channels: list[KeptChannel]
    notes: dict[str, str]
    greeted: list[int] = field(default_factory=lambda: list[int]())
    """Users whose DM channel the bot has opened, by account. What was kept before this was has none."""


READER: Final = TypeAdapter(list[Kept], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))


def written(discord: LocalDiscord, notes: dict[str, str]) -> str:
    """Return everything this Discord holds, as text, with `notes`."""
    state = discord.state
    kept = Kept(
        state.bot.id,
        list(state.users.values()),
        [_guild(each) for each in state.guilds.values()],
        [_channel(each) for each in state.channels.values()],
        notes,
        sorted(state.greeted),
    )
    return READER.dump_json([kept]).decode().replace(state.base_url + ATTACHMENTS, ANYWHERE)


def _guild(of: Guild) -> KeptGuild:
    members = [KeptMember(each.user.id, each.joined_at, each.role_ids, each.nick) for each in of.members.values()]
    return KeptGuild(of.id, of.name, of.owner_id, of.locale, list(of.roles.values()), members)


def _channel(of: Channel) -> KeptChannel:
    return KeptChannel(
        of.id,
        of.kind,
        of.name,
        of.guild.id if of.guild else None,
        of.position,
        of.parent.id if of.parent else None,
        of.recipient.id if of.recipient else None,
        of.owner_id,
        of.archived,
        of.locked,
        of.auto_archive_duration,
        list(of.overwrites.values()),
        list(of.messages.values()),
    )


def read(discord: LocalDiscord, text: str) -> dict[str, str]:
    """Fill a Discord that is listening, and still empty, with what was written; returns the notes.

    Raises ValueError for what is no Discord written down.
    """
    state = discord.state
    (kept,) = READER.validate_json(text.replace(ANYWHERE, state.base_url + ATTACHMENTS))
    state.bot.id = kept.bot
    state.users.clear()
    state.users.update((each.id, state.bot if each.id == kept.bot else each) for each in kept.users)
    for one in kept.guilds:
        _found(discord, one)
    for one in kept.channels:
        _open(discord, one)
    state.greeted.update(kept.greeted)
    return kept.notes


def _found(discord: LocalDiscord, kept: KeptGuild) -> None:
    guild = Guild(kept.id, kept.name, kept.owner_id, locale=kept.locale)
    guild.roles.update((role.id, role) for role in kept.roles)
    for each in kept.members:
        guild.members[each.user] = Member(discord.state.users[each.user], each.joined_at, each.role_ids, each.nick)
    discord.state.guilds[guild.id] = guild


def _open(discord: LocalDiscord, kept: KeptChannel) -> None:
    state = discord.state
    if kept.recipient is not None:
        channel = state.direct_channel(state.users[kept.recipient])
        state.channels.pop(channel.id)
        channel.id = kept.id
    else:
        channel = Channel(kept.id, kept.kind, kept.name)
        channel.guild = state.guilds[kept.guild] if kept.guild is not None else None
        channel.parent = state.channels.get(kept.parent) if kept.parent is not None else None
    channel.position, channel.owner_id = kept.position, kept.owner_id
    channel.archived, channel.locked = kept.archived, kept.locked
    channel.auto_archive_duration = kept.auto_archive_duration
    channel.overwrites.update((each.target_id, each) for each in kept.overwrites)
    for message in kept.messages:
        message.author = state.users[message.author.id]
        channel.messages[message.id] = message
        for each in message.attachments:
            _serve(discord, each)
    state.channels[channel.id] = channel
    if channel.guild is not None:
        channel.guild.channels[channel.id] = channel


def _serve(discord: LocalDiscord, attachment: Attachment) -> None:
    discord.state.files[attachment.url.removeprefix(discord.state.base_url)] = attachment
