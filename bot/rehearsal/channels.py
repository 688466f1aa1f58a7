"""A channel on the stage: what stands in it, and who may do what there."""

from bot.rehearsal import payloads, permissions, posting, state, views
from bot.rehearsal.core import Core, NotAllowed
from bot.rehearsal.values import copied


class Channel:
    """A text channel, a thread or a DM."""

    def __init__(self, core: Core, channel: state.Channel) -> None:
        self._core = core
        self.record = channel
        """What the state holds of it."""

    def __repr__(self) -> str:
        return f"<Channel {self.record.name or 'DM'} {self.record.id}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Channel) and other.record is self.record

    def __hash__(self) -> int:
        return hash(self.record.id)

    @property
    def id(self) -> int:
        """Its snowflake."""
        return self.record.id

    @property
    def name(self) -> str:
        """Its name; empty for a DM."""
        return self.record.name

    @property
    def messages(self) -> list[views.Message]:
        """What everybody here sees, newest last."""
        return [self.view(each) for each in self.record.messages.values() if each.seen_by is None]

    @property
    def threads(self) -> list["Channel"]:
        """The threads that hang from it, oldest first."""
        guild = self.record.guild
        found = guild.channels.values() if guild else ()
        return [Channel(self._core, each) for each in found if each.parent is self.record]

    def view(self, message: state.Message) -> views.Message:
        """Return a message as it is now."""
        return views.Message(copied(payloads.message(message, self._core.state)))

    def _overwrite(self, to: "state.Role | state.User | None", allow: int, deny: int) -> None:
        target = to or self._core.state.bot
        before = self.record.overwrites.get(target.id)
        allow |= (before.allow if before else 0) & ~deny
        deny |= (before.deny if before else 0) & ~allow
        kind = 0 if isinstance(target, state.Role) else 1
        self.record.overwrites[target.id] = state.Overwrite(target.id, kind, allow, deny)
        if self.record.guild is not None:
            data = payloads.channel(self.record)
            self._core.state.tell(state.Event("CHANNEL_UPDATE", data, self.record.guild.id, posting.GUILDS))

    def forbids(self, *names: str, to: "state.Role | state.User | None" = None) -> None:
        """Deny permissions by Discord's names, to the bot unless `to` says whom."""
        self._overwrite(to, 0, permissions.bits(names))

    def allows(self, *names: str, to: "state.Role | state.User | None" = None) -> None:
        """Allow permissions by Discord's names, to the bot unless `to` says whom."""
        self._overwrite(to, permissions.bits(names), 0)

    def closes(self) -> None:
        """Be deleted by a moderator, with what stands in it. Raises NotAllowed for a DM."""
        guild = self.record.guild
        if guild is None:
            raise NotAllowed("a DM cannot be deleted")
        for thread in self.threads:
            thread.closes()
        guild.channels.pop(self.id, None)
        self._core.state.channels.pop(self.id, None)
        name = "CHANNEL_DELETE" if self.record.parent is None else "THREAD_DELETE"
        self._core.state.tell(state.Event(name, payloads.channel(self.record), guild.id, posting.GUILDS))

    def loses(self, message: views.Message) -> None:
        """Delete a message, as a moderator would."""
        posting.delete(self._core.state, self.record, self.record.messages[message.id])
