"""Says a pack's text to one reader.

The grammar, complete:

- `{country.sound}`: a slot; `{Country.sound}` the same with a capital.
- `[this|or this]`: one of them, by seed. No brackets within brackets.
- `{host}`, `{guest}`, `{me}` (the host, in a lone scene): a name, or "you" to that very one; `{Host}` with a capital.
  In the two texts of a silence also `{away}`, who did not answer, and `{there}`, the other.
- `{Host's}`: "Ada's", or "Your".
- `{Host has/have}`: "Ada has", or "You have".
- `{guest.they}`, `.them`, `.their`, `.theirs`, `.themself`: the pronoun that one chose, or "you", "your" …;
  `{guest.they was/were}` agrees: "she was", "they were", "you were".

It is English that is spoken here; a pack in another language will bring this module a sister.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from bot.domain.chance import Seed, choose
from bot.domain.scene import Role, Silence


class WordingError(ValueError):
    """A text that cannot be said: its grammar is broken, or it needs what is not there."""


class Pronouns(StrEnum):
    """What a dreamer is called by, as chosen at consent."""

    SHE = "she"
    HE = "he"
    THEY = "they"

    def form(self, case: str) -> str:
        """Return the pronoun in `case`, which is named by its form of *they*; ValueError where there is none such."""
        return _FORMS[self][_CASES.index(case)]

    @property
    def plural(self) -> bool:
        """Whether its verb is that of many: "they were"."""
        return self is Pronouns.THEY


_CASES: Final = ("they", "them", "their", "theirs", "themself")
_FORMS: Final[Mapping[Pronouns, tuple[str, ...]]] = {
    Pronouns.SHE: ("she", "her", "her", "hers", "herself"),
    Pronouns.HE: ("he", "him", "his", "his", "himself"),
    Pronouns.THEY: _CASES,
}
_YOU: Final[Mapping[str, str]] = dict(zip(_CASES, ("you", "you", "your", "yours", "yourself"), strict=True))


@dataclass(frozen=True, slots=True)
class Person:
    """A dreamer in a text. `name` goes in as it is: cleaned and escaped already."""

    name: str
    pronouns: Pronouns = Pronouns.THEY
    unnamed: bool = False
    """Whether `name` is no name, but words in place of one: those take a capital at the head of a sentence."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who tonight. Who dreams alone is the host. `away` is set while the text of a silence is said."""

    host: Person
    guest: Person | None = None
    away: Role | None = None

    def role(self, who: str) -> Role:
        """Return whom a slot means; WordingError where nobody is away."""
        if who in ("there", "away"):
            if self.away is None:
                raise WordingError(f"{{{who}}} is only known where somebody did not answer")
            return self.away if who == "away" else self.away.other
        return Role.GUEST if who == "guest" else Role.HOST

    def person(self, role: Role) -> Person:
        """Return who plays `role`; WordingError where nobody does."""
        person = self.host if role is Role.HOST else self.guest
        if person is None:
            raise WordingError(f"nobody is {role} tonight")
        return person


@dataclass(frozen=True, slots=True)
class Plain:
    """Text as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A value of tonight."""

    key: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Someone:
    """A dreamer: by name (`case` "name"), as owner ("'s") or by pronoun; `verb` is (of one, of you or many)."""

    who: str
    case: str
    verb: tuple[str, str] | None
    capital: bool


@dataclass(frozen=True, slots=True)
class Variants:
    """One of several."""

    options: tuple["Form", ...]


Part = Plain | Slot | Someone | Variants
Form = tuple[Part, ...]

_SOMEONE: Final = re.compile(
    r"(?P<who>host|guest|me|there|away)"
    r"(?:(?P<own>['’]s)|(?:\.(?P<case>they|them|their|theirs|themself))?(?: (?P<one>[^/]+)/(?P<many>[^/]+))?)"
)
_SLOT: Final = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*")
_TOKEN: Final = re.compile(r"\{(?P<slot>[^{}\[\]|]*)\}|\[(?P<variants>[^\[\]]*)\]|(?P<stray>[{}\[\]|])")


@lru_cache(maxsize=4096)
def parse(template: str) -> Form:
    """Return the parsed form of `template`; WordingError says which piece of it is wrong."""
    parts: list[Part] = []
    at = 0
    for token in _TOKEN.finditer(template):
        if token.start() > at:
            parts.append(Plain(template[at : token.start()]))
        at = token.end()
        if token["stray"] is not None:
            raise WordingError(f"a lone {token['stray']}")
        if token["slot"] is not None:
            parts.append(_slot(token["slot"]))
        else:
            parts.append(_variants(token["variants"]))
    if at < len(template):
        parts.append(Plain(template[at:]))
    return tuple(parts)


