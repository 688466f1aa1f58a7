"""Whatever a bot ever put under a message or into a form, collected from the wire, and sent again by somebody else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from bot.rehearsal import Channel, Member, Shown
from bot.stage import Stage

BUTTON, TEXT_INPUT, LABEL = 2, 4, 18
FORMS: Final = {
    "joined": {"name": "Mallory", "pronouns": "she", "words": "yes"},
    "slept": {"place": "Lisbon", "bedtime": "22:00", "waking": "06:00"},
    "spoken": {"words": "Let me in."},
    "lined": {"words": "Let me in."},
    "toldreported": {"reason": "Let me read it."},
    "reported": {"reason": "Let me read it."},
    "dayset": {"days": "7"},
    "erasedserver": {"server": "Harbour"},
    "doorhours": {"place": "Lisbon", "at": "21:00"},
    "paged": {"line0": "Lets anybody in."},
}
"""What is plausibly filled in, by the action of the form."""

NUMBERS: Final = ("-1", "9" * 18, str(2**63), "9" * 40, "\N{ARABIC-INDIC DIGIT THREE}", "1.0", "")
"""What a number in a `custom_id` is bent to."""


@dataclass(frozen=True, slots=True, order=True)
class Id:
    """A `custom_id` as it was shown: of a button, a select, or a whole form."""

    written: str
    kind: int
    """Discord's component type; 0 for a form."""
    values: tuple[str, ...] = ()
    """What could be picked."""

    @property
    def action(self) -> str:
        """What it asks for."""
        return re.split("[:#]", self.written)[0]


def ids_shown(play: Stage, since: int = 0) -> list[Id]:
    """Return every `custom_id` the bot ever showed anybody, each once, from the calls it made to Discord."""
    return sorted({found for call in play.discord.requests[since:] for found in _ids(call.body)})


def _ids(body: object) -> Iterator[Id]:
    if isinstance(body, list):
        for each in cast("list[object]", body):
            yield from _ids(each)
    if not isinstance(body, dict):
        return
    found = cast("dict[str, object]", body)
    written, kind = found.get("custom_id"), found.get("type")
    if isinstance(written, str) and "#" in written:
        options = cast("list[dict[str, str]]", found.get("options", []))
        yield Id(written, kind if isinstance(kind, int) else 0, tuple(option["value"] for option in options))
    for each in found.values():
        yield from _ids(each)


async def sends(member: Member, forged: Id, *, on: Shown | None, where: Channel, values: Sequence[str] = ()) -> Shown:
    """Let somebody send what they were never shown, as if it stood on a message of theirs."""
    if forged.kind == 0:
        return await member.submits_raw(forged.written, _filled(forged.action), message=on, channel=where)
    picked = None if forged.kind == BUTTON else [*values] or [*forged.values]
    return await member.presses_raw(
        forged.written, component_type=forged.kind, values=picked, message=on, channel=where
    )


def _filled(action: str) -> list[dict[str, object]]:
    return [
        {"type": LABEL, "component": {"type": TEXT_INPUT, "custom_id": name, "value": value}}
        for name, value in FORMS.get(action, {}).items()
    ]


def beside(ids: Iterable[Id]) -> list[Id]:
    """Return the same with every number one higher, and one lower, as far as that is something else."""
    shown = set(ids)
    moved = {replace(one, written=re.sub(r"\d+", by, one.written)) for one in shown for by in (_one_up, _one_down)}
    return sorted(moved - shown)


def _one_up(digits: re.Match[str]) -> str:
    return str(int(digits[0]) + 1)


def _one_down(digits: re.Match[str]) -> str:
    return str(int(digits[0]) - 1)


def bent(ids: Iterable[Id]) -> list[Id]:
    """Return what nobody was ever shown: one of each action, bent in every way."""
    firsts = {one.action: one for one in reversed(list(ids))}
    return sorted({replace(one, written=written) for one in firsts.values() for written in _bent(one.written)})


def _bent(written: str) -> Iterator[str]:
    head, _, row = written.rpartition("#")
    action, *arguments = head.split(":")
    for number in NUMBERS:
        yield f"{re.sub(r'[0-9]+', number, head)}#{number}"[:100]
    yield f"{head}#{2**63}"
    yield head
    yield f"#{row}"
    yield f"{head}##{row}"
    yield f"{action}#{row}"
    yield f"{action}:#{row}"
    yield f"{action}:::::#{row}"
    yield ":".join([action, *arguments, *arguments, "1"]) + f"#{row}"
    yield ":".join([action, *reversed(arguments)]) + f"#{row}"
    yield f"{action}:{'a' * (100 - len(action) - len(row) - 2)}#{row}"
    yield f"{action.upper()}:{':'.join(arguments)}#{row}"
