"""A pack with a whole arc in it, made of scenes as they are begun, and of the well."""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.content.prove import check
from bot.domain.scene import Kind, Pack, Stage
from bot.workshop.fresh import Begun, written
from tests.content.packs import TABLES, WELL

SMALL = Path(__file__).parents[1] / "services" / "pack"
"""Seven scenes that stay as they are."""

LONE = (Kind.FIRST, Kind.LANDSCAPE, Kind.LANDSCAPE, Kind.MEMORY, Kind.ECHO)
SPINE = (Stage.WORDS, Stage.REGISTER, Stage.WOUND, Stage.DOOR, Stage.WAKING)


def put(folder: Path, *scenes: str) -> Path:
    (folder / "scenes").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(TABLES, encoding="utf-8")
    for number, scene in enumerate(scenes):
        (folder / "scenes" / f"{number}.yaml").write_text(scene, encoding="utf-8")
    return folder


def put_arc(folder: Path) -> Path:
    """Two tellings of everything that moves a bond, and of visits each way a question is asked."""
    scenes = [begun(f"{kind}-{number}", kind) for number, kind in enumerate(LONE)]
    for number in range(2):
        scenes.append(begun(f"glimpse-{number}", Kind.GLIMPSE, Stage.GLIMPSE))
        scenes += [begun(f"{stage}-{number}", Kind.SPINE, stage) for stage in SPINE]
        scenes.append(begun(f"visit-{number}", Kind.VISIT))
        scenes.append(either(begun(f"either-{number}", Kind.VISIT)))
        scenes.append(well(f"well-{number}", f"lesson.knot-{number}"))
    return put(folder, *scenes)


@cache
def arc_pack() -> Pack:
    with TemporaryDirectory() as folder:
        return check(put_arc(Path(folder)))


def begun(id_: str, kind: Kind, *stages: Stage) -> str:
    return written(Begun(id_, id_.capitalize(), "a table", kind, stages))


def either(scene: str) -> str:
    without = re.sub(r" +# A line of the picture.*\n +dossier:\n +guest: .*\n", "", scene)
    return without.replace("ask: guest", "ask: either")


def well(id_: str, lesson: str) -> str:
    scene = WELL.replace("scene: well-with-no-bottom", f"scene: {id_}").replace("lesson.bowline", lesson)
    return re.sub(r"^(stage|when): .*$", r"\1: []", scene, flags=re.MULTILINE)
