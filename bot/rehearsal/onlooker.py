"""What someone sees of Discord: where they may look, what stands there, what is still there to be pressed."""

from collections.abc import Callable

from bot.rehearsal import permissions, state, views
from bot.rehearsal.channels import Channel
from bot.rehearsal.core import Core, NotThere

PATIENCE = 5.0
"""Seconds someone waits for what is to come."""


class Onlooker:
    """Someone in a guild, looking. The same user may be a member elsewhere too; the phone is one."""

    def __init__(self, core: Core, guild: state.Guild, user: state.User) -> None:
        self._core = core
        self._guild = guild
        self.user = user

    def __repr__(self) -> str:
        return f"<Member {self.user.name} of {self._guild.name}>"

    @property
    def id(self) -> int:
        """The user's snowflake."""
        return self.user.id

    @property
    def name(self) -> str:
        """The user's name."""
        return self.user.name

    @property
    def membership(self) -> state.Member | None:
        """What the guild holds of them; None once they left."""
        return self._guild.members.get(self.user.id)

    @property
    def phone(self) -> Channel:
        """The DM channel with the bot."""
        return Channel(self._core, self._core.state.direct_channel(self.user))

    def messages_in(self, where: Channel) -> list[views.Message]:
        """Return what this member sees in a channel, ephemeral messages too, newest last."""
        seen = [each for each in where.record.messages.values() if self._core.sees(self.user, where.record, each)]
        return [where.view(each) for each in seen]

    def _places(self) -> list[Channel]:
        rooms = [Channel(self._core, each) for each in self._guild.channels.values()]
        return [*[room for room in rooms if self._may(room, "view_channel")], self.phone]

    def _may(self, room: Channel, *names: str) -> bool:
        return room.record.guild is None or permissions.may(room.record, self.user.id, *names)

    def everything_seen(self) -> list[views.Message]:
        """Return all messages this member sees, in this guild and on the phone, newest last."""
        found = [message for place in self._places() for message in self.messages_in(place)]
        return sorted(found, key=lambda message: message.id)

    async def sees(
        self,
        what: str | Callable[[views.Message], bool],
        where: Channel | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - part of the stage API
        after: views.Message | None = None,
    ) -> views.Message:
        """Return the newest message with these words, or that is so, as soon as there is one.

        `where` is the phone unless said. Only messages newer than `after` count, if it is given.
        Raises TimeoutError after `timeout` seconds, with what is there instead.
        """
        place = where or self.phone

        def find() -> views.Message | None:
            for message in reversed(self.messages_in(place)):
                if after is not None and message.id <= after.id:
                    return None
                if what in message.text if isinstance(what, str) else what(message):
                    return message
            return None

        try:
            return await self._core.state.changes.until(find, timeout)
        except TimeoutError:
            there = [message.text for message in self.messages_in(place)][-5:]
            raise TimeoutError(f"{self.name} does not see {what!r} in {place!r}; the last there: {there}") from None

    def _place_of(self, channel_id: int) -> Channel:
        found = self._core.state.channels.get(channel_id)
        if found is None:
            raise NotThere(f"the channel {channel_id} is gone")
        return Channel(self._core, found)

    def _current(self, on: views.Shown) -> tuple[Channel, state.Message]:
        """Return where a message stands, and the message as it is now. Raises NotThere if it is out of sight."""
        if not isinstance(on, views.Message):
            raise NotThere("that is a dialog, not a message: fill it in")
        place = self._place_of(on.channel_id)
        found = place.record.messages.get(on.id)
        if found is None or not self._core.sees(self.user, place.record, found):
            raise NotThere(f"{self.name} does not see the message {on.id} any more")
        return place, found

    def _newest(self, has: Callable[[views.Message], bool], where: Channel | None, what: str) -> views.Message:
        seen = self.everything_seen() if where is None else self.messages_in(where)
        for message in reversed(seen):
            if has(message):
                return message
        there = {button.label for message in seen for button in message.buttons}
        selects = {select.placeholder or select.custom_id for message in seen for select in message.selects}
        raise NotThere(f"{self.name} sees no {what}; there are buttons {sorted(there)}, selects {sorted(selects)}")
