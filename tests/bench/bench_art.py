"""`python -m tests.bench.bench_art`: what a picture costs, and whether the bot answers while a hundred are drawn.

A mark is compared with resvg alone drawing the same motif, plain and black, at the same size.
"""

import asyncio
import sys
import time
import tracemalloc
from collections.abc import Callable
from statistics import median

import resvg_py

from bot.app import data_folder, drawings_in, views_in
from bot.art.body import skin
from bot.art.drawing import Drawing
from bot.art.mark import PIXELS, Shown, picture
from bot.art.postcard import postcard
from bot.art.sky import Kind, Star, sky
from bot.domain.chance import Seed
from bot.domain.soulmark import Colour, Hand, Mark, Place, Skin
from bot.services.studio import Studio

MARKS = drawings_in(data_folder() / "marks")
VIEWS = views_in(data_folder() / "postcards")


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def shown(at: int) -> Shown:
    """Return the `at`th of many different marks."""
    name = sorted(MARKS)[at % len(MARKS)]
    mark = Mark(name, list(Place)[at % 12], list(Hand)[at % 5], list(Colour)[at % 8], Seed(f"bench {at}"))
    return Shown(mark, list(Skin)[at % 7], at % 21)


def each(label: str, draws: list[Callable[[], bytes]]) -> float:
    """Print how long one takes, and how large it is; returns the median in milliseconds."""
    times: list[float] = []
    sizes: list[int] = []
    for draw in draws:
        began = time.perf_counter()
        sizes.append(len(draw()))
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    say(
        f"{label:34} median {median(times):6.1f} ms, 95% {times[int(len(times) * 0.95)]:6.1f} ms, "
        f"median {median(sizes) / 1000:5.1f} KB, most {max(sizes) / 1000:5.1f} KB"
    )
    return median(times)


def plain(name: str) -> bytes:
    """Draw a motif as its file stands, by resvg alone."""
    text = (data_folder() / "marks" / f"{name}.svg").read_text(encoding="utf-8")
    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=PIXELS, skip_system_fonts=True))


async def lag(count: int) -> tuple[float, float]:
    """Return the longest and the median lag of the loop in milliseconds, while `count` cards are drawn."""
    studio = Studio(MARKS, VIEWS)
    cards = [asyncio.create_task(studio.mark(shown(1000 + at))) for at in range(count)]
    lags: list[float] = []
    while not all(card.done() for card in cards):
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        lags.append((time.perf_counter() - before - 0.001) * 1000)
    studio.close()
    return max(lags), median(lags)


def main() -> None:
    """Print all figures."""
    for place in Place:
        for tone in Skin:
            skin(place, tone, PIXELS)
    tracemalloc.start()
    alone = each("resvg alone, the same motifs", [lambda name=name: plain(name) for name in sorted(MARKS)])
    ours = each("marks on skin, 512 pixels", [lambda at=at: picture(_drawing(at), shown(at)) for at in range(128)])
    say(f"{'':34} {ours / alone:.1f} times resvg alone")
    for hand in Hand:
        its = [at for at in range(300, 600) if shown(at).mark.hand is hand][:24]
        each(f"  of them, {hand}", [lambda at=at: picture(_drawing(at), shown(at)) for at in its])
    cards = [(view, Seed(str(at))) for view in VIEWS.values() for at in range(6)]
    each("postcards", [lambda view=view, seed=seed: postcard(view, seed) for view, seed in cards])
    stars = tuple(Star(Kind.SHARED if at % 3 else Kind.ALONE) for at in range(90))
    each("a sky of 90 nights", [lambda at=at: sky(stars, Seed(str(at))) for at in range(10)])
    say(f"most that Python held meanwhile: {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MiB, caches full")
    longest, usual = asyncio.run(lag(100))
    say(f"the loop, while 100 cards are drawn: longest lag {longest:.1f} ms, median {usual:.2f} ms")


def _drawing(at: int) -> Drawing:
    return MARKS[shown(at).mark.motif]


if __name__ == "__main__":
    main()
