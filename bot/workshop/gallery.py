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
from bot.art.postcard import Hour, hour_of, postcard, read_view
from bot.art.shapes import DrawingError
from bot.art.sky import Kind, Star, sky
from bot.content.prove import checked
from bot.domain.chance import Seed, roll
from bot.domain.scene import Pack
from bot.domain.soulmark import Colour, Hand, Mark, Place, Skin, Warmth

SMALL: Final = (64, 32)
"""Pixels at which a mark still has to be told: a thumbnail, and less."""

STYLE: Final = (
    "body{font:16px/1.5 system-ui;margin:2rem;background:#fff;color:#222;color-scheme:light dark}"
    "@media(prefers-color-scheme:dark){body{background:#313338;color:#ddd}.ink img{background:#fff}}"
    "section{margin:2rem 0}figure{display:inline-block;margin:.3rem;text-align:center}figcaption{font-size:.8rem}"
    "figure img{max-width:100%}.row{display:flex;align-items:center;gap:.5rem;padding:.3rem}"
    ".row{border-top:1px solid #8884}.row b{width:9rem}"
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
        sections = _sections(pack, drawings, shipped().parents[1] / "postcards", folder)
        body = "".join(track(sections, "Drawing", total=len(drawings) + 4, console=console))
        page = (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>{STYLE}</style>{body}'
        )
        (folder / "index.html").write_text(page, encoding="utf-8")
        console.print(f"{folder / 'index.html'}: {len(drawings)} marks")

    return gallery


def _sections(pack: Pack, drawings: dict[str, Drawing], cards: Path, folder: Path) -> Iterator[str]:
    for name, drawing in drawings.items():
        shown = "".join(_figures(_in_ink(name, drawing), folder))
        motif = pack.motifs.get(name)
        told = f"{motif.name}, {motif.drawn}" if motif else name
        yield f'<div class="row ink"><b>{escape(told)}</b>{shown}</div>'
    for heading, figures in (
        ("On skin", _on_skin(drawings)),
        ("Deeper, warmer, cold", _deeper(drawings)),
        ("Postcards", _postcards(cards)),
        ("Ninety nights", _ninety_nights()),
    ):
        yield f"<section><h2>{heading}</h2>{''.join(_figures(figures, folder))}</section>"


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


def _deeper(drawings: dict[str, Drawing]) -> Iterator[Figure]:
    """Yield one mark as its bond deepens, and as it is while nobody, somebody and nobody any more is behind it."""
    for name, drawing in list(drawings.items())[:1]:
        mark = Mark(name, Place.INNER_WRIST, Hand.FINE_LINE, Colour.INDIGO, Seed(name))
        for warmth in Warmth:
            for depth in range(0, 21, 5):
                shown = Shown(mark, Skin.OAK, depth, warmth)
                yield f"deep-{warmth}-{depth}.webp", picture(drawing, shown, 256), f"depth {depth}, {warmth}"


def _postcards(folder: Path) -> Iterator[Figure]:
    """Yield every country at every hour."""
    for file in sorted(folder.glob("*.svg")):
        view = read_view(file.read_text(encoding="utf-8"))
        seeds = {hour_of(seed): seed for seed in (Seed(f"{file.stem} {at}") for at in range(60))}
        for hour in Hour:
            card = postcard(view, seeds[hour])
            yield f"{file.stem}-{hour}.webp", card, f"{file.stem}, {hour}, {len(card) / 1000:.0f} KB"


def _ninety_nights() -> Iterator[Figure]:
    """Yield a sky of ninety nights in which more and more are shared."""
    stars: list[Star] = []
    last: int | None = None
    for at in range(90):
        chance = roll(Seed("ninety"), at)
        kind = Kind.SLEPT_THROUGH if chance < 0.08 else Kind.SHARED if chance < 0.25 + at / 150 else Kind.ALONE
        joined = (last,) if kind is Kind.SHARED and last is not None else ()
        last = at if kind is Kind.SHARED else last
        stars.append(Star(kind, roll(Seed("ninety"), "kept", at) < 0.1, joined))
    yield "sky.webp", sky(tuple(stars), Seed("ninety")), "ninety nights"


def _figures(figures: Iterable[Figure], folder: Path) -> Iterator[str]:
    for file, data, told in figures:
        (folder / file).write_bytes(data)
        yield (
            f'<figure><img src="{file}" alt="{escape(told)}" loading="lazy">'
            f"<figcaption>{escape(told)}</figcaption></figure>"
        )
