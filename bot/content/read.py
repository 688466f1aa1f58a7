"""Reads a pack folder into values. What the values mean together, `prove` proves."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from bot.content import build, strict
from bot.content.findings import Findings
from bot.content.misshapen import misshapen
from bot.content.mistakes import Mistake, PackError, nearest
from bot.content.prose import unwrapped
from bot.content.schema import SceneShape
from bot.content.schema_pack import CountryShape, CraftShape, GoalShape, MotifShape, PackShape, TellingShape
from bot.domain.scene import Country, Craft, Goal, Motif, Pack, Scene, SceneId, Telling

LARGEST_SCENE: Final = 64 * 1024
LARGEST_PACK: Final = 256 * 1024
MOST_SCENES: Final = 1_000

S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Places:
    """Where in its files a pack says what."""

    scenes: Mapping[SceneId, tuple[str, strict.Table]] = field(default_factory=dict[SceneId, tuple[str, strict.Table]])
    pack: strict.Table | None = None

    def of(self, scene: SceneId, *path: str | int) -> tuple[str, int]:
        """Return file and line of something in a scene, as near as is known."""
        if scene not in self.scenes:
            return str(scene), 0
        file, table = self.scenes[scene]
        return file, strict.find(table, path)

    def in_pack(self, *path: str | int) -> int:
        """Return the line of something in `pack.yaml`."""
        return strict.find(self.pack, path) if self.pack else 0


@dataclass(frozen=True, slots=True)
class Source:
    """A pack, where it says what, and what its writer may want to look at again."""

    pack: Pack
    places: Places
    warnings: tuple[Mistake, ...]


def read_pack(folder: Path) -> Pack:
    """Return the pack in `folder`; PackError with every mistake that was found."""
    return read(folder).pack


def read(folder: Path) -> Source:
    """Return the pack in `folder` with its places; PackError with every mistake that was found."""
    mistakes: list[Mistake] = []
    files = dict(_files(folder, mistakes))
    header = _table("pack.yaml", files, LARGEST_PACK, mistakes)
    tables = {
        file: table
        for file in files
        if file != "pack.yaml" and (table := _table(file, files, LARGEST_SCENE, mistakes)) is not None
    }
    shape = _shaped(PackShape, "pack.yaml", header, mistakes) if header else None
    images = {*shape.images, *shape.motifs} if shape else None
    scenes: dict[SceneId, Scene] = {}
    places: dict[SceneId, tuple[str, strict.Table]] = {}
    for file, table in tables.items():
        scene = _scene(file, table, images, mistakes)
        if scene is None:
            continue
        if scene.id in scenes:
            first = places[scene.id][0]
            line = strict.find(table, ("scene",))
            mistakes.append(Mistake(file, line, f"the scene {scene.id} is in {first} too", "Give it another id."))
        scenes[scene.id] = scene
        places[scene.id] = (file, table)
    if shape is None or header is None or mistakes:
        raise PackError(mistakes)
    pack = _pack(shape, scenes, _version(files))
    return Source(pack, Places(places, header), tuple(_comments({"pack.yaml": header, **tables})))


def _files(folder: Path, mistakes: list[Mistake]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a pack in the order of their names."""
    scenes = folder / "scenes"
    found = [path for path in scenes.rglob("*") if path.is_file() or path.is_symlink()]
    if len(found) > MOST_SCENES:
        mistakes.append(Mistake("scenes", 0, f"there are {len(found):,} files", f"At most {MOST_SCENES:,}."))
        return
    for path in sorted([folder / "pack.yaml", *found], key=lambda each: each.relative_to(folder).as_posix()):
        file = path.relative_to(folder).as_posix()
        if path.is_symlink():
            mistakes.append(Mistake(file, 0, "this is a link", "Put the file itself here."))
        elif not path.is_file():
            mistakes.append(Mistake(file, 0, "there is no such file", "A pack has a pack.yaml and a folder scenes."))
        elif path.suffix != ".yaml":
            mistakes.append(Mistake(file, 0, "this is no scene", "The name of a scene's file ends in .yaml."))
        else:
            with path.open("rb") as opened:
                # One byte more than is allowed tells that there is more, whatever its size.
                yield file, opened.read(LARGEST_PACK + 1)


def _table(file: str, files: Mapping[str, bytes], most: int, mistakes: list[Mistake]) -> strict.Table | None:
    if file not in files:
        return None
    try:
        return strict.parse(files[file], most)
    except strict.UnreadableError as refused:
        mistakes.append(refused.at(file))
        return None


def _shaped(shape: type[S], file: str, table: strict.Table, mistakes: list[Mistake]) -> S | None:
    try:
        return shape.model_validate(strict.plain(table))
    except ValidationError as error:
        mistakes.extend(misshapen(error, shape, file, table))
        return None


def _scene(file: str, table: strict.Table, images: set[str] | None, mistakes: list[Mistake]) -> Scene | None:
    shape = _shaped(SceneShape, file, table, mistakes)
    if shape is None:
        return None
    findings = Findings(file, table)
    for number, motif in enumerate(shape.motifs):
        if images is not None and motif not in images:
            findings.wrong(("motifs", number), f"the motif {motif} is not declared", nearest(motif, images))
    scene = build.scene(shape, findings)
    mistakes.extend(findings.mistakes)
    return scene


def _pack(shape: PackShape, scenes: dict[SceneId, Scene], version: str) -> Pack:
    return Pack(
        id=shape.pack,
        name=shape.name,
        version=version,
        language=shape.language,
        authors=shape.authors,
        licence=shape.licence,
        countries={name: _country(name, each) for name, each in shape.countries.items()},
        crafts={name: _craft(name, each) for name, each in shape.crafts.items()},
        motifs={name: _motif(name, each) for name, each in shape.motifs.items()},
        qualities=dict(shape.qualities),
        scenes=scenes,
        telling=_telling(shape.telling),
        register=tuple(map(unwrapped, shape.register_)),
        goals={name: _goal(name, each) for name, each in shape.goals.items()},
    )


def _country(name: str, shape: CountryShape) -> Country:
    return Country(id=name, **shape.model_dump())


def _craft(name: str, shape: CraftShape) -> Craft:
    return Craft(id=name, **shape.model_dump())


def _motif(name: str, shape: MotifShape) -> Motif:
    return Motif(id=name, **shape.model_dump())


def _telling(shape: TellingShape) -> Telling:
    return Telling(
        joints={gap: tuple(map(unwrapped, said)) for gap, said in shape.joints.items()},
        steps={stage: tuple(map(unwrapped, said)) for stage, said in shape.steps.items()},
        pictures=tuple(map(unwrapped, shape.pictures)),
    )


def _goal(name: str, shape: GoalShape) -> Goal:
    return Goal(id=name, name=unwrapped(shape.name), nights=shape.nights, done=unwrapped(shape.done))


def _version(files: Mapping[str, bytes]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for file, source in files.items():
        # Lengths keep two packs apart whose bytes are only cut differently.
        digest.update(f"{file}\n{len(source)}\n".encode())
        digest.update(source)
    return digest.hexdigest()


def _comments(tables: Mapping[str, strict.Table]) -> Iterator[Mistake]:
    for file, table in tables.items():
        for text in strict.comments(table):
            what = f"YAML takes {text.comment!r} for a comment"
            yield Mistake(file, text.line, what, "Quote the text if the # belongs to it.")
