"""A mark on skin: the same seed, the same picture; another seed, another."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageChops, ImageStat

from bot.app import data_folder
from bot.art.body import TONES
from bot.art.drawing import Drawing, read
from bot.art.hands import stencil
from bot.art.mark import CLEAR, INKS, Shown, legible, luminance, picture
from bot.art.rough import Tremor
from bot.domain.chance import Seed
from bot.domain.soulmark import Colour, Hand, Mark, Place, Skin, Warmth

KEY = read((data_folder() / "marks" / "key.svg").read_text(encoding="utf-8"))
SCORPION = read((data_folder() / "marks" / "scorpion.svg").read_text(encoding="utf-8"))
SHOWN = Shown(Mark("key", Place.FOREARM, Hand.BRUSH, Colour.INDIGO, Seed("a")), Skin.OAK)


def _drawn(shown: Shown, drawing: Drawing = KEY) -> bytes:
    picture.cache_clear()
    return picture(drawing, shown, 128)


def _ink(data: bytes) -> float:
    return ImageStat.Stat(Image.open(BytesIO(data)).getchannel("A")).sum[0]


@pytest.mark.parametrize("hand", Hand)
def test_the_same_seed_draws_the_same_picture_and_another_seed_another(hand: Hand):
    shown = replace(SHOWN, mark=replace(SHOWN.mark, hand=hand))
    assert _drawn(shown) == _drawn(shown)
    assert _drawn(shown) != _drawn(replace(shown, mark=replace(shown.mark, seed=Seed("b"))))


def test_whatever_a_mark_is_shows():
    others = [
        replace(SHOWN, mark=replace(SHOWN.mark, place=Place.NAPE)),
        replace(SHOWN, mark=replace(SHOWN.mark, colour=Colour.RUST)),
        replace(SHOWN, mark=replace(SHOWN.mark, hand=Hand.WOODCUT)),
        replace(SHOWN, skin=Skin.BIRCH),
        replace(SHOWN, depth=20),
        replace(SHOWN, warmth=Warmth.WARM),
        replace(SHOWN, warmth=Warmth.COLD),
    ]
    pictures = {_drawn(shown) for shown in (SHOWN, *others)} | {_drawn(SHOWN, SCORPION)}
    assert len(pictures) == len(others) + 2


@pytest.mark.parametrize("hand", Hand)
def test_a_deep_bond_has_deeper_lines(hand: Hand):
    assert _ink(stencil(KEY, hand, Seed("a"), 128, 1.0)) > _ink(stencil(KEY, hand, Seed("a"), 128, 0.0))


def test_a_warm_mark_is_warmer_around_and_a_cold_one_colder():
    red_over_blue: list[float] = []
    for warmth in (Warmth.COLD, Warmth.WAITING, Warmth.WARM):
        red, _, blue = ImageStat.Stat(Image.open(BytesIO(_drawn(replace(SHOWN, warmth=warmth))))).mean
        red_over_blue.append(red / blue)
    assert red_over_blue == sorted(red_over_blue)
    assert len(set(red_over_blue)) == 3


@pytest.mark.parametrize("tone", Skin)
@pytest.mark.parametrize("colour", Colour)
def test_every_ink_is_told_from_every_skin(colour: Colour, tone: Skin):
    red, green, blue = (int(TONES[tone][0][at : at + 2], 16) for at in (1, 3, 5))
    light, dark = sorted((luminance(legible(INKS[colour], tone)), luminance((red, green, blue))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= CLEAR


def test_inks_are_told_from_one_another_on_every_skin():
    for tone in Skin:
        assert len({legible(ink, tone) for ink in INKS.values()}) == len(Colour)


@pytest.mark.parametrize("place", Place)
def test_a_mark_lies_whole_on_its_place(place: Place):
    mark = replace(SHOWN.mark, place=place, hand=Hand.THICK_INK)
    marked = Image.open(BytesIO(_drawn(replace(SHOWN, mark=mark)))).convert("RGB")
    bare = Image.open(BytesIO(_drawn(replace(SHOWN, mark=mark), replace(KEY, mass=(), cut=(), line=())))).convert("RGB")
    box = ImageChops.difference(marked, bare).convert("L").point([255 * (level > 60) for level in range(256)]).getbbox()
    assert box is not None
    assert min(box[:2]) > 2
    assert max(box[2:]) < 126


@given(some.floats(-900, 900), some.floats(-900, 900), some.text(max_size=5))
def test_a_hand_trembles_no_farther_than_it_reaches_and_smoothly(x: float, y: float, seed: str):
    tremor = Tremor.of(Seed(seed), "", 5.0, 40.0)
    ((there_x, there_y),) = tremor.moved([(x, y)])
    ((near_x, near_y),) = tremor.moved([(x + 0.5, y + 0.5)])
    assert max(abs(there_x - x), abs(there_y - y)) <= 5.0 + 1e-9
    assert max(abs(near_x - there_x - 0.5), abs(near_y - there_y - 0.5)) < 1.0
