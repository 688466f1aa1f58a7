"""Kills, fills, holds, cuts and forges in simulated nights: `python -m tests.soak`. Writes docs/reliability.md."""

import asyncio
import logging
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Final

import typer

from tests.soak import cut, file_trouble, forged, killed, outage
from tests.soak.counting import FAULTS
from tests.soak.page import page
from tests.soak.tally import KINDS, Tally

ROOT: Final = Path(__file__).parents[2]
PROSE: Final = Path(__file__).with_name("prose.md")

Round = Callable[[Path, random.Random], Awaitable[Counter[str]]]


def rounds(small_disk: Path | None) -> dict[str, Round]:
    """Return how a server of each kind is played."""
    full = file_trouble.FULL | (file_trouble.ON_A_SMALL_DISK if file_trouble.small_disk(small_disk) else {})
    return {
        "killed": killed.one_server,
        "filled": lambda home, chance: file_trouble.one_server(home, chance, full),
        "held": lambda home, chance: file_trouble.one_server(home, chance, file_trouble.HELD),
        "outage": outage.one_server,
        "cut": cut.one_server,
        "forged": forged.one_server,
    }


def soak(
    minutes: Annotated[float, typer.Option(help="When to stop; what is done is kept.", min=0.0)] = 10.0,
    seed: Annotated[int, typer.Option(help="The same seed plays the same servers.")] = 1,
    only: Annotated[list[str] | None, typer.Option(help=f"Of {', '.join(KINDS)}; may be given again.")] = None,
    small_disk: Annotated[Path | None, typer.Option(help="A folder on a disk of a few MiB, to be filled.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what was done with this seed.")] = False,
) -> None:
    """Play servers of every kind in turn, until the time is over or it is stopped."""
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    kept = ROOT / "build" / "soak" / f"seed-{seed}.json"
    tally = Tally(seed) if fresh else Tally.load(kept, seed)
    until = time.monotonic() + 60 * minutes
    chosen = [kind for kind in KINDS if not only or kind in only]
    with suppress(KeyboardInterrupt):
        while time.monotonic() < until:
            kind = min(chosen, key=lambda one: tally.of(one, "milliseconds"))
            began = time.monotonic()
            try:
                _play(kind, tally, small_disk)
            except TimeoutError:
                # Over sockets the stage waits ten seconds for a bot to be up; on a busy machine it may need more.
                tally.counts[kind]["not played"] += 1
            took = time.monotonic() - began
            tally.seconds += took
            tally.counts[kind]["milliseconds"] += int(1000 * took)
            tally.save(kept)
            typer.echo(f"{kind} {tally.of(kind, 'rounds')}: {took:.0f} s", err=True)
    text = page(tally, PROSE.read_text("utf-8"))
    (ROOT / "docs" / "reliability.md").write_text(text, encoding="utf-8")
    typer.echo(text)
    raise typer.Exit(any(tally.of(kind, fault) for kind in KINDS for fault in FAULTS))


def _play(kind: str, tally: Tally, small_disk: Path | None) -> None:
    """Play the next server of a kind; what it comes to is by seed, kind and number alone."""
    number = tally.of(kind, "rounds") + tally.of(kind, "not played")
    chance = random.Random(f"{tally.seed}/{kind}/{number}")  # noqa: S311 - to be repeated by its seed
    folder = small_disk if kind == "filled" and file_trouble.small_disk(small_disk) else None
    with tempfile.TemporaryDirectory(dir=folder) as home:
        found = asyncio.run(_one(rounds(small_disk)[kind], Path(home), chance))
    for what in ("longest to clear", "most a second"):
        found[what] -= min(found[what], tally.of(kind, what))
    tally.add(kind, found)


async def _one(plays: Round, home: Path, chance: random.Random) -> Counter[str]:
    return await plays(home, chance)


if __name__ == "__main__":
    typer.run(soak)
