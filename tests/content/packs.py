"""Packs to break: tables as they ship, with one scene."""

from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "data" / "packs" / "default"
WELL = (Path(__file__).parent / "well.yaml").read_text(encoding="utf-8")
TABLES = (Path(__file__).parent / "tables.yaml").read_text(encoding="utf-8")
COAT = (Path(__file__).parent / "coat.yaml").read_text(encoding="utf-8")


def put(folder: Path, scene: str | bytes = WELL, tables: str | bytes = TABLES) -> Path:
    (folder / "scenes").mkdir(parents=True, exist_ok=True)
    for path, text in ((folder / "pack.yaml", tables), (folder / "scenes" / "a.yaml", scene)):
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder
