"""How long a pack of 120 scenes takes to be read and proved: `python -m tests.bench.bench_pack`.

The scenes are those that ship, over and over under other ids. Beside each time stands how often PyYAML's C loader could
have read the very same bytes meanwhile, which checks nothing.
"""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import yaml

from bot.content.prove import check, prove, warn
from bot.content.read import read

SHIPPED = Path(__file__).parents[2] / "data" / "packs" / "default"
SCENES = 120
ROUNDS = 5

T = TypeVar("T")


def copies(folder: Path) -> list[Path]:
    """Write a pack of so many scenes, and return its files."""
    tables = folder / "pack.yaml"
    tables.write_bytes((SHIPPED / "pack.yaml").read_bytes())
    (folder / "scenes").mkdir()
    shipped = [path.read_text(encoding="utf-8") for path in sorted((SHIPPED / "scenes").rglob("*.yaml"))]
    files = [tables]
    for number in range(SCENES):
        text = re.sub(r"(?m)^scene: .*$", f"scene: copy-{number}", shipped[number % len(shipped)])
        files.append(folder / "scenes" / f"{number:03}.yaml")
        files[-1].write_text(text, encoding="utf-8")
    return files


def quickest(work: Callable[[], T]) -> tuple[float, T]:
    """Return the shortest of some times `work` took, in seconds, and what it returned."""
    times: list[float] = []
    for _ in range(ROUNDS - 1):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    begun = time.perf_counter()
    made = work()
    return min(*times, time.perf_counter() - begun), made


def main() -> None:
    """Print the times."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = copies(folder)
        sources = [path.read_bytes() for path in files]
        bare, _ = quickest(lambda: [yaml.load(source, Loader=yaml.CSafeLoader) for source in sources])
        reading, source = quickest(lambda: read(folder))
        proving, _ = quickest(lambda: prove(source.pack, source.places))
        warning, _ = quickest(lambda: warn(source.pack, source.places))
        both, _ = quickest(lambda: check(folder))
    size = sum(map(len, sources))
    out = [f"{SCENES} scenes, {size / 1024:.0f} KiB; YAML alone takes {bare * 1000:.0f} ms"]
    for what, took in (("read", reading), ("proved", proving), ("both", both), ("looked at again (lint)", warning)):
        each = f"{took / SCENES * 1000:5.1f} ms a scene"
        out.append(f"{what:24} {took * 1000:6.0f} ms  {each}  {took / bare:5.1f} times YAML")
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
