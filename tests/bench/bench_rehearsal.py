"""A thousand dreamers in two hundred servers: start, one night, an idle minute; beside bare discord.py.

`python -m tests.bench.bench_rehearsal [pace] [idle seconds] [servers] [seconds each call takes]` prints it; nothing is
asserted. Real limits are on, and the bot's clock runs as fast as ours. Set TMPDIR to say on which disk the database is:
a transaction of the bot waits for it.
"""

import asyncio
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bot.rehearsal import Channel, LocalDiscord
from bot.rehearsal.process import BotProcess
from tests.bench.thousand import EACH, EVENING, GUILDS, OFFER, enrol, phones, settle

TICKS = os.sysconf("SC_CLK_TCK")
DREAMERS = GUILDS * EACH
PATIENCE = 900.0
"""Seconds a night may take."""


@dataclass(frozen=True)
class Look:
    """A process at a moment: real seconds, its CPU seconds, its memory in MiB, and Discord's calls so far."""

    at: float
    cpu: float
    memory: float
    calls: int


def look(process: BotProcess, discord: LocalDiscord) -> Look:
    """Look at a running process."""
    about = Path(f"/proc/{process.pid}")
    fields = (about / "stat").read_text().rpartition(")")[2].split()
    pages = int((about / "statm").read_text().split()[1])
    cpu = (int(fields[11]) + int(fields[12])) / TICKS
    return Look(time.monotonic(), cpu, pages * resource.getpagesize() / 2**20, len(discord.requests))


def line(what: str, before: Look, after: Look, messages: int = 0) -> None:
    """Print one row of the table."""
    took, cpu, calls = after.at - before.at, after.cpu - before.cpu, after.calls - before.calls
    pace = f"{messages / took:8.1f}" if messages else " " * 8
    row = f"{what:<28}{took:9.1f}{messages or '':>10}{pace}{calls:8}{cpu:9.2f}{cpu / took:7.0%}"
    sys.stdout.write(f"{row}{before.memory:9.0f}{after.memory:8.0f}\n")


def of_bot(discord: LocalDiscord, phone: Channel) -> list[str]:
    """Return the words of what the bot wrote on a phone."""
    return [message.text for message in phone.messages if message.author == discord.state.bot.name]


def environment(discord: LocalDiscord, home: Path, pace: float) -> dict[str, str]:
    """Return what tells a process where Discord is."""
    return {
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_BASE": discord.api_base,
        "DISCORD_GATEWAY": discord.gateway,
        "DREAMS_DB": str(home / "dreams.db"),
        "DREAMS_CLOCK": f"{EVENING.isoformat()}@0",
        "DREAMS_PACE": str(pace),
        "DREAMS_LOG": "WARNING",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }


async def told(discord: LocalDiscord, places: list[Channel]) -> None:
    """Wait until all have their dream, and print who had to wait how long after the common instant."""
    begun, waited, left = time.monotonic(), list[float](), places
    while left and time.monotonic() - begun < PATIENCE:
        await asyncio.sleep(0.1)
        still = [place for place in left if not of_bot(discord, place)]
        waited += [time.monotonic() - begun] * (len(left) - len(still))
        left = still
    half, most = (waited[len(waited) // 2], waited[-1]) if waited else (0.0, 0.0)
    sys.stdout.write(f"  half are told within {half:.0f} s, the last after {most:.0f} s; not told: {len(left)}\n")


async def ours(home: Path, pace: float, idle: float, servers: int, answer: float) -> tuple[list[str], float]:
    """Bench the bot; return what it wrote first on each phone, and the CPU seconds of the night."""
    async with LocalDiscord(limits="real") as discord:
        begun = time.monotonic()
        towns = settle(discord, servers, DREAMERS // servers)
        await enrol(home / "dreams.db", towns, pace)
        if answer:
            discord.fails("*", ".*", times=sys.maxsize, latency=answer)
        sys.stdout.write(
            f"{len(phones(towns))} dreamers in {len(towns)} servers ({time.monotonic() - begun:.1f} s)\n\n"
        )
        process = BotProcess(environment(discord, home, pace), cwd=home, log=home / "bot.log")
        begun = time.monotonic()
        await process.start()
        try:
            await discord.bot_ready(60)
            started = look(process, discord)
            line("start, to commands synced", Look(begun, 0, 0, 0), started)
            await process.order({"do": "settle"}, PATIENCE)
            ready = look(process, discord)
            line("start, to nothing left to do", Look(begun, 0, 0, 0), ready)
            await process.order({"do": "clock", "at": OFFER.isoformat(), "speed": 1})
            await told(discord, phones(towns))
            after = look(process, discord)
            words = [of_bot(discord, phone) for phone in phones(towns)]
            line("a night", ready, after, sum(map(len, words)))
            await asyncio.sleep(idle)
            line("idle afterwards", after, look(process, discord))
            _calls(discord)
            log = [each for each in process.stderr.splitlines() if each][-3:]
            sys.stdout.write("".join(f"  log: {each[:160]}\n" for each in log))
            return [said[0] if said else "" for said in words], after.cpu - ready.cpu
        finally:
            await process.kill()


async def bare(home: Path, pace: float, words: list[str], servers: int) -> float:
    """Bench bare discord.py with the same words at the same pace; return its CPU seconds."""
    async with LocalDiscord(limits="real") as discord:
        places = phones(settle(discord, servers, DREAMERS // servers))
        process = BotProcess(environment(discord, home, pace), command=("-m", "tests.bench.bare_sender"), cwd=home)
        begun = time.monotonic()
        await process.start()
        try:
            await discord.bot_ready(60, synced=False)
            await process.order({"do": "nothing"}, PATIENCE)
            ready = look(process, discord)
            line("bare: start", Look(begun, 0, 0, 0), ready)
            cards = {str(place.id): said or "nothing" for place, said in zip(places, words, strict=True)}
            await process.order({"cards": cards, "pace": pace}, PATIENCE)
            after = look(process, discord)
            line("bare: the same messages", ready, after, sum(len(of_bot(discord, place)) for place in places))
            _calls(discord)
            return after.cpu - ready.cpu
        finally:
            await process.kill()


def _calls(discord: LocalDiscord) -> None:
    """Print what was asked of Discord, and how it was answered."""
    kinds = Counter(
        f"{each.method} {'/'.join('#' if part.isdigit() else part for part in each.path.split('/'))} {each.status}"
        for each in discord.requests
    )
    for kind, count in kinds.most_common(8):
        sys.stdout.write(f"  {count:6} × {kind}\n")


async def main() -> None:
    """Print the table."""
    pace = float(sys.argv[1]) if len(sys.argv) > 1 else 45.0
    idle = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    servers = int(sys.argv[3]) if len(sys.argv) > 3 else GUILDS
    answer = float(sys.argv[4]) if len(sys.argv) > 4 else 0.0
    with tempfile.TemporaryDirectory(prefix="dreams-bench-") as folder:
        sys.stdout.write(f"pace {pace:g}/s; CPU is of the bot's process\n")
        head = f"{'':<28}{'seconds':>9}{'messages':>10}{'/s':>8}{'calls':>8}{'CPU s':>9}{'':>7}{'MiB':>9}{'then':>8}\n"
        sys.stdout.write(head)
        words, cpu = await ours(Path(folder), pace, idle, servers, answer)
        bare_cpu = await bare(Path(folder), pace, words, servers)
        sys.stdout.write(f"\nthe night's CPU is {cpu / bare_cpu:.1f} times that of bare discord.py\n")


if __name__ == "__main__":
    asyncio.run(main())
