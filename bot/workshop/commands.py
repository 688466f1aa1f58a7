"""`dreams pack`: what a writer of packs does in a terminal."""

import json
import secrets
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from bot.content.editors import schemas
from bot.content.mistakes import PackError, nearest
from bot.content.prove import checked, warn
from bot.content.read import Source
from bot.domain.bond import Pace
from bot.domain.chance import Seed
from bot.domain.scene import Kind, Pack, Scene, SceneId, Stage
from bot.workshop import graph
from bot.workshop.begin import NotBegunError, Wanted, begin_pack, begin_scene
from bot.workshop.favourites import favourites
from bot.workshop.habits import ALWAYS, Company
from bot.workshop.play import NOTHING, Play
from bot.workshop.playing import Night, fall_asleep
from bot.workshop.prepared import come_so_far, the_scene
from bot.workshop.screen import Screen
from bot.workshop.stats import YEAR, measures
from bot.workshop.tables import print_favourites, print_measures, print_stages, print_year
from bot.workshop.two import meet
from bot.workshop.typed import Typed
from bot.workshop.written import motifs_page, nights_page, seeds_of, tellings_page
from bot.workshop.year import many

NARROW: Final = 80
"""Columns where there is no terminal to ask."""

T = TypeVar("T")

Folder = Annotated[Path | None, typer.Argument(help="A pack's folder; the shipped one where none is given.")]
SeedOption = Annotated[str, typer.Option("--seed", help="The same seed brings the same nights.")]


def pack_commands(shipped: Callable[[], Path]) -> typer.Typer:
    """Return the commands; `shipped` says where the pack is that is read where none is given."""
    pack = typer.Typer(help="Write packs: check, play, count, begin and draw scenes.", no_args_is_help=True)
    tools = _Tools(shipped)
    pack.command()(tools.lint)
    pack.command()(tools.play)
    pack.command()(tools.stats)
    pack.command()(tools.new)
    pack.command()(tools.graph)
    pack.command()(tools.schema)
    pack.command()(tools.nights)
    pack.command()(tools.tellings)
    pack.command()(tools.motifs)
    return pack


