"""Interactions under way: their tokens, how long they last, and what the member was shown."""

import secrets
from dataclasses import dataclass, field
from typing import Final, Literal

from bot.rehearsal import payloads, permissions
from bot.rehearsal.refusal import Refusal
from bot.rehearsal.state import Channel, Event, Message, State, User
from bot.rehearsal.values import Json, copied, text

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
ATTACHMENT_LIMIT: Final = 10 * 1024 * 1024
MOST_TOKENS: Final = 5000
"""How many interactions are kept before those whose tokens are over are forgotten."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the member was shown first, as it was then."""

    kind: Literal["message", "modal", "choices"]
    data: Json


@dataclass(slots=True)
class Interaction:
    """One act of a member, waiting for its answer or answered. `born` is in seconds of the state's clock."""

    id: int
    kind: int
    token: str
    user: User
    channel: Channel
    born: float
    data: Json
    source: Message | None = None
    """The message with the component, also for a modal that came of one."""
    metadata: Json | None = None
    callback: int | None = None
    original: Message | None = None
    made: dict[int, Message] = field(default_factory=lambda: dict[int, Message]())
    """The messages that came of it."""
    outcome: Outcome | None = None
    given_up: bool = False
    """The member was told that nobody answered."""

    def show(self, kind: Literal["message", "modal", "choices"], data: Json) -> None:
        """Note what the member sees, if it is the first."""
        if self.outcome is None:
            self.outcome = Outcome(kind, copied(data))


class Interactions:
    """All interactions. An answer is due within `answer_seconds`, and a token good for `token_seconds`."""

    def __init__(self, state: State, answer_seconds: float, token_seconds: float) -> None:
        self._state = state
        self._answer_seconds = answer_seconds
        self._token_seconds = token_seconds
        self._by_token: Final[dict[str, Interaction]] = {}
        self._open: list[Interaction] = []
        state.listeners.append(self._notice)

    def begin(self, kind: int, user: User, channel: Channel, data: Json, source: Message | None = None) -> Interaction:
        """Start an interaction; its payload is to be sent to the bot."""
        begun = Interaction(
            self._state.next_id(), kind, secrets.token_urlsafe(48), user, channel, self._state.now(), data, source
        )
        if len(self._by_token) >= MOST_TOKENS:
            for token in [token for token, each in self._by_token.items() if self._is_over(each)]:
                del self._by_token[token]
        begun.metadata = self._metadata(begun)
        self._by_token[begun.token] = begun
        self._open.append(begun)
        return begun

    def _is_over(self, of: Interaction) -> bool:
        return self._state.now() - of.born > self._token_seconds

    def awaiting(self, interaction_id: int, token: str) -> Interaction:
        """Return the interaction a callback is for. Raises Refusal: 10062 unknown or late, 40060 answered."""
        found = self._by_token.get(token)
        if found is None or found.id != interaction_id:
            raise Refusal(404, 10062, "Unknown interaction")
        if found.callback is not None:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        if found.given_up or self._state.now() - found.born > self._answer_seconds:
            raise Refusal(404, 10062, "Unknown interaction")
        return found

    def answered(self, application_id: int, token: str) -> Interaction:
        """Return the interaction a webhook token is of. Raises Refusal: 50027 expired, 10015 not yet answered."""
        found = self._by_token.get(token)
        if found is None or self._is_over(found):
            raise Refusal(401, 50027, "Invalid Webhook Token")
        if application_id != self._state.application_id or found.callback is None:
            raise Refusal(404, 10015, "Unknown Webhook")
        return found

    def _notice(self, event: Event) -> None:
        """A deferred update is also answered by an ordinary edit of the message it came from."""
        if event.name != "MESSAGE_UPDATE":
            return
        self._open = [each for each in self._open if each.outcome is None and not each.given_up]
        for each in self._open:
            if each.callback == 6 and each.source is not None and str(each.source.id) == text(event.data.get("id")):
                each.show("message", payloads.message(each.source, self._state))

    def _owners(self, channel: Channel) -> Json:
        return {"0": str(channel.guild.id) if channel.guild else "0"}

    def _metadata(self, of: Interaction) -> Json:
        body: Json = {
            "id": str(of.id),
            "type": of.kind,
            "user": payloads.user(of.user),
            "authorizing_integration_owners": self._owners(of.channel),
        }
        if of.kind == COMPONENT and of.source is not None:
            body["interacted_message_id"] = str(of.source.id)
        if of.kind == MODAL_SUBMIT:
            trigger = dict(body) | {"type": COMMAND if of.source is None else COMPONENT}
            if of.source is not None:
                trigger["interacted_message_id"] = str(of.source.id)
            body["triggering_interaction_metadata"] = trigger
        return body

    def payload(self, of: Interaction) -> Json:
        """Return INTERACTION_CREATE's data."""
        guild, state = of.channel.guild, self._state
        body: Json = {
            "id": str(of.id),
            "application_id": str(state.application_id),
            "type": of.kind,
            "token": of.token,
            "version": 1,
            "data": of.data,
            "channel_id": str(of.channel.id),
            "channel": payloads.channel(of.channel) | {"permissions": str(permissions.ALL)},
            "app_permissions": str(permissions.in_channel(of.channel, state.bot.id)),
            "locale": of.user.locale,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": self._owners(of.channel),
            "attachment_size_limit": ATTACHMENT_LIMIT,
            "context": 1 if guild is None else 0,
        }
        if of.source is not None:
            body["message"] = payloads.message(of.source, state)
        if guild is None:
            body["user"] = payloads.user(of.user)
            return body
        allowed = str(permissions.in_channel(of.channel, of.user.id))
        body["guild_id"] = str(guild.id)
        body["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
        body["guild_locale"] = guild.locale
        body["channel"] = payloads.channel(of.channel) | {"permissions": allowed}
        body["member"] = payloads.member(guild.members[of.user.id]) | {"permissions": allowed}
        return body
