"""What a dreamer is told of a dream, message by message."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.encounter import Reached
from bot.domain.goal import a_night_nearer
from bot.domain.naming import plain
from bot.domain.scene import Role, Stage
from bot.domain.wording import say
from bot.ids import RowId
from bot.letters import Dream, Known, Passage, Scenery, Wondering
from bot.services.emblem import emblem
from bot.services.passages import label_of, offered, other_name, passages, wonders
from bot.services.scenery import scenery
from bot.services.under_way import UnderWay
from bot.services.world import World
from bot.storage import bonds, doors, dreamers, nights, outbox, pictures, servers
from bot.storage.database import Transaction
from bot.storage.nights import Slept
from bot.storage.outbox_row import Deed, Item
from bot.worn import Worn

LIVE: Final = timedelta(minutes=5)
"""Who answered within it is there: messages ring, even in their own hours."""

WITHOUT_WORDS: Final = frozenset({Stage.MARKED, Stage.GLIMPSE, Stage.DOUBT})


@dataclass(frozen=True, slots=True)
class Morning:
    """What a waking adds to what was dreamt."""

    picture: tuple[Known, ...] = ()
    picture_of: str = ""
    attempts: tuple[str, ...] = ()
    achieved: str | None = None
    may_hold_out: bool = False
    emblem: Worn | None = None


def letter(
    under_way: UnderWay,
    role: Role,
    *,
    since: int,
    until: int | None = None,
    words: bool,
    note: str | None = None,
    waking: bool = False,
    wondering: Wondering | None = None,
    morning: Morning | None = None,
    own_lines: bool = False,
    heads: Scenery | None = None,
) -> Dream:
    """Return the message for `role` of the moments from `since`, up to `until`. `words`: whether own are allowed.

    One's own answers are left out, for they stand at the end of the message they were given to; not with `own_lines`.
    """
    encounter = under_way.encounter
    open_still = not under_way.over
    morning = morning or Morning()
    return Dream(
        encounter=under_way.dreamt.id,
        beat=encounter.beat.id,
        heading=say(encounter.scene.place, under_way.cast, under_way.slots, under_way.dreamt.seed, role),
        passages=tuple(passages(under_way, role, encounter.moments[since:until], own_lines=own_lines)),
        choices=tuple(offered(under_way, role, choice) for choice in encounter.choices(role)) if open_still else (),
        may_speak=open_still and words and encounter.may_speak(role),
        may_dream_on=open_still and waking and encounter.kept_waiting(role),
        may_keep=waking and encounter.ended and Role.GUEST in under_way.people,
        waiting=open_still and encounter.kept_waiting(role),
        note=note,
        other=other_name(under_way, role),
        since=since,
        wondering=wondering if open_still else None,
        picture=morning.picture,
        picture_of=morning.picture_of,
        attempts=morning.attempts,
        achieved=morning.achieved,
        may_hold_out=morning.may_hold_out,
        emblem=morning.emblem,
        scenery=heads,
    )


def chosen_line(under_way: UnderWay, role: Role, choice_id: str) -> Passage | None:
    """Return the line a choice of the present beat becomes for who chose it."""
    for choice in under_way.encounter.choices(role):
        if choice.id == choice_id:
            return Passage("chosen", label_of(under_way, role, under_way.encounter.beat.id, choice_id))
    return None


async def words_allowed(t: Transaction, under_way: UnderWay) -> bool:
    """Whether own words may be used: the server allows it, both agreed, and they have met."""
    if under_way.dreamt.bond is None or not under_way.both_agree_to_words:
        return False
    bond = await bonds.bond(t, under_way.dreamt.bond)
    server = await servers.server_of(t, under_way.dreamt.guild)
    return server.own_words and bond.stage not in WITHOUT_WORDS


async def tell(
    t: Transaction,
    world: World,
    under_way: UnderWay,
    role: Role,
    now: datetime,
    *,
    tag: str,
    note: str | None = None,
    clicked_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> RowId | None:
    """Write a new message for `role` with all they were not told yet; None where it was written before."""
    slept = await nights.night_in(t, under_way.people[role].id, under_way.dreamt.id)
    if slept is None or slept.stopped:
        return None
    woken = tag == "waking" or slept.woken_at is not None
    until = sayable(under_way, woken=woken)
    row = await outbox.post(
        t,
        Item(
            key=f"dream/{under_way.dreamt.id}/{tag}/{slept.dreamer}",
            letter=letter(
                under_way,
                role,
                since=slept.told,
                until=until,
                words=await words_allowed(t, under_way),
                note=note,
                waking=woken,
                wondering=wonders(under_way, role) if slept.told == 0 else None,
                morning=await _morning(t, world, under_way, role, now, anew=True) if woken else None,
                heads=await scenery(t, world, under_way, role) if slept.told == 0 else None,
            ),
            due_at=now,
            dreamer=slept.dreamer,
            encounter=under_way.dreamt.id,
            silent=asleep(slept, now) and tag != "waking",
            clicked_at=clicked_at,
            expires_at=expires_at,
        ),
    )
    if row is not None:
        await nights.keep_told(t, slept, until, row)
    return row


async def lay_in(t: Transaction, world: World, under_way: UnderWay, role: Role, now: datetime, tag: str) -> None:
    """Lay what is new into the last message: who has not answered tonight gets no further one."""
    slept = await nights.night_in(t, under_way.people[role].id, under_way.dreamt.id)
    if slept is None or slept.stopped or slept.last_row is None:
        return
    last = await outbox.outbox_row(t, slept.last_row)
    if last is None or not isinstance(last.letter, Dream):
        return
    woken = slept.woken_at is not None
    until = sayable(under_way, woken=woken)
    fresh = letter(
        under_way,
        role,
        since=slept.told,
        until=until,
        words=await words_allowed(t, under_way),
        waking=woken,
        wondering=last.letter.wondering,
        morning=await _morning(t, world, under_way, role, now) if woken else None,
    )
    joined = replace(
        fresh,
        passages=last.letter.passages + fresh.passages,
        since=last.letter.since,
        note=last.letter.note,
        scenery=last.letter.scenery,
        emblem=last.letter.emblem,
    )
    await outbox.reword(t, last.id, joined)
    await outbox.post(
        t,
        Item(
            key=f"dream/{under_way.dreamt.id}/{tag}/{slept.dreamer}",
            letter=joined,
            due_at=now,
            dreamer=slept.dreamer,
            encounter=under_way.dreamt.id,
            deed=Deed.REVISE,
            target=last.id,
        ),
    )
    await nights.keep_told(t, slept, until, last.id)


async def tell_other(t: Transaction, world: World, under_way: UnderWay, role: Role, now: datetime) -> None:
    """Tell `role` that the other moved it on, if it is their turn now, or if it has ended and they are there."""
    slept = await nights.night_in(t, under_way.people[role].id, under_way.dreamt.id)
    if slept is None or slept.offered_at is None:
        return
    if slept.told >= sayable(under_way, woken=slept.woken_at is not None):
        return
    there = slept.woken_at is not None or live(slept, now)
    if not (under_way.encounter.choices(role) or (under_way.over and there)):
        return
    if slept.answered_at is None:
        await lay_in(t, world, under_way, role, now, tag=str(under_way.seq))
    else:
        note = None if under_way.over else "dream-moved-on"
        await tell(t, world, under_way, role, now, tag=str(under_way.seq), note=note)


def sayable(under_way: UnderWay, *, woken: bool) -> int:
    """Return how many moments may be told by now: a dream is cut at waking, so whoever sleeps is not told its cut."""
    moments = under_way.encounter.moments
    cut = bool(moments) and moments[-1] == Reached(under_way.encounter.scene.wake)
    return len(moments) - (1 if cut and not woken else 0)


async def _morning(
    t: Transaction, world: World, under_way: UnderWay, role: Role, now: datetime, *, anew: bool = False
) -> Morning:
    """Return what is said besides, once it is over and its dreamer awake; what is said now is not said again.

    `anew`: in a message of its own, which can bring a picture; one that is laid into another cannot.
    """
    bond, me = under_way.dreamt.bond, under_way.people[role]
    if bond is None or not under_way.over:
        return Morning()
    known = await bonds.bond(t, bond)
    if known.ended:
        return Morning()
    picture: tuple[Known, ...] = ()
    if fresh := await pictures.fresh_lines(t, bond, me.id):
        lines = await pictures.picture_of(t, bond, me.id)
        picture = tuple(Known(one.text, one.was if one.text in fresh else None, one.text in fresh) for one in lines)
        await pictures.keep_picture_told(t, bond, me.id, now)
    attempts = [one.attempt for one in under_way.encounter.lessons if role in one.taught]
    goal = a_night_nearer(world.pack.goals, under_way.encounter.qualities)[1] if under_way.answered_by_both else None
    other = await dreamers.dreamer(t, known.other(me.id))
    return Morning(
        picture=picture,
        picture_of=plain(other.name) if under_way.names_known and other.user is not None else "",
        attempts=tuple(under_way.tells(one) for one in attempts),
        achieved=under_way.tells(goal.done) if goal else None,
        may_hold_out=known.stage is Stage.WAKING,
        emblem=await emblem(t, world, known, me, other, now) if anew else None,
    )


async def told_until(t: Transaction, slept: Slept, now: datetime) -> int:
    """Return how many moments of a night its dreamer has read: what waits at the door was written, and not read."""
    rows = await doors.waiting_at_door(t, slept.dreamer, now)
    waiting = [row.letter for row in rows if row.encounter == slept.encounter]
    return min([slept.told, *(one.since for one in waiting if isinstance(one, Dream))])


def live(slept: Slept, now: datetime) -> bool:
    """Whether a dreamer answered just now."""
    return slept.answered_at is not None and now - slept.answered_at <= LIVE


def asleep(slept: Slept, now: datetime) -> bool:
    """Whether a message must come silently."""
    return slept.night.bedtime <= now < slept.night.waking and not live(slept, now)
