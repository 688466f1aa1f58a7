"""Every mark that ships is a drawing, and what is wrong with one is said."""

from pathlib import Path

import pytest

from bot.app import data_folder
from bot.art.drawing import MARGIN, SIDE, read
from bot.art.shapes import DrawingError

MARKS = sorted((data_folder() / "marks").glob("*.svg"))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">'
MASS = '<g class="mass"><path d="M60 60 L450 60 L450 450 Z"/></g>'


@pytest.mark.parametrize("file", MARKS, ids=[file.stem for file in MARKS])
def test_every_mark_is_a_drawing(file: Path):
    drawing = read(file.read_text(encoding="utf-8"))
    assert drawing.mass
    for stroke in drawing.strokes():
        assert all(MARGIN <= value <= SIDE - MARGIN for point in stroke.points for value in point)


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        ("<svg", "it is not XML"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD + "</svg>", "DOCTYPE"),
        (HEAD.replace("0 0 512 512", "0 0 64 64") + MASS + "</svg>", 'viewBox="0 0 512 512"'),
        (HEAD + "</svg>", "it has no mass"),
        (HEAD + MASS + "<script/></svg>", "<script> is not one of"),
        (HEAD + MASS + '<g class="mass" transform="scale(2)"/></svg>', "<g> is not one of"),
        (HEAD + MASS + '<g class="cut"><image href="x"/></g></svg>', "<image> in cut"),
        (HEAD + MASS + '<g class="line"><path stroke-width="2" d="M60 60 L90 90"/></g></svg>', "is 2 wide"),
        (HEAD + MASS + '<g class="line"><path d="M60 60 L90 90"/></g></svg>', "is 0 wide; give it a stroke-width"),
        (HEAD + MASS.replace("<path ", '<path fill="red" ') + "</svg>", "fill on a <path> in mass"),
        (HEAD + MASS.replace("M60 60", "M6 60") + "</svg>", "nearer than 24 to the edge: from 6"),
        (HEAD + MASS.replace("450", "150") + "</svg>", "it is small"),
        (HEAD + MASS.replace("M60 60 L450 60 L450 450 Z", "M60 60") + "</svg>", "draws nothing"),
        (HEAD + MASS.replace("M60", "what") + "</svg>", "cannot be read"),
        (HEAD + '<g class="mass"><circle cx="256" cy="256"/></g></svg>', "cannot be read"),
        (HEAD + MASS + "<!--" + "x" * 12_000 + "--></svg>", "bytes; draw it with fewer points"),
    ],
)
def test_what_is_wrong_with_a_drawing_is_said(svg: str, said: str):
    with pytest.raises(DrawingError) as refused:
        read(svg)
    assert any(said in one for one in refused.value.wrongs), refused.value.wrongs