class _Tools:
    """The commands. Their parameters and first lines are what `--help` shows."""

    def __init__(self, shipped: Callable[[], Path]) -> None:
        self._shipped = shipped

    def lint(self, folder: Folder = None) -> None:
        """Check a pack and prove its scenes."""
        where = folder or self._shipped()
        source = self._source(where)
        for mistake in (*source.warnings, *warn(source.pack, source.places)):
            typer.echo(f"warning: {mistake}", err=True)
        proved = source.pack
        typer.echo(f"{proved.name}: {len(proved.scenes)} scenes, {len(proved.motifs)} motifs, all proved.")

    def stats(
        self,
        folder: Folder = None,
        year: Annotated[bool, typer.Option("--year", help="A year of pairs: stages, repeats, nights.")] = False,
        words: Annotated[bool, typer.Option("--words", help="Favourite words, beginnings, similes.")] = False,
        pairs: Annotated[int, typer.Option(help="How many pairs are simulated.", min=1, max=10_000)] = 200,
        pace: Annotated[Pace, typer.Option(help="The server's pace, for --year.")] = Pace.PLAIN,
        seed: SeedOption = "1",
    ) -> None:
        """Measure how good a pack is."""
        read = self._read(folder or self._shipped())
        console, begun, its = _console(), time.perf_counter(), Seed(seed)
        if words:
            print_favourites(console, favourites(read))
            return
        if year:
            always = max(1, pairs // 5)
            with _progress("nights", pairs + always) as done:
                people = list(_each(many(read, its, pairs, YEAR, pace), done))
                constant = list(_each(many(read, its, always, YEAR, pace, Company(ALWAYS, ALWAYS)), done))
            print_year(console, people, constant, YEAR)
        else:
            with _progress("nights", pairs + max(1, pairs // 10)) as done:
                lines = list(measures(read, its, pairs, done))
            print_measures(console, lines)
            print_stages(console, read)
        console.print(f"{read.name}, {pairs} pairs, seed {seed}: {time.perf_counter() - begun:.0f} s")

    def play(
        self,
        folder: Folder = None,
        scene: Annotated[str | None, typer.Option(help="Play this scene, whatever it asks for made so.")] = None,
        arc: Annotated[bool, typer.Option("--arc", help="Go on, night after night.")] = False,
        stage: Annotated[Stage | None, typer.Option(help="Begin where the two have come so far.")] = None,
        pace: Annotated[Pace, typer.Option(help="The server's pace.")] = Pace.PLAIN,
        seed: Annotated[str | None, typer.Option(help="The same seed and answers bring the same nights.")] = None,
        answers: Annotated[str | None, typer.Option(help="A file of answers, one to a line; - for the input.")] = None,
        so: Annotated[list[str] | None, typer.Option("--set", help="With --scene: make it so, as in trust=3.")] = None,
    ) -> None:
        """Play both dreamers of a pair in this terminal."""
        read = self._read(folder or self._shipped())
        its = Seed(seed or secrets.token_hex(3))
        try:
            night = self._night(read, its, scene, stage, pace, so or [])
        except ValueError as wrong:
            end(1, f"{wrong}.")
        if night is None:
            end(1, NOTHING)
        console = _console()
        typed = Typed(console, answers)
        try:
            played = Play(Screen(console), typed.ask, typed.pause, whole=arc).play(night)
        except (OSError, UnicodeDecodeError) as wrong:
            end(1, f"{answers} cannot be read: {wrong}.")
        console.print(f"seed {its}; typed: {escape(' / '.join(played.typed)) or 'nothing'}", style="dim")

    def _night(
        self, pack: Pack, seed: Seed, scene: str | None, stage: Stage | None, pace: Pace, so: list[str]
    ) -> Night | None:
        if scene is None:
            return fall_asleep(come_so_far(pack, seed, stage, pace) if stage else meet(pack, seed, pace))
        given = dict(_quality(each) for each in so)
        two, dream = the_scene(pack, scene_of(pack, scene), seed, stage, given)
        return Night(two, (dream,)).settled()

    def new(
        self,
        folder: Annotated[Path, typer.Argument(help="A pack's folder. One that is not there yet is made.")],
        title: Annotated[str | None, typer.Option(help="What it is called.")] = None,
        id_: Annotated[str | None, typer.Option("--id", help="Small letters, figures, hyphens.")] = None,
        kind: Annotated[Kind | None, typer.Option(help="What sort of dream it is.")] = None,
        place: Annotated[str | None, typer.Option(help="Where it is, in a few words.")] = None,
        stage: Annotated[str | None, typer.Option(help="Stages, with commas between; any.")] = None,
        motifs: Annotated[str | None, typer.Option(help="What recurs in it, with commas between.")] = None,
        country: Annotated[str | None, typer.Option(help="The country it belongs to; any.")] = None,
    ) -> None:
        """Begin a scene: a file that is proved from its first line. Asks what is not given; never overwrites."""
        if not (folder / "pack.yaml").exists():
            name = folder.resolve().name
            if title is None:
                name = _prompt(f"There is no pack in {folder} yet. What is it to be called", name)
            begin_pack(folder, self._shipped(), name)
            typer.echo(f"{folder / 'pack.yaml'}: countries, crafts and motifs to begin with.")
        wanted = Wanted(title, id_, kind, place, stage, motifs, country)
        try:
            file = begin_scene(folder, self._read(folder), wanted, _prompt, typer.echo)
        except NotBegunError as wrong:
            end(1, str(wrong))
        except PackError as wrong:
            end(1, "\n".join(f"{mistake.what}. {mistake.right}" for mistake in wrong.mistakes))
        typer.echo(f"{file}: begun, and proved as it stands.")
        typer.echo(f"Next: dreams pack play {folder} --scene {file.stem}")

    def graph(
        self,
        scene: Annotated[str, typer.Argument(help="The scene's id.")],
        folder: Folder = None,
        mermaid: Annotated[bool, typer.Option("--mermaid", help="As a Mermaid flowchart.")] = False,
    ) -> None:
        """Draw a scene: its beats, its choices, its endings, and how many words each is."""
        read = self._read(folder or self._shipped())
        drawn = scene_of(read, scene)
        if mermaid:
            typer.echo(graph.mermaid(drawn))
            return
        try:
            _console().print(graph.tree(drawn, read))
        except ValueError as wrong:
            end(1, f"{wrong}.")

    def schema(
        self, folder: Annotated[Path | None, typer.Argument(help="Where to put them; printed without.")] = None
    ) -> None:
        """Print the JSON schemas by which editors complete keys."""
        for name, made in schemas().items():
            text = json.dumps(made, indent=2, ensure_ascii=False)
            if folder is None:
                typer.echo(text)
            else:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{name}.schema.json").write_text(text + "\n", encoding="utf-8")

    def nights(
        self,
        folder: Folder = None,
        count: Annotated[int, typer.Option(help="How many nights.", min=1, max=1000)] = 20,
        pace: Annotated[Pace, typer.Option(help="The server's pace.")] = Pace.PLAIN,
        seed: SeedOption = "1",
    ) -> None:
        """Print a pair's first nights, as each of the two got them: a page to be read."""
        typer.echo("\n".join(nights_page(self._read(folder or self._shipped()), Seed(seed), count, pace)))

    def tellings(
        self,
        folder: Folder = None,
        bonds: Annotated[int, typer.Option(help="How many bonds.", min=1, max=100)] = 3,
        count: Annotated[int, typer.Option(help="How many nights each.", min=1, max=1000)] = 90,
        pace: Annotated[Pace, typer.Option(help="The server's pace.")] = Pace.PLAIN,
        seed: SeedOption = "1",
    ) -> None:
        """Print some bonds as they are told: a page to be read."""
        pack = self._read(folder or self._shipped())
        typer.echo("\n".join(tellings_page(pack, seeds_of(Seed(seed), bonds), count, pace)))

    def motifs(self, folder: Folder = None) -> None:
        """Print which mark leads where, and in which scenes what recurs."""
        typer.echo("\n".join(motifs_page(self._read(folder or self._shipped()))))

    def _read(self, where: Path) -> Pack:
        return self._source(where).pack

    def _source(self, where: Path) -> Source:
        try:
            return checked(where)
        except PackError as wrong:
            for mistake in wrong.mistakes:
                typer.echo(str(mistake), err=True)
            end(1, f"{len(wrong.mistakes)} to put right in {where}.")


def _quality(text: str) -> tuple[str, str]:
    name, is_, value = text.partition("=")
    if not is_:
        end(2, f"--set {text}: write it as trust=3 or guest.carried=sore.")
    return name.strip(), value.strip()


def scene_of(pack: Pack, id_: str) -> Scene:
    """Return the scene of this id; ends the command where there is none."""
    if id_ not in pack.scenes:
        end(1, f"There is no scene {id_}. {nearest(id_, pack.scenes)}")
    return pack.scenes[SceneId(id_)]


def end(code: int, sentence: str) -> NoReturn:
    """Say why, and end the command."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def _prompt(what: str, otherwise: str) -> str:
    return str(typer.prompt(what, default=otherwise, show_default=bool(otherwise))).strip()


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=max(NARROW, console.width))


@contextmanager
def _progress(what: str, total: int) -> Generator[Callable[[], None], None, None]:
    """Show how far it is, where there is somebody to see it."""
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(what, total=total)
        yield lambda: progress.advance(task)


def _each(items: Iterator[T], done: Callable[[], None]) -> Iterator[T]:
    for item in items:
        done()
        yield item
