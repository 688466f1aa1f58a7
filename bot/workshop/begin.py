"""`dreams pack new`: asks a few things, and writes the file of a scene that is proved as it stands."""

import re
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

from bot.content.mistakes import nearest
from bot.content.prove import check
from bot.content.read import read
from bot.content.schema_pack import PackShape
from bot.content.strict import plain
from bot.domain.bond import NEXT
from bot.domain.scene import Kind, Pack, Stage
from bot.workshop.fresh import Begun, slug, written

T = TypeVar("T")

Ask = Callable[[str, str], str]
"""Asks something, with what is meant where nothing is typed; returns what was typed."""

ANY: Final = "any"
MOST_ASKED: Final = 5
"""So often the same is asked, before it is given up."""
_SPINES: Final = (*(stage for stage in NEXT if stage is not Stage.GLIMPSE), Stage.WAKING)

WHAT_KINDS_ARE: Final = """\
first: the dream of joining. landscape, memory: dreamt alone. echo: alone, what the other left is found.
glimpse: the other is seen from afar. visit: both meet. spine: both meet, and it moves them to the next stage."""


class NotBegunError(Exception):
    """No scene was begun; says why."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was said of a scene beforehand; what is None is asked."""

    title: str | None = None
    id: str | None = None
    kind: Kind | None = None
    place: str | None = None
    stages: str | None = None
    motifs: str | None = None
    country: str | None = None


def begin_pack(folder: Path, tables_of: Path, name: str) -> None:
    """Make a pack of no scenes in `folder`, with the tables of another; raises FileExistsError where there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenes").mkdir(exist_ok=True)
    if (folder / "pack.yaml").exists():
        raise FileExistsError(folder / "pack.yaml")
    text = (tables_of / "pack.yaml").read_text(encoding="utf-8")
    shown = " ".join(re.sub(r"[^\w']|_", " ", name).split()) or "pack"
    text = re.sub(r"^pack: .*$", f"pack: {slug(name)}", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^name: .*$", f'name: "{shown}"', text, count=1, flags=re.MULTILINE)
    (folder / "pack.yaml").write_text(text, encoding="utf-8")


def begin_scene(folder: Path, pack: Pack, wanted: Wanted, ask: Ask, say: Callable[[str], None]) -> Path:
    """Ask what is not known, and write the file; returns which.

    Raises NotBegunError where an answer is of no use, or a file of this name is there, which is never overwritten.
    """
    begun = _asked(folder, pack, wanted, ask, say)
    file = folder / "scenes" / begun.kind.value / f"{begun.id}.yaml"
    if begun.id in pack.scenes or file.exists():
        raise NotBegunError(f"There is a scene {begun.id} already. Give this one another id: --id.")
    text = written(begun)
    _prove(folder, text)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8") as opened:
        opened.write(text)
    return file


def _asked(folder: Path, pack: Pack, wanted: Wanted, ask: Ask, say: Callable[[str], None]) -> Begun:
    def _one(said: str | None, asking: Callable[[], str], read: Callable[[str], T]) -> T:
        """Return what was said, or ask until it can be read."""
        if said is not None:
            return read(said)
        for _ in range(MOST_ASKED - 1):
            try:
                return read(asking())
            except NotBegunError as wrong:
                say(str(wrong))
        return read(asking())

    title = _one(wanted.title, lambda: ask("Title", ""), _filled("A title is a few words."))
    id_ = _one(wanted.id or (wanted.title and slug(title)), lambda: ask("Id, in small letters", slug(title)), _id)
    if wanted.kind is None:
        say(WHAT_KINDS_ARE)
    kind = wanted.kind or _one(None, lambda: ask("Kind", Kind.VISIT.value), _kind)
    place = _one(
        wanted.place, lambda: ask("Place, in a few words", "a table in {country.name}"), _filled("Where is it?")
    )
    stages = _one(wanted.stages, lambda: ask(f"Stages ({', '.join(Stage)})", _usual(kind)), _stages(kind))
    if wanted.motifs is None:
        say(f"Motifs: {', '.join(sorted({*pack.motifs, *_images(folder)}))}.")
    motifs = _one(wanted.motifs, lambda: ask("Motifs of it, with commas between", ""), _split)
    if wanted.country is None:
        say(f"Countries: {', '.join(pack.countries)}. Most scenes are of any.")
    country = _one(wanted.country, lambda: ask("Country", ANY), _country(pack.countries.keys()))
    return Begun(id_, title, place, kind, stages, motifs, country)


def _filled(otherwise: str) -> Callable[[str], str]:
    def understood(text: str) -> str:
        if not text.strip():
            raise NotBegunError(otherwise)
        return text.strip()

    return understood


def _id(text: str) -> str:
    if slug(text) != text:
        raise NotBegunError(f"An id is small letters, figures and hyphens, such as {slug(text)}.")
    return text


def _kind(text: str) -> Kind:
    if text not in tuple(Kind):
        raise NotBegunError(f"There is no kind {text}. {nearest(text, Kind)}")
    return Kind(text)


def _stages(kind: Kind) -> Callable[[str], tuple[Stage, ...]]:
    def understood(text: str) -> tuple[Stage, ...]:
        names = [each for each in _split(text) if each != ANY]
        for name in names:
            if name not in tuple(Stage):
                raise NotBegunError(f"There is no stage {name}. {nearest(name, Stage)}")
        if kind is Kind.SPINE and (len(names) != 1 or names[0] not in _SPINES):
            raise NotBegunError(f"A scene of the spine is of one stage of these: {', '.join(_SPINES)}.")
        return tuple(map(Stage, names))

    return understood


def _country(known: Collection[str]) -> Callable[[str], str]:
    def understood(text: str) -> str:
        if text in ("", ANY):
            return ""
        if text not in known:
            raise NotBegunError(f"There is no country {text}. {nearest(text, known)}")
        return text

    return understood


def _split(text: str) -> tuple[str, ...]:
    return tuple(each for each in re.split(r"[\s,]+", text) if each)


def _images(folder: Path) -> tuple[str, ...]:
    """Return what else a pack's scenes may have for motifs, besides what marks show."""
    table = read(folder).places.pack
    return PackShape.model_validate(plain(table)).images if table else ()


def _usual(kind: Kind) -> str:
    usual = {Kind.GLIMPSE: "glimpse", Kind.VISIT: "lessons, near, after", Kind.SPINE: "words"}
    return usual.get(kind, ANY)


def _prove(folder: Path, text: str) -> None:
    """Prove the scene beside the pack's tables alone; raises PackError."""
    with TemporaryDirectory() as elsewhere:
        there = Path(elsewhere)
        (there / "scenes").mkdir()
        shutil.copyfile(folder / "pack.yaml", there / "pack.yaml")
        (there / "scenes" / "new.yaml").write_text(text, encoding="utf-8")
        check(there)
