"""CPU for a message, and memory, by how many direct messages a bot has: ours beside bare discord.py.

`python -m tests.bench.bench_channels [channels …]` prints it; nothing is asserted. Every channel is written to once, as
fast as it goes, against a server on loopback that does nothing but answer as Discord does: with a bucket for each
channel, whose window is `WINDOW` seconds, so that about as many are open at once as at 45 a second on Discord.
"""

import asyncio
import json
import os
import resource
import sys
import time
from itertools import count
from typing import Final

import discord
import yarl
from aiohttp import web
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import data_folder
from bot.client import DreamsClient
from bot.phrases import Phrases
from tests.bench.bare_sender import AT_ONCE, Bare

CHANNELS: Final = (100, 1_000, 5_000, 20_000)
WINDOW: Final = 0.06
"""Seconds. Discord's is 5, so that at 45 a second 225 are open; here some 3,800 are sent a second."""
FIRST: Final = 900_000_000_000_000_000
TOKEN: Final = "bench.token"


ME: Final = {"id": "1", "username": "Dreams", "discriminator": "0", "avatar": None, "bot": True}


def _json(said: dict[str, object], headers: dict[str, str] | None = None) -> web.Response:
    # Not `json_response`: it names a charset, and discord.py reads what is exactly application/json.
    return web.Response(body=json.dumps(said).encode(), content_type="application/json", headers=headers)


async def _me(_request: web.Request) -> web.Response:
    return _json(dict(ME))


def _channels() -> web.Application:
    """Return a Discord that knows who the bot is and takes messages."""
    ids = count(FIRST)

    async def take(request: web.Request) -> web.Response:
        said: dict[str, object] = {
            "id": str(next(ids)), "channel_id": request.match_info["channel"], "content": "", "type": 0,
            "author": ME,
            "timestamp": "2026-03-02T21:15:00+00:00", "edited_timestamp": None, "tts": False,
            "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
            "pinned": False, "components": [], "flags": 1 << 15,
        }  # fmt: skip
        await request.read()
        left = {
            "Via": "1.1 google", "X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "4",
            "X-RateLimit-Reset": f"{time.time() + WINDOW:.3f}", "X-RateLimit-Reset-After": f"{WINDOW}",
            "X-RateLimit-Bucket": "message-write",
        }  # fmt: skip
        return _json(said, left)

    app = web.Application()
    app.router.add_get("/users/@me", _me)
    app.router.add_get("/oauth2/applications/@me", _me)
    app.router.add_post("/channels/{channel}/messages", take)
    return app


def _card(number: int) -> discord.ui.LayoutView:
    view: discord.ui.LayoutView = discord.ui.LayoutView(timeout=None)
    row: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow()
    for choice in range(2):
        row.add_item(discord.ui.Button(label=f"Choice {choice}", custom_id=f"bench:{number}:{choice}"))
    view.add_item(discord.ui.Container(discord.ui.TextDisplay("The stool is not for sale. " * 20), row))
    view.stop()
    return view


async def _say_all(client: discord.Client, channels: int) -> None:
    numbers = iter(range(channels))

    async def say() -> None:
        for number in numbers:
            place = client.get_partial_messageable(FIRST + number, type=discord.ChannelType.private)
            await place.send(view=_card(number), nonce=f"bench-{number}")

    await asyncio.gather(*(say() for _ in range(AT_ONCE)))


def _peak() -> float:
    """Return the most memory this process had so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def send(who: str, channels: int, base: str) -> None:
    """Send to every channel from this process, as ours or as bare discord.py; print what it took."""
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, yarl.URL(base)
    client = DreamsClient(Phrases(data_folder() / "phrases")) if who == "ours" else Bare()
    await client.http.static_login(TOKEN)
    await _say_all(client, 50)
    memory, cpu, at = _peak(), time.process_time(), time.monotonic()
    await _say_all(client, channels)
    cpu, took = time.process_time() - cpu, time.monotonic() - at
    kept = len(client.http._buckets)  # pyright: ignore[reportPrivateUsage]  # what is measured
    await client.http.close()
    await client.close()
    sys.stdout.write(json.dumps({"cpu": cpu, "took": took, "grew": _peak() - memory, "kept": kept}))


async def _in_a_process(who: str, channels: int, base: str) -> dict[str, float]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __spec__.name, "send", who, str(channels), base,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    told, _ = await process.communicate()
    return json.loads(told)


async def main(channels: tuple[int, ...]) -> None:
    """Print the table."""
    runner = web.AppRunner(_channels(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    heads = ("channels", "", "ms CPU", "beside 100", "a second", "buckets", "MiB more")
    sys.stdout.write(("{:>10} {:<5}" + "{:>12}" * 5 + "\n").format(*heads))
    few: dict[str, float] = {}
    try:
        for many in channels:
            each: dict[str, float] = {}
            for who in ("ours", "bare"):
                told = await _in_a_process(who, many, base)
                each[who] = cpu = told["cpu"] / many * 1000
                few.setdefault(who, cpu)
                sys.stdout.write(
                    f"{many:>10} {who:<5}{cpu:>12.2f}{cpu / few[who]:>12.2f}{many / told['took']:>12.0f}"
                    f"{told['kept']:>12.0f}{told['grew']:>12.1f}\n"
                )
            sys.stdout.write(f"{'':>10} bare takes {each['bare'] / each['ours']:.2f} times ours\n")
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    if sys.argv[1:2] == ["send"]:
        asyncio.run(send(sys.argv[2], int(sys.argv[3]), sys.argv[4]))
    else:
        asyncio.run(main(tuple(map(int, sys.argv[1:])) or CHANNELS))
