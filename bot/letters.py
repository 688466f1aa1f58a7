"""What the bot has to say, as data. Written by services, kept in the outbox, drawn by `cogs.cards`.

A letter holds everything its card needs, so that it reads the same after a restart, and so that the bot's own copy of
what was said is the outbox.
"""

from dataclasses import dataclass, replace
from typing import Literal

from bot.ids import BondId, EncounterId, ExcerptId, ReadingId, ReportId, TellingId
from bot.worn import Worn


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a dream, as one dreamer reads it.

    `text` of the dream, a `chosen` line, words `said`, or said and `taken-back` (no text), a `page` of the register,
    what the other one has `carried` to bed (text is the quality's value), and a lesson that `held` or did `not-yet`
    hold awake (text is what was asked).
    """

    kind: Literal["text", "chosen", "said", "page", "carried", "taken-back", "held", "not-yet"]
    text: str
    name: str | None = None
    """Whose it is; None for the reader, "" for one whose name is not known yet."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A choice the reader may make."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Known:
    """A line of the picture the reader has of the other. `was`: the line it revised. `fresh`: new since last told."""

    line: str
    was: str | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Wondering:
    """What tonight's dream asks its reader about something they were taught."""

    lesson: str
    question: str


@dataclass(frozen=True, slots=True)
class Scenery:
    """A postcard of a country, with the hour and weather that follow from a seed; `hour` is a phrase key's end."""

    country: str
    seed: str
    hour: str


@dataclass(frozen=True, slots=True)
class Dream:
    """One message of a dream. `note` is a phrase key that stands above it, `slots` what that phrase needs."""

    encounter: EncounterId
    beat: str
    heading: str
    passages: tuple[Passage, ...]
    choices: tuple[Offered, ...] = ()
    may_speak: bool = False
    may_dream_on: bool = False
    may_keep: bool = False
    waiting: bool = False
    """Whether only the other's answer is missing."""
    note: str | None = None
    other: str | None = None
    """What the other one is called; "" until the two have met, None where there is nobody."""
    since: int = 0
    """Which moment of the encounter it begins with."""
    wondering: Wondering | None = None
    picture: tuple[Known, ...] = ()
    """What the reader has of the other, whole, where this night changed it."""
    picture_of: str = ""
    """What that other is called; "" until names were given."""
    attempts: tuple[str, ...] = ()
    """What was taught, to be tried awake."""
    achieved: str | None = None
    """What the two had set out to do, and have done with this night."""
    may_hold_out: bool = False
    """Whether a hand may be held out to the other, awake."""
    unsay: int = 0
    """Which event said the reader's own words in it, to be taken back until `unsay_until`."""
    unsay_until: int = 0
    """Seconds since 1970; 0 where nothing can be taken back."""
    scenery: Scenery | None = None
    """What heads it, on the first message of a night."""
    emblem: Worn | None = None
    """The mark the other wears, at the one waking that shows it."""
    kind: Literal["dream"] = "dream"

    def answered(self, line: Passage) -> "Dream":
        """Return the message with its choices turned into the line that was chosen."""
        return replace(
            self,
            passages=(*self.passages, line),
            choices=(),
            may_speak=False,
            may_dream_on=False,
            waiting=False,
            note=None,
        )

    def as_of(self, now: int) -> "Dream":
        """Return the message as it reads at an instant, in seconds since 1970: words are taken back early or not."""
        return replace(self, unsay=0, unsay_until=0) if 0 < self.unsay_until <= now else self

    def settled(self) -> "Dream":
        """Return the message with nothing left to answer."""
        return replace(self, choices=(), may_speak=False, may_dream_on=False, waiting=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A phrase, and nothing else, to one dreamer."""

    phrase: str
    slots: tuple[tuple[str, str], ...] = ()
    kind: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class Cooled:
    """Told at morning: the bond is over, the mark stays."""

    mark: str
    kind: Literal["cooled"] = "cooled"


@dataclass(frozen=True, slots=True)
class KeptWaiting:
    """To one who alone answered for some nights: wait, dream alone, or be marked anew."""

    bond: BondId
    name: str
    kind: Literal["kept-waiting"] = "kept-waiting"


@dataclass(frozen=True, slots=True)
class Hand:
    """One of the two holds out a hand, to be met awake."""

    bond: BondId
    name: str
    kind: Literal["hand"] = "hand"


@dataclass(frozen=True, slots=True)
class Met:
    """The waking meeting: two marks side by side."""

    bond: BondId
    worn: tuple[Worn, Worn]
    kind: Literal["met"] = "met"

    def in_words(self) -> "Met":
        """Return it without a picture, for a channel that takes none."""
        first, second = self.worn
        return replace(self, worn=(replace(first, inked=None), replace(second, inked=None)))


@dataclass(frozen=True, slots=True)
class Asking:
    """One of the two would like to have a dream told to the server."""

    excerpt: ExcerptId
    name: str
    title: str
    telling: str
    kind: Literal["asking"] = "asking"


@dataclass(frozen=True, slots=True)
class Posted:
    """A telling, shown to the server."""

    excerpt: ExcerptId
    title: str
    telling: str
    kind: Literal["posted"] = "posted"


@dataclass(frozen=True, slots=True)
class ReadingOpens:
    """The first word of a reading; its thread hangs on it."""

    reading: ReadingId
    count: int
    kind: Literal["reading-opens"] = "reading-opens"


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """One telling of a reading, the `number`th of `count`."""

    reading: ReadingId
    excerpt: ExcerptId
    number: int
    count: int
    title: str
    telling: str
    kind: Literal["reading-part"] = "reading-part"


@dataclass(frozen=True, slots=True)
class Reported:
    """For the moderators: who reported whom, when, and the bot's own copy of the dream, or how it begins.

    Report 0 is one that nothing can be decided over: one of the two is a friend who was told, and no dreamer.
    """

    report: ReportId
    reporter: int
    reported: int
    reason: str
    copy: str
    at: int = 0
    """Seconds since 1970."""
    further: int = 0
    """In how many further messages the copy goes on."""
    kind: Literal["reported"] = "reported"

    def sealed(self) -> "Reported":
        """Return the letter once it was said: the words are kept with the report, and nowhere twice."""
        return replace(self, reporter=0, reported=0, reason="", copy="")


@dataclass(frozen=True, slots=True)
class CopyGoesOn:
    """The copy of a reported dream, where one message does not hold it: the `number`th of `count` further ones."""

    report: ReportId
    number: int
    count: int
    copy: str
    kind: Literal["copy-goes-on"] = "copy-goes-on"

    def sealed(self) -> "CopyGoesOn":
        """Return the letter once it was said."""
        return replace(self, copy="")


@dataclass(frozen=True, slots=True)
class Invited:
    """In a channel: `teller` has a dream to tell `friend`. Accounts; 0 once it is taken down."""

    telling: TellingId
    teller: int
    friend: int
    kind: Literal["invited"] = "invited"


@dataclass(frozen=True, slots=True)
class FriendsLine:
    """To who told a dream: the one line that a friend, an account, answers with."""

    telling: TellingId
    friend: int
    title: str
    line: str
    kind: Literal["friends-line"] = "friends-line"


@dataclass(frozen=True, slots=True)
class EveningDoor:
    """The post by which whoever is told at the door enters tonight's dream."""

    kind: Literal["evening-door"] = "evening-door"


Letter = (
    Dream
    | Note
    | Cooled
    | KeptWaiting
    | Hand
    | Met
    | Asking
    | Posted
    | ReadingOpens
    | ReadingPart
    | Reported
    | CopyGoesOn
    | Invited
    | FriendsLine
    | EveningDoor
)
