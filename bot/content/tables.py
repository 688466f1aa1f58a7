"""Checks what `pack.yaml` says of a whole bond: its telling, the register, its goals."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.content.findings import Path
from bot.content.lengths import LONGEST_NAME, LONGEST_REGISTER, page_lengths
from bot.content.mistakes import nearest
from bot.content.prose import broken
from bot.content.texts import Use, Written
from bot.content.told import faults as told_faults
from bot.domain.scene import Pack
from bot.domain.wording import WordingError, longest, parse, people_in, slots_in

REGISTER_LINES: Final = 3
"""The register says up to three lines of somebody."""
_TWO: Final = frozenset({"host", "guest"})

Fault = tuple[Path, str, str]


def faults(pack: Pack) -> Iterator[Fault]:
    """Yield what is wrong with `telling`, `register` and `goals`."""
    for path, template in _said(pack):
        yield from _texted(path, template, frozenset({"nights"}) if path[1] != "pictures" else frozenset({"picture"}))
        yield from _told(path, template)
    for number, template in enumerate(pack.telling.pictures):
        if _parsed(template) and "picture" not in slots_in(template):
            yield ("telling", "pictures", number), "this does not say {picture}", "A chapter ends on the whole of it."
    for goal in pack.goals.values():
        yield from _texted(("goals", goal.id, "name"), goal.name, frozenset(), people=frozenset())
        yield from _texted(("goals", goal.id, "done"), goal.done, frozenset())
        yield from _told(("goals", goal.id, "done"), goal.done)
    yield from _register(pack)


def _said(pack: Pack) -> Iterator[tuple[Path, str]]:
    telling = pack.telling
    tables: tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...] = (
        ("joints", {str(gap): said for gap, said in telling.joints.items()}),
        ("steps", {str(stage): said for stage, said in telling.steps.items()}),
    )
    for key, table in tables:
        for name, said in table.items():
            yield from ((("telling", key, name, number), each) for number, each in enumerate(said))
    yield from ((("telling", "pictures", number), each) for number, each in enumerate(telling.pictures))


def _texted(path: Path, template: str, slots: frozenset[str], people: frozenset[str] = _TWO) -> Iterator[Fault]:
    yield from ((path, what, right) for what, right in broken(template))
    if not _parsed(template):
        return
    for slot in sorted(slots_in(template) - slots):
        yield path, f"there is no slot {{{slot}}} here", nearest(slot, slots)
    for who in sorted(people_in(template) - people):
        right = f"It may speak of {', '.join(sorted(people))}." if people else "It stands without anybody's name."
        yield path, f"{{{who}}} is nobody here", right


def _told(path: Path, template: str) -> Iterator[Fault]:
    if _parsed(template):
        yield from ((path, what, right) for what, right in told_faults(Written(path, template, Use.TOLD)))


def _register(pack: Pack) -> Iterator[Fault]:
    lengths = page_lengths(pack)
    most = LONGEST_REGISTER // REGISTER_LINES
    for number, template in enumerate(pack.register):
        path: Path = ("register", number)
        wrong = list(_texted(path, template, frozenset(lengths), people=frozenset()))
        yield from wrong
        if not wrong and (length := longest(template, lengths, LONGEST_NAME)) > most:
            yield path, f"this line can come to {length} characters", f"At most {most}: a page has three of them."


def _parsed(template: str) -> bool:
    try:
        parse(template)
    except WordingError:
        return False
    return True
