"""docs/reliability.md, written from the tally."""

from typing import Final

from tests.soak.counting import FAULTS
from tests.soak.mortal import STEPS
from tests.soak.tally import KINDS, Tally

WHAT: Final = {
    "killed": (*STEPS,),
    "filled": ("no page left", "writes refused", "disk full"),
    "held": ("held",),
    "outage": ("5xx", "429", "refused", "minutes out"),
    "cut": (
        "message's answer", "follow-up's answer", "callback's answer", "gateway cut", "session invalid",
        "asked to reconnect", "pressed while down", "restarts",
    ),
    "forged": ("as shown", "bent"),
}  # fmt: skip
"""What was done, as it is counted."""

WRITTEN: Final = {
    "killed": "killed", "filled": "disk filled", "held": "database held", "outage": "Discord out",
    "cut": "cut, over sockets", "forged": "forged, over sockets",
}  # fmt: skip


def page(tally: Tally, prose: str) -> str:
    """Return the page: `prose`, with the figures where it says so."""
    lines = [f"Seed {tally.seed}, {tally.seconds / 60:.0f} minutes on two cores so far:", ""]
    lines += ["| kind | servers | what was done | presses | nights | messages | lost | twice | else |"]
    lines += ["|---|---|---|---|---|---|---|---|---|"]
    lines += [_row(tally, kind) for kind in KINDS if tally.of(kind, "rounds")]
    lines += ["", f"Kills in all: {tally.of('killed', 'kills')}. Of all faults that are looked for: {_faults(tally)}."]
    out = tally.counts["outage"]
    if out["rounds"]:
        lines.append(
            f"After an outage the longest to clear took {out['longest to clear']} s, at most {out['most a second']} "
            f"messages a second; {out['told at waking']} that came too late were told at waking."
        )
    return prose.replace("{figures}", "\n".join(lines))


def _row(tally: Tally, kind: str) -> str:
    done = ", ".join(f"{what} {tally.of(kind, what)}" for what in WHAT[kind] if tally.of(kind, what))
    lost = tally.of(kind, "nights lost") + tally.of(kind, "messages lost") + tally.of(kind, "clicks lost")
    twice = tally.of(kind, "nights twice") + tally.of(kind, "messages twice")
    others = [what for what in FAULTS if not what.endswith((" lost", " twice"))]
    other = ", ".join(f"{what} {tally.of(kind, what)}" for what in others if tally.of(kind, what)) or "0"
    if not_played := tally.of(kind, "not played"):
        other += f" ({not_played} more broken off: the bot was not up, or not done, in time)"
    numbers = [tally.of(kind, what) for what in ("presses", "nights", "messages")]
    cells = [WRITTEN[kind], tally.of(kind, "rounds"), done, *numbers, lost, twice, other]
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _faults(tally: Tally) -> str:
    found = [f"{what} {count} ({kind})" for kind in KINDS for what in FAULTS if (count := tally.of(kind, what))]
    return ", ".join(found) or "none"
