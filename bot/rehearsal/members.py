"""A member on the stage: what they do, and what they see of it."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, TypeAlias

from bot.rehearsal import (
    bodies,
    commands,
    components,
    dialogs,
    interactions,
    payloads,
    permissions,
    posting,
    state,
    views,
)
from bot.rehearsal.channels import Channel
from bot.rehearsal.core import Entity, NotAllowed, NotThere
from bot.rehearsal.onlooker import PATIENCE, Onlooker
from bot.rehearsal.values import Json, as_object, objects, text, whole

MESSAGE_ENTRY, USER_ENTRY = 3, 2
LINK = components.LINK
UNFIT_FOR_A_NAME: Final = re.compile(r"[^\w.-]")

Someone: TypeAlias = "Member | Channel | Entity"
Filling: TypeAlias = "str | bool | Someone | bodies.Upload | Sequence[str | Someone | bodies.Upload] | None"


def _entity(given: Someone) -> Entity:
    if isinstance(given, Member):
        return given.membership or given.user
    return given.record if isinstance(given, Channel) else given


def _given(value: "str | bool | Someone") -> dialogs.Given:
    return value if isinstance(value, str | bool) else _entity(value)


class Member(Onlooker):
    """Someone in a guild who acts in it, and on the phone."""

    def takes_role(self, role: state.Role) -> None:
        """Get a role."""
        self._change_roles(lambda roles: roles.add(role.id))

    def loses_role(self, role: state.Role) -> None:
        """Lose a role."""
        self._change_roles(lambda roles: roles.discard(role.id))

    def _change_roles(self, change: Callable[[set[int]], None]) -> None:
        if self.membership is None:
            raise NotAllowed(f"{self.name} is no member of {self._guild.name}")
        change(self.membership.role_ids)
        self._tell("GUILD_MEMBER_UPDATE", payloads.member(self.membership))

    def _tell(self, name: str, data: Json) -> None:
        data = data | {"guild_id": str(self._guild.id)}
        self._core.state.tell(state.Event(name, data, self._guild.id, posting.GUILD_MEMBERS))

    def leaves(self) -> None:
        """Leave the guild; the bot is told only if it asked for the members intent."""
        self._guild.members.pop(self.user.id, None)
        self._tell("GUILD_MEMBER_REMOVE", {"user": payloads.user(self.user)})

    def comes_back(self) -> None:
        """Join the guild again, without roles, as of now."""
        self._guild.members[self.user.id] = state.Member(self.user, datetime.now(UTC))
        self._tell("GUILD_MEMBER_ADD", payloads.member(self._guild.members[self.user.id]))

    def closes_dms(self) -> None:
        """Take no messages from the bot any more."""
        self.user.dms_open = False

    def opens_dms(self) -> None:
        """Take messages from the bot again."""
        self.user.dms_open = True

    async def writes(self, words: str, where: Channel | None = None) -> views.Message:
        """Write a message, to the bot on the phone unless `where` is said."""
        place = where or self.phone
        if not self._may(place, "view_channel", "send_messages"):
            raise NotAllowed(f"{self.name} may not write in {place!r}")
        draft = posting.Draft({"content": words}, [])
        return place.view(posting.create(self._core.state, place.record, self.user, draft))

    def dismisses(self, message: views.Message) -> None:
        """Wipe an ephemeral message away; the bot is not told."""
        place, found = self._current(message)
        if found.seen_by is None:
            raise NotAllowed("only ephemeral messages can be dismissed")
        posting.delete(self._core.state, place.record, found)

    def _commands(self) -> list[Json]:
        held = self._core.state.commands
        return [*held.get(0, []), *held.get(self._guild.id, [])]

    def _stands_in(self, channel: Channel | None) -> Channel:
        place = channel or self._places()[0]
        if not self._may(place, "view_channel", "use_application_commands"):
            raise NotAllowed(f"{self.name} may not use commands in {place!r}")
        return place

    def _check_place(self, command: Json, place: Channel) -> None:
        allowed = permissions.in_channel(place.record, self.user.id)
        direct = place.record.guild is None
        commands.check_place(command, direct=direct, permissions=allowed, everything=permissions.ALL)

    async def uses(
        self,
        words: str,
        options: "Mapping[str, commands.Plain | Someone] | None" = None,
        /,
        channel: Channel | None = None,
        **more: "commands.Plain | Someone",
    ) -> views.Shown:
        """Use a slash command and return what comes back; in the first channel in sight unless said.

        Options go by name; in a mapping if one is called like a parameter, as `channel` is.
        Raises NotThere, NotAllowed as Discord's client would refuse, NoAnswer if nothing comes.
        """
        place = self._stands_in(channel)
        spoken = commands.find(self._commands(), words, self.user.locale)
        self._check_place(spoken.command, place)
        spoken_with = {**(options or {}), **more}
        given = {
            name: value if isinstance(value, str | int | float) else _entity(value)
            for name, value in spoken_with.items()
        }
        return await self._act(interactions.COMMAND, place, commands.data(spoken, given))

    async def types(
        self, words: str, option: str, so_far: str, /, channel: Channel | None = None, **options: commands.Plain
    ) -> list[str]:
        """Type into an option that completes and return the names of the choices offered."""
        return [text(each.get("name")) for each in await self.completes(words, option, so_far, options, channel)]

    async def completes(
        self, words: str, option: str, so_far: str, options: Mapping[str, commands.Plain], channel: Channel | None
    ) -> list[Json]:
        """Type into an option that completes and return the choices offered, each with its name and value."""
        place = self._stands_in(channel)
        spoken = commands.find(self._commands(), words, self.user.locale)
        data = commands.typing(spoken, option, so_far, options)
        asked = self._core.interactions.begin(interactions.AUTOCOMPLETE, self.user, place.record, data)
        await self._core.ask(asked, PATIENCE)
        return objects(asked.outcome.data.get("choices") if asked.outcome else [])

    async def chooses(
        self, entry: str, target: "views.Message | Member", channel: Channel | None = None
    ) -> views.Shown:
        """Choose an entry of the context menu of a message or a member."""
        kind = USER_ENTRY if isinstance(target, Member) else MESSAGE_ENTRY
        command = commands.context_menu(self._commands(), entry, kind)
        data: Json = commands.named(command) | {"type": kind, "target_id": str(target.id)}
        if isinstance(target, Member):
            place = self._stands_in(channel)
            resolved = commands.Resolved()
            resolved.add(_entity(target))
            data = resolved.put_into(data)
        else:
            place = self._stands_in(self._place_of(target.channel_id))
            data["resolved"] = {"messages": {str(target.id): target.raw}}
        self._check_place(command, place)
        return await self._act(interactions.COMMAND, place, data)

    async def presses(
        self,
        label: str | None = None,
        /,
        *,
        on: views.Shown | None = None,
        custom_id: str | None = None,
        where: Channel | None = None,
    ) -> views.Shown:
        """Press a button by its label or custom_id, on the newest message in sight that has it unless `on` is given.

        Returns the new message, the message as edited, or the dialog. Raises NotThere, NotAllowed, NoAnswer.
        """

        def wanted(button: views.Button) -> bool:
            return button.custom_id == custom_id if custom_id is not None else button.label == label

        named = repr(custom_id or label)
        on = on or self._newest(lambda message: any(map(wanted, message.buttons)), where, f"button {named}")
        place, message = self._current(on)
        view = place.view(message)
        found = [button for button in view.buttons if wanted(button)]
        if len(found) != 1:
            there = [(button.label, button.custom_id) for button in view.buttons]
            raise NotThere(f"{len(found)} buttons {named} on this message; there are: {there}")
        if found[0].disabled or found[0].style == LINK:
            raise NotAllowed(f"the button {named} cannot be pressed")
        data: Json = {"custom_id": found[0].custom_id, "component_type": components.BUTTON}
        return await self._act(interactions.COMPONENT, place, _with_id(data, message), message)

    async def picks(
        self,
        select: str,
        /,
        *values: "str | Someone",
        on: views.Shown | None = None,
        where: Channel | None = None,
    ) -> views.Shown:
        """Pick in a select menu, found by placeholder or custom_id; options go by label or value.

        Returns what comes back. Raises NotThere, NotAllowed, NoAnswer.
        """

        def wanted(each: views.Select) -> bool:
            return select in (each.placeholder, each.custom_id)

        on = on or self._newest(lambda message: any(map(wanted, message.selects)), where, f"select {select!r}")
        place, message = self._current(on)
        view = place.view(message)
        found = [each for each in view.selects if wanted(each)]
        if len(found) != 1:
            there = [(each.placeholder, each.custom_id) for each in view.selects]
            raise NotThere(f"{len(found)} selects {select!r} on this message; there are: {there}")
        if found[0].disabled:
            raise NotAllowed(f"the select {select!r} is disabled")
        resolved = commands.Resolved()
        picked = dialogs.values_of(found[0], [_given(each) for each in values], resolved)
        data: Json = {"custom_id": found[0].custom_id, "component_type": found[0].kind, "values": picked}
        data = resolved.put_into(_with_id(data, message))
        return await self._act(interactions.COMPONENT, place, data, message)

    async def fills(
        self,
        modal: views.Shown,
        filling: "Mapping[str, Filling] | None" = None,
        /,
        **more: "Filling",
    ) -> views.Shown:
        """Fill in a dialog and submit it; fields go by label or custom_id, others keep what was in them.

        Files are sent even if the dialog is then refused, as from Discord's client.
        """
        if not isinstance(modal, views.Modal):
            raise NotThere(f"that is a message, not a dialog: {modal.text!r}")
        all_given = {**(filling or {}), **more}
        sent = {name: self._filling(value) for name, value in all_given.items()}
        place = self._place_of(modal.channel_id)
        source = place.record.messages.get(modal.message_id) if modal.message_id else None
        return await self._act(interactions.MODAL_SUBMIT, place, dialogs.submission(modal, sent), source)

    def _filling(self, value: Filling) -> dialogs.Filling:
        if value is None or isinstance(value, str | bool):
            return value
        if isinstance(value, Sequence):
            return [self._sent(each) if isinstance(each, bodies.Upload) else _given(each) for each in value]
        return self._sent(value) if isinstance(value, bodies.Upload) else _entity(value)

    def _sent(self, upload: bodies.Upload) -> state.Attachment:
        """Put a file where Discord serves what was sent to no channel yet."""
        world = self._core.state
        file_id = world.next_id()
        name = UNFIT_FOR_A_NAME.sub("_", upload.filename)
        path = f"/attachments/ephemeral/{file_id}/{name}"
        kept = state.Attachment(file_id, name, upload.content, upload.content_type, world.base_url + path)
        world.keep_file(path, kept)
        return kept

    async def presses_raw(
        self,
        custom_id: str,
        *,
        component_type: int = components.BUTTON,
        values: Sequence[str] | None = None,
        message: views.Shown | None = None,
        channel: Channel | None = None,
    ) -> views.Shown:
        """Send a forged component interaction: any custom_id, whether the message has it or not."""
        source: state.Message | None = None
        if isinstance(message, views.Message):
            place = self._place_of(message.channel_id)
            source = place.record.messages.get(message.id)
        else:
            place = channel or self.phone
        data: Json = {"custom_id": custom_id, "component_type": component_type}
        if values is not None:
            data["values"] = list(values)
        if source is None:
            # Discord never sends a component interaction without its message.
            source = state.Message(self._core.state.next_id(), place.id, self._core.state.bot, datetime.now(UTC))
        return await self._act(interactions.COMPONENT, place, data, source)

    async def submits_raw(
        self,
        custom_id: str,
        components: Sequence[Json],
        *,
        message: views.Shown | None = None,
        channel: Channel | None = None,
    ) -> views.Shown:
        """Send a forged modal submit, of a dialog that may never have been shown."""
        source: state.Message | None = None
        place = channel or self.phone
        if isinstance(message, views.Message):
            place = self._place_of(message.channel_id)
            source = place.record.messages.get(message.id)
        data: Json = {"custom_id": custom_id, "components": list(components)}
        return await self._act(interactions.MODAL_SUBMIT, place, data, source)

    async def _act(self, kind: int, place: Channel, data: Json, source: state.Message | None = None) -> views.Shown:
        if place.record.guild is not None and self.user.id not in place.record.guild.members:
            raise NotAllowed(f"{self.name} is no member of {place.record.guild.name}")
        asked = self._core.interactions.begin(kind, self.user, place.record, data, source)
        await self._core.ask(asked, PATIENCE)
        outcome = asked.outcome
        if outcome is not None and outcome.kind == "modal":
            return views.Modal(outcome.data, place.id, source.id if source else None)
        return views.Message(as_object(outcome.data if outcome else None))


def _with_id(data: Json, message: state.Message) -> Json:
    for each in components.walk(message.components):
        if each.get("custom_id") == data.get("custom_id"):
            return data | {"id": whole(each.get("id"))}
    return data
