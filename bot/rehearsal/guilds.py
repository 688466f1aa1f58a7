"""A guild on the stage: who is in it, its channels and roles."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.rehearsal import payloads, permissions, posting, state
from bot.rehearsal.channels import Channel
from bot.rehearsal.core import Core
from bot.rehearsal.members import Member
from bot.rehearsal.values import Json


class Guild:
    """A server that the bot was added to."""

    def __init__(self, core: Core, guild: state.Guild) -> None:
        self._core = core
        self.record = guild
        """What the state holds of it."""

    def __repr__(self) -> str:
        return f"<Guild {self.record.name} {self.record.id}>"

    @property
    def id(self) -> int:
        """Its snowflake."""
        return self.record.id

    @property
    def name(self) -> str:
        """Its name."""
        return self.record.name

    @property
    def owner(self) -> Member:
        """The member who may do everything here."""
        return Member(self._core, self.record, self._core.state.users[self.record.owner_id])

    def member(self, user_id: int) -> Member:
        """Return someone who is, was or could be a member, by account. Raises KeyError if there is no such account."""
        return Member(self._core, self.record, self._core.state.users[user_id])

    @property
    def channels(self) -> list[Channel]:
        """Its text channels, oldest first."""
        return [Channel(self._core, each) for each in self.record.channels.values() if each.parent is None]

    def channel_named(self, name: str) -> Channel:
        """Return a channel by name. Raises LookupError if there is none."""
        for each in self.record.channels.values():
            if each.name == name:
                return Channel(self._core, each)
        raise LookupError(f"no channel {name!r} in {self.name}")

    def opens_channel(self, name: str) -> Channel:
        """Open a text channel."""
        channel = state.Channel(
            self._core.state.next_id(), state.TEXT, name, self.record, position=len(self.record.channels)
        )
        self.record.channels[channel.id] = channel
        self._core.state.channels[channel.id] = channel
        self._core.state.tell(state.Event("CHANNEL_CREATE", payloads.channel(channel), self.id, posting.GUILDS))
        return Channel(self._core, channel)

    def makes_role(self, name: str, allows: Iterable[str] = ()) -> state.Role:
        """Make a role with permissions under Discord's names."""
        role = state.Role(self._core.state.next_id(), name, permissions.bits(allows), len(self.record.roles))
        self.record.roles[role.id] = role
        data: Json = {"guild_id": str(self.id), "role": payloads.role(role)}
        self._core.state.tell(state.Event("GUILD_ROLE_CREATE", data, self.id, posting.GUILDS))
        return role

    def welcomes(
        self,
        who: str | state.User,
        *,
        joined_days_ago: float = 30,
        account_days_old: float = 900,
        locale: str = "en-US",
    ) -> Member:
        """Let someone join: a new user by name, or a user who is a member elsewhere too."""
        user = who
        if isinstance(user, str):
            user = self._core.state.add_user(user, age=timedelta(days=account_days_old), locale=locale)
        member = state.Member(user, datetime.now(UTC) - timedelta(days=joined_days_ago))
        self.record.members[user.id] = member
        data = payloads.member(member) | {"guild_id": str(self.id)}
        self._core.state.tell(state.Event("GUILD_MEMBER_ADD", data, self.id, posting.GUILD_MEMBERS))
        return Member(self._core, self.record, user)

    def removes_bot(self) -> None:
        """Kick the bot out."""
        self.record.members.pop(self._core.state.bot.id, None)
        self._core.state.tell(state.Event("GUILD_DELETE", {"id": str(self.id)}, self.id, posting.GUILDS))

    def adds_bot(self) -> None:
        """Let the bot in again, with the role it was given first."""
        bot = self._core.state.bot
        roles = {role.id for role in self.record.roles.values() if role.managed}
        self.record.members[bot.id] = state.Member(bot, datetime.now(UTC), roles)
        data = payloads.guild_create(self.record, bot)
        self._core.state.tell(state.Event("GUILD_CREATE", data, self.id, posting.GUILDS))

    def goes_dark(self) -> None:
        """Become unavailable, as in an outage of Discord's: the bot is told nothing more of it, until it comes back."""
        self.record.unavailable = True
        gone: Json = {"id": str(self.id), "unavailable": True}
        self._core.state.tell(state.Event("GUILD_DELETE", gone, self.id, posting.GUILDS))

    def comes_to_light(self) -> None:
        """Be available again, or at last."""
        self.record.unavailable = False
        data = payloads.guild_create(self.record, self._core.state.bot)
        self._core.state.tell(state.Event("GUILD_CREATE", data, self.id, posting.GUILDS))
