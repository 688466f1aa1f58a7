"""What a dreamer is told of a dream, message by message."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.encounter import Chose, FellSilent, Moment, Reached, Spoke
from bot.domain.naming import plain
from bot.domain.scene import Choice, Role, Stage
from bot.domain.wording import say, say_silence
from bot.ids import RowId
from bot.letters import Dream, Offered, Passage
from bot.services.under_way import UnderWay
from bot.storage import bonds, nights, outbox, servers
from bot.storage.database import Transaction
from bot.storage.nights import Slept
from bot.storage.outbox_row import Deed, Item

LIVE: Final = timedelta(minutes=5)
"""Who answered within it is there: messages ring, even in their own hours."""

WITHOUT_WORDS: Final = frozenset({Stage.MARKED, Stage.GLIMPSE, Stage.DOUBT})


def letter(
    under_way: UnderWay, role: Role, *, since: int, words: bool, note: str | None = None, waking: bool = False
) -> Dream:
    """Return the message for `role` that begins with moment `since`. `words`: whether own words are allowed."""
    encounter = under_way.encounter
    open_still = not under_way.over
    return Dream(
        encounter=under_way.dreamt.id,
        beat=encounter.beat.id,
        heading=say(encounter.scene.place, under_way.cast, under_way.slots, under_way.dreamt.seed, role),
        passages=tuple(_passages(under_way, role, encounter.moments[since:])),
        choices=tuple(_offered(under_way, role, choice) for choice in encounter.choices(role)) if open_still else (),
        may_speak=open_still and words and encounter.may_speak(role),
        may_dream_on=open_still and waking and encounter.kept_waiting(role),
        may_keep=waking and encounter.ended and Role.GUEST in under_way.people,
        waiting=open_still and encounter.kept_waiting(role),
        note=note,
        other=other_name(under_way, role),
        since=since,
    )


def other_name(under_way: UnderWay, role: Role) -> str | None:
    """Return what the other one is called; "" until the two have met."""
    if role.other not in under_way.people:
        return None
    return under_way.cast.person(role.other).name if under_way.names_known else ""


def chosen_line(under_way: UnderWay, role: Role, choice_id: str) -> Passage | None:
    """Return the line a choice of the present beat becomes for who chose it."""
    for choice in under_way.encounter.choices(role):
        if choice.id == choice_id:
            return Passage("chosen", _offered(under_way, role, choice).label)
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
    words = await words_allowed(t, under_way)
    row = await outbox.post(
        t,
        Item(
            key=f"dream/{under_way.dreamt.id}/{tag}/{slept.dreamer}",
            letter=letter(under_way, role, since=slept.told, words=words, note=note, waking=woken),
            due_at=now,
            dreamer=slept.dreamer,
            encounter=under_way.dreamt.id,
            silent=asleep(slept, now) and tag != "waking",
            clicked_at=clicked_at,
            expires_at=expires_at,
        ),
    )
    if row is not None:
        await nights.keep_told(t, slept, len(under_way.encounter.moments), row)
    return row


async def lay_in(t: Transaction, under_way: UnderWay, role: Role, now: datetime, tag: str) -> None:
    """Lay what is new into the last message: who has not answered tonight gets no further one."""
    slept = await nights.night_in(t, under_way.people[role].id, under_way.dreamt.id)
    if slept is None or slept.stopped or slept.last_row is None:
        return
    last = await outbox.outbox_row(t, slept.last_row)
    if last is None or not isinstance(last.letter, Dream):
        return
    words = await words_allowed(t, under_way)
    fresh = letter(under_way, role, since=slept.told, words=words, waking=slept.woken_at is not None)
    joined = replace(
        fresh, passages=last.letter.passages + fresh.passages, since=last.letter.since, note=last.letter.note
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
    await nights.keep_told(t, slept, len(under_way.encounter.moments), last.id)


async def tell_other(t: Transaction, under_way: UnderWay, role: Role, now: datetime) -> None:
    """Tell `role` that the other moved it on, if it is their turn now, or if it has ended and they are there."""
    slept = await nights.night_in(t, under_way.people[role].id, under_way.dreamt.id)
    if slept is None or slept.offered_at is None or slept.told >= len(under_way.encounter.moments):
        return
    there = slept.woken_at is not None or live(slept, now)
    if not (under_way.encounter.choices(role) or (under_way.over and there)):
        return
    if slept.answered_at is None:
        await lay_in(t, under_way, role, now, tag=str(under_way.seq))
    else:
        note = None if under_way.over else "dream-moved-on"
        await tell(t, under_way, role, now, tag=str(under_way.seq), note=note)


def live(slept: Slept, now: datetime) -> bool:
    """Whether a dreamer answered just now."""
    return slept.answered_at is not None and now - slept.answered_at <= LIVE


def asleep(slept: Slept, now: datetime) -> bool:
    """Whether a message must come silently."""
    return slept.night.bedtime <= now < slept.night.waking and not live(slept, now)


def _offered(under_way: UnderWay, role: Role, choice: Choice) -> Offered:
    label = say(choice.label, under_way.cast, under_way.slots, under_way.dreamt.seed, role)
    return Offered(choice.id, label)


def _passages(under_way: UnderWay, role: Role, moments: tuple[Moment, ...]) -> Iterator[Passage]:
    """One's own answers are not repeated: they stand at the end of the message they were given to."""
    scene, cast, slots, seed = under_way.encounter.scene, under_way.cast, under_way.slots, under_way.dreamt.seed
    for moment in moments:
        match moment:
            case Reached(beat):
                text = say(scene.beats[beat].texts.to(role), cast, slots, seed, role)
                if text.strip():
                    yield Passage("text", text.strip())
            case Chose(who, beat, choice_id) if who is not role:
                ask = scene.beats[beat].ask
                label = next(choice.label for choice in (ask.choices if ask else ()) if choice.id == choice_id)
                yield Passage("chosen", say(label, cast, slots, seed, who), other_name(under_way, role))
            case Spoke(who, _, text) if who is not role:
                yield Passage("said", plain(text), other_name(under_way, role))
            case FellSilent(beat, who):
                ask = scene.beats[beat].ask
                if ask is not None:
                    yield Passage("text", say_silence(ask.silence, who, cast, slots, seed, role).strip())
            case _:
                pass
