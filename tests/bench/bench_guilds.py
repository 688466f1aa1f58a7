"""A bot in very many servers: when its nights begin, when they have all come, and what memory each costs.

`python -m tests.bench.bench_guilds [servers …]` prints it; nothing is asserted. Each server has twenty channels and ten
roles; a hundred of them have a dreamer each, who is due when the bot starts. Discord here is one Python process on the
same machine: how soon all servers have come says as much about it as about the bot.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bot.rehearsal import LocalDiscord
from bot.rehearsal.process import BotProcess
from tests.bench.bench_rehearsal import environment, look, of_bot
from tests.bench.thousand import OFFER, enrol, phones, settle

SERVERS = (1_000, 10_000)
DREAMERS = 100
CHANNELS, ROLES = 20, 10
PATIENCE = 300.0


async def bench(home: Path, servers: int) -> float:
    """Print one row; return the memory of the bot once all have come, in MiB."""
    async with LocalDiscord(limits="real") as discord:
        towns = settle(discord, DREAMERS, 1)
        await enrol(home / "dreams.db", towns, 45)
        for guild, _, _ in towns + settle(discord, servers - DREAMERS, 0):
            for number in range(CHANNELS - 1):
                guild.opens_channel(f"channel-{number}")
            for number in range(ROLES - 2):
                guild.makes_role(f"role {number}")
        told = environment(discord, home, 45) | {"DREAMS_CLOCK": f"{OFFER.isoformat()}@1", "DREAMS_LOG": "INFO"}
        process = BotProcess(told, cwd=home, log=home / "bot.log")
        begun, first, every = time.monotonic(), 0.0, 0.0
        await process.start()
        try:
            while not every and time.monotonic() - begun < PATIENCE:
                await asyncio.sleep(0.1)
                there = sum(bool(of_bot(discord, phone)) for phone in phones(towns))
                first = first or (time.monotonic() - begun if there else 0.0)
                every = time.monotonic() - begun if there == DREAMERS else 0.0
            calm, last = 0, -1.0
            while calm < 3 and time.monotonic() - begun < PATIENCE:
                await asyncio.sleep(1)
                cpu = look(process, discord).cpu
                calm, last = (calm + 1 if cpu - last < 0.05 else 0), cpu
            after = look(process, discord)
            took = after.at - begun - calm
            row = f"{servers:>8}{first:>14.1f}{every:>14.1f}{took:>14.1f}{after.cpu:>10.1f}{after.memory:>10.0f}"
            sys.stdout.write(row + "\n")
            return after.memory
        finally:
            await process.kill()


async def main(counts: tuple[int, ...]) -> None:
    """Print the table."""
    sys.stdout.write("{:>8}{:>14}{:>14}{:>14}{:>10}{:>10}\n".format(
        "servers", "first dream s", "100 dreams s", "all come s", "CPU s", "MiB"
    ))  # fmt: skip
    memory: list[float] = []
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="dreams-bench-") as folder:
            memory.append(await bench(Path(folder), count))
    if len(counts) > 1:
        each = (memory[-1] - memory[0]) * 1024 / (counts[-1] - counts[0])
        sys.stdout.write(f"a server costs {each:.0f} KiB\n")


if __name__ == "__main__":
    asyncio.run(main(tuple(map(int, sys.argv[1:])) or SERVERS))
