"""What a person does on the page, as stage directions: JSON in, what they are shown out."""

import re
from base64 import b64decode
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.rehearsal import views
from bot.rehearsal.bodies import Upload
from bot.rehearsal.channels import Channel
from bot.rehearsal.commands import ENTITIES, Plain
from bot.rehearsal.components import FILE_UPLOAD
from bot.rehearsal.core import Entity, NoAnswer, NotAllowed, NotThere
from bot.rehearsal.dialogs import CHANNELS, MENTIONABLES, ROLES, USERS
from bot.rehearsal.local import LocalDiscord
from bot.rehearsal.members import Filling, Member
from bot.rehearsal.refusal import Refusal
from bot.rehearsal.sky import SPEEDS, Sky
from bot.rehearsal.state import Habits
from bot.rehearsal.values import Json, as_array, as_object, objects, text, whole

SILENT: Final = {"press": "This interaction failed", "pick": "This interaction failed"}
"""What Discord's client says where nobody answered, if it is not the following."""
SILENCE: Final = "The application did not respond"
MOST_MODALS: Final = 50
USER_OPTIONS, ROLE_OPTIONS, CHANNEL_OPTIONS, MENTIONABLE_OPTIONS = 6, 8, 7, 9
LONGEST_NAME: Final = 32
HOUR: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Acts:
    """Carries out what the page asks for. It keeps the dialogs that were opened until they are sent."""

    def __init__(self, discord: LocalDiscord, sky: Sky) -> None:
        self._discord = discord
        self._sky = sky
        self._modals: dict[str, views.Modal] = {}
        self._numbers = count(1)
        self._known: Final[dict[str, Callable[[Json], Awaitable[Json]]]] = {
            "use": self._use,
            "complete": self._complete,
            "choose": self._choose,
            "press": self._press,
            "pick": self._pick,
            "fill": self._fill,
            "write": self._write,
            "dismiss": self._dismiss,
            "dms": self._dms,
            "habits": self._habits,
            "leave": self._leave,
            "return": self._return,
            "welcome": self._welcome,
            "restart": self._restart,
            "run": self._run,
            "jump": self._jump,
        }

    async def carry_out(self, body: Json) -> Json:
        """Carry out one act; what went wrong is told under `wrong`, as Discord's client would say it."""
        name = text(body.get("do"))
        act = self._known.get(name)
        if act is None:
            return {"wrong": f"There is no act {name!r}."}
        try:
            return await act(body)
        except NoAnswer as nothing:
            return {"wrong": SILENT.get(name, SILENCE), "why": str(nothing)}
        except (NotThere, NotAllowed) as wrong:
            return {"wrong": str(wrong)}
        except Refusal as refusal:
            return {"wrong": refusal.message, "why": str(refusal.errors or "")}
        except (TimeoutError, LookupError) as wrong:
            return {"wrong": f"That could not be done: {wrong}"}
        finally:
            self._sky.stir()
            self._discord.state.changes.tell()

    def _place(self, body: Json) -> Channel:
        return self._discord.channel(whole(body.get("channel")))

    def _member(self, body: Json) -> Member:
        """Return who acts: in the guild of the channel, else in one they are a member of."""
        who = whole(body.get("member"))
        channel = self._discord.state.channels.get(whole(body.get("channel")))
        here = [each for each in self._discord.guilds if channel is not None and each.record is channel.guild]
        theirs = [each for each in self._discord.guilds if who in each.record.members]
        return (here or theirs or self._discord.guilds)[0].member(who)

    def _message(self, body: Json) -> views.Message:
        place = self._place(body)
        found = place.record.messages.get(whole(body.get("message")))
        if found is None:
            raise NotThere("That message is gone.")
        return place.view(found)

    def _shown(self, shown: views.Shown) -> Json:
        if isinstance(shown, views.Modal):
            name = str(next(self._numbers))
            self._modals[name] = shown
            for old in list(self._modals)[:-MOST_MODALS]:
                del self._modals[old]
            return {"modal": shown.raw, "opened": name}
        return {"message": str(whole(shown.raw.get("id")))}

    def _entity(self, kind: int, value: object) -> Entity:
        """Return what an id stands for, `kind` being that of a select."""
        state, number = self._discord.state, whole(value)
        roles = {role.id: role for guild in state.guilds.values() for role in guild.roles.values()}
        members = {each.user.id: each for guild in state.guilds.values() for each in guild.members.values()}
        found: Entity | None = None
        if kind in (USERS, MENTIONABLES):
            found = members.get(number) or state.users.get(number)
        if kind in (ROLES, MENTIONABLES):
            found = found or roles.get(number)
        if kind == CHANNELS:
            found = state.channels.get(number)
        if found is None:
            raise NotThere("Nobody and nothing of that kind is here any more.")
        return found

    async def _use(self, body: Json) -> Json:
        given: dict[str, Plain | Entity] = {}
        select_of = {USER_OPTIONS: USERS, ROLE_OPTIONS: ROLES, CHANNEL_OPTIONS: CHANNELS}
        for option in objects(body.get("options")):
            kind, value = whole(option.get("type")), option.get("value")
            if kind in ENTITIES:
                given[text(option.get("name"))] = self._entity(select_of.get(kind, MENTIONABLES), value)
            elif isinstance(value, str | int | float):
                given[text(option.get("name"))] = value
        words, place = text(body.get("words")), self._place(body)
        return self._shown(await self._member(body).uses(words, given, channel=place))

    async def _complete(self, body: Json) -> Json:
        option, so_far = text(body.get("option")), text(body.get("so_far"))
        given = {name: value for name, value in as_object(body.get("given")).items() if isinstance(value, str | int)}
        words, place = text(body.get("words")), self._place(body)
        choices = await self._member(body).completes(words, option, so_far, given, place)
        return {"choices": list(choices)}

    async def _choose(self, body: Json) -> Json:
        member, entry = self._member(body), text(body.get("entry"))
        if "target" not in body:
            return self._shown(await member.chooses(entry, self._message(body)))
        target = self._member(body | {"member": body["target"]})
        return self._shown(await member.chooses(entry, target, self._place(body)))

    async def _press(self, body: Json) -> Json:
        on, custom_id = self._message(body), text(body.get("custom_id"))
        return self._shown(await self._member(body).presses(on=on, custom_id=custom_id))

    async def _pick(self, body: Json) -> Json:
        on, custom_id = self._message(body), text(body.get("custom_id"))
        kinds = [select.kind for select in on.selects if select.custom_id == custom_id]
        values = [self._value(kinds[0] if kinds else 0, each) for each in as_array(body.get("values"))]
        return self._shown(await self._member(body).picks(custom_id, *values, on=on))

    def _value(self, kind: int, value: object) -> str | Entity:
        return self._entity(kind, value) if kind in (USERS, ROLES, MENTIONABLES, CHANNELS) else text(value)

    async def _fill(self, body: Json) -> Json:
        opened = text(body.get("opened"))
        if opened not in self._modals:
            raise NotThere("This form is not open any more.")
        modal, given = self._modals[opened], as_object(body.get("fields"))
        filling: dict[str, Filling] = {}
        for field in modal.inputs:
            value = given.get(field.custom_id)
            if isinstance(value, str | bool):
                filling[field.custom_id] = value
            elif isinstance(value, list) and field.kind == FILE_UPLOAD:
                filling[field.custom_id] = [_file(each) for each in objects(given[field.custom_id])]
            elif isinstance(value, list):
                filling[field.custom_id] = [self._value(field.kind, each) for each in as_array(given[field.custom_id])]
        shown = await self._member(body | {"channel": modal.channel_id}).fills(modal, filling)
        self._modals.pop(opened, None)
        return self._shown(shown)

    async def _write(self, body: Json) -> Json:
        written = await self._member(body).writes(text(body.get("words")), self._place(body))
        return {"message": str(written.id)}

    async def _dismiss(self, body: Json) -> Json:
        self._member(body).dismisses(self._message(body))
        return {}

    async def _dms(self, body: Json) -> Json:
        member = self._member(body)
        if body.get("open") is True:
            member.opens_dms()
        else:
            member.closes_dms()
        return {}

    async def _habits(self, body: Json) -> Json:
        self._member(body).user.habits = _habits(body)
        return {}

    async def _leave(self, body: Json) -> Json:
        member = self._member(body)
        if any(member.id == guild.record.owner_id for guild in self._discord.guilds):
            raise NotAllowed("The owner cannot leave their own server.")
        member.leaves()
        return {}

    async def _return(self, body: Json) -> Json:
        self._member(body).comes_back()
        return {}

    async def _welcome(self, body: Json) -> Json:
        name = " ".join(text(body.get("name")).split())
        if not 1 <= len(name) <= LONGEST_NAME:
            raise NotAllowed(f"A name has 1 to {LONGEST_NAME} characters.")
        habits = _habits(body)
        guild = next(each for each in self._discord.guilds if str(each.id) == text(body.get("guild")))
        newcomer = guild.welcomes(name)
        newcomer.user.habits = habits
        return {"member": str(newcomer.id)}

    async def _restart(self, _body: Json) -> Json:
        await self._sky.restart()
        return {}

    async def _run(self, body: Json) -> Json:
        speed = whole(body.get("speed"), -1)
        if speed not in SPEEDS:
            raise NotAllowed(f"The clock runs at one of {SPEEDS}.")
        await self._sky.run(speed)
        return {}

    async def _jump(self, _body: Json) -> Json:
        return {"seen": await self._sky.jump()}


def _file(sent: Json) -> Upload:
    """Return a file that a form sends, its `content` in base64. Raises NotAllowed for what is none."""
    try:
        content = b64decode(text(sent.get("content")), validate=True)
    except ValueError:
        raise NotAllowed("This file cannot be read.") from None
    return Upload(0, text(sent.get("name")) or "file", content, text(sent.get("type")) or "application/octet-stream")


def _habits(body: Json) -> Habits:
    """Return the habits an act names; what it does not name is as usual. Raises NotAllowed for what cannot be."""
    usual = Habits()
    zone = text(body.get("zone"))
    if zone:
        try:
            ZoneInfo(zone)
        except (ValueError, OSError, ZoneInfoNotFoundError):
            raise NotAllowed(f"There is no time zone {zone!r}.") from None
    hours = text(body.get("lies_down")) or usual.lies_down, text(body.get("rises")) or usual.rises
    for each in hours:
        if not HOUR.fullmatch(each):
            raise NotAllowed(f"{each!r} is no time of a day; 23:00 is one.")
    return Habits(zone, *hours)
