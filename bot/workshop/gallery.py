"""`dreams gallery`: a page with every picture the bot can make, to be looked at."""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import track

from bot.art.drawing import Drawing, read
from bot.art.hands import stencil
from bot.art.mark import Shown, picture
from bot.art.shapes import DrawingError
from bot.content.prove import checked
from bot.domain.chance import Seed
from bot.domain.scene import Pack
from bot.domain.soulmark import Colour, Hand, Mark, Place, Skin, Warmth

SMALL: Final = (64, 32)
"""Pixels at which a mark still has to be told: a thumbnail, and less."""

STYLE: Final = (
    "body{font:16px/1.5 system-ui;margin:2rem;background:#fff;color:#222;color-scheme:light dark}"
    "@media(prefers-color-scheme:dark){body{background:#313338;color:#ddd}.ink img{background:#fff}}"
    "section{margin:2rem 0}figure{display:inline-block;margin:.3rem;text-align:center}figcaption{font-size:.8rem}"
    ".row{display:flex;align-items:center;gap:.5rem;border-top:1px solid #8884;padding:.3rem 0}.row b{width:9rem}"
)

Figure = tuple[str, bytes, str]
"""A file's name, what is in it, and what it shows."""


def gallery_command(shipped: Callable[[], Path]) -> Callable[..., None]:
    """Return the command; `shipped` says where the pack is whose motifs are shown."""

    def gallery(
        folder: Annotated[Path, typer.Argument(help="Where the page is written.")] = Path("gallery"),
        only: Annotated[str, typer.Option(help="Motifs to draw, with commas between; all where none is named.")] = "",
    ) -> None:
        """Write a page with every mark in every hand, on skin, and all else that is drawn."""
        console = Console()
        pack = checked(shipped()).pack
        wanted = [name for name in only.split(",") if name] or sorted(pack.motifs)
        drawings: dict[str, Drawing] = {}
        for name in wanted:
            file = shipped().parents[1] / "marks" / f"{name}.svg"
            try:
                drawings[name] = read(file.read_text(encoding="utf-8"))
            except FileNotFoundError:
                console.print(f"{name}: there is no {file.name}")
            except DrawingError as wrong:
                console.print(*(f"{file.name}: {one}" for one in wrong.wrongs), sep="\n")
        folder.mkdir(parents=True, exist_ok=True)
        body = "".join(track(_sections(pack, drawings, folder), "Drawing", total=len(drawings) + 1, console=console))
        page = (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>{STYLE}</style>{body}'
        )
        (folder / "index.html").write_text(page, encoding="utf-8")
        console.print(f"{folder / 'index.html'}: {len(drawings)} marks")

    return gallery


def _sections(pack: Pack, drawings: dict[str, Drawing], folder: Path) -> Iterator[str]:
    for name, drawing in drawings.items():
        shown = "".join(_figures(_in_ink(name, drawing), folder))
        motif = pack.motifs.get(name)
        told = f"{motif.name}, {motif.drawn}" if motif else name
        yield f'<div class="row ink"><b>{escape(told)}</b>{shown}</div>'
    yield f"<section><h2>On skin</h2>{''.join(_figures(_on_skin(drawings), folder))}</section>"


def _in_ink(name: str, drawing: Drawing) -> Iterator[Figure]:
    for hand in Hand:
        yield f"{name}-{hand}.png", stencil(drawing, hand, Seed(name), 160), str(hand)
    for side in SMALL:
        yield f"{name}-{side}.png", stencil(drawing, Hand.THICK_INK, Seed(name), side), f"{side}"


def _on_skin(drawings: dict[str, Drawing]) -> Iterator[Figure]:
    """Yield every place and skin, and each hand and colour, depth and warmth among them."""
    names = list(drawings)
    for at, (place, tone) in enumerate((place, tone) for place in Place for tone in Skin) if names else ():
        name = names[at % len(names)]
        mark = Mark(name, place, list(Hand)[at % 5], list(Colour)[at * 3 % 8], Seed(f"{name} {at}"))
        shown = Shown(mark, tone, at * 5 % 21, list(Warmth)[at % 3])
        told = f"{place}, {tone}, {mark.hand}, {mark.colour}, depth {shown.depth}, {shown.warmth}"
        yield f"skin-{at}.webp", picture(drawings[name], shown, 256), told


def _figures(figures: Iterable[Figure], folder: Path) -> Iterator[str]:
    for file, data, told in figures:
        (folder / file).write_bytes(data)
        yield (
            f'<figure><img src="{file}" alt="{escape(told)}" loading="lazy">'
            f"<figcaption>{escape(told)}</figcaption></figure>"
        )