def say(template: str, cast: Cast, slots: Mapping[str, str], seed: Seed, reader: Role | None) -> str:
    """Return `template` as `reader` reads it, or in the third person where that is None.

    Raises WordingError where the grammar is broken or a slot or a person is missing. Variants fall by seed and
    template, so two readers of one text read the same one.
    """
    said: list[str] = []
    chosen = 0
    pending = list(reversed(parse(template)))
    while pending:
        part = pending.pop()
        match part:
            case Plain(text):
                said.append(text)
            case Variants(options):
                pending.extend(reversed(choose(options, seed, template, chosen)))
                chosen += 1
            case Slot(key, capital):
                if key not in slots:
                    raise WordingError(f"no {{{key}}} tonight")
                said.append(_capital(slots[key]) if capital else slots[key])
            case Someone():
                said.append(_say_someone(part, cast, reader))
    return "".join(said)


def say_silence(
    silence: Silence, silent: frozenset[Role], cast: Cast, slots: Mapping[str, str], seed: Seed, reader: Role
) -> str:
    """Return how `reader` reads a question that `silent` left open; `{away}` and `{there}` are bound to it.

    Where neither answered each reads the text of who was away, and `there` is the other.
    """
    away = reader if reader in silent else reader.other
    template = (silence.away if reader is away else silence.there).to(reader)
    return say(template, Cast(cast.host, cast.guest, away), slots, seed, reader)


def slots_in(template: str) -> frozenset[str]:
    """Return the keys of the slots a template may ask for, in any variant; people are not among them."""
    return frozenset(part.key for part in _all_parts(parse(template)) if isinstance(part, Slot))


def people_in(template: str) -> frozenset[str]:
    """Return who is spoken of: of host, guest, me, there, away."""
    return frozenset(part.who for part in _all_parts(parse(template)) if isinstance(part, Someone))


def named_in(template: str) -> frozenset[str]:
    """Return who is spoken of by name, and not only by a pronoun."""
    parts = _all_parts(parse(template))
    return frozenset(part.who for part in parts if isinstance(part, Someone) and part.case in ("name", "'s"))


def verbs_in(template: str) -> frozenset[str]:
    """Return the verbs that agree with a dreamer, as they stand with a name."""
    parts = _all_parts(parse(template))
    return frozenset(part.verb[0] for part in parts if isinstance(part, Someone) and part.verb)


def longest(template: str, slot_lengths: Mapping[str, int], name_length: int) -> int:
    """Return the most characters `template` can come to, to any reader; KeyError on a slot of unknown length."""
    return _longest(parse(template), slot_lengths, name_length)


def _longest(form: Form, slot_lengths: Mapping[str, int], name_length: int) -> int:
    length = 0
    for part in form:
        match part:
            case Plain(text):
                length += len(text)
            case Slot(key):
                length += slot_lengths[key]
            case Variants(options):
                length += max(_longest(option, slot_lengths, name_length) for option in options)
            case Someone(_, case, verb):
                length += {"name": name_length, "'s": name_length + 2}.get(case, len("yourself"))
                length += 1 + max(map(len, verb)) if verb else 0
    return length


def _all_parts(form: Form) -> Iterator[Part]:
    for part in form:
        yield part
        if isinstance(part, Variants):
            for option in part.options:
                yield from _all_parts(option)


def _slot(text: str) -> Slot | Someone:
    small, capital = text[:1].lower() + text[1:], text[:1].isupper()
    if someone := _SOMEONE.fullmatch(small):
        verb = (someone["one"], someone["many"]) if someone["one"] else None
        return Someone(someone["who"], "'s" if someone["own"] else someone["case"] or "name", verb, capital)
    if _SLOT.fullmatch(small):
        return Slot(small, capital)
    raise WordingError(f"{{{text}}} is neither a slot nor a dreamer")


def _variants(text: str) -> Variants:
    options = text.split("|")
    if len(options) < 2:
        raise WordingError(f"[{text}] offers no other: write [this|or this]")
    return Variants(tuple(parse(option) for option in options))


def _say_someone(part: Someone, cast: Cast, reader: Role | None) -> str:
    role = cast.role(part.who)
    person = cast.person(role)
    if role is reader:
        said = {"name": "you", "'s": "your"}.get(part.case) or _YOU[part.case]
    elif part.case in ("name", "'s"):
        said = person.name + ("'s" if part.case == "'s" else "")
    else:
        said = person.pronouns.form(part.case)
    if part.verb is not None:
        many = role is reader or (part.case != "name" and person.pronouns.plural)
        said = f"{said} {part.verb[1 if many else 0]}"
    # A name keeps the letters its bearer gave it, at the head of a sentence too.
    as_it_is = part.case in ("name", "'s") and role is not reader and not person.unnamed
    return _capital(said) if part.capital and not as_it_is else said


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
