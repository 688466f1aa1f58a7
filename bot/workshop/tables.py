"""What was counted, as tables for a terminal."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.domain.scene import Kind, Pack
from bot.workshop.favourites import Favourites
from bot.workshop.stats import Measure
from bot.workshop.year import ARC, Passed, quantile


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str | None = None) -> Table:
    """Return a table: the first column to the left, all others to the right."""
    made = Table(title=title, caption=caption, box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left")
    for number, head in enumerate(heads):
        made.add_column(head, justify="right" if number else "left")
    for row in rows:
        made.add_row(*row)
    return made


def print_year(console: Console, people: Sequence[Passed], always: Sequence[Passed], nights: int) -> None:
    """Print what a year of pairs came to; `always` are pairs who answer every night."""
    heads = ("stage", "reached", "begins", "lasts", "p90", "always: reached", "begins", "lasts", "p90")
    caption = "Nights, as medians of those who came to it; how long it lasts, of those who left it again."
    rows = [(stage.value, *_stage(people, stage), *_stage(always, stage)) for stage in ARC]
    title = f"{len(people)} pairs as people are, {len(always)} who answer always: {nights} nights"
    console.print(table(title, heads, rows, caption))
    groups = ("lone", "echo", "visit", "spine")
    rows = [(group, *_again(people, group), *_again(always, group)) for group in groups]
    title = "The same scene and casting again within 90 nights"
    console.print(table(title, ("kind", "dreams", "again", "first 90", "always: dreams", "again", "first 90"), rows))
    console.print(table("Nights of a pair, on average", ("", "as people are", "always"), _nights(people, always)))


def _stage(group: Sequence[Passed], stage: str) -> tuple[str, ...]:
    reached = [one for one in group if stage in one.began]
    begins = [one.began[each] for one in reached for each in one.began if each == stage]
    lasts = [length for one in group for each, length in one.lengths().items() if each == stage]
    share = f"{len(reached) / max(1, len(group)):.0%}"
    return share, _at(begins, 0.5), _at(lasts, 0.5), _at(lasts, 0.9)


def _at(values: Sequence[float], part: float) -> str:
    return f"{quantile(values, part):.0f}" if values else "–"


def _again(group: Sequence[Passed], kind: str) -> tuple[str, ...]:
    dreams, again = sum(one.dreams[kind] for one in group), sum(one.again[kind] for one in group)
    early = sum(one.early[kind] for one in group) / max(1, len(group))
    return f"{dreams / max(1, len(group)):.0f}", f"{again / max(1, dreams):.1%}", f"{early:.1f}"


_LINES: Final[tuple[tuple[str, Callable[[Passed], int]], ...]] = (
    ("shared", lambda one: one.shared),
    ("  one alone answered", lambda one: one.by_one),
    ("  slept through by both", lambda one: one.by_none),
    ("  of the spine, to come again", lambda one: one.waited),
    ("alone, both of them", lambda one: one.lone),
    ("  slept through", lambda one: one.lone_unanswered),
    ("longest row without a shared one", lambda one: one.longest_apart),
)


def _nights(people: Sequence[Passed], always: Sequence[Passed]) -> Iterator[tuple[str, ...]]:
    for name, count in _LINES:
        yield name, *(f"{sum(map(count, group)) / max(1, len(group)):.1f}" for group in (people, always))
    asked = (sum(one.asked_to_wait for one in group) / max(1, len(group)) for group in (people, always))
    yield "asked whether to wait, of the pairs", *(f"{share:.0%}" for share in asked)


def print_measures(console: Console, measures: Iterable[Measure]) -> None:
    """Print the table of a pack: what was measured, its bar, and how far it is from it."""
    rows = [(one.name, one.value, one.bar, one.missing or "met") for one in measures]
    made = table("How good the pack is", ("measure", "value", "bar", ""), ())
    made.columns[-1].justify = "left"
    for name, value, bar, missing in rows:
        made.add_row(name, value, bar, f"[green]{missing}[/]" if missing == "met" else f"[yellow]{missing}[/]")
    console.print(made)


def print_stages(console: Console, pack: Pack) -> None:
    """Print how many scenes of each kind there are for each stage, those for any stage among them."""
    kinds = [kind for kind in Kind if kind is not Kind.FIRST]
    counts = Counter((scene.kind, stage) for scene in pack.scenes.values() for stage in scene.stages or ARC)
    rows = ((stage.value, *(str(counts[kind, stage] or "–") for kind in kinds)) for stage in ARC)
    console.print(table("Scenes for each stage", ("stage", *kinds), rows))


def print_favourites(console: Console, found: Favourites, most: int = 12) -> None:
    """Print what a pack says too often."""
    lists = (
        ("words", found.words),
        ("sentences begin", found.first_words),
        ("scenes begin", found.openings),
        ("scenes are cut after", found.endings),
    )
    for name, counter in lists:
        said = ", ".join(f"{word} {count}" for word, count in counter.most_common(most))
        console.print(f"[bold]{name}[/]: {escape(said)}")
    console.print(f"[bold]similes[/]: {len(found.similes)}")
    for scene, simile in found.similes:
        console.print(f"  {scene}: {escape(simile)}", highlight=False)
    for scene, count in found.crowded:
        console.print(f"[yellow]{scene} has {count}; one is enough.[/]", highlight=False)
