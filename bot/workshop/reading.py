"""What one of two reads of a dream, piece by piece, in the order the bot says it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.encounter import Came, Chose, FellSilent, Moment, Reached, Spoke, Tried
from bot.domain.qualities import ASKED
from bot.domain.scene import Beat, BeatId, Role
from bot.domain.wording import say, say_silence
from bot.workshop.two import Dream


class What(Enum):
    """What a piece is."""

    TEXT = auto()
    CHOSEN = auto()
    SAID = auto()
    PAGE = auto()
    """What the register says of the other."""
    CARRIED = auto()
    """What the other took to bed: a value of the quality."""
    HELD = auto()
    NOT_YET = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a dream; `whose` of what somebody did."""

    what: What
    text: str
    whose: Role | None = None


def pieces(dream: Dream, reader: Role, since: int = 0) -> Iterator[Piece]:
    """Yield what `reader` reads of the moments from `since` on, their own answers too."""
    for moment in dream.encounter.moments[since:]:
        yield from _piece(dream, reader, moment)


def heading(dream: Dream, reader: Role) -> str:
    """Return where it is, as it stands above the dream."""
    return say(dream.scene.place, dream.cast, dream.slots, dream.seed, reader)


def labels(dream: Dream, reader: Role) -> list[str]:
    """Return what `reader` may choose now, in order."""
    return [
        say(choice.label, dream.cast, dream.slots, dream.seed, reader) for choice in dream.encounter.choices(reader)
    ]


def wondered(dream: Dream, reader: Role) -> str | None:
    """Return what tonight asks `reader` about a lesson, until it is answered."""
    return dream.asked.get(dream.encounter.qualities.get(f"{reader}.{ASKED}", ""))


def text_of(dream: Dream, reader: Role) -> str:
    """Return all of a dream as `reader` read it."""
    return "\n".join(piece.text for piece in pieces(dream, reader) if piece.what is not What.CARRIED)


def _piece(dream: Dream, reader: Role, moment: Moment) -> Iterator[Piece]:
    match moment:
        case Reached(beat):
            yield from _reached(dream, reader, beat)
        case FellSilent(beat, who):
            ask = dream.scene.beats[beat].ask
            if ask is not None:
                said = say_silence(ask.silence, who, dream.cast, dream.slots, dream.seed, reader)
                yield Piece(What.TEXT, said.strip())
        case Chose(who, beat, choice):
            yield Piece(What.CHOSEN, _label(dream, dream.scene.beats[beat], who, choice), who)
        case Spoke(who, _, text):
            yield Piece(What.SAID, text, who)
        case Came(who, carried):
            yield Piece(What.CARRIED, carried, who)
        case Tried(who, lesson, held):
            yield Piece(What.HELD if held else What.NOT_YET, dream.asked.get(lesson, ""), who)


def _reached(dream: Dream, reader: Role, id_: BeatId) -> Iterator[Piece]:
    beat = dream.scene.beats[id_]
    if text := say(beat.texts.to(reader), dream.cast, dream.slots, dream.seed, reader).strip():
        yield Piece(What.TEXT, text)
    if beat.register and (page := dream.pages.get(reader.other)):
        yield Piece(What.PAGE, "\n".join(page), reader.other)


def _label(dream: Dream, beat: Beat, who: Role, chosen: str) -> str:
    label = next(one.label for one in (beat.ask.choices if beat.ask else ()) if one.id == chosen)
    return say(label, dream.cast, dream.slots, dream.seed, who)
