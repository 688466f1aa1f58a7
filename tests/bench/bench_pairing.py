"""How long pairing takes and how near it comes to the best there is: `python -m tests.bench.bench_pairing`."""

import random
import sys
import time
from datetime import UTC, datetime, timedelta

import rustworkx

from bot.domain.nights import Hours
from bot.domain.pairing import Waiting, batch, worth
from bot.ids import DreamerId

NOW = datetime(2026, 3, 20, 18, tzinfo=UTC)
ZONES = (
    *("Europe/Berlin",) * 5,
    *("Europe/London",) * 3,
    *("America/New_York",) * 6,
    *("America/Chicago",) * 3,
    *("America/Los_Angeles",) * 4,
    *("Asia/Kolkata", "Asia/Manila", "Asia/Tokyo", "Australia/Sydney", "America/Sao_Paulo"),
)


def population(size: int, seed: int, *, days: int = 4) -> list[Waiting]:
    """Return people as a large server has them: a few zones, most asleep by midnight, some who are not."""
    chance = random.Random(seed)  # noqa: S311
    people: list[Waiting] = []
    for number in range(size):
        # In quarters of an hour: bedtime around 23:30, some seven and a half hours, and one in ten by day.
        bedtime = round(chance.gauss(94, 6)) * 15 + (600 if chance.random() < 0.1 else 0)
        asleep = min(max(round(chance.gauss(30, 4)), 12), 64) * 15
        hours = Hours(chance.choice(ZONES), bedtime % 1440, (bedtime + asleep) % 1440)
        since = NOW - timedelta(hours=chance.uniform(0, 24 * days))
        people.append(Waiting(DreamerId(number + 1), hours, since, "everyone"))
    return people


def total(people: list[Waiting], pairs: tuple[tuple[DreamerId, DreamerId], ...]) -> float:
    """Return what pairs are worth together, in hours."""
    by_id = {one.dreamer: one for one in people}
    values = (worth(by_id[a], by_id[b], frozenset(), NOW) for a, b in pairs)
    return sum(value / timedelta(hours=1) for value in values if value is not None)


def optimum(people: list[Waiting]) -> tuple[tuple[DreamerId, DreamerId], ...]:
    """Return the pairs of the exact solver."""
    graph: rustworkx.PyGraph[DreamerId, int] = rustworkx.PyGraph()
    graph.add_nodes_from([one.dreamer for one in people])
    for a, one in enumerate(people):
        for b in range(a):
            value = worth(one, people[b], frozenset(), NOW)
            if value is not None:
                graph.add_edge(b, a, round(value / timedelta(seconds=1)))
    found = rustworkx.max_weight_matching(graph, weight_fn=int)
    return tuple((people[a].dreamer, people[b].dreamer) for a, b in found)


def main() -> None:
    """Print seconds, pairs and, where the exact solver is done today, the ratio to it."""
    for size in (1_000, 5_000):
        people = population(size, seed=size)
        begun = time.perf_counter()
        pairs = batch(people, frozenset(), NOW)
        took = time.perf_counter() - begun
        sys.stdout.write(f"{size} waiting: {took:.2f} s, {len(pairs)} pairs\n")
        if size == 1_000:
            begun = time.perf_counter()
            best = total(people, optimum(people))
            took = time.perf_counter() - begun
            sys.stdout.write(f"  {total(people, pairs) / best:.4f} of the optimum (exact: {took:.0f} s)\n")


if __name__ == "__main__":
    main()
