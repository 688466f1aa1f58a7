"""How good a pack is: STORY.md's table, measured."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from bot.content.odds import endings
from bot.content.pools import ENOUGH_LONE, ENOUGH_SHARED, pools
from bot.content.walk import Budget, walk
from bot.domain.bond import Pace
from bot.domain.chance import Seed, grow
from bot.domain.scene import Pack, Role, Scene
from bot.workshop.habits import nights
from bot.workshop.lengths import bounds, ways
from bot.workshop.likeness import distinct, nearest_containments, packed
from bot.workshop.reading import text_of
from bot.workshop.two import meet
from bot.workshop.year import AGAIN, HALF_SHARED, Passed, quantile, year

YEAR: Final = 365
RAREST: Final = 0.01
MOST_AGAIN: Final = 0.01
MOST_CONTAINED: Final = (0.10, 0.35)
LEAST_DISTINCT: Final = 0.50
MOST_PACKED: Final = 3.2


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the table. `missing`: what is missing to the bar, "" where it is met."""

    name: str
    value: str
    bar: str
    missing: str = ""


def measures(pack: Pack, seed: Seed, pairs: int, done: Callable[[], None]) -> Iterator[Measure]:
    """Yield every line of the table for `pack`, which is proved; `done` is called after each simulated pair.

    `pairs` are simulated for a year, a tenth of them read for 90 nights. Raises ValueError in a pack of one motif.
    """
    yield from pool_measures(pack)
    years = list(_counted((year(pack, grow(seed, number), HALF_SHARED, YEAR) for number in range(pairs)), done))
    yield from again_measures(years)
    yield from text_measures(pack, seed, max(1, pairs // 10), done)
    yield from walk_measures(pack)
    yield from length_measures(pack)


def _counted(years: Iterator[Passed], done: Callable[[], None]) -> Iterator[Passed]:
    for each in years:
        done()
        yield each


def pool_measures(pack: Pack) -> Iterator[Measure]:
    """Yield how much there is to choose from where there is least."""
    least = pools(pack)
    if least is None:
        return
    name = "lone scenes for any country"
    yield at_least(name, least.lone, ENOUGH_LONE, f"in {least.country}")
    name = "shared castings for any two countries"
    yield at_least(name, least.shared, ENOUGH_SHARED, "between " + " and ".join(least.countries))


def at_least(name: str, value: int, bar: int, where: str) -> Measure:
    """Return a count that should not be smaller than `bar`."""
    return Measure(name, str(value), f"{bar}", "" if value >= bar else f"{bar - value} more, {where}")


def again_measures(years: list[Passed]) -> Iterator[Measure]:
    """Yield how often the same comes again, apart for what is dreamt together and alone."""
    for name, groups in (("together", ("spine", "visit")), ("alone", ("lone", "echo"))):
        first, over = f"same scene and casting again, {name}, first {AGAIN} nights", f"the same, {name}, over a year"
        early = sum(one.early[group] for one in years for group in groups)
        dreams = sum(one.dreams[group] for one in years for group in groups)
        again = sum(one.again[group] for one in years for group in groups)
        if not dreams:
            yield Measure(first, "–", "none", f"nothing is dreamt {name}")
            continue
        yield Measure(first, str(early), "none", f"{early / len(years):.1f} a pair" if early else "")
        missing = f"{again - int(dreams * MOST_AGAIN)} fewer of {dreams}" if again > dreams * MOST_AGAIN else ""
        yield Measure(over, f"{again / dreams:.1%}", f"{MOST_AGAIN:.0%}", missing)


def text_measures(pack: Pack, seed: Seed, pairs: int, done: Callable[[], None]) -> Iterator[Measure]:
    """Yield how alike the nights of a dreamer read, over 90 nights; each of the two is a reader."""
    contained: list[float] = []
    fresh: list[float] = []
    ratios: list[float] = []
    for number in range(pairs):
        for texts in read_in(pack, grow(seed, number), AGAIN):
            contained += nearest_containments(texts)
            fresh.append(distinct(texts))
            ratios.append(packed(texts))
        done()
    if not contained:
        yield Measure("nights read", "0", "", "nothing is dreamt: a bond begins with lone nights, so write one")
        return
    often, never = MOST_CONTAINED
    p95, most = quantile(contained, 0.95), max(contained)
    yield Measure("4-grams of a night in its nearest other, p95", f"{p95:.3f}", f"{often:.2f}", _above(p95, often))
    yield Measure("the same, at most", f"{most:.3f}", f"{never:.2f}", _above(most, never))
    least = min(fresh)
    missing = f"{LEAST_DISTINCT - least:.2f} too few" if least < LEAST_DISTINCT else ""
    yield Measure(f"distinct-2 over {AGAIN} nights, least", f"{least:.2f}", f"{LEAST_DISTINCT:.2f}", missing)
    worst = max(ratios)
    yield Measure(f"gzip ratio over {AGAIN} nights, most", f"{worst:.2f}", f"{MOST_PACKED}", _above(worst, MOST_PACKED))


def _above(value: float, bar: float) -> str:
    return f"{value - bar:.3f} too much" if value > bar else ""


def read_in(pack: Pack, seed: Seed, length: int) -> list[list[str]]:
    """Return what each of two read in so many nights, night by night."""
    two = meet(pack, seed, Pace.PLAIN)
    read: dict[int, list[str]] = {one.id: [] for one in two.both}
    for _, dreams in nights(two, HALF_SHARED, length):
        for dream in dreams:
            for role, one in dream.people.items():
                read[one.id].append(text_of(dream, role))
    return list(read.values())


def walk_measures(pack: Pack) -> Iterator[Measure]:
    """Yield what of the scenes is ever come to, and the ending that is met least."""
    reached = written = 0
    rarest = (1.0, "")
    for scene in pack.scenes.values():
        walked = walk(scene)
        beats = scene.beats.keys() - {scene.wake}
        choices = {(beat.id, one.id) for beat in scene.beats.values() if beat.ask for one in beat.ask.choices}
        reached += len(walked.beats & beats) + len(walked.choices & choices)
        written += len(beats) + len(choices)
        odds = endings(scene, Budget())
        rarest = min([rarest, *((chance, f"{scene.id}: {name}") for name, chance in odds.items())])
    share = reached / max(1, written)
    missing = "" if reached == written else f"{written - reached} never"
    yield Measure("beats and choices come to, walking every way", f"{share:.0%}", "100%", missing)
    chance, where = rarest
    missing = where if chance < RAREST else ""
    yield Measure("the rarest ending, of random nights", f"{chance:.1%}", f"{RAREST:.0%}", missing)


def length_measures(pack: Pack) -> Iterator[Measure]:
    """Yield how many ways are as long as they should be, by kind of bar."""
    by_bar: dict[tuple[int, int], list[Scene]] = {}
    for scene in pack.scenes.values():
        by_bar.setdefault(bounds(scene.kind), []).append(scene)
    for bar, scenes in sorted(by_bar.items()):
        kinds = ", ".join(sorted({scene.kind.value for scene in scenes})) if len(by_bar) > 1 else "scenes"
        yield _lengths(pack, kinds, scenes, bar)


def _lengths(pack: Pack, kinds: str, scenes: list[Scene], bar: tuple[int, int]) -> Measure:
    fewest, most = bar
    found = {scene.id: ways(scene, pack) for scene in scenes}
    counts = [words for each in found.values() for role in each for words in each[role]]
    out = {
        id_: (min(outside) if min(outside) < fewest else max(outside))
        for id_, each in found.items()
        if (outside := [words for role in Role for words in each.get(role, ()) if not fewest <= words <= most])
    }
    name = f"words per reader and way: {kinds}"
    missing = f"{len(out)} of {len(scenes)} scenes: " + ", ".join(f"{id_} {words}" for id_, words in out.items())
    return Measure(name, f"{min(counts)}–{max(counts)}", f"{fewest}–{most}", missing if out else "")
