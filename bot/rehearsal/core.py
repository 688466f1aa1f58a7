"""What all who stand on the stage share, and what can go wrong there."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.rehearsal import payloads, permissions
from bot.rehearsal.gateway import Gateway
from bot.rehearsal.interactions import Interaction, Interactions
from bot.rehearsal.server import Request
from bot.rehearsal.state import Attachment, Channel, Message, Role, State, User
from bot.rehearsal.state import Member as GuildMember
from bot.rehearsal.values import Json

Entity = User | GuildMember | Role | Channel


class RehearsalError(Exception):
    """A stage direction could not be carried out."""


class NoAnswer(RehearsalError):  # noqa: N818 - what the member is told: nobody answered
    """The bot did not respond to an interaction; the member sees "The application did not respond"."""


class NotThere(RehearsalError):  # noqa: N818 - reads as it is
    """No such command, button, select or field is shown to this member."""


class NotAllowed(RehearsalError):  # noqa: N818 - reads as it is
    """Discord's client would not let the member do this."""


@dataclass(frozen=True, slots=True)
class Core:
    """The works behind the stage. `answer_seconds` is how long a bot has for its first answer."""

    state: State
    interactions: Interactions
    gateway: Gateway
    requests: list[Request]
    answer_seconds: float

    def refusals(self) -> str:
        """Return the last calls that were refused, to explain why nothing came."""
        refused = [each for each in self.requests if each.status is None or each.status >= 400][-3:]
        lines = [
            f"{each.method} {each.path} -> {each.status} {each.code or ''}: {str(each.body)[:300]}" for each in refused
        ]
        return "; the last calls refused: " + " | ".join(lines) if lines else ""

    async def ask(self, asked: Interaction, timeout: float) -> None:  # noqa: ASYNC109 - part of the stage API
        """Send an interaction to the bot and wait until the member was shown something.

        Raises NoAnswer if nobody is connected, or nothing comes in time; NotAllowed in a guild that is unavailable.
        """
        guild = asked.channel.guild
        if guild is not None and guild.unavailable:
            raise NotAllowed(f"{guild.name} is unavailable")
        guild_id = guild.id if guild else None
        listening = self.gateway.session_for(guild_id) is not None
        self.gateway.tell_interaction(self.interactions.payload(asked), guild_id)
        if not listening:
            asked.given_up = True
            raise NoAnswer("the bot is not connected")
        await self._wait(lambda: asked.callback, asked, min(timeout, self.answer_seconds), "nothing came")
        await self._wait(lambda: asked.outcome, asked, timeout, f"it only deferred (type {asked.callback})")

    async def _wait(
        self,
        find: Callable[[], object | None],
        asked: Interaction,
        timeout: float,  # noqa: ASYNC109 - part of the stage API
        why: str,
    ) -> None:
        try:
            await self.state.changes.until(find, timeout)
        except TimeoutError:
            asked.given_up = True
            raise NoAnswer(f"the application did not respond: {why}{self.refusals()}") from None

    def sees(self, user: User, channel: Channel, message: Message) -> bool:
        """Whether a user sees a message."""
        if message.seen_by is not None:
            return message.seen_by == user.id
        if channel.guild is None:
            return channel.recipient is user
        return permissions.may(channel, user.id, "view_channel")


class Resolved:
    """The users, members, roles, channels and files an interaction names, and their objects."""

    def __init__(self) -> None:
        self._found: dict[str, Json] = {}

    def _put(self, kind: str, entity_id: int, body: Json) -> None:
        self._found.setdefault(kind, {})[str(entity_id)] = body

    def add(self, entity: Entity | Attachment) -> str:
        """Add an entity, or a file that a member sends, and return its id as text."""
        if isinstance(entity, Attachment):
            self._put("attachments", entity.id, payloads.attachment(entity))
            return str(entity.id)
        if isinstance(entity, User):
            self._put("users", entity.id, payloads.user(entity))
            return str(entity.id)
        if isinstance(entity, GuildMember):
            body = {key: value for key, value in payloads.member(entity).items() if key not in ("user", "deaf", "mute")}
            self._put("members", entity.user.id, body | {"permissions": "0"})
            return self.add(entity.user)
        if isinstance(entity, Role):
            self._put("roles", entity.id, payloads.role(entity))
        else:
            self._put("channels", entity.id, payloads.channel(entity) | {"permissions": str(permissions.ALL)})
        return str(entity.id)

    def put_into(self, data: Json) -> Json:
        """Return an interaction's data with what was resolved, if anything was."""
        return data | {"resolved": self._found} if self._found else data
