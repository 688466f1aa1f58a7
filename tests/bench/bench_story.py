"""How long the story's rules take: `python -m tests.bench.bench_story`.

Each is held against something real that was timed beside it: the same data as JSON, there and back, or a pack's files
parsed as YAML and no more.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from bot.app import data_folder
from bot.content.prove import check
from bot.domain.bond import Pace, Past
from bot.domain.chance import Seed
from bot.domain.encounter import Pick, step
from bot.domain.evening import scene_for_one, scene_for_two
from bot.domain.scene import Kind, Pack, Role, Scene, SceneId, Stage
from bot.workshop.habits import ALWAYS, Company, nights
from bot.workshop.night import tonight
from bot.workshop.playing import fall_asleep
from bot.workshop.prepared import come_so_far
from bot.workshop.story import story, told
from bot.workshop.two import Dream, Two

NIGHTS = 400
LARGE = 120


def once(what: Callable[[], object], rounds: int = 7) -> float:
    """Return the seconds one call takes: the median of some rounds of as many calls as fill a twentieth of one."""
    what()
    begun = time.perf_counter()
    what()
    calls = max(1, int(0.05 / max(time.perf_counter() - begun, 1e-7)))
    taken: list[float] = []
    for _ in range(rounds):
        begun = time.perf_counter()
        for _ in range(calls):
            what()
        taken.append((time.perf_counter() - begun) / calls)
    return median(taken)


def shown(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms" if seconds >= 0.001 else f"{seconds * 1_000_000:.1f} µs"


def line(what: str, took: float, beside: str, other: float) -> None:
    sys.stdout.write(f"{what}: {shown(took)}, {took / other:.2f} of {beside} ({shown(other)})\n")


def json_there_and_back(data: object) -> float:
    return once(lambda: json.loads(json.dumps(data)))


def grown_to(pack: Pack, scenes: int) -> Pack:
    """Return a pack of at least so many scenes: those it has, again under other names."""
    made: dict[SceneId, Scene] = dict(pack.scenes)
    turn = 1
    while len(made) < scenes:
        for scene in pack.scenes.values():
            id_ = SceneId(f"{scene.id}-{turn}")
            made[id_] = replace(scene, id=id_)
        turn += 1
    return replace(pack, scenes=made)


def lived(pack: Pack) -> Two:
    """Return two with 400 nights behind them."""
    begun = come_so_far(pack, Seed("bench"), Stage.MARKED, Pace.PLAIN)
    *_, (two, _) = nights(begun, Company(ALWAYS, ALWAYS), NIGHTS, keep=True)
    return two


def choosing(pack: Pack, name: str) -> None:
    """Time what an evening asks: tonight's scene for two, and for one."""
    two = lived(pack)
    past: Past = two.past(two.a.id)
    both = {one.id: tonight(two, {Role.HOST: one, Role.GUEST: two.other(one.id)}, {}) for one in two.both}
    dreamt, mine = two.dreamt(), two.dreamt(two.a.id)
    alone = tonight(two, {Role.HOST: two.a}, {})
    seed = Seed("tonight")
    data = [[one.scene, one.host, one.nights, one.counted] for one in dreamt]
    other = json_there_and_back(data)
    for_two = once(lambda: scene_for_two(pack, two.stage, past, two.pacing, both, dreamt, seed))
    for_one = once(lambda: scene_for_one(pack, two.stage, two.a.id, alone, "", mine, seed))
    beside = f"JSON there and back of its {len(data)} past dreams"
    line(f"tonight's scene for two, {name}, {len(pack.scenes)} scenes", for_two, beside, other)
    line(f"tonight's scene for one, {name}", for_one, beside, other)


def happening(pack: Pack) -> None:
    """Time one event of an encounter."""
    night = fall_asleep(come_so_far(pack, Seed("bench"), Stage.WORDS, Pace.PLAIN))
    assert night is not None
    dream = night.dream
    turn = night.turn()
    assert turn is not None
    assert turn.role is not None
    event = Pick(turn.role, dream.encounter.beat.id, dream.encounter.choices(turn.role)[0].id)
    took = once(lambda: step(dream.encounter, event))
    other = json_there_and_back([dict(dream.began_with), [str(each) for each in dream.events]])
    line("one event of an encounter", took, "JSON there and back of its qualities and events", other)


def telling(pack: Pack) -> None:
    """Time the telling of a night, and of a bond."""
    two = lived(pack)
    dreams: list[Dream] = [one.told for one in two.before if one.told is not None and one.kind is Kind.SPINE]
    dream = dreams[-1]
    text = told(dream)
    line("the telling of a night", once(lambda: told(dream)), "JSON there and back of it", json_there_and_back(text))
    chapters = [chapter.paragraphs for chapter in story(two)]
    words = sum(len(part.split()) for chapter in chapters for part in chapter)
    count = sum(one.told is not None for one in two.before)
    took = once(lambda: story(two))
    other = json_there_and_back(chapters)
    line(f"the telling of a bond, {count} nights, {words} words", took, "JSON there and back of it", other)


def proving(folder: Path) -> None:
    """Time the proof of a pack."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.yaml"))]

    def parsed(texts: Iterable[str] = texts) -> list[Any]:
        return [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts]

    took, other = once(lambda: check(folder), rounds=3), once(parsed, rounds=3)
    line(f"reading and proving the pack, {len(texts) - 1} scenes", took, "parsing its files as YAML", other)


def main() -> None:
    """Print times and ratios."""
    folder = data_folder() / "packs" / "default"
    pack = check(folder)
    choosing(pack, "the shipped pack")
    choosing(grown_to(pack, LARGE), "a large pack")
    happening(pack)
    telling(pack)
    proving(folder)


if __name__ == "__main__":
    main()
