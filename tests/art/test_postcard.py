"""Postcards: every one that ships is a view; the same seed, the same card; none heavier than may be sent."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.app import data_folder
from bot.art.postcard import HEAVIEST_SENT, HEIGHT, WIDTH, Air, Hour, View, hour_of, postcard, read_view
from bot.art.shapes import DrawingError
from bot.domain.chance import Seed

CARDS = sorted((data_folder() / "postcards").glob("*.svg"))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 320" class="hue-40 dust">'
LAND = (
    '<g class="mid"><path d="M0 200 L960 200 L960 320 Z"/></g>'
    '<g class="near"><path d="M0 260 L960 260 L960 320 Z"/></g>'
)


def drawn(view: View, seed: str) -> bytes:
    postcard.cache_clear()
    return postcard(view, Seed(seed))


@pytest.mark.parametrize("file", CARDS, ids=[file.stem for file in CARDS])
def test_every_postcard_is_a_view_and_light_enough_at_every_hour(file: Path) -> None:
    view = read_view(file.read_text(encoding="utf-8"))
    hours = {hour_of(Seed(str(at))): str(at) for at in range(40)}
    assert hours.keys() == set(Hour)
    for seed in hours.values():
        card = drawn(view, seed)
        assert len(card) <= HEAVIEST_SENT
        assert Image.open(BytesIO(card)).size == (WIDTH, HEIGHT)


def test_the_same_seed_draws_the_same_card_and_another_another() -> None:
    view = read_view(HEAD + LAND + "</svg>")
    assert drawn(view, "a") == drawn(view, "a")
    assert len({drawn(view, str(at)) for at in range(8)}) == 8


@pytest.mark.parametrize("air", Air)
def test_every_air_is_drawn(air: Air) -> None:
    view = read_view((HEAD + LAND + "</svg>").replace("dust", air))
    still = read_view((HEAD + LAND + "</svg>").replace("dust", "still"))
    assert (drawn(view, "a") == drawn(still, "a")) is (air is Air.STILL)


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        (HEAD.replace("960 320", "512 512") + LAND + "</svg>", 'viewBox="0 0 960 320"'),
        (HEAD.replace("hue-40 dust", "hue-40") + LAND + "</svg>", "no hue and air"),
        (HEAD.replace("hue-40", "hue-red") + LAND + "</svg>", "no hue and air"),
        (HEAD.replace("dust", "locusts") + LAND + "</svg>", "no hue and air"),
        (HEAD + LAND.replace("near", "far") + "</svg>", "nothing near"),
        (HEAD + LAND.replace('"mid"', '"sea"') + "</svg>", '<g> is not one of <g class="far">'),
        (HEAD + LAND.replace("<path ", '<path style="x" ') + "</svg>", "style on a <path> in mid"),
    ],
)
def test_what_is_wrong_with_a_view_is_said(svg: str, said: str) -> None:
    with pytest.raises(DrawingError) as refused:
        read_view(svg)
    assert any(said in one for one in refused.value.wrongs), refused.value.wrongs
