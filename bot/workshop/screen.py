"""How a night is shown in a terminal: two panels beside one another, or under one another where it is narrow."""

from collections.abc import Iterable, Iterator
from typing import Final

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot.domain.qualities import Qualities
from bot.domain.scene import Role
from bot.workshop.playing import SILENCE, WORDS, YES_NO, Turn
from bot.workshop.reading import Piece, What, heading, labels, pieces, wondered
from bot.workshop.story import story, told
from bot.workshop.two import ONE, Dream, Sleeper, Two

SIDE_BY_SIDE: Final = 100
"""Columns from which on two panels stand beside one another."""
_COLOURS: Final = ("cyan", "magenta")
_WIDEST: Final = 140


class Screen:
    """Shows nights on a console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._width = min(console.width, _WIDEST)

    def say(self, text: str, style: str = "") -> None:
        """Show a line."""
        self._show(Text(text, style))

    def dream_begins(self, two: Two, dream: Dream) -> None:
        """Show which night it is, what is dreamt, and what is so before it."""
        host = dream.people[Role.HOST]
        where = f"{host.name} dreams alone" if not dream.shared else f"{host.name} is host"
        self._show(Text())
        self._show(Rule(f"night {dream.night} · {dream.stage.value} · {dream.scene.title}", style="dim"))
        kind = f"{dream.scene.kind.value} {dream.scene.id}, {where}: {dream.slots['country.name']}"
        self._show(Text(kind, "dim"))
        self._show(_beside(two, dream.began_with))

    def read(self, dream: Dream, since: int = 0) -> None:
        """Show what both read of the moments from `since` on."""
        panels = [_panel(dream, role, list(pieces(dream, role, since)), first=since == 0) for role in dream.people]
        self._show(_side_by_side(panels) if self._width >= SIDE_BY_SIDE else Group(*panels))

    def changed(self, before: Qualities, after: Qualities) -> None:
        """Show what is otherwise than it was."""
        names = sorted({name for name in (*before, *after) if before.get(name, "") != after.get(name, "")})
        if names:
            what = ", ".join(f"{name} {before.get(name) or '–'} → {after.get(name) or '–'}" for name in names)
            self._show(Text(f"   {what}", "yellow"))

    def dream_ends(self, dream: Dream) -> None:
        """Show how it is told."""
        name, said = told(dream)
        self._show(Panel(Text(said), title=Text(f"told: {name}"), title_align="left", border_style="green"))

    def morning(self, before: Two, after: Two) -> None:
        """Show what the night changed between them."""
        if after.stage is not before.stage:
            self._show(Text(f"They come from {before.stage.value} to {after.stage.value}.", "bold green"))
        for one in after.both:
            learnt = [line for line in after.pictures.get(one.id, ()) if line not in before.pictures.get(one.id, ())]
            for line in learnt:
                was = f", in place of “{line.was}”" if line.was else ""
                self._show(Text(f"{one.name} learns of {after.other(one.id).name}: “{line.text}”{was}", "green"))

    def ask(self, dream: Dream, turn: Turn) -> None:
        """Show what may be answered."""
        style = _colour(turn.who)
        if turn.hand or turn.role is None:
            self._show(Text(f"{turn.who.name}, awake: hold out a hand? y or n", style))
            return
        if (asked := wondered(dream, turn.role)) is not None:
            yes, no = YES_NO
            self._show(Text(f"   {asked} {yes} or {no}, if you like", style))
        for number, label in enumerate(labels(dream, turn.role), 1):
            self._show(Text(f"   {number}  {label}", style))
        if dream.encounter.may_speak(turn.role):
            self._show(Text(f"   {WORDS}  and words of one's own", style))
        self._show(Text(f"   {SILENCE}  silence", f"dim {style}"))

    def story(self, two: Two) -> None:
        """Show the telling of the two so far."""
        chapters = story(two)
        if not chapters:
            self.say("Nothing to tell yet: no night was answered by both.")
        for number, chapter in enumerate(chapters, 1):
            self._show(Rule(f"{number} · {chapter.stage.value}", style="green"))
            for paragraph in chapter.paragraphs:
                self._show(Text(paragraph + "\n"))

    def _show(self, what: RenderableType) -> None:
        self._console.print(what, width=self._width)


def _panel(dream: Dream, reader: Role, read: Iterable[Piece], *, first: bool) -> Panel:
    one = dream.people[reader]
    lines = [Text(heading(dream, reader), "bold")] if first else []
    lines += [_line(dream, reader, piece) for piece in read]
    part = reader.value if dream.shared else "alone"
    body = Text("\n\n").join(lines)
    return Panel(
        body, title=Text(f"{one.name} · {part}"), title_align="left", border_style=_colour(one), box=box.ROUNDED
    )


def _line(dream: Dream, reader: Role, piece: Piece) -> Text:
    name = _name(dream, reader, piece.whose)
    match piece.what:
        case What.TEXT:
            return Text(piece.text)
        case What.CHOSEN:
            return Text.assemble((f"{name}: ", "dim"), (piece.text, "italic"))
        case What.SAID:
            return Text.assemble((f"{name}: ", "dim"), f"“{piece.text}”")
        case What.PAGE:
            return Text(f"The register, of {name}:\n{piece.text}", "italic")
        case What.CARRIED:
            return Text(f"({name} took to bed: {piece.text})", "dim")
        case What.HELD | What.NOT_YET:
            answer = "it did" if piece.what is What.HELD else "not yet"
            return Text(f"({piece.text} {name}: {answer})", "dim")


def _name(dream: Dream, reader: Role, whose: Role | None) -> str:
    if whose is None or whose is reader:
        return "you"
    return dream.people[whose].name if dream.names_known else "somebody"


def _side_by_side(panels: list[Panel]) -> RenderableType:
    grid = Table.grid(expand=True)
    for _ in panels:
        grid.add_column(ratio=1)
    grid.add_row(*panels)
    return grid


def _colour(who: Sleeper) -> str:
    return _COLOURS[who.id != ONE]


def _beside(two: Two, qualities: Qualities) -> RenderableType:
    """What is so, as tonight's scene names it, and the pictures."""
    lines = [Text(", ".join(_so(qualities)), "dim")]
    lines += [Text(line, "dim") for one in two.both if (line := _known(two, one))]
    return Group(*lines)


def _so(qualities: Qualities) -> Iterator[str]:
    alone = "guest.country" not in qualities
    for name, value in sorted(qualities.items()):
        if value:
            yield f"{_named(name, alone=alone)} {value}"


def _named(quality: str, *, alone: bool) -> str:
    """Return a quality as a scene names it: who dreams alone is `me` there."""
    return quality.replace("host.", "me.", 1) if alone else quality


def _known(two: Two, one: Sleeper) -> str:
    lines = "; ".join(line.text for line in two.pictures.get(one.id, ()))
    return f"{one.name}'s picture of {two.other(one.id).name}: {lines}" if lines else ""
