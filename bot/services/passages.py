"""What happened in a dream, piece by piece, as one of its dreamers reads it."""

from collections.abc import Iterator

from bot.domain.encounter import Came, Chose, FellSilent, Moment, Reached, Spoke, Tried
from bot.domain.naming import plain
from bot.domain.qualities import ASKED
from bot.domain.scene import BeatId, Choice, Role
from bot.domain.wording import say, say_silence
from bot.letters import Offered, Passage, Wondering
from bot.services.under_way import UnderWay


def other_name(under_way: UnderWay, role: Role) -> str | None:
    """Return what the other one is called; "" until the two have met."""
    if role.other not in under_way.people:
        return None
    return under_way.cast.person(role.other).name if under_way.names_known else ""


def wonders(under_way: UnderWay, role: Role) -> Wondering | None:
    """Return what tonight's dream asks `role` about something they were taught, until it is answered."""
    lesson = under_way.encounter.qualities.get(f"{role}.{ASKED}", "")
    return Wondering(lesson, under_way.asked[lesson]) if lesson in under_way.asked else None


def offered(under_way: UnderWay, role: Role, choice: Choice) -> Offered:
    """Return a choice as it stands on the button of `role`."""
    label = say(choice.label, under_way.bare_cast, under_way.slots, under_way.dreamt.seed, role)
    return Offered(choice.id, label)


def passages(
    under_way: UnderWay, role: Role, moments: tuple[Moment, ...], *, own_lines: bool = False
) -> Iterator[Passage]:
    """Yield what `role` reads of `moments`; what they answered themselves only with `own_lines`."""
    for moment in moments:
        match moment:
            case Reached(beat):
                yield from _reached(under_way, role, beat)
            case FellSilent(beat, who):
                ask = under_way.encounter.scene.beats[beat].ask
                if ask is not None:
                    said = say_silence(ask.silence, who, under_way.cast, under_way.slots, under_way.dreamt.seed, role)
                    yield Passage("text", said.strip())
            case _ if moment.who is not role:
                yield _did(under_way, moment, other_name(under_way, role))
            case Chose() | Spoke() if own_lines:
                yield _did(under_way, moment, None)
            case _:
                pass


def _did(under_way: UnderWay, moment: Chose | Spoke | Came | Tried, name: str | None) -> Passage:
    match moment:
        case Chose(who, beat, choice):
            return Passage("chosen", label_of(under_way, who, beat, choice), name)
        case Spoke(_, _, _, taken_back=True):
            return Passage("taken-back", "", name)
        case Spoke(_, _, text):
            return Passage("said", plain(text), name)
        case Came(_, carried):
            return Passage("carried", carried, name)
        case Tried(_, lesson, held):
            return Passage("held" if held else "not-yet", under_way.asked.get(lesson, ""), name)


def _reached(under_way: UnderWay, role: Role, id_: BeatId) -> Iterator[Passage]:
    beat = under_way.encounter.scene.beats[id_]
    text = say(beat.texts.to(role), under_way.cast, under_way.slots, under_way.dreamt.seed, role).strip()
    if text:
        yield Passage("text", text)
    if beat.register and (page := under_way.pages.get(role.other)):
        yield Passage("page", "\n".join(page), other_name(under_way, role))


def label_of(under_way: UnderWay, who: Role, beat: BeatId, choice: str) -> str:
    """Return a choice as it stands in a message, once it was made; raises StopIteration on one there is not."""
    ask = under_way.encounter.scene.beats[beat].ask
    label = next(one.label for one in (ask.choices if ask else ()) if one.id == choice)
    return say(label, under_way.cast, under_way.slots, under_way.dreamt.seed, who)
